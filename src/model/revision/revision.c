#include "model/revision/revision.h"

#include <string.h>

/* --- the past ---------------------------------------------------------------------------- */

Past *past_new(Agenda *take_agenda, guint number)
{
    Past *past = g_atomic_rc_box_new0(Past);

    past->agenda = take_agenda;
    past->number = number;
    past->gone_feeds = g_ptr_array_new_with_free_func((GDestroyNotify)feed_free);
    return past;
}

void past_add_gone_feed(Past *past, FeedKind kind, const char *path)
{
    g_ptr_array_add(past->gone_feeds, feed_new_gone(kind, path));
}

static Past *past_ref(Past *past)
{
    return g_atomic_rc_box_acquire(past);
}

static void past_clear(gpointer data)
{
    Past *past = data;

    g_ptr_array_unref(past->gone_feeds);
    agenda_free(past->agenda);
}

void past_unref(Past *past)
{
    if (past != NULL) {
        g_atomic_rc_box_release_full(past, past_clear);
    }
}

static void departure_free(gpointer data)
{
    Departure *departure = data;

    past_unref(departure->past);
    g_free(departure->key);
    g_free(departure);
}

/* --- events -------------------------------------------------------------------------------- */

bool event_stamp_is_same(const EventStamp *a, const EventStamp *b)
{
    return a->created == b->created && a->changed == b->changed && a->sequence == b->sequence;
}

char *event_key_of_session(const Session *session)
{
    return g_strdup(session->id);
}

char *event_key_of_preparation(const Preparation *preparation)
{
    g_autofree char *key = preparation_dup_key(preparation);

    /* A session's id has no slash, so the two kinds of key never meet. */
    return g_strconcat(EVENT_KEY_PREPARATIONS, key, NULL);
}

gint64 event_end(const Session *session, const Preparation *preparation)
{
    /* A preparation lasts its whole day, which is taken as UTC. */
    return session != NULL ? session->end_utc : civil_at(preparation->date + 1, 0);
}

/* --- making and freeing ------------------------------------------------------------------ */

void revision_feed_free(RevisionFeed *feed)
{
    if (feed == NULL) {
        return;
    }
    feed_free(feed->feed);
    g_clear_pointer(&feed->departures, g_ptr_array_unref);
    g_free(feed);
}

static void gone_name_free(gpointer data)
{
    GoneName *name = data;

    g_free(name->id);
    g_free(name->label);
    g_free(name);
}

Revision *revision_begin(Agenda *take_agenda, guint number, gint64 stamp, gint64 keep_seconds)
{
    Revision *revision = g_new0(Revision, 1);

    revision->agenda = take_agenda;
    revision->number = number;
    revision->stamp = stamp;
    revision->clock = stamp;
    revision->clocks = g_array_new(FALSE, FALSE, sizeof(StampClock));
    revision->keep_seconds = keep_seconds;
    revision->has_history = true;
    revision->keeps_zone = true;
    revision->membership = MEMBERSHIP_CHANGES;
    revision->unkept_since = G_MAXINT64;
    revision->events = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    revision->departures = g_ptr_array_new_with_free_func(departure_free);
    revision->feeds = g_ptr_array_new_with_free_func((GDestroyNotify)revision_feed_free);
    revision->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    revision->gone_names = g_ptr_array_new_with_free_func(gone_name_free);
    g_autoptr(GPtrArray) feeds = feed_list(take_agenda);
    g_ptr_array_set_free_func(feeds, NULL);
    for (guint i = 0; i < feeds->len; i++) {
        RevisionFeed *feed = g_new0(RevisionFeed, 1);
        feed->feed = feeds->pdata[i];
        /* Until something says otherwise: revision_set_feed or feed_succession_date. */
        feed->changed = stamp;
        g_ptr_array_add(revision->feeds, feed);
        g_hash_table_insert(revision->by_path, feed->feed->path, feed);
    }
    return revision;
}

void revision_set_clock(Revision *revision, gint64 clock, const GArray *earlier)
{
    StampClock own = { revision->stamp, clock };

    revision->clock = clock;
    if (earlier != NULL) {
        g_array_append_vals(revision->clocks, earlier->data, earlier->len);
    }
    if (clock != REVISION_NO_CLOCK && clock < revision->stamp) {
        g_array_append_val(revision->clocks, own);
    }
}

void revision_copy_terms(Revision *revision, const Revision *from)
{
    revision->keep_seconds = from->keep_seconds;
    revision->least_sequence = from->least_sequence;
    revision->clock = from->clock;
    g_array_append_vals(revision->clocks, from->clocks->data, from->clocks->len);
}

