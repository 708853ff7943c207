#pragma once

#include "model/revision/revision.h"

/*
 * What a history holds, what can be asked of it, and how it fails: the vocabulary that history.h
 * shares with the stores (store.h).
 */

typedef enum HistoryError {
    HISTORY_ERROR_UNUSABLE,  /* it is not a history, is damaged, or was made by a newer program */
    HISTORY_ERROR_READ_ONLY, /* it cannot be written */
    HISTORY_ERROR_STALE,     /* somebody else has published in the meantime */
    HISTORY_ERROR_BUSY,      /* another program holds it and does not let go */
    HISTORY_ERROR_FAILED,    /* the disk failed, or the file is no longer where it was */
} HistoryError;

#define HISTORY_ERROR (history_error_quark())
GQuark history_error_quark(void);

typedef enum HistoryAccess {
    HISTORY_READ,  /* it must be there */
    HISTORY_WRITE, /* it is made if it is missing; see history_is_read_only */
    HISTORY_COPY,  /* a copy of it as it is now is read, and is gone once closed: so publishers need
                    * not wait for somebody who reads for long */
} HistoryAccess;

/* Where the opened file is now. */
typedef enum HistoryPlace {
    HISTORY_IN_PLACE,
    HISTORY_GONE,      /* there is nothing at its path any more */
    HISTORY_REPLACED,  /* there is another file at its path */
    HISTORY_TRUNCATED, /* it is shorter than it was */
} HistoryPlace;

/* A part of an agenda. Kind and id together identify it within its agenda. */
typedef struct HistoryRecord {
    const char *kind;  /* "agenda", "role", "agency", "room", "round-table", "day", "session" … */
    const char *id;    /* "" where there is only one */
    const char *place; /* where it stands: the day and slot of a session; else "" */
    const char *text;  /* JSON; NULL: it is no longer there */
} HistoryRecord;

typedef struct HistoryEvent {
    const char *key; /* as from event_key_of_session or event_key_of_preparation */
    EventStamp stamp;
} HistoryEvent;

/* See Departure. */
typedef struct HistoryDeparture {
    const char *key;
    guint version; /* the number of the last revision that had the event */
    EventStamp stamp;
    /* When read: the stamp with which that revision's event had changed; and what the clock showed
     * at the next revision, with which it departed. */
    gint64 changed;
    gint64 departed;
    bool is_over; /* when written: no longer kept */
} HistoryDeparture;

typedef struct HistoryFeed {
    const char *path;
    gint64 changed; /* Unix seconds */
    /* Only for a gone feed; NULL for the others. */
    const char *kind;
    const char *name;
    const char *description;
    const char *subject; /* NULL also where an older program wrote it */
    bool is_over;        /* it is no longer there, not even as a gone feed */
} HistoryFeed;

/* What a revision changed in a feed. */
typedef struct HistoryChange {
    guint number; /* of the revision */
    gint64 stamp; /* of the revision */
    const char *path;
    const char *words; /* lines of text, each with its end */
    const char *json;  /* an array */
} HistoryChange;

/* The highest number that a revision can have: people name revisions with at most nine digits. */
#define HISTORY_NUMBER_MAX 999999999

/* A revision without its facts. */
typedef struct HistoryEntry {
    const char *agenda; /* its stream */
    guint number;       /* from 1, without a gap, to HISTORY_NUMBER_MAX */
    gint64 stamp;       /* when it was published, Unix seconds; rises from one to the next */
    gint64 keep;        /* see keep_seconds in Revision */
    const char *by;     /* who published it */
    const char *why;    /* or NULL */
    const char *digest; /* of the whole agenda's content; the same if nothing changed */
    const char *rules;  /* digest of the rules of its zone; NULL if they are not kept */
    gint64 clock;       /* see clock in Revision */
    guint least;        /* see least_sequence in Revision */
    guint membership;   /* see membership in Revision */
} HistoryEntry;

/* What an agenda file published last. */
typedef struct HistoryFile {
    const char *agenda; /* the id */
    const char *path;   /* the real one; "": no file, but what a revert took back */
    const char *digest; /* of its whole agenda, as in HistoryEntry */
} HistoryFile;

