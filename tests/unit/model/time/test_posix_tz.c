/* Covers src/model/time/posix_tz.c */
#include "model/time/posix_tz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/time/civil.h"

static gint64 at(const char *date, gint hour, gint minute)
{
    CivilDate day;

    assert_true(civil_parse_date(date, &day));
    return civil_at(day, hour * 3600 + minute * 60);
}

static PosixTz parse(const char *text)
{
    PosixTz tz;

    if (!posix_tz_parse(text, strlen(text), &tz)) {
        fail_msg("%s is refused", text);
    }
    return tz;
}

static void assert_span(const char *text, gint64 utc, bool is_dst, gint64 onset, gint64 end)
{
    PosixTz tz = parse(text);
    PosixTzSpan span = posix_tz_span_at(&tz, utc);

    assert_int_equal(span.is_dst, is_dst);
    assert_int_equal(span.onset, onset);
    assert_int_equal(span.end, end);
}

static void a_string_without_dst_never_changes(void **state)
{
    PosixTz tz = parse("<-03>3");

    assert_string_equal(tz.standard.abbreviation, "-03");
    assert_int_equal(tz.standard.offset, -3 * 3600);
    assert_int_equal(tz.seasons, POSIX_TZ_ALWAYS_STANDARD);
    assert_span("<-03>3", 0, false, G_MININT64, G_MAXINT64);
}

static void an_offset_may_have_minutes_and_seconds_and_a_sign(void **state)
{
    assert_int_equal(parse("<+0545>-5:45").standard.offset, 5 * 3600 + 45 * 60);
    assert_int_equal(parse("LMT+0:44:30").standard.offset, -(44 * 60 + 30));
    assert_int_equal(parse("AAA24:59:59").standard.offset, -89999);
    assert_int_equal(parse("AAA-24:59:59BBB,0,1").dst.offset, 93599);
}

static void dst_is_an_hour_ahead_unless_told(void **state)
{
    assert_int_equal(parse("CET-1CEST,M3.5.0,M10.5.0/3").dst.offset, 2 * 3600);
    assert_int_equal(parse("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0").dst.offset, 11 * 3600);
}

static void the_last_sunday_of_a_month_is_found(void **state)
{
    const char *text = "CET-1CEST,M3.5.0,M10.5.0/3";

    assert_span(text, at("2007-07-10", 0, 0), true, at("2007-03-25", 1, 0), at("2007-10-28", 1, 0));
    assert_span(text, at("2007-12-31", 23, 59), false, at("2007-10-28", 1, 0),
                at("2008-03-30", 1, 0));
}

static void the_first_week_is_the_first_such_day(void **state)
{
    assert_span("EST5EDT,M3.2.0,M11.1.0", at("2024-06-01", 0, 0), true, at("2024-03-10", 7, 0),
                at("2024-11-03", 6, 0));
}

static void an_onset_belongs_to_what_it_begins(void **state)
{
    PosixTz tz = parse("CET-1CEST,M3.5.0,M10.5.0/3");

    assert_false(posix_tz_span_at(&tz, at("2007-03-25", 1, 0) - 1).is_dst);
    assert_true(posix_tz_span_at(&tz, at("2007-03-25", 1, 0)).is_dst);
    assert_true(posix_tz_span_at(&tz, at("2007-10-28", 1, 0) - 1).is_dst);
    assert_false(posix_tz_span_at(&tz, at("2007-10-28", 1, 0)).is_dst);
}

static void in_the_south_dst_runs_over_the_new_year(void **state)
{
    const char *text = "AEST-10AEDT,M10.1.0,M4.1.0/3";

    assert_span(text, at("2024-12-31", 23, 0), true, at("2024-10-05", 16, 0),
                at("2025-04-05", 16, 0));
    assert_span(text, at("2025-07-01", 0, 0), false, at("2025-04-05", 16, 0),
                at("2025-10-04", 16, 0));
}

static void hours_may_be_negative_or_beyond_the_day(void **state)
{
    assert_span("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", at("2024-06-01", 0, 0), true,
                at("2024-03-31", 1, 0), at("2024-10-27", 1, 0));
    assert_span("IST-2IDT,M3.4.4/26,M10.5.0", at("2024-06-01", 0, 0), true, at("2024-03-29", 0, 0),
                at("2024-10-26", 23, 0));
    assert_span("AAA0BBB,M3.5.0/-167,M10.5.0/167", at("2024-06-01", 0, 0), true,
                at("2024-03-24", 1, 0), at("2024-11-02", 22, 0));
}

static void julian_days_leave_out_29_february(void **state)
{
    assert_span("AAA0BBB,J60/0,J300/1", at("2024-06-01", 0, 0), true, at("2024-03-01", 0, 0),
                at("2024-10-27", 0, 0));
    assert_span("AAA0BBB,J60/0,J300/1", at("2023-06-01", 0, 0), true, at("2023-03-01", 0, 0),
                at("2023-10-27", 0, 0));
    assert_span("AAA0BBB,J59/0,J300/1", at("2024-06-01", 0, 0), true, at("2024-02-28", 0, 0),
                at("2024-10-27", 0, 0));
}

static void plain_days_count_29_february(void **state)
{
    assert_span("AAA0BBB,59/0,299/1", at("2024-06-01", 0, 0), true, at("2024-02-29", 0, 0),
                at("2024-10-26", 0, 0));
    assert_span("AAA0BBB,59/0,299/1", at("2023-06-01", 0, 0), true, at("2023-03-01", 0, 0),
                at("2023-10-27", 0, 0));
}

