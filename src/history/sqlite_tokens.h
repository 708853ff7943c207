#pragma once

#include "history/sqlite_database.h"

GArray *sqlite_tokens_list(SqliteDatabase *database, GStringChunk *strings, GError **error);

bool sqlite_tokens_put(SqliteDatabase *database, const GArray *tokens, GError **error);
