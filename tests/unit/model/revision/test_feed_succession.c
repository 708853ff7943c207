#include "model/revision/feed_succession.h"

#include "sketch.h"
#include "support.h"

#define SESSION "session s 07-10 09:00-10:00 room=gold table=1 with=ilo/chair,iom/speaker"
#define PLENARY ";plenary p 07-10 11:00-12:00"

/* --- feeds that are gone ----------------------------------------------------------------- */

static void the_feed_of_an_agency_that_is_gone_keeps_the_plenaries(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION PLENARY, "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 07-10 09:00-10:00 with=iom/speaker" PLENARY, "07-02");
    g_autoptr(Revision) third =
        sketch_revision(second,
                        "session s 07-10 09:00-10:00 with=iom/speaker; plenary p 07-10 14:00-15:00;"
                        "plenary q 07-10 16:00-17:00",
                        "07-03");

    sketch_assert_entries(second, "agencies/ilo", "gone !s@1:1 p:0");
    sketch_assert_entries(third, "agencies/ilo", "gone !s@1:1 p:1 q:0");
}

static void a_plenary_that_is_removed_is_told_in_the_feed_of_an_agency_that_is_gone(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, "agency ilo; agency iom" PLENARY, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "agency iom" PLENARY, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, "agency iom; day 07-20", "07-03");

    sketch_assert_entries(second, "agencies/ilo", "gone p:0");
    sketch_assert_entries(third, "agencies/iom", "!p@2:1");
    sketch_assert_entries(third, "agencies/ilo", "gone !p@2:1");
}

static void a_plenary_that_becomes_a_session_is_told_in_the_feed_of_an_agency_that_is_gone(
    void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, "agency ilo; agency iom" PLENARY, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "agency iom" PLENARY, "07-02");
    g_autoptr(Revision) third =
        sketch_revision(second, "agency iom; session p 07-10 11:00-12:00", "07-03");

    sketch_assert_entries(third, "agencies/ilo", "gone !p@2:1");
}

static void what_no_agency_sees_is_not_told_in_the_feed_of_one_that_is_gone(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "agency ilo; break b 07-10 10:00-11:00; " SESSION PLENARY, "07-01");
    g_autoptr(Revision) second = sketch_revision(
        first, "break b 07-10 10:00-11:00; session s 07-10 09:00-10:00" PLENARY, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, "day 07-20" PLENARY, "07-03");

    sketch_assert_entries(third, "agencies/ilo", "gone !s@1:2 p:0");
    sketch_assert_entries(third, "agenda", "!s@2:2 !b@2:1 p:0");
}

static void a_feed_that_is_gone_stays_for_good(void **state)
{
    static const char REST[] = "session t 07-20 09:00-10:00";
    g_autofree char *all = g_strconcat(SESSION "; ", REST, NULL);
    g_autoptr(Revision) first = sketch_revision(NULL, all, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, REST, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, REST, "07-25");
    g_autoptr(Revision) fourth =
        sketch_revision(third, "session t 07-20 09:00-10:00 title=Other", "10-01");
    g_autoptr(Revision) fifth = sketch_revision(fourth, "", "10-02");
    g_autoptr(Revision) back = sketch_revision(fifth, all, "10-03");
    static const char *const PATHS[] = { "agencies/ilo", "rooms/gold", "round-tables/1",
                                         "days/2007-07-10", "sessions/s" };

    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        sketch_assert_entries(second, PATHS[i], "gone !s@1:1");
        sketch_assert_entries(third, PATHS[i], "gone");
        sketch_assert_entries(fourth, PATHS[i], "gone");
        sketch_assert_entries(fifth, PATHS[i], "gone");
        sketch_assert_entries(back, PATHS[i], "s:2");
    }
    sketch_assert_changed(fourth, "rooms/gold", "07-25");
}

/* By then it is kept as it was told, and no longer as it is. */
static void a_feed_that_goes_as_all_that_was_told_moves_into_the_past_stays(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "agency ilo; agency iom; plenary p 07-10 18:00-20:00", "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "agency iom; plenary p 07-10 09:00-10:00", "07-24T12:00:00");

    sketch_assert_entries(second, "agencies/ilo", "gone p:1");
}

static void a_feed_that_is_gone_stays_without_any_event(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, "room gold", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "", "07-02");

    sketch_assert_entries(second, "rooms/gold", "gone");
}

