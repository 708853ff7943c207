#include "model/change/feed_changes.h"

#include <string.h>

#include "model/agenda/participant.h"
#include "model/change/common_change.h"
#include "model/change/event_changes.h"
#include "model/selection/membership.h"

/* The sides on which an event is in the feed. */
#define IN_OLD 1U
#define IN_NEW 2U

typedef struct Search {
    const Difference *difference;
    /* The events (EventPair *) by the index of their records. */
    GPtrArray *by_old_session;
    GPtrArray *by_new_session;
    GPtrArray *by_old_preparation;
    GPtrArray *by_new_preparation;
    guint *first_change; /* by the event's index: where its changes begin; one more for where the
                          * last end */
    /* By a session's index: 1 if it says something else, or is in other feeds. */
    guint8 *old_marks;
    guint8 *new_marks;
    /* Scratch, for one feed at a time: */
    guint8 *sides;      /* by the event's index */
    GPtrArray *members; /* events that are in it on either side */
} Search;

static GPtrArray *new_table(guint length)
{
    GPtrArray *table = g_ptr_array_new();

    g_ptr_array_set_size(table, (gint)length);
    return table;
}

/* Whether a session is in the same feeds as before and says the same in each of them. */
static bool stays(const EventPair *event)
{
    return !event->differs &&
           membership_covers(event->new_session, event->old_session, MEMBERSHIP_CHANGES);
}

static void mark_session(Search *search, const EventPair *event)
{
    bool is_in_both = event->old_session != NULL && event->new_session != NULL;

    if (is_in_both && stays(event)) {
        return;
    }
    if (event->old_session != NULL) {
        search->old_marks[event->old_session->index] = 1;
    }
    if (event->new_session != NULL) {
        search->new_marks[event->new_session->index] = 1;
    }
}

static void search_init(Search *search, const Difference *difference)
{
    const GPtrArray *changes = difference->changes;
    const GPtrArray *events = difference->events;
    guint next = 0;

    search->difference = difference;
    search->by_old_session = new_table(difference->old_agenda->sessions->len);
    search->by_new_session = new_table(difference->new_agenda->sessions->len);
    search->by_old_preparation = new_table(difference->old_agenda->preparations->len);
    search->by_new_preparation = new_table(difference->new_agenda->preparations->len);
    search->first_change = g_new(guint, events->len + 1);
    search->old_marks = g_new0(guint8, difference->old_agenda->sessions->len);
    search->new_marks = g_new0(guint8, difference->new_agenda->sessions->len);
    search->sides = g_new0(guint8, events->len);
    search->members = g_ptr_array_new();
    /* Common changes come first. */
    while (next < changes->len && ((const Change *)changes->pdata[next])->event == NULL) {
        next++;
    }
    for (guint i = 0; i < events->len; i++) {
        EventPair *event = events->pdata[i];
        if (event->old_session != NULL) {
            search->by_old_session->pdata[event->old_session->index] = event;
        }
        if (event->new_session != NULL) {
            search->by_new_session->pdata[event->new_session->index] = event;
        }
        if (event->old_preparation != NULL) {
            search->by_old_preparation->pdata[event->old_preparation->index] = event;
        }
        if (event->new_preparation != NULL) {
            search->by_new_preparation->pdata[event->new_preparation->index] = event;
        }
        mark_session(search, event);
        search->first_change[i] = next;
        while (next < changes->len && ((const Change *)changes->pdata[next])->event == event) {
            next++;
        }
    }
    /* So that the changes of event i are always those from [i] until before [i + 1]. */
    search->first_change[events->len] = next;
}

