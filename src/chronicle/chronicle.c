#include "chronicle/chronicle.h"

#include "chronicle/delta.h"
#include "model/succession.h"
#include "render/agenda_records.h"
#include "render/change_text.h"

void published_clear(Published *published)
{
    g_clear_pointer(&published->difference, difference_free);
    g_clear_pointer(&published->revision, revision_free);
}

/* What a revision has changed in each feed: told to the log, and to the history. */
static void tell_changes(HistoryFacts *facts, Revision *revision, const Difference *difference)
{
    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        g_autofree char *words = change_text_words(difference, feed);
        g_autofree char *json = change_text_json(feed);
        HistoryChange change = {
            .number = revision->number,
            .stamp = revision->stamp,
            .path = feed_change_feed(feed)->path,
            .words = g_string_chunk_insert(facts->strings, words),
            .json = g_string_chunk_insert(facts->strings, json),
        };
        change_log_add(revision->log, change.path, change.number, change.stamp, words, json);
        g_array_append_val(facts->changes, change);
    }
}

static Revision *make_revision(const Revision *previous, Agenda *take_agenda,
                               const Difference *difference, const Publishing *how)
{
    Revision *revision =
        previous == NULL
            ? succession_first(take_agenda, how->now, how->keep_seconds)
            : succession_next(previous, take_agenda, difference, how->now, how->keep_seconds);

    revision->modified = MIN(revision->stamp, how->now);
    revision->log = previous != NULL && previous->log != NULL ? change_log_dup(previous->log)
                                                              : change_log_new();
    return revision;
}

static void describe(HistoryFacts *facts, const Revision *revision, const GArray *records,
                     const Publishing *how)
{
    g_autofree char *digest = agenda_records_digest(records);

    facts->entry = (HistoryEntry){
        .agenda = revision->agenda->id,
        .number = revision->number,
        .stamp = revision->stamp,
        .keep = revision->keep_seconds,
        .by = how->by,
        .why = how->why,
        .digest = g_string_chunk_insert(facts->strings, digest),
    };
}

PublishOutcome chronicle_publish(History *history, const Revision *previous, Agenda *take_agenda,
                                 const Publishing *how, Published *out_published, GError **error)
{
    g_autoptr(Agenda) agenda = take_agenda;
    g_autoptr(HistoryFacts) facts = history_facts_new();
    g_autoptr(GArray) records = agenda_records_of(agenda, facts->strings);
    g_autoptr(GArray) previous_records = previous != NULL
                                             ? agenda_records_of(previous->agenda, facts->strings)
                                             : g_array_new(FALSE, FALSE, sizeof(AgendaRecord));
    g_auto(Published) published = { 0 };

    if (delta_add_records(facts, previous_records, records) == 0) {
        return PUBLISH_SAME;
    }
    if (previous != NULL) {
        published.difference = difference_new(previous->agenda, agenda);
    }
    published.revision =
        make_revision(previous, g_steal_pointer(&agenda), published.difference, how);
    if (published.difference != NULL) {
        tell_changes(facts, published.revision, published.difference);
    }
    if (history != NULL && !history_is_read_only(history)) {
        describe(facts, published.revision, records, how);
        delta_add_events(facts, previous, published.revision);
        delta_add_departures(facts, previous, published.revision);
        delta_add_feeds(facts, previous, published.revision);
        if (!history_append(history, facts, error)) {
            return PUBLISH_FAILED;
        }
    }
    out_published->revision = g_steal_pointer(&published.revision);
    out_published->difference = g_steal_pointer(&published.difference);
    return PUBLISH_DONE;
}
