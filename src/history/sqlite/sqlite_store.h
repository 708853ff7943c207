#pragma once

#include "history/store.h"

/* A history in a SQLite database, one file. Fails with HISTORY_ERROR. */
HistoryStore *sqlite_store_open(const char *path, HistoryAccess access, GError **error);
