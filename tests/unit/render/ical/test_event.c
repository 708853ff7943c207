#include "render/ical/event.h"

#include <string.h>

#include "ical_lines.h"
#include "random_agenda.h"
#include "sketch.h"
#include "support.h"

static Revision *new_revision(Agenda *take_agenda)
{
    agenda_finish(take_agenda);
    return revision_new(take_agenda, support_stamp("2007-07-12T01:02:03Z"));
}

static char *session_event(const Revision *revision, const char *id, const Participant *viewpoint)
{
    const Session *session = agenda_find_session(revision->agenda, id);
    g_autoptr(EventRenderer) renderer = event_renderer_new(revision);
    GString *out = g_string_new(NULL);

    event_append_session(out, renderer, session, viewpoint);
    return g_string_free(out, FALSE);
}

static char *preparation_event(const Revision *revision, const Participant *viewpoint)
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
    agenda->location = support_text(agenda, "Brussels, Belgium");
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
    agenda->location = support_text(agenda, "Brussels");
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
        const Participant *viewpoint = whose < 0 ? NULL : agenda->agencies->pdata[whose];
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

/* --- what is cancelled ------------------------------------------------------------------- */

/* The only entry of a feed, which is cancelled. */
static char *cancelled_event(const Revision *revision, const char *path, CancelledForm form)
{
    const RevisionFeed *feed = revision_find_feed(revision, path);
    g_autoptr(EventRenderer) renderer = event_renderer_new(revision);
    g_autoptr(GArray) entries = revision_dup_entries(revision, feed);
    g_autoptr(GString) out = g_string_new(NULL);

    assert_int_equal(entries->len, 1);
    const FeedEntry *entry = &g_array_index(entries, FeedEntry, 0);
    assert_true(feed_entry_is_cancelled(entry));
    event_append_cancelled(out, renderer, entry, feed->feed, form);
    ical_lines_assert_clean(out->str, out->len);
    return ical_lines_unfold(out->str);
}

static void assert_cancelled_event(const Revision *revision, const char *path, CancelledForm form,
                                   const char *expected)
{
    g_autofree char *text = cancelled_event(revision, path, form);

    assert_string_equal(text, expected);
}

#define TOMBSTONE_HEAD                                             \
    "BEGIN:VEVENT\r\nUID:1734ee4f-6861-5f85-8429-56dc4ffab946\r\n" \
    "DTSTAMP:20070702T000000Z\r\nCREATED:20070701T000000Z\r\n"     \
    "LAST-MODIFIED:20070702T000000Z\r\nSEQUENCE:1\r\n"             \
    "DTSTART;TZID=Europe/Brussels:20070710T090000\r\n"             \
    "DTEND;TZID=Europe/Brussels:20070710T103000\r\nLOCATION:Gold Room\r\n"
#define MARKED "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\nURL:https://x.example/s\r\n"
#define TITLED "STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nURL:https://x.example/s\r\n"
#define OF_ILO                                                              \
    "ILO: Chair\\n\\nPartners:\\nIOM: Speaker\\n\\nhttps://x.example/s\r\n" \
    "CATEGORIES:Round Table 1,Session,Chair\r\nEND:VEVENT\r\n"
#define OF_ALL                                                                               \
    "Round Table 1\\n\\nContributions:\\nILO: Chair\\nIOM: Speaker\\n\\nhttps://x.example/s" \
    "\r\nCATEGORIES:Round Table 1,Session,Chair,Speaker\r\nEND:VEVENT\r\n"
#define DEPARTING                                                                 \
    "session 1.s 07-10 09:00-10:30 room=gold table=1 with=ilo/chair,iom/speaker " \
    "title=Labour url=https://x.example/s" DEPARTING_FRAME
#define DEPARTING_FRAME "; room gold title=Gold_Room; agency ilo; agency iom; table 1; day 07-10"

/* A session of which everything is another, and one that is removed. */
static Revision *new_departed(const char *after)
{
    g_autoptr(Revision) first = sketch_revision(NULL, DEPARTING, "07-01");

    return sketch_revision(first, after, "07-02");
}

