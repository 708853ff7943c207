#pragma once

#include "model/revision/revision.h"

/*
 * What a history holds, what can be asked of it, and how it fails: the words that history.h and its
 * stores (store.h) have in common.
 */

typedef enum HistoryError {
    HISTORY_ERROR_UNUSABLE,  /* it is not one, is damaged, or a newer program's */
    HISTORY_ERROR_READ_ONLY, /* it cannot be written */
    HISTORY_ERROR_STALE,     /* somebody else has published meanwhile */
    HISTORY_ERROR_BUSY,      /* another program holds it and does not let go */
    HISTORY_ERROR_FAILED,    /* the disk; or it is no longer where it was */
} HistoryError;

#define HISTORY_ERROR (history_error_quark())
GQuark history_error_quark(void);

typedef enum HistoryAccess {
    HISTORY_READ,  /* it must be there */
    HISTORY_WRITE, /* it is made if need be; see history_is_read_only */
    HISTORY_COPY,  /* as it is now: a copy, which is gone once it is closed, is read in its place,
                    * so that nobody who publishes has to wait for who reads on and on */
} HistoryAccess;

/* Where the file is that was opened. */
typedef enum HistoryPlace {
    HISTORY_IN_PLACE,
    HISTORY_GONE,      /* nothing stands there any more */
    HISTORY_REPLACED,  /* another file does */
    HISTORY_TRUNCATED, /* it is shorter than it was */
} HistoryPlace;

/* A part of an agenda. Kind and id together tell it from the others of its agenda. */
typedef struct HistoryRecord {
    const char *kind;  /* "agenda", "role", "agency", "room", "round-table", "day", "session" … */
    const char *id;    /* "" where there is only one */
    const char *place; /* in what it stands: the day and slot of a session; "" */
    const char *text;  /* NULL: no longer there */
} HistoryRecord;

typedef struct HistoryEvent {
    const char *key; /* as of event_key_of_session or event_key_of_preparation */
    EventStamp stamp;
} HistoryEvent;

/* See Departure. */
typedef struct HistoryDeparture {
    const char *key;
    guint version;
    EventStamp stamp;
    bool is_over; /* no longer kept */
} HistoryDeparture;

typedef struct HistoryFeed {
    const char *path;
    gint64 changed; /* Unix seconds */
    /* Of a feed that the agenda no longer has by itself; NULL for the others. */
    const char *kind;
    const char *name;
    const char *description;
    const char *subject; /* NULL too where an older program wrote it */
    bool is_over;        /* not even so */
} HistoryFeed;

/* What a revision changed in a feed. */
typedef struct HistoryChange {
    guint number; /* of the revision */
    gint64 stamp; /* of the revision */
    const char *path;
    const char *words; /* lines of text, each with its end */
    const char *json;  /* an array */
} HistoryChange;

/* The last number that a revision can have: people name it in as many digits. */
#define HISTORY_NUMBER_MAX 999999999

/* A revision without its facts. */
typedef struct HistoryEntry {
    const char *agenda; /* its stream */
    guint number;       /* from 1, without a gap, to HISTORY_NUMBER_MAX */
    gint64 stamp;       /* when it was published, Unix seconds; rises from one to the next */
    gint64 keep;        /* see Revision, keep_seconds */
    const char *by;     /* who published it */
    const char *why;    /* or NULL */
    const char *digest; /* of the whole agenda: what it says, the same if nothing changed */
} HistoryEntry;

/* A revision with facts: to be written, those that it makes different; as read, all in force. All
 * arrays are of the structures above, by value. */
typedef struct HistoryFacts {
    HistoryEntry entry;
    GArray *records;       /* HistoryRecord, by kind and id */
    GArray *events;        /* HistoryEvent, by key */
    GArray *departures;    /* HistoryDeparture, by key, the latest version first */
    GArray *feeds;         /* HistoryFeed, by path */
    GArray *changes;       /* HistoryChange, by path; empty as read */
    gint64 previous;       /* to be written: the stamp of the revision that it follows; or 0 */
    const char *origin;    /* to be written: a stream, all of whose revisions come before it in a
                            * stream that there is not yet; or NULL */
    GStringChunk *strings; /* what the strings in it may be kept in */
} HistoryFacts;

/* With empty arrays and its own strings. */
HistoryFacts *history_facts_new(void);
void history_facts_free(HistoryFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HistoryFacts, history_facts_free)

/* A token, which opens the private calendar of an agency to whoever knows it. It is not kept
 * itself, and what is cannot tell it. */
typedef struct HistoryToken {
    const char *digest;    /* its SHA-256, in hexadecimal digits: tells it from all others */
    const char *agenda;    /* the id */
    const char *agency;    /* the id */
    const char *lock;      /* see seal.h */
    const char *successor; /* sealed: the token that takes its place; NULL if none does */
    gint64 made;           /* Unix seconds */
    gint64 ends;           /* Unix seconds, from when on it opens nothing */
} HistoryToken;

#define HISTORY_TOKEN_FOR_GOOD G_MAXINT64
