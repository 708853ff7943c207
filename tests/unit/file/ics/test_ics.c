/* Covers src/file/ics/ics.c, ics_line.c, ics_parse.c, ics_event.c, ics_party.c, ics_property.c */
#include "file/ics/ics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "calendar_text.h"
#include "file/ics/ics_parse.h"

#define EVENT(lines) \
    "BEGIN:VEVENT\nUID:u\nSUMMARY:S\nDTSTART:20250701T090000Z\n" lines "\nEND:VEVENT\n"

static const ForeignEvent *event_at(const ForeignSchedule *schedule, guint i)
{
    assert_true(i < schedule->events->len);
    return schedule->events->pdata[i];
}

static ForeignSchedule *read_octets(const char *data, gsize size, GError **error)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    return ics_read(data, size, schedule, error) ? g_steal_pointer(&schedule) : NULL;
}

static void assert_fails(const char *text, const char *message)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ForeignSchedule) schedule = read_octets(text, strlen(text), &error);

    assert_null(schedule);
    assert_string_equal(error->message, message);
}

/* --- what events say --------------------------------------------------------------------- */

static void texts_of_an_event_are_read(void **state)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(EVENT(
        "SUMMARY:Not this\nDESCRIPTION:One\\, two\\;\\nthree \\\\ C:\\x\nLOCATION:Hall\\, left\n"
        "CATEGORIES:A,B\\,C,\nCATEGORIES:D\nSTATUS:TENTATIVE\nCONTACT:Desk\n"
        "URL:https://example.org/a"));
    const ForeignEvent *event = event_at(schedule, 0);

    assert_string_equal(event->title, "S");
    assert_string_equal(event->abstract, "One, two;\\\nthree \\\\ C:\\\\x");
    assert_string_equal(event->room, "Hall, left");
    assert_int_equal(event->tags->len, 3);
    assert_string_equal(event->tags->pdata[1], "B/C");
    assert_int_equal(event->status, SESSION_STATUS_TENTATIVE);
    assert_string_equal(event->contact, "Desk");
    assert_string_equal(event->url, "https://example.org/a");
    assert_string_equal(event->place, "line 3");
}

static void a_description_in_html_goes_before_plain_text(void **state)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(
        EVENT("X-ALT-DESC;FMTTYPE=text/html:<p>One</p>\nDESCRIPTION:Two\nX-ALT-DESC:other"));

    assert_string_equal(event_at(schedule, 0)->abstract, "One");
}

static void addresses_of_an_event_are_read(void **state)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(
        EVENT("CONFERENCE;VALUE=URI;LABEL=First:https://example.org/1\n"
              "CONFERENCE;VALUE=URI;LABEL=\"Second: B\":https://example.org/2\n"
              "ATTACH;FMTTYPE=text/plain:https://example.org/3\n"
              "ATTACH;FMTTYPE=text/plain;X-FILENAME=^'a^':https://example.org/4\n"
              "ATTACH;ENCODING=BASE64;VALUE=BINARY:QUJD\n"
              "IMAGE;VALUE=URI:https://example.org/5.png"));
    const ForeignEvent *event = event_at(schedule, 0);
    const ForeignLink *links = (const ForeignLink *)event->links->data;

    assert_string_equal(event->join, "https://example.org/1");
    assert_int_equal(event->links->len, 3);
    assert_string_equal(links[0].title, "Second: B");
    assert_string_equal(links[1].title, "text/plain");
    assert_string_equal(links[2].url, "https://example.org/4");
    assert_string_equal(links[2].title, "\"a\"");
    assert_string_equal(event->image, "https://example.org/5.png");
    assert_true(calendar_text_has_remark(schedule, "VEVENT/ATTACH with a file in it is left out: "
                                                   "nothing in an agenda holds it"));
}

static void a_place_that_is_an_address_is_where_to_join(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        calendar_text_read(EVENT("LOCATION:https://example.org/join"));

    assert_string_equal(event_at(schedule, 0)->join, "https://example.org/join");
    assert_null(event_at(schedule, 0)->room);
}

static void an_event_without_title_gets_one(void **state)
{
#define UNTITLED(lines) "BEGIN:VEVENT\n" lines "\nEND:VEVENT\n"
    g_autoptr(ForeignSchedule) schedule =
        calendar_text_read(UNTITLED("DESCRIPTION:First\\nSecond\nLOCATION:Hall")
                               UNTITLED("LOCATION:Hall") UNTITLED("SUMMARY:"));

    assert_string_equal(event_at(schedule, 0)->title, "First");
    assert_string_equal(event_at(schedule, 1)->title, "Hall");
    assert_string_equal(event_at(schedule, 2)->title, "Untitled");
    assert_true(calendar_text_has_remark(
        schedule, "an event has no title: its description or place stands in for it"));
}