static void a_departure_is_told_as_it_was_in_the_words_of_its_feed(void **state)
{
    g_autoptr(Revision) moved =
        new_departed("session 1.s 07-11 14:00-15:00 title=Other" DEPARTING_FRAME);
    g_autoptr(Revision) removed = new_departed(DEPARTING_FRAME);

    assert_cancelled_event(moved, "forum/agencies/ilo", CANCELLED_MARK,
                           TOMBSTONE_HEAD MARKED
                           "SUMMARY:Cancelled: [Chair] 1.s Labour\r\n"
                           "DESCRIPTION:ILO no longer takes part. It goes on without ILO.\\n\\n"
                           "Round Table 1\\n" OF_ILO);
    assert_cancelled_event(moved, "forum/round-tables/1", CANCELLED_MARK,
                           TOMBSTONE_HEAD MARKED
                           "SUMMARY:Cancelled: 1.s Labour\r\n"
                           "DESCRIPTION:It no longer belongs to this round table\\, and goes "
                           "on.\\n\\n" OF_ALL);
    assert_cancelled_event(moved, "forum/days/2007-07-10", CANCELLED_MARK,
                           TOMBSTONE_HEAD MARKED
                           "SUMMARY:Cancelled: 1.s Labour\r\n"
                           "DESCRIPTION:It no longer takes place on this day. The calendar of the "
                           "whole agenda tells when it does.\\n\\n" OF_ALL);
    assert_cancelled_event(moved, "forum/rooms/gold", CANCELLED_MARK,
                           TOMBSTONE_HEAD MARKED
                           "SUMMARY:Cancelled: 1.s Labour\r\n"
                           "DESCRIPTION:It no longer takes place in this room. The calendar of the "
                           "whole agenda tells where it does.\\n\\n" OF_ALL);
    assert_cancelled_event(removed, "forum/sessions/1.s", CANCELLED_MARK,
                           TOMBSTONE_HEAD MARKED
                           "SUMMARY:Cancelled: 1.s Labour\r\n"
                           "DESCRIPTION:This entry has been cancelled.\\n\\n" OF_ALL);
}

static void where_only_the_title_says_so_an_event_is_confirmed_and_keeps_nobody_busy(void **state)
{
    g_autoptr(Revision) removed = new_departed(DEPARTING_FRAME);
    g_autoptr(Revision) cancelled = sketch_revision(
        NULL, "session s 07-10 09:00-10:00 with=ilo/chair status=cancelled", "07-01");
    g_autofree char *event = cancelled_event(cancelled, "forum/agencies/ilo", CANCELLED_TITLE);

    assert_cancelled_event(removed, "forum/agencies/ilo", CANCELLED_TITLE,
                           TOMBSTONE_HEAD TITLED "SUMMARY:Cancelled: [Chair] 1.s Labour\r\n"
                                                 "DESCRIPTION:This entry has been cancelled.\\n\\n"
                                                 "Round Table 1\\n" OF_ILO);
    ical_lines_assert_has(event, "STATUS:CONFIRMED");
    ical_lines_assert_has(event, "TRANSP:TRANSPARENT");
    ical_lines_assert_has(event, "SUMMARY:Cancelled: [Chair] s");
    ical_lines_assert_has(event, "DESCRIPTION:ILO: Chair");
}

static void what_the_file_had_cancelled_before_it_departed_is_marked_once(void **state)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL, "session s 07-10 09:00-10:00 with=ilo/chair status=cancelled; agency ilo", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "agency ilo", "07-02");
    g_autofree char *event = cancelled_event(second, "forum/agencies/ilo", CANCELLED_MARK);

    ical_lines_assert_has(event, "SUMMARY:Cancelled: [Chair] s");
    ical_lines_assert_has(event, "DESCRIPTION:This entry has been cancelled.\\n\\nILO: Chair");
}

