#pragma once

#include "history/history.h"

/* Revisions as a history holds them. `agenda` is a stream: see stream.h. */

/* Reads a revision, which must be there, with its log. Fails with HISTORY_ERROR. */
Revision *chronicle_read(History *history, const char *agenda, guint number, GError **error);

/* The same with an agenda at hand, of the same id, which need not be read once more if it is the
 * revision's: then it is taken, and *inout_agenda is NULL, be it that the rest cannot be read. */
Revision *chronicle_read_with(History *history, guint number, Agenda **inout_agenda,
                              GError **error);

/* Reads the last revision of an agenda whose stamp is not after `stamp`; out_revision is NULL if it
 * has none. */
bool chronicle_read_at(History *history, const char *agenda, gint64 stamp, Revision **out_revision,
                       GError **error);

/* The last of all. */
bool chronicle_read_last(History *history, const char *agenda, Revision **out_revision,
                         GError **error);

/* Whether the history holds the revision of this number and time, and not that of another history.
 */
bool chronicle_holds(History *history, const char *agenda, guint number, gint64 stamp,
                     bool *out_holds, GError **error);

/* Reads nothing but a revision's agenda; the caller's own. Fails with HISTORY_ERROR. */
Agenda *chronicle_read_agenda(History *history, const char *agenda, guint number, GError **error);

/* The same with all that is private, as it was published at the time of the public revision. */
Agenda *chronicle_read_whole(History *history, const char *agenda, guint number, GError **error);

/* The same in its canonical form: the text of a file. */
char *chronicle_read_file(History *history, const char *agenda, guint number, GError **error);
