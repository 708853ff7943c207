#include "model/revision/revision.h"

#include <string.h>

/* --- which departure shows in which feed ------------------------------------------------- */

/* The departures (Departure *) of one past, by their records. */
static GHashTable *departures_of(const Revision *revision, const Past *past)
{
    GHashTable *by_record = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < revision->departures->len; i++) {
        Departure *departure = revision->departures->pdata[i];
        if (departure->past == past) {
            g_hash_table_insert(by_record,
                                departure->session != NULL ? (gpointer)departure->session
                                                           : (gpointer)departure->preparation,
                                departure);
        }
    }
    return by_record;
}

static void add_candidate(RevisionFeed *feed, Departure *departure)
{
    if (feed->departures == NULL) {
        feed->departures = g_ptr_array_new();
    }
    g_ptr_array_add(feed->departures, departure);
}

static void add_candidates(RevisionFeed *feed, GHashTable *by_record, const GPtrArray *records)
{
    for (guint i = 0; i < records->len; i++) {
        Departure *departure = g_hash_table_lookup(by_record, records->pdata[i]);
        if (departure != NULL) {
            add_candidate(feed, departure);
        }
    }
}

/* Adds the departures of one past to today's feeds with the paths of `feeds`, which are as they
 * were then. */
static void distribute_to(const Revision *revision, const Past *past, GHashTable *by_record,
                          const GPtrArray *feeds)
{
    for (guint i = 0; i < feeds->len; i++) {
        const Feed *then = feeds->pdata[i];
        RevisionFeed *feed = g_hash_table_lookup(revision->by_path, then->path);
        /* The feed is not even kept as gone. */
        if (feed == NULL) {
            continue;
        }
        g_autoptr(GPtrArray) sessions = selection_dup_sessions(&then->selection, past->agenda);
        g_autoptr(GPtrArray) preparations =
            selection_dup_preparations(&then->selection, past->agenda);
        add_candidates(feed, by_record, sessions);
        add_candidates(feed, by_record, preparations);
    }
}

/* Adds the departures of one past to the feeds that they were in then. */
static void distribute(const Revision *revision, const Past *past)
{
    g_autoptr(GHashTable) by_record = departures_of(revision, past);
    g_autoptr(GPtrArray) feeds = feed_list(past->agenda);

    distribute_to(revision, past, by_record, feeds);
    distribute_to(revision, past, by_record, past->gone_feeds);
}

/* The keys of the events that a feed selects. */
static GHashTable *keys_in(const Revision *revision, const Feed *feed)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) sessions = selection_dup_sessions(&feed->selection, revision->agenda);
    g_autoptr(GPtrArray) preparations =
        selection_dup_preparations(&feed->selection, revision->agenda);

    for (guint i = 0; i < sessions->len; i++) {
        g_hash_table_add(keys, event_key_of_session(sessions->pdata[i]));
    }
    for (guint i = 0; i < preparations->len; i++) {
        g_hash_table_add(keys, event_key_of_preparation(preparations->pdata[i]));
    }
    return keys;
}

gint departure_compare(const Departure *a, const Departure *b)
{
    gint order = strcmp(a->key, b->key);

    return order != 0 ? order : (gint)b->past->number - (gint)a->past->number;
}

static gint compare_departures(gconstpointer a, gconstpointer b)
{
    return departure_compare(*(const Departure *const *)a, *(const Departure *const *)b);
}

/* Keeps only the latest departure of each event, and not even that if it is over or the event is in
 * the feed again. The candidates that are over must take part: they hide the earlier ones. */
static void keep_latest(const Revision *revision, RevisionFeed *feed)
{
    g_autoptr(GHashTable) present = keys_in(revision, feed->feed);
    g_autoptr(GPtrArray) candidates = feed->departures;
    const char *last = NULL;

    feed->departures = NULL;
    g_ptr_array_sort(candidates, compare_departures);
    for (guint i = 0; i < candidates->len; i++) {
        Departure *departure = candidates->pdata[i];
        bool is_latest = g_strcmp0(last, departure->key) != 0;
        last = departure->key;
        if (is_latest && departure_is_kept(departure, revision) &&
            !g_hash_table_contains(present, departure->key)) {
            add_candidate(feed, departure);
        }
    }
}

static gint compare_feeds(gconstpointer a, gconstpointer b)
{
    const RevisionFeed *left = *(const RevisionFeed *const *)a;
    const RevisionFeed *right = *(const RevisionFeed *const *)b;

    return strcmp(left->feed->path, right->feed->path);
}

void revision_finish(Revision *revision)
{
    guint n_own = feed_count(revision->agenda);
    g_autoptr(GHashTable) pasts = g_hash_table_new(NULL, NULL);

    g_ptr_array_sort(revision->departures, compare_departures);
    if (revision->feeds->len > n_own) {
        /* Only the gone feeds, which come last; the others are in the order of feed_list. */
        qsort(revision->feeds->pdata + n_own, revision->feeds->len - n_own, sizeof(gpointer),
              compare_feeds);
    }
    for (guint i = 0; i < revision->departures->len; i++) {
        const Departure *departure = revision->departures->pdata[i];
        /* Once for each past: all its departures are distributed together. */
        if (g_hash_table_add(pasts, departure->past)) {
            distribute(revision, departure->past);
        }
    }
    for (guint i = 0; i < revision->feeds->len; i++) {
        RevisionFeed *feed = revision->feeds->pdata[i];
        if (feed->departures != NULL) {
            keep_latest(revision, feed);
        }
    }
}

/* --- feeds without an address of their own ------------------------------------------------ */

static void past_selection_free(gpointer data)
{
    Selection *selection = data;

    if (selection != NULL) {
        selection_clear(selection);
        g_free(selection);
    }
}

/* The selection that the feed was in a past, which is asked for once; NULL if the feed did not
 * exist. */
static const Selection *find_then(GHashTable *known, const Past *past, const PastSelection *then)
{
    gpointer found = NULL;
    Selection selection;

    /* A NULL may be known, too. */
    if (!g_hash_table_lookup_extended(known, past, NULL, &found)) {
        found = then->find(past, then->data, &selection) ? g_memdup2(&selection, sizeof selection)
                                                         : NULL;
        g_hash_table_insert(known, (gpointer)past, found);
    }
    return found;
}

RevisionFeed *revision_feed_new(const Revision *revision, Feed *take_feed, gint64 changed,
                                const PastSelection *then)
{
    RevisionFeed *feed = g_new0(RevisionFeed, 1);
    g_autoptr(GHashTable) known = g_hash_table_new_full(NULL, NULL, NULL, past_selection_free);

    feed->feed = take_feed;
    feed->changed = changed;
    for (guint i = 0; i < revision->departures->len; i++) {
        Departure *departure = revision->departures->pdata[i];
        const Selection *selection = find_then(known, departure->past, then);
        if (selection != NULL &&
            (departure->session != NULL
                 ? selection_has_session(selection, departure->session)
                 : selection_has_preparation(selection, departure->preparation))) {
            add_candidate(feed, departure);
        }
    }
    if (feed->departures != NULL) {
        keep_latest(revision, feed);
    }
    return feed;
}
