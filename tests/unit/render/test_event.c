#include "render/event.h"

#include <string.h>

#include "ical_lines.h"
#include "random_agenda.h"
#include "support.h"

static Revision *new_revision(Agenda *take_agenda)
{
    agenda_finish(take_agenda);
    return revision_new(take_agenda, support_stamp("2007-07-12T01:02:03Z"));
}

static char *session_event(const Revision *revision, const char *id, const Agency *viewpoint)
{
    const Session *session = agenda_find_session(revision->agenda, id);
    g_autoptr(EventRenderer) renderer = event_renderer_new(revision);
    GString *out = g_string_new(NULL);

    event_append_session(out, renderer, session, viewpoint);
    return g_string_free(out, FALSE);
}

static char *preparation_event(const Revision *revision, const Agency *viewpoint)
{
    const Preparation *preparation = revision->agenda->preparations->pdata[0];
    g_autoptr(EventRenderer) renderer = event_renderer_new(revision);
    GString *out = g_string_new(NULL);

    event_append_preparation(out, renderer, preparation, viewpoint);
    return g_string_free(out, FALSE);
}

static void a_session_is_a_whole_event(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:30");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.2", "Labour");

    session->round_table = support_add_round_table(agenda, "1", NULL);
    session->room = support_add_room(agenda, "gold", "Gold Room");
    session->url = "https://example.org/?a=1,2;b#c";
    agenda->location = "Brussels, Belgium";
    support_contribute(agenda, session, "ilo", "chair");
    g_autoptr(Revision) revision = new_revision(agenda);
    g_autofree char *text = session_event(revision, "1.2", NULL);
    g_autofree char *unfolded = ical_lines_unfold(text);
    ical_lines_assert_clean(text, strlen(text));
    assert_string_equal(unfolded, "BEGIN:VEVENT\r\n"
                                  "UID:bc186832-f67b-59ef-8b4a-6698c03afb50\r\n"
                                  "DTSTAMP:20070712T010203Z\r\n"
                                  "CREATED:20070712T010203Z\r\n"
                                  "LAST-MODIFIED:20070712T010203Z\r\n"
                                  "SEQUENCE:0\r\n"
                                  "DTSTART;TZID=Europe/Brussels:20070710T090000\r\n"
                                  "DTEND;TZID=Europe/Brussels:20070710T123000\r\n"
                                  "LOCATION:Gold Room\\, Brussels\\, Belgium\r\n"
                                  "STATUS:CONFIRMED\r\n"
                                  "TRANSP:OPAQUE\r\n"
                                  "URL:https://example.org/?a=1,2;b#c\r\n"
                                  "SUMMARY:1.2 Labour\r\n"
                                  "DESCRIPTION:Round Table 1\\n\\nContributions:\\nILO: Chair\\n\\n"
                                  "https://example.org/?a=1\\,2\\;b#c\r\n"
                                  "CATEGORIES:Round Table 1,Session,Chair\r\n"
                                  "END:VEVENT\r\n");
}

static void an_all_day_session_has_dates_and_keeps_nobody_busy(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
    Slot *slot = support_add_slot_on(agenda, "2007-12-31", NULL, NULL);

    support_add_session(agenda, slot, SESSION_KIND_SESSION, "day", "Civil Society Day")->kind =
        SESSION_KIND_PLENARY;
    g_autoptr(Revision) revision = new_revision(agenda);
    g_autofree char *text = session_event(revision, "day", NULL);
    ical_lines_assert_has(text, "DTSTART;VALUE=DATE:20071231");
    ical_lines_assert_has(text, "DTEND;VALUE=DATE:20080101");
    ical_lines_assert_has(text, "TRANSP:TRANSPARENT");
    ical_lines_assert_has(text, "STATUS:CONFIRMED");
    ical_lines_assert_has(text, "CATEGORIES:Plenary");
    ical_lines_assert_has_none(text, "DESCRIPTION");
    ical_lines_assert_has_none(text, "LOCATION");
    ical_lines_assert_has_none(text, "URL");
}

