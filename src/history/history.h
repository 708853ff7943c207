#pragma once

#include "history/history_facts.h"

/*
 * The history: every revision of every agenda, whole, and what is derived from it.
 *
 * What it holds are facts, each in force from one revision of its agenda until before another. A
 * publication writes only those that are new or over, so that time and space are in proportion to
 * the change; any revision can be read again as it was. An agenda is held as records, one for each
 * session, agency, room …, whose text it does not look into.
 *
 * An agenda that not everybody may see the whole of has several streams of revisions, one for each
 * view of it: the public one under its id, the others under that, "@" and what tells them apart,
 * such as "gfmd-2007@ilo". No id has an "@". What is called `agenda` here is a stream.
 *
 * One publication is one transaction: killed at any instant, it is wholly there or not at all.
 */
typedef struct History History;

/* --- opening ----------------------------------------------------------------------------- */

/* Opens the history in a file. An older program's is brought up to date. Fails with HISTORY_ERROR;
 * texts of its errors begin with the path. To be used by one thread at a time.
 *
 * The path is a file, or does not exist; an empty file is a history still to be made. While it is
 * written there is another beside it, FILE-journal, which belongs to it; one that is left by who
 * was killed is put into place by the next who opens it. At other times it can be copied and moved.
 */
History *history_open(const char *path, HistoryAccess access, GError **error);
void history_close(History *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_close)

/* How long another program is waited for that holds it, in milliseconds: from here on, in each
 * call. By default some seconds. */
void history_set_patience(History *history, guint milliseconds);

/* Whether nothing can be published into it: it was opened for reading, or it or its folder may not
 * be written. A full disk may have room later. */
bool history_is_read_only(const History *history);

/* Its path. */
const char *history_name(const History *history);

/* Cheap. What is not in its place can perhaps still be read; nothing is published into it. */
HistoryPlace history_find_place(History *history);

/* --- reading ----------------------------------------------------------------------------- */

/* The ids of all agendas (char *, freed with the array), in order; NULL for HISTORY_ERROR. */
GPtrArray *history_list_agendas(History *history, GError **error);

/* The streams of an agenda beside the public one, likewise. */
GPtrArray *history_list_streams(History *history, const char *agenda, GError **error);

/* The revisions of an agenda, from the first on: an array of HistoryEntry whose strings live in
 * `strings`; empty if there is no such agenda. NULL for HISTORY_ERROR. */
GArray *history_list(History *history, const char *agenda, GStringChunk *strings, GError **error);

/* The number of the last revision of an agenda whose stamp is not after `stamp` (G_MAXINT64: the
 * last of all); 0 if there is none. Fails with HISTORY_ERROR. */
bool history_find(History *history, const char *agenda, gint64 stamp, guint *out_number,
                  GError **error);

/* A whole revision. One that is not there is HISTORY_ERROR_UNUSABLE: numbers come from this
 * history, and it never loses one. */
HistoryFacts *history_read(History *history, const char *agenda, guint number, GError **error);

/* As much of a revision as is needed for some of its events: the records of these keys (const char
 * *, as of HistoryEvent) that are in it, and all that are neither sessions nor preparations; of the
 * feeds, those of agencies that its agenda did not have by itself. The other arrays are empty. */
HistoryFacts *history_read_events(History *history, const char *agenda, guint number,
                                  const GPtrArray *keys, GError **error);

/* The last `limit` changes of each feed up to a revision, by path, the latest first: an array of
 * HistoryChange whose strings live in `strings`; NULL for HISTORY_ERROR. */
GArray *history_read_changes(History *history, const char *agenda, guint number, guint limit,
                             GStringChunk *strings, GError **error);

/* Whether anybody else has published since it was opened or this was asked before. It may be true
 * for nothing, and is if it cannot be told: reading then says why. Cheap. */
bool history_has_news(History *history);

/* --- writing ----------------------------------------------------------------------------- */

/* Writes revisions (const HistoryFacts *), each of another stream, in this order: all of them,
 * wholly, or none. The number of each must be one above that of the last one of its stream, else it
 * fails with HISTORY_ERROR_STALE, which says who came first; its stamp must be later. Of its facts
 * each replaces the one of the same key, or ends it (`text` NULL, `is_over`); a key is in them
 * once, in any order. What is not in them stays in force. Numbers and stamps of its changes are not
 * looked at. */
bool history_append_all(History *history, const GPtrArray *all_facts, GError **error);

/* --- addresses of private calendars ------------------------------------------------------ */

/* All tokens, by agenda, agency, when they were made, and digest: an array of HistoryToken whose
 * strings live in `strings`; NULL for HISTORY_ERROR. Those that are malformed, as in a damaged
 * file, are only counted. */
GArray *history_list_tokens(History *history, GStringChunk *strings, guint *out_malformed,
                            GError **error);

/* Writes tokens (HistoryToken), each in the place of the one of its digest if there is one: all of
 * them or none. */
bool history_put_tokens(History *history, const GArray *tokens, GError **error);

/* Removes the one of this digest, as if it had never been. */
bool history_remove_token(History *history, const char *digest, GError **error);

/* --- looking after it -------------------------------------------------------------------- */

/* Looks for damage: the file's own, and facts that contradict each other. Appends a line of text
 * for each fault (char *), in which parts of the file may stand as they are, control characters
 * too. Fails with HISTORY_ERROR if it cannot be looked at. That texts are those once published is
 * not seen here: it shows in the digest of each revision. */
bool history_verify(History *history, GPtrArray *faults, GError **error);
