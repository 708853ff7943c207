#include "model/table/table_plan.h"

static void sheet_free(gpointer data)
{
    TableSheet *sheet = data;

    g_array_unref(sheet->rows);
    g_free(sheet);
}

/* Columns that stay together, from `first` until before `end`. */
typedef struct Piece {
    guint first;
    guint end;
} Piece;

/* Adds pieces of nearly equal width, none wider than `most`. */
static void add_pieces(GArray *pieces, guint first, guint end, guint most)
{
    guint width = end - first;
    guint count = width / most + (width % most > 0 ? 1 : 0);

    for (guint i = 0; i < count; i++) {
        Piece piece = { first + i * width / count, first + (i + 1) * width / count };
        g_array_append_val(pieces, piece);
    }
}

/* The columns of each sheet (Piece). */
static GArray *dup_pieces(const Table *table, guint most)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    GArray *joined = g_array_new(FALSE, FALSE, sizeof(Piece));
    Piece *last = NULL;

    for (guint i = 0; i < table->columns.groups->len; i++) {
        const TableGroup *group = &g_array_index(table->columns.groups, TableGroup, i);
        add_pieces(pieces, group->first, group->end, most);
    }
    for (guint i = 0; i < pieces->len; i++) {
        Piece piece = g_array_index(pieces, Piece, i);
        if (last != NULL && piece.end - last->first <= most) {
            last->end = piece.end;
        } else {
            g_array_append_val(joined, piece);
            last = &g_array_index(joined, Piece, joined->len - 1);
        }
    }
    return joined;
}

/* The rows that stand beside some columns (guint). */
static GArray *dup_rows(const Table *table, Piece piece)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint row = 0; row < table->rows.lines->len; row++) {
        if (table->with_empty || table_row_has_any(table, row, piece.first, piece.end)) {
            g_array_append_val(rows, row);
        }
    }
    return rows;
}

static void add_sheet(TablePlan *plan, Piece columns, const guint *rows, guint n_rows)
{
    TableSheet *sheet = g_new0(TableSheet, 1);

    sheet->first = columns.first;
    sheet->end = columns.end;
    sheet->rows = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(sheet->rows, rows, n_rows);
    g_ptr_array_add(plan->sheets, sheet);
}

/* Sets the part of each sheet. */
static void make_parts(TablePlan *plan, guint most)
{
    guint cells = 0;

    plan->n_parts = 1;
    for (guint i = 0; i < plan->sheets->len; i++) {
        TableSheet *sheet = plan->sheets->pdata[i];
        guint own = (sheet->end - sheet->first) * sheet->rows->len;
        if (cells > 0 && cells + own > most) {
            plan->n_parts++;
            cells = 0;
        }
        cells += own;
        sheet->part = plan->n_parts;
    }
}

TablePlan *table_plan_new(const Table *table, const TableBounds *bounds)
{
    TablePlan *plan = g_new0(TablePlan, 1);
    g_autoptr(GArray) columns = dup_pieces(table, bounds->columns);
    g_autoptr(GArray) down = g_array_new(FALSE, FALSE, sizeof(Piece));

    plan->sheets = g_ptr_array_new_with_free_func(sheet_free);
    for (guint i = 0; i < columns->len; i++) {
        Piece across = g_array_index(columns, Piece, i);
        g_autoptr(GArray) rows = dup_rows(table, across);
        g_array_set_size(down, 0);
        add_pieces(down, 0, rows->len, bounds->rows);
        for (guint j = 0; j < down->len; j++) {
            Piece piece = g_array_index(down, Piece, j);
            add_sheet(plan, across, &g_array_index(rows, guint, piece.first),
                      piece.end - piece.first);
        }
    }
    make_parts(plan, bounds->cells);
    return plan;
}

void table_plan_free(TablePlan *plan)
{
    if (plan != NULL) {
        g_ptr_array_unref(plan->sheets);
        g_free(plan);
    }
}

guint table_plan_part(const TablePlan *plan, const TableForm *form)
{
    return CLAMP(form->part, 1, plan->n_parts);
}
