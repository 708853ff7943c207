#pragma once

#include "history/store.h"

/* Opens the history in a SQLite database, one file: see history_open. The caller's own, to be
 * closed through its class. Fails with HISTORY_ERROR. */
HistoryStore *sqlite_store_open(const char *path, HistoryAccess access, GError **error);
