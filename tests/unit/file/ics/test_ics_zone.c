/* Covers src/file/ics/ics_zone.c, ics_windows_zone.c and ics_when.c */
#include "file/ics/ics_zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "calendar_text.h"
#include "file/ics/ics_windows_zone.h"

#define EVENT(times) "BEGIN:VEVENT\nUID:u\nSUMMARY:S\n" times "\nEND:VEVENT"

static void assert_events(const char *lines, const char *wanted)
{
    g_autofree char *found = calendar_text_dup_events(lines);

    assert_string_equal(found, wanted);
}

/* --- names ------------------------------------------------------------------------------- */

static void assert_zone(const char *tzid, const char *wanted)
{
    g_autoptr(Tz) tz = ics_zone_read(tzid);

    assert_non_null(tz);
    assert_string_equal(tz_name(tz), wanted);
}

static void a_zone_is_found_by_its_iana_name_also_behind_a_prefix(void **state)
{
    assert_zone("Europe/Berlin", "Europe/Berlin");
    assert_zone("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin");
    assert_zone("/freeassociation.sourceforge.net/America/Argentina/Salta",
                "America/Argentina/Salta");
    assert_zone("/citadel.org/20070227_1/UTC", "UTC");
}

static void a_zone_is_found_by_its_windows_name_in_any_case(void **state)
{
    assert_zone("W. Europe Standard Time", "Europe/Berlin");
    assert_zone("eastern standard time", "America/New_York");
    assert_zone("AUS Central Standard Time", "Australia/Darwin");
    assert_zone("Yukon Standard Time", "America/Whitehorse");
    assert_null(ics_windows_zone_find("Central Earth Standard Time"));
}

static void what_names_no_zone_is_none_and_opens_no_file(void **state)
{
    static const char *const NAMES[] = {
        "",
        "/",
        "////////////",
        "../../../etc/shadow",
        "/etc/passwd",
        "Nowhere/City",
        "zone.tab",
        "Europe",
        "posix/Europe/Berlin/../..",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autoptr(Tz) tz = ics_zone_read(NAMES[i]);
        assert_null(tz);
    }
}

/* Reading the pipe would never end. */
static void a_path_in_place_of_a_name_is_not_opened(void **state)
{
    g_autofree char *folder = g_dir_make_tmp("pipe-XXXXXX", NULL);
    g_autofree char *pipe = g_build_filename(folder, "zone", NULL);
    g_autofree char *up = g_strconcat("../../../../../../../..", pipe, NULL);

    assert_int_equal(mkfifo(pipe, 0600), 0);
    const char *const NAMES[] = { pipe, up };
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *lines =
            g_strdup_printf(EVENT("DTSTART;TZID=%s:20250701T090000\nRRULE:FREQ=DAILY;COUNT=2\n"
                                  "EXDATE;TZID=%s:20250702T090000"),
                            NAMES[i], NAMES[i]);
        assert_events(lines, "u/20250701T090000 2025-07-01T09:00:00/2025-07-01T09:00:00 S");
    }
    unlink(pipe);
    rmdir(folder);
}

/* --- times ------------------------------------------------------------------------------- */

static void times_are_instants_days_or_what_clocks_show(void **state)
{
    assert_events(EVENT("DTSTART:20250701T090000Z\nDTEND:20250701T100000Z"),
                  "u 2025-07-01T09:00:00Z/2025-07-01T10:00:00Z S");
    assert_events(EVENT("DTSTART:20250701T090000\nDTEND:20250701T100000"),
                  "u 2025-07-01T09:00:00/2025-07-01T10:00:00 S");
    assert_events(EVENT("DTSTART;TZID=Europe/Berlin:20250701T090000\n"
                        "DTEND;TZID=America/New_York:20250701T100000"),
                  "u 2025-07-01T07:00:00Z/2025-07-01T14:00:00Z S");
    assert_events(EVENT("DTSTART;VALUE=DATE:20250701\nDTEND;VALUE=DATE:20250703"),
                  "u 2025-07-01/2025-07-03 S");
    assert_events(EVENT("DTSTART;VALUE=DATE:20250701"), "u 2025-07-01/2025-07-02 S");
    assert_events(EVENT("DTSTART;VALUE=DATE:20250701\nDTEND;VALUE=DATE:20250701"),
                  "u 2025-07-01/2025-07-02 S");
    assert_events(EVENT("DTEND:20250701T090000Z"), "u -/- S");
    assert_events(EVENT("DTSTART:20250230T090000Z"), "u -/- S");
}

