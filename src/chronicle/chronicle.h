#pragma once

#include "chronicle/publishing.h"
#include "history/history.h"
#include "model/change/difference.h"
#include "model/change/omission.h"
#include "model/view/withdrawal.h"

/*
 * Publishes agendas: makes a revision that follows the last one, and puts it into a history.
 * (chronicle_read.h reads it again.) Private parts of an agenda have streams of their own
 * (stream.h); none of them is ever in a revision of the public stream.
 */

typedef enum PublishOutcome {
    PUBLISH_DONE,
    PUBLISH_SAME,   /* the agenda says what it said before: there is no new revision */
    PUBLISH_HELD,   /* held back by caution: only `omission` or `withdrawn` is set, if that is
                     * why */
    PUBLISH_FAILED, /* HISTORY_ERROR */
} PublishOutcome;

/* What a publication made for a single agency or person to see. */
typedef struct PrivatePublication {
    char *participant;      /* the key (model/address/participant_key) */
    Agenda *before;         /* as published last, in its view; NULL for a first revision */
    Revision *revision;     /* the new one */
    Difference *difference; /* between the two agendas in its view; NULL for a first revision */
} PrivatePublication;

/* What a publication made. */
typedef struct Publication {
    Revision *revision;     /* the new public one; NULL if there is none */
    Difference *difference; /* between the two public agendas; NULL for a first revision */
    GPtrArray
        *privates;   /* const PrivatePublication *, by id; never empty if there is no public one */
    GPtrArray *past; /* const Withdrawal *: what has become private, and whose past is public;
                      * never NULL after PUBLISH_DONE */
    Omission *omission; /* what an agenda that was held back leaves out; or NULL */
    char *withdrawn;    /* what it would publish again, "the session s1"; or NULL */
} Publication;

void publication_clear(Publication *publication);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Publication, publication_clear)

/* Publishes an agenda, which is taken. It follows `previous`, the last public revision that the
 * caller knows, or NULL; `out_publication` borrows from that, and must be zero. With a read-only
 * history, or none (NULL), the public revision is made all the same, but not kept. */
PublishOutcome chronicle_publish(History *history, const Revision *previous, Agenda *take_agenda,
                                 const PublishOptions *how, Publication *out_publication,
                                 GError **error);

/* Publishes what is published already under the rules that its zone has by now, which may move
 * entries although nothing that the agenda says is new. PUBLISH_SAME if they move nothing, or if
 * there is nothing to compare them with: `previous` keeps no rules, or the history keeps nothing;
 * and of an agenda that is retired.
 * `tz` has the name of the zone; of the options, `why` and `caution` are set here. */
PublishOutcome chronicle_publish_rules(History *history, const Revision *previous, Tz *tz,
                                       const PublishOptions *how, Publication *out_publication,
                                       GError **error);
