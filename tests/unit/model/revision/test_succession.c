#include "model/revision/succession.h"

#include "sketch.h"
#include "support.h"

/* A session of ILO and IOM, in a room and at a round table. */
#define SESSION "session s 07-10 09:00-10:00 room=gold table=1 with=ilo/chair,iom/speaker"
#define FRAME \
    ";agency ilo; agency iom; room gold; room blue; table 1; table 2; day 07-10; day 07-11"

/* --- stamps ------------------------------------------------------------------------------ */

static void the_first_revision_stamps_what_has_a_time_with_its_own(void **state)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL, SESSION "; preparation p ilo/input due=06-01; preparation q ilo/input", "07-01");

    assert_int_equal(first->number, 1);
    assert_int_equal(first->stamp, sketch_stamp("07-01"));
    assert_true(first->has_history);
    assert_int_equal(g_hash_table_size(first->events), 2);
    sketch_assert_stamp(first, "s", "07-01 07-01 0");
    sketch_assert_stamp(first, "preparations/p", "07-01 07-01 0");
}

static void an_agenda_that_says_when_it_was_published_is_stamped_so(void **state)
{
    Agenda *agenda = sketch_agenda(SESSION);

    agenda->has_published = true;
    agenda->published = sketch_stamp("05-01");
    g_autoptr(Revision) first =
        succession_first(agenda, SUPPORT_OCCASION(sketch_stamp("07-01"), SKETCH_KEEP));
    assert_int_equal(first->stamp, sketch_stamp("05-01"));
    sketch_assert_stamp(first, "s", "05-01 05-01 0");
    assert_int_equal(first->keep_seconds, SKETCH_KEEP);
}

static void what_says_something_else_has_its_sequence_raised_and_nothing_else(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, SESSION "; session t 07-10 09:00-10:00", "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, SESSION " title=Other; session t 07-10 09:00-10:00", "07-02");

    assert_int_equal(second->number, 2);
    assert_int_equal(second->stamp, sketch_stamp("07-02"));
    sketch_assert_stamp(second, "s", "07-01 07-02 1");
    sketch_assert_stamp(second, "t", "07-01 07-01 0");
    assert_int_equal(second->departures->len, 0);
}

static void what_goes_on_on_a_day_leaves_it_with_the_day_and_comes_back_with_it(void **state)
{
    static const char *const LONG = "session s 07-10 09:00-58:00;day 07-12";
    g_autoptr(Revision) first = sketch_revision(NULL, LONG, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "session s 07-10 09:00-58:00", "07-02");
    g_autoptr(Revision) third = sketch_revision(second, LONG, "07-03");
    g_autoptr(Revision) fourth = sketch_revision(third, "day 07-10;day 07-12", "07-04");

    sketch_assert_entries(second, "days/2007-07-12", "gone !s@1:1");
    sketch_assert_entries(second, "days/2007-07-10", "s:1");
    sketch_assert_entries(third, "days/2007-07-12", "s:2");
    sketch_assert_entries(fourth, "days/2007-07-12", "!s@3:3");
    sketch_assert_entries(fourth, "days/2007-07-10", "!s@3:3");
}

static void however_much_changes_at_once_the_sequence_is_raised_by_one(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION FRAME, "07-01");
    g_autoptr(Revision) second = sketch_revision(
        first, "session s 07-11 10:00-11:00 room=blue table=2 with=wto/chair title=Other" FRAME,
        "07-02");
    g_autoptr(Revision) third = sketch_revision(
        second, "session s 07-10 09:00-10:00 with=who/input status=cancelled" FRAME, "07-03");

    sketch_assert_stamp(second, "s", "07-01 07-02 1");
    sketch_assert_stamp(third, "s", "07-01 07-03 2");
    sketch_assert_entries(third, "agencies/ilo", "!s@1:2");
    sketch_assert_entries(third, "rooms/blue", "!s@2:2");
}

static void what_is_removed_is_raised_and_what_comes_back_too(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "", "07-02");
    g_autoptr(Revision) third = sketch_revision(second, "day 07-20", "07-03");
    g_autoptr(Revision) fourth = sketch_revision(third, SESSION, "07-04");

    sketch_assert_stamp(second, "s", "07-01 07-02 1");
    sketch_assert_entries(second, "agenda", "!s@1:1");
    sketch_assert_stamp(third, "s", "07-01 07-02 1");
    sketch_assert_entries(third, "agenda", "!s@1:1");
    sketch_assert_stamp(fourth, "s", "07-01 07-04 2");
    sketch_assert_entries(fourth, "agenda", "s:2");
    assert_int_equal(fourth->departures->len, 0);
}

