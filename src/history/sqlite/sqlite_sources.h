#pragma once

#include "history/sqlite/sqlite_database.h"

/* How the sources of agendas do. These do what history_find_source and history_put_source say, and
 * fail with HISTORY_ERROR. */
bool sqlite_sources_find(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                         HistorySource *out_source, GError **error);

bool sqlite_sources_put(SqliteDatabase *database, const HistorySource *source, GError **error);
