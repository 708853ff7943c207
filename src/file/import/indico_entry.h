#pragma once

#include "file/import/indico_record.h"

/*
 * Contributions, blocks of sessions and breaks of Indico, each of which becomes an event.
 */
typedef enum IndicoEntryType {
    INDICO_ENTRY_BLOCK,
    INDICO_ENTRY_CONTRIBUTION,
    INDICO_ENTRY_BREAK,
} IndicoEntryType;

typedef struct IndicoEntry {
    IndicoEntryType type;
    const json_t *record;
    const json_t *block; /* in which it is; or NULL */
} IndicoEntry;

/* What was made of those that were read. */
typedef struct IndicoEntries {
    IndicoReader *reader;
    GPtrArray *made;    /* IndicoMade * */
    GHashTable *by_key; /* key → IndicoMade */
} IndicoEntries;

/* Borrows the reader. */
void indico_entries_init(IndicoEntries *entries, IndicoReader *reader);
void indico_entries_clear(IndicoEntries *entries);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(IndicoEntries, indico_entries_clear)

/* Adds the event of an entry, or what is not known of it yet, if it was read before. */
void indico_entries_read(IndicoEntries *entries, const IndicoEntry *entry);

/* Ends it: blocks that are alone in their track are in none. */
void indico_entries_finish(IndicoEntries *entries);
