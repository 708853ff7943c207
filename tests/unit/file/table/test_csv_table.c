/* Covers src/file/table/csv_table.c and csv_text.c */
#include "file/table/csv_table.h"

#include "file/table/table_limits.h"
#include "support.h"

/* The cells of a CSV file: LINE:COLUMN=TEXT for each, a blank between. */
static void assert_cells_of(const char *data, gsize size, char delimiter, const char *expected)
{
    const CsvOptions options = { .delimiter = delimiter };
    g_autoptr(Workbook) workbook = csv_table_read(data, size, &options, NULL);
    g_autoptr(GString) cells = g_string_new(NULL);

    assert_non_null(workbook);
    const Sheet *sheet = workbook_sheet(workbook, 0);
    for (guint i = 0; i < sheet->rows->len; i++) {
        const Row *row = sheet_row(sheet, i);
        for (guint32 j = 0; j < row->n_cells; j++) {
            assert_int_equal(row->cells[j].kind, CELL_TEXT);
            g_string_append_printf(cells, "%s%u:%u=%s", cells->len > 0 ? " " : "", row->number,
                                   row->cells[j].column, row->cells[j].text);
        }
    }
    assert_string_equal(cells->str, expected);
}

static void assert_cells(const char *text, const char *expected)
{
    assert_cells_of(text, strlen(text), 0, expected);
}

static void assert_error(const char *data, gsize size, TableError code, const char *expected)
{
    g_autoptr(GError) error = NULL;

    assert_null(csv_table_read(data, size, NULL, &error));
    assert_true(g_error_matches(error, TABLE_ERROR, (gint)code));
    assert_string_equal(error->message, expected);
}

static void cells_in_quotes_hold_anything(void **state)
{
    assert_cells("a,\"b,\"\"c\"\"\",\"d\ne\"\nf", "1:1=a 1:2=b,\"c\" 1:3=d\ne 3:1=f");
    assert_cells("\"\",\"\"\"\"\n", "1:2=\"");
}

static void a_quote_that_begins_no_cell_is_a_quote(void **state)
{
    assert_cells("a\"b, \"c\",\"d\"e\"f", "1:1=a\"b 1:2= \"c\" 1:3=de\"f");
}

static void lines_end_in_any_way_and_are_counted(void **state)
{
    assert_cells("a\nb\r\nc\rd\n\r\n\re", "1:1=a 2:1=b 3:1=c 4:1=d 7:1=e");
    assert_cells("\"a\r\nb\rc\nd\"\r\ne", "1:1=a\nb\nc\nd 5:1=e");
}

static void empty_cells_and_lines_are_not_kept(void **state)
{
    assert_cells("", "");
    assert_cells("\n\n", "");
    assert_cells(",,a,\n,,\n,b\n \n", "1:3=a 3:2=b 4:1= ");
}

static void the_delimiter_is_what_the_first_line_has_most_of(void **state)
{
    assert_cells("a;b,c;d\ne;f", "1:1=a 1:2=b,c 1:3=d 2:1=e 2:2=f");
    assert_cells("\n\na\tb;c\td", "3:1=a 3:2=b;c 3:3=d");
    assert_cells("\"a;b;c\",d\n", "1:1=a;b;c 1:2=d");
    assert_cells("a b\nc,d", "1:1=a b 2:1=c 2:2=d");
}

static void a_delimiter_that_is_given_goes_before_all(void **state)
{
    assert_cells_of("sep=;\na|b;c", 11, '|', "2:1=a 2:2=b;c");
    assert_cells_of("a,b|c", 5, '|', "1:1=a,b 1:2=c");
}

static void excel_may_name_the_delimiter_in_a_line_of_its_own(void **state)
{
    assert_cells("sep=|\r\na|b,c\r\n", "2:1=a 2:2=b,c");
    assert_cells("\xEF\xBB\xBFSEP=;\na;b", "2:1=a 2:2=b");
    assert_cells("sep=;", "");
    assert_cells("sep=;a,b", "1:1=sep=;a 1:2=b");
}

