/* Covers src/render/ical/vtimezone.c and src/model/time/onsets.c */
#include "render/ical/vtimezone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "file/zone_file.h"
#include "tzif_bytes.h"

static gint64 noon(const char *date)
{
    CivilDate day;

    assert_true(civil_parse_date(date, &day));
    return civil_at(day, 12 * 3600);
}

static char *to_text(const Tz *tz, gint64 first_utc, gint64 last_utc)
{
    g_autoptr(GArray) onsets = onsets_within(tz, first_utc, last_utc);

    return vtimezone_to_text(tz_name(tz), onsets);
}

static Tz *read_zone(const char *name)
{
    g_autoptr(GError) error = NULL;
    Tz *tz = zone_file_read(name, &error);

    if (tz == NULL) {
        fail_msg("%s", error->message);
    }
    return tz;
}

static char *of_zone(const char *name, gint64 first_utc, gint64 last_utc)
{
    g_autoptr(Tz) tz = read_zone(name);

    return to_text(tz, first_utc, last_utc);
}

static guint count(const char *text, const char *part)
{
    guint n = 0;

    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part)) {
        n++;
    }
    return n;
}

/* A zone without footer whose types take their turns at the times given. */
static Tz *made_zone(guint32 n_times, const gint64 *times, const guint8 *indices,
                     const TzifBytesType *types)
{
    TzifBytesSpec spec = {
        .version = '2',
        .n_times = n_times,
        .times = times,
        .indices = indices,
        .n_types = 3,
        .types = types,
        .n_chars = sizeof("AAA\0BBB\0CCC"),
        .chars = "AAA\0BBB\0CCC",
        .footer = "",
    };
    g_autoptr(GByteArray) bytes = tzif_bytes_new(&spec);
    g_autoptr(GError) error = NULL;
    Tz *tz = tz_new_from_tzif("Test/Zone", bytes->data, bytes->len, &error);

    if (tz == NULL) {
        fail_msg("%s", error->message);
    }
    return tz;
}

static void two_rules_that_govern_are_told_from_the_last_two_onsets_before(void **state)
{
    g_autofree char *text = of_zone("Europe/Brussels", noon("2007-07-09"), noon("2007-07-11"));

    assert_string_equal(text, "BEGIN:VTIMEZONE\r\n"
                              "TZID:Europe/Brussels\r\n"
                              "BEGIN:STANDARD\r\n"
                              "DTSTART:20061029T030000\r\n"
                              "TZOFFSETFROM:+0200\r\n"
                              "TZOFFSETTO:+0100\r\n"
                              "TZNAME:CET\r\n"
                              "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
                              "END:STANDARD\r\n"
                              "BEGIN:DAYLIGHT\r\n"
                              "DTSTART:20070325T020000\r\n"
                              "TZOFFSETFROM:+0100\r\n"
                              "TZOFFSETTO:+0200\r\n"
                              "TZNAME:CEST\r\n"
                              "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
                              "END:DAYLIGHT\r\n"
                              "END:VTIMEZONE\r\n");
}

static void numbered_weeks_are_told_where_the_last_does_not_fit(void **state)
{
    g_autofree char *text = of_zone("America/New_York", noon("2020-01-01"), noon("2039-12-31"));

    assert_int_equal(count(text, "RRULE:"), 2);
    assert_non_null(strstr(text, "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\n"));
    assert_non_null(strstr(text, "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\n"));
}

/* Clocks are put forward on the evening before the last Sunday in March: in 2029 that is the last
 * Saturday but one. */
static void a_rule_by_hours_beyond_its_day_is_told_by_the_day_on_the_wall(void **state)
{
    g_autofree char *text = of_zone("America/Nuuk", noon("2027-01-01"), noon("2027-12-31"));
    g_autofree char *longer = of_zone("America/Nuuk", noon("2027-01-01"), noon("2031-12-31"));

    assert_non_null(strstr(text, "RRULE:FREQ=YEARLY;BYDAY=-1SA;BYMONTH=3\r\n"));
    assert_null(strstr(longer, "RRULE:"));
    assert_int_equal(count(longer, "BEGIN:DAYLIGHT\r\n"), 5);
}

