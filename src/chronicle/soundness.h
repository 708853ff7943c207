#pragma once

#include "history/history.h"

/*
 * Whether facts that a history holds can be those of a revision. A file that is damaged, or was
 * edited by hand, may hold anything that its tables let in: nothing of that is to get into a
 * revision, which trusts what it is made of. All fail with HISTORY_ERROR_UNUSABLE, which says what
 * is wrong with which revision.
 */

/* Sets such an error. */
void soundness_set_error(const History *history, const HistoryEntry *entry, GError **error,
                         const char *format, ...) G_GNUC_PRINTF(4, 5);

/* A name is one that an agenda can have. */
bool soundness_check_name(const History *history, const char *agenda, GError **error);

/* Times and sequences are such as calendars can tell; feeds that are gone have an address of their
 * kind, and a name. */
bool soundness_check_facts(const History *history, const HistoryFacts *facts, GError **error);

/* Every event of the agenda has a stamp. */
bool soundness_check_events(const History *history, const HistoryFacts *facts, const Agenda *agenda,
                            GError **error);

/* Changes (HistoryChange) of `entry` and those before it are in order, and say something. */
bool soundness_check_changes(const History *history, const HistoryEntry *entry,
                             const GArray *changes, GError **error);