static void a_byte_order_mark_tells_the_encoding(void **state)
{
    assert_cells("\xEF\xBB\xBF\"a\",b", "1:1=a 1:2=b");
    assert_cells_of("\xFF\xFE\"\0\xFC\0\"\0\t\0b\0", 12, 0, "1:1=ü 1:2=b");
    assert_cells_of("\xFE\xFF\0a\0\t\xD8\x3D\xDE\x00", 10, 0, "1:1=a 1:2=😀");
    assert_error("\xFF\xFE"
                 "a",
                 3, TABLE_ERROR_DAMAGED,
                 "the file begins as UTF-16, but does not go on so; save it as UTF-8");
    assert_error("\xFF\xFE\0\0", 4, TABLE_ERROR_DAMAGED,
                 "the file begins as UTF-16, but does not go on so; save it as UTF-8");
}

static void what_is_not_utf_8_is_taken_for_windows_1252_and_says_so(void **state)
{
    g_autoptr(Workbook) workbook = csv_table_read("\x80;M\xFCller", 8, NULL, NULL);
    g_autoptr(Workbook) other = csv_table_read("Müller", 7, NULL, NULL);

    assert_true(workbook->is_windows_1252);
    assert_int_equal(workbook->delimiter, ';');
    assert_string_equal(sheet_cell(workbook_sheet(workbook, 0), 1, 1)->text, "€");
    assert_string_equal(sheet_cell(workbook_sheet(workbook, 0), 1, 2)->text, "Müller");
    assert_false(other->is_windows_1252);
    assert_error("a\r\nb\r\x81", 6, TABLE_ERROR_DAMAGED,
                 "line 3: the octet 0x81 is neither UTF-8 nor Windows-1252 here; save the file as "
                 "UTF-8");
}

static void an_unclosed_quote_names_its_line(void **state)
{
    assert_error("a\n\"b\nc\",\"d\n\"\"e", 14, TABLE_ERROR_DAMAGED,
                 "line 3: the quote that begins a cell here is never closed");
}

static void a_nul_names_its_line(void **state)
{
    assert_error("a\r\nb\0c", 6, TABLE_ERROR_DAMAGED,
                 "line 2 holds a NUL octet, as no text does; is this a CSV file?");
}

static void limits_name_the_line(void **state)
{
    g_autofree char *text = g_strnfill(TABLE_MAX_TEXT + 1, 'x');
    g_autofree char *long_cell = g_strconcat("a\n", text, NULL);
    g_autofree char *commas = g_strnfill(TABLE_MAX_COLUMNS, ',');
    g_autofree char *wide = g_strconcat("a\n\n", commas, "x", NULL);

    assert_error(long_cell, strlen(long_cell), TABLE_ERROR_LIMIT,
                 "line 2: a text has more than 65536 octets");
    assert_error(wide, strlen(wide), TABLE_ERROR_LIMIT,
                 "line 3: there are more than 16384 columns");
    assert_error("", TABLE_MAX_SIZE + 1, TABLE_ERROR_LIMIT, "the file has more than 64 MiB");
}

static void two_million_cells_are_read_and_no_more(void **state)
{
    g_autofree char *lines = g_strnfill((gsize)2 * TABLE_MAX_CELLS, '\n');

    for (gsize i = 0; i < TABLE_MAX_CELLS; i++) {
        lines[2 * i] = 'x';
    }
    g_autoptr(Workbook) workbook = csv_table_read(lines, strlen(lines), NULL, NULL);
    assert_int_equal(workbook_sheet(workbook, 0)->rows->len, TABLE_MAX_CELLS);
    lines[2 * TABLE_MAX_CELLS - 1] = ',';
    g_autofree char *more = g_strconcat(lines, "y", NULL);
    assert_error(more, strlen(more), TABLE_ERROR_LIMIT,
                 "line 2000000: more than 2000000 cells hold something");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_in_quotes_hold_anything),
        cmocka_unit_test(a_quote_that_begins_no_cell_is_a_quote),
        cmocka_unit_test(lines_end_in_any_way_and_are_counted),
        cmocka_unit_test(empty_cells_and_lines_are_not_kept),
        cmocka_unit_test(the_delimiter_is_what_the_first_line_has_most_of),
        cmocka_unit_test(a_delimiter_that_is_given_goes_before_all),
        cmocka_unit_test(excel_may_name_the_delimiter_in_a_line_of_its_own),
        cmocka_unit_test(a_byte_order_mark_tells_the_encoding),
        cmocka_unit_test(what_is_not_utf_8_is_taken_for_windows_1252_and_says_so),
        cmocka_unit_test(an_unclosed_quote_names_its_line),
        cmocka_unit_test(a_nul_names_its_line),
        cmocka_unit_test(limits_name_the_line),
        cmocka_unit_test(two_million_cells_are_read_and_no_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