static void what_is_new_was_created_with_the_revision(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION, "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, SESSION "; session t 07-10 09:00-10:00", "07-02");

    sketch_assert_stamp(second, "s", "07-01 07-01 0");
    sketch_assert_stamp(second, "t", "07-02 07-02 0");
}

static void a_clock_that_was_put_back_does_not_put_back_stamps(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION, "07-01T12:00:00");
    g_autoptr(Revision) second = sketch_revision(first, SESSION " title=A", "06-15");

    assert_int_equal(second->stamp, sketch_stamp("07-01T12:00:01"));
    sketch_assert_stamp(second, "s", "07-01T12:00:00 07-01T12:00:01 1");
    sketch_assert_changed(second, "agenda", "07-01T12:00:01");
}

static void two_revisions_in_one_second_have_two_stamps(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION, "07-01T12:00:00");
    g_autoptr(Revision) second = sketch_revision(first, SESSION " title=A", "07-01T12:00:00");
    g_autoptr(Revision) third = sketch_revision(second, SESSION " title=B", "07-01T12:00:00");

    sketch_assert_stamp(second, "s", "07-01T12:00:00 07-01T12:00:01 1");
    sketch_assert_stamp(third, "s", "07-01T12:00:00 07-01T12:00:02 2");
}

static void a_preparation_has_a_stamp_from_when_it_has_a_date(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, "preparation p ilo/input", "05-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "preparation p ilo/input due=06-01", "05-02");

    assert_int_equal(g_hash_table_size(first->events), 0);
    sketch_assert_stamp(second, "preparations/p", "05-02 05-02 0");
}

static void what_no_calendar_shows_raises_nothing(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION FRAME, "07-01");
    g_autoptr(Revision) second = sketch_revision(
        first, SESSION FRAME "; room gold capacity=80; preparation q ilo/input", "07-02");

    sketch_assert_stamp(second, "s", "07-01 07-01 0");
    assert_int_equal(second->number, 2);
}

/* --- departures -------------------------------------------------------------------------- */

/* What a session is changed into, and what then stands in the feeds that it was in. */
typedef struct DepartureCase {
    const char *now;
    const char *ilo;
    const char *iom;
    const char *room;
    const char *table;
    const char *day;
} DepartureCase;

static void what_a_session_has_left_has_it_cancelled(void **state)
{
    static const DepartureCase CASES[] = {
        { "session s 07-10 09:00-10:00 room=gold table=1 with=iom/speaker", "!s@1:1", "s:1", "s:1",
          "s:1", "s:1" },
        { "session s 07-10 09:00-10:00 room=blue table=1 with=ilo/chair,iom/speaker", "s:1", "s:1",
          "!s@1:1", "s:1", "s:1" },
        { "session s 07-10 09:00-10:00 table=1 with=ilo/chair,iom/speaker", "s:1", "s:1", "!s@1:1",
          "s:1", "s:1" },
        { "session s 07-10 09:00-10:00 room=gold table=2 with=ilo/chair,iom/speaker", "s:1", "s:1",
          "s:1", "!s@1:1", "s:1" },
        { "session s 07-11 09:00-10:00 room=gold table=1 with=ilo/chair,iom/speaker", "s:1", "s:1",
          "s:1", "s:1", "!s@1:1" },
        { "session s 07-11 09:00-10:00 room=gold table=1 with=wto/chair", "!s@1:1", "!s@1:1", "s:1",
          "s:1", "!s@1:1" },
        { "session s 07-10 09:00-10:00 room=gold table=1 with=ilo/speaker,iom/speaker", "s:1",
          "s:1", "s:1", "s:1", "s:1" },
        { "break s 07-10 09:00-10:00 room=gold", "!s@1:1", "!s@1:1", "s:1", "!s@1:1", "s:1" },
        { "", "!s@1:1", "!s@1:1", "!s@1:1", "!s@1:1", "!s@1:1" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *now = g_strconcat(CASES[i].now, FRAME, NULL);
        g_autoptr(Revision) first = sketch_revision(NULL, SESSION FRAME, "07-01");
        g_autoptr(Revision) second = sketch_revision(first, now, "07-02");
        sketch_assert_entries(second, "agencies/ilo", CASES[i].ilo);
        sketch_assert_entries(second, "agencies/iom", CASES[i].iom);
        sketch_assert_entries(second, "rooms/gold", CASES[i].room);
        sketch_assert_entries(second, "round-tables/1", CASES[i].table);
        sketch_assert_entries(second, "days/2007-07-10", CASES[i].day);
    }
}

static void what_goes_on_on_a_day_that_is_left_or_removed_is_told_there_as_cancelled(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "day 07-11;day 07-12;session s 07-10 20:00-63:00", "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "day 07-11;day 07-12;session s 07-10 20:00-46:00", "07-02");
    g_autoptr(Revision) third =
        sketch_revision(second, "day 07-12;session s 07-10 20:00-46:00", "07-03");

    sketch_assert_entries(first, "days/2007-07-12", "s:0");
    sketch_assert_entries(second, "days/2007-07-10", "s:1");
    sketch_assert_entries(second, "days/2007-07-11", "s:1");
    sketch_assert_entries(second, "days/2007-07-12", "!s@1:1");
    sketch_assert_entries(third, "days/2007-07-10", "s:2");
    sketch_assert_entries(third, "days/2007-07-11", "gone !s@2:2");
    sketch_assert_entries(third, "days/2007-07-12", "!s@1:1");
}

static void a_plenary_that_becomes_a_session_leaves_the_feeds_of_all_agencies_but_its_own(
    void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "plenary s 07-10 09:00-10:00 with=ilo/chair" FRAME, "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 07-10 09:00-10:00 with=ilo/chair" FRAME, "07-02");

    sketch_assert_entries(first, "agencies/iom", "s:0");
    sketch_assert_entries(second, "agencies/iom", "!s@1:1");
    sketch_assert_entries(second, "agencies/ilo", "s:1");
    sketch_assert_entries(second, "agenda", "s:1");
}