static void a_change_that_a_rule_does_not_make_or_one_that_it_misses_ends_it(void **state)
{
    /* Brazil gave up DST in 2019: the last one ended on 16 February. */
    gint64 after = noon("2019-06-01");
    g_autofree char *before = of_zone("America/Sao_Paulo", after, noon("2019-10-30"));
    g_autofree char *beyond = of_zone("America/Sao_Paulo", after, noon("2019-12-30"));
    /* The United States moved both rules in 2007. */
    g_autofree char *moved = of_zone("America/New_York", noon("2006-12-01"), noon("2007-04-30"));

    assert_int_equal(count(before, "RRULE:"), 2);
    assert_null(strstr(beyond, "RRULE:"));
    assert_int_equal(count(beyond, "DTSTART:"), 1);
    assert_null(strstr(moved, "RRULE:"));
    assert_int_equal(count(moved, "DTSTART:"), 2);
}

/* The clocks of New York changed on 2007-03-11 at 07:00 UTC, by a new rule. */
static void an_onset_counts_until_a_day_after_and_from_a_day_before(void **state)
{
    gint64 onset = noon("2007-03-11") - 5 * 3600;
    g_autofree char *near = of_zone("America/New_York", onset - 90000, onset - 86400);
    g_autofree char *far = of_zone("America/New_York", onset - 90000, onset - 86401);
    g_autofree char *after = of_zone("America/New_York", onset + 86399, onset + 90000);
    g_autofree char *long_after = of_zone("America/New_York", onset + 86400, onset + 90000);

    assert_non_null(strstr(near, "DTSTART:20070311T020000\r\n"));
    assert_null(strstr(near, "RRULE:"));
    assert_null(strstr(far, "DTSTART:20070311T020000\r\n"));
    assert_non_null(strstr(far, "RRULE:"));
    assert_null(strstr(after, "RRULE:"));
    assert_non_null(strstr(long_after, "RRULE:"));
}

static void without_a_rule_a_year_has_each_of_its_onsets(void **state)
{
    /* Iran's clocks followed the Persian calendar. */
    g_autofree char *text = of_zone("Asia/Tehran", noon("2020-01-01"), noon("2022-12-31"));

    assert_int_equal(count(text, "BEGIN:DAYLIGHT\r\n"), 3);
    assert_int_equal(count(text, "BEGIN:STANDARD\r\n"), 4);
    assert_null(strstr(text, "RRULE"));
    assert_null(strstr(text, "RDATE"));
}

static void a_zone_that_never_changed_begins_in_1970(void **state)
{
    g_autofree char *text = of_zone("Etc/GMT+5", noon("2020-01-01"), noon("2020-01-02"));

    assert_string_equal(text, "BEGIN:VTIMEZONE\r\n"
                              "TZID:Etc/GMT+5\r\n"
                              "BEGIN:STANDARD\r\n"
                              "DTSTART:19700101T000000\r\n"
                              "TZOFFSETFROM:-0500\r\n"
                              "TZOFFSETTO:-0500\r\n"
                              "TZNAME:-05\r\n"
                              "END:STANDARD\r\n"
                              "END:VTIMEZONE\r\n");
}

static void an_onset_before_1970_on_the_wall_begins_in_1970(void **state)
{
    static const TzifBytesType types[] = { { 0, 0, 0 }, { -18000, 0, 4 }, { -14400, 1, 8 } };
    static const gint64 times[] = { -50, 3600, 200000 };
    static const guint8 indices[] = { 1, 2, 1 };
    g_autoptr(Tz) tz = made_zone(3, times, indices, types);
    g_autofree char *text = to_text(tz, 0, 100000);

    assert_int_equal(count(text, "DTSTART:"), 1);
    assert_non_null(strstr(text, "BEGIN:STANDARD\r\n"
                                 "DTSTART:19700101T000000\r\n"
                                 "TZOFFSETFROM:-0400\r\n"
                                 "TZOFFSETTO:-0400\r\n"
                                 "TZNAME:CCC\r\n"));
}

