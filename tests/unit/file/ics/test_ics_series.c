/* Covers src/file/ics/ics_series.c, ics_occurrences.c, ics_entry.c, ics_rule.c */
#include "file/ics/ics_series.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "calendar_text.h"
#include "file/ics/ics_rule.h"

#define EVENT(lines) "BEGIN:VEVENT\nUID:u\nSUMMARY:S\n" lines "\nEND:VEVENT\n"

static void assert_events(const char *lines, const char *wanted)
{
    g_autofree char *found = calendar_text_dup_events(lines);

    assert_string_equal(found, wanted);
}

static void assert_remark(const char *lines, const char *remark)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(lines);

    assert_true(calendar_text_has_remark(schedule, remark));
}

/* --- rules ------------------------------------------------------------------------------- */

static const char *read_rule(const char *text, IcsRule *out)
{
    struct icalrecurrencetype from = icalrecurrencetype_from_string(text);
    const char *fault = ics_rule_read(&from, out);

    free(from.rscale);
    return fault;
}

/* The days on which a rule recurs from 9:00 on a day on, within 400 days, as "20250301 20250302".
 */
static char *dup_days(const char *start, const char *text)
{
    const icaltimetype first = icaltime_from_string(start);
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(CivilTime));
    IcsRuleSpan span = { .most = 8 };
    IcsRule rule;
    IcsTime time;
    GString *days = g_string_new(NULL);

    assert_true(ics_property_read_time(&first, &time));
    assert_null(read_rule(text, &rule));
    span.start = time.at + 9 * 3600;
    span.last = span.start + 400 * (gint64)CIVIL_DAY_SECONDS;
    ics_rule_expand(&rule, &span, times);
    for (guint i = 0; i < times->len; i++) {
        CivilParts at = civil_parts(g_array_index(times, CivilTime, i));
        g_string_append_printf(days, "%s%04d%02d%02d", i > 0 ? " " : "", at.year, at.month, at.day);
    }
    return g_string_free(days, FALSE);
}

static void assert_days(const char *rule, const char *wanted)
{
    g_autofree char *start = g_strndup(wanted, strlen("20250101"));
    g_autofree char *found = dup_days(start, rule);

    assert_string_equal(found, wanted);
}

/* Examples of RFC 5545 §3.8.5.3, and what programs write. */
static void rules_recur_as_the_standard_says(void **state)
{
    assert_days("FREQ=DAILY;COUNT=3", "19970902 19970903 19970904");
    assert_days("FREQ=DAILY;INTERVAL=10;COUNT=3", "19970902 19970912 19970922");
    assert_days("FREQ=DAILY;UNTIL=19970904", "19970902 19970903 19970904");
    assert_days("FREQ=WEEKLY;COUNT=5;WKST=SU;BYDAY=TU,TH",
                "19970902 19970904 19970909 19970911 19970916");
    assert_days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
                "19970805 19970810 19970819 19970824");
    assert_days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
                "19970805 19970817 19970819 19970831");
    assert_days("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "19970905 19971003 19971107");
    assert_days("FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU",
                "19970907 19970928 19971102 19971130");
    assert_days("FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "19970928 19971029 19971128");
    assert_days("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=31", "19970831 19971031 19971231");
    assert_days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "19970902 19980213 19980313");
    assert_days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3",
                "19970929 19971030 19971127");
    assert_days("FREQ=YEARLY;BYDAY=20MO;COUNT=2", "19970519 19980518");
    assert_days("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=2", "19970512 19980511");
    assert_days("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=2", "19970101 19971229");
    assert_days("FREQ=YEARLY;BYMONTH=6,7;COUNT=3", "19970610 19970710 19980610");
    assert_days("FREQ=YEARLY;COUNT=3;BYYEARDAY=1,100,-1", "19970101 19970410 19971231");
    assert_days("FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2",
                "19961105 19971104");
    assert_days("FREQ=YEARLY;COUNT=2", "19970902 19980902");
}

