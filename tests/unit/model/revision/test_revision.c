#include "model/revision/revision.h"

#include "sketch.h"
#include "support.h"

#define STAMP 1184198400

/* A departure that was told long ago. */
#define LIKE(departed, stamped) ((Departure){ .key = (char *)(departed), .stamp = (stamped) })

/* A revision in the middle of a history, of which every event has this stamp. */
static Revision *begin(const char *sketch)
{
    Revision *revision = revision_begin(sketch_agenda(sketch), 5, STAMP, SKETCH_KEEP);
    EventStamp stamp = { .created = 100, .changed = 200, .sequence = 3 };

    for (guint i = 0; i < revision->agenda->sessions->len; i++) {
        const Session *session = revision->agenda->sessions->pdata[i];
        revision_set_event(revision, session->id, stamp);
    }
    return revision;
}

static void depart(Revision *revision, const char *sketch, guint number, const char *key)
{
    g_autoptr(Past) past = past_new(sketch_agenda(sketch), number);
    EventStamp stamp = { .created = 100, .changed = 300, .sequence = number };

    assert_true(revision_add_departure(revision, past, &LIKE(key, stamp)));
}

/* --- without history --------------------------------------------------------------------- */

static void the_first_revision_stamps_everything_with_its_own_time(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");

    support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "Session");
    support_add_preparation(agenda, "ilo", "comments", "Paper");
    agenda_finish(agenda);
    g_autoptr(Revision) revision = revision_new(agenda, STAMP);
    EventStamp session = revision_stamp_of_session(revision, agenda->sessions->pdata[0]);
    EventStamp paper = revision_stamp_of_preparation(revision, agenda->preparations->pdata[0]);

    assert_ptr_equal(revision->agenda, agenda);
    assert_int_equal(revision->number, 1);
    assert_int_equal(session.created, STAMP);
    assert_int_equal(session.changed, STAMP);
    assert_int_equal(session.sequence, 0);
    assert_int_equal(paper.created, STAMP);
    assert_int_equal(paper.changed, STAMP);
    assert_int_equal(paper.sequence, 0);
}

static void without_history_every_feed_is_as_old_as_the_revision(void **state)
{
    g_autoptr(Revision) revision =
        revision_new(sketch_agenda("session s 07-10 09:00-10:00 with=ilo/chair"), STAMP);

    assert_false(revision->has_history);
    assert_null(revision->log);
    assert_int_equal(revision->feeds->len, 4);
    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        assert_int_equal(feed->changed, STAMP);
        assert_false(feed->is_gone);
        assert_null(feed->departures);
    }
}

/* --- what tells events apart ------------------------------------------------------------- */

static void keys_tell_sessions_from_preparations(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda("session 1.2 07-10 09:00-10:00;"
                                             "preparation 1.2 ilo/input due=06-01");
    g_autofree char *session = event_key_of_session(agenda->sessions->pdata[0]);
    g_autofree char *preparation = event_key_of_preparation(agenda->preparations->pdata[0]);

    assert_string_equal(session, "1.2");
    assert_string_equal(preparation, "preparations/1.2");
}

static void a_preparation_without_an_id_goes_by_agency_role_and_title(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    support_add_preparation(agenda, "ilo", "comments", "A paper/draft");
    agenda_finish(agenda);
    g_autofree char *key = event_key_of_preparation(agenda->preparations->pdata[0]);
    assert_string_equal(key, "preparations/ilo/comments/A paper/draft");
}

static void a_session_ends_at_its_time_and_a_preparation_with_its_day(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda("session s 07-10 09:00-10:30; session d 07-11 all-day;"
                                             "preparation p ilo/input due=06-01");

    assert_int_equal(event_end(agenda->sessions->pdata[0], NULL), sketch_stamp("07-10T08:30:00"));
    assert_int_equal(event_end(agenda->sessions->pdata[1], NULL), sketch_stamp("07-12"));
    assert_int_equal(event_end(NULL, agenda->preparations->pdata[0]), sketch_stamp("06-02"));
}