static void several_daylights_go_back_to_a_standard(void **state)
{
    static const TzifBytesType types[] = { { 3600, 0, 0 }, { 7200, 1, 4 }, { 10800, 1, 8 } };
    static const gint64 times[] = { 10000000, 20000000, 30000000 };
    static const guint8 indices[] = { 1, 0, 1 };
    static const guint8 twice[] = { 0, 1, 2 };
    g_autoptr(Tz) tz = made_zone(3, times, indices, types);
    g_autoptr(Tz) other = made_zone(3, times, twice, types);
    g_autofree char *text = to_text(tz, 40000000, 40000000);
    g_autofree char *longer = to_text(other, 40000000, 40000000);

    assert_int_equal(count(text, "BEGIN:DAYLIGHT\r\n"), 1);
    assert_int_equal(count(text, "BEGIN:STANDARD\r\n"), 1);
    assert_int_equal(count(longer, "BEGIN:DAYLIGHT\r\n"), 2);
    assert_int_equal(count(longer, "BEGIN:STANDARD\r\n"), 1);
    assert_true(strstr(longer, "TZNAME:AAA") < strstr(longer, "TZNAME:BBB"));
    assert_true(strstr(longer, "TZNAME:BBB") < strstr(longer, "TZNAME:CCC"));
}

static void without_any_standard_since_1970_the_earliest_is_called_so(void **state)
{
    static const TzifBytesType types[] = { { 3600, 1, 0 }, { 7200, 1, 4 }, { 10800, 1, 8 } };
    static const gint64 times[] = { 10000000 };
    static const guint8 indices[] = { 1 };
    g_autoptr(Tz) tz = made_zone(1, times, indices, types);
    g_autofree char *text = to_text(tz, 40000000, 40000000);

    assert_int_equal(count(text, "BEGIN:DAYLIGHT\r\n"), 1);
    assert_int_equal(count(text, "BEGIN:STANDARD\r\n"), 1);
    assert_non_null(strstr(text, "BEGIN:STANDARD\r\n"
                                 "DTSTART:19700101T000000\r\n"
                                 "TZOFFSETFROM:+0100\r\n"
                                 "TZOFFSETTO:+0100\r\n"));
}

/* China has had no summer time since 1991-09-14T17:00:00Z. */
static void where_clocks_do_not_change_no_change_is_told(void **state)
{
    g_autofree char *text = of_zone("Asia/Shanghai", noon("2027-07-09"), noon("2027-07-11"));

    assert_string_equal(text, "BEGIN:VTIMEZONE\r\n"
                              "TZID:Asia/Shanghai\r\n"
                              "BEGIN:STANDARD\r\n"
                              "DTSTART:19910915T010000\r\n"
                              "TZOFFSETFROM:+0800\r\n"
                              "TZOFFSETTO:+0800\r\n"
                              "TZNAME:CST\r\n"
                              "END:STANDARD\r\n"
                              "END:VTIMEZONE\r\n");
}

/* Until 1972-01-07T00:44:30Z Monrovia was 44 minutes and 30 seconds behind UTC. */
static void seconds_in_an_offset_are_rounded_and_the_onset_stays_exact(void **state)
{
    g_autofree char *text = of_zone("Africa/Monrovia", noon("1972-01-08"), noon("1972-01-09"));
    g_autofree char *before = of_zone("Africa/Monrovia", noon("1972-01-07"), noon("1972-01-09"));

    assert_non_null(strstr(text, "DTSTART:19720107T004430\r\n"
                                 "TZOFFSETFROM:+0000\r\n"
                                 "TZOFFSETTO:+0000\r\n"));
    assert_int_equal(count(text, "DTSTART:"), 1);
    assert_non_null(strstr(before, "TZOFFSETTO:-0044\r\n"));
    assert_non_null(strstr(before, "DTSTART:19720107T000030\r\n"
                                   "TZOFFSETFROM:-0044\r\n"
                                   "TZOFFSETTO:+0000\r\n"));
}

static void offsets_are_rounded_to_the_nearest_minute(void **state)
{
    static const TzifBytesType types[] = { { 3629, 0, 0 }, { 3630, 0, 4 }, { -3631, 0, 8 } };
    static const gint64 times[] = { 10000000, 20000000 };
    static const guint8 indices[] = { 1, 2 };
    g_autoptr(Tz) tz = made_zone(2, times, indices, types);
    g_autofree char *text = to_text(tz, 0, 30000000);

    assert_non_null(strstr(text, "TZOFFSETTO:+0100\r\nTZNAME:AAA\r\n"));
    assert_non_null(strstr(text, "TZOFFSETTO:+0101\r\nTZNAME:BBB\r\n"));
    assert_non_null(strstr(text, "TZOFFSETTO:-0101\r\nTZNAME:CCC\r\n"));
}

