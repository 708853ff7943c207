#include "model/revision/holding.h"

#include <string.h>

const char *holding_state_word(HoldingState state)
{
    static const char *const WORDS[N_HOLDING_STATES] = {
        [HOLDING_STATE_CURRENT] = "current",
        [HOLDING_STATE_OLDER] = "older",
        [HOLDING_STATE_NEVER] = "never",
    };

    return WORDS[state];
}

HoldingState holding_state(const Holding *holding, guint since)
{
    if (holding->number == 0) {
        return HOLDING_STATE_NEVER;
    }
    /* A revision since the last change says the same as today's. */
    return holding->number >= since ? HOLDING_STATE_CURRENT : HOLDING_STATE_OLDER;
}

bool holding_has_lapsed(const Holding *holding, gint64 now)
{
    return holding->at < now - HOLDING_LAPSE_SECONDS;
}

HoldingState calendar_holdings_state(const CalendarHoldings *holdings, guint since, gint64 now)
{
    HoldingState state = HOLDING_STATE_NEVER;
    Holding last = { 0 };

    for (ClientFamily family = 0; family < N_CLIENT_FAMILIES; family++) {
        const Holding *holding = &holdings->of[family];
        if (holding->number == 0) {
            continue;
        }
        /* If all have lapsed, the last to fetch says most about the subscribers. */
        if (holding->at >= last.at) {
            last = *holding;
        }
        /* One family that has an older revision is enough. */
        if (!holding_has_lapsed(holding, now) && state != HOLDING_STATE_OLDER) {
            state = holding_state(holding, since);
        }
    }
    return state != HOLDING_STATE_NEVER ? state : holding_state(&last, since);
}

/* --- those of many calendars -------------------------------------------------------------- */

struct Holdings {
    GHashTable *by_path; /* path → CalendarHoldings */
};

Holdings *holdings_new(void)
{
    Holdings *holdings = g_new0(Holdings, 1);

    holdings->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return holdings;
}

void holdings_free(Holdings *holdings)
{
    if (holdings != NULL) {
        g_hash_table_unref(holdings->by_path);
        g_free(holdings);
    }
}

void holdings_set(Holdings *holdings, const char *path, ClientFamily family, Holding holding)
{
    CalendarHoldings *of_calendar = g_hash_table_lookup(holdings->by_path, path);

    if (of_calendar == NULL) {
        of_calendar = g_new0(CalendarHoldings, 1);
        g_hash_table_insert(holdings->by_path, g_strdup(path), of_calendar);
    }
    of_calendar->of[family] = holding;
}

const CalendarHoldings *holdings_find(const Holdings *holdings, const char *path)
{
    return g_hash_table_lookup(holdings->by_path, path);
}

bool holdings_are_none(const Holdings *holdings)
{
    return g_hash_table_size(holdings->by_path) == 0;
}

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *holdings_list(const Holdings *holdings)
{
    GPtrArray *paths = g_ptr_array_new();
    GHashTableIter iter;
    gpointer path;

    g_hash_table_iter_init(&iter, holdings->by_path);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        g_ptr_array_add(paths, path);
    }
    /* Output must not depend on the order of a hash table. */
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}
