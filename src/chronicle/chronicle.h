#pragma once

#include "history/history.h"
#include "model/difference.h"

/*
 * The revisions of agendas, one after the other: made of new agendas, kept in a history, read from
 * it again.
 */

/* How an agenda is published. */
typedef struct Publishing {
    const char *by;
    const char *why; /* or NULL */
    gint64 now;      /* Unix seconds */
    gint64 keep_seconds;
} Publishing;

typedef enum PublishOutcome {
    PUBLISH_DONE,
    PUBLISH_SAME,   /* the agenda says what it said: there is no new revision */
    PUBLISH_FAILED, /* HISTORY_ERROR */
} PublishOutcome;

/* What a publication made. */
typedef struct Published {
    Revision *revision;     /* the new one; NULL if there is none */
    Difference *difference; /* of the two agendas; NULL for a first revision */
} Published;

void published_clear(Published *published);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Published, published_clear)

/* Publishes an agenda, which is taken, after `previous`, the last revision that the caller knows
 * of, or NULL. `out_published` borrows from `previous`. With a history that is read-only, or none
 * (NULL), the revision is made all the same, and not kept. */
PublishOutcome chronicle_publish(History *history, const Revision *previous, Agenda *take_agenda,
                                 const Publishing *how, Published *out_published, GError **error);

/* Reads a revision, which must be there, with its log. Fails with HISTORY_ERROR. */
Revision *chronicle_read(History *history, const char *agenda, guint number, GError **error);

/* The same with an agenda at hand, of the same id, which need not be read once more if it is the
 * revision's: then it is taken, and *inout_agenda is NULL, be it that the rest cannot be read. */
Revision *chronicle_read_with(History *history, guint number, Agenda **inout_agenda,
                              GError **error);

/* Reads the last revision of an agenda; out_revision is NULL if it has none. */
bool chronicle_read_last(History *history, const char *agenda, Revision **out_revision,
                         GError **error);

/* Reads nothing but a revision's agenda, in its canonical form: the text of a file. The caller's
 * own. Fails with HISTORY_ERROR. */
char *chronicle_read_file(History *history, const char *agenda, guint number, GError **error);

/* Reads nothing but a revision's agenda; the caller's own. Fails with HISTORY_ERROR. */
Agenda *chronicle_read_agenda(History *history, const char *agenda, guint number, GError **error);

/* Looks whether what the history derives from its agendas is what follows from them: makes every
 * revision anew, of the one before, and appends a line of text (char *) for each that is not as it
 * is kept. Fails with HISTORY_ERROR if a revision cannot be read. */
bool chronicle_verify(History *history, GPtrArray *faults, GError **error);
