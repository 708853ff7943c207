#pragma once

#include "history/sqlite_database.h"

bool sqlite_append(SqliteDatabase *database, const HistoryFacts *facts, GError **error);
