#pragma once

#include "chronicle/publishing.h"
#include "history/history.h"
#include "model/change/difference.h"

/* A stream on its way to its next revision. */
typedef struct Strand {
    char *stream;
    Agenda *agenda;           /* the new one; NULL once the revision has it */
    const Revision *previous; /* or NULL */
    Revision *own_previous;   /* the same, if it is the strand's own; or NULL */
    Revision *basis;          /* what of the previous one an agency's follows; NULL: all of it */
    bool is_new;              /* the previous revision is one of the public stream */
    Revision *revision;       /* the new one; NULL if there is none */
    Difference *difference;   /* of the two agendas; NULL for a first revision */
    HistoryFacts *facts;      /* of the new revision; NULL if there is none */
} Strand;

/* Takes the stream's name and the agenda; the previous revision is borrowed. */
Strand *strand_new(char *take_stream, Agenda *take_agenda, const Revision *previous);
void strand_free(Strand *strand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Strand, strand_free)

/* Makes its next revision, if its agenda says anything else than the one before; whether it does.
 * `with_notes`: what changes is told in the log and the facts. */
bool strand_step(Strand *strand, const PublishOptions *how, gint64 now, bool with_notes);

/* The strands (Strand *, freed with the array) of all that is private, each after the last revision
 * of its stream or, if that is new, of the public one; empty if nothing is or was. NULL for
 * HISTORY_ERROR. */
GPtrArray *strand_list_private(History *history, const Revision *previous, const Agenda *whole,
                               GError **error);
