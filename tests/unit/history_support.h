#pragma once

#include "history/history.h"

/* Histories for tests. Strings are copied into the facts. */

/* The path of a history in a new folder, where nothing is yet; the caller's own. */
char *history_support_path_new(void);

/* Removes the folder and what is in it. */
void history_support_remove(const char *path);

History *history_support_open(const char *path, HistoryAccess access);

/* Facts of a revision with nothing in it, published by "Ada" at 1000 seconds times its number. */
HistoryFacts *history_support_facts(const char *agenda, guint number);

/* A text of NULL ends the record. */
void history_support_record(HistoryFacts *facts, const char *kind, const char *id,
                            const char *text);
void history_support_event(HistoryFacts *facts, const char *key, guint sequence);
void history_support_departure(HistoryFacts *facts, const char *key, guint version, bool is_over);

/* Without a name, one that the agenda has by itself. */
void history_support_feed(HistoryFacts *facts, const char *path, const char *name, bool is_over);
void history_support_change(HistoryFacts *facts, const char *path, const char *words);

/* Writes one revision. */
bool history_support_try_append(History *history, const HistoryFacts *facts, GError **error);

/* The same, which must succeed, and frees the facts. */
void history_support_append(History *history, HistoryFacts *take_facts);

/* Each fact a line, in the order of the arrays; the caller's own. */
char *history_support_line_of_record(const HistoryRecord *record);
char *history_support_line_of_event(const HistoryEvent *event);
char *history_support_line_of_departure(const HistoryDeparture *departure);
char *history_support_line_of_feed(const HistoryFeed *feed);
char *history_support_line_of_change(const HistoryChange *change);
char *history_support_line_of_entry(const HistoryEntry *entry);
char *history_support_describe(const HistoryFacts *facts);

/* The same of a revision of a history. */
char *history_support_read(History *history, const char *agenda, guint number);

/* What verifying finds, each fault a line; the caller's own. */
char *history_support_verify(History *history);

/* Does something to the file behind its back, without regard to keys. */
void history_support_tamper(const char *path, const char *sql);

/* Overwrites the first page of a table, which cannot be read from then on, not even by who has the
 * file open. */
void history_support_ruin(const char *path, const char *table);

/* Octets of a file; 0 if there is none. */
gint64 history_support_size(const char *path);
