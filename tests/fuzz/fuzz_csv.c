/* Any octets, read as a CSV file: there is a table, or there is an error, and never both. */
#include "file/table/csv_table.h"

#include <stdint.h>
#include <string.h>

static void check_row(const Sheet *sheet, const Row *row)
{
    g_assert(row->n_cells > 0);
    for (guint32 i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];
        g_assert(cell->kind == CELL_TEXT && *cell->text != '\0');
        g_assert(g_utf8_validate(cell->text, -1, NULL));
        g_assert(strpbrk(cell->text, "\r\x01\x7F") == NULL);
        g_assert(sheet_cell(sheet, row->number, cell->column) == cell);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Workbook) workbook = csv_table_read((const char *)data, size, NULL, &error);

    g_assert((workbook == NULL) == (error != NULL));
    g_assert(error == NULL || g_utf8_validate(error->message, -1, NULL));
    for (guint i = 0; workbook != NULL && i < workbook_sheet(workbook, 0)->rows->len; i++) {
        const Sheet *sheet = workbook_sheet(workbook, 0);
        check_row(sheet, sheet_row(sheet, i));
    }
    return 0;
}
