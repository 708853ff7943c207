/* Covers src/model/revision/revision_entries.c. */
#include "model/revision/revision.h"

#include "sketch.h"
#include "support.h"

static void entries_are_in_the_order_of_agendas_and_preparations_come_last(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(
        NULL,
        "preparation late ilo/input due=06-02; preparation early ilo/input due=06-01;"
        "session b 07-10 09:00-10:00 with=ilo/chair;"
        "session a 07-10 09:00-10:00; plenary d 07-10 all-day;"
        "session c 07-09 18:00-19:00 with=ilo/chair; preparation undated ilo/input",
        "07-01");

    sketch_assert_entries(revision, "agenda",
                          "c:0 d:0 a:0 b:0 preparations/early:0 preparations/late:0");
    sketch_assert_entries(revision, "agencies/ilo",
                          "c:0 d:0 b:0 preparations/early:0 preparations/late:0");
    sketch_assert_entries(revision, "sessions/b", "b:0");
}

static void departures_stand_where_they_would_have_been(void **state)
{
    static const char REST[] = "session a 07-10 09:00-10:00; session c 07-10 11:00-12:00;"
                               "preparation p ilo/input due=06-20;";
    g_autofree char *more = g_strconcat(REST,
                                        "session b 07-10 10:00-11:00; session z 07-12 all-day;"
                                        "preparation q ilo/input due=06-10",
                                        NULL);
    g_autoptr(Revision) first = sketch_revision(NULL, more, "06-01");
    g_autoptr(Revision) second = sketch_revision(first, REST, "06-02");

    sketch_assert_entries(first, "agenda", "a:0 b:0 c:0 z:0 preparations/q:0 preparations/p:0");
    sketch_assert_entries(second, "agenda",
                          "a:0 !b@1:1 c:0 !z@1:1 preparations/p:0 !preparations/q@1:1");
}

static void a_session_cancelled_in_the_file_shows_for_as_long_as_it_is_kept(void **state)
{
    static const char CANCELLED[] = "session s 07-10 09:00-10:00 status=cancelled";
    g_autoptr(Revision) first = sketch_revision(NULL, CANCELLED, "07-01");
    g_autoptr(Revision) before = sketch_revision(first, CANCELLED, "07-24T07:59:59");
    g_autoptr(Revision) after = sketch_revision(first, CANCELLED, "07-24T08:00:00");

    sketch_assert_entries(before, "agenda", "!s:0");
    sketch_assert_entries(before, "sessions/s", "!s:0");
    sketch_assert_entries(after, "agenda", "");
    sketch_assert_entries(after, "sessions/s", "");
}

static void a_session_cancelled_long_after_it_is_over_shows_for_the_time(void **state)
{
    static const char CANCELLED[] = "session s 07-10 09:00-10:00 status=cancelled";
    g_autoptr(Revision) first = sketch_revision(NULL, "session s 07-10 09:00-10:00", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, CANCELLED, "08-01");
    g_autoptr(Revision) before = sketch_revision(second, CANCELLED, "08-14T23:59:59");
    g_autoptr(Revision) after = sketch_revision(second, CANCELLED, "08-15");

    sketch_assert_entries(second, "agenda", "!s:1");
    sketch_assert_entries(before, "agenda", "!s:1");
    sketch_assert_entries(after, "agenda", "");
}

static void without_history_a_session_cancelled_in_the_file_stays(void **state)
{
    g_autoptr(Revision) revision = revision_new(
        sketch_agenda("session s 07-10 09:00-10:00 status=cancelled"), sketch_stamp("12-31"));

    sketch_assert_entries(revision, "agenda", "!s:0");
}

static void an_entry_of_the_past_says_which_one(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, "session s 07-10 09:00-10:00", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "", "07-02");
    const RevisionFeed *feed = revision_find_feed(second, "forum/agenda");
    g_autoptr(GArray) entries = revision_dup_entries(second, feed);
    const FeedEntry *entry = &g_array_index(entries, FeedEntry, 0);

    assert_int_equal(entries->len, 1);
    assert_ptr_equal(entry->departure, second->departures->pdata[0]);
    assert_ptr_equal(entry->session, entry->departure->session);
    assert_null(entry->preparation);
    assert_int_equal(entry->stamp.created, sketch_stamp("07-01"));
    assert_int_equal(entry->stamp.changed, sketch_stamp("07-02"));
    assert_true(feed_entry_is_cancelled(entry));
}

static void only_what_is_cancelled_or_departed_is_told_so(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(
        NULL, "session s 07-10 09:00-10:00 status=tentative; preparation p ilo/input due=06-01",
        "07-01");
    const RevisionFeed *feed = revision_find_feed(revision, "forum/agenda");
    g_autoptr(GArray) entries = revision_dup_entries(revision, feed);

    assert_int_equal(entries->len, 2);
    assert_false(feed_entry_is_cancelled(&g_array_index(entries, FeedEntry, 0)));
    assert_false(feed_entry_is_cancelled(&g_array_index(entries, FeedEntry, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_in_the_order_of_agendas_and_preparations_come_last),
        cmocka_unit_test(departures_stand_where_they_would_have_been),
        cmocka_unit_test(a_session_cancelled_in_the_file_shows_for_as_long_as_it_is_kept),
        cmocka_unit_test(a_session_cancelled_long_after_it_is_over_shows_for_the_time),
        cmocka_unit_test(without_history_a_session_cancelled_in_the_file_stays),
        cmocka_unit_test(an_entry_of_the_past_says_which_one),
        cmocka_unit_test(only_what_is_cancelled_or_departed_is_told_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
