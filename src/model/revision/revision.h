#pragma once

#include "model/change/change_log.h"
#include "model/selection/feed.h"
#include "model/selection/membership.h"

/*
 * An agenda as published at one moment, and what its feeds say beyond it: when each event changed,
 * what has left which feed, when each feed changed. Immutable once made.
 *
 * It is made without history (revision_new), as the successor of another (succession.h), or part by
 * part from a history (the last section of this header).
 */
typedef struct Revision Revision;

/* When an event appeared and last changed: CREATED, LAST-MODIFIED, DTSTAMP and SEQUENCE (RFC 5545
 * §3.8.7). */
typedef struct EventStamp {
    gint64 created; /* Unix seconds */
    gint64 changed;
    guint sequence;
} EventStamp;

bool event_stamp_is_same(const EventStamp *a, const EventStamp *b);

/* The agenda of an earlier revision, or as much of it as departures need. Shared by reference
 * count. */
typedef struct Past {
    Agenda *agenda;
    guint number; /* number of the last revision in which it was so */
    /* Feed *, from feed_new_gone: agencies and people that were gone by then, whose feeds still had
     * its plenaries. */
    GPtrArray *gone_feeds;
} Past;

/* Takes the agenda. There are no gone feeds at first. */
Past *past_new(Agenda *take_agenda, guint number);
void past_add_gone_feed(Past *past, FeedKind kind, const char *path);
void past_unref(Past *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Past, past_unref)

/* A departure: an event as it was before it left the agenda, or some of its feeds. It stays in
 * those for a time, as cancelled, unless they hold a later state of it, or held one that is
 * over. */
typedef struct Departure {
    Past *past;
    const Session *session;         /* of the past agenda; or NULL */
    const Preparation *preparation; /* of the past agenda; or NULL */
    char *key;
    EventStamp stamp;
    gint64 told; /* revision_told, of its last change before, as it was known when it departed */
} Departure;

/* The order of departures: by key, then the latest first. Less than, equal to or greater than 0. */
gint departure_compare(const Departure *a, const Departure *b);

/* Values for `keep_seconds`: forever, and by default. */
#define REVISION_KEEP_ALWAYS G_MAXINT64
#define REVISION_KEEP_DEFAULT (14 * CIVIL_DAY_SECONDS)

/* A feed of a revision. */
typedef struct RevisionFeed {
    Feed *feed;
    gint64 changed;        /* Unix seconds */
    bool is_gone;          /* a gone feed; it stays for good */
    bool is_restored;      /* a gone feed that an older program did not keep: the history has no
                            * more than that it was there */
    GPtrArray *departures; /* const Departure *: what shows in it as departed; NULL if nothing
                            * does */
} RevisionFeed;

/* A role of the agenda's own, a type, a tag or a language that has left it. Selections know it for
 * good. */
typedef struct GoneName {
    NamedKind kind;
    char *id;
    char *label; /* as it was last */
} GoneName;

/* When a revision with this stamp was published by the clock, if that was earlier. */
typedef struct StampClock {
    gint64 stamp; /* Unix seconds, both */
    gint64 clock;
} StampClock;

/* `clock` of a revision that an older program made. */
#define REVISION_NO_CLOCK (-1)

struct Revision {
    Agenda *agenda;
    guint number; /* from 1 */
    gint64 stamp; /* when it was published, Unix seconds */

    /* The earlier of its stamp and what the clock showed when it was published, Unix seconds: by
     * this it is judged what is over. A stamp can be ahead of the clock, as all are that follow one
     * from a clock that was ahead. REVISION_NO_CLOCK: an older program went by the stamp. */
    gint64 clock;
    GArray *clocks; /* StampClock, of this and all earlier revisions whose stamps were ahead */

    /* For how many seconds after its end, or after it was told if that is later, a cancelled entry
     * is kept. */
    gint64 keep_seconds;

    /* The least SEQUENCE of an event that begins or changes. It rises when a history was lost, with
     * all that its subscribers had read. */
    guint least_sequence;

    MembershipRule membership; /* by which its departures were made from those before */

    bool has_history;
    bool is_retired; /* the agenda has ended: it is not listed among others */

    /* Whether the rules of its zone are kept with it. Older programs kept none. */
    bool keeps_zone;

    /* Revisions with this stamp and later ones are not in the history, which could not be written:
     * another may be published under the same number and stamp. G_MAXINT64 if all are in it. */
    gint64 unkept_since;

    ChangeLog *log;        /* what it and earlier revisions changed; NULL if nothing is known */
    GHashTable *events;    /* key → EventStamp, of all events there ever were; empty without
                            * history */
    GPtrArray *departures; /* Departure *, by key, the latest first */
    GPtrArray *feeds;      /* RevisionFeed *: those of feed_list, then gone feeds by path */
    GHashTable *by_path;   /* path → RevisionFeed */
    GPtrArray *gone_names; /* GoneName *, by kind and id */

    /* Something was withdrawn, and no name of it is kept: it may have had any type, tag or
     * language. */
    bool has_forgotten;
};

/* A first revision without history. Takes the agenda. The caller owns it. */
Revision *revision_new(Agenda *take_agenda, gint64 stamp);
void revision_free(Revision *revision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Revision, revision_free)

/* The stamp of an event of the revision's agenda; a preparation must have a date. */
EventStamp revision_stamp_of_session(const Revision *revision, const Session *session);
EventStamp revision_stamp_of_preparation(const Revision *revision, const Preparation *preparation);

