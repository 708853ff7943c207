#pragma once

#include "history/history.h"

/* Looks whether what the history derives from its agendas is what follows from them: makes every
 * revision anew, of the one before, with the words of what it changed, and appends a line of text
 * (char *) for each that is not as it is kept. Fails with HISTORY_ERROR if a revision cannot be
 * read. */
bool chronicle_verify(History *history, GPtrArray *faults, GError **error);
