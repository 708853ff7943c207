#pragma once

#include "history/history.h"

/* Prints the revisions of an agenda, latest first, a line for each: its number, and when, by whom
 * and why it was published. Publications that changed only what is private stand in between,
 * without a number. out_any: whether there is any revision. Fails with HISTORY_ERROR. */
bool revision_list_print(History *history, const char *agenda, bool *out_any, GError **error);

/* Prints one such line. */
void revision_list_print_entry(const HistoryEntry *entry, const GArray *withdrawals);
