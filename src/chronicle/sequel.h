#pragma once

#include "history/history.h"
#include "model/agenda/agenda.h"

/*
 * What follows from a revision's agenda and the one before, as a withdrawal leaves it: the notes on
 * changes, and the words of gone feeds.
 *
 * Only what the withdrawal itself alters is written again. Where an earlier one began, the revision
 * before still has what that took out: of what both alter, nothing is left.
 */
typedef struct Sequel {
    History *history;
    HistoryRewriting *to; /* where it goes */
    bool reaches_back;    /* a revision before the first that is rewritten has some, which shows */
    Agenda *said;         /* of the last revision; NULL before the first */
    Agenda *left;         /* what is left of it */
    bool differs;         /* that is less */
    GHashTable *gone;     /* private: path → GoneFeed */
} Sequel;

/* Both are borrowed. */
void sequel_init(Sequel *sequel, History *history, HistoryRewriting *to);
void sequel_clear(Sequel *sequel);

/* Goes on to the next revision. Takes its agenda, and what is left of that. Fails with
 * HISTORY_ERROR. */
bool sequel_step(Sequel *sequel, const HistoryFacts *facts, Agenda *take_said, Agenda *take_left,
                 bool differs, GError **error);
