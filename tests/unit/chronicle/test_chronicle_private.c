#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"

#include <string.h>

#include "agenda_walk.h"
#include "chronicle/stream.h"
#include "chronicle_support.h"
#include "history_support.h"
#include "model/view/agenda_view.h"
#include "model/view/concern.h"
#include "random_agenda.h"
#include "records_support.h"
#include "sketch.h"
#include "support.h"

#define FRAME "agency ilo; agency iom; room gold; day 07-10;"
#define OPEN "session open 07-10 09:00-10:00 with=ilo/chair;"
#define CLOSED "session closed 07-10 10:00-11:00 with=ilo/chair visibility=agency title=Secret;"
#define CLOSED_2 "session closed 07-10 10:00-11:00 with=ilo/chair visibility=agency title=Secret_2;"

/* A history, and the last public revision in it. */
typedef struct Story {
    char *path;
    History *history;
    Revision *last; /* or NULL */
} Story;

static void story_init(Story *story)
{
    *story = (Story){ .path = history_support_path_new() };
    story->history = history_support_open(story->path, HISTORY_WRITE);
}

static void story_clear(Story *story)
{
    revision_free(story->last);
    history_close(story->history);
    history_support_remove(story->path);
    g_free(story->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Story, story_clear)

/* Publishes; a text of "public" and the agencies for whom there is something new. */
static char *publish_agenda(Story *story, Agenda *take_agenda, const char *at)
{
    PublishOptions how = { .by = "anna", .now = sketch_stamp(at), .keep_seconds = SKETCH_KEEP };
    g_auto(Publication) publication = { 0 };
    g_autoptr(GString) told = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    PublishOutcome outcome =
        chronicle_publish(story->history, story->last, take_agenda, &how, &publication, &error);

    g_assert_no_error(error);
    if (outcome == PUBLISH_SAME) {
        return g_strdup("same");
    }
    g_string_append(told, publication.revision != NULL ? "public" : "");
    for (guint i = 0; i < publication.privates->len; i++) {
        g_string_append_printf(
            told, " %s", ((const PrivatePublication *)publication.privates->pdata[i])->participant);
    }
    if (publication.revision != NULL) {
        Revision *last = g_steal_pointer(&publication.revision);
        publication_clear(&publication);
        revision_free(story->last);
        story->last = last;
    }
    return g_strdup(g_strstrip(told->str));
}

static void assert_publishes(Story *story, const char *sketch, const char *at, const char *expected)
{
    g_autofree char *told = publish_agenda(story, sketch_agenda(sketch), at);

    assert_string_equal(told, expected);
}

static guint count(Story *story, const char *stream)
{
    guint number = 0;

    assert_true(history_find(story->history, stream, G_MAXINT64, &number, NULL));
    return number;
}

static Revision *read_last(Story *story, const char *stream)
{
    return chronicle_support_read(story->history, stream, count(story, stream));
}

/* Everything that the history holds of a stream, as text. */
static char *describe_stream(Story *story, const char *stream)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) changes =
        history_read_changes(story->history, stream, count(story, stream), 50, strings, NULL);

    for (guint number = 1; number <= count(story, stream); number++) {
        g_autofree char *facts = history_support_read(story->history, stream, number);
        g_string_append(out, facts);
    }
    for (guint i = 0; i < changes->len; i++) {
        g_autofree char *line =
            history_support_line_of_change(&g_array_index(changes, HistoryChange, i));
        g_string_append(out, line);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void assert_sound(Story *story)
{
    g_autofree char *faults = history_support_verify(story->history);
    g_autofree char *derived = chronicle_support_verify(story->history);

    assert_string_equal(faults, "");
    assert_string_equal(derived, "");
}

/* --- what is published ------------------------------------------------------------------- */

static void without_anything_private_there_is_one_stream(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN, "07-01", "public");
    g_autoptr(GPtrArray) streams = history_list_streams(story.history, "forum", NULL);
    assert_int_equal(streams->len, 0);
}

