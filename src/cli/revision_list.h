#pragma once

#include "history/history.h"

/* Prints the revisions of an agenda, the latest first, a line for each: its number, when, by whom
 * and why it was published; and between them, without a number, what was published for the eyes of
 * agencies alone. out_any: whether there is any. Fails with HISTORY_ERROR. */
bool revision_list_print(History *history, const char *agenda, bool *out_any, GError **error);

/* Prints such a line. */
void revision_list_print_entry(const HistoryEntry *entry);