static void a_preparation_that_departs_is_told_as_it_was(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "preparation p ilo/input due=07-20 title=Paper; agency ilo", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "agency ilo", "07-02");
    g_autofree char *of_ilo = cancelled_event(second, "forum/agencies/ilo", CANCELLED_MARK);
    g_autofree char *of_all = cancelled_event(second, "forum/agenda", CANCELLED_TITLE);

    ical_lines_assert_has(of_ilo, "SUMMARY:Cancelled: [Input] Due: Paper");
    ical_lines_assert_has(of_ilo, "DESCRIPTION:This is no longer planned for this date.\\n\\n"
                                  "ILO: Input");
    ical_lines_assert_has(of_ilo, "STATUS:CANCELLED");
    ical_lines_assert_has(of_ilo, "DTSTART;VALUE=DATE:20070720");
    ical_lines_assert_has(of_ilo, "SEQUENCE:1");
    ical_lines_assert_has(of_all, "SUMMARY:Cancelled: Due: Paper (ILO)");
    ical_lines_assert_has(of_all, "STATUS:CONFIRMED");
    ical_lines_assert_has(of_all, "TRANSP:TRANSPARENT");
}

static void a_departure_keeps_its_instant_in_another_zone(void **state)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL,
        "session s 07-10 09:00-10:30 with=ilo/chair; session late 07-10 20:00-25:00;"
        "session day 07-10 all-day with=iom/chair",
        "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "zone Asia/Tokyo; session late 07-11 03:00-08:00", "07-02");
    g_autofree char *timed = cancelled_event(second, "forum/agencies/ilo", CANCELLED_MARK);
    g_autofree char *all_day = cancelled_event(second, "forum/agencies/iom", CANCELLED_MARK);

    ical_lines_assert_has(timed, "DTSTART;TZID=Asia/Tokyo:20070710T160000");
    ical_lines_assert_has(timed, "DTEND;TZID=Asia/Tokyo:20070710T173000");
    ical_lines_assert_has(all_day, "DTSTART;VALUE=DATE:20070710");
    ical_lines_assert_has(all_day, "DTEND;VALUE=DATE:20070711");
}

static void a_departure_beyond_midnight_there_is_of_the_next_date(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session s 07-10 16:30-17:30 with=ilo/chair", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "zone Asia/Tokyo; agency ilo", "07-02");
    g_autofree char *event = cancelled_event(second, "forum/agencies/ilo", CANCELLED_MARK);

    ical_lines_assert_has(event, "DTSTART;TZID=Asia/Tokyo:20070710T233000");
    ical_lines_assert_has(event, "DTEND;TZID=Asia/Tokyo:20070711T003000");
}

/* What a departure says comes from an agenda that is no longer read: it must stay text too. */
static void text_of_the_past_stays_text(void **state)
{
    static const char EVIL[] = "a\nEND:VEVENT\nX-EVIL:1; b, c";
    Agenda *agenda = sketch_agenda("session s 07-10 09:00-10:00 room=gold with=ilo/chair");
    Session *session = agenda->sessions->pdata[0];

    session->title = support_text(agenda, EVIL);
    ((Room *)session->room)->name = support_text(agenda, EVIL);
    ((Participant *)agenda->agencies->pdata[0])->label = support_text(agenda, EVIL);
    g_autoptr(Revision) first = revision_begin(agenda, 1, sketch_stamp("07-01"), SKETCH_KEEP);
    revision_set_event(first, "s", (EventStamp){ 0 });
    revision_finish(first);
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 07-10 09:00-10:00; agency ilo", "07-02");
    g_autofree char *event = cancelled_event(second, "forum/agencies/ilo", CANCELLED_MARK);
    ical_lines_assert_has_none(event, "X-EVIL");
    ical_lines_assert_has(event, "LOCATION:a\\nEND:VEVENT\\nX-EVIL:1\\; b\\, c");
    ical_lines_assert_has(event, "SUMMARY:Cancelled: [Chair] a\\nEND:VEVENT\\nX-EVIL:1\\; b\\, c");
    assert_ptr_equal(strstr(event, "\r\nEND:VEVENT"), g_strrstr(event, "\r\nEND:VEVENT"));
}

