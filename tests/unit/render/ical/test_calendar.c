#include "render/ical/calendar.h"

#include <string.h>

#include "ical_lines.h"
#include "sketch.h"
#include "support.h"

/* The feed that stands at this path; the caller's own text of it. */
static char *render_form(const Revision *revision, const char *public_url, const char *path,
                         const CalendarForm *form)
{
    CalendarOptions options = { .public_url = public_url };
    g_autoptr(CalendarRenderer) renderer = calendar_renderer_new(revision, &options);
    const RevisionFeed *feed = revision_find_feed(revision, path);
    gsize length;

    assert_non_null(feed);
    g_autoptr(GBytes) body = calendar_render(renderer, feed, form);
    const char *text = g_bytes_get_data(body, &length);
    ical_lines_assert_clean(text, length);
    return g_strndup(text, length);
}

static char *render(const Revision *revision, const char *public_url, const char *path)
{
    return render_form(revision, public_url, path, &(CalendarForm){ 0 });
}

static guint count_lines(const char *text, const char *line)
{
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    guint count = 0;

    for (char **each = lines; *each != NULL; each++) {
        count += strcmp(*each, line) == 0 ? 1 : 0;
    }
    return count;
}

static Revision *new_empty_revision(void)
{
    Agenda *agenda = support_agenda_new_with_id("forum");

    agenda_finish(agenda);
    return revision_new(agenda, support_stamp("2007-07-12T00:00:00Z"));
}

/* ILO chairs 1.1 on the first day and has a paper due; the second day is a banner. */
static Revision *new_revision(void)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Slot *banner = support_add_slot_on(agenda, "2007-07-11", NULL, NULL);
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.1", "Labour");
    Preparation *paper = support_add_preparation(agenda, "ilo", "comments", "Paper");

    support_add_session(agenda, slot, SESSION_KIND_SESSION, "2.1", "Other");
    support_add_session(agenda, slot, SESSION_KIND_SESSION, "opening", "Opening")->kind =
        SESSION_KIND_PLENARY;
    support_add_session(agenda, banner, SESSION_KIND_SESSION, "banner", "Banner")->kind =
        SESSION_KIND_PLENARY;
    support_contribute(agenda, session, "ilo", "chair");
    support_contribute(agenda, session, "iom", "speaker");
    paper->timing = PREPARATION_DUE;
    paper->date = support_date("2007-06-01");
    agenda_finish(agenda);
    return revision_new(agenda, support_stamp("2007-07-12T00:00:00Z"));
}

static void an_empty_feed_is_a_whole_calendar(void **state)
{
    g_autoptr(Revision) revision = new_empty_revision();
    g_autofree char *text = render(revision, NULL, "forum/agenda");
    g_autofree char *unfolded = ical_lines_unfold(text);
    g_auto(GStrv) lines = g_strsplit(unfolded, "\r\n", -1);

    assert_string_equal(lines[0], "BEGIN:VCALENDAR");
    assert_string_equal(lines[1], "VERSION:2.0");
    assert_string_equal(lines[2], "PRODID:-//confeed//confeed//EN");
    assert_string_equal(lines[g_strv_length(lines) - 2], "END:VCALENDAR");
    ical_lines_assert_has(text, "CALSCALE:GREGORIAN");
    ical_lines_assert_has(text, "NAME:FORUM");
    ical_lines_assert_has(text, "DESCRIPTION:Forum forum: the whole agenda.");
    ical_lines_assert_has(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    ical_lines_assert_has(text, "LAST-MODIFIED:20070712T000000Z");
    ical_lines_assert_has_none(text, "BEGIN:VEVENT");
    ical_lines_assert_has(text, "BEGIN:VTIMEZONE");
    ical_lines_assert_has_none(text, "SOURCE");
    ical_lines_assert_has_none(text, "URL");
    ical_lines_assert_has_none(text, "METHOD");
}

/* The name of each property, and how often RFC 5545 and RFC 7986 allow it: once. */
static void each_property_of_the_calendar_stands_once(void **state)
{
    static const char *const NAMES[] = {
        "VERSION",          "PRODID",          "CALSCALE",      "NAME",   "X-WR-CALNAME",
        "DESCRIPTION",      "X-WR-CALDESC",    "X-WR-TIMEZONE", "COLOR",  "X-APPLE-CALENDAR-COLOR",
        "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "LAST-MODIFIED", "SOURCE", "URL",
    };
    g_autoptr(Revision) revision = new_empty_revision();
    g_autofree char *text = render(revision, "https://x.example", "forum/agenda");
    g_autofree char *unfolded = ical_lines_unfold(text);
    *strstr(unfolded, "BEGIN:VTIMEZONE") = '\0';
    g_auto(GStrv) lines = g_strsplit(unfolded, "\r\n", -1);

    assert_int_equal(g_strv_length(lines), G_N_ELEMENTS(NAMES) + 2);
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        guint count = 0;
        for (char **line = lines; *line != NULL; line++) {
            gsize length = strcspn(*line, ":;");
            count += length == strlen(NAMES[i]) && strncmp(*line, NAMES[i], length) == 0 ? 1 : 0;
        }
        assert_int_equal(count, 1);
    }
}

