#pragma once

#include "history/sqlite/sqlite_database.h"

/*
 * Reads what is in a history, with as few statements as possible. All functions fail with
 * HISTORY_ERROR, also for a value whose type is not that of its column. Arrays are the caller's
 * own; strings of entries and changes live in `strings`, those of facts in facts->strings.
 */

/* The ids of all agendas (char *, freed with the array), in order. NULL if it fails. */
GPtrArray *sqlite_read_agendas(SqliteDatabase *database, GError **error);

/* The streams of an agenda (char *, freed with the array) except the public one, in order. NULL if
 * it fails. */
GPtrArray *sqlite_read_streams(SqliteDatabase *database, const char *agenda, GError **error);

/* The revisions of a stream (HistoryEntry), the first one first; empty if there are none. */
GArray *sqlite_read_list(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                         GError **error);

/* The number of the last revision whose stamp is not after `stamp`; 0 if there is none. */
bool sqlite_read_number(SqliteDatabase *database, const char *agenda, gint64 stamp,
                        guint *out_number, GError **error);

/* A whole revision, which must be there: all facts in force, no changes. */
HistoryFacts *sqlite_read_facts(SqliteDatabase *database, const char *agenda, guint number,
                                GError **error);

/* As much of a revision as the events with these keys need: see history_read_events. */
HistoryFacts *sqlite_read_events(SqliteDatabase *database, const char *agenda, guint number,
                                 const GPtrArray *keys, GError **error);

/* What a revision does not have, but an earlier one had: see history_read_gone. */
HistoryFacts *sqlite_read_gone(SqliteDatabase *database, const char *agenda, guint number,
                               GError **error);

/* The last `limit` changes (HistoryChange) of each feed up to a revision, by path, the latest
 * first. */
GArray *sqlite_read_changes(SqliteDatabase *database, const char *agenda, guint number, guint limit,
                            GStringChunk *strings, GError **error);
