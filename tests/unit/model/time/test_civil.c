#include "model/time/civil.h"

#include "support.h"

static void dates_that_exist_are_read(void **state)
{
    CivilDate date;

    assert_true(civil_parse_date("1971-01-01", &date));
    assert_int_equal(date, 365);
    assert_true(civil_parse_date("2000-02-29", &date));
    assert_int_equal(date, 11016);
    assert_true(civil_parse_date("2007-07-10", &date));
    assert_int_equal(date, 13704);
    assert_true(civil_parse_date("2199-12-31", &date));
    assert_int_equal(date, 84005);
}

static void dates_that_do_not_exist_or_are_written_otherwise_are_refused(void **state)
{
    static const char *const BAD[] = {
        "",           "2007",       "2007-02-29", "2100-02-29",  "2007-00-10",  "2007-13-01",
        "2007-07-00", "2007-07-32", "2007-06-31", "2007-7-10",   "2007/07/10",  "2007-07/10",
        "07-07-2007", " 2007-07-1", "2007-07-1 ", "2007-07-100", "2007-07-10 ", "+207-07-10",
        "-207-07-10", "2007-+7-10", "2007-07--1", "20O7-07-10",  "1970-12-31",  "2200-01-01",
        "0000-01-01", "9999-12-31", "2007-99-10", "2007-07-99",  "2007-07-1\n", "٢٠٠٧-٠٧-١٠",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        CivilDate date = 12345;
        if (civil_parse_date(BAD[i], &date)) {
            fail_msg("\"%s\" was taken", BAD[i]);
        }
        assert_int_equal(date, 12345);
    }
}

/* The days of a month, counted here without the library that the module uses. */
static gint days_of_month(gint year, gint month)
{
    static const gint DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return DAYS[month - 1] + (month == 2 && leap ? 1 : 0);
}

static void every_day_of_the_allowed_years_is_read_and_written_alike(void **state)
{
    CivilDate expected = 365;
    gint weekday = 5; /* 1971-01-01 was a Friday */

    for (gint year = CIVIL_MIN_YEAR; year <= CIVIL_MAX_YEAR; year++) {
        for (gint month = 1; month <= 12; month++) {
            for (gint day = 1; day <= days_of_month(year, month); day++, expected++) {
                g_autofree char *text = g_strdup_printf("%04d-%02d-%02d", year, month, day);
                g_autofree char *back = civil_date_to_iso(expected);
                CivilDate date;
                assert_true(civil_parse_date(text, &date));
                assert_int_equal(date, expected);
                assert_string_equal(back, text);
                assert_int_equal(civil_parts(civil_at(date, 86399)).weekday, weekday);
                weekday = (weekday + 1) % 7;
            }
        }
    }
}

static void clocks_run_from_midnight_over_many_days(void **state)
{
    static const struct {
        const char *text;
        gint32 seconds;
    } GOOD[] = {
        { "00:00", 0 },      { "09:05", 32700 },   { "23:59", 86340 },
        { "24:00", 86400 },  { "25:30", 91800 },   { "48:00", 172800 },
        { "99:59", 359940 }, { "100:00", 360000 }, { "999:59", CIVIL_MAX_CLOCK },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(GOOD); i++) {
        gint32 seconds = -1;
        assert_true(civil_parse_clock(GOOD[i].text, &seconds));
        assert_int_equal(seconds, GOOD[i].seconds);
    }
}

static void clocks_written_otherwise_are_refused(void **state)
{
    static const char *const BAD[] = {
        "",      "9:00",  "09:60",    "048:01", "1000:00", "99:99", "100:0",
        "09.00", "0900",  "09:00:00", "09:0",   " 9:00",   "09:0 ", "-1:00",
        "+9:00", "09:-1", "1e:00",    "09:00 ", "٠٩:٠٠",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        gint32 seconds = -1;
        if (civil_parse_clock(BAD[i], &seconds)) {
            fail_msg("\"%s\" was taken", BAD[i]);
        }
        assert_int_equal(seconds, -1);
    }
}

