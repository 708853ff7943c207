/* Covers src/file/import/id_pool.c */
#include "file/import/id_pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

static void those_of_one_name_are_numbered(void **state)
{
    g_autoptr(IdPool) pool = id_pool_new();

    assert_string_equal(id_pool_take(pool, "tea", NULL), "tea");
    assert_string_equal(id_pool_take(pool, "tea-3", NULL), "tea-3");
    assert_string_equal(id_pool_take(pool, "tea", NULL), "tea-2");
    assert_string_equal(id_pool_take(pool, "tea", NULL), "tea-4");
    assert_string_equal(id_pool_take(pool, "Tea", NULL), "Tea-5");
    assert_string_equal(id_pool_take(pool, "tea", "room"), "tea-room");
}

static void ids_of_long_names_are_told_apart_and_not_too_long(void **state)
{
    g_autoptr(IdPool) pool = id_pool_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    char name[ID_MAX + 1] = "";

    memset(name, 'a', ID_MAX);
    for (guint i = 0; i < 3000; i++) {
        /* Two names that are cut to the same. */
        name[ID_MAX - 1] = i % 2 == 0 ? 'a' : 'b';
        const char *id = id_pool_take(pool, name, NULL);
        assert_true(strlen(id) <= ID_MAX);
        assert_true(g_hash_table_add(seen, (gpointer)id));
    }
}

/* If each number were tried for each, this would take minutes. */
static void a_hundred_thousand_of_one_name_are_no_burden(void **state)
{
    g_autoptr(IdPool) pool = id_pool_new();
    char name[] = "abcdefghijklmnopq";
    const char *last = NULL;

    for (guint i = 0; i < 100000; i++) {
        /* Capitals do not tell ids apart. */
        for (guint bit = 0; bit < 17; bit++) {
            name[bit] = (char)((i >> bit & 1) != 0 ? g_ascii_toupper(name[bit])
                                                   : g_ascii_tolower(name[bit]));
        }
        last = id_pool_take(pool, name, NULL);
    }
    assert_true(g_str_has_suffix(last, "-100000"));
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
        cmocka_unit_test(those_of_one_name_are_numbered),
        cmocka_unit_test(ids_of_long_names_are_told_apart_and_not_too_long),
        cmocka_unit_test(a_hundred_thousand_of_one_name_are_no_burden),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
