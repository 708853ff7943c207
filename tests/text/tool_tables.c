/* Tells what the readers of tables make of files, whatever they hold: tool_tables <FILES
 *
 * Standard input holds files, each after a line with its kind ("csv" or "workbook"), the code of
 * its delimiter (0: to be found) and its number of octets. For each a line of JSON is written:
 * {"error": TEXT, "code": CODE}, or {"form": "csv", "delimiter": ",", "windows_1252": false,
 * "sheets": [{"name": NAME, "hidden": false, "uncalculated": 0, "merged": [[TOP, LEFT, BOTTOM,
 * RIGHT], ...], "rows": [[NUMBER, [COLUMN, KIND, TEXT], ...], ...], "last": PLACE}, ...]}.
 * A file's kind may end in "-sum"; then "rows" is the number of its cells, and no more.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/table/csv_table.h"
#include "file/table/workbook_table.h"

static const char *const KINDS[] = {
    [CELL_EMPTY] = "empty",       [CELL_TEXT] = "text",       [CELL_NUMBER] = "number",
    [CELL_DATE] = "date",         [CELL_TIME] = "time",       [CELL_DATE_TIME] = "date-time",
    [CELL_DURATION] = "duration", [CELL_BOOLEAN] = "boolean", [CELL_ERROR] = "error",
};

static const char *const FORMS[] = {
    [WORKBOOK_CSV] = "csv",
    [WORKBOOK_XLSX] = "xlsx",
    [WORKBOOK_ODS] = "ods",
};

static json_t *describe_row(const Row *row)
{
    json_t *told = json_array();

    json_array_append_new(told, json_integer(row->number));
    for (guint32 i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];
        json_array_append_new(told,
                              json_pack("[iss]", (int)cell->column, KINDS[cell->kind], cell->text));
    }
    return told;
}

static json_t *describe_rows(const Sheet *sheet)
{
    json_t *told = json_array();

    for (guint i = 0; i < sheet->rows->len; i++) {
        json_array_append_new(told, describe_row(sheet_row(sheet, i)));
    }
    return told;
}

static json_t *count_cells(const Sheet *sheet)
{
    json_int_t count = 0;

    for (guint i = 0; i < sheet->rows->len; i++) {
        count += sheet_row(sheet, i)->n_cells;
    }
    return json_integer(count);
}

static json_t *describe_merged(const Sheet *sheet)
{
    json_t *told = json_array();

    for (guint i = 0; i < sheet->merged->len; i++) {
        const CellRange *range = &g_array_index(sheet->merged, CellRange, i);
        json_array_append_new(told, json_pack("[iiii]", (int)range->top, (int)range->left,
                                              (int)range->bottom, (int)range->right));
    }
    return told;
}

/* Where the last cell of a sheet stands. */
static json_t *describe_last(const Workbook *workbook, const Sheet *sheet)
{
    if (sheet->rows->len == 0) {
        return json_null();
    }
    const Row *row = sheet_row(sheet, sheet->rows->len - 1);
    guint32 column = row->cells[row->n_cells - 1].column;
    g_autofree char *place = workbook_dup_place(workbook, sheet, row->number, column);
    g_assert(sheet_cell(sheet, row->number, column) == &row->cells[row->n_cells - 1]);
    return json_string(place);
}

static json_t *describe(const Workbook *workbook, bool is_sum)
{
    json_t *sheets = json_array();
    char delimiter[] = { workbook->delimiter, '\0' };

    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = workbook_sheet(workbook, i);
        json_t *rows = is_sum ? count_cells(sheet) : describe_rows(sheet);
        json_t *told =
            json_pack("{ss sb si so so so}", "name", sheet->name, "hidden", sheet->hidden,
                      "uncalculated", (int)sheet->uncalculated, "merged", describe_merged(sheet),
                      "rows", rows, "last", describe_last(workbook, sheet));
        json_array_append_new(sheets, told);
    }
    return json_pack("{ss ss sb so}", "form", FORMS[workbook->form], "delimiter", delimiter,
                     "windows_1252", workbook->is_windows_1252, "sheets", sheets);
}

static void tell(const char *kind, char delimiter, const char *data, gsize size)
{
    g_autoptr(GError) error = NULL;
    const CsvOptions options = { .delimiter = delimiter };
    g_autoptr(Workbook) workbook = g_str_has_prefix(kind, "csv")
                                       ? csv_table_read(data, size, &options, &error)
                                       : workbook_table_read(data, size, &error);

    g_assert((workbook == NULL) == (error != NULL));
    json_t *told = workbook != NULL
                       ? describe(workbook, g_str_has_suffix(kind, "-sum"))
                       : json_pack("{ss si}", "error", error->message, "code", error->code);
    g_assert(told != NULL);
    json_dumpf(told, stdout, JSON_COMPACT);
    json_decref(told);
    putchar('\n');
    fflush(stdout);
}

int main(void)
{
    char kind[16];
    int delimiter;
    unsigned long size;

    while (scanf("%15s %d %lu", kind, &delimiter, &size) == 3 && getchar() == '\n') {
        /* Just as long as the file is, so that reading beyond its end is seen. */
        g_autofree char *data = g_malloc(MAX(size, 1));
        if (fread(data, 1, size, stdin) != size) {
            fputs("a file ends before its time\n", stderr);
            return EXIT_FAILURE;
        }
        tell(kind, (char)delimiter, data, size);
    }
    return EXIT_SUCCESS;
}
