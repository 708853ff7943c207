#pragma once

#include "history/store.h"

/* Opens a history that is one file of SQLite: see history_open. The caller's own; close it through
 * its class. Fails with HISTORY_ERROR. */
HistoryStore *sqlite_store_open(const char *path, HistoryAccess access, GError **error);
