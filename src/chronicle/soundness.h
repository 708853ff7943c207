#pragma once

#include "history/history.h"

/*
 * Checks whether the facts in a history can be a revision's. A file that is damaged, or was edited
 * by hand, may hold anything that its tables admit. None of that may get into a revision, which
 * trusts what it is made from. All checks fail with HISTORY_ERROR_UNUSABLE, and say what is wrong
 * with which revision.
 */

/* Sets such an error for a revision. */
void soundness_set_error(const History *history, const HistoryEntry *entry, GError **error,
                         const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Checks that an agenda can have this name. */
bool soundness_check_name(const History *history, const char *agenda, GError **error);

/* Checks that times and sequences are such as calendars can express, and that gone feeds have a
 * path of their kind, and a name. */
bool soundness_check_facts(const History *history, const HistoryFacts *facts, GError **error);

/* Checks that every event of the agenda has a stamp. */
bool soundness_check_events(const History *history, const HistoryFacts *facts, const Agenda *agenda,
                            GError **error);

/* Checks that the changes (HistoryChange) of `entry` and the revisions before it are in order, and
 * are not empty. */
bool soundness_check_changes(const History *history, const HistoryEntry *entry,
                             const GArray *changes, GError **error);
