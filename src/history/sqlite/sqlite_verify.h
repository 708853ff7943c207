#pragma once

#include "history/sqlite/sqlite_database.h"

bool sqlite_verify(SqliteDatabase *database, GPtrArray *faults, GError **error);
