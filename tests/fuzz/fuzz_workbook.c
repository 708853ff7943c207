/* Any octets, read as a workbook: there is a table, or there is an error, and never both. The same
 * of the agenda that it may hold.
 *
 * A fuzzer makes no ZIP files. So of octets that do not begin as one, one is made: see
 * zip_bytes_pack. */
#include "file/book/book_reader.h"
#include "file/table/workbook_table.h"

#include <stdint.h>
#include <string.h>

#include "../unit/zip_bytes.h"

static void check_sheet(const Sheet *sheet)
{
    for (guint i = 0; i < sheet->rows->len; i++) {
        const Row *row = sheet_row(sheet, i);
        for (guint32 j = 0; j < row->n_cells; j++) {
            const Cell *cell = &row->cells[j];
            g_assert(cell->kind != CELL_EMPTY && *cell->text != '\0');
            g_assert(g_utf8_validate(cell->text, -1, NULL));
            g_assert(sheet_cell(sheet, row->number, cell->column) == cell);
        }
    }
}

static void check_remark(const char *what, const char *why, G_GNUC_UNUSED gpointer user)
{
    g_assert(g_utf8_validate(what, -1, NULL) && g_utf8_validate(why, -1, NULL));
}

static void check_book(const Workbook *workbook)
{
    const BookHead head = { .timezone = "Europe/Brussels" };
    g_autoptr(GError) error = NULL;

    if (book_reader_knows(workbook)) {
        g_autofree char *file = book_reader_read(workbook, &head, check_remark, NULL, &error);
        g_assert((file == NULL) == (error != NULL));
        g_assert(error == NULL || g_utf8_validate(error->message, -1, NULL));
    }
}

static void check(const char *data, gsize size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Workbook) workbook = workbook_table_read(data, size, &error);

    g_assert((workbook == NULL) == (error != NULL));
    g_assert(error == NULL || g_utf8_validate(error->message, -1, NULL));
    for (guint i = 0; workbook != NULL && i < workbook->sheets->len; i++) {
        check_sheet(workbook_sheet(workbook, i));
    }
    if (workbook != NULL) {
        check_book(workbook);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check((const char *)data, size);
    if (size >= 2 && memcmp(data, "PK", 2) != 0) {
        g_autoptr(GByteArray) archive = zip_bytes_pack((const char *)data, size);
        check((const char *)archive->data, archive->len);
    }
    return 0;
}
