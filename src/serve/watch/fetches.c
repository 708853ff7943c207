#include "serve/watch/fetches.h"

#include <stdatomic.h>
#include <string.h>

#include "model/address/address.h"

#define ROWS_MAX 1000000

/* A Holding in one number: the revision above, the time below. The time ends in the year 2106. */
typedef guint64 Note;
#define NOTE_TIME_BITS 32

struct FetchRow {
    char *path; /* as in Feed */
    _Atomic Note notes[N_CLIENT_FAMILIES];
    Note taken[N_CLIENT_FAMILIES]; /* the main thread's */
};

struct Fetches {
    GPtrArray *rows;     /* FetchRow * */
    GHashTable *by_path; /* path → FetchRow */
};

struct FetchIndex {
    GHashTable *by_path; /* path of a resource → FetchPlace */
};

static Note note_new(Holding holding)
{
    return (Note)holding.number << NOTE_TIME_BITS | (guint32)holding.at;
}

static Holding note_holding(Note note)
{
    return (Holding){ .number = (guint)(note >> NOTE_TIME_BITS), .at = (guint32)note };
}

static void row_free(gpointer data)
{
    FetchRow *row = data;

    g_free(row->path);
    g_free(row);
}

Fetches *fetches_new(void)
{
    Fetches *fetches = g_new0(Fetches, 1);

    fetches->rows = g_ptr_array_new_with_free_func(row_free);
    fetches->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    return fetches;
}

void fetches_free(Fetches *fetches)
{
    if (fetches != NULL) {
        g_hash_table_unref(fetches->by_path);
        g_ptr_array_unref(fetches->rows);
        g_free(fetches);
    }
}

FetchRow *fetches_row(Fetches *fetches, const char *path)
{
    FetchRow *row = g_hash_table_lookup(fetches->by_path, path);

    if (row == NULL && fetches->rows->len < ROWS_MAX) {
        row = g_new0(FetchRow, 1);
        row->path = g_strdup(path);
        g_ptr_array_add(fetches->rows, row);
        g_hash_table_insert(fetches->by_path, row->path, row);
    }
    return row;
}

CalendarHoldings fetch_row_holdings(const FetchRow *row)
{
    CalendarHoldings holdings;

    for (ClientFamily family = 0; family < N_CLIENT_FAMILIES; family++) {
        holdings.of[family] =
            note_holding(atomic_load_explicit(&row->notes[family], memory_order_relaxed));
    }
    return holdings;
}

/* --- taking note -------------------------------------------------------------------------- */

static void add_entry(FetchIndex *index, Fetches *fetches, const char *path, gsize feed_octets,
                      guint number)
{
    g_autofree char *feed = g_strndup(path, feed_octets);
    FetchRow *row = fetches_row(fetches, feed);

    if (row != NULL) {
        FetchPlace *place = g_new(FetchPlace, 1);
        *place = (FetchPlace){ .row = row, .number = number };
        g_hash_table_insert(index->by_path, g_strdup(path), place);
    }
}

static void add_path(FetchIndex *index, Fetches *fetches, const Snapshot *snapshot,
                     const char *path)
{
    Address address = address_parse(path);

    if (address.kind == ADDRESS_FEED && format_row(address.format)->kind == FORMAT_KIND_CALENDAR) {
        g_autofree char *id = address_dup_agenda(path);
        const SnapshotAgenda *agenda = snapshot_find_agenda(snapshot, id);
        if (agenda->has_history) {
            add_entry(index, fetches, path, address.stem_octets, agenda->number);
        }
    }
}

FetchIndex *fetches_index(Fetches *fetches, const Snapshot *snapshot)
{
    const GPtrArray *resources = snapshot_resources(snapshot);
    g_autoptr(FetchIndex) index = g_new0(FetchIndex, 1);

    index->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < resources->len; i++) {
        add_path(index, fetches, snapshot, ((const Resource *)resources->pdata[i])->path);
    }
    return g_hash_table_size(index->by_path) > 0 ? g_steal_pointer(&index) : NULL;
}

void fetch_index_free(FetchIndex *index)
{
    if (index != NULL) {
        g_hash_table_unref(index->by_path);
        g_free(index);
    }
}

FetchPlace fetch_index_find(const FetchIndex *index, const char *path)
{
    const FetchPlace *place = g_hash_table_lookup(index->by_path, path);

    return place != NULL ? *place : (FetchPlace){ 0 };
}

void fetch_place_note(const FetchPlace *place, ClientFamily family, gint64 at)
{
    if (place->row == NULL) {
        return;
    }
    _Atomic Note *kept = &place->row->notes[family];
    Note note = note_new((Holding){ .number = place->number, .at = at });
    /* Many ask within one second: they only read it. */
    if (atomic_load_explicit(kept, memory_order_relaxed) != note) {
        atomic_store_explicit(kept, note, memory_order_relaxed);
    }
}

/* --- keeping them ------------------------------------------------------------------------- */

void fetches_restore(Fetches *fetches, const Holdings *holdings)
{
    g_autoptr(GPtrArray) paths = holdings_list(holdings);

    for (guint i = 0; i < paths->len; i++) {
        const CalendarHoldings *of_calendar = holdings_find(holdings, paths->pdata[i]);
        FetchRow *row = fetches_row(fetches, paths->pdata[i]);
        for (ClientFamily family = 0; row != NULL && family < N_CLIENT_FAMILIES; family++) {
            Note none = 0;
            row->taken[family] = note_new(of_calendar->of[family]);
            atomic_compare_exchange_strong(&row->notes[family], &none, row->taken[family]);
        }
    }
}

Holdings *fetches_take(Fetches *fetches)
{
    Holdings *holdings = holdings_new();

    for (guint i = 0; i < fetches->rows->len; i++) {
        FetchRow *row = fetches->rows->pdata[i];
        for (ClientFamily family = 0; family < N_CLIENT_FAMILIES; family++) {
            Note note = atomic_load_explicit(&row->notes[family], memory_order_relaxed);
            if (note != row->taken[family]) {
                row->taken[family] = note;
                holdings_set(holdings, row->path, family, note_holding(note));
            }
        }
    }
    return holdings;
}

void fetches_untake(Fetches *fetches)
{
    for (guint i = 0; i < fetches->rows->len; i++) {
        FetchRow *row = fetches->rows->pdata[i];
        memset(row->taken, 0, sizeof row->taken);
    }
}
