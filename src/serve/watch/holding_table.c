#include "serve/watch/holding_table.h"

#include <stdatomic.h>
#include <string.h>

#include "model/address/address.h"

/* Rows are never removed, so there must be an end to them. */
#define ROWS_MAX 1000000

/* A Holding in one number, which is written in one step: the revision in its upper half, the time
 * in the lower, which lasts until the year 2106. */
typedef guint64 Note;
#define NOTE_TIME_BITS 32

struct HoldingRow {
    char *path; /* as in Feed */
    _Atomic Note notes[N_CLIENT_FAMILIES];
    Note taken[N_CLIENT_FAMILIES]; /* what was taken last; the main thread's */
};

struct HoldingTable {
    GPtrArray *rows;     /* HoldingRow * */
    GHashTable *by_path; /* path → HoldingRow */
};

struct HoldingIndex {
    GHashTable *by_path; /* path of a resource → HoldingPlace */
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
    HoldingRow *row = data;

    g_free(row->path);
    g_free(row);
}

HoldingTable *holding_table_new(void)
{
    HoldingTable *table = g_new0(HoldingTable, 1);

    table->rows = g_ptr_array_new_with_free_func(row_free);
    table->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    return table;
}

void holding_table_free(HoldingTable *table)
{
    if (table != NULL) {
        g_hash_table_unref(table->by_path);
        g_ptr_array_unref(table->rows);
        g_free(table);
    }
}

HoldingRow *holding_table_row(HoldingTable *table, const char *path)
{
    HoldingRow *row = g_hash_table_lookup(table->by_path, path);

    if (row == NULL && table->rows->len < ROWS_MAX) {
        row = g_new0(HoldingRow, 1);
        row->path = g_strdup(path);
        g_ptr_array_add(table->rows, row);
        g_hash_table_insert(table->by_path, row->path, row);
    }
    return row;
}

CalendarHoldings holding_row_holdings(const HoldingRow *row)
{
    CalendarHoldings holdings;

    for (ClientFamily family = 0; family < N_CLIENT_FAMILIES; family++) {
        /* Each note stands for itself: they need no order among them. */
        holdings.of[family] =
            note_holding(atomic_load_explicit(&row->notes[family], memory_order_relaxed));
    }
    return holdings;
}

/* --- taking note -------------------------------------------------------------------------- */

/* All formats of a feed lead to one row. */
static void add_entry(HoldingIndex *index, HoldingTable *table, const char *path, gsize feed_octets,
                      guint number)
{
    g_autofree char *feed = g_strndup(path, feed_octets);
    HoldingRow *row = holding_table_row(table, feed);

    if (row != NULL) {
        HoldingPlace *place = g_new(HoldingPlace, 1);
        *place = (HoldingPlace){ .row = row, .number = number };
        g_hash_table_insert(index->by_path, g_strdup(path), place);
    }
}

static void add_path(HoldingIndex *index, HoldingTable *table, const Snapshot *snapshot,
                     const char *path)
{
    Address address = address_parse(path);

    if (address.kind == ADDRESS_FEED && format_row(address.format)->kind == FORMAT_KIND_CALENDAR) {
        g_autofree char *id = address_dup_agenda(path);
        const SnapshotAgenda *agenda = snapshot_find_agenda(snapshot, id);
        if (agenda->has_history) {
            add_entry(index, table, path, address.stem_octets, agenda->number);
        }
    }
}

HoldingIndex *holding_table_index(HoldingTable *table, const Snapshot *snapshot)
{
    const GPtrArray *resources = snapshot_resources(snapshot);
    g_autoptr(HoldingIndex) index = g_new0(HoldingIndex, 1);

    index->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < resources->len; i++) {
        add_path(index, table, snapshot, ((const Resource *)resources->pdata[i])->path);
    }
    return g_hash_table_size(index->by_path) > 0 ? g_steal_pointer(&index) : NULL;
}

void holding_index_free(HoldingIndex *index)
{
    if (index != NULL) {
        g_hash_table_unref(index->by_path);
        g_free(index);
    }
}

HoldingPlace holding_index_find(const HoldingIndex *index, const char *path)
{
    const HoldingPlace *place = g_hash_table_lookup(index->by_path, path);

    return place != NULL ? *place : (HoldingPlace){ 0 };
}

void holding_place_note(const HoldingPlace *place, ClientFamily family, gint64 at)
{
    if (place->row == NULL) {
        return;
    }
    _Atomic Note *kept = &place->row->notes[family];
    Note note = note_new((Holding){ .number = place->number, .at = at });
    /* Many ask within one second: they only read it, so that no processor waits for another. */
    if (atomic_load_explicit(kept, memory_order_relaxed) != note) {
        atomic_store_explicit(kept, note, memory_order_relaxed);
    }
}

/* --- keeping them ------------------------------------------------------------------------- */

void holding_table_restore(HoldingTable *table, const Holdings *holdings)
{
    g_autoptr(GPtrArray) paths = holdings_list(holdings);

    for (guint i = 0; i < paths->len; i++) {
        const CalendarHoldings *of_calendar = holdings_find(holdings, paths->pdata[i]);
        HoldingRow *row = holding_table_row(table, paths->pdata[i]);
        for (ClientFamily family = 0; row != NULL && family < N_CLIENT_FAMILIES; family++) {
            Note none = 0;
            row->taken[family] = note_new(of_calendar->of[family]);
            /* Only where nothing has been noted since the program began. */
            atomic_compare_exchange_strong(&row->notes[family], &none, row->taken[family]);
        }
    }
}

Holdings *holding_table_take(HoldingTable *table)
{
    Holdings *holdings = holdings_new();

    for (guint i = 0; i < table->rows->len; i++) {
        HoldingRow *row = table->rows->pdata[i];
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

void holding_table_untake(HoldingTable *table)
{
    for (guint i = 0; i < table->rows->len; i++) {
        HoldingRow *row = table->rows->pdata[i];
        /* Every note that was ever made differs from 0. */
        memset(row->taken, 0, sizeof row->taken);
    }
}