static void what_is_cancelled_is_kept_until_just_before_its_time_is_over(void **state)
{
    g_autoptr(Revision) some = revision_begin(sketch_agenda(""), 1, STAMP, 3600);
    g_autoptr(Revision) none = revision_begin(sketch_agenda(""), 1, STAMP, 0);
    g_autoptr(Revision) always = revision_begin(sketch_agenda(""), 1, STAMP, REVISION_KEEP_ALWAYS);

    assert_true(revision_keeps(some, STAMP - 3599, 0));
    assert_false(revision_keeps(some, STAMP - 3600, 0));
    assert_true(revision_keeps(some, 0, STAMP - 3599));
    assert_false(revision_keeps(some, 0, STAMP - 3600));
    assert_true(revision_keeps(none, STAMP + 1, 0));
    assert_false(revision_keeps(none, STAMP, STAMP));
    assert_true(revision_keeps(always, 0, 0));
}

/* --- part by part ------------------------------------------------------------------------ */

static void an_event_has_the_stamp_that_was_told_last(void **state)
{
    g_autoptr(Revision) revision = begin("session s 07-10 09:00-10:00");
    EventStamp told = { .created = 1, .changed = 2, .sequence = 9 };

    revision_set_event(revision, "s", told);
    revision_finish(revision);
    EventStamp stamp = revision_stamp_of_session(revision, revision->agenda->sessions->pdata[0]);
    assert_int_equal(stamp.created, 1);
    assert_int_equal(stamp.changed, 2);
    assert_int_equal(stamp.sequence, 9);
}

static void a_feed_changed_when_it_was_told_and_else_with_the_revision(void **state)
{
    g_autoptr(Revision) revision = begin("session s 07-10 09:00-10:00");

    revision_set_feed(revision, "forum/sessions/s", 77);
    revision_set_feed(revision, "forum/sessions/none", 78);
    revision_finish(revision);
    assert_int_equal(revision_find_feed(revision, "forum/sessions/s")->changed, 77);
    assert_int_equal(revision_find_feed(revision, "forum/agenda")->changed, STAMP);
    assert_null(revision_find_feed(revision, "forum/sessions/none"));
}

static Feed *gone_feed(FeedKind kind, const char *path, const char *name, const char *description)
{
    Feed *feed = feed_new_gone(kind, path);

    feed->name = g_strdup(name);
    feed->description = g_strdup(description);
    return feed;
}

static void gone_feeds_stand_behind_the_others_by_path(void **state)
{
    g_autoptr(Revision) revision = begin("session s 07-10 09:00-10:00");

    revision_add_gone_feed(revision, gone_feed(FEED_KIND_ROOM, "forum/rooms/z", "Z", "z"), 2);
    revision_add_gone_feed(revision, gone_feed(FEED_KIND_AGENCY, "forum/agencies/a", "A", "a"), 1);
    revision_finish(revision);
    assert_int_equal(revision->feeds->len, 5);
    const RevisionFeed *first = revision->feeds->pdata[3];
    const RevisionFeed *second = revision->feeds->pdata[4];
    assert_string_equal(first->feed->path, "forum/agencies/a");
    assert_string_equal(first->feed->name, "A");
    assert_string_equal(first->feed->description, "a");
    assert_int_equal(first->changed, 1);
    assert_true(first->is_gone);
    assert_string_equal(second->feed->path, "forum/rooms/z");
    assert_ptr_equal(revision_find_feed(revision, "forum/rooms/z"), second);
}

static void a_feed_that_the_agenda_has_is_not_gone(void **state)
{
    g_autoptr(Revision) revision = begin("session s 07-10 09:00-10:00");

    revision_add_gone_feed(revision, gone_feed(FEED_KIND_SESSION, "forum/sessions/s", "S", "s"), 2);
    revision_finish(revision);
    assert_int_equal(revision->feeds->len, 3);
    assert_false(revision_find_feed(revision, "forum/sessions/s")->is_gone);
    assert_int_equal(revision_find_feed(revision, "forum/sessions/s")->changed, STAMP);
}

/* --- departures -------------------------------------------------------------------------- */

static void a_departure_needs_its_event_in_the_past(void **state)
{
    g_autoptr(Revision) revision = begin("");
    g_autoptr(Past) past = past_new(sketch_agenda("session s 07-10 09:00-10:00;"
                                                  "preparation p ilo/input due=06-01"),
                                    3);
    EventStamp stamp = { 0 };

    assert_false(revision_add_departure(revision, past, &LIKE("t", stamp)));
    assert_false(revision_add_departure(revision, past, &LIKE("p", stamp)));
    assert_false(revision_add_departure(revision, past, &LIKE("preparations/s", stamp)));
    assert_int_equal(revision->departures->len, 0);
    assert_true(revision_add_departure(revision, past, &LIKE("preparations/p", stamp)));
    assert_true(revision_add_departure(revision, past, &LIKE("s", stamp)));
    assert_int_equal(revision->departures->len, 2);
}