static void a_session_that_becomes_a_plenary_leaves_its_round_table(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION FRAME, "07-01");
    g_autoptr(Revision) second = sketch_revision(
        first, "plenary s 07-10 09:00-10:00 room=gold with=ilo/chair" FRAME, "07-02");

    sketch_assert_entries(second, "round-tables/1", "!s@1:1");
    sketch_assert_entries(second, "agencies/iom", "s:1");
}

static void a_preparation_that_loses_what_it_was_in_a_feed_by_is_told_as_cancelled(void **state)
{
    static const struct {
        const char *now;
        const char *agenda;
        const char *ilo;
        guint n_departures;
    } CASES[] = {
        { "preparation p ilo/input", "!preparations/p@1:1", "!preparations/p@1:1", 1 },
        { "preparation p iom/input due=06-01", "preparations/p:1", "!preparations/p@1:1", 1 },
        { "preparation p ilo/comments due=06-01", "preparations/p:1", "preparations/p:1", 1 },
        { "preparation p ilo/input date=06-02", "preparations/p:1", "preparations/p:1", 0 },
        { "", "!preparations/p@1:1", "!preparations/p@1:1", 1 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *now = g_strconcat(CASES[i].now, FRAME, NULL);
        g_autoptr(Revision) first =
            sketch_revision(NULL, "preparation p ilo/input due=06-01" FRAME, "05-01");
        g_autoptr(Revision) second = sketch_revision(first, now, "05-02");
        sketch_assert_entries(second, "agenda", CASES[i].agenda);
        sketch_assert_entries(second, "agencies/ilo", CASES[i].ilo);
        assert_int_equal(second->departures->len, CASES[i].n_departures);
    }
}

/* The revision of a sketch that follows another, or is the first for NULL, as older programs made
 * it, which knew of no selections that leave something out. */
static Revision *older_revision(const Revision *previous, const char *sketch, const char *at)
{
    Agenda *agenda = sketch_agenda(sketch);
    Occasion occasion = { sketch_stamp(at), sketch_stamp(at), SKETCH_KEEP, 0, MEMBERSHIP_LOSSES };

    if (previous == NULL) {
        return succession_first(agenda, &occasion);
    }
    g_autoptr(Difference) difference = difference_new(previous->agenda, agenda);
    return succession_next(previous, agenda, difference, &occasion);
}

static const Departure *departure_at(const Revision *revision, guint index)
{
    return revision->departures->pdata[index];
}

static void a_departure_that_is_covered_again_is_dropped(void **state)
{
    static const char *const LESS =
        "session s 07-10 09:00-10:00 room=gold table=1 with=iom/speaker" FRAME;
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION FRAME, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, LESS, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, SESSION " title=Back" FRAME, "07-03");
    g_autoptr(Revision) other = older_revision(second, SESSION " title=Back" FRAME, "07-03");

    assert_int_equal(second->departures->len, 1);
    /* Only whoever leaves out ILO may miss it. */
    assert_int_equal(third->departures->len, 1);
    assert_int_equal(departure_at(third, 0)->past->number, 2);
    assert_int_equal(other->departures->len, 0);
    sketch_assert_entries(third, "agencies/ilo", "s:2");
}