/* --- what is private --------------------------------------------------------------------- */

static void a_private_session_says_that_it_is(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(
        NULL, "session s 07-10 09:00-10:00 with=ilo/chair visibility=agency", "07-01");
    g_autofree char *text = session_event(revision, "s", revision->agenda->agencies->pdata[0]);

    ical_lines_assert_has(text, "CLASS:PRIVATE");
    ical_lines_assert_has(text, "SUMMARY:[Chair] s");
    ical_lines_assert_has(text, "DESCRIPTION:Private: only the agencies that contribute see this "
                                "entry.\\n\\nILO: Chair");
}

static void a_private_part_in_a_session_says_that_it_is(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(
        NULL, "session s 07-10 09:00-10:00 with=+ilo/adviser,iom/chair note=Hush", "07-01");
    g_autofree char *text = session_event(revision, "s", revision->agenda->agencies->pdata[0]);

    ical_lines_assert_has(text, "CLASS:PRIVATE");
    ical_lines_assert_has(text, "DESCRIPTION:ILO: Adviser (private) – Hush\\n\\nPartners:\\nIOM: "
                                "Chair");
}

/* The whole of its text is the fate and the mark: not whose it was, nor in which role. */
static void of_a_preparation_that_was_withdrawn_only_that_is_said(void **state)
{
    static const char *const PATHS[] = { "forum/agenda", "forum/agencies/ilo" };
    g_autoptr(Revision) first = sketch_revision(
        NULL, "preparation p ilo/input due=07-20 title=(withdrawn); agency ilo", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "agency ilo", "07-02");

    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        g_autofree char *event = cancelled_event(second, PATHS[i], CANCELLED_MARK);
        ical_lines_assert_has(event, "SUMMARY:Cancelled: (withdrawn)");
        ical_lines_assert_has(event, "DESCRIPTION:This is no longer planned for this date.");
        assert_null(strstr(event, "ILO"));
        assert_null(strstr(event, "Input"));
    }
}

static void a_private_preparation_says_that_it_is(void **state)
{
    g_autoptr(Revision) revision =
        sketch_revision(NULL, "preparation p ilo/comments due=06-01 visibility=agency", "07-01");
    g_autofree char *text = preparation_event(revision, revision->agenda->agencies->pdata[0]);

    ical_lines_assert_has(text, "CLASS:PRIVATE");
    ical_lines_assert_has(text, "DESCRIPTION:Private: only the agency that contributes sees this "
                                "entry.\\n\\nILO: Comments");
}

static void what_is_public_has_no_class(void **state)
{
    g_autoptr(Revision) revision =
        sketch_revision(NULL, "session s 07-10 09:00-10:00 with=ilo/chair", "07-01");
    g_autofree char *text = session_event(revision, "s", NULL);

    ical_lines_assert_has_none(text, "CLASS");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_private_session_says_that_it_is),
        cmocka_unit_test(a_private_part_in_a_session_says_that_it_is),
        cmocka_unit_test(a_private_preparation_says_that_it_is),
        cmocka_unit_test(what_is_public_has_no_class),
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
        cmocka_unit_test(a_departure_is_told_as_it_was_in_the_words_of_its_feed),
        cmocka_unit_test(where_only_the_title_says_so_an_event_is_confirmed_and_keeps_nobody_busy),
        cmocka_unit_test(what_the_file_had_cancelled_before_it_departed_is_marked_once),
        cmocka_unit_test(a_preparation_that_departs_is_told_as_it_was),
        cmocka_unit_test(of_a_preparation_that_was_withdrawn_only_that_is_said),
        cmocka_unit_test(a_departure_keeps_its_instant_in_another_zone),
        cmocka_unit_test(a_departure_beyond_midnight_there_is_of_the_next_date),
        cmocka_unit_test(text_of_the_past_stays_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