static void a_duration_counts_days_by_the_clock_and_hours_by_time(void **state)
{
    /* Clocks are put forward in the night. */
    assert_events(EVENT("DTSTART;TZID=Europe/Berlin:20250329T120000\nDURATION:P1D"),
                  "u 2025-03-29T11:00:00Z/2025-03-30T10:00:00Z S");
    assert_events(EVENT("DTSTART;TZID=Europe/Berlin:20250329T120000\nDURATION:PT24H"),
                  "u 2025-03-29T11:00:00Z/2025-03-30T11:00:00Z S");
    assert_events(EVENT("DTSTART;VALUE=DATE:20250329\nDURATION:P1W"), "u 2025-03-29/2025-04-05 S");
    assert_events(EVENT("DTSTART:20250329T120000Z"),
                  "u 2025-03-29T12:00:00Z/2025-03-29T12:00:00Z S");
}

static void an_unknown_zone_is_that_of_the_conference_with_a_remark(void **state)
{
    static const char LINES[] = EVENT("DTSTART;TZID=Nowhere:20250701T090000");
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(LINES);

    assert_events(LINES, "u 2025-07-01T09:00:00/2025-07-01T09:00:00 S");
    assert_true(calendar_text_has_remark(
        schedule, "a time zone is not known: its times are taken for those of the conference"));
}

/* --- VTIMEZONEs -------------------------------------------------------------------------- */

#define ZONE(name, observances) "BEGIN:VTIMEZONE\nTZID:" name "\n" observances "END:VTIMEZONE\n"
#define OBSERVANCE(kind, from, to, rest) \
    "BEGIN:" kind "\nTZOFFSETFROM:" from "\nTZOFFSETTO:" to "\n" rest "\nEND:" kind "\n"