static void what_is_private_is_in_the_streams_of_its_agencies_alone(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN CLOSED, "07-01", "public ilo");
    assert_int_equal(count(&story, "forum@ilo"), 1);
    assert_int_equal(count(&story, "forum@iom"), 0);
    g_autofree char *public = describe_stream(&story, "forum");
    g_autofree char *private = describe_stream(&story, "forum@ilo");
    assert_null(strstr(public, "ecret"));
    assert_null(strstr(public, "closed"));
    assert_non_null(strstr(private, "Secret"));
    g_autoptr(Revision) of_ilo = read_last(&story, "forum@ilo");
    sketch_assert_entries(of_ilo, "agencies/ilo", "open:0 closed:0");
    sketch_assert_entries(story.last, "agencies/ilo", "open:0");
    assert_sound(&story);
}

static void what_is_private_of_a_person_is_in_streams_of_that_person_and_that_agency(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story,
                     FRAME "person jane; person ilo;" OPEN
                           "session closed 07-10 10:00-11:00 with=~jane/chair,~ilo/speaker "
                           "visibility=agency title=Secret;"
                           "session half 07-10 11:00-12:00 with=iom/chair,+iom~jane/speaker;",
                     "07-01", "public iom people/ilo people/jane");
    assert_int_equal(count(&story, "forum@ilo"), 0);
    g_autofree char *public = describe_stream(&story, "forum");
    assert_null(strstr(public, "ecret"));
    g_autoptr(Revision) of_jane = read_last(&story, "forum@people/jane");
    g_autoptr(Revision) of_ilo = read_last(&story, "forum@people/ilo");
    sketch_assert_entries(of_jane, "people/jane", "closed:0 half:0");
    sketch_assert_entries(of_ilo, "people/ilo", "closed:0");
    sketch_assert_entries(story.last, "people/jane", "");
    assert_sound(&story);
}

static void a_person_who_leaves_a_session_sees_it_as_cancelled(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story,
                     FRAME "person jane; plenary all 07-10 08:00-09:00;"
                           "session s 07-10 10:00-11:00 with=ilo/chair,ilo~jane/speaker;",
                     "07-01", "public");
    assert_publishes(&story,
                     FRAME "person jane; plenary all 07-10 08:00-09:00;"
                           "session s 07-10 10:00-11:00 with=ilo/chair;",
                     "07-02", "public");
    g_autoptr(Revision) last = read_last(&story, "forum");
    sketch_assert_entries(last, "people/jane", "all:0 !s@1:1");
    sketch_assert_entries(last, "agencies/ilo", "all:0 s:1");
    assert_publishes(&story, FRAME "plenary all 07-10 08:00-09:00;", "07-03", "public");
    g_autoptr(Revision) gone = read_last(&story, "forum");
    sketch_assert_entries(gone, "people/jane", "gone all:0 !s@1:2");
    assert_sound(&story);
}

static void a_change_of_what_is_private_makes_no_public_revision(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN CLOSED, "07-01", "public ilo");
    g_autofree char *before = describe_stream(&story, "forum");
    assert_publishes(&story, FRAME OPEN CLOSED_2, "07-02", "ilo");
    assert_publishes(&story, FRAME OPEN CLOSED_2, "07-03", "same");
    g_autofree char *after = describe_stream(&story, "forum");
    assert_string_equal(after, before);
    g_autoptr(Revision) of_ilo = read_last(&story, "forum@ilo");
    sketch_assert_entries(of_ilo, "agencies/ilo", "open:0 closed:1");
    assert_sound(&story);
}

static void a_public_change_is_one_in_every_view(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN CLOSED, "07-01", "public ilo");
    assert_publishes(&story, FRAME CLOSED, "07-02", "public ilo");
    g_autoptr(Revision) of_ilo = read_last(&story, "forum@ilo");
    sketch_assert_entries(of_ilo, "agencies/ilo", "!open@1:1 closed:0");
    assert_int_equal(of_ilo->stamp, story.last->stamp);
}

static void a_view_that_becomes_another_goes_on_from_the_public_one(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN, "07-01", "public");
    assert_publishes(&story, FRAME "session open 07-10 09:00-10:00 with=ilo/chair title=New;",
                     "07-02", "public");
    assert_publishes(&story,
                     FRAME "session open 07-10 09:00-10:00 with=ilo/chair title=New;" CLOSED,
                     "07-03", "ilo");
    g_autoptr(Revision) of_ilo = read_last(&story, "forum@ilo");
    sketch_assert_entries(of_ilo, "agencies/ilo", "open:1 closed:0");
    assert_sound(&story);
}

