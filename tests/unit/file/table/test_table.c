/* Covers src/file/table/table.c and merged_cells.c */
#include "file/table/table_builder.h"
#include "support.h"

static void add_row(TableBuilder *builder, guint32 number)
{
    assert_true(table_builder_begin_row(builder, number, NULL));
    for (guint32 column = 1; column <= 4; column++) {
        const Cell cell = { .text = "x", .column = column, .kind = CELL_TEXT };
        assert_true(table_builder_add_cell(builder, &cell, NULL));
    }
    assert_true(table_builder_end_row(builder, 1, NULL));
}

/* A sheet whose first rows have four cells each. */
static TableBuilder *begin(guint32 n_rows)
{
    TableBuilder *builder = table_builder_new(WORKBOOK_XLSX);

    assert_non_null(table_builder_add_sheet(builder, "Sheet", NULL));
    for (guint32 number = 1; number <= n_rows; number++) {
        add_row(builder, number);
    }
    return builder;
}

static void merge(TableBuilder *builder, guint32 top, guint32 left, guint32 bottom, guint32 right)
{
    const CellRange range = { top, left, bottom, right };

    assert_true(table_builder_add_merged(builder, &range, NULL));
}

/* Which cells of a sheet hold anything, a line for each row. */
static void assert_shape(const TableBuilder *builder, const char *expected)
{
    const Sheet *sheet = workbook_sheet(table_builder_workbook((TableBuilder *)builder), 0);
    g_autoptr(GString) shape = g_string_new(NULL);

    for (guint32 row = 1; row <= 4; row++) {
        for (guint32 column = 1; column <= 4; column++) {
            bool is_empty = sheet_cell(sheet, row, column)->kind == CELL_EMPTY;
            g_string_append_c(shape, is_empty ? '.' : 'x');
        }
        g_string_append_c(shape, '\n');
    }
    assert_string_equal(shape->str, expected);
}

static void a_place_is_named_as_in_a_spreadsheet(void **state)
{
    static const struct {
        const char *sheet;
        guint32 row;
        guint32 column;
        const char *place;
    } PLACES[] = {
        { "Sessions", 7, 3, "Sessions!C7" },
        { "Ünit_2", 1, 26, "Ünit_2!Z1" },
        { "Side events", 1, 27, "'Side events'!AA1" },
        { "it's", 1048576, 16384, "'it''s'!XFD1048576" },
        { "", 2, 702, "''!ZZ2" },
        { "a", 2, 703, "a!AAA2" },
    };
    const Workbook workbook = { .form = WORKBOOK_ODS };

    for (gsize i = 0; i < G_N_ELEMENTS(PLACES); i++) {
        const Sheet sheet = { .name = PLACES[i].sheet };
        g_autofree char *place =
            workbook_dup_place(&workbook, &sheet, PLACES[i].row, PLACES[i].column);
        assert_string_equal(place, PLACES[i].place);
    }
}

static void a_place_in_a_csv_file_is_a_line_and_a_column(void **state)
{
    const Workbook workbook = { .form = WORKBOOK_CSV };
    const Sheet sheet = { .name = "" };
    g_autofree char *place = workbook_dup_place(&workbook, &sheet, 7, 3);

    assert_string_equal(place, "line 7, column 3");
}

static void what_is_not_there_is_an_empty_cell(void **state)
{
    g_autoptr(TableBuilder) builder = begin(3);
    const Sheet *sheet = workbook_sheet(table_builder_workbook(builder), 0);

    assert_string_equal(sheet_cell(sheet, 4, 1)->text, "");
    assert_string_equal(sheet_cell(sheet, 1, 5)->text, "");
    assert_string_equal(sheet_cell(sheet, 0, 0)->text, "");
    assert_string_equal(sheet_cell(sheet, 3, 4)->text, "x");
}

static void what_a_merged_range_covers_is_taken_out(void **state)
{
    g_autoptr(TableBuilder) builder = begin(4);

    merge(builder, 3, 1, 4, 4);
    merge(builder, 1, 3, 2, 3);
    merge(builder, 1, 1, 1, 2);
    assert_true(table_builder_end_sheet(builder, NULL));
    assert_shape(builder, "x.xx\nxx.x\nx...\n....\n");
    assert_int_equal(workbook_sheet(table_builder_workbook(builder), 0)->rows->len, 3);
}

static void a_range_is_found_by_each_of_its_places(void **state)
{
    g_autoptr(TableBuilder) builder = begin(1);
    const Sheet *sheet = workbook_sheet(table_builder_workbook(builder), 0);

    merge(builder, 5, 5, 6, 6);
    merge(builder, 1, 2, 2, 3);
    assert_true(table_builder_end_sheet(builder, NULL));
    assert_int_equal(sheet_merged(sheet, 2, 3)->top, 1);
    assert_int_equal(sheet_merged(sheet, 5, 5)->bottom, 6);
    assert_null(sheet_merged(sheet, 3, 3));
    assert_null(sheet_merged(sheet, 1, 1));
    assert_null(sheet_merged(sheet, 6, 7));
}

static void merged_ranges_that_overlap_are_refused(void **state)
{
    static const CellRange OTHERS[] = {
        { 2, 2, 3, 3 }, { 1, 1, 4, 4 }, { 3, 3, 4, 4 }, { 1, 2, 2, 2 }, { 2, 1, 2, 2 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        g_autoptr(TableBuilder) builder = begin(1);
        g_autoptr(GError) error = NULL;
        merge(builder, 2, 2, 3, 3);
        assert_true(table_builder_add_merged(builder, &OTHERS[i], NULL));
        assert_false(table_builder_end_sheet(builder, &error));
        assert_true(g_error_matches(error, TABLE_ERROR, TABLE_ERROR_DAMAGED));
        assert_non_null(strstr(error->message, "Sheet: merged cells overlap at row"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_named_as_in_a_spreadsheet),
        cmocka_unit_test(a_place_in_a_csv_file_is_a_line_and_a_column),
        cmocka_unit_test(what_is_not_there_is_an_empty_cell),
        cmocka_unit_test(what_a_merged_range_covers_is_taken_out),
        cmocka_unit_test(a_range_is_found_by_each_of_its_places),
        cmocka_unit_test(merged_ranges_that_overlap_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
