#include "file/table/table_builder.h"

#include <string.h>

#include "file/table/merged_cells.h"
#include "file/table/table_limits.h"
#include "file/yaml/encoding.h"

struct TableBuilder {
    Workbook *workbook;
    Sheet *sheet;   /* the last one, borrowed, or NULL */
    GArray *cells;  /* Cell: of the row being read */
    guint64 row;    /* its number */
    guint64 count;  /* of all cells, repeated ones as often as they are */
    GString *clean; /* kept, so that most texts take no memory but their own */
};

static void free_sheet(gpointer data)
{
    Sheet *sheet = data;

    g_array_unref(sheet->rows);
    g_array_unref(sheet->merged);
    g_free(sheet);
}

TableBuilder *table_builder_new(WorkbookForm form)
{
    TableBuilder *builder = g_new0(TableBuilder, 1);
    Workbook *workbook = g_new0(Workbook, 1);

    workbook->sheets = g_ptr_array_new_with_free_func(free_sheet);
    workbook->arena = arena_new();
    workbook->form = form;
    builder->workbook = workbook;
    builder->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    builder->clean = g_string_new(NULL);
    return builder;
}

void table_builder_free(TableBuilder *builder)
{
    if (builder == NULL) {
        return;
    }
    workbook_free(builder->workbook);
    g_array_unref(builder->cells);
    g_string_free(builder->clean, TRUE);
    g_free(builder);
}

Workbook *table_builder_workbook(TableBuilder *builder)
{
    return builder->workbook;
}

Workbook *table_builder_steal(TableBuilder *builder)
{
    return g_steal_pointer(&builder->workbook);
}

G_GNUC_PRINTF(2, 3)
static bool fail(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error_literal(error, TABLE_ERROR, TABLE_ERROR_LIMIT, text);
    return false;
}

/* --- texts ------------------------------------------------------------------------------- */

/* Takes the next character, or nothing of what is no character. Returns how many octets it took. */
static gsize append_next(GString *out, const char *at, const char *end)
{
    gunichar character = g_utf8_get_char_validated(at, end - at);

    if (*at == '\r') {
        g_string_append_c(out, '\n');
        return at + 1 < end && at[1] == '\n' ? 2 : 1;
    }
    if (character >= 0x110000) {
        return 1;
    }
    gsize length = (gsize)g_unichar_to_utf8(character, NULL);
    if (!encoding_is_forbidden(character)) {
        g_string_append_len(out, at, (gssize)length);
    }
    return length;
}

/* Whether all of a text is plain ASCII on one line, as most are. */
static bool is_plain(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isprint(text[i])) {
            return false;
        }
    }
    return true;
}

const char *table_builder_copy_text(TableBuilder *builder, const char *text, gsize length,
                                    GError **error)
{
    const char *end = text + length;

    if (length > TABLE_MAX_TEXT) {
        fail(error, "a text has more than %" G_GSIZE_FORMAT " octets", TABLE_MAX_TEXT);
        return NULL;
    }
    if (is_plain(text, length)) {
        return arena_copy_text(builder->workbook->arena, text, length);
    }
    g_string_truncate(builder->clean, 0);
    for (const char *at = text; at < end;) {
        at += append_next(builder->clean, at, end);
    }
    return arena_copy_text(builder->workbook->arena, builder->clean->str, builder->clean->len);
}

/* --- sheets, rows, cells ----------------------------------------------------------------- */

Sheet *table_builder_add_sheet(TableBuilder *builder, const char *name, GError **error)
{
    if (builder->workbook->sheets->len >= TABLE_MAX_SHEETS) {
        fail(error, "there are more than %d sheets", TABLE_MAX_SHEETS);
        return NULL;
    }
    const char *copy = table_builder_copy_text(builder, name, strlen(name), error);
    if (copy == NULL) {
        return NULL;
    }
    Sheet *sheet = g_new0(Sheet, 1);
    sheet->name = copy;
    sheet->rows = g_array_new(FALSE, FALSE, sizeof(Row));
    sheet->merged = g_array_new(FALSE, FALSE, sizeof(CellRange));
    g_ptr_array_add(builder->workbook->sheets, sheet);
    builder->sheet = sheet;
    builder->row = 0;
    return sheet;
}

bool table_builder_begin_row(TableBuilder *builder, guint64 number, GError **error)
{
    if (number <= builder->row) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED,
                    "row %" G_GUINT64_FORMAT " follows row %" G_GUINT64_FORMAT, number,
                    builder->row);
        return false;
    }
    builder->row = number;
    g_array_set_size(builder->cells, 0);
    return true;
}

bool table_builder_add_cell(TableBuilder *builder, const Cell *cell, GError **error)
{
    const GArray *cells = builder->cells;
    guint32 last = cells->len > 0 ? g_array_index(cells, Cell, cells->len - 1).column : 0;

    if (*cell->text == '\0') {
        return true;
    }
    if (cell->column > TABLE_MAX_COLUMNS) {
        return fail(error, "there are more than %d columns", TABLE_MAX_COLUMNS);
    }
    if (cell->column <= last) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED, "column %u follows column %u",
                    cell->column, last);
        return false;
    }
    g_array_append_vals(builder->cells, cell, 1);
    return true;
}

static const Cell *copy_cells(TableBuilder *builder)
{
    gsize size = (gsize)builder->cells->len * sizeof(Cell);
    gpointer copy = arena_take(builder->workbook->arena, size);

    memcpy(copy, builder->cells->data, size);
    return copy;
}

bool table_builder_end_row(TableBuilder *builder, guint32 repeated, GError **error)
{
    guint64 last = builder->row + repeated - 1;
    /* The lines of a CSV file are no rows of a spreadsheet. */
    guint64 most = builder->workbook->form == WORKBOOK_CSV ? G_MAXUINT32 : TABLE_MAX_ROWS;
    Row row = { .number = (guint32)builder->row, .n_cells = builder->cells->len };

    builder->row = last;
    if (row.n_cells == 0) {
        return true;
    }
    builder->count += (guint64)row.n_cells * repeated;
    if (builder->count > TABLE_MAX_CELLS) {
        return fail(error, "more than %d cells hold something", TABLE_MAX_CELLS);
    }
    if (last > most) {
        return fail(error, "there are more than %d rows", TABLE_MAX_ROWS);
    }
    /* Equal rows share their cells. */
    row.cells = copy_cells(builder);
    for (guint32 i = 0; i < repeated; i++, row.number++) {
        g_array_append_val(builder->sheet->rows, row);
    }
    return true;
}

/* --- merged cells ------------------------------------------------------------------------ */

bool table_builder_add_merged(TableBuilder *builder, const CellRange *range, GError **error)
{
    if (range->top == range->bottom && range->left == range->right) {
        return true;
    }
    if (builder->sheet->merged->len >= TABLE_MAX_MERGED) {
        return fail(error, "there are more than %d merged ranges on a sheet", TABLE_MAX_MERGED);
    }
    g_array_append_vals(builder->sheet->merged, range, 1);
    return true;
}

bool table_builder_end_sheet(TableBuilder *builder, GError **error)
{
    return merged_cells_settle(builder->sheet, builder->workbook->arena, error);
}

bool table_builder_prefix_place(const TableBuilder *builder, guint32 row, guint32 column,
                                GError **error)
{
    g_autofree char *place = workbook_dup_place(builder->workbook, builder->sheet, row, column);

    g_prefix_error(error, "%s: ", place);
    return false;
}
