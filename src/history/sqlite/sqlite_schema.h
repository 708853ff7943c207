#pragma once

#include "history/sqlite/sqlite_database.h"

/*
 * The tables of a history.
 *
 * A fact is in force from revision `first` until before revision `last`, or still if that is NULL.
 * An index ensures that only one fact of a key is in force now.
 */

/* Makes the tables in an empty file, or brings those of an older program up to date. Fails with
 * HISTORY_ERROR, for instance if the file is not a history. */
bool sqlite_schema_prepare(SqliteDatabase *database, HistoryAccess access, GError **error);