static void assert_party(const ForeignEvent *event, guint i, const char *wanted)
{
    const ForeignParty *party = &g_array_index(event->parties, ForeignParty, i);
    g_autofree char *found =
        g_strdup_printf("%s %s %s", party->type == FOREIGN_PARTY_PERSON ? "person" : "organisation",
                        party->role, party->name);

    assert_true(i < event->parties->len);
    assert_string_equal(found, wanted);
}

static void those_who_have_a_name_take_part(void **state)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(
        EVENT("ORGANIZER;CN=Ann:mailto:ann@example.org\n"
              "ATTENDEE;CN=\"Bob, B: C\";ROLE=CHAIR:mailto:bob@example.org\n"
              "ATTENDEE;CN=ILO;CUTYPE=GROUP:mailto:ilo@example.org\n"
              "ATTENDEE;CN=Cy:mailto:cy@example.org\n"
              "ATTENDEE;CN=dee@example.org:mailto:dee@example.org\n"
              "ATTENDEE:mailto:eve@example.org\n"
              "ATTENDEE;CN=Hall;CUTYPE=ROOM:mailto:hall@example.org\n"
              "ATTENDEE;CN=Flo;PARTSTAT=DECLINED:mailto:flo@example.org\n"
              "BEGIN:PARTICIPANT\nPARTICIPANT-TYPE:SPEAKER\nSUMMARY:Guy\nEND:PARTICIPANT\n"
              "BEGIN:PARTICIPANT\nPARTICIPANT-TYPE:SPONSOR\nSUMMARY:Acme\nEND:PARTICIPANT\n"
              "BEGIN:PARTICIPANT\nPARTICIPANT-TYPE:EMERGENCY-CONTACT\nSUMMARY:Hal\n"
              "END:PARTICIPANT"));
    const ForeignEvent *event = event_at(schedule, 0);

    assert_int_equal(event->parties->len, 6);
    assert_party(event, 0, "person organiser Ann");
    assert_party(event, 1, "person chair Bob, B: C");
    assert_party(event, 2, "organisation participant ILO");
    assert_party(event, 3, "person participant Cy");
    assert_party(event, 4, "person speaker Guy");
    assert_party(event, 5, "organisation support Acme");
    for (guint i = 0; i < schedule->remarks->len; i++) {
        const ForeignRemark *remark = schedule->remarks->pdata[i];
        assert_true(remark->example == NULL || strchr(remark->example, '@') == NULL);
    }
}

static void what_no_agenda_holds_is_told(void **state)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read(
        "X-OWNER:me\nBEGIN:VTODO\nEND:VTODO\nBEGIN:VJOURNAL\nEND:VJOURNAL\n" EVENT(
            "X-Thing;A=b:c\nGEO:1;2\nCOMMENT:x\nBEGIN:VALARM\nEND:VALARM"));
    static const char *const NAMES[] = { "VCALENDAR/X-OWNER",  "VCALENDAR/VTODO",
                                         "VCALENDAR/VJOURNAL", "VEVENT/X-THING",
                                         "VEVENT/GEO",         "VEVENT/COMMENT",
                                         "VEVENT/VALARM" };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *remark =
            g_strconcat(NAMES[i], " is left out: nothing in an agenda holds it", NULL);
        assert_true(calendar_text_has_remark(schedule, remark));
    }
    assert_int_equal(schedule->remarks->len, G_N_ELEMENTS(NAMES));
}

/* --- calendars --------------------------------------------------------------------------- */

static void a_calendar_says_what_the_conference_is(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        calendar_text_read("X-WR-CALNAME:Forum\\, 2025\nNAME:Other\nX-WR-CALDESC:About\\nit\n"
                           "SOURCE;VALUE=URI:https://example.org/a.ics\n");

    assert_string_equal(schedule->title, "Forum, 2025");
    assert_string_equal(schedule->description, "About\\\nit");
    assert_string_equal(schedule->url, "https://example.org/a.ics");
}

