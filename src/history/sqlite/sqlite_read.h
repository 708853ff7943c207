#pragma once

#include "history/sqlite/sqlite_database.h"

GPtrArray *sqlite_read_agendas(SqliteDatabase *database, GError **error);

GPtrArray *sqlite_read_streams(SqliteDatabase *database, const char *agenda, GError **error);

GArray *sqlite_read_list(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                         GError **error);

bool sqlite_read_number(SqliteDatabase *database, const char *agenda, gint64 stamp,
                        guint *out_number, GError **error);

HistoryFacts *sqlite_read_facts(SqliteDatabase *database, const char *agenda, guint number,
                                GError **error);

HistoryFacts *sqlite_read_events(SqliteDatabase *database, const char *agenda, guint number,
                                 const GPtrArray *keys, GError **error);

GArray *sqlite_read_changes(SqliteDatabase *database, const char *agenda, guint number, guint limit,
                            GStringChunk *strings, GError **error);
