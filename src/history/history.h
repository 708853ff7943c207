#pragma once

#include "history/history_facts.h"

/*
 * The history: every revision of every agenda, whole, and all that is derived from it.
 *
 * It holds facts, each in force from one revision of its agenda until before another. A publication
 * writes only facts that begin or end, so its time and space are in proportion to the change; any
 * revision can be read again as it was. An agenda is stored as records, one for each session,
 * agency, room …; the history does not look into their text.
 *
 * An agenda with private parts has several streams of revisions, one for each view of it: the
 * public one under the agenda's id, the others under the id, "@" and a distinguishing part, such as
 * "gfmd-2007@ilo". No id has an "@". What is called `agenda` here is a stream.
 *
 * One publication is one transaction: if it is killed at any instant, all or nothing is there.
 */
typedef struct History History;

/* --- opening ----------------------------------------------------------------------------- */

/* Opens the history in a file, and brings it up to date if an older program made it. Fails with
 * HISTORY_ERROR; error messages begin with the path. Only one thread may use it at a time.
 *
 * The path names a file, or nothing yet; an empty file is a history still to be made. While it is
 * written, there is another file beside it, FILE-journal, which belongs to it. If a program is
 * killed and leaves one, the next program that opens the history recovers from it. At other times
 * the file can be copied and moved. */
History *history_open(const char *path, HistoryAccess access, GError **error);
void history_close(History *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_close)

/* Sets how long each later call waits for another program that holds the history, in milliseconds.
 * By default some seconds. */
void history_set_patience(History *history, guint milliseconds);

/* Whether nothing can be published into it: it was opened for reading, or the file or its folder is
 * not writable. A full disk does not count, since it may have room later. */
bool history_is_read_only(const History *history);

/* Its path; borrowed. */
const char *history_name(const History *history);

/* Where the file is now. Cheap. A history that is not in place can perhaps still be read, but
 * nothing is published into it. */
HistoryPlace history_find_place(History *history);

/* --- reading ----------------------------------------------------------------------------- */

/* The ids of all agendas (char *, freed with the array), in order; NULL for HISTORY_ERROR. */
GPtrArray *history_list_agendas(History *history, GError **error);

/* The streams of an agenda (char *, freed with the array) except the public one, in order; NULL for
 * HISTORY_ERROR. */
GPtrArray *history_list_streams(History *history, const char *agenda, GError **error);

/* The revisions of an agenda, the first one first: an array of HistoryEntry with its strings in
 * `strings`, empty if there is no such agenda. NULL for HISTORY_ERROR. */
GArray *history_list(History *history, const char *agenda, GStringChunk *strings, GError **error);

/* The number of the last revision of an agenda whose stamp is not after `stamp` (G_MAXINT64: the
 * last of all); 0 if there is none. Fails with HISTORY_ERROR. */
bool history_find(History *history, const char *agenda, gint64 stamp, guint *out_number,
                  GError **error);

/* A whole revision; the caller's own. NULL for HISTORY_ERROR. A revision that is not there is
 * HISTORY_ERROR_UNUSABLE: numbers come from this history, and it never loses one. */
HistoryFacts *history_read(History *history, const char *agenda, guint number, GError **error);

/* As much of a revision as some of its events need: those of its records that have these keys
 * (const char *, as in HistoryEvent), and all records that are neither sessions nor preparations;
 * of its feeds, the gone feeds of agencies. The other arrays are empty. */
HistoryFacts *history_read_events(History *history, const char *agenda, guint number,
                                  const GPtrArray *keys, GError **error);

/* What a revision does not have, but an earlier one had: `feeds` that are not even there as gone
 * feeds, as older programs left them; and `records`, each as it was last: roles, types and tags,
 * and where a feed has no words, all that tell what it was. Types, tags and languages that only
 * sessions have named are records without a text. `changed` is when a feed went, and its words are
 * NULL unless it was there as a gone feed. The other arrays are empty. */
HistoryFacts *history_read_gone(History *history, const char *agenda, guint number, GError **error);

/* The last `limit` changes of each feed up to a revision, by path, the latest first: an array of
 * HistoryChange with its strings in `strings`; NULL for HISTORY_ERROR. */
