#include "file/table/table.h"

GQuark table_error_quark(void)
{
    return g_quark_from_static_string("confeed-table-error");
}

void workbook_free(Workbook *workbook)
{
    if (workbook == NULL) {
        return;
    }
    g_ptr_array_unref(workbook->sheets);
    arena_free(workbook->arena);
    g_free(workbook);
}

const Sheet *workbook_sheet(const Workbook *workbook, guint index)
{
    g_assert(index < workbook->sheets->len);
    return g_ptr_array_index(workbook->sheets, index);
}

const Row *sheet_row(const Sheet *sheet, guint index)
{
    g_assert(index < sheet->rows->len);
    return &g_array_index(sheet->rows, Row, index);
}

static const Row *find_row(const Sheet *sheet, guint32 number)
{
    guint from = 0;
    guint to = sheet->rows->len;

    while (from < to) {
        guint middle = from + (to - from) / 2;
        const Row *row = sheet_row(sheet, middle);
        if (row->number == number) {
            return row;
        }
        from = row->number < number ? middle + 1 : from;
        to = row->number < number ? to : middle;
    }
    return NULL;
}

const Cell *sheet_cell(const Sheet *sheet, guint32 row, guint32 column)
{
    static const Cell EMPTY = { .text = "", .kind = CELL_EMPTY };
    const Row *found = find_row(sheet, row);
    guint32 from = 0;
    guint32 to = found != NULL ? found->n_cells : 0;

    while (from < to) {
        guint32 middle = from + (to - from) / 2;
        const Cell *cell = &found->cells[middle];
        if (cell->column == column) {
            return cell;
        }
        from = cell->column < column ? middle + 1 : from;
        to = cell->column < column ? to : middle;
    }
    return &EMPTY;
}

const CellRange *sheet_merged(const Sheet *sheet, guint32 row, guint32 column)
{
    for (guint i = 0; i < sheet->merged->len; i++) {
        const CellRange *range = &g_array_index(sheet->merged, CellRange, i);
        if (range->top > row) {
            break;
        }
        if (row <= range->bottom && column >= range->left && column <= range->right) {
            return range;
        }
    }
    return NULL;
}

/* --- places ------------------------------------------------------------------------------ */

/* Spreadsheets put the name of a sheet in quotes where it is not a word. */
static void append_name(GString *out, const char *name)
{
    bool is_word = *name != '\0';

    for (const char *at = name; *at != '\0' && is_word; at = g_utf8_next_char(at)) {
        is_word = g_unichar_isalnum(g_utf8_get_char(at)) || *at == '_';
    }
    if (is_word) {
        g_string_append(out, name);
        return;
    }
    g_string_append_c(out, '\'');
    for (const char *at = name; *at != '\0'; at++) {
        g_string_append(out, *at == '\'' ? "'" : "");
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '\'');
}

/* "A" to "Z", "AA" … */
static void append_letters(GString *out, guint32 column)
{
    gssize start = (gssize)out->len;

    for (guint32 rest = column; rest > 0; rest = (rest - 1) / 26) {
        g_string_insert_c(out, start, (char)('A' + (rest - 1) % 26));
    }
}

char *workbook_dup_place(const Workbook *workbook, const Sheet *sheet, guint32 row, guint32 column)
{
    if (workbook->form == WORKBOOK_CSV) {
        return g_strdup_printf("line %u, column %u", row, column);
    }
    g_autoptr(GString) place = g_string_new(NULL);
    append_name(place, sheet->name);
    g_string_append_c(place, '!');
    append_letters(place, column);
    g_string_append_printf(place, "%u", row);
    return g_string_free(g_steal_pointer(&place), FALSE);
}
