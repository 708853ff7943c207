/* Covers src/file/import/id_pool.c */
#include "file/import/id_pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/address/id.h"

static void assert_slug(const char *name, const char *expected)
{
    g_autofree char *slug = id_pool_dup_slug(name, "person");

    assert_string_equal(slug, expected);
}

static void a_name_becomes_an_id_without_accents(void **state)
{
    assert_slug("Ada Lovelace", "ada-lovelace");
    assert_slug("  Björn Töpel, Ph. D. ", "bjorn-topel-ph-d");
    assert_slug("H.1309 (Van Rijn)", "h-1309-van-rijn");
    assert_slug("Łukasz Ørsted", "lukasz-oersted");
}

static void a_name_in_other_letters_is_a_hash_that_stays(void **state)
{
    g_autofree char *first = id_pool_dup_slug("محمد", "person");
    g_autofree char *again = id_pool_dup_slug("محمد", "person");
    g_autofree char *other = id_pool_dup_slug("中文", "person");

    assert_true(g_str_has_prefix(first, "person-"));
    assert_true(id_is_good(first));
    assert_string_equal(first, again);
    assert_string_not_equal(first, other);
}

static void a_long_name_is_cut_between_words(void **state)
{
    assert_slug("A New Approach to Callee-Saved Registers in LLVM and What It Means for Everybody",
                "a-new-approach-to-callee-saved-registers-in-llvm-and-what-it");
    g_autofree char *word = g_strnfill(ID_MAX + 10, 'a');
    g_autofree char *cut = g_strnfill(ID_MAX, 'a');
    assert_slug(word, cut);
    g_autofree char *words = g_strconcat(cut, " b", NULL);
    assert_slug(words, cut);
}

static void an_id_is_given_once_whatever_its_capitals(void **state)
{
    g_autoptr(IdPool) pool = id_pool_new();

    assert_string_equal(id_pool_take(pool, "Opening", NULL), "Opening");
    assert_string_equal(id_pool_take(pool, "opening", NULL), "opening-2");
    assert_string_equal(id_pool_take(pool, "opening", NULL), "opening-3");
    assert_string_equal(id_pool_take(pool, "opening-2", NULL), "opening-2-2");
}

static void more_is_tried_before_numbers(void **state)
{
    g_autoptr(IdPool) pool = id_pool_new();
    g_autofree char *endless = g_strnfill(ID_MAX, '7');

    assert_string_equal(id_pool_take(pool, "ada", "17"), "ada");
    assert_string_equal(id_pool_take(pool, "ada", "18"), "ada-18");
    assert_string_equal(id_pool_take(pool, "ada", "18"), "ada-2");
    assert_string_equal(id_pool_take(pool, "ada", endless), "ada-3");
}

static void what_is_added_to_a_long_id_stays_whole(void **state)
{
    g_autoptr(IdPool) pool = id_pool_new();
    g_autofree char *name = g_strnfill(ID_MAX, 'a');

    assert_string_equal(id_pool_take(pool, name, NULL), name);
    const char *second = id_pool_take(pool, name, "4711");
    assert_int_equal(strlen(second), ID_MAX);
    assert_true(g_str_has_suffix(second, "a-4711"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_becomes_an_id_without_accents),
        cmocka_unit_test(a_name_in_other_letters_is_a_hash_that_stays),
        cmocka_unit_test(a_long_name_is_cut_between_words),
        cmocka_unit_test(an_id_is_given_once_whatever_its_capitals),
        cmocka_unit_test(more_is_tried_before_numbers),
        cmocka_unit_test(what_is_added_to_a_long_id_stays_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