static void a_departure_gives_way_to_a_later_one_that_covers_it(void **state)
{
    static const char *const SKETCHES[] = {
        "session s 07-10 09:00-10:00 with=ilo/chair" FRAME,
        "session s 07-10 09:00-10:00" FRAME,
        "session s 07-10 14:00-15:00 with=ilo/chair,iom/chair" FRAME,
        FRAME,
    };
    static const char *const TIMES[] = { "07-01", "07-02", "07-03", "07-04" };
    /* By the later rule, whoever leaves out an agency has each of them. */
    static const guint COUNTS[][2] = { { 0, 0 }, { 1, 1 }, { 0, 2 }, { 1, 3 } };
    g_autoptr(Revision) older = NULL;
    g_autoptr(Revision) newer = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(SKETCHES); i++) {
        g_autoptr(Revision) older_before = g_steal_pointer(&older);
        g_autoptr(Revision) newer_before = g_steal_pointer(&newer);
        older = older_revision(older_before, SKETCHES[i], TIMES[i]);
        newer = sketch_revision(newer_before, SKETCHES[i], TIMES[i]);
        assert_int_equal(older->departures->len, COUNTS[i][0]);
        assert_int_equal(newer->departures->len, COUNTS[i][1]);
    }
    sketch_assert_entries(older, "agencies/ilo", "!s@3:3");
    sketch_assert_entries(newer, "agencies/ilo", "!s@3:3");
}

static void departures_that_do_not_cover_each_other_stay_side_by_side(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session s 07-10 09:00-10:00 with=ilo/chair" FRAME, "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 07-10 09:00-10:00 with=iom/chair" FRAME, "07-02");
    g_autoptr(Revision) third =
        sketch_revision(second, "session s 07-10 09:00-10:00 with=wto/chair" FRAME, "07-03");

    assert_int_equal(third->departures->len, 2);
    sketch_assert_entries(third, "agencies/ilo", "!s@1:1");
    sketch_assert_entries(third, "agencies/iom", "!s@2:2");
    sketch_assert_entries(third, "agencies/wto", "s:2");
}

static void a_departure_is_kept_until_it_would_have_been_over_for_the_time(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION FRAME, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, FRAME, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, FRAME, "07-24T07:59:59");
    g_autoptr(Revision) fourth = sketch_revision(third, FRAME, "07-24T08:00:00");

    sketch_assert_entries(third, "agencies/ilo", "!s@1:1");
    sketch_assert_entries(fourth, "agencies/ilo", "");
    assert_int_equal(fourth->departures->len, 0);
    sketch_assert_stamp(fourth, "s", "07-01 07-02 1");
}

static void what_is_removed_long_after_it_is_over_is_not_told(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION FRAME, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, FRAME, "07-25");
    g_autoptr(Revision) kept = sketch_revision_kept(first, FRAME, "07-25", REVISION_KEEP_ALWAYS);

    sketch_assert_entries(second, "agencies/ilo", "");
    sketch_assert_entries(kept, "agencies/ilo", "!s@1:1");
}

/* Else an app that knows the sequence of the later one would not take the earlier one. */
static void an_earlier_departure_does_not_show_again_where_a_later_one_is_over(void **state)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL, "session s 08-20 09:00-10:00 with=ilo/chair,iom/chair" FRAME, "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 08-20 09:00-10:00 with=iom/chair" FRAME, "07-02");
    g_autoptr(Revision) third =
        sketch_revision(second, "session s 08-05 09:00-10:00 with=ilo/chair" FRAME, "07-03");
    g_autoptr(Revision) fourth =
        sketch_revision(third, "session s 08-05 09:00-10:00" FRAME, "07-04");
    g_autoptr(Revision) fifth =
        sketch_revision(fourth, "session s 08-05 09:00-10:00" FRAME, "08-21");
    g_autoptr(Revision) sixth =
        sketch_revision(fifth, "session s 08-05 09:00-10:00" FRAME, "09-04");

    sketch_assert_entries(second, "agencies/ilo", "!s@1:1");
    sketch_assert_entries(third, "agencies/ilo", "s:2");
    sketch_assert_entries(fourth, "agencies/ilo", "!s@3:3");
    sketch_assert_entries(fifth, "agencies/ilo", "");
    sketch_assert_entries(sixth, "agencies/ilo", "");
}