static void dst_may_be_permanent(void **state)
{
    assert_int_equal(parse("XXX3EDT4,0/0,J365/23").seasons, POSIX_TZ_ALWAYS_DST);
    assert_int_equal(parse("EST5EDT,0/0,J365/25").seasons, POSIX_TZ_ALWAYS_DST);
    assert_span("XXX3EDT4,0/0,J365/23", at("2024-01-01", 3, 0), true, G_MININT64, G_MAXINT64);
}

static void dst_without_any_duration_never_is(void **state)
{
    assert_span("AAA0BBB0,100/2,100/2", at("2024-01-01", 3, 0), false, G_MININT64, G_MAXINT64);
}

/* Day 364 is 31 December but in leap years: only they have a day of standard time. */
static void seasons_that_touch_are_one(void **state)
{
    assert_span("AAA0BBB,0/0,364/25", at("2022-06-01", 0, 0), true, at("2021-01-01", 0, 0),
                at("2024-12-31", 0, 0));
    assert_span("AAA0BBB,0/0,364/25", at("2024-12-31", 12, 0), false, at("2024-12-31", 0, 0),
                at("2025-01-01", 0, 0));
    assert_span("AAA0BBB,0/0,364/25", at("2099-06-01", 0, 0), true, at("2097-01-01", 0, 0),
                at("2104-12-31", 0, 0));
}

static void any_instant_has_a_span(void **state)
{
    PosixTz tz = parse("CET-1CEST,M3.5.0,M10.5.0/3");
    gint64 instants[] = { G_MININT64,      G_MININT64 + 1, -((gint64)1 << 59),
                          (gint64)1 << 59, G_MAXINT64 - 1, G_MAXINT64 };

    for (gsize i = 0; i < G_N_ELEMENTS(instants); i++) {
        PosixTzSpan span = posix_tz_span_at(&tz, instants[i]);
        assert_true(span.onset <= instants[i]);
        assert_true(span.end > instants[i] || span.end == G_MAXINT64);
    }
}

static void what_is_no_such_string_is_refused(void **state)
{
    static const char *const WRONG[] = {
        "",
        "CET",
        "CE-1",
        "-1",
        "<CET-1",
        "<+1>-1",
        "ABCDEFGHIJKLMNOP-1",
        "C+T-1",
        "CET-25",
        "CET-1:60",
        "CET-1:",
        "CET-1:00:60",
        "CET--1",
        "CET-1 ",
        " CET-1",
        "CET-1\n",
        "CET-1CEST",
        "CET-1CEST,M3.5.0",
        "CET-1CEST,M3.5.0,",
        "CET-1CEST,M3.5.0,M10.5.0/3,",
        "CET-1CEST,M0.5.0,M10.5.0",
        "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.0.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,M3.5,M10.5.0",
        "CET-1CEST,J0,M10.5.0",
        "CET-1CEST,J366,M10.5.0",
        "CET-1CEST,366,M10.5.0",
        "CET-1CEST,M3.5.0/168,M10.5.0",
        "CET-1CEST,M3.5.0/-168,M10.5.0",
        "CET-1CEST,M3.5.0/,M10.5.0",
        "CET-1CEST,M3.5.0/2:60,M10.5.0",
        "CET-1CE,M3.5.0,M10.5.0",
        "CET-1CEST-25,M3.5.0,M10.5.0",
        "CET-1CEST,M0003.5.0,M10.5.0",
        ":Europe/Brussels",
        "CET-1,M3.5.0,M10.5.0",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        PosixTz tz;
        if (posix_tz_parse(WRONG[i], strlen(WRONG[i]), &tz)) {
            fail_msg("\"%s\" is taken", WRONG[i]);
        }
    }
}

static void every_part_of_a_string_but_the_whole_is_refused_or_shorter(void **state)
{
    const char *text = "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1";
    PosixTz tz;

    /* What ends early and is whole all the same: "<-03>3", and without its last time. */
    for (gsize size = 0; size < strlen(text); size++) {
        bool whole = size == strlen("<-03>3") || size == strlen("<-03>3<-02>,M3.5.0/-2,M10.5.0");
        g_autofree char *part = g_memdup2(text, MAX(size, 1));
        assert_int_equal(posix_tz_parse(part, size, &tz), whole);
    }
    assert_false(posix_tz_parse("CET-1\0", 6, &tz));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_string_without_dst_never_changes),
        cmocka_unit_test(an_offset_may_have_minutes_and_seconds_and_a_sign),
        cmocka_unit_test(dst_is_an_hour_ahead_unless_told),
        cmocka_unit_test(the_last_sunday_of_a_month_is_found),
        cmocka_unit_test(the_first_week_is_the_first_such_day),
        cmocka_unit_test(an_onset_belongs_to_what_it_begins),
        cmocka_unit_test(in_the_south_dst_runs_over_the_new_year),
        cmocka_unit_test(hours_may_be_negative_or_beyond_the_day),
        cmocka_unit_test(julian_days_leave_out_29_february),
        cmocka_unit_test(plain_days_count_29_february),
        cmocka_unit_test(dst_may_be_permanent),
        cmocka_unit_test(dst_without_any_duration_never_is),
        cmocka_unit_test(seasons_that_touch_are_one),
        cmocka_unit_test(any_instant_has_a_span),
        cmocka_unit_test(what_is_no_such_string_is_refused),
        cmocka_unit_test(every_part_of_a_string_but_the_whole_is_refused_or_shorter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