GArray *history_read_changes(History *history, const char *agenda, guint number, guint limit,
                             GStringChunk *strings, GError **error);

/* Whether anybody else has published since the history was opened, or since the last call. It can
 * be true although nothing is new, and is true if that cannot be found out: reading then says why.
 * Cheap. */
bool history_has_news(History *history);

/* --- writing ----------------------------------------------------------------------------- */

/* Writes revisions (const HistoryFacts *), each of another stream, in this order, and which file
 * they come from (or NULL): all of it or nothing. The number of each must be one above the last of
 * its stream, or this fails with HISTORY_ERROR_STALE, which says who came first; its stamp must be
 * later than the last one's.
 *
 * Each fact replaces the one with the same key, or ends it (`text` is NULL, or `is_over`). Facts
 * can be in any order, with each key only once. Facts in force that are not listed stay in force.
 * The numbers and stamps of changes are ignored. */
bool history_append_all(History *history, const GPtrArray *all_facts, const HistoryFile *file,
                        GError **error);

/* --- files ------------------------------------------------------------------------------- */

/* What the files of an agenda published last, by path: an array of HistoryFile with its strings in
 * `strings`; NULL for HISTORY_ERROR. */
GArray *history_list_files(History *history, const char *agenda, GStringChunk *strings,
                           GError **error);

/* Notes that a file says what is published. It takes the place of what was known of its path; what
 * a revert took back is no longer of interest. */
bool history_put_file(History *history, const HistoryFile *file, GError **error);

/* --- sources ----------------------------------------------------------------------------- */

/* How the source of an agenda does, as was last noted, with its strings in `strings`; an agenda of
 * NULL if nothing was. False for HISTORY_ERROR. */
bool history_find_source(History *history, const char *agenda, GStringChunk *strings,
                         HistorySource *out_source, GError **error);

/* Notes how it does. */
bool history_put_source(History *history, const HistorySource *source, GError **error);

/* --- taking back ------------------------------------------------------------------------- */

/* Does work, whatever it reads and writes in this history, in one transaction: all of it or, if it
 * fails, nothing. */
typedef bool (*HistoryWork)(History *history, gpointer data, GError **error);
bool history_transact(History *history, HistoryWork work, gpointer data, GError **error);

/* Rewrites revisions of a stream. To be done in a transaction that also adds a withdrawal. */
bool history_rewrite(History *history, const HistoryRewriting *rewriting, GError **error);

/* Adds a withdrawal, whose revision must be there. */
bool history_add_withdrawal(History *history, const HistoryWithdrawal *withdrawal, GError **error);

/* The withdrawals of a stream by number: an array of HistoryWithdrawal with its strings in
 * `strings`; NULL for HISTORY_ERROR. */
GArray *history_list_withdrawals(History *history, const char *agenda, GStringChunk *strings,
                                 GError **error);

/* Leaves nothing in the file of what was rewritten, not even in parts that are not in use. It takes
 * as long as copying the file, and nobody else can write meanwhile. If this is not done, because
 * the program was killed or the disk is full, whoever opens the history next does it. */
bool history_clear(History *history, GError **error);

/* --- addresses of private calendars ------------------------------------------------------ */

/* All tokens, by agenda, participant, the time they were made, and digest: an array of HistoryToken
 * with its strings in `strings`; NULL for HISTORY_ERROR. Malformed tokens, as in a damaged file,
 * are only counted. */
GArray *history_list_tokens(History *history, GStringChunk *strings, guint *out_malformed,
                            GError **error);

/* Writes tokens (HistoryToken): all of them or none. Each replaces the one with the same digest. */
bool history_put_tokens(History *history, const GArray *tokens, GError **error);

/* Removes the token with this digest without a trace. */
bool history_remove_token(History *history, const char *digest, GError **error);

/* --- looking after it -------------------------------------------------------------------- */

/* Looks for damage: in the file itself, and facts that contradict each other. Appends a line of
 * text (char *) for each fault. Lines may quote the file as it is, with its control characters.
 * Fails with HISTORY_ERROR if the history cannot be examined. Whether texts are those that were
 * published is not checked here: the digest of each revision shows that. */
bool history_verify(History *history, GPtrArray *faults, GError **error);
