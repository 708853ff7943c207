/* Covers src/file/table/number_format.c */
#include "file/table/number_format.h"

#include "support.h"

static void ids_14_to_22_and_45_to_47_are_dates_and_times(void **state)
{
    static const NumberFormat EXPECTED[50] = {
        [14] = NUMBER_FORMAT_DATE, [15] = NUMBER_FORMAT_DATE,     [16] = NUMBER_FORMAT_DATE,
        [17] = NUMBER_FORMAT_DATE, [18] = NUMBER_FORMAT_TIME,     [19] = NUMBER_FORMAT_TIME,
        [20] = NUMBER_FORMAT_TIME, [21] = NUMBER_FORMAT_TIME,     [22] = NUMBER_FORMAT_DATE_TIME,
        [45] = NUMBER_FORMAT_TIME, [46] = NUMBER_FORMAT_DURATION, [47] = NUMBER_FORMAT_TIME,
    };

    for (guint id = 0; id < G_N_ELEMENTS(EXPECTED); id++) {
        assert_int_equal(number_format_of_id(id), EXPECTED[id]);
    }
}

static void assert_all(NumberFormat expected, const char *const *codes)
{
    for (const char *const *code = codes; *code != NULL; code++) {
        if (number_format_of_code(*code) != expected) {
            fail_msg("%s is taken for %d", *code, number_format_of_code(*code));
        }
    }
}

static void years_months_and_days_make_a_date(void **state)
{
    static const char *const CODES[] = { "yyyy-mm-dd",      "DD/MM/YY", "d\\ mmm", "mmmm", "mm",
                                         "[$-409]mmm\\ yy", "dddd;@",   "m/d",     NULL };

    assert_all(NUMBER_FORMAT_DATE, CODES);
}

static void hours_and_seconds_make_a_time_in_which_m_is_minutes(void **state)
{
    static const char *const CODES[] = { "h:mm",     "HH:MM:SS", "mm:ss.0",         "h:mm AM/PM",
                                         "h\"h\"mm", "hh",       "[$-F400]h:mm:ss", NULL };

    assert_all(NUMBER_FORMAT_TIME, CODES);
}

static void both_make_a_date_and_time(void **state)
{
    static const char *const CODES[] = { "yyyy-mm-dd hh:mm", "d.m. h:mm", "mmm h", NULL };

    assert_all(NUMBER_FORMAT_DATE_TIME, CODES);
}

static void units_in_brackets_go_on(void **state)
{
    static const char *const CODES[] = { "[h]:mm", "[HH]:mm:ss", "[mm]", "[s]", NULL };

    assert_all(NUMBER_FORMAT_DURATION, CODES);
}

static void letters_in_quotes_escapes_and_brackets_are_none(void **state)
{
    static const char *const CODES[] = {
        "General",
        "0.00",
        "Standard",
        "#,##0 \"days\"",
        "0\\d",
        "[Red]0",
        "[$USD] 0",
        "0_d",
        "0*d",
        "0;yyyy-mm-dd",
        "@",
        "0.0E+0",
        "\"unclosed d",
        "",
        "\\",
        "[h",
        "[hm]",
        NULL,
    };

    assert_all(NUMBER_FORMAT_NUMBER, CODES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_14_to_22_and_45_to_47_are_dates_and_times),
        cmocka_unit_test(years_months_and_days_make_a_date),
        cmocka_unit_test(hours_and_seconds_make_a_time_in_which_m_is_minutes),
        cmocka_unit_test(both_make_a_date_and_time),
        cmocka_unit_test(units_in_brackets_go_on),
        cmocka_unit_test(letters_in_quotes_escapes_and_brackets_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
