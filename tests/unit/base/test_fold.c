/* Covers src/base/fold.c */
#include "base/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glib.h>

static void assert_folds(const char *text, const char *folded, const char *for_search)
{
    g_autofree char *one = fold_dup(text);
    g_autofree char *other = fold_dup_for_search(text);

    assert_string_equal(one, folded);
    assert_string_equal(other, for_search);
}

static void capitals_do_not_matter(void **state)
{
    assert_folds("FORUM Straße", "forum strasse", "forum strasse");
    assert_folds("ΣΊΣΥΦΟΣ", "σίσυφοσ", "σισυφοσ");
    assert_folds("Ёлка", "ёлка", "елка");
}

static void how_letters_are_composed_does_not_matter(void **state)
{
    assert_folds("Bele\u0301m", "belém", "belem");
    assert_folds("Bel\u00E9m", "belém", "belem");
    assert_folds("ﬁn \u2167", "fin viii", "fin viii");
}

static void a_search_finds_without_accents_and_points(void **state)
{
    assert_folds("Søren Łódź Œuvre Þór", "søren łódź œuvre þór", "soren lodz oeuvre thor");
    assert_folds("İstanbul ığdır", "i\u0307stanbul ığdır", "istanbul igdir");
    assert_folds("مُحَمَّد", "مُحَمَّد", "محمد");
    assert_folds("שָׁלוֹם", "שָׁלוֹם", "שלום");
}

static void the_vowels_of_other_scripts_stay(void **state)
{
    g_autofree char *hindi = fold_dup_for_search("हिन्दी");

    assert_string_equal(hindi, "हिन्दी");
}

static void what_is_not_seen_does_not_matter(void **state)
{
    assert_folds("mi\u00ADgra\u200Btion", "migration", "migration");
    assert_folds("\u200Fمنظمة\u200E", "منظمة", "منظمة");
}

static void blanks_are_one_between_words_and_none_at_the_ends(void **state)
{
    assert_folds("  a\t b\u00A0\u2003c\n", "a b c", "a b c");
    assert_folds("é  é ", "é é", "e e");
    assert_folds("", "", "");
}

static void a_search_takes_dashes_for_blanks_and_apostrophes_for_each_other(void **state)
{
    assert_folds("Co-organiser", "co-organiser", "co organiser");
    assert_folds("a – b—c", "a – b—c", "a b c");
    assert_folds("d’Énergie", "d’énergie", "d'energie");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(capitals_do_not_matter),
        cmocka_unit_test(how_letters_are_composed_does_not_matter),
        cmocka_unit_test(a_search_finds_without_accents_and_points),
        cmocka_unit_test(the_vowels_of_other_scripts_stay),
        cmocka_unit_test(what_is_not_seen_does_not_matter),
        cmocka_unit_test(blanks_are_one_between_words_and_none_at_the_ends),
        cmocka_unit_test(a_search_takes_dashes_for_blanks_and_apostrophes_for_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