/* The feed with a path as in Feed, borrowed; NULL if there is none. */
const RevisionFeed *revision_find_feed(const Revision *revision, const char *path);

/* When an event, a session or else a preparation, ends or would have ended, in Unix seconds. */
gint64 event_end(const Session *session, const Preparation *preparation);

/* When something that changed with a stamp was told, by the clock, as far as is known when the
 * clock shows `clock`: G_MININT64 if it was ahead of that by more than a day, and so says nothing.
 * All in Unix seconds. */
gint64 revision_told(const Revision *revision, gint64 changed, gint64 clock);

/* Whether a cancelled entry is still kept that ends, or would have ended, at `end`, and was last
 * told at `told` (revision_told; both Unix seconds): until both are over for the time. One that was
 * moved into the past is not over before anybody could read that. */
bool revision_keeps(const Revision *revision, gint64 end, gint64 told);
bool departure_is_kept(const Departure *departure, const Revision *revision);

/* Whether a session of the revision's agenda shows in its feeds: cancelled ones go after a time. */
bool revision_shows(const Revision *revision, const Session *session);

/* How the keys of preparations begin; no id of a session holds a slash. */
#define EVENT_KEY_PREPARATIONS "preparations/"

/* The key that identifies an event in its agenda: a session's id, or EVENT_KEY_PREPARATIONS and
 * preparation_dup_key. The caller owns it. */
char *event_key_of_session(const Session *session);
char *event_key_of_preparation(const Preparation *preparation);

/* --- what is in a feed ------------------------------------------------------------------- */

/* An entry: an event as it stands in a feed. */
typedef struct FeedEntry {
    const Session *session;         /* or NULL */
    const Preparation *preparation; /* or NULL */
    const Departure *departure;     /* NULL if the feed selects it */
    EventStamp stamp;
} FeedEntry;

/* The entries of a feed (FeedEntry): sessions in the order of agendas, then preparations. Cancelled
 * ones are included as long as they are kept. The caller owns the array. */
GArray *revision_dup_entries(const Revision *revision, const RevisionFeed *feed);

/* The onsets (onsets.h) that the calendar of a feed with these entries tells. The caller owns the
 * array. */
GArray *revision_feed_onsets(const Revision *revision, const GArray *entries);

/* Whether an entry shows as cancelled. */
bool feed_entry_is_cancelled(const FeedEntry *entry);

/* --- feeds without an address of their own ------------------------------------------------ */

/* Which selection a feed was in an earlier agenda. */
typedef struct PastSelection {
    /* Initialises out_selection for the caller to clear. False, leaving it alone, if the feed did
     * not exist then. */
    bool (*find)(const Past *past, gpointer data, Selection *out_selection);
    gpointer data;
} PastSelection;

/* Makes a feed for a revision, beside those that it has. Takes the feed. Entries that have left it
 * show as departed, if the revision has their departures. The caller owns it. */
RevisionFeed *revision_feed_new(const Revision *revision, Feed *take_feed, gint64 changed,
                                const PastSelection *then);
void revision_feed_free(RevisionFeed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RevisionFeed, revision_feed_free)

/* --- making one part by part ------------------------------------------------------------- */

/* Begins a revision whose events are yet to be added; takes the agenda. Everything below must come
 * before revision_finish. */
Revision *revision_begin(Agenda *take_agenda, guint number, gint64 stamp, gint64 keep_seconds);

/* Sets by what clock it was published, if not by its stamp; `earlier` is `clocks` of the revision
 * before, or NULL. */
void revision_set_clock(Revision *revision, gint64 clock, const GArray *earlier);

/* Copies from another revision, of the same stamp, all that says what is over, and the least
 * SEQUENCE. */
void revision_copy_terms(Revision *revision, const Revision *from);

void revision_set_event(Revision *revision, const char *key, EventStamp stamp);

/* Copies the stamps of all events of another revision. */
void revision_copy_events(Revision *revision, const Revision *from);

/* Adds a departure like `departure`, of which only the key and the stamps count. It takes a
 * reference to the past. False if that has no event with that key. */
bool revision_add_departure(Revision *revision, Past *past, const Departure *departure);

/* Sets when a feed changed; other feeds count as changed with the revision. Does nothing if there
 * is no feed with that path. */
void revision_set_feed(Revision *revision, const char *path, gint64 changed);

/* Adds a gone feed, from feed_new_gone, and takes it. Drops it if the agenda has that feed
 * again. */
void revision_add_gone_feed(Revision *revision, Feed *take_feed, gint64 changed);

/* Marks a gone feed that was just added as restored. Does nothing if it was dropped. */
void revision_mark_restored(Revision *revision, const char *path);

/* Adds a gone name, unless the agenda has it again, or it was added already. */
void revision_add_gone_name(Revision *revision, NamedKind kind, const char *id, const char *label);

/* The gone name of a kind with an id, which in languages may be in capitals; or NULL. */
const GoneName *revision_find_gone_name(const Revision *revision, NamedKind kind, const char *id);

/* Adds as gone the roles, types, tags and languages that another revision has, or that were gone by
 * then, and that the agenda does not have. */
void revision_copy_names(Revision *revision, const Revision *from);

/* Copies from another revision when its feeds changed, and its gone feeds, with their last
 * names. */
void revision_copy_feeds(Revision *revision, const Revision *from);

/* Puts everything in order and finds which departure shows in which feed. To be called exactly
 * once. */
void revision_finish(Revision *revision);