static void a_time_after_midnight_is_of_the_next_date(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
    Slot *slot = support_add_slot_on(agenda, "2007-12-31", "23:00", "25:30");

    support_add_session(agenda, slot, SESSION_KIND_SESSION, "night", "Night");
    g_autoptr(Revision) revision = new_revision(agenda);
    g_autofree char *text = session_event(revision, "night", NULL);
    ical_lines_assert_has(text, "DTSTART;TZID=Europe/Brussels:20071231T230000");
    ical_lines_assert_has(text, "DTEND;TZID=Europe/Brussels:20080101T013000");
}

static void status_and_kind_decide_who_is_busy(void **state)
{
    static const struct {
        SessionKind kind;
        SessionStatus status;
        const char *status_line;
        const char *transp_line;
    } CASES[] = {
        { SESSION_KIND_SESSION, SESSION_STATUS_TENTATIVE, "STATUS:TENTATIVE", "TRANSP:OPAQUE" },
        { SESSION_KIND_SESSION, SESSION_STATUS_CANCELLED, "STATUS:CANCELLED",
          "TRANSP:TRANSPARENT" },
        { SESSION_KIND_PLENARY, SESSION_STATUS_CONFIRMED, "STATUS:CONFIRMED", "TRANSP:OPAQUE" },
        { SESSION_KIND_BREAK, SESSION_STATUS_CONFIRMED, "STATUS:CONFIRMED", "TRANSP:TRANSPARENT" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
        Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:30");
        Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "T");
        session->kind = CASES[i].kind;
        session->status = CASES[i].status;
        g_autoptr(Revision) revision = new_revision(agenda);
        g_autofree char *text = session_event(revision, "s", NULL);
        ical_lines_assert_has(text, CASES[i].status_line);
        ical_lines_assert_has(text, CASES[i].transp_line);
    }
}

static void an_agency_sees_its_roles(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:30");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "T");

    support_contribute(agenda, session, "ilo", "input");
    support_contribute(agenda, session, "ilo", "chair");
    support_contribute(agenda, session, "iom", "speaker");
    session->status = SESSION_STATUS_CANCELLED;
    g_autoptr(Revision) revision = new_revision(agenda);
    g_autofree char *text = session_event(revision, "s", agenda_find_agency(agenda, "ilo"));
    ical_lines_assert_has(text, "SUMMARY:Cancelled: [Chair\\, Input] T");
    ical_lines_assert_has(text,
                          "DESCRIPTION:ILO: Chair\\nILO: Input\\n\\nPartners:\\nIOM: Speaker");
    ical_lines_assert_has(text, "CATEGORIES:Session,Chair,Input");
}

static void a_preparation_is_an_all_day_event(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
    Preparation *preparation = support_add_preparation(agenda, "ilo", "comments", "Concept note");

    preparation->id = "note";
    preparation->timing = PREPARATION_DUE;
    preparation->date = support_date("2008-02-29");
    preparation->status = CONTRIBUTION_STATUS_REQUESTED;
    preparation->url = "https://example.org/note";
    agenda->location = "Brussels";
    g_autoptr(Revision) revision = new_revision(agenda);
    g_autofree char *text = preparation_event(revision, preparation->agency);
    ical_lines_assert_has(text, "DTSTART;VALUE=DATE:20080229");
    ical_lines_assert_has(text, "DTEND;VALUE=DATE:20080301");
    ical_lines_assert_has(text, "STATUS:TENTATIVE");
    ical_lines_assert_has(text, "TRANSP:TRANSPARENT");
    ical_lines_assert_has(text, "URL:https://example.org/note");
    ical_lines_assert_has(text, "SUMMARY:[Comments (requested)] Due: Concept note");
    ical_lines_assert_has(text,
                          "DESCRIPTION:ILO: Comments (requested)\\n\\nhttps://example.org/note");
    ical_lines_assert_has(text, "CATEGORIES:Preparation,Comments");
    ical_lines_assert_has_none(text, "LOCATION");
}

