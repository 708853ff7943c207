#pragma once

#include "history/history.h"

/* Checks whether all that the history derives from its agendas does follow from them. Makes every
 * revision anew from the one before, with its change notes, and appends a line of text (char *) for
 * each way in which a kept one differs. A damaged revision is such a line, too. Fails with
 * HISTORY_ERROR if the history cannot be read. */
bool chronicle_verify(History *history, GPtrArray *faults, GError **error);