static void a_departure_is_in_the_feeds_that_the_event_was_in(void **state)
{
    g_autoptr(Revision) revision = begin("agency ilo; agency iom; room gold; table 1; day 07-10");

    revision_add_gone_feed(revision, gone_feed(FEED_KIND_SESSION, "forum/sessions/s", "S", "s"), 2);
    depart(revision, "session s 07-10 09:00-10:00 room=gold table=1 with=ilo/chair", 3, "s");
    revision_finish(revision);
    sketch_assert_entries(revision, "agenda", "!s@3:3");
    sketch_assert_entries(revision, "agencies/ilo", "!s@3:3");
    sketch_assert_entries(revision, "agencies/iom", "");
    sketch_assert_entries(revision, "rooms/gold", "!s@3:3");
    sketch_assert_entries(revision, "round-tables/1", "!s@3:3");
    sketch_assert_entries(revision, "days/2007-07-10", "!s@3:3");
    sketch_assert_entries(revision, "sessions/s", "gone !s@3:3");
}

static void of_an_event_the_latest_departure_shows(void **state)
{
    static const char PAST[] = "session s 07-10 09:00-10:00 with=ilo/chair";
    g_autoptr(Revision) revision = begin("agency ilo; agency iom");

    depart(revision, PAST, 2, "s");
    depart(revision, "session s 07-11 09:00-10:00 with=ilo/chair,iom/chair", 4, "s");
    depart(revision, PAST, 3, "s");
    revision_finish(revision);
    sketch_assert_entries(revision, "agencies/ilo", "!s@4:4");
    sketch_assert_entries(revision, "agencies/iom", "!s@4:4");
    for (guint i = 0; i < 3; i++) {
        assert_int_equal(((const Departure *)revision->departures->pdata[i])->past->number, 4 - i);
    }
}

static void a_departure_does_not_show_where_the_event_is(void **state)
{
    g_autoptr(Revision) revision = begin("session s 07-10 09:00-10:00 with=iom/chair; agency ilo");

    depart(revision, "session s 07-10 09:00-10:00 with=ilo/chair,iom/chair", 4, "s");
    revision_finish(revision);
    sketch_assert_entries(revision, "agenda", "s:3");
    sketch_assert_entries(revision, "agencies/iom", "s:3");
    sketch_assert_entries(revision, "agencies/ilo", "!s@4:4");
}

static void a_past_lives_as_long_as_somebody_knows_it(void **state)
{
    Past *past = past_new(sketch_agenda("session s 07-10 09:00-10:00"), 4);
    g_autoptr(Revision) revision = begin("");

    assert_true(revision_add_departure(revision, past, &LIKE("s", (EventStamp){ 0 })));
    past_unref(past);
    revision_finish(revision);
    const Departure *departure = revision->departures->pdata[0];
    assert_string_equal(departure->session->id, "s");
    assert_ptr_equal(departure->session, departure->past->agenda->sessions->pdata[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_revision_stamps_everything_with_its_own_time),
        cmocka_unit_test(without_history_every_feed_is_as_old_as_the_revision),
        cmocka_unit_test(keys_tell_sessions_from_preparations),
        cmocka_unit_test(a_preparation_without_an_id_goes_by_agency_role_and_title),
        cmocka_unit_test(a_session_ends_at_its_time_and_a_preparation_with_its_day),
        cmocka_unit_test(what_is_cancelled_is_kept_until_just_before_its_time_is_over),
        cmocka_unit_test(an_event_has_the_stamp_that_was_told_last),
        cmocka_unit_test(a_feed_changed_when_it_was_told_and_else_with_the_revision),
        cmocka_unit_test(gone_feeds_stand_behind_the_others_by_path),
        cmocka_unit_test(a_feed_that_the_agenda_has_is_not_gone),
        cmocka_unit_test(a_departure_needs_its_event_in_the_past),
        cmocka_unit_test(a_departure_is_in_the_feeds_that_the_event_was_in),
        cmocka_unit_test(of_an_event_the_latest_departure_shows),
        cmocka_unit_test(a_departure_does_not_show_where_the_event_is),
        cmocka_unit_test(a_past_lives_as_long_as_somebody_knows_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
