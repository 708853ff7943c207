#pragma once

#include "history/sqlite/sqlite_database.h"

bool sqlite_append(SqliteDatabase *database, const GPtrArray *all_facts, GError **error);