static void a_rule_that_does_not_come_true_again_ends_soon(void **state)
{
    assert_days("FREQ=YEARLY;INTERVAL=999999", "19970902");
    assert_days("FREQ=MONTHLY;INTERVAL=999999;COUNT=999999", "19970902");
    assert_days("FREQ=YEARLY;INTERVAL=2;BYYEARDAY=366", "19970902");
    assert_days("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "19970902");
    assert_days("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "19970902");
    assert_days("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "19970902");
    assert_days("FREQ=YEARLY;BYMONTHDAY=1;BYSETPOS=366", "19970902");
}

static void assert_fault(const char *rule, const char *wanted)
{
    IcsRule parsed;

    const char *fault = read_rule(rule, &parsed);
    assert_non_null(fault);
    assert_string_equal(fault, wanted);
}

static void rules_that_cannot_be_followed_are_told(void **state)
{
    static const char NOT_UNDERSTOOD[] = "is not followed: it is not understood";
    static const char WITHIN_A_DAY[] = "is not followed: it recurs within a day";

    assert_fault("FREQ=HOURLY", WITHIN_A_DAY);
    assert_fault("FREQ=MINUTELY;INTERVAL=5", WITHIN_A_DAY);
    assert_fault("COUNT=3;FREQ=SECONDLY", WITHIN_A_DAY);
    assert_fault("FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5", WITHIN_A_DAY);
    assert_fault("FREQ=DAILY;INTERVAL=0", NOT_UNDERSTOOD);
    assert_fault("FREQ=DAILY;COUNT=0", NOT_UNDERSTOOD);
    assert_fault("FREQ=DAILY;BYMONTH=13", NOT_UNDERSTOOD);
    assert_fault("FREQ=DAILY;BYMONTH=-1", NOT_UNDERSTOOD);
    assert_fault("FREQ=YEARLY;BYDAY=", NOT_UNDERSTOOD);
    assert_fault("FREQ=YEARLY;BYSETPOS=367", NOT_UNDERSTOOD);
    assert_fault("FREQ=YEARLY;RSCALE=HEBREW", NOT_UNDERSTOOD);
    assert_fault("FREQ=YEARLY;UNTIL=soon", NOT_UNDERSTOOD);
    assert_fault("FREQ=YEARLY;UNTIL=20250230", NOT_UNDERSTOOD);
    assert_fault("BYDAY=MO", NOT_UNDERSTOOD);
    assert_fault("", NOT_UNDERSTOOD);
}

/* libical would look for the next day for ever. */
static void rules_that_never_come_true_are_told(void **state)
{
    static const char *const RULES[] = {
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31,-31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTHDAY=31;BYDAY=1MO",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTHDAY=2",
        "FREQ=YEARLY;BYDAY=54MO",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=6MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYSETPOS=2",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(RULES); i++) {
        assert_fault(RULES[i], "is not followed: its parts do not go together");
    }
}

/* --- occurrences ------------------------------------------------------------------------- */

static void an_event_keeps_its_clock_when_clocks_change(void **state)
{
    assert_events(EVENT("DTSTART;TZID=Europe/Berlin:20250323T090000\n"
                        "DTEND;TZID=Europe/Berlin:20250323T100000\nRRULE:FREQ=WEEKLY;COUNT=2"),
                  "u/20250323T080000Z 2025-03-23T08:00:00Z/2025-03-23T09:00:00Z S\n"
                  "u/20250330T070000Z 2025-03-30T07:00:00Z/2025-03-30T08:00:00Z S");
}

static void the_end_of_a_rule_is_an_instant_or_a_day(void **state)
{
    /* 07:00 in UTC is 09:00 in Berlin. */
    assert_events(EVENT("DTSTART;TZID=Europe/Berlin:20250701T090000\n"
                        "RRULE:FREQ=DAILY;UNTIL=20250702T070000Z"),
                  "u/20250701T070000Z 2025-07-01T07:00:00Z/2025-07-01T07:00:00Z S\n"
                  "u/20250702T070000Z 2025-07-02T07:00:00Z/2025-07-02T07:00:00Z S");
    assert_events(EVENT("DTSTART:20250701T090000\nRRULE:FREQ=DAILY;UNTIL=20250702"),
                  "u/20250701T090000 2025-07-01T09:00:00/2025-07-01T09:00:00 S\n"
                  "u/20250702T090000 2025-07-02T09:00:00/2025-07-02T09:00:00 S");
    assert_events(EVENT("DTSTART:20250701T090000\nRRULE:FREQ=DAILY;UNTIL=20240101"),
                  "u/20250701T090000 2025-07-01T09:00:00/2025-07-01T09:00:00 S");
}

static void dates_are_added_and_taken_out(void **state)
{
    assert_events(EVENT("DTSTART:20250701T090000Z\nRRULE:FREQ=DAILY;COUNT=3\n"
                        "EXDATE:20250702T090000Z\nEXDATE;VALUE=DATE:20250703\n"
                        "RDATE;TZID=Europe/Berlin:20250709T110000,20250709T120000\n"
                        "RDATE;VALUE=PERIOD:20250710T090000Z/PT1H"),
                  "u/20250701T090000Z 2025-07-01T09:00:00Z/2025-07-01T09:00:00Z S\n"
                  "u/20250709T090000Z 2025-07-09T09:00:00Z/2025-07-09T09:00:00Z S\n"
                  "u/20250709T100000Z 2025-07-09T10:00:00Z/2025-07-09T10:00:00Z S\n"
                  "u/20250710T090000Z 2025-07-10T09:00:00Z/2025-07-10T09:00:00Z S");
    assert_events(EVENT("DTSTART;VALUE=DATE:20250701\nDTEND;VALUE=DATE:20250703\n"
                        "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20250708"),
                  "u/20250701 2025-07-01/2025-07-03 S\nu/20250715 2025-07-15/2025-07-17 S");
}

static void a_rule_that_is_not_followed_leaves_the_first(void **state)
{
    static const char LINES[] = EVENT("DTSTART:20250701T090000Z\nRRULE:FREQ=SECONDLY");

    assert_events(LINES, "u/20250701T090000Z 2025-07-01T09:00:00Z/2025-07-01T09:00:00Z S");
    assert_remark(LINES, "a recurrence rule is not followed: it recurs within a day");
    assert_remark(EVENT("DTSTART:20250701T090000Z\nRRULE:FREQ=DAILY;COUNT=2\n"
                        "EXRULE:FREQ=DAILY;COUNT=1"),
                  "an exception rule (EXRULE) is not followed");
}

static guint count_events(const char *lines)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(lines);

    return schedule->events->len;
}

static void occurrences_are_bounded(void **state)
{
    static const char CUT[] =
        "an event that recurs is cut: there are at most 1,000 of one, within 400 days";
    static const char MANY[] = EVENT("DTSTART:20250101T090000Z\nRRULE:FREQ=DAILY;BYHOUR=9,10,11");
    GString *lines = g_string_new(NULL);

    assert_int_equal(count_events(EVENT("DTSTART:20250101T090000Z\nRRULE:FREQ=DAILY")), 401);
    assert_remark(EVENT("DTSTART:20250101T090000Z\nRRULE:FREQ=DAILY"), CUT);
    assert_int_equal(count_events(MANY), 1000);
    assert_remark(MANY, CUT);
    assert_int_equal(count_events(EVENT("DTSTART:20250101T090000Z\nRDATE:20270101T090000Z")), 1);
    for (guint i = 0; i < 51; i++) {
        g_string_append_printf(lines,
                               "BEGIN:VEVENT\nUID:%u\nDTSTART:20250101T090000Z\n"
                               "RRULE:FREQ=DAILY;COUNT=400\nEND:VEVENT\n",
                               i);
    }
    assert_int_equal(count_events(lines->str), ICS_EVENTS_MAX);
    assert_remark(lines->str, "an event is left out: there are more than 20,000");
    g_string_free(lines, TRUE);
}

/* --- overrides --------------------------------------------------------------------------- */

#define DAILY EVENT("DTSTART:20250701T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4")
#define OVERRIDE(id, lines) \
    "BEGIN:VEVENT\nUID:u\nSUMMARY:O\nRECURRENCE-ID" id "\n" lines "\nEND:VEVENT\n"

static void an_override_takes_the_place_of_its_occurrence(void **state)
{
    assert_events(OVERRIDE(";TZID=Europe/Berlin:20250702T110000", "DTSTART:20250710T080000Z") DAILY,
                  "u/20250701T090000Z 2025-07-01T09:00:00Z/2025-07-01T10:00:00Z S\n"
                  "u/20250702T090000Z 2025-07-10T08:00:00Z/2025-07-10T08:00:00Z O\n"
                  "u/20250703T090000Z 2025-07-03T09:00:00Z/2025-07-03T10:00:00Z S\n"
                  "u/20250704T090000Z 2025-07-04T09:00:00Z/2025-07-04T10:00:00Z S");
    assert_events(EVENT("DTSTART:20250701T090000Z")
                      OVERRIDE(":20250701T090000Z", "DTSTART:20250701T100000Z"),
                  "u/20250701T090000Z 2025-07-01T10:00:00Z/2025-07-01T10:00:00Z O");
    /* Of two for one occurrence, the newer; a day stands for what begins on it. */
    assert_events(EVENT("DTSTART:20250701T090000Z\nRRULE:FREQ=DAILY;COUNT=1")
                      OVERRIDE(":20250701T090000Z", "SEQUENCE:9\nDTSTART:20250701T100000Z")
                          OVERRIDE(":20250701T090000Z", "SEQUENCE:8\nDTSTART:20250701T110000Z"),
                  "u/20250701T090000Z 2025-07-01T10:00:00Z/2025-07-01T10:00:00Z O");
    assert_events(EVENT("DTSTART:20250701T090000Z\nRRULE:FREQ=DAILY;COUNT=1")
                      OVERRIDE(";VALUE=DATE:20250701", "DTSTART:20250701T100000Z"),
                  "u/20250701T090000Z 2025-07-01T10:00:00Z/2025-07-01T10:00:00Z O");
}

static void an_override_of_what_is_not_there_stands_for_itself(void **state)
{
    assert_events(OVERRIDE(":20250702T090000Z", "DTSTART:20250702T100000Z"),
                  "u/20250702T090000Z 2025-07-02T10:00:00Z/2025-07-02T10:00:00Z O");
    assert_events(EVENT("DTSTART:20250701T090000Z\nRRULE:FREQ=DAILY;COUNT=1")
                      OVERRIDE(":20250909T090000Z", "DTSTART:20250909T100000Z"),
                  "u/20250701T090000Z 2025-07-01T09:00:00Z/2025-07-01T09:00:00Z S\n"
                  "u/20250909T090000Z 2025-09-09T10:00:00Z/2025-09-09T10:00:00Z O");
}

static void an_override_from_then_on_moves_what_follows(void **state)
{
    assert_events(DAILY OVERRIDE(";RANGE=THISANDFUTURE:20250702T090000Z",
                                 "DTSTART:20250702T113000Z\nDURATION:PT2H")
                      OVERRIDE(":20250703T090000Z", "DTSTART:20250703T070000Z"),
                  "u/20250701T090000Z 2025-07-01T09:00:00Z/2025-07-01T10:00:00Z S\n"
                  "u/20250702T090000Z 2025-07-02T11:30:00Z/2025-07-02T13:30:00Z O\n"
                  "u/20250703T090000Z 2025-07-03T07:00:00Z/2025-07-03T07:00:00Z O\n"
                  "u/20250704T090000Z 2025-07-04T11:30:00Z/2025-07-04T13:30:00Z O");
}

static void what_is_private_is_left_out(void **state)
{
    assert_events(EVENT("DTSTART:20250701T090000Z\nCLASS:PRIVATE"), "");
    assert_events(EVENT("DTSTART:20250701T090000Z\nCLASS:X-SECRET"), "");
    assert_events(EVENT("DTSTART:20250701T090000Z\nRRULE:FREQ=DAILY;COUNT=2\nCLASS:confidential")
                      OVERRIDE(":20250702T090000Z", "DTSTART:20250702T100000Z"),
                  "");
    assert_events(EVENT("DTSTART:20250701T090000Z\nRRULE:FREQ=DAILY;COUNT=2\nCLASS:Public")
                      OVERRIDE(":20250702T090000Z", "DTSTART:20250702T100000Z\nCLASS:PRIVATE"),
                  "u/20250701T090000Z 2025-07-01T09:00:00Z/2025-07-01T09:00:00Z S");
    assert_remark(EVENT("DTSTART:20250701T090000Z\nCLASS:PRIVATE"),
                  "an event is left out: it is private or confidential");
}

/* --- UIDs -------------------------------------------------------------------------------- */

static void of_events_with_one_uid_and_start_the_newest_is_read(void **state)
{
#define VERSION(title, lines) \
    "BEGIN:VEVENT\nUID:v\nSUMMARY:" title "\nDTSTART:20250701T090000Z\n" lines "\nEND:VEVENT\n"
    static const char WANTED[] = "v 2025-07-01T09:00:00Z/2025-07-01T09:00:00Z New";

    assert_events(VERSION("New", "SEQUENCE:2") VERSION("Old", "SEQUENCE:1"), WANTED);
    assert_events(VERSION("New", "DTSTAMP:20250102T000000Z")
                      VERSION("Old", "DTSTAMP:20250101T000000Z"),
                  WANTED);
    assert_events(VERSION("Old", "STATUS:CONFIRMED") VERSION("New", "STATUS:CONFIRMED"), WANTED);
    assert_remark(VERSION("New", "SEQUENCE:2") VERSION("Old", "SEQUENCE:1"),
                  "an event is there more than once: only the newest is read");
}

static void events_with_one_uid_and_several_starts_are_all_read(void **state)
{
    static const char LINES[] =
        EVENT("DTSTART:20250702T090000Z") EVENT("DTSTART;TZID=Europe/Berlin:20250701T110000");

    assert_events(LINES, "u/20250701T090000Z 2025-07-01T09:00:00Z/2025-07-01T09:00:00Z S\n"
                         "u/20250702T090000Z 2025-07-02T09:00:00Z/2025-07-02T09:00:00Z S");
    assert_remark(LINES, "events that share a UID are all read: they begin at different times");
}

static void events_without_a_uid_are_told_apart(void **state)
{
    assert_events("BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20250701T090000Z\nEND:VEVENT\n"
                  "BEGIN:VEVENT\nSUMMARY:B\nDTSTART:20250701T090000Z\nEND:VEVENT",
                  "- 2025-07-01T09:00:00Z/2025-07-01T09:00:00Z A\n"
                  "- 2025-07-01T09:00:00Z/2025-07-01T09:00:00Z B");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_recur_as_the_standard_says),
        cmocka_unit_test(a_rule_that_does_not_come_true_again_ends_soon),
        cmocka_unit_test(rules_that_cannot_be_followed_are_told),
        cmocka_unit_test(rules_that_never_come_true_are_told),
        cmocka_unit_test(an_event_keeps_its_clock_when_clocks_change),
        cmocka_unit_test(the_end_of_a_rule_is_an_instant_or_a_day),
        cmocka_unit_test(dates_are_added_and_taken_out),
        cmocka_unit_test(a_rule_that_is_not_followed_leaves_the_first),
        cmocka_unit_test(occurrences_are_bounded),
        cmocka_unit_test(an_override_takes_the_place_of_its_occurrence),
        cmocka_unit_test(an_override_of_what_is_not_there_stands_for_itself),
        cmocka_unit_test(an_override_from_then_on_moves_what_follows),
        cmocka_unit_test(what_is_private_is_left_out),
        cmocka_unit_test(of_events_with_one_uid_and_start_the_newest_is_read),
        cmocka_unit_test(events_with_one_uid_and_several_starts_are_all_read),
        cmocka_unit_test(events_without_a_uid_are_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