static void a_calendar_of_cancellations_cancels_all(void **state)
{
    g_autoptr(ForeignSchedule) schedule = calendar_text_read("METHOD:CANCEL\n" EVENT(""));

    assert_int_equal(event_at(schedule, 0)->status, SESSION_STATUS_CANCELLED);
}

static void several_calendars_in_a_file_are_all_read(void **state)
{
    static const char TEXT[] = "BEGIN:VCALENDAR\nX-WR-CALNAME:A\n" EVENT(
        "") "END:VCALENDAR\n\n"
            "begin:vcalendar\nX-WR-CALNAME:B\nBEGIN:VEVENT\nUID:v\nEND:VEVENT\nEND:VCALENDAR";
    g_autoptr(ForeignSchedule) schedule = read_octets(TEXT, strlen(TEXT), NULL);

    assert_int_equal(schedule->events->len, 2);
    assert_string_equal(schedule->title, "A");
}

/* --- lines ------------------------------------------------------------------------------- */

static void lines_are_unfolded_whatever_their_ends(void **state)
{
    static const char *const TEXTS[] = {
        "\xEF\xBB\xBF"
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUM\r\n MARY:Caf\xC3\r\n \xA9\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:C\n\ta\n f\xC3\xA9\nEND:VEVENT\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\rBEGIN:VEVENT\rSUMMARY;X=1:Ca\r f\xC3\xA9\rEND:VEVENT\rEND:VCALENDAR\r",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(ForeignSchedule) schedule = read_octets(TEXTS[i], strlen(TEXTS[i]), NULL);
        assert_non_null(schedule);
        assert_string_equal(event_at(schedule, 0)->title, "Caf\xC3\xA9");
    }
}

static void octets_that_are_no_text_are_repaired(void **state)
{
    static const char TEXT[] =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\xFF\0B\nEND:VEVENT\nEND:VCALENDAR";
    g_autoptr(ForeignSchedule) schedule = read_octets(TEXT, sizeof TEXT - 1, NULL);

    assert_string_equal(event_at(schedule, 0)->title, "A\xEF\xBF\xBD"
                                                      "B");
}

static void a_bad_line_is_left_out_with_a_remark(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        calendar_text_read("no line\n;A=b:c\nX;A:b\n" EVENT("Y;A=\"b:c"));

    assert_true(
        calendar_text_has_remark(schedule, "a line is left out: it is no line of iCalendar"));
    assert_int_equal(schedule->events->len, 1);
}

static void an_end_that_is_missing_is_made_up_for(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        calendar_text_read(EVENT("BEGIN:\nEND:\nBEGIN:VALARM\nTRIGGER:x") "END:VTODO\n" EVENT(""));

    assert_true(calendar_text_has_remark(schedule, "an END does not match its BEGIN"));
    assert_int_equal(schedule->events->len, 1);
}

static void what_is_not_icalendar_is_refused(void **state)
{
    static const char NOT[] = "line 1: it is not iCalendar: expected BEGIN:VCALENDAR";

    assert_fails("<?xml version='1.0'?>", NOT);
    assert_fails("BEGIN:VCARD\nEND:VCARD", NOT);
    assert_fails("VERSION:2.0\nBEGIN:VCALENDAR\nEND:VCALENDAR", NOT);
    assert_fails("END:VCALENDAR", NOT);
    assert_fails("\n\n", "line 2: it is not iCalendar: expected BEGIN:VCALENDAR");
}

static void a_file_that_is_cut_off_is_refused(void **state)
{
    assert_fails("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x",
                 "line 3: it ends within the VEVENT of line 2");
    assert_fails("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT",
                 "line 3: it ends within the VCALENDAR of line 1");
}

/* --- much of it -------------------------------------------------------------------------- */

static GString *repeated(const char *text, guint n)
{
    GString *out = g_string_sized_new(strlen(text) * n + 64);

    g_string_append(out, "BEGIN:VCALENDAR\n");
    for (guint i = 0; i < n; i++) {
        g_string_append(out, text);
    }
    return out;
}

static void components_that_nest_deep_are_refused(void **state)
{
    g_autoptr(GString) text = repeated("BEGIN:VEVENT\n", 100000);

    assert_fails(text->str, "line 9: components nest deeper than eight times");
}

static void lines_without_end_are_refused(void **state)
{
    g_autoptr(GString) text = repeated("X:\n", ICS_LINES_MAX);

    assert_fails(text->str, "line 2000001: it has more than two million lines");
}

