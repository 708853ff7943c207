#pragma once

#include "history/sqlite/sqlite_database.h"

/* Takes things back out of revisions. These do what history_rewrite, history_add_withdrawal,
 * history_list_withdrawals and history_clear say; all fail with HISTORY_ERROR. */
bool sqlite_withdrawal_rewrite(SqliteDatabase *database, const HistoryRewriting *rewriting,
                               GError **error);
bool sqlite_withdrawal_add(SqliteDatabase *database, const HistoryWithdrawal *withdrawal,
                           GError **error);
GArray *sqlite_withdrawal_list(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                               GError **error);

/* Cheap if there is nothing to clear. */
bool sqlite_withdrawal_clear(SqliteDatabase *database, GError **error);