static void a_public_address_makes_source_and_url(void **state)
{
    g_autoptr(Revision) revision = new_revision();
    g_autofree char *text = render(revision, "https://x.example/f", "forum/agencies/ilo");

    ical_lines_assert_has(text, "SOURCE;VALUE=URI:https://x.example/f/forum/agencies/ilo.ics");
    ical_lines_assert_has(text, "URL:https://x.example/f/forum/");
}

static void the_url_of_the_agenda_goes_before_ours(void **state)
{
    g_autoptr(Revision) revision = new_revision();

    revision->agenda->url = "https://forum.example/";
    g_autofree char *with = render(revision, "https://x.example", "forum/agenda");
    g_autofree char *without = render(revision, NULL, "forum/agenda");
    ical_lines_assert_has(with, "URL:https://forum.example/");
    ical_lines_assert_has(without, "URL:https://forum.example/");
    ical_lines_assert_has_none(without, "SOURCE");
}

static void the_name_is_told_in_both_ways(void **state)
{
    g_autoptr(Revision) revision = new_revision();
    g_autofree char *text = render(revision, NULL, "forum/agencies/ilo");

    ical_lines_assert_has(text, "NAME:ILO – FORUM");
    ical_lines_assert_has(text, "X-WR-CALNAME:ILO – FORUM");
    ical_lines_assert_has(text, "X-WR-TIMEZONE:Europe/Brussels");
}

static void an_agency_sees_its_roles_the_plenaries_and_its_preparations(void **state)
{
    g_autoptr(Revision) revision = new_revision();
    g_autofree char *text = render(revision, NULL, "forum/agencies/ilo");

    assert_int_equal(count_lines(text, "BEGIN:VEVENT"), 4);
    assert_int_equal(count_lines(text, "END:VEVENT"), 4);
    ical_lines_assert_has(text, "SUMMARY:[Chair] Labour");
    ical_lines_assert_has(text, "SUMMARY:Opening");
    ical_lines_assert_has(text, "SUMMARY:Banner");
    ical_lines_assert_has(text, "SUMMARY:[Comments] Due: Paper");
    ical_lines_assert_has_none(text, "SUMMARY:Other");
}

static void two_viewpoints_of_one_renderer_do_not_mix(void **state)
{
    g_autoptr(Revision) revision = new_revision();
    CalendarOptions options = { 0 };
    g_autoptr(CalendarRenderer) renderer = calendar_renderer_new(revision, &options);

    for (guint i = 2 * revision->feeds->len; i > 0; i--) {
        const RevisionFeed *feed = revision->feeds->pdata[(i - 1) % revision->feeds->len];
        g_autofree char *fresh = render(revision, NULL, feed->feed->path);
        g_autoptr(GBytes) body = calendar_render(renderer, feed, &(CalendarForm){ 0 });
        assert_int_equal(g_bytes_get_size(body), strlen(fresh));
        assert_memory_equal(g_bytes_get_data(body, NULL), fresh, strlen(fresh));
    }
}

static void one_zone_is_told_also_where_it_is_not_named(void **state)
{
    g_autoptr(Revision) revision = new_revision();
    g_autofree char *agenda = render(revision, NULL, "forum/agenda");
    g_autofree char *banner = render(revision, NULL, "forum/days/2007-07-11");

    assert_int_equal(count_lines(agenda, "BEGIN:VTIMEZONE"), 1);
    assert_int_equal(count_lines(agenda, "TZID:Europe/Brussels"), 1);
    assert_true(strstr(agenda, "BEGIN:VTIMEZONE") < strstr(agenda, "BEGIN:VEVENT"));
    assert_int_equal(count_lines(banner, "BEGIN:VEVENT"), 1);
    assert_int_equal(count_lines(banner, "BEGIN:VTIMEZONE"), 1);
}