static void search_clear(Search *search)
{
    g_ptr_array_unref(search->by_old_session);
    g_ptr_array_unref(search->by_new_session);
    g_ptr_array_unref(search->by_old_preparation);
    g_ptr_array_unref(search->by_new_preparation);
    g_ptr_array_unref(search->members);
    g_free(search->first_change);
    g_free(search->old_marks);
    g_free(search->new_marks);
    g_free(search->sides);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

/* --- what is in a feed ------------------------------------------------------------------- */

static void add_member(Search *search, EventPair *event, guint8 side)
{
    if (search->sides[event->index] == 0) {
        g_ptr_array_add(search->members, event);
    }
    search->sides[event->index] |= side;
}

static void add_members(Search *search, const Feed *feed, guint8 side)
{
    const Difference *difference = search->difference;
    const Agenda *agenda = side == IN_OLD ? difference->old_agenda : difference->new_agenda;
    const GPtrArray *by_session = side == IN_OLD ? search->by_old_session : search->by_new_session;
    const GPtrArray *by_preparation =
        side == IN_OLD ? search->by_old_preparation : search->by_new_preparation;

    if (feed == NULL) {
        return;
    }
    g_autoptr(GPtrArray) sessions = selection_dup_sessions(&feed->selection, agenda);
    g_autoptr(GPtrArray) preparations = selection_dup_preparations(&feed->selection, agenda);
    for (guint i = 0; i < sessions->len; i++) {
        add_member(search, by_session->pdata[((const Session *)sessions->pdata[i])->index], side);
    }
    for (guint i = 0; i < preparations->len; i++) {
        const Preparation *preparation = preparations->pdata[i];
        add_member(search, by_preparation->pdata[preparation->index], side);
    }
}

static gint compare_events(gconstpointer a, gconstpointer b)
{
    guint left = (*(const EventPair *const *)a)->index;
    guint right = (*(const EventPair *const *)b)->index;

    return left == right ? 0 : left < right ? -1 : 1;
}

static void find_members(Search *search, const FeedChange *feed)
{
    for (guint i = 0; i < search->members->len; i++) {
        /* Resets only what the last feed set: clearing the whole array would make the cost of all
         * feeds quadratic. */
        search->sides[((const EventPair *)search->members->pdata[i])->index] = 0;
    }
    g_ptr_array_set_size(search->members, 0);
    add_members(search, feed->old_feed, IN_OLD);
    add_members(search, feed->new_feed, IN_NEW);
    g_ptr_array_sort(search->members, compare_events);
}

/* Whether an event enters the feed, leaves it, or says something else in it. When somebody's own
 * feed comes or goes as a whole, only their own events count, not the plenaries. */
static bool differs(const Search *search, const FeedChange *feed, const EventPair *event)
{
    if (feed->old_feed == NULL || feed->new_feed == NULL) {
        const Participant *viewpoint = feed_change_feed(feed)->viewpoint;
        const Session *session = feed->new_feed != NULL ? event->new_session : event->old_session;
        return viewpoint == NULL || session == NULL || session_has_participant(session, viewpoint);
    }
    if (search->sides[event->index] != (IN_OLD | IN_NEW)) {
        return true;
    }
    if (!event->differs || event->new_session == NULL || feed->new_feed->viewpoint == NULL ||
        event_changes_are_general(search->difference, event)) {
        return event->differs;
    }
    return event_changes_differ(event->old_session, event->new_session, feed->old_feed->viewpoint,
                                feed->new_feed->viewpoint);
}

/* --- which changes show ------------------------------------------------------------------ */

/* Adds the changes that belong to no single event. They precede all others. */
static void add_common_changes(const Search *search, FeedChange *feed)
{
    const GPtrArray *changes = search->difference->changes;
    bool is_in_both = feed->old_feed != NULL && feed->new_feed != NULL;

    for (guint i = 0; is_in_both && i < search->first_change[0]; i++) {
        bool shows = common_change_concerns_feed(changes->pdata[i], feed, search->difference);
        for (guint j = 0; !shows && j < search->members->len; j++) {
            const EventPair *event = search->members->pdata[j];
            /* An event that enters or leaves is reported as that, with no word about what it
             * names. */
            shows = search->sides[event->index] == (IN_OLD | IN_NEW) &&
                    common_change_concerns_event(changes->pdata[i], event, search->difference);
        }
        if (shows) {
            g_ptr_array_add(feed->changes, changes->pdata[i]);
        }
    }
}

/* Whether a change does not show in a feed, as notes on an agency's partners do not in its own
 * feed. */
static bool is_hidden(const Change *change, const FeedChange *feed)
{
    const Feed *shown = feed_change_feed(feed);

    return change->field != NULL && change->field->reach == REACH_OWN &&
           change->event->new_session != NULL &&
           !contributor_is((Contributor){ change->agency, change->person }, shown->viewpoint) &&
           session_has_participant(change->event->new_session, shown->viewpoint);
}

static void add_event_changes(const Search *search, FeedChange *feed)
{
    for (guint i = 0; i < search->members->len; i++) {
        const EventPair *event = search->members->pdata[i];
        guint end = search->first_change[event->index + 1];
        if (!differs(search, feed, event)) {
            continue;
        }
        for (guint j = search->first_change[event->index]; j < end; j++) {
            Change *change = search->difference->changes->pdata[j];
            if (!is_hidden(change, feed)) {
                g_ptr_array_add(feed->changes, change);
            }
        }
    }
}

/* --- feeds ------------------------------------------------------------------------------- */

const Feed *feed_change_feed(const FeedChange *change)
{
    return change->new_feed != NULL ? change->new_feed : change->old_feed;
}

static void feed_change_free(gpointer data)
{
    FeedChange *change = data;

    feed_free(change->old_feed);
    feed_free(change->new_feed);
    g_ptr_array_unref(change->changes);
    g_free(change);
}

static gint compare_feeds(gconstpointer a, gconstpointer b)
{
    const Feed *left = feed_change_feed(*(const FeedChange *const *)a);
    const Feed *right = feed_change_feed(*(const FeedChange *const *)b);
    gint order = strverscmp(left->path, right->path);

    if (left->kind != right->kind) {
        return left->kind < right->kind ? -1 : 1;
    }
    return order != 0 ? order : strcmp(left->path, right->path);
}

/* Every feed of either agenda; two of the same path make a pair. */
static GPtrArray *pair_feeds(const Difference *difference)
{
    GPtrArray *pairs = g_ptr_array_new_with_free_func(feed_change_free);
    g_autoptr(GHashTable) by_path = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) old_feeds = feed_list(difference->old_agenda);
    g_autoptr(GPtrArray) new_feeds = feed_list(difference->new_agenda);

    /* The pairs own the feeds from here on. */
    g_ptr_array_set_free_func(old_feeds, NULL);
    g_ptr_array_set_free_func(new_feeds, NULL);
    for (guint i = 0; i < new_feeds->len + old_feeds->len; i++) {
        bool is_new = i < new_feeds->len;
        Feed *feed = is_new ? new_feeds->pdata[i] : old_feeds->pdata[i - new_feeds->len];
        FeedChange *pair = g_hash_table_lookup(by_path, feed->path);
        if (pair == NULL) {
            pair = g_new0(FeedChange, 1);
            pair->changes = g_ptr_array_new();
            g_ptr_array_add(pairs, pair);
            g_hash_table_insert(by_path, feed->path, pair);
        }
        *(is_new ? &pair->new_feed : &pair->old_feed) = feed;
    }
    return pairs;
}

