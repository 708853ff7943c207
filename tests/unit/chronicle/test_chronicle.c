#include "chronicle/chronicle.h"

#include <glib/gstdio.h>
#include <string.h>

#include "agenda_walk.h"
#include "chronicle_support.h"
#include "history_support.h"
#include "random_agenda.h"
#include "records_support.h"
#include "sketch.h"
#include "support.h"

#define SESSION "session s 07-10 09:00-10:00 with=ilo/chair;"
#define OTHER "session s 07-10 09:00-10:00 with=ilo/chair title=Other;"

/* --- one publication --------------------------------------------------------------------- */

static PublishOutcome publish(History *history, const Revision *previous, const char *sketch,
                              const char *at, Publication *out_publication, GError **error)
{
    PublishOptions how = {
        .by = "anna", .why = "a reason", .now = sketch_stamp(at), .keep_seconds = SKETCH_KEEP
    };

    return chronicle_publish(history, previous, sketch_agenda(sketch), &how, out_publication,
                             error);
}

/* Two equal descriptions say of one revision, published and read, that it is the same. */
static void assert_is_kept(History *history, const Revision *revision)
{
    g_autoptr(Revision) read =
        chronicle_support_read(history, revision->agenda->id, revision->number);
    g_autofree char *made = chronicle_support_describe(revision);
    g_autofree char *kept = chronicle_support_describe(read);

    assert_string_equal(kept, made);
    assert_int_equal(read->number, revision->number);
    assert_int_equal(read->stamp, revision->stamp);
    assert_int_equal(read->keep_seconds, revision->keep_seconds);
    assert_true(read->has_history);
}

static void a_first_revision_is_kept_with_who_published_it_when_and_why(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_auto(Publication) publication = { 0 };
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autoptr(Agenda) agenda = sketch_agenda(SESSION);
    g_auto(RecordsSupport) records;

    assert_int_equal(publish(history, NULL, SESSION, "07-01", &publication, NULL), PUBLISH_DONE);
    assert_null(publication.difference);
    assert_int_equal(publication.revision->number, 1);
    assert_is_kept(history, publication.revision);
    g_autoptr(GArray) entries = history_list(history, "forum", strings, NULL);
    const HistoryEntry *entry = &g_array_index(entries, HistoryEntry, 0);
    records_support_init(&records, agenda);
    assert_int_equal(entries->len, 1);
    assert_string_equal(entry->by, "anna");
    assert_string_equal(entry->why, "a reason");
    assert_string_equal(entry->digest, records.digest);
    assert_int_equal(entry->stamp, sketch_stamp("07-01"));
    assert_int_equal(entry->keep, SKETCH_KEEP);
    history_close(history);
    history_support_remove(path);
}

static void a_next_revision_comes_with_its_difference_and_its_notes(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) first =
        chronicle_support_publish(history, NULL, sketch_agenda(SESSION), "07-01");
    g_auto(Publication) publication = { 0 };

    assert_int_equal(publish(history, first, OTHER, "07-02", &publication, NULL), PUBLISH_DONE);
    assert_ptr_equal(publication.difference->old_agenda, first->agenda);
    assert_ptr_equal(publication.difference->new_agenda, publication.revision->agenda);
    assert_null(change_log_find(first->log, "forum/agencies/ilo"));
    const GPtrArray *notes = change_log_find(publication.revision->log, "forum/agencies/ilo");
    const ChangeNote *note = notes->pdata[0];
    assert_int_equal(notes->len, 1);
    assert_int_equal(note->number, 2);
    assert_int_equal(note->stamp, sketch_stamp("07-02"));
    assert_non_null(strstr(note->words, "Other"));
    assert_non_null(strstr(note->json, "\"renamed\""));
    assert_is_kept(history, publication.revision);
    assert_is_kept(history, first);
    history_close(history);
    history_support_remove(path);
}

static void an_agenda_that_says_the_same_makes_no_revision(void **state)
{
    static const char *const SAME[] = {
        "agency ilo; " SESSION,
        SESSION "agency ilo",
        "day 07-10;" SESSION,
    };
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) first =
        chronicle_support_publish(history, NULL, sketch_agenda(SESSION), "07-01");

    for (gsize i = 0; i < G_N_ELEMENTS(SAME); i++) {
        g_auto(Publication) publication = { 0 };
        g_autoptr(GError) error = NULL;
        guint number = 0;
        assert_int_equal(publish(history, first, SAME[i], "07-02", &publication, &error),
                         PUBLISH_SAME);
        assert_null(error);
        assert_null(publication.revision);
        assert_null(publication.difference);
        assert_true(history_find(history, "forum", G_MAXINT64, &number, NULL));
        assert_int_equal(number, 1);
    }
    history_close(history);
    history_support_remove(path);
}

