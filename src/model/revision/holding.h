#pragma once

#include <glib.h>

#include "model/revision/client_family.h"

/*
 * A holding: which revision of a calendar a family of programs fetched last.
 */
typedef struct Holding {
    guint number; /* the revision's number; 0 if they never fetched the calendar */
    gint64 at;    /* when they fetched it last, Unix seconds */
} Holding;

/* The holdings of one calendar, by family. */
typedef struct CalendarHoldings {
    Holding of[N_CLIENT_FAMILIES];
} CalendarHoldings;

typedef enum HoldingState {
    HOLDING_STATE_CURRENT, /* what the calendar says now, even if from an earlier revision */
    HOLDING_STATE_OLDER,
    HOLDING_STATE_NEVER,
    N_HOLDING_STATES,
} HoldingState;

/* The word for a state, for programs: "current", "older", "never". Static. */
const char *holding_state_word(HoldingState state);

/* The state of a holding. `since` is the number of the revision in which the calendar last
 * changed. */
HoldingState holding_state(const Holding *holding, guint since);

/* A family that has not fetched a calendar for this many seconds has given up its subscription. */
#define HOLDING_LAPSE_SECONDS (30 * G_GINT64_CONSTANT(86400))

bool holding_has_lapsed(const Holding *holding, gint64 now);

/* The state of a calendar with all families: older if any of them holds an older revision. Families
 * that have lapsed count only if all have; then the last one to fetch decides. */
HoldingState calendar_holdings_state(const CalendarHoldings *holdings, guint since, gint64 now);

/* --- those of many calendars -------------------------------------------------------------- */

typedef struct Holdings Holdings;

Holdings *holdings_new(void);
void holdings_free(Holdings *holdings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Holdings, holdings_free)

/* Sets a holding, in place of an earlier one. `path` is as in Feed. */
void holdings_set(Holdings *holdings, const char *path, ClientFamily family, Holding holding);

/* The holdings of a calendar, borrowed; NULL if nobody has ever fetched it. */
const CalendarHoldings *holdings_find(const Holdings *holdings, const char *path);

bool holdings_are_none(const Holdings *holdings);

/* The paths of all calendars that were fetched (const char *, borrowed), sorted. The caller owns
 * the array. */
GPtrArray *holdings_list(const Holdings *holdings);
