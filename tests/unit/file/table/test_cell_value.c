/* Covers src/file/table/cell_value.c */
#include "file/table/cell_value.h"

#include "support.h"

static void assert_serial(double serial, NumberFormat format, CellKind kind, const char *expected)
{
    char text[CELL_VALUE_SIZE];

    assert_int_equal(cell_value_of_serial(serial, format, DATE_SYSTEM_1900, text), kind);
    assert_string_equal(text, expected);
}

static void assert_iso(const char *iso, NumberFormat format, CellKind kind, const char *expected)
{
    char text[CELL_VALUE_SIZE] = "";

    assert_int_equal(cell_value_of_iso(iso, format, text), kind);
    assert_string_equal(text, expected);
}

static void assert_period(const char *period, CellKind kind, const char *expected)
{
    char text[CELL_VALUE_SIZE] = "";

    assert_int_equal(cell_value_of_period(period, text), kind);
    assert_string_equal(text, expected);
}

static void numbers_are_written_as_people_write_them(void **state)
{
    assert_serial(7, NUMBER_FORMAT_NUMBER, CELL_NUMBER, "7");
    assert_serial(7.5, NUMBER_FORMAT_NUMBER, CELL_NUMBER, "7.5");
    assert_serial(0.1 + 0.2, NUMBER_FORMAT_NUMBER, CELL_NUMBER, "0.3");
    assert_serial(-0.0, NUMBER_FORMAT_NUMBER, CELL_NUMBER, "0");
    assert_serial(123456789012345, NUMBER_FORMAT_NUMBER, CELL_NUMBER, "123456789012345");
    assert_serial(1e300, NUMBER_FORMAT_NUMBER, CELL_NUMBER, "1e+300");
    assert_serial(-1.7976931348623157e308, NUMBER_FORMAT_NUMBER, CELL_NUMBER,
                  "-1.79769313486232e+308");
}

static void days_count_from_1900_with_the_day_that_never_was(void **state)
{
    assert_serial(1, NUMBER_FORMAT_DATE, CELL_DATE, "1900-01-01");
    assert_serial(59, NUMBER_FORMAT_DATE, CELL_DATE, "1900-02-28");
    assert_serial(60, NUMBER_FORMAT_DATE, CELL_DATE, "1900-02-29");
    assert_serial(60.5, NUMBER_FORMAT_DATE_TIME, CELL_DATE_TIME, "1900-02-29T12:00");
    assert_serial(61, NUMBER_FORMAT_DATE, CELL_DATE, "1900-03-01");
    assert_serial(39273, NUMBER_FORMAT_DATE, CELL_DATE, "2007-07-10");
    assert_serial(2958465, NUMBER_FORMAT_DATE, CELL_DATE, "9999-12-31");
}

static void days_count_from_1904_where_the_workbook_says_so(void **state)
{
    char text[CELL_VALUE_SIZE];

    assert_int_equal(cell_value_of_serial(0, NUMBER_FORMAT_DATE, DATE_SYSTEM_1904, text),
                     CELL_DATE);
    assert_string_equal(text, "1904-01-01");
    cell_value_of_serial(37811.375, NUMBER_FORMAT_DATE_TIME, DATE_SYSTEM_1904, text);
    assert_string_equal(text, "2007-07-10T09:00");
    assert_int_equal(cell_value_of_serial(2957004, NUMBER_FORMAT_DATE, DATE_SYSTEM_1904, text),
                     CELL_NUMBER);
}

static void times_are_rounded_to_a_second_and_shown_to_the_minute(void **state)
{
    assert_serial(0.375, NUMBER_FORMAT_TIME, CELL_TIME, "09:00");
    assert_serial(0.375 - 1e-9, NUMBER_FORMAT_TIME, CELL_TIME, "09:00");
    assert_serial(0.375 - 2.0 / 86400, NUMBER_FORMAT_TIME, CELL_TIME, "08:59");
    assert_serial(0.99999, NUMBER_FORMAT_TIME, CELL_TIME, "23:59");
    assert_serial(0.999999, NUMBER_FORMAT_TIME, CELL_TIME, "24:00");
    assert_serial(0, NUMBER_FORMAT_TIME, CELL_TIME, "00:00");
    assert_serial(1, NUMBER_FORMAT_TIME, CELL_TIME, "00:00");
    assert_serial(39273.999999, NUMBER_FORMAT_DATE_TIME, CELL_DATE_TIME, "2007-07-11T00:00");
    assert_serial(39272.9999999999, NUMBER_FORMAT_DATE, CELL_DATE, "2007-07-10");
}

static void a_format_shows_only_its_part(void **state)
{
    assert_serial(39273.375, NUMBER_FORMAT_DATE, CELL_DATE, "2007-07-10");
    assert_serial(39273.375, NUMBER_FORMAT_TIME, CELL_TIME, "09:00");
    assert_serial(39273.375, NUMBER_FORMAT_DATE_TIME, CELL_DATE_TIME, "2007-07-10T09:00");
    assert_serial(0.375, NUMBER_FORMAT_DATE_TIME, CELL_TIME, "09:00");
}

