#pragma once

#include "history/sqlite/sqlite_database.h"

/* Looks for damage, at one moment, and appends a line (char *) for each fault: what SQLite finds in
 * its file, then facts that contradict each other or refer to revisions that are not there. Fails
 * with HISTORY_ERROR if the file cannot be examined. */
bool sqlite_verify(SqliteDatabase *database, GPtrArray *faults, GError **error);