static void each_feed_knows_the_rules_of_its_own_days(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *winter = support_add_slot_on(agenda, "2007-03-20", "09:00", "10:00");
    Slot *summer = support_add_slot_on(agenda, "2007-03-30", "09:00", "10:00");

    support_add_session(agenda, winter, SESSION_KIND_SESSION, "w", "Winter");
    support_add_session(agenda, summer, SESSION_KIND_SESSION, "s", "Summer");
    agenda_finish(agenda);
    g_autoptr(Revision) revision = revision_new(agenda, 0);
    g_autofree char *both = render(revision, NULL, "forum/agenda");
    g_autofree char *summer_only = render(revision, NULL, "forum/days/2007-03-30");
    assert_int_equal(count_lines(both, "DTSTART:20060326T020000"), 1);
    assert_int_equal(count_lines(both, "DTSTART:20061029T030000"), 1);
    assert_int_equal(count_lines(summer_only, "DTSTART:20061029T030000"), 1);
    assert_int_equal(count_lines(summer_only, "DTSTART:20070325T020000"), 1);
}

static void a_name_stays_one_line_whatever_it_holds(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("forum");

    agenda->short_name = "a, b; c\\d\nX-EVIL:1";
    agenda_finish(agenda);
    g_autoptr(Revision) revision = revision_new(agenda, 0);
    g_autofree char *text = render(revision, NULL, "forum/agenda");
    ical_lines_assert_has(text, "NAME:a\\, b\\; c\\\\d\\nX-EVIL:1");
    ical_lines_assert_has_none(text, "X-EVIL");
}

/* --- what is cancelled ------------------------------------------------------------------- */

/* One session stays, one is cancelled in the file, ILO has left one, one is removed. */
static Revision *new_cancelled(void)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL,
        "session a 07-10 09:00-10:00 with=ilo/chair; session b 07-10 10:00-11:00 with=ilo/chair;"
        "session c 07-10 11:00-12:00 with=ilo/chair; session d 07-10 12:00-13:00 with=ilo/chair;"
        "preparation p ilo/input due=07-20",
        "07-01");

    return sketch_revision(first,
                           "session a 07-10 09:00-10:00 with=ilo/chair;"
                           "session b 07-10 10:00-11:00 with=ilo/chair status=cancelled;"
                           "session c 07-10 11:00-12:00",
                           "07-02");
}

static const CalendarForm DROP = { .cancelled = CANCELLED_DROP };
static const CalendarForm TITLE = { .cancelled = CANCELLED_TITLE };

typedef struct FormCase {
    CalendarForm form;
    const char *summaries; /* of ILO's feed, a vertical bar between */
    guint n_cancelled;     /* by STATUS */
} FormCase;

static char *summaries_of(const char *text)
{
    g_autofree char *unfolded = ical_lines_unfold(text);
    g_auto(GStrv) lines = g_strsplit(unfolded, "\r\n", -1);
    g_autoptr(GPtrArray) found = g_ptr_array_new();

    for (char **line = lines; *line != NULL; line++) {
        if (g_str_has_prefix(*line, "SUMMARY:")) {
            g_ptr_array_add(found, *line + strlen("SUMMARY:"));
        }
    }
    g_ptr_array_add(found, NULL);
    return g_strjoinv("|", (char **)found->pdata);
}

static void what_is_cancelled_is_marked_or_left_out_or_told_by_its_title(void **state)
{
    static const char ALL[] = "[Chair] a|Cancelled: [Chair] b|Cancelled: [Chair] c|"
                              "Cancelled: [Chair] d|Cancelled: [Input] Due: p";
    static const FormCase CASES[] = {
        { { .cancelled = CANCELLED_MARK }, ALL, 4 },
        { { .cancelled = CANCELLED_TITLE }, ALL, 0 },
        { { .cancelled = CANCELLED_DROP }, "[Chair] a", 0 },
    };
    g_autoptr(Revision) revision = new_cancelled();

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = render_form(revision, NULL, "forum/agencies/ilo", &CASES[i].form);
        g_autofree char *summaries = summaries_of(text);
        assert_string_equal(summaries, CASES[i].summaries);
        assert_int_equal(count_lines(text, "STATUS:CANCELLED"), CASES[i].n_cancelled);
        ical_lines_assert_has(text, "LAST-MODIFIED:20070702T000000Z");
    }
}

static void what_is_not_cancelled_is_the_same_in_every_form(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(
        NULL, "session a 07-10 09:00-10:00 with=ilo/chair; preparation p ilo/input due=07-20",
        "07-01");
    g_autofree char *marked = render(revision, NULL, "forum/agencies/ilo");
    g_autofree char *dropped = render_form(revision, NULL, "forum/agencies/ilo", &DROP);
    g_autofree char *titled = render_form(revision, NULL, "forum/agencies/ilo", &TITLE);

    assert_string_equal(dropped, marked);
    assert_string_equal(titled, marked);
}