void revision_set_event(Revision *revision, const char *key, EventStamp stamp)
{
    g_hash_table_insert(revision->events, g_strdup(key), g_memdup2(&stamp, sizeof stamp));
}

void revision_copy_events(Revision *revision, const Revision *from)
{
    GHashTableIter iter;
    gpointer key;
    gpointer stamp;

    g_hash_table_iter_init(&iter, from->events);
    while (g_hash_table_iter_next(&iter, &key, &stamp)) {
        revision_set_event(revision, key, *(const EventStamp *)stamp);
    }
}

/* Finds an event by its key. Meant for the agenda of a Past, which has few: it tries every
 * preparation. */
static bool find_event(const Agenda *agenda, const char *key, const Session **out_session,
                       const Preparation **out_preparation)
{
    /* A key of a preparation has a slash, so it is no session's id. */
    *out_session = agenda_find_session(agenda, key);
    *out_preparation = NULL;
    for (guint i = 0; *out_session == NULL && i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        g_autofree char *other = event_key_of_preparation(preparation);
        if (strcmp(other, key) == 0) {
            *out_preparation = preparation;
            return true;
        }
    }
    return *out_session != NULL;
}

bool revision_add_departure(Revision *revision, Past *past, const Departure *like)
{
    const Session *session;
    const Preparation *preparation;

    if (!find_event(past->agenda, like->key, &session, &preparation)) {
        return false;
    }
    Departure *departure = g_new0(Departure, 1);
    departure->past = past_ref(past);
    departure->session = session;
    departure->preparation = preparation;
    departure->key = g_strdup(like->key);
    departure->stamp = like->stamp;
    departure->told = like->told;
    g_ptr_array_add(revision->departures, departure);
    return true;
}

void revision_set_feed(Revision *revision, const char *path, gint64 changed)
{
    RevisionFeed *feed = g_hash_table_lookup(revision->by_path, path);

    /* A history may have a feed that the agenda no longer has. */
    if (feed != NULL) {
        feed->changed = changed;
    }
}

void revision_add_gone_feed(Revision *revision, Feed *take_feed, gint64 changed)
{
    if (g_hash_table_contains(revision->by_path, take_feed->path)) {
        feed_free(take_feed);
        return;
    }
    RevisionFeed *feed = g_new0(RevisionFeed, 1);
    feed->feed = take_feed;
    feed->changed = changed;
    feed->is_gone = true;
    g_ptr_array_add(revision->feeds, feed);
    /* The table borrows its keys from the feeds. */
    g_hash_table_insert(revision->by_path, take_feed->path, feed);
}

void revision_mark_restored(Revision *revision, const char *path)
{
    RevisionFeed *feed = g_hash_table_lookup(revision->by_path, path);

    feed->is_restored = feed->is_gone;
}

void revision_copy_feeds(Revision *revision, const Revision *from)
{
    for (guint i = 0; i < from->feeds->len; i++) {
        const RevisionFeed *feed = from->feeds->pdata[i];
        const Feed *gone = feed->feed;
        if (feed->is_gone) {
            revision_add_gone_feed(revision, feed_dup_gone(gone), feed->changed);
        } else {
            revision_set_feed(revision, gone->path, feed->changed);
        }
    }
}

/* The order of gone names. Less than, equal to or greater than 0. */
static gint compare_name(const GoneName *name, NamedKind kind, const char *id)
{
    return name->kind != kind ? (gint)name->kind - (gint)kind : strcmp(name->id, id);
}

void revision_add_gone_name(Revision *revision, NamedKind kind, const char *id, const char *label)
{
    GPtrArray *names = revision->gone_names;
    guint place = 0;

    while (place < names->len && compare_name(names->pdata[place], kind, id) < 0) {
        place++;
    }
    bool is_there = place < names->len && compare_name(names->pdata[place], kind, id) == 0;
    if (!is_there && agenda_find_named(revision->agenda, kind, id) == NULL) {
        GoneName *name = g_new0(GoneName, 1);
        name->kind = kind;
        name->id = g_strdup(id);
        name->label = g_strdup(label);
        g_ptr_array_insert(names, (gint)place, name);
    }
}

