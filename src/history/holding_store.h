#pragma once

#include "history/history_facts.h"
#include "model/revision/holding.h"

/*
 * The holdings, in a separate file beside the history: serving needs none of it, and if it is lost,
 * nothing else is. There is one row for each family of programs and calendar; nobody's network
 * address is ever in it.
 */
typedef struct HoldingStore HoldingStore;

/* The path of the file that belongs to a history; the caller's own. */
char *holding_store_path_dup(const char *history_path);

/* Opens the file; HISTORY_WRITE makes it if it is missing. Fails with HISTORY_ERROR; error messages
 * begin with the path. */
HoldingStore *holding_store_open(const char *path, HistoryAccess access, GError **error);
void holding_store_close(HoldingStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HoldingStore, holding_store_close)

/* All that the file holds; the caller's own. Families that this program does not know are left out.
 * NULL for HISTORY_ERROR. */
Holdings *holding_store_read(HoldingStore *store, GError **error);

/* Adds holdings; of what is there already, later ones stay. Writes all of them, or fails with
 * HISTORY_ERROR and writes none. */
bool holding_store_write(HoldingStore *store, const Holdings *holdings, GError **error);
