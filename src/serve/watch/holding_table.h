#pragma once

#include "model/revision/holding.h"
#include "site/snapshot.h"

/*
 * Which revision of each calendar each family of programs has fetched last. There are as many notes
 * as calendars and families, and to take one is at most to write one number: no lock, no memory.
 * Kept of agendas with a history; others have no revisions to tell of.
 */
typedef struct HoldingTable HoldingTable;

/* The notes of one calendar; it lives as long as the HoldingTable. */
typedef struct HoldingRow HoldingRow;

/* What leads from the calendars of a snapshot to their notes. Immutable. */
typedef struct HoldingIndex HoldingIndex;

/* All that takes a HoldingTable is for the main thread. It must outlive each of its indices. */
HoldingTable *holding_table_new(void);
void holding_table_free(HoldingTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HoldingTable, holding_table_free)

/* NULL if none of its agendas has a history. */
HoldingIndex *holding_table_index(HoldingTable *table, const Snapshot *snapshot);
void holding_index_free(HoldingIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HoldingIndex, holding_index_free)

/* Where fetches of a calendar, as a snapshot has it, are noted. It may outlive the index. */
typedef struct HoldingPlace {
    HoldingRow *row; /* NULL: nowhere */
    guint number;    /* of the revision that the snapshot has */
} HoldingPlace;

/* `path` is as in Resource; nowhere if it is no calendar of the snapshot. For any thread, as is the
 * next one. */
HoldingPlace holding_index_find(const HoldingIndex *index, const char *path);

/* Takes note of a fetch at a time, Unix seconds. */
void holding_place_note(const HoldingPlace *place, ClientFamily family, gint64 at);

/* The row of a calendar, its path as in Feed; made if need be. NULL if there are too many. */
HoldingRow *holding_table_row(HoldingTable *table, const char *path);

/* For any thread. */
CalendarHoldings holding_row_holdings(const HoldingRow *row);

/* Puts in what was noted before the program began; what has been noted since stays. */
void holding_table_restore(HoldingTable *table, const Holdings *holdings);

/* What has been noted since this was last called, or restored; the caller's own.
 * holding_table_untake has all of it be taken again. */
Holdings *holding_table_take(HoldingTable *table);
void holding_table_untake(HoldingTable *table);
