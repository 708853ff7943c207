#pragma once

#include "model/revision/holding.h"
#include "site/snapshot.h"

/*
 * Which revision of each calendar each family of programs has fetched last. There are as many notes
 * as calendars and families, and to take one is at most to write one number: no lock, no memory.
 * Kept of agendas with a history; others have no revisions to tell of.
 */
typedef struct Fetches Fetches;

/* The notes of one calendar; it lives as long as the Fetches. */
typedef struct FetchRow FetchRow;

/* What leads from the calendars of a snapshot to their notes. Immutable. */
typedef struct FetchIndex FetchIndex;

/* All that takes a Fetches is for the main thread. It must outlive each of its indices. */
Fetches *fetches_new(void);
void fetches_free(Fetches *fetches);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fetches, fetches_free)

/* NULL if none of its agendas has a history. */
FetchIndex *fetches_index(Fetches *fetches, const Snapshot *snapshot);
void fetch_index_free(FetchIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchIndex, fetch_index_free)

/* Where fetches of a calendar, as a snapshot has it, are noted. It may outlive the index. */
typedef struct FetchPlace {
    FetchRow *row; /* NULL: nowhere */
    guint number;  /* of the revision that the snapshot has */
} FetchPlace;

/* `path` is as in Resource; nowhere if it is no calendar of the snapshot. For any thread, as is the
 * next one. */
FetchPlace fetch_index_find(const FetchIndex *index, const char *path);

/* Takes note of a fetch at a time, Unix seconds. */
void fetch_place_note(const FetchPlace *place, ClientFamily family, gint64 at);

/* The row of a calendar, its path as in Feed; made if need be. NULL if there are too many. */
FetchRow *fetches_row(Fetches *fetches, const char *path);

/* For any thread. */
CalendarHoldings fetch_row_holdings(const FetchRow *row);

/* Puts in what was noted before the program began; what has been noted since stays. */
void fetches_restore(Fetches *fetches, const Holdings *holdings);

/* What has been noted since this was last called, or restored; the caller's own. fetches_untake has
 * all of it be taken again. */
Holdings *fetches_take(Fetches *fetches);
void fetches_untake(Fetches *fetches);