static void a_gone_feed_goes_by_its_last_name(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "room gold title=Gold; session s 07-10 09:00-10:00", "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "room gold title=Blue; session s 07-10 09:00-10:00", "07-02");
    g_autoptr(Revision) third = sketch_revision(second, "session s 07-10 09:00-10:00", "07-03");
    const RevisionFeed *feed = revision_find_feed(third, "forum/rooms/gold");

    assert_true(feed->is_gone);
    assert_int_equal(feed->feed->kind, FEED_KIND_ROOM);
    assert_string_equal(feed->feed->name, "Blue – FORUM");
    assert_string_equal(feed->feed->description, "Forum forum: what takes place in Blue.");
    assert_null(feed->feed->viewpoint);
}

static void a_feed_that_comes_back_is_a_feed_as_before(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION PLENARY, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "plenary p 07-10 11:00-12:00", "07-02");
    g_autoptr(Revision) third = sketch_revision(second, SESSION PLENARY, "07-03");

    sketch_assert_entries(second, "agencies/ilo", "gone !s@1:1 p:0");
    sketch_assert_entries(second, "sessions/s", "gone !s@1:1");
    sketch_assert_entries(third, "agencies/ilo", "s:2 p:0");
    sketch_assert_entries(third, "sessions/s", "s:2");
    sketch_assert_entries(third, "rooms/gold", "s:2");
    sketch_assert_changed(third, "agencies/ilo", "07-03");
}

/* --- when feeds changed ------------------------------------------------------------------ */

/* What is told of four feeds after a change of SESSION and its frame. */
typedef struct ChangedCase {
    const char *now;
    const char *agenda;
    const char *ilo;
    const char *wto;
    const char *empty_room;
} ChangedCase;

#define FRAME "; agency wto; room blue; session t 07-10 09:00-10:00 with=wto/chair"
#define BEFORE SESSION FRAME
#define OLD "07-01"
#define NEW "07-02"

static void a_feed_changes_with_what_is_in_it(void **state)
{
    static const ChangedCase CASES[] = {
        { BEFORE, OLD, OLD, OLD, OLD },
        { "preparation q ilo/input;" BEFORE, OLD, OLD, OLD, OLD },
        { BEFORE "; room gold capacity=50", OLD, OLD, OLD, OLD },
        { SESSION " title=Other" FRAME, NEW, NEW, OLD, OLD },
        { "session s 07-10 09:00-10:00 room=gold table=1 with=iom/speaker,ilo/chair "
          "note=of_a_partner" FRAME,
          NEW, NEW, OLD, OLD },
        { BEFORE "; session u 07-10 14:00-15:00 with=wto/chair", NEW, OLD, NEW, OLD },
        { BEFORE "; session u 07-10 14:00-15:00 room=blue", NEW, OLD, OLD, NEW },
        { BEFORE "; preparation r ilo/input due=06-01", NEW, NEW, OLD, OLD },
        { BEFORE "; day 07-10", OLD, OLD, OLD, OLD },
        { BEFORE "; day 07-11", OLD, OLD, OLD, OLD },
        /* Where there is no session, the days decide which rules of the time zone are told: from
         * the last two changes of clocks before them on. */
        { BEFORE "; day 11-10", OLD, OLD, OLD, OLD },
        { BEFORE "; day 02-01", OLD, OLD, OLD, NEW },
        { BEFORE "; agency wto title=World_Trade_Organization", OLD, OLD, NEW, OLD },
        { BEFORE "; room blue title=Blue_Room", OLD, OLD, OLD, NEW },
        { BEFORE "; url https://forum.example/", NEW, NEW, NEW, NEW },
        { BEFORE "; description - title=What_it_is", NEW, OLD, OLD, OLD },
        { "zone Europe/Paris;" BEFORE, NEW, NEW, NEW, NEW },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Revision) first = sketch_revision(NULL, BEFORE, OLD);
        g_autoptr(Revision) second = sketch_revision(first, CASES[i].now, NEW);
        sketch_assert_changed(second, "agenda", CASES[i].agenda);
        sketch_assert_changed(second, "agencies/ilo", CASES[i].ilo);
        sketch_assert_changed(second, "agencies/wto", CASES[i].wto);
        sketch_assert_changed(second, "rooms/blue", CASES[i].empty_room);
    }
}

