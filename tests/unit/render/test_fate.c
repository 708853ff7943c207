#include "render/fate.h"

#include "sketch.h"
#include "support.h"

#define FRAME ";agency ilo; room gold; table 1; day 07-10; preparation q ilo/input"
#define SESSION "session s 07-10 09:00-10:00 room=gold table=1 with=ilo/chair"

/* What is said in a feed of the only departure there is, after going from one sketch to another. */
static char *fate_in(const Revision *revision, const char *path)
{
    g_autofree char *whole = g_strconcat("forum/", path, NULL);
    const RevisionFeed *feed = revision_find_feed(revision, whole);
    GString *out = g_string_new(NULL);
    WordSink sink = word_sink_plain(out);

    assert_non_null(feed);
    assert_non_null(feed->departures);
    assert_int_equal(feed->departures->len, 1);
    fate_append(&sink, revision->agenda, feed->departures->pdata[0], feed->feed);
    return g_string_free(out, FALSE);
}

static void assert_fate(const Revision *revision, const char *path, const char *expected)
{
    g_autofree char *fate = fate_in(revision, path);

    assert_string_equal(fate, expected);
}

static Revision *go(const char *before, const char *after)
{
    g_autoptr(Revision) first = sketch_revision(NULL, before, "06-01");

    return sketch_revision(first, after, "06-02");
}

#define WITHOUT_ILO "ILO no longer takes part. It goes on without ILO."
#define NOT_AT_TABLE "It no longer belongs to this round table, and goes on."
#define NOT_THAT_DAY \
    "It no longer takes place on this day. The calendar of the whole agenda tells when it does."
#define NOT_IN_ROOM                                                                           \
    "It no longer takes place in this room. The calendar of the whole agenda tells where it " \
    "does."
#define CANCELLED "This entry has been cancelled."
#define NOT_PLANNED "This is no longer planned for this date."

static void each_kind_of_feed_says_what_has_become_of_a_session_that_goes_on(void **state)
{
    g_autoptr(Revision) revision = go(SESSION FRAME, "session s 07-11 09:00-10:00" FRAME);

    assert_fate(revision, "agencies/ilo", WITHOUT_ILO);
    assert_fate(revision, "round-tables/1", NOT_AT_TABLE);
    assert_fate(revision, "days/2007-07-10", NOT_THAT_DAY);
    assert_fate(revision, "rooms/gold", NOT_IN_ROOM);
}

static void a_tentative_session_goes_on_too(void **state)
{
    g_autoptr(Revision) revision =
        go(SESSION FRAME, "session s 07-11 09:00-10:00 status=tentative" FRAME);

    assert_fate(revision, "agencies/ilo", WITHOUT_ILO);
}

static void what_is_removed_or_called_off_has_been_cancelled_everywhere(void **state)
{
    static const char *const PATHS[] = { "agencies/ilo", "round-tables/1", "days/2007-07-10",
                                         "rooms/gold" };
    g_autoptr(Revision) removed = go(SESSION FRAME, FRAME);
    g_autoptr(Revision) off =
        go(SESSION FRAME, "session s 07-11 09:00-10:00 status=cancelled" FRAME);

    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        assert_fate(removed, PATHS[i], CANCELLED);
        assert_fate(off, PATHS[i], CANCELLED);
    }
    assert_fate(removed, "agenda", CANCELLED);
    assert_fate(removed, "sessions/s", CANCELLED);
}

static void an_agency_that_is_gone_is_called_as_it_was(void **state)
{
    g_autoptr(Revision) revision =
        go(SESSION FRAME, "session s 07-10 09:00-10:00 room=gold table=1; day 07-10");

    assert_true(revision_find_feed(revision, "forum/agencies/ilo")->is_gone);
    assert_fate(revision, "agencies/ilo", WITHOUT_ILO);
}

static void an_agency_that_was_not_there_is_told_of_a_plenary(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "plenary p 07-10 09:00-10:00; agency ilo", "06-01");
    g_autoptr(Revision) gone = sketch_revision(first, "plenary p 07-10 09:00-10:00", "06-02");
    g_autoptr(Revision) session = sketch_revision(gone, "session p 07-10 09:00-10:00", "06-03");
    g_autoptr(Revision) removed = sketch_revision(gone, "day 07-10", "06-03");

    assert_fate(session, "agencies/ilo", "It is no longer a plenary, and goes on.");
    assert_fate(removed, "agencies/ilo", CANCELLED);
}

static void a_preparation_goes_on_as_long_as_it_has_a_date(void **state)
{
    g_autoptr(Revision) other =
        go("preparation p ilo/input due=06-20" FRAME, "preparation p iom/input due=06-25" FRAME);
    g_autoptr(Revision) undated =
        go("preparation p ilo/input due=06-20" FRAME, "preparation p ilo/input" FRAME);
    g_autoptr(Revision) removed = go("preparation p ilo/input due=06-20" FRAME, FRAME);

    assert_fate(other, "agencies/ilo", WITHOUT_ILO);
    assert_fate(undated, "agencies/ilo", NOT_PLANNED);
    assert_fate(undated, "agenda", NOT_PLANNED);
    assert_fate(removed, "agencies/ilo", NOT_PLANNED);
    assert_fate(removed, "agenda", NOT_PLANNED);
}

static void a_round_table_is_called_what_the_agenda_called_it(void **state)
{
    g_autoptr(Revision) revision =
        go(SESSION FRAME ";noun Track",
           "session s 07-10 09:00-10:00 room=gold with=ilo/chair" FRAME ";noun Strand");

    /* The text must hold, unchanged, whatever they are called next. */
    assert_fate(revision, "round-tables/1", "It no longer belongs to this Track, and goes on.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_feed_says_what_has_become_of_a_session_that_goes_on),
        cmocka_unit_test(a_tentative_session_goes_on_too),
        cmocka_unit_test(what_is_removed_or_called_off_has_been_cancelled_everywhere),
        cmocka_unit_test(an_agency_that_is_gone_is_called_as_it_was),
        cmocka_unit_test(an_agency_that_was_not_there_is_told_of_a_plenary),
        cmocka_unit_test(a_preparation_goes_on_as_long_as_it_has_a_date),
        cmocka_unit_test(a_round_table_is_called_what_the_agenda_called_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