static void what_moves_into_the_past_and_leaves_is_told_for_as_long_as_its_move(void **state)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL, "session s 08-20 09:00-10:00 with=ilo/chair,iom/chair" FRAME, "08-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 08-20 09:00-10:00 with=iom/chair" FRAME, "08-02");
    g_autoptr(Revision) third =
        sketch_revision(second, "session s 07-05 09:00-10:00 with=ilo/chair" FRAME, "08-03");
    g_autoptr(Revision) fourth =
        sketch_revision(third, "session s 07-05 09:00-10:00" FRAME, "08-04");
    g_autoptr(Revision) fifth =
        sketch_revision(fourth, "session s 07-05 09:00-10:00" FRAME, "08-16T23:59:59");
    g_autoptr(Revision) sixth =
        sketch_revision(fifth, "session s 07-05 09:00-10:00" FRAME, "08-17");

    sketch_assert_entries(third, "agencies/ilo", "s:2");
    sketch_assert_entries(fourth, "agencies/ilo", "!s@3:3");
    sketch_assert_entries(fifth, "agencies/ilo", "!s@3:3");
    sketch_assert_entries(sixth, "agencies/ilo", "");
}

/* Published by a clock that was ahead, or under a stamp of its own that is to come. */
static void a_stamp_ahead_of_the_clock_makes_nothing_over(void **state)
{
    Occasion ahead = { sketch_stamp("12-31"), sketch_stamp("12-31"), SKETCH_KEEP, 0,
                       MEMBERSHIP_CHANGES };
    Occasion right = { sketch_stamp("07-02"), sketch_stamp("07-02"), SKETCH_KEEP, 0,
                       MEMBERSHIP_CHANGES };
    g_autoptr(Revision) first = succession_first(sketch_agenda(SESSION FRAME), &ahead);
    Agenda *without = sketch_agenda(FRAME);
    g_autoptr(Difference) difference = difference_new(first->agenda, without);
    g_autoptr(Revision) second = succession_next(first, without, difference, &right);
    g_autoptr(Revision) third = sketch_revision(second, FRAME, "07-24T07:59:59");
    g_autoptr(Revision) fourth = sketch_revision(third, FRAME, "07-24T08:00:00");

    assert_int_equal(second->stamp, sketch_stamp("12-31") + 1);
    assert_int_equal(second->clock, right.clock);
    sketch_assert_entries(second, "agencies/ilo", "!s@1:1");
    sketch_assert_entries(third, "agencies/ilo", "!s@1:1");
    sketch_assert_entries(fourth, "agencies/ilo", "");
}

/* What was told under a stamp that is ahead was told when the clock said so. */
static void a_move_under_a_stamp_ahead_of_the_clock_is_told_for_the_time(void **state)
{
    Occasion ahead = { sketch_stamp("12-31"), sketch_stamp("12-31"), SKETCH_KEEP, 0,
                       MEMBERSHIP_CHANGES };
    g_autoptr(Revision) first = succession_first(sketch_agenda(SESSION FRAME), &ahead);
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 05-10 09:00-10:00 with=ilo/chair" FRAME, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, FRAME, "07-03");
    g_autoptr(Revision) fourth = sketch_revision(third, FRAME, "07-15T23:59:59");
    g_autoptr(Revision) fifth = sketch_revision(fourth, FRAME, "07-16");

    sketch_assert_entries(third, "agencies/ilo", "!s@2:2");
    sketch_assert_entries(fourth, "agencies/ilo", "!s@2:2");
    sketch_assert_entries(fifth, "agencies/ilo", "");
}

