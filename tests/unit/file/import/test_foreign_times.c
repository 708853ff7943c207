/* Covers src/file/import/foreign_times.c */
#include "file/import/foreign_times.h"

#include "support.h"

/* The times of an event in Brussels as "DAY START END", or "" if it is left out. Takes what is
 * still to be said of the event. */
static char *dup_times(ForeignSchedule *schedule, const ForeignEvent *event)
{
    g_autoptr(Tz) tz = support_tz_new();
    EventTimes times;

    if (!foreign_times_of(schedule, event, tz, &times)) {
        return g_strdup("");
    }
    g_autofree char *day = civil_date_to_iso(times.day);
    g_autofree char *start = civil_clock_after(times.day, times.start);
    g_autofree char *end = civil_clock_after(times.day, times.end);
    return g_strdup_printf("%s %s %s", day, start, end);
}

static ForeignTime instant(const char *stamp)
{
    return (ForeignTime){ FOREIGN_TIME_INSTANT, support_stamp(stamp) };
}

static ForeignTime local(const char *stamp)
{
    return (ForeignTime){ FOREIGN_TIME_LOCAL, support_stamp(stamp) };
}

static void assert_times(ForeignEvent event, const char *expected, const char *remark)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    event.title = "Opening";
    g_autofree char *times = dup_times(schedule, &event);
    assert_string_equal(times, expected);
    assert_int_equal(schedule->remarks->len, remark != NULL ? 1 : 0);
    if (remark != NULL) {
        assert_string_equal(((ForeignRemark *)schedule->remarks->pdata[0])->why, remark);
        assert_string_equal(((ForeignRemark *)schedule->remarks->pdata[0])->example, "Opening");
    }
}

static void an_instant_is_what_clocks_show_at_the_conference(void **state)
{
    assert_times((ForeignEvent){ .start = instant("2016-12-27T10:00:00Z"),
                                 .end = instant("2016-12-27T10:30:00Z") },
                 "2016-12-27 11:00 11:30", NULL);
    assert_times((ForeignEvent){ .start = instant("2016-07-27T10:00:00Z"),
                                 .end = instant("2016-07-27T10:30:00Z") },
                 "2016-07-27 12:00 12:30", NULL);
}

static void a_local_time_is_taken_as_it_is(void **state)
{
    assert_times((ForeignEvent){ .start = local("2016-12-27T11:00:00Z"),
                                 .end = local("2016-12-27T11:30:00Z") },
                 "2016-12-27 11:00 11:30", NULL);
}

static void what_is_after_midnight_stays_under_the_day_of_the_source(void **state)
{
    assert_times((ForeignEvent){ .has_day = true,
                                 .day = support_date("2016-12-27"),
                                 .start = local("2016-12-28T00:30:00Z"),
                                 .end = local("2016-12-28T02:00:00Z") },
                 "2016-12-27 24:30 26:00", NULL);
}

static void a_day_of_the_source_that_cannot_be_is_not_followed(void **state)
{
    assert_times((ForeignEvent){ .has_day = true,
                                 .day = support_date("2016-12-27"),
                                 .start = local("2016-12-26T23:30:00Z"),
                                 .end = local("2016-12-27T02:00:00Z") },
                 "2016-12-26 23:30 26:00", NULL);
    assert_times((ForeignEvent){ .has_day = true,
                                 .day = support_date("2016-12-27"),
                                 .start = local("2016-12-29T00:00:00Z"),
                                 .end = local("2016-12-29T01:00:00Z") },
                 "2016-12-29 00:00 01:00", NULL);
}

static void seconds_are_rounded_to_the_minutes_around(void **state)
{
    assert_times((ForeignEvent){ .start = local("2016-12-27T11:00:59Z"),
                                 .end = local("2016-12-27T11:30:01Z") },
                 "2016-12-27 11:00 11:31", NULL);
}

static void what_lasts_no_time_is_shown_for_five_minutes(void **state)
{
    const char *remark = "lasts no time: it is shown for five minutes";

    assert_times((ForeignEvent){ .start = local("2016-12-27T11:00:00Z"),
                                 .end = local("2016-12-27T11:00:00Z") },
                 "2016-12-27 11:00 11:05", remark);
    assert_times((ForeignEvent){ .start = local("2016-12-27T11:00:00Z") }, "2016-12-27 11:00 11:05",
                 remark);
    assert_times((ForeignEvent){ .start = local("2016-12-27T11:00:00Z"),
                                 .end = local("2016-12-27T10:00:00Z") },
                 "2016-12-27 11:00 11:05", remark);
}

static void what_has_no_time_is_left_out(void **state)
{
    ForeignTime absurd = { FOREIGN_TIME_INSTANT, G_MAXINT64 };

    assert_times((ForeignEvent){ 0 }, "", "is left out: it has no time yet");
    assert_times((ForeignEvent){ .start = absurd, .end = absurd }, "",
                 "is left out: it has no time yet");
}

static void what_no_agenda_can_say_is_left_out(void **state)
{
    assert_times((ForeignEvent){ .start = (ForeignTime){ FOREIGN_TIME_LOCAL, 86400 },
                                 .end = local("1971-01-01T11:00:00Z") },
                 "", "is left out: it is in a year that no agenda has");
    assert_times((ForeignEvent){ .start = local("2016-12-27T11:00:00Z"),
                                 .end = local("2017-02-27T11:00:00Z") },
                 "", "is left out: it lasts more than 41 days");
    assert_times((ForeignEvent){ .start = local("2016-10-30T02:30:00Z"),
                                 .end = local("2016-10-30T04:00:00Z") },
                 "", "is left out: it begins or ends in an hour that clocks skip or repeat");
    assert_times((ForeignEvent){ .start = local("2016-03-27T01:30:00Z"),
                                 .end = local("2016-03-27T02:30:00Z") },
                 "", "is left out: it begins or ends in an hour that clocks skip or repeat");
}

static void what_ends_as_clocks_are_put_forward_stays(void **state)
{
    assert_times((ForeignEvent){ .start = local("2016-03-27T01:30:00Z"),
                                 .end = local("2016-03-27T02:00:00Z") },
                 "2016-03-27 01:30 02:00", NULL);
}

static void thirty_hours_are_thirty_hours(void **state)
{
    assert_times((ForeignEvent){ .start = local("2016-12-27T11:00:00Z"),
                                 .end = local("2016-12-28T17:00:00Z") },
                 "2016-12-27 11:00 41:00", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_instant_is_what_clocks_show_at_the_conference),
        cmocka_unit_test(a_local_time_is_taken_as_it_is),
        cmocka_unit_test(what_is_after_midnight_stays_under_the_day_of_the_source),
        cmocka_unit_test(a_day_of_the_source_that_cannot_be_is_not_followed),
        cmocka_unit_test(seconds_are_rounded_to_the_minutes_around),
        cmocka_unit_test(what_lasts_no_time_is_shown_for_five_minutes),
        cmocka_unit_test(what_has_no_time_is_left_out),
        cmocka_unit_test(what_no_agenda_can_say_is_left_out),
        cmocka_unit_test(what_ends_as_clocks_are_put_forward_stays),
        cmocka_unit_test(thirty_hours_are_thirty_hours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
