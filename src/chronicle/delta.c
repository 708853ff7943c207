#include "chronicle/delta.h"

#include <string.h>

#include "file/agenda_records.h"

/* --- records ----------------------------------------------------------------------------- */

static void add_record(HistoryFacts *facts, const AgendaRecord *record, bool is_there)
{
    HistoryRecord fact = { record->kind, record->id, record->place,
                           is_there ? record->text : NULL };

    g_array_append_val(facts->records, fact);
}

/* A merge of two sorted lists: what is only in the first is over, what is only in the second is
 * new. */
guint delta_add_records(HistoryFacts *facts, const GArray *previous, const GArray *records)
{
    guint i = 0;
    guint j = 0;

    while (i < previous->len || j < records->len) {
        const AgendaRecord *before =
            i < previous->len ? &g_array_index(previous, AgendaRecord, i) : NULL;
        const AgendaRecord *after =
            j < records->len ? &g_array_index(records, AgendaRecord, j) : NULL;
        g_assert(before != NULL || after != NULL);
        gint order = before == NULL ? 1 : after == NULL ? -1 : agenda_record_compare(before, after);
        if (order < 0) {
            add_record(facts, before, false);
        } else if (order > 0 || strcmp(before->text, after->text) != 0 ||
                   strcmp(before->place, after->place) != 0) {
            add_record(facts, after, true);
        }
        i += order <= 0 ? 1 : 0;
        j += order >= 0 ? 1 : 0;
    }
    return facts->records->len;
}

/* --- events ------------------------------------------------------------------------------ */

static gint compare_events(gconstpointer a, gconstpointer b)
{
    return strcmp(((const HistoryEvent *)a)->key, ((const HistoryEvent *)b)->key);
}

/* Events never end: one that returns to the agenda goes on with its stamp. */
void delta_add_events(HistoryFacts *facts, const Revision *previous, const Revision *revision)
{
    GHashTableIter iter;
    gpointer key;
    gpointer stamp;

    g_hash_table_iter_init(&iter, revision->events);
    while (g_hash_table_iter_next(&iter, &key, &stamp)) {
        const EventStamp *before =
            previous != NULL ? g_hash_table_lookup(previous->events, key) : NULL;
        if (before == NULL || !event_stamp_is_same(before, stamp)) {
            HistoryEvent fact = { key, *(const EventStamp *)stamp };
            g_array_append_val(facts->events, fact);
        }
    }
    /* A hash table has no order, and faults and facts must not depend on it. */
    g_array_sort(facts->events, compare_events);
}

/* --- departures -------------------------------------------------------------------------- */

static void add_departure(HistoryFacts *facts, const Departure *departure, bool is_over)
{
    HistoryDeparture fact = { .key = departure->key,
                              .version = departure->past->number,
                              .stamp = departure->stamp,
                              .is_over = is_over };

    g_array_append_val(facts->departures, fact);
}

/* A merge like that of records, in the order of departure_compare. */
void delta_add_departures(HistoryFacts *facts, const Revision *previous, const Revision *revision)
{
    const GPtrArray *before = previous != NULL ? previous->departures : NULL;
    const GPtrArray *after = revision->departures;
    guint i = 0;
    guint j = 0;

    while ((before != NULL && i < before->len) || j < after->len) {
        const Departure *old = before != NULL && i < before->len ? before->pdata[i] : NULL;
        const Departure *new = j < after->len ? after->pdata[j] : NULL;
        g_assert(old != NULL || new != NULL);
        gint order = old == NULL ? 1 : new == NULL ? -1 : departure_compare(old, new);
        if (order < 0) {
            add_departure(facts, old, true);
        } else if (order > 0 || !event_stamp_is_same(&old->stamp, &new->stamp)) {
            add_departure(facts, new, false);
        }
        i += order <= 0 ? 1 : 0;
        j += order >= 0 ? 1 : 0;
    }
}

/* --- feeds ------------------------------------------------------------------------------- */

/* The words of a feed follow from the agenda, and are written only once it is gone. */
static void add_feed(HistoryFacts *facts, const RevisionFeed *feed, bool is_over)
{
    HistoryFeed fact = { .path = feed->feed->path, .changed = feed->changed, .is_over = is_over };

    if (feed->is_gone) {
        fact.kind = feed_kind_word(feed->feed->kind);
        fact.subject = feed->feed->subject;
        fact.name = feed->feed->name;
        fact.description = feed->feed->description;
    }
    g_array_append_val(facts->feeds, fact);
}

static gint compare_feeds(gconstpointer a, gconstpointer b)
{
    return strcmp(((const HistoryFeed *)a)->path, ((const HistoryFeed *)b)->path);
}

void delta_add_feeds(HistoryFacts *facts, const Revision *previous, const Revision *revision)
{
    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        const RevisionFeed *before =
            previous != NULL ? revision_find_feed(previous, feed->feed->path) : NULL;
        if (before == NULL || before->changed != feed->changed ||
            before->is_gone != feed->is_gone) {
            add_feed(facts, feed, false);
        }
    }
    for (guint i = 0; previous != NULL && i < previous->feeds->len; i++) {
        const RevisionFeed *before = previous->feeds->pdata[i];
        if (revision_find_feed(revision, before->feed->path) == NULL) {
            add_feed(facts, before, true);
        }
    }
    g_array_sort(facts->feeds, compare_feeds);
}
