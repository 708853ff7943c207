/* Covers src/serve/http/http_date.c */
#include "serve/http/http_date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SUNDAY_IN_1994 784111777

static void assert_formatted(gint64 utc, const char *expected)
{
    g_autofree char *text = http_date_format(utc);

    assert_string_equal(text, expected);
}

static void assert_parsed(const char *text, gint64 expected)
{
    gint64 utc;

    if (!http_date_parse(text, &utc)) {
        fail_msg("%s is refused", text);
    }
    assert_int_equal(utc, expected);
}

static void assert_refused(const char *text)
{
    gint64 utc = 42;

    if (http_date_parse(text, &utc)) {
        fail_msg("%s is taken for %" G_GINT64_FORMAT, text, utc);
    }
    assert_int_equal(utc, 42);
}

static void dates_are_written_in_the_fixed_form(void **state)
{
    assert_formatted(SUNDAY_IN_1994, "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_formatted(0, "Thu, 01 Jan 1970 00:00:00 GMT");
    assert_formatted(1184198400, "Thu, 12 Jul 2007 00:00:00 GMT");
    assert_formatted(951782399, "Mon, 28 Feb 2000 23:59:59 GMT");
    assert_formatted(951782400, "Tue, 29 Feb 2000 00:00:00 GMT");
}

static void the_three_forms_mean_the_same(void **state)
{
    assert_parsed("Sun, 06 Nov 1994 08:49:37 GMT", SUNDAY_IN_1994);
    assert_parsed("Sunday, 06-Nov-94 08:49:37 GMT", SUNDAY_IN_1994);
    assert_parsed("Sun Nov  6 08:49:37 1994", SUNDAY_IN_1994);
    assert_parsed("Wed Nov 16 08:49:37 1994", SUNDAY_IN_1994 + 10 * 86400);
}

static void what_is_written_is_read_back(void **state)
{
    /* A step that is no multiple of a day, over some 130 years. */
    for (gint64 utc = 0; utc < G_GINT64_CONSTANT(4102444800); utc += 86400 * 3 + 3607) {
        g_autofree char *text = http_date_format(utc);

        assert_parsed(text, utc);
    }
}

static void two_digits_of_a_year_lie_between_1970_and_2069(void **state)
{
    assert_parsed("Thursday, 01-Jan-70 00:00:00 GMT", 0);
    assert_parsed("Tuesday, 31-Dec-69 00:00:00 GMT", G_GINT64_CONSTANT(3155673600));
}

static void a_leap_second_is_let_through(void **state)
{
    assert_parsed("Sat, 31 Dec 2016 23:59:60 GMT", 1483228800);
}

static void a_date_before_1970_is_negative(void **state)
{
    assert_parsed("Wed, 31 Dec 1969 23:59:59 GMT", -1);
}

static void what_is_no_date_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "0",
        "Sun",
        "Sun,",
        "Sunday",
        "Son, 06 Nov 1994 08:49:37 GMT",
        "sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
        "Sun, 06 Nov 1994 08:49:37 GMT; length=12",
        " Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Wed, 31 Nov 1994 08:49:37 GMT",
        "Wed, 29 Feb 1995 08:49:37 GMT",
        "Wed, 00 Feb 1995 08:49:37 GMT",
        "Sun, 06 Nov 0000 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sunday, 06 Nov 1994 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov 06 08:49:37 94",
        "1994-11-06T08:49:37Z",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        assert_refused(texts[i]);
    }
}

static void no_beginning_of_a_date_is_one(void **state)
{
    static const char *const wholes[] = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(wholes); i++) {
        for (gsize length = 0; length < strlen(wholes[i]); length++) {
            g_autofree char *part = g_strndup(wholes[i], length);

            assert_refused(part);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_written_in_the_fixed_form),
        cmocka_unit_test(the_three_forms_mean_the_same),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(two_digits_of_a_year_lie_between_1970_and_2069),
        cmocka_unit_test(a_leap_second_is_let_through),
        cmocka_unit_test(a_date_before_1970_is_negative),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(no_beginning_of_a_date_is_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
