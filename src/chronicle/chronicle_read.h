#pragma once

#include "history/history.h"

/* Reads revisions from a history. `agenda` is a stream: see stream.h. */

/* Reads a revision, which must be there, with its log. Fails with HISTORY_ERROR. */
Revision *chronicle_read(History *history, const char *agenda, guint number, GError **error);

/* Like chronicle_read, for a caller that has an agenda with the same id at hand. If the revision's
 * agenda is equal, it need not be parsed again: then this one is taken and *inout_agenda becomes
 * NULL, even if the rest cannot be read. */
Revision *chronicle_read_with(History *history, guint number, Agenda **inout_agenda,
                              GError **error);

/* Reads the last revision of an agenda whose stamp is not after `stamp`; *out_revision is NULL if
 * there is none. Fails with HISTORY_ERROR. */
bool chronicle_read_at(History *history, const char *agenda, gint64 stamp, Revision **out_revision,
                       GError **error);

/* Reads the last revision of all, like chronicle_read_at. */
bool chronicle_read_last(History *history, const char *agenda, Revision **out_revision,
                         GError **error);

/* Whether the history holds a revision with this number and this stamp. If it does not, the
 * revision is from another history. Fails with HISTORY_ERROR. */
bool chronicle_holds(History *history, const char *agenda, guint number, gint64 stamp,
                     bool *out_holds, GError **error);

/* Reads only a revision's agenda; the caller's own. Fails with HISTORY_ERROR. */
Agenda *chronicle_read_agenda(History *history, const char *agenda, guint number, GError **error);

/* The agenda of facts that were read; the caller's own. Fails with HISTORY_ERROR. */
Agenda *chronicle_read_agenda_of(History *history, const HistoryFacts *facts, GError **error);

/* In place of the number of a public revision, where all that is private is read: what was
 * published last of all, which may be later than the last public revision. */
#define CHRONICLE_LAST G_MAXUINT

/* Reads the agenda with all that is private, as it was published when the public revision was. The
 * caller's own. Fails with HISTORY_ERROR. */
Agenda *chronicle_read_whole(History *history, const char *agenda, guint number, GError **error);

/* Reads that agenda in its canonical form, as the text of a file; the caller's own. */
char *chronicle_read_file(History *history, const char *agenda, guint number, GError **error);

/* Reads that agenda as it is to be published again: the same days and clocks, under the rules that
 * its zone has now (without a file of the zone, those that were kept), without what was withdrawn
 * since. The caller's own. Fails with HISTORY_ERROR. */
Agenda *chronicle_read_again(History *history, const char *agenda, guint number, GError **error);

/* Reads what was published last, with all that is private, under the rules that a zone has now.
 * `tz` has the name of its zone, and is borrowed. Fails with HISTORY_ERROR. */
Agenda *chronicle_read_under(History *history, const char *agenda, Tz *tz, GError **error);