static void too_many_lines_that_are_not_understood_are_refused(void **state)
{
    g_autoptr(GString) text = repeated("DTSTART:x\n", 100 * 1000);

    assert_fails(text->str, "line 14143: too many of its lines are not understood");
}

static void many_lines_are_read(void **state)
{
    g_autoptr(GString) text = repeated("X:1\n", 200 * 1000);

    g_string_append(text, "END:VCALENDAR\n");
    g_autoptr(ForeignSchedule) schedule = read_octets(text->str, text->len, NULL);
    assert_non_null(schedule);
    assert_int_equal(((ForeignRemark *)schedule->remarks->pdata[0])->count, 200 * 1000);
}

/* As one line of the file, and folded. */
static void a_line_of_megabytes_is_left_out(void **state)
{
    static const char *const PIECES[] = { "\"xxxxxxxxx", "\n \n  x\r\n  " };

    for (gsize i = 0; i < G_N_ELEMENTS(PIECES); i++) {
        g_autoptr(GString) text = repeated("BEGIN:VEVENT\nSUMMARY:A\nX;Y=", 1);
        for (guint j = 0; j < 500 * 1000; j++) {
            g_string_append(text, PIECES[i]);
        }
        g_string_append(text, "\nEND:VEVENT\nEND:VCALENDAR\n");
        g_autoptr(ForeignSchedule) schedule = read_octets(text->str, text->len, NULL);
        assert_non_null(schedule);
        assert_int_equal(schedule->events->len, 1);
        assert_true(
            calendar_text_has_remark(schedule, "a line is left out: it is longer than 1 MB"));
    }
}

static void many_events_and_values_are_read(void **state)
{
    static const char *const PIECES[] = {
        "BEGIN:VEVENT\nUID:u\nDTSTART:20250701T090000Z\nEND:VEVENT\n",
        "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20250701T090000Z\nEND:VEVENT\n",
        "BEGIN:VEVENT\nDTSTART:20250701T090000Z\nRRULE:FREQ=YEARLY;BYDAY=53MO\nEND:VEVENT\n",
        "BEGIN:VEVENT\nDTSTART:20250701T090000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n",
        "BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n",
        "BEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nDTSTART:00010101T000000\n"
        "TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTHDAY=31;BYDAY=1MO\nEND:STANDARD\n"
        "END:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=x:20250701T090000\nEND:VEVENT\n",
        "BEGIN:VEVENT\nDTSTART;TZID=/x/x/x/x/x/x/Europe/Rome:20250701T090000\nEND:VEVENT\n",
        "BEGIN:VEVENT\nATTENDEE;CN=a:b\nCATEGORIES:a,b,c,d\nEND:VEVENT\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(PIECES); i++) {
        g_autoptr(GString) text = repeated(PIECES[i], 3 * 1000);
        g_string_append(text, "END:VCALENDAR\n");
        g_autoptr(ForeignSchedule) schedule = read_octets(text->str, text->len, NULL);
        assert_non_null(schedule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_of_an_event_are_read),
        cmocka_unit_test(a_description_in_html_goes_before_plain_text),
        cmocka_unit_test(addresses_of_an_event_are_read),
        cmocka_unit_test(a_place_that_is_an_address_is_where_to_join),
        cmocka_unit_test(an_event_without_title_gets_one),
        cmocka_unit_test(those_who_have_a_name_take_part),
        cmocka_unit_test(what_no_agenda_holds_is_told),
        cmocka_unit_test(a_calendar_says_what_the_conference_is),
        cmocka_unit_test(a_calendar_of_cancellations_cancels_all),
        cmocka_unit_test(several_calendars_in_a_file_are_all_read),
        cmocka_unit_test(lines_are_unfolded_whatever_their_ends),
        cmocka_unit_test(octets_that_are_no_text_are_repaired),
        cmocka_unit_test(a_bad_line_is_left_out_with_a_remark),
        cmocka_unit_test(an_end_that_is_missing_is_made_up_for),
        cmocka_unit_test(what_is_not_icalendar_is_refused),
        cmocka_unit_test(a_file_that_is_cut_off_is_refused),
        cmocka_unit_test(components_that_nest_deep_are_refused),
        cmocka_unit_test(lines_without_end_are_refused),
        cmocka_unit_test(too_many_lines_that_are_not_understood_are_refused),
        cmocka_unit_test(many_lines_are_read),
        cmocka_unit_test(a_line_of_megabytes_is_left_out),
        cmocka_unit_test(many_events_and_values_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