/* How the source that an agenda follows does. Times are Unix seconds; 0: never. */
typedef struct HistorySource {
    const char *agenda;
    gint64 checked;    /* when it was last found to be sound */
    gint64 changed;    /* when something new came from there */
    const char *fault; /* why the last look at it failed; NULL: it did not */
} HistorySource;

/* A revision with its facts: when written, those that differ from the revision before; when read,
 * all that are in force. The arrays hold the structures above by value. */
typedef struct HistoryFacts {
    HistoryEntry entry;
    GArray *records;       /* HistoryRecord, by kind and id */
    GArray *events;        /* HistoryEvent, by key */
    GArray *departures;    /* HistoryDeparture, by key, the latest version first */
    GArray *feeds;         /* HistoryFeed, by path */
    GArray *changes;       /* HistoryChange, by path; empty when read */
    GArray *clocks;        /* see clocks in Revision; empty when written */
    gint64 previous;       /* when written: the stamp of the revision that it follows; or 0 */
    const char *origin;    /* when written: its stream is new, and begins with a copy of all
                            * revisions of this one; or NULL */
    GStringChunk *strings; /* storage for strings in the facts */
} HistoryFacts;

/* With empty arrays and its own strings. */
HistoryFacts *history_facts_new(void);
void history_facts_free(HistoryFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HistoryFacts, history_facts_free)

/* A token opens the private calendar of an agency or a person to whoever knows it. The token itself
 * is not stored, and cannot be derived from what is. */
typedef struct HistoryToken {
    const char *digest;      /* its SHA-256, in hexadecimal digits; identifies it */
    const char *agenda;      /* the id */
    const char *participant; /* whose calendar it is: a key (model/address/participant_key) */
    const char *lock;        /* see seal.h */
    const char *successor;   /* the token that replaces it, sealed; or NULL */
    gint64 made;             /* Unix seconds */
    gint64 ends;             /* Unix seconds: from then on it opens nothing */
} HistoryToken;

/* `ends` of a token that never ends. */
#define HISTORY_TOKEN_FOR_GOOD G_MAXINT64

/* That something was taken out of the revisions of a stream, by its revision `number`. What it was
 * is not kept. */
typedef struct HistoryWithdrawal {
    const char *agenda; /* its stream */
    guint number;
    guint since;      /* the first revision that was rewritten */
    const char *kind; /* as from withdrawal_kind_word, or HISTORY_RETIREMENT */
    const char *id;   /* of a session, an agency, a person or a preparation; "SESSION/KEY" for a
                       * contribution; "" for others, and for a preparation without an id */
} HistoryWithdrawal;

/* Nothing was taken out: the agenda has ended. */
#define HISTORY_RETIREMENT "retirement"

/* A record as it is from now on. */
typedef struct HistoryRewrittenRecord {
    guint number; /* of the first revision in which it says so */
    guint last;   /* and of the last one, without a gap between */
    const char *kind;
    const char *id;
    const char *new_id;
    const char *text;
} HistoryRewrittenRecord;

/* A gone feed as it is called from now on. */
typedef struct HistoryRewrittenFeed {
    guint number; /* of the first revision in which it is gone, and has other words */
    guint last;   /* and of the last one, without a gap between */
    const char *path;
    const char *name;
    const char *description;
    const char *subject;
} HistoryRewrittenFeed;

/* The key of an event, and the one that it has from now on. */
typedef struct HistoryRenaming {
    const char *key;
    const char *new_key;
} HistoryRenaming;

/* What is rewritten in a stream, from a revision on. Facts in force in that revision and in earlier
 * ones are as before in those. The arrays hold structures by value. */
typedef struct HistoryRewriting {
    const char *agenda;    /* the stream */
    guint since;           /* the number of the first revision that is rewritten */
    GArray *records;       /* HistoryRewrittenRecord */
    GArray *feeds;         /* HistoryRewrittenFeed; in all revisions in which they are in force */
    GArray *renamings;     /* HistoryRenaming; in all revisions */
    GArray *entries;       /* HistoryEntry: number, by, why and digest of revisions */
    GArray *changes;       /* HistoryChange, in the place of those; without words: there is none */
    GStringChunk *strings; /* storage for strings */
} HistoryRewriting;

/* With empty arrays and its own strings; borrows the stream's name. */
HistoryRewriting *history_rewriting_new(const char *agenda, guint since);
void history_rewriting_free(HistoryRewriting *rewriting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HistoryRewriting, history_rewriting_free)