static void a_feed_that_is_gone_is_a_whole_calendar(void **state)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL, "session s 07-10 09:00-10:00 with=ilo/chair; plenary p 07-10 11:00-12:00", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "plenary p 07-10 11:00-12:00", "07-02");
    g_autofree char *agency = render(second, "https://x.example", "forum/agencies/ilo");
    g_autofree char *session = render_form(second, NULL, "forum/sessions/s", &DROP);
    g_autofree char *summaries = summaries_of(agency);

    assert_string_equal(summaries, "Cancelled: [Chair] s|p");
    ical_lines_assert_has(agency, "NAME:ILO – FORUM");
    ical_lines_assert_has(agency, "SOURCE;VALUE=URI:https://x.example/forum/agencies/ilo.ics");
    ical_lines_assert_has(agency, "LAST-MODIFIED:20070702T000000Z");
    assert_int_equal(count_lines(session, "BEGIN:VEVENT"), 0);
    assert_int_equal(count_lines(session, "BEGIN:VTIMEZONE"), 1);
    assert_int_equal(count_lines(session, "END:VCALENDAR"), 1);
}

/* A departure in winter, all else in summer, and the other way. */
static void the_zone_is_told_for_the_time_of_departures_too(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session w 03-20 09:00-10:00; session s 03-30 09:00-10:00", "03-01");
    g_autoptr(Revision) second = sketch_revision(first, "session s 03-30 09:00-10:00", "03-02");
    g_autofree char *both = render(second, NULL, "forum/agenda");
    g_autofree char *summer = render(second, NULL, "forum/sessions/s");

    assert_int_equal(count_lines(both, "DTSTART:20060326T020000"), 1);
    assert_int_equal(count_lines(both, "DTSTART:20061029T030000"), 1);
    assert_int_equal(count_lines(summer, "DTSTART:20061029T030000"), 1);
    assert_int_equal(count_lines(summer, "DTSTART:20070325T020000"), 1);
}

static void after_a_move_to_another_zone_only_that_is_named(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session s 07-10 09:00-10:00 with=ilo/chair", "07-01");
    g_autoptr(Revision) second = sketch_revision(
        first, "zone Asia/Tokyo; session t 07-10 09:00-10:00 with=ilo/chair", "07-02");
    g_autofree char *text = render(second, NULL, "forum/agencies/ilo");

    assert_null(strstr(text, "Brussels"));
    assert_int_equal(count_lines(text, "TZID:Asia/Tokyo"), 1);
    ical_lines_assert_has(text, "DTSTART;TZID=Asia/Tokyo:20070710T090000");
    ical_lines_assert_has(text, "DTSTART;TZID=Asia/Tokyo:20070710T160000");
}

static void a_feed_tells_when_it_changed_and_not_when_the_agenda_did(void **state)
{
    static const char BOTH[] = "session s 07-10 09:00-10:00 with=ilo/chair;"
                               "session t 07-10 09:00-10:00 with=iom/chair";
    g_autoptr(Revision) first = sketch_revision(NULL, BOTH, "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first,
                        "session s 07-10 09:00-10:00 with=ilo/chair title=Other;"
                        "session t 07-10 09:00-10:00 with=iom/chair",
                        "07-02");
    g_autofree char *before = render(first, NULL, "forum/agencies/iom");
    g_autofree char *after = render(second, NULL, "forum/agencies/iom");
    g_autofree char *changed = render(second, NULL, "forum/agencies/ilo");

    assert_string_equal(after, before);
    assert_int_equal(count_lines(changed, "LAST-MODIFIED:20070702T000000Z"), 2);
    ical_lines_assert_has(changed, "CREATED:20070701T000000Z");
    ical_lines_assert_has(changed, "SEQUENCE:1");
}

/* What stands after one line until the end of another, unfolded; the caller's own. */
static char *between(const char *text, const char *begin, const char *end)
{
    g_autofree char *unfolded = ical_lines_unfold(text);
    const char *start = strstr(unfolded, begin);

    assert_non_null(start);
    const char *stop = strstr(start, end);
    assert_non_null(stop);
    return g_strndup(start, (gsize)(stop - start) + strlen(end));
}

