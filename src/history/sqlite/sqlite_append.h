#pragma once

#include "history/sqlite/sqlite_database.h"

/* Writes revisions (const HistoryFacts *), and the file that they come from (or NULL), in one
 * transaction: see history_append_all. Facts that
 * are replaced or over stay in the file, as in force until before the new revision. Fails with
 * HISTORY_ERROR. */
bool sqlite_append(SqliteDatabase *database, const GPtrArray *all_facts, const HistoryFile *file,
                   GError **error);