static void what_becomes_private_leaves_what_is_public_and_stays_in_its_view(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN, "07-01", "public");
    assert_publishes(&story,
                     FRAME "session open 07-10 09:00-10:00 with=ilo/chair visibility=agency;",
                     "07-02", "public ilo");
    sketch_assert_entries(story.last, "agencies/ilo", "!open@1:1");
    g_autoptr(Revision) of_ilo = read_last(&story, "forum@ilo");
    sketch_assert_entries(of_ilo, "agencies/ilo", "open:1");
    assert_sound(&story);
}

static void streams_go_on_when_nothing_is_private_any_more(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN CLOSED, "07-01", "public ilo");
    assert_publishes(&story, FRAME OPEN, "07-02", "ilo");
    assert_publishes(&story, FRAME, "07-03", "public ilo");
    g_autoptr(Revision) of_ilo = read_last(&story, "forum@ilo");
    sketch_assert_entries(of_ilo, "agencies/ilo", "!open@2:1 !closed@1:1");
    assert_sound(&story);
}

static void an_agency_that_is_removed_still_sees_what_became_of_its_own(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN CLOSED, "07-01", "public ilo");
    assert_publishes(&story, "agency iom; room gold; day 07-10;", "07-02", "public ilo");
    g_autoptr(Revision) of_ilo = read_last(&story, "forum@ilo");
    sketch_assert_entries(of_ilo, "agencies/ilo", "gone !open@1:1 !closed@1:1");
    assert_sound(&story);
}

static void all_views_of_a_publication_have_one_stamp_whatever_the_clock_does(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN CLOSED, "07-05", "public ilo");
    assert_publishes(&story, FRAME OPEN CLOSED_2, "07-05", "ilo");
    assert_publishes(&story, FRAME CLOSED, "07-02", "public ilo");
    g_autoptr(Revision) of_ilo = read_last(&story, "forum@ilo");
    g_autoptr(Revision) whole = read_last(&story, "forum@");
    assert_int_equal(story.last->stamp, sketch_stamp("07-05T00:00:02"));
    assert_int_equal(of_ilo->stamp, story.last->stamp);
    assert_int_equal(whole->stamp, story.last->stamp);
}

static void who_was_overtaken_publishes_nothing_of_it(void **state)
{
    g_auto(Story) story;
    PublishOptions how = { .by = "bob", .now = sketch_stamp("07-03"), .keep_seconds = SKETCH_KEEP };
    g_auto(Publication) publication = { 0 };
    g_autoptr(GError) error = NULL;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN, "07-01", "public");
    g_autoptr(Revision) old = chronicle_support_read(story.history, "forum", 1);
    assert_publishes(&story, FRAME, "07-02", "public");
    assert_int_equal(chronicle_publish(story.history, old, sketch_agenda(FRAME OPEN CLOSED), &how,
                                       &publication, &error),
                     PUBLISH_FAILED);
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_STALE));
    assert_int_equal(count(&story, "forum@ilo"), 0);
    assert_int_equal(count(&story, "forum@"), 0);
}

static void without_a_history_there_is_nothing_but_what_is_public(void **state)
{
    PublishOptions how = { .by = "bob", .now = sketch_stamp("07-03"), .keep_seconds = SKETCH_KEEP };
    g_auto(Publication) publication = { 0 };

    assert_int_equal(
        chronicle_publish(NULL, NULL, sketch_agenda(FRAME OPEN CLOSED), &how, &publication, NULL),
        PUBLISH_DONE);
    assert_null(agenda_find_session(publication.revision->agenda, "closed"));
    assert_int_equal(publication.privates->len, 0);
}

/* --- what was published ------------------------------------------------------------------ */

