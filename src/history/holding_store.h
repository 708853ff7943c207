#pragma once

#include "history/history_facts.h"
#include "model/revision/holding.h"

/*
 * Who has what, kept in a file of its own beside the history: nothing of it is needed to serve, and
 * who loses it loses no more than that. One family of programs and one calendar are one row; no
 * address is ever in it.
 */
typedef struct HoldingStore HoldingStore;

/* The file that belongs to a history; the caller's own. */
char *holding_store_path_dup(const char *history_path);

/* Opens it; for HISTORY_WRITE it is made if need be. Fails with HISTORY_ERROR; texts of its errors
 * begin with the path. */
HoldingStore *holding_store_open(const char *path, HistoryAccess access, GError **error);
void holding_store_close(HoldingStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HoldingStore, holding_store_close)

/* All that it holds, the caller's own; families that are not known here are left out. NULL for
 * HISTORY_ERROR. */
Holdings *holding_store_read(HoldingStore *store, GError **error);

/* Puts some in; what is there and later stays. All of it or nothing, with HISTORY_ERROR. */
bool holding_store_write(HoldingStore *store, const Holdings *holdings, GError **error);
