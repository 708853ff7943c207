#include "chronicle/risen.h"

#include <string.h>

/* Whether a kept stamp rose with its revision, and the expected one did not. */
static bool is_raised(const EventStamp *kept, const EventStamp *expected, const Revision *revision)
{
    return kept->created == expected->created && kept->changed == revision->stamp &&
           kept->sequence == expected->sequence + 1;
}

static bool is_raised_event(const Revision *kept, const HistoryEvent *expected)
{
    const EventStamp *stamp = g_hash_table_lookup(kept->events, expected->key);

    return stamp != NULL && is_raised(stamp, &expected->stamp, kept);
}

/* Whether an event rose with a revision: then its departures may have begun, ended or risen, too,
 * with the stamp of the event. */
static bool is_raised_departure(const Revision *kept, const HistoryDeparture *expected)
{
    const EventStamp *stamp = g_hash_table_lookup(kept->events, expected->key);
    bool is_risen = stamp != NULL && stamp->changed == kept->stamp;

    for (guint i = 0; i < kept->departures->len && !expected->is_over; i++) {
        const Departure *departure = kept->departures->pdata[i];
        if (strcmp(departure->key, expected->key) == 0 &&
            departure->past->number == expected->version) {
            return is_risen && event_stamp_is_same(&departure->stamp, stamp);
        }
    }
    /* One that began with an earlier revision, by what was taken out, is carried on. */
    return is_risen || expected->is_over;
}

/* What has no sessions by now is dated by the days of the agenda as well: then it has to have risen
 * where it did not. */
static bool is_raised_feed(const Revision *kept, const HistoryFeed *expected)
{
    const RevisionFeed *feed = revision_find_feed(kept, expected->path);

    return expected->is_over ||
           (feed != NULL && feed->is_gone == (expected->kind != NULL) &&
            (feed->changed == kept->stamp || expected->changed == kept->stamp));
}

void risen_drop(HistoryFacts *facts, const Revision *kept)
{
    for (guint i = facts->events->len; i > 0; i--) {
        if (is_raised_event(kept, &g_array_index(facts->events, HistoryEvent, i - 1))) {
            g_array_remove_index(facts->events, i - 1);
        }
    }
    for (guint i = facts->departures->len; i > 0; i--) {
        if (is_raised_departure(kept, &g_array_index(facts->departures, HistoryDeparture, i - 1))) {
            g_array_remove_index(facts->departures, i - 1);
        }
    }
    for (guint i = facts->feeds->len; i > 0; i--) {
        if (is_raised_feed(kept, &g_array_index(facts->feeds, HistoryFeed, i - 1))) {
            g_array_remove_index(facts->feeds, i - 1);
        }
    }
}