/* Zone files hold Irish Standard Time to be the standard, and the winter to be DST behind it. */
static void summer_is_daylight_also_where_the_winter_counts_as_dst(void **state)
{
    g_autofree char *dublin = of_zone("Europe/Dublin", noon("2024-01-01"), noon("2024-12-31"));
    g_autofree char *morocco = of_zone("Africa/Casablanca", noon("2024-03-01"), noon("2024-05-01"));

    assert_int_equal(count(dublin, "BEGIN:STANDARD\r\n"), 1);
    assert_int_equal(count(dublin, "BEGIN:DAYLIGHT\r\n"), 1);
    assert_non_null(strstr(dublin, "BEGIN:DAYLIGHT\r\n"
                                   "DTSTART:20230326T010000\r\n"
                                   "TZOFFSETFROM:+0000\r\n"
                                   "TZOFFSETTO:+0100\r\n"
                                   "TZNAME:IST\r\n"
                                   "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"));
    assert_non_null(strstr(morocco, "BEGIN:STANDARD\r\n"
                                    "DTSTART:20240310T030000\r\n"
                                    "TZOFFSETFROM:+0100\r\n"
                                    "TZOFFSETTO:+0000\r\n"));
}

static void standard_time_that_never_gives_way_again_is_standard(void **state)
{
    g_autofree char *text = of_zone("Africa/Windhoek", noon("2024-03-01"), noon("2024-05-01"));

    assert_int_equal(count(text, "BEGIN:STANDARD\r\n"), 1);
    assert_int_equal(count(text, "BEGIN:DAYLIGHT\r\n"), 0);
    assert_non_null(strstr(text, "TZOFFSETTO:+0200\r\n"));
}

static void a_day_that_was_skipped_has_its_onset_before_it(void **state)
{
    g_autofree char *text = of_zone("Pacific/Apia", noon("2011-12-28"), noon("2012-01-02"));

    assert_non_null(strstr(text, "BEGIN:DAYLIGHT\r\n"
                                 "DTSTART:20111230T000000\r\n"
                                 "TZOFFSETFROM:-1000\r\n"
                                 "TZOFFSETTO:+1400\r\n"));
}

static void instants_beyond_all_calendars_are_survived(void **state)
{
    g_autofree char *early = of_zone("Europe/Brussels", G_MININT64, 0);
    g_autofree char *late = of_zone("Europe/Brussels", G_MAXINT64, G_MAXINT64);

    assert_true(g_str_has_prefix(early, "BEGIN:VTIMEZONE\r\n"));
    assert_true(g_str_has_suffix(late, "END:VTIMEZONE\r\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_rules_that_govern_are_told_from_the_last_two_onsets_before),
        cmocka_unit_test(numbered_weeks_are_told_where_the_last_does_not_fit),
        cmocka_unit_test(a_rule_by_hours_beyond_its_day_is_told_by_the_day_on_the_wall),
        cmocka_unit_test(a_change_that_a_rule_does_not_make_or_one_that_it_misses_ends_it),
        cmocka_unit_test(an_onset_counts_until_a_day_after_and_from_a_day_before),
        cmocka_unit_test(without_a_rule_a_year_has_each_of_its_onsets),
        cmocka_unit_test(a_zone_that_never_changed_begins_in_1970),
        cmocka_unit_test(an_onset_before_1970_on_the_wall_begins_in_1970),
        cmocka_unit_test(several_daylights_go_back_to_a_standard),
        cmocka_unit_test(without_any_standard_since_1970_the_earliest_is_called_so),
        cmocka_unit_test(where_clocks_do_not_change_no_change_is_told),
        cmocka_unit_test(seconds_in_an_offset_are_rounded_and_the_onset_stays_exact),
        cmocka_unit_test(offsets_are_rounded_to_the_nearest_minute),
        cmocka_unit_test(summer_is_daylight_also_where_the_winter_counts_as_dst),
        cmocka_unit_test(standard_time_that_never_gives_way_again_is_standard),
        cmocka_unit_test(a_day_that_was_skipped_has_its_onset_before_it),
        cmocka_unit_test(instants_beyond_all_calendars_are_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