static void the_file_of_a_revision_has_what_was_private_then(void **state)
{
    g_auto(Story) story;

    story_init(&story);
    assert_publishes(&story, FRAME OPEN, "07-01", "public");
    assert_publishes(&story, FRAME CLOSED, "07-02", "public ilo");
    assert_publishes(&story, FRAME CLOSED_2, "07-03", "ilo");
    assert_publishes(&story, FRAME OPEN CLOSED_2, "07-04", "public ilo");
    static const char *const SKETCHES[] = { FRAME OPEN, FRAME CLOSED, FRAME OPEN CLOSED_2 };
    for (guint i = 0; i < G_N_ELEMENTS(SKETCHES); i++) {
        g_autoptr(Agenda) expected = sketch_agenda(SKETCHES[i]);
        g_autofree char *file = chronicle_read_file(story.history, "forum", i + 1, NULL);
        g_autoptr(Agenda) parsed = records_support_parse_in(file, expected->tz);
        g_autoptr(Agenda) whole = chronicle_read_whole(story.history, "forum", i + 1, NULL);
        records_support_assert_equal(parsed, expected);
        records_support_assert_equal(whole, expected);
    }
}

/* --- at random --------------------------------------------------------------------------- */

static void make_some_private(Agenda *agenda, GRand *numbers)
{
    for (guint i = 0; i < agenda->sessions->len; i++) {
        Session *session = agenda->sessions->pdata[i];
        bool may_be = session->kind == SESSION_KIND_SESSION && session->contributions->len > 0;
        session->visibility =
            may_be && g_rand_int_range(numbers, 0, 4) == 0 ? VISIBILITY_AGENCY : VISIBILITY_PUBLIC;
        for (guint j = 0; j < session->contributions->len; j++) {
            ((Contribution *)session->contributions->pdata[j])->visibility =
                g_rand_int_range(numbers, 0, 4) == 0 ? VISIBILITY_AGENCY : VISIBILITY_PUBLIC;
        }
    }
    for (guint i = 0; i < agenda->preparations->len; i++) {
        ((Preparation *)agenda->preparations->pdata[i])->visibility =
            g_rand_boolean(numbers) ? VISIBILITY_AGENCY : VISIBILITY_PUBLIC;
    }
}

/* Of what concerns an agency, its view has all that it may see. */
static void assert_is_seen(const Agenda *view, const Agenda *agenda, const char *agency)
{
    g_autoptr(GHashTable) concern = concern_new();

    concern_add_agenda(concern, agenda, agency);
    g_autoptr(Agenda) expected = agenda_view_of_participant(agenda, agency, concern);
    g_autoptr(Agenda) found = agenda_view_of_participant(view, agency, concern);
    records_support_assert_equal(found, expected);
}

/* Whatever becomes private or is no longer: the last revision of each view is its agenda, and the
 * public stream is as if nothing private had ever been there. */
static void views_of_random_agendas_are_kept_as_if_each_were_alone(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 4; round++) {
        g_auto(Story) story;
        g_auto(Story) public;
        story_init(&story);
        story_init(&public);
        for (guint step = 0; step < 4; step++) {
            Agenda *agenda = random_agenda_new(seed + 10 * round + step / 2, numbers);
            g_autofree char *at = g_strdup_printf("06-%02u", step + 1);
            make_some_private(agenda, numbers);
            g_autofree char *alone = publish_agenda(&public, agenda_view_new(agenda), at);
            g_autofree char *told = publish_agenda(&story, agenda_view_of_all(agenda, NULL), at);
            for (guint i = 0; i < agenda->agencies->len; i++) {
                const Participant *agency = agenda->agencies->pdata[i];
                g_autofree char *stream = g_strconcat("random@", agency->id, NULL);
                if (agenda_view_has_private(agenda, agency)) {
                    g_autoptr(Revision) revision = read_last(&story, stream);
                    assert_is_seen(revision->agenda, agenda, agency->id);
                }
            }
            agenda_free(agenda);
        }
        g_autofree char *expected = describe_stream(&public, "random");
        g_autofree char *found = describe_stream(&story, "random");
        assert_string_equal(found, expected);
        assert_sound(&story);
    }
}

/* The sessions in an agency's calendar, with all that tells their changes; but for all-day ones,
 * which a change of the zone changes only where they have left other feeds with a clock. */