static void a_higher_least_sequence_raises_all_there_ever_was(void **state)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL, SESSION "; session t 07-10 09:00-10:00; session u 07-10 09:00-10:00" FRAME, "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, SESSION "; session t 07-10 09:00-10:00" FRAME, "07-02");
    Agenda *same = sketch_agenda(SESSION "; session t 07-10 09:00-10:00" FRAME);
    g_autoptr(Difference) difference = difference_new(second->agenda, same);
    Occasion occasion = { sketch_stamp("07-03"), sketch_stamp("07-03"), SKETCH_KEEP, 8,
                          MEMBERSHIP_CHANGES };
    g_autoptr(Revision) third = succession_next(second, same, difference, &occasion);
    g_autoptr(Revision) fourth = sketch_revision(
        third, SESSION "; session t 07-10 09:00-10:00; session v 07-10 09:00-10:00" FRAME, "07-04");

    sketch_assert_entries(third, "agenda", "s:8 t:8 !u@1:8");
    sketch_assert_stamp(third, "s", "07-01 07-03 8");
    sketch_assert_entries(fourth, "agenda", "s:8 t:8 !u@1:8 v:8");
    assert_int_equal(revision_find_feed(third, "forum/agencies/ilo")->changed, third->stamp);
}

/* --- what departures say of their event -------------------------------------------------- */

static void departures_are_stamped_anew_when_their_event_is_called_off_or_on_again(void **state)
{
    static const char ON[] = "session s 07-10 09:00-10:00 with=iom/chair" FRAME;
    static const char OFF[] = "session s 07-10 09:00-10:00 with=iom/chair status=cancelled" FRAME;
    g_autoptr(Revision) first = sketch_revision(
        NULL, "session s 07-10 09:00-10:00 with=ilo/chair,iom/chair" FRAME, "07-01");
    g_autoptr(Revision) left = sketch_revision(first, ON, "07-02");
    g_autoptr(Revision) renamed = sketch_revision(
        left, "session s 07-10 09:00-10:00 with=iom/chair title=Other" FRAME, "07-03");
    g_autoptr(Revision) off = sketch_revision(renamed, OFF, "07-04");
    g_autoptr(Revision) removed = sketch_revision(off, FRAME, "07-05");
    g_autoptr(Revision) back = sketch_revision(removed, ON, "07-06");

    sketch_assert_entries(left, "agencies/ilo", "!s@1:1");
    sketch_assert_entries(renamed, "agencies/ilo", "!s@1:1");
    sketch_assert_entries(renamed, "agencies/iom", "s:2");
    sketch_assert_entries(off, "agencies/ilo", "!s@1:3");
    sketch_assert_entries(off, "agencies/iom", "!s:3");
    sketch_assert_entries(removed, "agencies/ilo", "!s@1:3");
    sketch_assert_entries(removed, "agencies/iom", "!s@4:4");
    sketch_assert_entries(back, "agencies/ilo", "!s@1:5");
    sketch_assert_entries(back, "agencies/iom", "s:5");
}

static void departures_of_a_preparation_are_stamped_anew_when_it_loses_or_gets_its_date(
    void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "preparation p ilo/input due=07-10" FRAME, "06-01");
    g_autoptr(Revision) left =
        sketch_revision(first, "preparation p iom/input due=07-10" FRAME, "06-02");
    g_autoptr(Revision) undated = sketch_revision(left, "preparation p iom/input" FRAME, "06-03");
    g_autoptr(Revision) dated =
        sketch_revision(undated, "preparation p iom/input due=07-20" FRAME, "06-04");

    sketch_assert_entries(left, "agencies/ilo", "!preparations/p@1:1");
    sketch_assert_entries(undated, "agencies/ilo", "!preparations/p@1:2");
    sketch_assert_entries(undated, "agencies/iom", "!preparations/p@2:2");
    sketch_assert_entries(dated, "agencies/ilo", "!preparations/p@1:3");
    sketch_assert_entries(dated, "agencies/iom", "preparations/p:3");
}

static void departures_are_stamped_anew_when_the_conference_moves_to_another_time_zone(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION FRAME, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, FRAME, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, "zone Asia/Tokyo" FRAME, "07-03");
    g_autoptr(Revision) fourth = sketch_revision(third, "zone Asia/Tokyo" FRAME, "07-04");

    sketch_assert_entries(second, "agencies/ilo", "!s@1:1");
    sketch_assert_entries(third, "agencies/ilo", "!s@1:2");
    sketch_assert_stamp(third, "s", "07-01 07-03 2");
    sketch_assert_entries(fourth, "agencies/ilo", "!s@1:2");
}

