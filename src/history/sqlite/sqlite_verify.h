#pragma once

#include "history/sqlite/sqlite_database.h"

/* Looks for damage, as of one moment, and appends a line (char *) for each fault: what SQLite finds
 * in its own file, then facts that contradict each other, or are of revisions that are not there.
 * Fails with HISTORY_ERROR if it cannot be looked at. */
bool sqlite_verify(SqliteDatabase *database, GPtrArray *faults, GError **error);