static void what_no_calendar_shows_makes_a_revision_too(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) first =
        chronicle_support_publish(history, NULL, sketch_agenda(SESSION "room gold"), "07-01");
    g_autoptr(Revision) second = chronicle_support_publish(
        history, first, sketch_agenda(SESSION "room gold capacity=5"), "07-02");

    assert_int_equal(second->number, 2);
    sketch_assert_changed(second, "agenda", "07-01");
    assert_null(change_log_find(second->log, "forum/agenda"));
    assert_is_kept(history, second);
    history_close(history);
    history_support_remove(path);
}

static void stamps_rise_even_if_the_clock_is_set_back(void **state)
{
    g_autoptr(Revision) first =
        chronicle_support_publish(NULL, NULL, sketch_agenda(SESSION), "07-01");
    g_autoptr(Revision) second =
        chronicle_support_publish(NULL, first, sketch_agenda(OTHER), "06-01");

    assert_int_equal(second->stamp, sketch_stamp("07-01T00:00:01"));
}

/* --- when it cannot be kept -------------------------------------------------------------- */

static void a_revision_that_comes_too_late_changes_nothing(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) first =
        chronicle_support_publish(history, NULL, sketch_agenda(SESSION), "07-01");
    g_autoptr(Revision) second =
        chronicle_support_publish(history, first, sketch_agenda(OTHER), "07-02");
    g_autofree char *before = history_support_read(history, "forum", 2);
    g_auto(Publication) publication = { 0 };
    g_autoptr(GError) error = NULL;
    guint number = 0;

    assert_int_equal(publish(history, first, SESSION "day 07-20", "07-03", &publication, &error),
                     PUBLISH_FAILED);
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_STALE));
    assert_non_null(strstr(error->message, "history.sqlite: revision 2 of forum was published "
                                           "meanwhile by anna at 2007-07-02T00:00:00Z"));
    assert_null(publication.revision);
    assert_null(publication.difference);
    assert_null(change_log_find(first->log, "forum/agenda"));
    assert_true(history_find(history, "forum", G_MAXINT64, &number, NULL));
    assert_int_equal(number, 2);
    g_autofree char *after = history_support_read(history, "forum", 2);
    assert_string_equal(after, before);
    history_close(history);
    history_support_remove(path);
}

static void without_a_history_or_with_one_that_is_read_only_a_revision_is_made(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) first =
        chronicle_support_publish(history, NULL, sketch_agenda(SESSION), "07-01");
    History *reader = history_support_open(path, HISTORY_READ);
    g_autoptr(Revision) unkept =
        chronicle_support_publish(reader, first, sketch_agenda(OTHER), "07-02");
    g_autoptr(Revision) without =
        chronicle_support_publish(NULL, first, sketch_agenda(OTHER), "07-02");
    g_autoptr(Revision) kept =
        chronicle_support_publish(history, first, sketch_agenda(OTHER), "07-02");
    g_autofree char *of_unkept = chronicle_support_describe(unkept);
    g_autofree char *of_without = chronicle_support_describe(without);
    g_autofree char *of_kept = chronicle_support_describe(kept);

    assert_int_equal(unkept->number, 2);
    assert_string_equal(of_unkept, of_kept);
    assert_string_equal(of_without, of_kept);
    g_autoptr(Revision) next =
        chronicle_support_publish(reader, unkept, sketch_agenda(SESSION), "07-03");
    assert_int_equal(unkept->unkept_since, unkept->stamp);
    assert_int_equal(next->unkept_since, unkept->stamp);
    assert_int_equal(kept->unkept_since, G_MAXINT64);
    history_close(reader);
    history_close(history);
    history_support_remove(path);
}

/* --- what is kept is what was made ------------------------------------------------------- */

/* One time in three the next revision follows one that was read. */
static const Revision *choose(GRand *numbers, History *history, const Revision *made,
                              Revision **out_read)
{
    if (made == NULL || g_rand_int_range(numbers, 0, 3) != 0) {
        return made;
    }
    *out_read = chronicle_support_read(history, "random", made->number);
    return *out_read;
}

/* Publishes what a walk, or another random agenda, makes of it; NULL if that says the same. */
static Revision *publish_next(History *history, GRand *numbers, AgendaWalk *walk,
                              const Revision *made, gint64 now)
{
    PublishOptions how = { .by = "anna", .now = now, .keep_seconds = 5 * CIVIL_DAY_SECONDS };
    g_auto(Publication) publication = { 0 };
    g_autoptr(Revision) read = NULL;
    const Revision *previous = choose(numbers, history, made, &read);
    g_autoptr(GError) error = NULL;

    if (chronicle_publish(history, previous, agenda_walk_next(walk), &how, &publication, &error) ==
        PUBLISH_SAME) {
        return NULL;
    }
    g_assert_no_error(error);
    return g_steal_pointer(&publication.revision);
}

