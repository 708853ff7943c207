#pragma once

#include "history/history.h"

/* What was withdrawn from an agenda, or the whole of it if that has ended, must not come back by
 * itself, out of a file that still has it. */

/* Finds what an agenda has, and the one before it has not, although it was withdrawn: "the session
 * s1"; or that nothing is to follow any more: "an agenda that was retired". Sets out_words to NULL
 * if there is nothing; else it is the caller's own. Fails with HISTORY_ERROR. */
bool withdrawn_find(History *history, const Agenda *before, const Agenda *after, char **out_words,
                    GError **error);

/* Takes what was withdrawn after revision `number` out of an agenda that is read from there: so it
 * does not come back when that is published again. *inout_agenda is replaced. Fails with
 * HISTORY_ERROR, leaving it. */
bool withdrawn_drop(History *history, guint number, Agenda **inout_agenda, GError **error);

/* Sets of a revision that is being read whether its agenda has ended with it or before, but for
 * withdrawals, and whether anything was withdrawn from it. Fails with HISTORY_ERROR. */
bool withdrawn_read(Revision *revision, History *history, const char *agenda, GError **error);