static void durations_go_on_after_a_day(void **state)
{
    assert_serial(0.0625, NUMBER_FORMAT_DURATION, CELL_DURATION, "01:30");
    assert_serial(1, NUMBER_FORMAT_DURATION, CELL_DURATION, "24:00");
    assert_serial(1.5, NUMBER_FORMAT_DURATION, CELL_DURATION, "36:00");
    assert_serial(4166.625, NUMBER_FORMAT_DURATION, CELL_DURATION, "99999:00");
    assert_serial(4166.7, NUMBER_FORMAT_DURATION, CELL_NUMBER, "4166.7");
}

static void what_is_no_date_stays_a_number(void **state)
{
    assert_serial(0, NUMBER_FORMAT_DATE, CELL_NUMBER, "0");
    assert_serial(-1, NUMBER_FORMAT_DATE, CELL_NUMBER, "-1");
    assert_serial(-0.5, NUMBER_FORMAT_DURATION, CELL_NUMBER, "-0.5");
    assert_serial(2958466, NUMBER_FORMAT_DATE, CELL_NUMBER, "2958466");
    assert_serial(1e300, NUMBER_FORMAT_TIME, CELL_NUMBER, "1e+300");
    assert_serial(2958465.999999, NUMBER_FORMAT_DATE_TIME, CELL_NUMBER, "2958465.999999");
}

static void iso_dates_and_times_are_read(void **state)
{
    assert_iso("2007-07-10", NUMBER_FORMAT_NUMBER, CELL_DATE, "2007-07-10");
    assert_iso("0001-01-01", NUMBER_FORMAT_NUMBER, CELL_DATE, "0001-01-01");
    assert_iso("2007-07-10T09:00:00", NUMBER_FORMAT_NUMBER, CELL_DATE_TIME, "2007-07-10T09:00");
    assert_iso("2007-07-10 09:00Z", NUMBER_FORMAT_NUMBER, CELL_DATE_TIME, "2007-07-10T09:00");
    assert_iso("2007-07-10T08:59:59.5+02:00", NUMBER_FORMAT_NUMBER, CELL_DATE_TIME,
               "2007-07-10T09:00");
    assert_iso("2007-07-10T00:00:00", NUMBER_FORMAT_DATE, CELL_DATE, "2007-07-10");
    assert_iso("2007-07-10T09:00:00", NUMBER_FORMAT_TIME, CELL_TIME, "09:00");
    assert_iso("2007-12-31T23:59:59.9", NUMBER_FORMAT_NUMBER, CELL_DATE_TIME, "2008-01-01T00:00");
    assert_iso("09:00", NUMBER_FORMAT_NUMBER, CELL_TIME, "09:00");
    assert_iso("23:59:59.9", NUMBER_FORMAT_NUMBER, CELL_TIME, "24:00");
}

static void what_is_not_iso_is_refused(void **state)
{
    static const char *const WRONG[] = {
        "",
        "2007",
        "2007-7-10",
        "2007-02-29",
        "0000-01-01",
        "2007-07-10T",
        "2007-07-10x",
        "10.07.2007",
        "2007-07-10T25:00",
        "2007-07-10T09:60",
        "9:00",
        "09:00 ",
        "24:01",
        "9999-12-31T24:00:00",
        "-2007-07-10",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        assert_iso(WRONG[i], NUMBER_FORMAT_NUMBER, CELL_EMPTY, "");
    }
}

static void periods_are_times_of_day_or_longer(void **state)
{
    assert_period("PT09H30M00S", CELL_TIME, "09:30");
    assert_period("PT08H59M59.7S", CELL_TIME, "09:00");
    assert_period("PT24H", CELL_TIME, "24:00");
    assert_period("PT26H30M", CELL_DURATION, "26:30");
    assert_period("P1DT2H", CELL_DURATION, "26:00");
    assert_period("PT90M", CELL_TIME, "01:30");
    assert_period("PT99999H", CELL_DURATION, "99999:00");
    assert_period("PT100000H", CELL_EMPTY, "");
    assert_period("PT99999999999999999999999999H", CELL_EMPTY, "");
    assert_period("-PT1H", CELL_EMPTY, "");
    assert_period("P1Y", CELL_EMPTY, "");
    assert_period("PT1H1H", CELL_EMPTY, "");
    assert_period("P", CELL_EMPTY, "");
    assert_period("", CELL_EMPTY, "");
}

static void only_decimal_numbers_are_numbers(void **state)
{
    static const char *const WRONG[] = { "",    "x",  "0x10", "inf",   "nan", "1 ",
                                         "1,5", "1e", "-",    "1e999", ".",   "1-1" };
    double number;

    assert_true(cell_value_parse("-1.5E-2", &number));
    assert_true(number == -0.015);
    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        assert_false(cell_value_parse(WRONG[i], &number));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_people_write_them),
        cmocka_unit_test(days_count_from_1900_with_the_day_that_never_was),
        cmocka_unit_test(days_count_from_1904_where_the_workbook_says_so),
        cmocka_unit_test(times_are_rounded_to_a_second_and_shown_to_the_minute),
        cmocka_unit_test(a_format_shows_only_its_part),
        cmocka_unit_test(durations_go_on_after_a_day),
        cmocka_unit_test(what_is_no_date_stays_a_number),
        cmocka_unit_test(iso_dates_and_times_are_read),
        cmocka_unit_test(what_is_not_iso_is_refused),
        cmocka_unit_test(periods_are_times_of_day_or_longer),
        cmocka_unit_test(only_decimal_numbers_are_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
