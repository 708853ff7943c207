#pragma once

#include "history/history.h"
#include "model/view/withdrawal.h"

/* What a withdrawal rewrites in a stream. */
typedef struct Rewriting {
    HistoryRewriting *facts;
    GHashTable *keys;  /* of the events (char *, a set) that the last revision shows otherwise then;
                        * NULL if nothing is rewritten */
    bool is_named;     /* any of its revisions has what is withdrawn as a record of its own */
    bool reaches_back; /* what is rewritten still shows in it as it was said before the first
                        * revision that is: an entry as departed, something gone by its name, a
                        * change */
} Rewriting;

/* Goes through all revisions of a stream, as long as chronicle_verify takes, and finds what is to
 * be rewritten from revision `since` on; writes nothing. NULL for HISTORY_ERROR. Borrows the
 * stream's name. */
Rewriting *rewriting_new(History *history, const char *stream, guint since, Withdrawal *withdrawal,
                         GError **error);
void rewriting_free(Rewriting *rewriting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rewriting, rewriting_free)