/* As Outlook writes them, of a zone that nobody else knows. */
#define OUTLOOK                                                                                    \
    ZONE("Customized Time Zone",                                                                   \
         OBSERVANCE("STANDARD", "+0200", "+0100",                                                  \
                    "DTSTART:16010101T030000\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10") \
             OBSERVANCE("DAYLIGHT", "+0100", "+0200",                                              \
                        "DTSTART:16010101T020000\n"                                                \
                        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3"))

static void a_vtimezone_of_the_file_has_its_rules(void **state)
{
    assert_events(OUTLOOK EVENT("DTSTART;TZID=Customized Time Zone:20250329T120000\n"
                                "DTEND;TZID=\"Customized Time Zone\":20250330T120000"),
                  "u 2025-03-29T11:00:00Z/2025-03-30T10:00:00Z S");
    /* In the hour that clocks skip, by the offset before; in that which they repeat, the first. */
    assert_events(OUTLOOK EVENT("DTSTART;TZID=Customized Time Zone:20250330T023000\n"
                                "DTEND;TZID=Customized Time Zone:20250330T030000"),
                  "u 2025-03-30T01:30:00Z/2025-03-30T01:00:00Z S");
    assert_events(OUTLOOK EVENT("DTSTART;TZID=Customized Time Zone:20251026T023000\n"
                                "DTEND;TZID=Customized Time Zone:20251026T030000"),
                  "u 2025-10-26T00:30:00Z/2025-10-26T02:00:00Z S");
}

static void a_vtimezone_goes_before_the_name(void **state)
{
    assert_events(
        ZONE("Europe/Berlin", OBSERVANCE("STANDARD", "+0500", "+0530", "DTSTART:19700101T000000"))
            EVENT("DTSTART;TZID=Europe/Berlin:20250701T090000"),
        "u 2025-07-01T03:30:00Z/2025-07-01T03:30:00Z S");
    assert_events(ZONE("Europe/Berlin", "") EVENT("DTSTART;TZID=Europe/Berlin:20250701T090000"),
                  "u 2025-07-01T07:00:00Z/2025-07-01T07:00:00Z S");
}

static void a_vtimezone_may_list_its_changes(void **state)
{
    static const char LINES[] =
        ZONE("Z", OBSERVANCE("STANDARD", "+0200", "+0100",
                             "DTSTART:20241027T030000\nRDATE:20241027T030000,20251026T030000")
                      OBSERVANCE("DAYLIGHT", "+0100", "+0200", "DTSTART:20250330T020000"))
            EVENT("DTSTART;TZID=Z:20240701T090000\nRDATE;TZID=Z:20250101T090000,20250401T090000\n"
                  "RDATE;TZID=Z:20251101T090000");

    assert_events(LINES, "u/20240701T070000Z 2024-07-01T07:00:00Z/2024-07-01T07:00:00Z S\n"
                         "u/20250101T080000Z 2025-01-01T08:00:00Z/2025-01-01T08:00:00Z S\n"
                         "u/20250401T070000Z 2025-04-01T07:00:00Z/2025-04-01T07:00:00Z S");
}

static void the_rule_of_a_vtimezone_may_end(void **state)
{
    static const char LINES[] =
        ZONE("Z", OBSERVANCE("STANDARD", "+0200", "+0100",
                             "DTSTART:19961027T030000\n"
                             "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20151025T010000Z")
                      OBSERVANCE("DAYLIGHT", "+0100", "+0200",
                                 "DTSTART:19810329T020000\n"
                                 "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20160327T010000Z"))
            EVENT("DTSTART;TZID=Z:20151225T090000\nDTEND;TZID=Z:20161225T090000");

    assert_events(LINES, "u 2015-12-25T08:00:00Z/2016-12-25T07:00:00Z S");
}

/* Each in a zone of its own, which a rule of its own governs. */
static void many_zones_take_little_time(void **state)
{
    g_autoptr(GString) lines = g_string_new(NULL);

    for (guint i = 0; i < 5000; i++) {
        g_string_append_printf(
            lines,
            "BEGIN:VTIMEZONE\nTZID:z%u\n" OBSERVANCE(
                "STANDARD", "+0100", "+0200",
                "DTSTART:00010101T000000\nRRULE:FREQ=YEARLY;BYMONTHDAY=31;BYDAY=1MO") "END:VTIMEZONE\n" EVENT("DTSTART;TZID=z%u:20250701T090000") "\n",
            i, i);
    }
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(lines->str);
    assert_true(calendar_text_has_remark(
        schedule, "a rule of a time zone is not followed: there are more than a hundred"));
}

/* --- the zone of the conference ---------------------------------------------------------- */

static void assert_timezone(const char *lines, const char *wanted)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(lines);

    assert_int_equal(g_strcmp0(schedule->timezone, wanted), 0);
}

static void the_zone_of_the_conference_is_named_or_that_of_most_events(void **state)
{
    assert_timezone(
        "X-WR-TIMEZONE:Asia/Tokyo\n" EVENT("DTSTART;TZID=Europe/Berlin:20250701T090000"),
        "Asia/Tokyo");
    assert_timezone(
        EVENT("DTSTART;TZID=Asia/Tokyo:20250701T090000") "\n" EVENT(
            "DTSTART;TZID=Romance Standard Time:20250701T090000") "\n" EVENT("DTSTART;TZID=Romance Standard Time:20250702T090000"),
        "Europe/Paris");
    assert_timezone(ZONE("Mine", "X-LIC-LOCATION:Europe/Rome\n" OBSERVANCE(
                                     "STANDARD", "+0100", "+0100", "DTSTART:19700101T000000"))
                        EVENT("DTSTART;TZID=Mine:20250701T090000"),
                    "Europe/Rome");
    assert_timezone("X-WR-TIMEZONE:Nowhere\n" EVENT("DTSTART:20250701T090000Z"), NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zone_is_found_by_its_iana_name_also_behind_a_prefix),
        cmocka_unit_test(a_zone_is_found_by_its_windows_name_in_any_case),
        cmocka_unit_test(what_names_no_zone_is_none_and_opens_no_file),
        cmocka_unit_test(a_path_in_place_of_a_name_is_not_opened),
        cmocka_unit_test(times_are_instants_days_or_what_clocks_show),
        cmocka_unit_test(a_duration_counts_days_by_the_clock_and_hours_by_time),
        cmocka_unit_test(an_unknown_zone_is_that_of_the_conference_with_a_remark),
        cmocka_unit_test(a_vtimezone_of_the_file_has_its_rules),
        cmocka_unit_test(a_vtimezone_goes_before_the_name),
        cmocka_unit_test(a_vtimezone_may_list_its_changes),
        cmocka_unit_test(the_rule_of_a_vtimezone_may_end),
        cmocka_unit_test(many_zones_take_little_time),
        cmocka_unit_test(the_zone_of_the_conference_is_named_or_that_of_most_events),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