static char *describe_sessions(const Revision *revision, const char *agency)
{
    g_autofree char *path = g_strdup_printf("random/agencies/%s", agency);
    const RevisionFeed *feed = revision_find_feed(revision, path);
    g_autoptr(GArray) entries = feed != NULL ? revision_dup_entries(revision, feed)
                                             : g_array_new(FALSE, FALSE, sizeof(FeedEntry));
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; i < entries->len; i++) {
        const FeedEntry *entry = &g_array_index(entries, FeedEntry, i);
        if (entry->session != NULL && !entry->session->slot->all_day) {
            const Session *now = agenda_find_session(revision->agenda, entry->session->id);
            g_string_append_printf(out, "%s %s%s: %u, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT "\n",
                                   entry->session->id, entry->departure != NULL ? "left" : "",
                                   now != NULL ? "" : " altogether", entry->stamp.sequence,
                                   entry->stamp.created, entry->stamp.changed);
        }
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Makes all preparations private; the agencies that have any see more than everybody. */
static void make_preparations_private(Agenda *agenda)
{
    for (guint i = 0; i < agenda->preparations->len; i++) {
        ((Preparation *)agenda->preparations->pdata[i])->visibility = VISIBILITY_AGENCY;
    }
}

/* What concerns an agency that is gone may be over before the whole agenda is. */
static bool may_be_over(const Revision *view, const char *agency)
{
    g_autofree char *path = g_strdup_printf("random/agencies/%s", agency);

    return agenda_find_agency(view->agenda, agency) == NULL &&
           revision_find_feed(view, path) == NULL;
}

static guint assert_agree(Story *story)
{
    g_autoptr(GPtrArray) streams = history_list_streams(story->history, "random", NULL);
    guint count = 0;

    for (guint i = 0; i < streams->len; i++) {
        const char *agency = stream_participant(streams->pdata[i]);
        if (agency != NULL) {
            g_autoptr(Revision) view = read_last(story, streams->pdata[i]);
            g_autofree char *expected = describe_sessions(story->last, agency);
            g_autofree char *found = describe_sessions(view, agency);
            if (!may_be_over(view, agency)) {
                assert_string_equal(found, expected);
            }
            count += *found != '\0' ? 1 : 0;
        }
    }
    return count;
}

/* A view has but what concerns its agency, and a session may come into it at any time: of those
 * that everybody sees, both calendars of the agency tell the same all along. */
static void of_what_everybody_sees_a_private_calendar_tells_what_the_public_one_does(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    guint count = 0;

    for (guint round = 0; round < 5; round++) {
        g_autoptr(AgendaWalk) walk = agenda_walk_new(seed + round);
        guint from = (guint)g_rand_int_range(numbers, 0, 6);
        g_auto(Story) story;
        story_init(&story);
        for (guint step = 0; step < 20; step++) {
            Agenda *agenda = agenda_walk_next(walk);
            g_autofree char *at = g_strdup_printf("06-%02u", step + 1);
            if (step >= from) {
                make_preparations_private(agenda);
            }
            g_autofree char *told = publish_agenda(&story, agenda, at);
            count += assert_agree(&story);
        }
        assert_sound(&story);
    }
    assert_true(count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_anything_private_there_is_one_stream),
        cmocka_unit_test(what_is_private_is_in_the_streams_of_its_agencies_alone),
        cmocka_unit_test(what_is_private_of_a_person_is_in_streams_of_that_person_and_that_agency),
        cmocka_unit_test(a_person_who_leaves_a_session_sees_it_as_cancelled),
        cmocka_unit_test(a_change_of_what_is_private_makes_no_public_revision),
        cmocka_unit_test(a_public_change_is_one_in_every_view),
        cmocka_unit_test(a_view_that_becomes_another_goes_on_from_the_public_one),
        cmocka_unit_test(what_becomes_private_leaves_what_is_public_and_stays_in_its_view),
        cmocka_unit_test(streams_go_on_when_nothing_is_private_any_more),
        cmocka_unit_test(an_agency_that_is_removed_still_sees_what_became_of_its_own),
        cmocka_unit_test(all_views_of_a_publication_have_one_stamp_whatever_the_clock_does),
        cmocka_unit_test(who_was_overtaken_publishes_nothing_of_it),
        cmocka_unit_test(without_a_history_there_is_nothing_but_what_is_public),
        cmocka_unit_test(the_file_of_a_revision_has_what_was_private_then),
        cmocka_unit_test(views_of_random_agendas_are_kept_as_if_each_were_alone),
        cmocka_unit_test(of_what_everybody_sees_a_private_calendar_tells_what_the_public_one_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
