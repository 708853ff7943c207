#pragma once

#include "model/agenda/agenda.h"

/* An agenda into which was put what changed in a source, while people changed it, too. */
typedef struct AgendaMerge {
    char *canonical;      /* the whole, in canonical form (agenda_records.h) */
    char *next_base;      /* what to take for the base the next time, in canonical form */
    GPtrArray *conflicts; /* MergeConflict * (value_merge.h), in the order of the records here */
} AgendaMerge;

void agenda_merge_clear(AgendaMerge *merge);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AgendaMerge, agenda_merge_clear)

/* The sides. `base` is what the source said when it was last put in; NULL if that is not known:
 * then nothing is taken away, and where both say something else it is a conflict. */
typedef struct AgendaSides {
    const Agenda *base;
    const Agenda *source;
    const Agenda *here;
    bool prefers_source; /* whose word counts in a conflict */
} AgendaSides;

/* An agenda in canonical form, in which what is the same is called as in another one. Sets how many
 * sessions are called otherwise than they were. The caller owns it. */
char *agenda_merge_dup_renamed(const Agenda *agenda, const Agenda *like, guint *out_n_renamed);

/* Puts them together: what is the same is found as namesakes.h tells, and is called as it is
 * here. The result is an agenda file, but may say what none can: sessions out of their day. */
void agenda_merge(const AgendaSides *sides, AgendaMerge *out);
