#pragma once

#include "history/sqlite/sqlite_database.h"

/*
 * The tables of a history.
 *
 * A fact is in force from the revision `first` until before the revision `last`, or to this day if
 * that is NULL. Of the facts of one key one is in force at a time: an index sees to it.
 */

/* Makes the tables in an empty file, and brings those of an older program up to date. Fails with
 * HISTORY_ERROR, among others for a file that is not a history. */
bool sqlite_schema_prepare(SqliteDatabase *database, HistoryAccess access, GError **error);
