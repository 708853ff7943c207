#include "file/table/merged_cells.h"

/*
 * A sweep from the top row down: those ranges that hold parts of a row are kept sorted by their
 * columns, in which they cannot overlap, so each cell is looked up among them by bisection.
 */
typedef struct Sweep {
    const Sheet *sheet;
    guint next;    /* of the sheet's merged ranges: those before it began */
    GArray *open;  /* CellRange, by `left` */
    GArray *cells; /* Cell: those of a row that stay */
} Sweep;

static gint compare_ranges(gconstpointer a, gconstpointer b)
{
    const CellRange *first = a;
    const CellRange *second = b;
    gint by_top = (first->top > second->top) - (first->top < second->top);

    return by_top != 0 ? by_top : (first->left > second->left) - (first->left < second->left);
}

/* How many open ranges begin at or left of a column. */
static guint count_left(const Sweep *sweep, guint32 column)
{
    guint from = 0;
    guint to = sweep->open->len;

    while (from < to) {
        guint middle = from + (to - from) / 2;
        bool is_left = g_array_index(sweep->open, CellRange, middle).left <= column;
        from = is_left ? middle + 1 : from;
        to = is_left ? to : middle;
    }
    return from;
}

static void drop_ended(Sweep *sweep, guint32 row)
{
    guint kept = 0;

    for (guint i = 0; i < sweep->open->len; i++) {
        CellRange range = g_array_index(sweep->open, CellRange, i);
        if (range.bottom >= row) {
            g_array_index(sweep->open, CellRange, kept++) = range;
        }
    }
    g_array_set_size(sweep->open, kept);
}

static bool open_range(Sweep *sweep, const CellRange *range, GError **error)
{
    guint at = count_left(sweep, range->right);

    if (at > 0 && g_array_index(sweep->open, CellRange, at - 1).right >= range->left) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED,
                    "%s: merged cells overlap at row %u, column %u", sweep->sheet->name, range->top,
                    range->left);
        return false;
    }
    g_array_insert_vals(sweep->open, at, range, 1);
    return true;
}

/* Opens what begins at or above a row. Ranges end only when another begins, since that is when it
 * matters: those which have ended above a row hold none of its cells. */
static bool advance(Sweep *sweep, guint32 row, GError **error)
{
    for (const GArray *merged = sweep->sheet->merged; sweep->next < merged->len; sweep->next++) {
        const CellRange *range = &g_array_index(merged, CellRange, sweep->next);
        if (range->top > row) {
            return true;
        }
        drop_ended(sweep, range->top);
        if (!open_range(sweep, range, error)) {
            return false;
        }
    }
    return true;
}

static bool is_covered(const Sweep *sweep, guint32 row, guint32 column)
{
    guint at = count_left(sweep, column);

    if (at == 0) {
        return false;
    }
    const CellRange *range = &g_array_index(sweep->open, CellRange, at - 1);
    bool is_inside = column <= range->right && row <= range->bottom;
    return is_inside && (row != range->top || column != range->left);
}

static void settle_row(Sweep *sweep, Row *row, Arena *arena)
{
    g_array_set_size(sweep->cells, 0);
    for (guint32 i = 0; i < row->n_cells; i++) {
        if (!is_covered(sweep, row->number, row->cells[i].column)) {
            g_array_append_vals(sweep->cells, &row->cells[i], 1);
        }
    }
    if (sweep->cells->len == row->n_cells) {
        return;
    }
    Cell *kept = arena_take(arena, (gsize)sweep->cells->len * sizeof(Cell));
    for (guint i = 0; i < sweep->cells->len; i++) {
        kept[i] = g_array_index(sweep->cells, Cell, i);
    }
    row->cells = kept;
    row->n_cells = sweep->cells->len;
}

bool merged_cells_settle(Sheet *sheet, Arena *arena, GError **error)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(CellRange));
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    Sweep sweep = { .sheet = sheet, .open = open, .cells = cells };
    guint kept = 0;

    if (sheet->merged->len == 0) {
        return true;
    }
    g_array_sort(sheet->merged, compare_ranges);
    for (guint i = 0; i < sheet->rows->len; i++) {
        Row row = g_array_index(sheet->rows, Row, i);
        if (!advance(&sweep, row.number, error)) {
            return false;
        }
        settle_row(&sweep, &row, arena);
        if (row.n_cells > 0) {
            g_array_index(sheet->rows, Row, kept++) = row;
        }
    }
    g_array_set_size(sheet->rows, kept);
    return advance(&sweep, G_MAXUINT32, error);
}