static void a_new_feed_changed_with_its_revision(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, SESSION "; agency wto", "07-02");

    sketch_assert_changed(second, "agencies/wto", "07-02");
    sketch_assert_changed(second, "agenda", "07-01");
}

static void what_has_not_changed_keeps_its_time_through_many_revisions(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, BEFORE, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, SESSION " title=A" FRAME, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, SESSION " title=B" FRAME, "07-03");
    g_autoptr(Revision) fourth = sketch_revision(third, SESSION " title=B" FRAME, "07-04");

    sketch_assert_changed(fourth, "agencies/ilo", "07-03");
    sketch_assert_changed(fourth, "agencies/wto", "07-01");
}

static void a_feed_changes_when_what_is_cancelled_in_it_is_no_longer_kept(void **state)
{
    static const char CANCELLED[] = "session s 07-10 09:00-10:00 with=ilo/chair status=cancelled;"
                                    "session t 07-10 09:00-10:00 with=iom/chair; room gold";
    static const char REMOVED[] = "session t 07-10 09:00-10:00 with=iom/chair; agency ilo; room r";
    g_autoptr(Revision) first = sketch_revision(NULL, CANCELLED, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, CANCELLED, "07-24T07:59:59");
    g_autoptr(Revision) third = sketch_revision(second, CANCELLED, "07-24T08:00:00");
    g_autoptr(Revision) removed = sketch_revision(first, REMOVED, "07-02");
    g_autoptr(Revision) over = sketch_revision(removed, REMOVED, "07-25");

    sketch_assert_changed(second, "agencies/ilo", "07-01");
    sketch_assert_changed(third, "agencies/ilo", "07-24T08:00:00");
    sketch_assert_changed(third, "agencies/iom", "07-01");
    sketch_assert_changed(removed, "agencies/ilo", "07-02");
    sketch_assert_changed(over, "agencies/ilo", "07-25");
    sketch_assert_changed(over, "agencies/iom", "07-01");
}

static void a_feed_that_is_gone_has_changed_only_if_what_is_in_it_has(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "agency ilo; agency iom; room gold" PLENARY, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "agency iom" PLENARY, "07-02");

    sketch_assert_entries(second, "agencies/ilo", "gone p:0");
    sketch_assert_changed(second, "agencies/ilo", "07-01");
    sketch_assert_changed(second, "rooms/gold", "07-01");
}

static void a_feed_changes_when_another_departure_shows_in_it(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session s 07-10 09:00-10:00 with=ilo/chair", "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 07-10 09:00-10:00; agency ilo; agency iom", "07-02");
    g_autoptr(Revision) third = sketch_revision(
        second, "session s 07-10 09:00-10:00 status=cancelled; agency ilo; agency iom", "07-03");

    sketch_assert_changed(second, "agencies/ilo", "07-02");
    sketch_assert_changed(third, "agencies/ilo", "07-03");
    sketch_assert_changed(third, "agencies/iom", "07-02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_feed_of_an_agency_that_is_gone_keeps_the_plenaries),
        cmocka_unit_test(a_plenary_that_is_removed_is_told_in_the_feed_of_an_agency_that_is_gone),
        cmocka_unit_test(
            a_plenary_that_becomes_a_session_is_told_in_the_feed_of_an_agency_that_is_gone),
        cmocka_unit_test(what_no_agency_sees_is_not_told_in_the_feed_of_one_that_is_gone),
        cmocka_unit_test(a_feed_that_is_gone_stays_for_good),
        cmocka_unit_test(a_feed_that_goes_as_all_that_was_told_moves_into_the_past_stays),
        cmocka_unit_test(a_feed_that_is_gone_stays_without_any_event),
        cmocka_unit_test(a_gone_feed_goes_by_its_last_name),
        cmocka_unit_test(a_feed_that_comes_back_is_a_feed_as_before),
        cmocka_unit_test(a_feed_changes_with_what_is_in_it),
        cmocka_unit_test(a_new_feed_changed_with_its_revision),
        cmocka_unit_test(what_has_not_changed_keeps_its_time_through_many_revisions),
        cmocka_unit_test(a_feed_changes_when_what_is_cancelled_in_it_is_no_longer_kept),
        cmocka_unit_test(a_feed_that_is_gone_has_changed_only_if_what_is_in_it_has),
        cmocka_unit_test(a_feed_changes_when_another_departure_shows_in_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