const GoneName *revision_find_gone_name(const Revision *revision, NamedKind kind, const char *id)
{
    for (guint i = 0; i < revision->gone_names->len; i++) {
        const GoneName *name = revision->gone_names->pdata[i];
        if (name->kind == kind && (kind == NAMED_LANGUAGE ? g_ascii_strcasecmp(name->id, id) == 0
                                                          : strcmp(name->id, id) == 0)) {
            return name;
        }
    }
    return NULL;
}

/* Names without feeds: nothing else would remember them. */
static void copy_names_of(Revision *revision, const Agenda *from)
{
    for (guint i = 0; i < from->roles->len; i++) {
        const Role *role = from->roles->pdata[i];
        revision_add_gone_name(revision, NAMED_ROLE, role->id, text_get(&role->label, NULL));
    }
    for (NamedKind kind = NAMED_TYPE; kind <= NAMED_LANGUAGE; kind++) {
        const GPtrArray *terms = agenda_list_named(from, kind);
        for (guint i = 0; i < terms->len; i++) {
            const Term *term = terms->pdata[i];
            revision_add_gone_name(revision, kind, term->id, term_label(term));
        }
    }
}

void revision_copy_names(Revision *revision, const Revision *from)
{
    copy_names_of(revision, from->agenda);
    for (guint i = 0; i < from->gone_names->len; i++) {
        const GoneName *name = from->gone_names->pdata[i];
        revision_add_gone_name(revision, name->kind, name->id, name->label);
    }
    revision->has_forgotten = from->has_forgotten;
}

Revision *revision_new(Agenda *take_agenda, gint64 stamp)
{
    Revision *revision = revision_begin(take_agenda, 1, stamp, REVISION_KEEP_ALWAYS);

    revision->has_history = false;
    revision_finish(revision);
    return revision;
}

void revision_free(Revision *revision)
{
    if (revision == NULL) {
        return;
    }
    g_ptr_array_unref(revision->gone_names);
    g_hash_table_unref(revision->by_path);
    g_ptr_array_unref(revision->feeds);
    g_ptr_array_unref(revision->departures);
    g_hash_table_unref(revision->events);
    g_array_unref(revision->clocks);
    g_clear_pointer(&revision->log, change_log_unref);
    agenda_free(revision->agenda);
    g_free(revision);
}

/* --- looking up -------------------------------------------------------------------------- */

gint64 revision_told(const Revision *revision, gint64 changed, gint64 clock)
{
    gint64 told = changed;

    for (guint i = 0; i < revision->clocks->len; i++) {
        const StampClock *known = &g_array_index(revision->clocks, StampClock, i);
        told = known->stamp == changed ? known->clock : told;
    }
    /* A clock may well be set back by hours. */
    return told <= clock + CIVIL_DAY_SECONDS ? told : G_MININT64;
}

bool revision_keeps(const Revision *revision, gint64 end, gint64 told)
{
    /* Compared first: the sum below would overflow. */
    if (revision->keep_seconds == REVISION_KEEP_ALWAYS) {
        return true;
    }
    if (revision->clock == REVISION_NO_CLOCK) {
        return end + revision->keep_seconds > revision->stamp;
    }
    return MAX(end, told) + revision->keep_seconds > revision->clock;
}

bool departure_is_kept(const Departure *departure, const Revision *revision)
{
    return revision_keeps(revision, event_end(departure->session, departure->preparation),
                          departure->told);
}

bool revision_shows(const Revision *revision, const Session *session)
{
    if (session_status(session) != SESSION_STATUS_CANCELLED) {
        return true;
    }
    gint64 changed = revision_stamp_of_session(revision, session).changed;
    return revision_keeps(revision, session->end_utc,
                          revision_told(revision, changed, revision->clock));
}

const RevisionFeed *revision_find_feed(const Revision *revision, const char *path)
{
    return g_hash_table_lookup(revision->by_path, path);
}

/* The stamp of an event. Without history, everything is as old as the revision. */
static EventStamp stamp_of(const Revision *revision, const char *key)
{
    const EventStamp *stamp = g_hash_table_lookup(revision->events, key);

    /* A history has a stamp for every event, or it is not sound. */
    g_assert(stamp != NULL || !revision->has_history);
    return stamp != NULL ? *stamp
                         : (EventStamp){ .created = revision->stamp, .changed = revision->stamp };
}

EventStamp revision_stamp_of_session(const Revision *revision, const Session *session)
{
    return stamp_of(revision, session->id);
}

EventStamp revision_stamp_of_preparation(const Revision *revision, const Preparation *preparation)
{
    g_autofree char *key = event_key_of_preparation(preparation);

    return stamp_of(revision, key);
}
