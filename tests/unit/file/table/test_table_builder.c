/* Covers src/file/table/table_builder.c */
#include "file/table/table_builder.h"

#include "file/table/table_limits.h"
#include "support.h"

static void assert_limit(GError **error, const char *text)
{
    assert_true(g_error_matches(*error, TABLE_ERROR, TABLE_ERROR_LIMIT));
    assert_non_null(strstr((*error)->message, text));
    g_clear_error(error);
}

static TableBuilder *begin(WorkbookForm form)
{
    TableBuilder *builder = table_builder_new(form);

    assert_non_null(table_builder_add_sheet(builder, "Sheet", NULL));
    return builder;
}

static bool add(TableBuilder *builder, guint32 column, const char *text, GError **error)
{
    const Cell cell = { .text = text, .column = column, .kind = CELL_TEXT };

    return table_builder_add_cell(builder, &cell, error);
}

static void texts_have_one_line_end_and_no_control_characters(void **state)
{
    g_autoptr(TableBuilder) builder = begin(WORKBOOK_XLSX);

    assert_string_equal(table_builder_copy_text(builder,
                                                "a\r\nb\rc\n\x01\x7F\xFF"
                                                "d\tMü",
                                                16, NULL),
                        "a\nb\nc\nd\tMü");
}

static void a_text_has_64_kib_at_most(void **state)
{
    g_autoptr(TableBuilder) builder = begin(WORKBOOK_XLSX);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strnfill(TABLE_MAX_TEXT + 1, 'x');

    assert_non_null(table_builder_copy_text(builder, text, TABLE_MAX_TEXT, NULL));
    assert_null(table_builder_copy_text(builder, text, TABLE_MAX_TEXT + 1, &error));
    assert_limit(&error, "65536 octets");
}

static void there_are_256_sheets_at_most(void **state)
{
    g_autoptr(TableBuilder) builder = begin(WORKBOOK_XLSX);
    g_autoptr(GError) error = NULL;

    for (guint i = 1; i < TABLE_MAX_SHEETS; i++) {
        assert_non_null(table_builder_add_sheet(builder, "x", NULL));
    }
    assert_null(table_builder_add_sheet(builder, "x", &error));
    assert_limit(&error, "256 sheets");
}

static void empty_cells_and_rows_are_not_kept(void **state)
{
    g_autoptr(TableBuilder) builder = begin(WORKBOOK_XLSX);
    Workbook *workbook = table_builder_workbook(builder);

    assert_true(table_builder_begin_row(builder, 2, NULL));
    assert_true(add(builder, TABLE_MAX_COLUMNS + 9, "", NULL));
    assert_true(table_builder_end_row(builder, G_MAXUINT32, NULL));
    assert_int_equal(workbook_sheet(workbook, 0)->rows->len, 0);
}

static void rows_and_cells_come_in_order(void **state)
{
    g_autoptr(TableBuilder) builder = begin(WORKBOOK_XLSX);
    g_autoptr(GError) error = NULL;

    assert_true(table_builder_begin_row(builder, 2, NULL));
    assert_true(add(builder, 3, "x", NULL));
    assert_false(add(builder, 3, "y", &error));
    assert_string_equal(error->message, "column 3 follows column 3");
    g_clear_error(&error);
    assert_true(table_builder_end_row(builder, 3, NULL));
    assert_false(table_builder_begin_row(builder, 4, &error));
    assert_string_equal(error->message, "row 4 follows row 4");
}

static void repeated_rows_share_their_cells(void **state)
{
    g_autoptr(TableBuilder) builder = begin(WORKBOOK_ODS);

    assert_true(table_builder_begin_row(builder, 5, NULL));
    assert_true(add(builder, 1, "x", NULL));
    assert_true(table_builder_end_row(builder, 3, NULL));
    g_autoptr(Workbook) workbook = table_builder_steal(builder);
    const Sheet *sheet = workbook_sheet(workbook, 0);
    assert_int_equal(sheet->rows->len, 3);
    assert_int_equal(sheet_row(sheet, 2)->number, 7);
    assert_ptr_equal(sheet_row(sheet, 2)->cells, sheet_row(sheet, 0)->cells);
}

static void cells_and_rows_have_an_end(void **state)
{
    g_autoptr(TableBuilder) builder = begin(WORKBOOK_ODS);
    g_autoptr(GError) error = NULL;

    assert_true(table_builder_begin_row(builder, 1, NULL));
    assert_true(add(builder, TABLE_MAX_COLUMNS, "x", NULL));
    assert_false(add(builder, TABLE_MAX_COLUMNS + 1, "x", &error));
    assert_limit(&error, "16384 columns");
    assert_false(table_builder_end_row(builder, TABLE_MAX_ROWS + 1, &error));
    assert_limit(&error, "1048576 rows");
}

static void there_are_two_million_cells_at_most(void **state)
{
    g_autoptr(TableBuilder) builder = begin(WORKBOOK_ODS);
    g_autoptr(GError) error = NULL;

    assert_true(table_builder_begin_row(builder, 1, NULL));
    assert_true(add(builder, 1, "x", NULL));
    assert_true(table_builder_end_row(builder, 1000000, NULL));
    assert_non_null(table_builder_add_sheet(builder, "Second", NULL));
    assert_true(table_builder_begin_row(builder, 1, NULL));
    assert_true(add(builder, 1, "x", NULL));
    assert_false(table_builder_end_row(builder, 1000001, &error));
    assert_limit(&error, "2000000 cells");
}

static void there_are_4096_merged_ranges_at_most(void **state)
{
    g_autoptr(TableBuilder) builder = begin(WORKBOOK_XLSX);
    g_autoptr(GError) error = NULL;
    CellRange range = { .top = 1, .left = 1, .bottom = 1, .right = 1 };

    assert_true(table_builder_add_merged(builder, &range, NULL));
    assert_int_equal(workbook_sheet(table_builder_workbook(builder), 0)->merged->len, 0);
    range.right = 2;
    for (guint i = 0; i < TABLE_MAX_MERGED; i++) {
        assert_true(table_builder_add_merged(builder, &range, NULL));
    }
    assert_false(table_builder_add_merged(builder, &range, &error));
    assert_limit(&error, "4096 merged");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_have_one_line_end_and_no_control_characters),
        cmocka_unit_test(a_text_has_64_kib_at_most),
        cmocka_unit_test(there_are_256_sheets_at_most),
        cmocka_unit_test(empty_cells_and_rows_are_not_kept),
        cmocka_unit_test(rows_and_cells_come_in_order),
        cmocka_unit_test(repeated_rows_share_their_cells),
        cmocka_unit_test(cells_and_rows_have_an_end),
        cmocka_unit_test(there_are_two_million_cells_at_most),
        cmocka_unit_test(there_are_4096_merged_ranges_at_most),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
