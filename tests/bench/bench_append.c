/* Publishes one agenda and then another by turns into a new history, and prints as JSON how long
 * each transaction took. Usage: bench_append FILE OTHER-FILE HISTORY [RUNS] */
#include <stdio.h>
#include <stdlib.h>

#include "chronicle/chronicle.h"
#include "chronicle/delta.h"
#include "file/agenda_file.h"
#include "file/agenda_records.h"
#include "model/revision/succession.h"
#include "render/report/change_text.h"

static Agenda *read_agenda(const char *path, GError **error)
{
    g_autoptr(AgendaFile) file = agenda_file_read(path, error);

    if (file != NULL && file->agenda == NULL) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: the agenda has errors", path);
    }
    return file != NULL ? agenda_file_steal_agenda(file) : NULL;
}

static void add_records(HistoryFacts *facts, const Revision *previous, const Revision *revision)
{
    g_autoptr(GArray) before = agenda_records_of(previous->agenda, facts->strings);
    g_autoptr(GArray) after = agenda_records_of(revision->agenda, facts->strings);
    g_autofree char *digest = agenda_records_digest(after);

    delta_add_records(facts, before, after);
    facts->entry = (HistoryEntry){
        .agenda = revision->agenda->id,
        .number = revision->number,
        .stamp = revision->stamp,
        .keep = revision->keep_seconds,
        .by = "bench",
        .digest = g_string_chunk_insert(facts->strings, digest),
    };
    facts->previous = previous->stamp;
}

static void add_changes(HistoryFacts *facts, const Difference *difference)
{
    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        g_autofree char *words = change_text_words(difference, feed);
        g_autofree char *json = change_text_json(feed);
        HistoryChange change = {
            .path = g_string_chunk_insert(facts->strings, feed_change_feed(feed)->path),
            .words = g_string_chunk_insert(facts->strings, words),
            .json = g_string_chunk_insert(facts->strings, json),
        };
        g_array_append_val(facts->changes, change);
    }
}

/* What chronicle_publish writes; the revision, which takes the agenda, must live as long. */
static HistoryFacts *facts_of(const Revision *previous, Agenda *take_agenda,
                              Revision **out_revision)
{
    HistoryFacts *facts = history_facts_new();
    g_autoptr(Difference) difference = difference_new(previous->agenda, take_agenda);
    gint64 now = previous->stamp + 1;
    Occasion occasion = { now, now, REVISION_KEEP_DEFAULT, 0, MEMBERSHIP_CHANGES };
    Revision *revision = succession_next(previous, take_agenda, difference, &occasion);

    add_records(facts, previous, revision);
    add_changes(facts, difference);
    delta_add_events(facts, previous, revision);
    delta_add_departures(facts, previous, revision);
    delta_add_feeds(facts, previous, revision);
    *out_revision = revision;
    return facts;
}

/* One publication: returns its seconds, or less than 0. Replaces the revision by the next. */
static double append(History *history, Revision **revision, Agenda *take_agenda, GError **error)
{
    Revision *next;
    g_autoptr(HistoryFacts) facts = facts_of(*revision, take_agenda, &next);
    g_autoptr(GPtrArray) all_facts = g_ptr_array_new();

    g_ptr_array_add(all_facts, facts);
    gint64 start = g_get_monotonic_time();
    bool is_done = history_append_all(history, all_facts, NULL, error);
    double seconds = (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;

    revision_free(*revision);
    *revision = next;
    return is_done ? seconds : -1;
}

static bool measure(char *const *paths, int runs, GError **error)
{
    PublishOptions how = { .by = "bench", .keep_seconds = REVISION_KEEP_DEFAULT };
    g_auto(Publication) first = { 0 };
    g_autoptr(History) history = history_open(paths[2], HISTORY_WRITE, error);
    Agenda *agenda = history != NULL ? read_agenda(paths[0], error) : NULL;

    if (agenda == NULL ||
        chronicle_publish(history, NULL, agenda, &how, &first, error) != PUBLISH_DONE) {
        return false;
    }
    printf("{\"seconds\": [");
    for (int i = 0; i < runs; i++) {
        agenda = read_agenda(paths[i % 2 == 0 ? 1 : 0], error);
        double seconds = agenda != NULL ? append(history, &first.revision, agenda, error) : -1;
        if (seconds < 0) {
            return false;
        }
        printf("%s%.6f", i > 0 ? ", " : "", seconds);
    }
    printf("]}\n");
    return true;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    int runs = argc > 4 ? atoi(argv[4]) : 1;

    if (argc < 4 || runs < 1) {
        fputs("usage: bench_append FILE OTHER-FILE HISTORY [RUNS]\n", stderr);
        return 2;
    }
    if (!measure(argv + 1, runs, &error)) {
        fprintf(stderr, "%s\n", error != NULL ? error->message : "there is a history already");
        return 1;
    }
    return 0;
}
