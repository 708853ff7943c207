#pragma once

#include "history/history.h"
#include "model/change/difference.h"
#include "model/change/omission.h"

/*
 * The revisions of agendas, one after the other: made of new agendas, kept in a history, read from
 * it again. What is private of an agenda has streams of its own (stream.h), and nothing of it is in
 * a revision of the public one; `agenda` is a stream where it is read from.
 */

/* What is held back of what follows an earlier revision. */
typedef enum Caution {
    CAUTION_NONE,
    CAUTION_USUAL, /* what leaves out too much: omission.h */
    CAUTION_DOUBT, /* whatever is new: its file may not be whole */
} Caution;

/* How an agenda is published. */
typedef struct Publishing {
    const char *by;
    const char *why; /* or NULL */
    gint64 now;      /* Unix seconds */
    gint64 keep_seconds;
    Caution caution;
} Publishing;

typedef enum PublishOutcome {
    PUBLISH_DONE,
    PUBLISH_SAME,   /* the agenda says what it said: there is no new revision */
    PUBLISH_HELD,   /* held back by caution: `omission` alone is set, if that is why */
    PUBLISH_FAILED, /* HISTORY_ERROR */
} PublishOutcome;

/* What a publication made for the eyes of an agency alone. */
typedef struct PrivatePublished {
    char *agency;           /* the id */
    Agenda *before;         /* in its view, as published last; NULL for a first revision */
    Revision *revision;     /* the new one */
    Difference *difference; /* of the two agendas in its view; NULL for a first revision */
} PrivatePublished;

/* What a publication made. */
typedef struct Published {
    Revision *revision;     /* the new public one; NULL if there is none */
    Difference *difference; /* of the two public agendas; NULL for a first revision */
    GPtrArray
        *privates; /* const PrivatePublished *, by id; at least one if there is no public one */
    Omission *omission; /* NULL */
} Published;

void published_clear(Published *published);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Published, published_clear)

/* Publishes an agenda, which is taken, after `previous`, the last public revision that the caller
 * knows of, or NULL. `out_published` borrows from `previous`. With a history that is read-only, or
 * none (NULL), the public revision is made all the same, and not kept. */
PublishOutcome chronicle_publish(History *history, const Revision *previous, Agenda *take_agenda,
                                 const Publishing *how, Published *out_published, GError **error);

/* Reads a revision, which must be there, with its log. Fails with HISTORY_ERROR. */
Revision *chronicle_read(History *history, const char *agenda, guint number, GError **error);

/* The same with an agenda at hand, of the same id, which need not be read once more if it is the
 * revision's: then it is taken, and *inout_agenda is NULL, be it that the rest cannot be read. */
Revision *chronicle_read_with(History *history, guint number, Agenda **inout_agenda,
                              GError **error);

/* Reads the last revision of an agenda whose stamp is not after `stamp`; out_revision is NULL if it
 * has none. */
bool chronicle_read_at(History *history, const char *agenda, gint64 stamp, Revision **out_revision,
                       GError **error);

/* The last of all. */
bool chronicle_read_last(History *history, const char *agenda, Revision **out_revision,
                         GError **error);

/* Whether the history holds the revision of this number and time, and not that of another history.
 */
bool chronicle_holds(History *history, const char *agenda, guint number, gint64 stamp,
                     bool *out_holds, GError **error);

/* Reads nothing but a revision's agenda; the caller's own. Fails with HISTORY_ERROR. */
Agenda *chronicle_read_agenda(History *history, const char *agenda, guint number, GError **error);

/* The same with all that is private, as it was published at the time of the public revision. */
Agenda *chronicle_read_whole(History *history, const char *agenda, guint number, GError **error);

/* The same in its canonical form: the text of a file. */
char *chronicle_read_file(History *history, const char *agenda, guint number, GError **error);

/* Looks whether what the history derives from its agendas is what follows from them: makes every
 * revision anew, of the one before, with the words of what it changed, and appends a line of text
 * (char *) for each that is not as it is kept. Fails with HISTORY_ERROR if a revision cannot be
 * read. */
bool chronicle_verify(History *history, GPtrArray *faults, GError **error);
