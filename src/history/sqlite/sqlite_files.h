#pragma once

#include "history/sqlite/sqlite_database.h"

/* What the agenda files of a history published last. These do what history_list_files and
 * history_put_file say; sqlite_files_write does the same as the latter within a transaction of the
 * caller's. All fail with HISTORY_ERROR. */
GArray *sqlite_files_list(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                          GError **error);

bool sqlite_files_put(SqliteDatabase *database, const HistoryFile *file, GError **error);

bool sqlite_files_write(SqliteDatabase *database, const HistoryFile *file, GError **error);
