#pragma once

#include "model/change/change_log.h"
#include "model/selection/feed.h"

/*
 * An agenda as published at one moment, with all that its feeds say besides: when each event
 * changed, what has left which feed, when each feed changed. Immutable once made.
 *
 * It is made without history (revision_new), as what follows another (succession.h), or part by
 * part as a history holds it (the last section here).
 */
typedef struct Revision Revision;

/* When an event came to be and changed: what CREATED, LAST-MODIFIED, DTSTAMP and SEQUENCE say
 * (RFC 5545 §3.8.7). */
typedef struct EventStamp {
    gint64 created; /* Unix seconds */
    gint64 changed;
    guint sequence;
} EventStamp;

bool event_stamp_is_same(const EventStamp *a, const EventStamp *b);

/* An agenda of long ago, or as much of it as is still to be told. Counted. */
typedef struct Past {
    Agenda *agenda;
    guint number; /* of the last revision in which it was so */
    /* Feed *, as of feed_new_gone: of agencies that it no longer had, with its plenaries. */
    GPtrArray *gone_feeds;
} Past;

/* Takes the agenda; there are no gone feeds. */
Past *past_new(Agenda *take_agenda, guint number);
void past_add_gone_feed(Past *past, const char *path);
void past_unref(Past *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Past, past_unref)

/* An event as it was before it left the agenda, or some of its feeds. It stays there, cancelled,
 * for a time, unless a later state of it is there, or was and is over. */
typedef struct Departure {
    Past *past;
    const Session *session;         /* of the past agenda; or NULL */
    const Preparation *preparation; /* of the past agenda; or NULL */
    char *key;
    EventStamp stamp;
} Departure;

/* The order of departures: by key, the latest first. */
gint departure_compare(const Departure *a, const Departure *b);

/* For `keep_seconds`: for good. */
#define REVISION_KEEP_ALWAYS G_MAXINT64
#define REVISION_KEEP_DEFAULT (14 * CIVIL_DAY_SECONDS)

/* A feed of a revision. */
typedef struct RevisionFeed {
    Feed *feed;
    gint64 changed;        /* Unix seconds */
    bool is_gone;          /* the agenda no longer has it by itself; it stays for a time */
    GPtrArray *departures; /* const Departure *, of what is not in it by itself; NULL if none */
} RevisionFeed;

struct Revision {
    Agenda *agenda;
    guint number; /* from 1 */
    gint64 stamp; /* when it was published, Unix seconds */

    /* When what is served of it may last have changed, Unix seconds: usually its stamp. An agenda
     * without history can be edited under the same stamp. */
    gint64 modified;

    /* How long what is cancelled is told after it would have ended. */
    gint64 keep_seconds;

    bool has_history;
    ChangeLog *log;        /* what it and those before it have changed; NULL if nothing is known */
    GHashTable *events;    /* key → EventStamp, of all that ever were; empty without history */
    GPtrArray *departures; /* Departure *, by key, the latest first */
    GPtrArray *feeds;    /* RevisionFeed *: those of feed_list, then those that are gone, by path */
    GHashTable *by_path; /* path → RevisionFeed */
};

/* The first revision of an agenda, one without history, modified at its stamp; takes the agenda. */
Revision *revision_new(Agenda *take_agenda, gint64 stamp);
void revision_free(Revision *revision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Revision, revision_free)

EventStamp revision_stamp_of_session(const Revision *revision, const Session *session);
EventStamp revision_stamp_of_preparation(const Revision *revision, const Preparation *preparation);

/* NULL if it has no such feed. The path is as in Feed. */
const RevisionFeed *revision_find_feed(const Revision *revision, const char *path);

/* When an event, a session or else a preparation, ends or would have ended: Unix seconds. */
gint64 event_end(const Session *session, const Preparation *preparation);

/* Whether what is cancelled, and would have ended then, is still told. */
bool revision_keeps(const Revision *revision, gint64 end);
bool departure_is_kept(const Departure *departure, const Revision *revision);

/* What tells an event from the others of its agenda: a session's id, or "preparations/" and
 * preparation_dup_key; the caller's own. */
char *event_key_of_session(const Session *session);
char *event_key_of_preparation(const Preparation *preparation);

/* --- what is in a feed ------------------------------------------------------------------- */

/* An event as it stands in a feed. */
typedef struct FeedEntry {
    const Session *session;         /* or NULL */
    const Preparation *preparation; /* or NULL */
    const Departure *departure;     /* NULL: it is there by itself */
    EventStamp stamp;
} FeedEntry;

/* The entries of a feed: sessions in the order of agendas, then preparations. Cancelled ones are
 * in it as long as they are kept. The caller's own array. */
GArray *revision_dup_entries(const Revision *revision, const RevisionFeed *feed);

/* Whether an entry is told as cancelled. */
bool feed_entry_is_cancelled(const FeedEntry *entry);

/* --- feeds without an address of their own ------------------------------------------------ */

/* What a feed was of an agenda of long ago. */
typedef struct PastSelection {
    /* Initialises out_selection; false if there was no such feed, and then not. */
    bool (*find)(const Past *past, gpointer data, Selection *out_selection);
    gpointer data;
} PastSelection;

/* A feed of the revision beside those that it has; takes the feed. What has left it and is among
 * the revision's departures is told, like in others. The caller's own. */
RevisionFeed *revision_feed_new(const Revision *revision, Feed *take_feed, gint64 changed,
                                const PastSelection *then);
void revision_feed_free(RevisionFeed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RevisionFeed, revision_feed_free)

/* --- making one part by part ------------------------------------------------------------- */

/* A revision of which its events are yet to be told; takes the agenda. Everything below is to be
 * done before revision_finish. */
Revision *revision_begin(Agenda *take_agenda, guint number, gint64 stamp, gint64 keep_seconds);

void revision_set_event(Revision *revision, const char *key, EventStamp stamp);

/* All of another revision. */
void revision_copy_events(Revision *revision, const Revision *from);

/* Takes a reference to the past; false if it has no event of that key. */
bool revision_add_departure(Revision *revision, Past *past, const char *key, EventStamp stamp);

/* When a feed changed. Those that are never told count as changed with the revision. */
void revision_set_feed(Revision *revision, const char *path, gint64 changed);

/* A feed that the agenda no longer has by itself; if it has, this is as if it were not said. Takes
 * the feed, as of feed_new_gone. */
void revision_add_gone_feed(Revision *revision, Feed *take_feed, gint64 changed);

/* When the feeds of another revision changed, and those that are gone from it, called as they were
 * last. */
void revision_copy_feeds(Revision *revision, const Revision *from);

void revision_finish(Revision *revision);