static void what_round_tables_are_called_is_said_by_them_and_their_sessions_alone(void **state)
{
#define TABLES SESSION "; session t 07-10 09:00-10:00; table 2; table 3"
    g_autoptr(Revision) first = sketch_revision(NULL, TABLES, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, TABLES "; noun Track", "07-02");
    g_autoptr(Revision) third = sketch_revision(second, SESSION "; table 2; noun Strand", "07-03");

    sketch_assert_stamp(second, "s", "07-01 07-02 1");
    sketch_assert_stamp(second, "t", "07-01 07-01 0");
    sketch_assert_changed(second, "agenda", "07-02");
    sketch_assert_changed(second, "agencies/ilo", "07-02");
    sketch_assert_changed(second, "round-tables/1", "07-02");
    /* It has no session, but a name. */
    sketch_assert_changed(second, "round-tables/2", "07-02");
    sketch_assert_changed(second, "sessions/t", "07-01");
    /* What is gone goes by its last name. */
    const RevisionFeed *gone = revision_find_feed(third, "forum/round-tables/3");
    assert_true(gone->is_gone);
    assert_string_equal(gone->feed->name, "Track 3 – FORUM");
    sketch_assert_changed(third, "round-tables/3", "07-02");
    sketch_assert_changed(third, "round-tables/2", "07-03");
    assert_string_equal(revision_find_feed(third, "forum/round-tables/2")->feed->name,
                        "Strand 2 – FORUM");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_round_tables_are_called_is_said_by_them_and_their_sessions_alone),
        cmocka_unit_test(the_first_revision_stamps_what_has_a_time_with_its_own),
        cmocka_unit_test(an_agenda_that_says_when_it_was_published_is_stamped_so),
        cmocka_unit_test(what_says_something_else_has_its_sequence_raised_and_nothing_else),
        cmocka_unit_test(what_goes_on_on_a_day_leaves_it_with_the_day_and_comes_back_with_it),
        cmocka_unit_test(however_much_changes_at_once_the_sequence_is_raised_by_one),
        cmocka_unit_test(what_is_removed_is_raised_and_what_comes_back_too),
        cmocka_unit_test(what_is_new_was_created_with_the_revision),
        cmocka_unit_test(a_clock_that_was_put_back_does_not_put_back_stamps),
        cmocka_unit_test(two_revisions_in_one_second_have_two_stamps),
        cmocka_unit_test(a_preparation_has_a_stamp_from_when_it_has_a_date),
        cmocka_unit_test(what_no_calendar_shows_raises_nothing),
        cmocka_unit_test(what_a_session_has_left_has_it_cancelled),
        cmocka_unit_test(what_goes_on_on_a_day_that_is_left_or_removed_is_told_there_as_cancelled),
        cmocka_unit_test(
            a_plenary_that_becomes_a_session_leaves_the_feeds_of_all_agencies_but_its_own),
        cmocka_unit_test(a_session_that_becomes_a_plenary_leaves_its_round_table),
        cmocka_unit_test(a_preparation_that_loses_what_it_was_in_a_feed_by_is_told_as_cancelled),
        cmocka_unit_test(a_departure_that_is_covered_again_is_dropped),
        cmocka_unit_test(a_departure_gives_way_to_a_later_one_that_covers_it),
        cmocka_unit_test(departures_that_do_not_cover_each_other_stay_side_by_side),
        cmocka_unit_test(a_departure_is_kept_until_it_would_have_been_over_for_the_time),
        cmocka_unit_test(what_is_removed_long_after_it_is_over_is_not_told),
        cmocka_unit_test(an_earlier_departure_does_not_show_again_where_a_later_one_is_over),
        cmocka_unit_test(what_moves_into_the_past_and_leaves_is_told_for_as_long_as_its_move),
        cmocka_unit_test(a_stamp_ahead_of_the_clock_makes_nothing_over),
        cmocka_unit_test(a_move_under_a_stamp_ahead_of_the_clock_is_told_for_the_time),
        cmocka_unit_test(a_higher_least_sequence_raises_all_there_ever_was),
        cmocka_unit_test(departures_are_stamped_anew_when_their_event_is_called_off_or_on_again),
        cmocka_unit_test(
            departures_of_a_preparation_are_stamped_anew_when_it_loses_or_gets_its_date),
        cmocka_unit_test(
            departures_are_stamped_anew_when_the_conference_moves_to_another_time_zone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
