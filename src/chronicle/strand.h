#pragma once

#include "chronicle/publishing.h"
#include "history/history.h"
#include "model/change/difference.h"

/* A stream on its way to its next revision. */
typedef struct Strand {
    char *stream;
    Agenda *agenda;           /* the new one; NULL once the revision has it */
    const Revision *previous; /* or NULL */
    Revision *own_previous;   /* the previous one, if the strand owns it; or NULL */
    Revision *basis;        /* the part of it that an agency's next one follows; NULL: all of it */
    bool is_new;            /* the previous revision belongs to the public stream */
    Revision *revision;     /* the new one; NULL if there is none */
    Difference *difference; /* between the two agendas; NULL for a first revision */
    HistoryFacts *facts;    /* of the new revision; NULL if there is none */
} Strand;

/* Takes the stream's name and the agenda; borrows the previous revision. */
Strand *strand_new(char *take_stream, Agenda *take_agenda, const Revision *previous);
void strand_free(Strand *strand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Strand, strand_free)

/* Makes the strand's next revision if its agenda differs from the one before; returns whether it
 * does. With `with_notes`, change notes go into the log and the facts. `now` is the stamp. */
bool strand_step(Strand *strand, const PublishOptions *how, gint64 now, bool with_notes);

/* The strands of all that is private (Strand *, freed with the array). Each follows the last
 * revision of its stream or, if that is new, of the public stream. Empty if nothing is or was
 * private; NULL for HISTORY_ERROR. `previous` is borrowed. */
GPtrArray *strand_list_private(History *history, const Revision *previous, const Agenda *whole,
                               GError **error);
