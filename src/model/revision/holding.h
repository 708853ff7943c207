#pragma once

#include <glib.h>

#include "model/revision/client_family.h"

/*
 * Who has what: the revision of a calendar that programs of a family were given last.
 */
typedef struct Holding {
    guint number; /* of the revision; 0: they have never fetched it */
    gint64 at;    /* when that was, Unix seconds */
} Holding;

/* What one calendar was to each family. */
typedef struct CalendarHoldings {
    Holding of[N_CLIENT_FAMILIES];
} CalendarHoldings;

typedef enum HoldingState {
    HOLDING_STATE_CURRENT, /* what the calendar says now, be it from an earlier revision */
    HOLDING_STATE_OLDER,
    HOLDING_STATE_NEVER,
    N_HOLDING_STATES,
} HoldingState;

/* "current", "older", "never": for programs. */
const char *holding_state_word(HoldingState state);

/* `since` is the number of the revision in which the calendar last changed. */
HoldingState holding_state(const Holding *holding, guint since);

/* Who has not looked for so long has given the subscription up. */
#define HOLDING_LAPSE_SECONDS (30 * G_GINT64_CONSTANT(86400))

bool holding_has_lapsed(const Holding *holding, gint64 now);

/* How a calendar stands with all families: older if it is with any of them. Those that have lapsed
 * do not count unless all have: then the last of them does. */
HoldingState calendar_holdings_state(const CalendarHoldings *holdings, guint since, gint64 now);

/* --- those of many calendars -------------------------------------------------------------- */

typedef struct Holdings Holdings;

Holdings *holdings_new(void);
void holdings_free(Holdings *holdings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Holdings, holdings_free)

/* Replaces what there was. The path is as in Feed. */
void holdings_set(Holdings *holdings, const char *path, ClientFamily family, Holding holding);

/* NULL if nobody has ever fetched the calendar. */
const CalendarHoldings *holdings_find(const Holdings *holdings, const char *path);

bool holdings_are_none(const Holdings *holdings);

/* The paths of all calendars (const char *, borrowed), sorted; the caller's own. */
GPtrArray *holdings_list(const Holdings *holdings);