static void stamps_of_rfc_3339_are_read_to_whole_seconds(void **state)
{
    static const struct {
        const char *text;
        gint64 utc;
    } GOOD[] = {
        { "2007-07-12T00:00:00Z", 1184198400 },
        { "2007-07-12t00:00:00z", 1184198400 },
        { "2007-07-12T00:00:00+02:00", 1184191200 },
        { "2007-07-12T00:00:00-09:30", 1184232600 },
        { "2007-07-12T00:00:00+00:00", 1184198400 },
        { "2007-07-12T00:00:00.75Z", 1184198400 },
        { "2007-07-12T23:59:59.999999999Z", 1184284799 },
        { "1971-01-01T00:00:00-14:00", 31586400 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(GOOD); i++) {
        gint64 utc = -1;
        if (!civil_parse_stamp(GOOD[i].text, &utc)) {
            fail_msg("\"%s\" was refused", GOOD[i].text);
        }
        assert_int_equal(utc, GOOD[i].utc);
    }
}

static void stamps_that_are_not_rfc_3339_are_refused(void **state)
{
    static const char *const BAD[] = {
        "",
        "2007",
        "2007-07-12",
        "2007-07-12T00:00:00",
        "2007-07-12T00:00Z",
        "2007-07-12 00:00:00Z",
        "2007-07-12T000000Z",
        "20070712T000000Z",
        "2007-W28-4T00:00:00Z",
        "2007-193T00:00:00Z",
        "2007-02-30T00:00:00Z",
        "1971-01-01T00:00:00+14:00", /* 1970 in UTC */
        "2199-12-31T23:59:59-02:00",
        "2007-07-12T24:00:00Z",
        "2007-07-12T00:60:00Z",
        "2007-07-12T00:00:61Z",
        "2007-07-12T00:00:00+02",
        "2007-07-12T00:00:00+0200",
        "2007-07-12T00:00:00+25:00",
        "2007-07-12T00:00:00+02:60",
        "2007-07-12T00:00:00 Z",
        "2007-07-12T00:00:00Z ",
        "2007-07-12T00:00:00,5Z",
        "2007-07-12T00:00:00.Z",
        "2007-07-12T00:00:00ZZ",
        "1970-12-31T23:59:59Z",
        "2200-01-01T00:00:00Z",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        gint64 utc = -1;
        if (civil_parse_stamp(BAD[i], &utc)) {
            fail_msg("\"%s\" was taken", BAD[i]);
        }
        assert_int_equal(utc, -1);
    }
}

static void stamps_are_written_as_they_are_read(void **state)
{
    static const struct {
        const char *read;
        const char *written;
    } STAMPS[] = {
        { "2007-07-12T00:00:00Z", "2007-07-12T00:00:00Z" },
        { "2007-07-12T09:05:07.75-09:30", "2007-07-12T18:35:07Z" },
        { "1971-01-01T00:00:00Z", "1971-01-01T00:00:00Z" },
        { "2199-12-31T23:59:59Z", "2199-12-31T23:59:59Z" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(STAMPS); i++) {
        gint64 utc = support_stamp(STAMPS[i].read);
        g_autofree char *written = civil_stamp_to_text(utc);
        assert_string_equal(written, STAMPS[i].written);
        assert_int_equal(support_stamp(written), utc);
    }
    g_autofree char *early = civil_stamp_to_text(-1);
    assert_string_equal(early, "1969-12-31T23:59:59Z");
}

static void a_time_before_1970_belongs_to_the_day_that_it_is_in(void **state)
{
    assert_int_equal(civil_date_of(0), 0);
    assert_int_equal(civil_date_of(-1), -1);
    assert_int_equal(civil_date_of(-86400), -1);
    assert_int_equal(civil_date_of(-86401), -2);
    assert_int_equal(civil_date_of(civil_at(13704, 86399)), 13704);
    assert_int_equal(civil_date_of(civil_at(13704, 86400)), 13705);
}

static void words_are_english(void **state)
{
    static const struct {
        const char *date;
        const char *words;
    } EXPECTED[] = {
        { "2007-07-10", "Tuesday 10 July 2007" },    { "2000-02-29", "Tuesday 29 February 2000" },
        { "1971-01-01", "Friday 1 January 1971" },   { "2199-12-31", "Tuesday 31 December 2199" },
        { "2024-09-01", "Sunday 1 September 2024" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        g_autofree char *words = civil_date_to_words(support_date(EXPECTED[i].date));
        assert_string_equal(words, EXPECTED[i].words);
    }
}

static void durations_are_read_in_each_form(void **state)
{
    static const struct {
        const char *text;
        gint32 seconds;
    } GOOD[] = {
        { "1h30m", 5400 },   { "90m", 5400 },
        { "2h", 7200 },      { "2d", 172800 },
        { "60", 3600 },      { "1:30", 5400 },
        { "1d2h3m", 93780 }, { "1d5m", 86700 },
        { "0:01", 60 },      { "41d15h59m", CIVIL_MAX_CLOCK },
    };
    static const char *const BAD[] = {
        "",
        "0",
        "0h",
        "h",
        "1h30",
        "30m1h",
        "1h1h",
        "1:5",
        "1:60",
        "1:300",
        ":30",
        "-1h",
        "1.5h",
        "1 h",
        "1H",
        "1w",
        "41d16h",
        "60000",
        "99999999999999999999",
        "PT1H",
        "1h ",
        "1:30m",
    };
    gint32 seconds;

    for (gsize i = 0; i < G_N_ELEMENTS(GOOD); i++) {
        assert_true(civil_parse_duration(GOOD[i].text, &seconds));
        assert_int_equal(seconds, GOOD[i].seconds);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        if (civil_parse_duration(BAD[i], &seconds)) {
            fail_msg("\"%s\" is read as %d seconds", BAD[i], seconds);
        }
    }
}

static void what_lasts_longer_than_a_day_names_its_last_one(void **state)
{
    CivilTime start = civil_at(13704, 9 * 3600);
    g_autofree char *day = civil_hours_to_text(start, start + CIVIL_DAY_SECONDS);
    g_autofree char *longer = civil_hours_to_text(start, start + CIVIL_DAY_SECONDS + 60);
    g_autofree char *midnight = civil_hours_to_text(start, civil_at(13707, 0));
    g_autofree char *clock = civil_clock_after(13704, civil_at(13708, 0) + 900);

    assert_string_equal(day, "09:00–09:00");
    assert_string_equal(longer, "09:00–Wednesday 11 July 2007 09:01");
    assert_string_equal(midnight, "09:00–Thursday 12 July 2007 24:00");
    assert_string_equal(clock, "96:15");
}

static void a_clock_after_midnight_is_told_as_of_the_next_day(void **state)
{
    g_autofree char *morning = civil_clock_to_text(civil_at(13704, 9 * 3600));
    g_autofree char *night = civil_clock_to_text(civil_at(13704, 25 * 3600 + 1800));

    assert_string_equal(morning, "09:00");
    assert_string_equal(night, "01:30");
}

static void hours_end_at_24_where_a_clock_would_show_midnight(void **state)
{
    g_autofree char *day = civil_hours_to_text(civil_at(13704, 9 * 3600), civil_at(13704, 45000));
    g_autofree char *late = civil_hours_to_text(civil_at(13704, 22 * 3600), civil_at(13705, 0));

    assert_string_equal(day, "09:00–12:30");
    assert_string_equal(late, "22:00–24:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_that_exist_are_read),
        cmocka_unit_test(dates_that_do_not_exist_or_are_written_otherwise_are_refused),
        cmocka_unit_test(every_day_of_the_allowed_years_is_read_and_written_alike),
        cmocka_unit_test(clocks_run_from_midnight_over_many_days),
        cmocka_unit_test(clocks_written_otherwise_are_refused),
        cmocka_unit_test(stamps_of_rfc_3339_are_read_to_whole_seconds),
        cmocka_unit_test(stamps_that_are_not_rfc_3339_are_refused),
        cmocka_unit_test(stamps_are_written_as_they_are_read),
        cmocka_unit_test(a_time_before_1970_belongs_to_the_day_that_it_is_in),
        cmocka_unit_test(words_are_english),
        cmocka_unit_test(durations_are_read_in_each_form),
        cmocka_unit_test(what_lasts_longer_than_a_day_names_its_last_one),
        cmocka_unit_test(a_clock_after_midnight_is_told_as_of_the_next_day),
        cmocka_unit_test(hours_end_at_24_where_a_clock_would_show_midnight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
