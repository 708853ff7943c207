#pragma once

#include "history/sqlite/sqlite_database.h"

/*
 * What is in a history, each read in as few statements as may be. All fail with HISTORY_ERROR, also
 * where a value is of another kind than its column's. Arrays are the caller's own; strings in
 * entries and changes live in `strings`, those of facts in their own.
 */

/* The ids of all agendas (char *, freed with the array), in order. NULL if it fails. */
GPtrArray *sqlite_read_agendas(SqliteDatabase *database, GError **error);

/* The streams of an agenda beside the public one, likewise. */
GPtrArray *sqlite_read_streams(SqliteDatabase *database, const char *agenda, GError **error);

/* The revisions of a stream (HistoryEntry), from the first on; empty if there are none. */
GArray *sqlite_read_list(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                         GError **error);

/* The number of the last revision whose stamp is not after `stamp`; 0 if there is none. */
bool sqlite_read_number(SqliteDatabase *database, const char *agenda, gint64 stamp,
                        guint *out_number, GError **error);

/* A whole revision, which must be there: all facts in force, no changes. */
HistoryFacts *sqlite_read_facts(SqliteDatabase *database, const char *agenda, guint number,
                                GError **error);

/* As much of it as is needed for the events of these keys: see history_read_events. */
HistoryFacts *sqlite_read_events(SqliteDatabase *database, const char *agenda, guint number,
                                 const GPtrArray *keys, GError **error);

/* The last `limit` changes (HistoryChange) of each feed up to a revision, by path, the latest
 * first. */
GArray *sqlite_read_changes(SqliteDatabase *database, const char *agenda, guint number, guint limit,
                            GStringChunk *strings, GError **error);
