#pragma once

#include "model/revision/holding.h"
#include "site/snapshot.h"

/*
 * Which revision of each calendar each family of programs has fetched last. There is one note for
 * each calendar and family, and to take it is at most to write one number: no lock, no memory.
 * Notes are kept for agendas with a history; others have no revisions to speak of.
 */
typedef struct HoldingTable HoldingTable;

/* The notes of one calendar; they live as long as the HoldingTable. */
typedef struct HoldingRow HoldingRow;

/* Leads from the calendars of a snapshot to their notes. Immutable. */
typedef struct HoldingIndex HoldingIndex;

/* All functions that take a HoldingTable are for the main thread. It must outlive its indices. */
HoldingTable *holding_table_new(void);
void holding_table_free(HoldingTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HoldingTable, holding_table_free)

/* The index of a snapshot's calendars; NULL if none of its agendas has a history. */
HoldingIndex *holding_table_index(HoldingTable *table, const Snapshot *snapshot);
void holding_index_free(HoldingIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HoldingIndex, holding_index_free)

/* Where fetches of a calendar in a snapshot are noted. It may outlive the index. */
typedef struct HoldingPlace {
    HoldingRow *row; /* NULL: nowhere */
    guint number;    /* of the revision that the snapshot has */
} HoldingPlace;

/* Where fetches of a resource are noted; `path` is as in Resource. Nowhere if it is no calendar of
 * the snapshot. For any thread, as is the next function. */
HoldingPlace holding_index_find(const HoldingIndex *index, const char *path);

/* Notes a fetch at a time, in Unix seconds. */
void holding_place_note(const HoldingPlace *place, ClientFamily family, gint64 at);

/* The row of a calendar, whose path is as in Feed; made if missing. NULL if there are too many. */
HoldingRow *holding_table_row(HoldingTable *table, const char *path);

/* What a row has noted; for any thread. */
CalendarHoldings holding_row_holdings(const HoldingRow *row);

/* Adds what was noted before the program began; what has been noted since stays. */
void holding_table_restore(HoldingTable *table, const Holdings *holdings);

/* What has been noted since the last call of this, or of holding_table_restore; the caller's own.
 * holding_table_untake has the next call return all of it again. */
Holdings *holding_table_take(HoldingTable *table);
void holding_table_untake(HoldingTable *table);