static bool may_show(const Feed *feed, const Agenda *agenda, const guint8 *marks)
{
    return selection_has_marked_session(&feed->selection, agenda, marks) ||
           selection_has_preparations(&feed->selection, agenda);
}

/* Whether anything can have changed in a feed. A change usually concerns few feeds, so most are
 * passed over without listing their entries. */
static bool is_to_search(const Search *search, const FeedChange *feed)
{
    const Difference *difference = search->difference;
    bool has_common_changes = search->first_change[0] > 0;

    return feed->old_feed == NULL || feed->new_feed == NULL || has_common_changes ||
           may_show(feed->old_feed, difference->old_agenda, search->old_marks) ||
           may_show(feed->new_feed, difference->new_agenda, search->new_marks);
}

GPtrArray *feed_changes_list(const Difference *difference)
{
    g_auto(Search) search;
    g_autoptr(GPtrArray) pairs = pair_feeds(difference);
    GPtrArray *changed = g_ptr_array_new_with_free_func(feed_change_free);

    search_init(&search, difference);
    /* Each pair is either moved to the result or freed below. */
    g_ptr_array_set_free_func(pairs, NULL);
    for (guint i = 0; i < pairs->len; i++) {
        FeedChange *feed = pairs->pdata[i];
        if (is_to_search(&search, feed)) {
            find_members(&search, feed);
            add_common_changes(&search, feed);
            add_event_changes(&search, feed);
        }
        if (feed->old_feed == NULL || feed->new_feed == NULL || feed->changes->len > 0) {
            g_ptr_array_add(changed, feed);
        } else {
            feed_change_free(feed);
        }
    }
    g_ptr_array_sort(changed, compare_feeds);
    return changed;
}