static void publish_walk(guint32 seed)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(GRand) numbers = g_rand_new_with_seed(seed);
    g_autoptr(AgendaWalk) walk = agenda_walk_new(seed);
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    gint64 now = sketch_stamp("06-25");

    for (guint i = 0; i < 5; i++) {
        const Revision *made = revisions->len > 0 ? revisions->pdata[revisions->len - 1] : NULL;
        Revision *next = publish_next(history, numbers, walk, made, now);
        now += g_rand_int_range(numbers, 1, 9 * (gint32)CIVIL_DAY_SECONDS);
        if (next != NULL) {
            g_ptr_array_add(revisions, next);
        }
    }
    for (guint i = 0; i < revisions->len; i++) {
        assert_is_kept(history, revisions->pdata[i]);
    }
    g_autofree char *faults = chronicle_support_verify(history);
    g_autofree char *damage = history_support_verify(history);
    assert_string_equal(faults, "");
    assert_string_equal(damage, "");
    history_close(history);
    history_support_remove(path);
}

static void every_revision_is_read_as_it_was_made_byte_for_byte(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint i = 0; i < 60; i++) {
        publish_walk(seed + i);
    }
}

/* Of agendas that have nothing to do with each other, but their id. */
static void any_agenda_may_follow_any_other(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) revision = NULL;
    gint64 now = sketch_stamp("07-01");

    for (guint i = 0; i < 8; i++) {
        g_auto(RecordsSupport) records;
        g_autoptr(Agenda) agenda = random_agenda_new(seed + i, NULL);
        PublishOptions how = { .by = "anna", .now = now + i, .keep_seconds = REVISION_KEEP_ALWAYS };
        g_auto(Publication) publication = { 0 };
        records_support_init(&records, agenda);
        assert_int_equal(chronicle_publish(history, revision, records_support_parse(records.file),
                                           &how, &publication, NULL),
                         PUBLISH_DONE);
        revision_free(revision);
        revision = g_steal_pointer(&publication.revision);
        assert_is_kept(history, revision);
    }
    g_autofree char *faults = chronicle_support_verify(history);
    assert_string_equal(faults, "");
    history_close(history);
    history_support_remove(path);
}

/* More revisions than a feed has notes: in the agenda's feed they come and go, in the other's there
 * is one of long ago. */
static void change_feeds_are_the_same_after_many_revisions(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) revision = chronicle_support_publish(
        history, NULL, sketch_agenda(SESSION "session t 07-10 09:00-10:00 with=iom/chair"),
        "07-01");

    for (guint i = 1; i <= CHANGE_LOG_NOTES_MAX + 5; i++) {
        g_autofree char *sketch =
            g_strdup_printf("session s 07-10 09:00-10:00 with=ilo/chair title=%u;"
                            "session t 07-10 09:00-10:00 with=iom/chair title=New",
                            i);
        g_autofree char *at = g_strdup_printf("07-02T%02u:00:00", i % 24);
        at[4] = (char)('2' + i / 24);
        Revision *next = chronicle_support_publish(history, revision, sketch_agenda(sketch), at);
        revision_free(revision);
        revision = next;
    }
    const GPtrArray *of_iom = change_log_find(revision->log, "forum/agencies/iom");
    assert_int_equal(change_log_find(revision->log, "forum/agenda")->len, CHANGE_LOG_NOTES_MAX);
    assert_int_equal(of_iom->len, 1);
    assert_int_equal(((const ChangeNote *)of_iom->pdata[0])->number, 2);
    assert_is_kept(history, revision);
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_revision_is_kept_with_who_published_it_when_and_why),
        cmocka_unit_test(a_next_revision_comes_with_its_difference_and_its_notes),
        cmocka_unit_test(an_agenda_that_says_the_same_makes_no_revision),
        cmocka_unit_test(what_no_calendar_shows_makes_a_revision_too),
        cmocka_unit_test(stamps_rise_even_if_the_clock_is_set_back),
        cmocka_unit_test(a_revision_that_comes_too_late_changes_nothing),
        cmocka_unit_test(without_a_history_or_with_one_that_is_read_only_a_revision_is_made),
        cmocka_unit_test(every_revision_is_read_as_it_was_made_byte_for_byte),
        cmocka_unit_test(any_agenda_may_follow_any_other),
        cmocka_unit_test(change_feeds_are_the_same_after_many_revisions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
