#pragma once

#include "chronicle/publishing.h"
#include "history/history.h"
#include "model/change/difference.h"
#include "model/change/omission.h"

/*
 * The revisions of agendas, one after the other: made of new agendas, kept in a history, read from
 * it again. What is private of an agenda has streams of its own (stream.h), and nothing of it is in
 * a revision of the public one; `agenda` is a stream where it is read from.
 */

typedef enum PublishOutcome {
    PUBLISH_DONE,
    PUBLISH_SAME,   /* the agenda says what it said: there is no new revision */
    PUBLISH_HELD,   /* held back by caution: `omission` alone is set, if that is why */
    PUBLISH_FAILED, /* HISTORY_ERROR */
} PublishOutcome;

/* What a publication made for the eyes of an agency alone. */
typedef struct PrivatePublication {
    char *agency;           /* the id */
    Agenda *before;         /* in its view, as published last; NULL for a first revision */
    Revision *revision;     /* the new one */
    Difference *difference; /* of the two agendas in its view; NULL for a first revision */
} PrivatePublication;

/* What a publication made. */
typedef struct Publication {
    Revision *revision;     /* the new public one; NULL if there is none */
    Difference *difference; /* of the two public agendas; NULL for a first revision */
    GPtrArray
        *privates; /* const PrivatePublication *, by id; at least one if there is no public one */
    Omission *omission; /* NULL */
} Publication;

void publication_clear(Publication *publication);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Publication, publication_clear)

/* Publishes an agenda, which is taken, after `previous`, the last public revision that the caller
 * knows of, or NULL. `out_published` borrows from `previous`. With a history that is read-only, or
 * none (NULL), the public revision is made all the same, and not kept. */
PublishOutcome chronicle_publish(History *history, const Revision *previous, Agenda *take_agenda,
                                 const PublishOptions *how, Publication *out_published,
                                 GError **error);
