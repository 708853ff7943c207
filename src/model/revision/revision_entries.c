#include "model/revision/revision.h"

#include "model/selection/feed_span.h"

static void add_session(GArray *entries, const Revision *revision, const Session *session)
{
    /* Like a departure: it would otherwise stand in calendars for ever. */
    if (!revision_shows(revision, session)) {
        return;
    }
    FeedEntry entry = { .session = session, .stamp = revision_stamp_of_session(revision, session) };
    g_array_append_val(entries, entry);
}

static void add_departure(GArray *entries, const Departure *departure)
{
    FeedEntry entry = { .session = departure->session,
                        .preparation = departure->preparation,
                        .departure = departure,
                        .stamp = departure->stamp };

    g_array_append_val(entries, entry);
}

static gint compare_sessions(gconstpointer a, gconstpointer b)
{
    return session_compare(((const FeedEntry *)a)->session, ((const FeedEntry *)b)->session);
}

static void add_preparations(GArray *entries, const Revision *revision, const Feed *feed)
{
    g_autoptr(GPtrArray) preparations =
        selection_dup_preparations(&feed->selection, revision->agenda);

    for (guint i = 0; i < preparations->len; i++) {
        const Preparation *preparation = preparations->pdata[i];
        FeedEntry entry = { .preparation = preparation,
                            .stamp = revision_stamp_of_preparation(revision, preparation) };
        g_array_append_val(entries, entry);
    }
}

/* Adds departed sessions, or departed preparations. True if there were any. */
static bool add_departures(GArray *entries, const GPtrArray *departures, bool of_sessions)
{
    guint before = entries->len;

    for (guint i = 0; departures != NULL && i < departures->len; i++) {
        const Departure *departure = departures->pdata[i];
        if ((departure->session != NULL) == of_sessions) {
            add_departure(entries, departure);
        }
    }
    return entries->len > before;
}

GArray *revision_dup_entries(const Revision *revision, const RevisionFeed *feed)
{
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(FeedEntry));
    g_autoptr(GPtrArray) sessions =
        selection_dup_sessions(&feed->feed->selection, revision->agenda);

    for (guint i = 0; i < sessions->len; i++) {
        add_session(entries, revision, sessions->pdata[i]);
    }
    if (add_departures(entries, feed->departures, true)) {
        /* Sessions of the agenda are in order already; only departures need sorting in. */
        g_array_sort(entries, compare_sessions);
    }
    /* Undated preparations are not in the selection of a feed. */
    add_preparations(entries, revision, feed->feed);
    add_departures(entries, feed->departures, false);
    return entries;
}

GArray *revision_feed_onsets(const Revision *revision, const GArray *entries)
{
    FeedSpan span;

    feed_span_init(&span);
    for (guint i = 0; i < entries->len; i++) {
        const Session *session = g_array_index(entries, FeedEntry, i).session;
        if (session != NULL) {
            feed_span_add(&span, session);
        }
    }
    return feed_span_onsets(&span, revision->agenda->tz, revision->agenda->days);
}

bool feed_entry_is_cancelled(const FeedEntry *entry)
{
    /* A departed entry was not cancelled in the agenda, but whoever has it must drop it. */
    return entry->departure != NULL ||
           (entry->session != NULL && session_status(entry->session) == SESSION_STATUS_CANCELLED);
}
