/* Covers src/base/suggest.c */
#include "base/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const WORDS[] = { "title", "timezone", "ilo", "world-bank", "1", "Io" };

static const char *nearest(const char *word)
{
    return suggest_nearest(word, WORDS, G_N_ELEMENTS(WORDS));
}

static void a_letter_too_many_too_few_or_wrong_is_a_slip(void **state)
{
    assert_string_equal(nearest("titlle"), "title");
    assert_string_equal(nearest("titl"), "title");
    assert_string_equal(nearest("tidle"), "title");
}

static void two_letters_swapped_are_one_slip(void **state)
{
    assert_string_equal(nearest("titel"), "title");
    assert_string_equal(nearest("iol"), "ilo");
}

static void upper_and_lower_case_count_as_the_same(void **state)
{
    assert_string_equal(nearest("TITLE"), "title");
    assert_string_equal(nearest("Timezone"), "timezone");
    assert_string_equal(nearest("IO"), "Io");
}

static void long_words_may_have_more_slips_than_short_ones(void **state)
{
    assert_string_equal(nearest("wold_bank"), "world-bank");
    assert_null(nearest("wo_bnk"));
    assert_null(nearest("ala"));
}

static void words_of_one_or_two_letters_are_not_near_to_others(void **state)
{
    assert_null(nearest("2"));
    assert_null(nearest("ij"));
}

static void the_nearest_is_chosen_and_the_first_of_equals(void **state)
{
    static const char *const ROOMS[] = { "room-10", "room-11", "room-12" };

    assert_string_equal(suggest_nearest("room-1", ROOMS, 3), "room-10");
    assert_string_equal(suggest_nearest("rom-12", ROOMS, 3), "room-12");
}

static void nothing_is_near_to_a_word_of_another_kind(void **state)
{
    assert_null(nearest(""));
    assert_null(nearest("description"));
    assert_null(suggest_nearest("title", NULL, 0));
}

static void endless_words_are_not_compared(void **state)
{
    g_autofree char *word = g_strnfill(100000, 'a');
    g_autofree char *other = g_strnfill(100001, 'a');
    const char *const others[] = { other };

    assert_null(suggest_nearest(word, others, 1));
    assert_null(nearest(word));
    word[64] = '\0';
    other[64] = '\0';
    other[63] = 'b';
    assert_ptr_equal(suggest_nearest(word, others, 1), other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_too_many_too_few_or_wrong_is_a_slip),
        cmocka_unit_test(two_letters_swapped_are_one_slip),
        cmocka_unit_test(upper_and_lower_case_count_as_the_same),
        cmocka_unit_test(long_words_may_have_more_slips_than_short_ones),
        cmocka_unit_test(words_of_one_or_two_letters_are_not_near_to_others),
        cmocka_unit_test(the_nearest_is_chosen_and_the_first_of_equals),
        cmocka_unit_test(nothing_is_near_to_a_word_of_another_kind),
        cmocka_unit_test(endless_words_are_not_compared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