static void an_alarm_is_in_each_session_that_keeps_somebody_busy(void **state)
{
    static const CalendarForm QUARTER = { .has_alarm = true, .alarm = 15 };
    g_autoptr(Revision) first = sketch_revision(
        NULL,
        "session 1.a 07-10 09:00-10:00 table=1 with=ilo/chair title=Wages,_and_pay; "
        "plenary b 07-10 11:00-12:00; break c 07-10 12:00-13:00; plenary d 07-11 all-day; "
        "session e 07-10 09:00-10:00 with=ilo/chair status=cancelled; "
        "session f 07-11 09:00-10:00 with=ilo/chair; preparation p ilo/input due=07-20",
        "07-01");
    g_autoptr(Revision) revision = sketch_revision(
        first,
        "session 1.a 07-10 09:00-10:00 table=1 with=ilo/chair title=Wages,_and_pay; "
        "plenary b 07-10 11:00-12:00; break c 07-10 12:00-13:00; plenary d 07-11 all-day; "
        "session e 07-10 09:00-10:00 with=ilo/chair status=cancelled; "
        "preparation p ilo/input due=07-20",
        "07-02");
    g_autofree char *all = render_form(revision, NULL, "forum/agenda", &QUARTER);
    g_autofree char *of_ilo = render_form(revision, NULL, "forum/agencies/ilo", &QUARTER);
    g_autofree char *general = between(all, "BEGIN:VALARM", "END:VEVENT");
    g_autofree char *own = between(of_ilo, "BEGIN:VALARM", "END:VEVENT");

    assert_int_equal(count_lines(all, "BEGIN:VALARM"), 2);
    assert_int_equal(count_lines(of_ilo, "BEGIN:VALARM"), 2);
    assert_string_equal(general, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\n"
                                 "DESCRIPTION:1.a Wages\\, and pay\r\n"
                                 "END:VALARM\r\nEND:VEVENT");
    assert_string_equal(own, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\n"
                             "DESCRIPTION:[Chair] 1.a Wages\\, and pay\r\n"
                             "END:VALARM\r\nEND:VEVENT");
}

static void an_alarm_may_be_at_the_very_start_or_weeks_before(void **state)
{
    static const CalendarForm START = { .has_alarm = true };
    static const CalendarForm WEEKS = { .has_alarm = true, .alarm = CALENDAR_FORM_ALARM_MAX };
    g_autoptr(Revision) revision = sketch_revision(NULL, "session s 07-10 09:00-10:00", "07-01");
    g_autofree char *at_start = render_form(revision, NULL, "forum/agenda", &START);
    g_autofree char *weeks = render_form(revision, NULL, "forum/agenda", &WEEKS);

    ical_lines_assert_has(at_start, "TRIGGER:PT0S");
    ical_lines_assert_has(weeks, "TRIGGER:-P4W");
}

static void the_source_asks_for_the_same_form(void **state)
{
    static const CalendarForm FORM = { CANCELLED_DROP, true, 5, "fr" };
    g_autoptr(Revision) revision = sketch_revision(NULL, "session s 07-10 09:00-10:00", "07-01");
    g_autofree char *text = render_form(revision, "https://x.example", "forum/agenda", &FORM);

    ical_lines_assert_has(text, "SOURCE;VALUE=URI:https://x.example/forum/agenda.ics?"
                                "cancelled=drop&alarm=5&lang=fr");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_alarm_is_in_each_session_that_keeps_somebody_busy),
        cmocka_unit_test(an_alarm_may_be_at_the_very_start_or_weeks_before),
        cmocka_unit_test(the_source_asks_for_the_same_form),
        cmocka_unit_test(an_empty_feed_is_a_whole_calendar),
        cmocka_unit_test(each_property_of_the_calendar_stands_once),
        cmocka_unit_test(a_public_address_makes_source_and_url),
        cmocka_unit_test(the_url_of_the_agenda_goes_before_ours),
        cmocka_unit_test(the_name_is_told_in_both_ways),
        cmocka_unit_test(an_agency_sees_its_roles_the_plenaries_and_its_preparations),
        cmocka_unit_test(two_viewpoints_of_one_renderer_do_not_mix),
        cmocka_unit_test(one_zone_is_told_also_where_it_is_not_named),
        cmocka_unit_test(each_feed_knows_the_rules_of_its_own_days),
        cmocka_unit_test(a_name_stays_one_line_whatever_it_holds),
        cmocka_unit_test(what_is_cancelled_is_marked_or_left_out_or_told_by_its_title),
        cmocka_unit_test(what_is_not_cancelled_is_the_same_in_every_form),
        cmocka_unit_test(a_feed_that_is_gone_is_a_whole_calendar),
        cmocka_unit_test(the_zone_is_told_for_the_time_of_departures_too),
        cmocka_unit_test(after_a_move_to_another_zone_only_that_is_named),
        cmocka_unit_test(a_feed_tells_when_it_changed_and_not_when_the_agenda_did),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