static void a_preparation_for_everybody_names_its_agency(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
    Preparation *preparation = support_add_preparation(agenda, "unesco", "event", "Dialogue");

    preparation->timing = PREPARATION_DATE;
    preparation->date = support_date("2007-05-15");
    g_autoptr(Revision) revision = new_revision(agenda);
    g_autofree char *text = preparation_event(revision, NULL);
    ical_lines_assert_has(text, "SUMMARY:Dialogue (UNESCO)");
    ical_lines_assert_has(text, "STATUS:CONFIRMED");
}

/* Nothing that the agenda says can become a property or a component of its own. */
static void text_stays_text(void **state)
{
    static const char EVIL[] = "a\nEND:VEVENT\nBEGIN:VALARM\nX-EVIL:1; b, c\\n \"d\"\n ";

    Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:30");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", EVIL);
    session->abstract = support_text(agenda, EVIL);
    session->room = support_add_room(agenda, "r", EVIL);
    support_contribute(agenda, session, "ilo", "chair")->note = support_text(agenda, EVIL);
    agenda_edit_role(agenda, "chair")->label = support_text(agenda, EVIL);
    g_autoptr(Revision) revision = new_revision(agenda);
    g_autofree char *text = session_event(revision, "s", agenda_find_agency(agenda, "ilo"));
    ical_lines_assert_clean(text, strlen(text));
    ical_lines_assert_has_none(text, "X-EVIL");
    ical_lines_assert_has_none(text, "BEGIN:VALARM");
    ical_lines_assert_has(text, "LOCATION:a\\nEND:VEVENT\\nBEGIN:VALARM\\nX-EVIL:1\\; b\\, c\\\\n "
                                "\"d\"\\n ");
    assert_ptr_equal(strstr(text, "\r\nEND:VEVENT"), g_strrstr(text, "\r\nEND:VEVENT"));
}

/* What one renderer keeps from one event must not show in another. */
static void one_renderer_writes_what_a_fresh_one_does(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    g_autoptr(Revision) revision = revision_new(random_agenda_new(seed, NULL), 1184198400);
    const Agenda *agenda = revision->agenda;
    g_autoptr(EventRenderer) renderer = event_renderer_new(revision);

    for (guint round = 0; agenda->sessions->len > 0 && round < 500; round++) {
        gint32 which = g_rand_int_range(numbers, 0, (gint32)agenda->sessions->len);
        gint32 whose = g_rand_int_range(numbers, -1, (gint32)agenda->agencies->len);
        const Session *session = agenda->sessions->pdata[which];
        const Agency *viewpoint = whose < 0 ? NULL : agenda->agencies->pdata[whose];
        g_autofree char *expected = session_event(revision, session->id, viewpoint);
        g_autoptr(GString) out = g_string_new(NULL);
        event_append_session(out, renderer, session, viewpoint);
        assert_string_equal(out->str, expected);
    }
}

static void titles_of_every_length_are_folded_cleanly_and_kept(void **state)
{
    for (guint length = 1; length <= 200; length++) {
        Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
        Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:30");
        g_autofree char *filler = g_strnfill(length, 'x');
        g_autofree char *title = g_strconcat(filler, "🌍é–", NULL);
        g_autofree char *expected = g_strconcat("SUMMARY:", title, NULL);
        support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", title);
        g_autoptr(Revision) revision = new_revision(agenda);
        g_autofree char *text = session_event(revision, "s", NULL);
        ical_lines_assert_clean(text, strlen(text));
        ical_lines_assert_has(text, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_is_a_whole_event),
        cmocka_unit_test(an_all_day_session_has_dates_and_keeps_nobody_busy),
        cmocka_unit_test(a_time_after_midnight_is_of_the_next_date),
        cmocka_unit_test(status_and_kind_decide_who_is_busy),
        cmocka_unit_test(an_agency_sees_its_roles),
        cmocka_unit_test(a_preparation_is_an_all_day_event),
        cmocka_unit_test(a_preparation_for_everybody_names_its_agency),
        cmocka_unit_test(text_stays_text),
        cmocka_unit_test(one_renderer_writes_what_a_fresh_one_does),
        cmocka_unit_test(titles_of_every_length_are_folded_cleanly_and_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
