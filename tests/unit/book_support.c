#include "book_support.h"

#include <string.h>

#include "file/book/book_reader.h"
#include "file/table/table_builder.h"
#include "file/table/workbook_table.h"
#include "records_support.h"
#include "render/workbook/book_file.h"
#include "support.h"

static CellKind kind_of(const char *text)
{
    static const struct {
        const char *pattern;
        CellKind kind;
    } KINDS[] = {
        { "^\\d{4}-\\d{2}-\\d{2}$", CELL_DATE },
        { "^\\d{2}:\\d{2}$", CELL_TIME },
        { "^\\d+(\\.\\d+)?$", CELL_NUMBER },
        { "^(TRUE|FALSE)$", CELL_BOOLEAN },
        { "^#", CELL_ERROR },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (g_regex_match_simple(KINDS[i].pattern, text, 0, 0)) {
            return KINDS[i].kind;
        }
    }
    return CELL_TEXT;
}

static void add_cell(TableBuilder *builder, const char *sketch, guint32 column)
{
    g_autofree char *text = *sketch == '"' ? g_strcompress(sketch + 1) : g_strdup(sketch);
    Cell cell = { .column = column, .kind = *sketch == '"' ? CELL_TEXT : kind_of(text) };

    if (cell.kind == CELL_BOOLEAN) {
        g_free(text);
        text = g_ascii_strdown(sketch, -1);
    }
    cell.text = table_builder_copy_text(builder, text, strlen(text), NULL);
    if (*cell.text != '\0') {
        assert_true(table_builder_add_cell(builder, &cell, NULL));
    }
}

static void add_sheet(TableBuilder *builder, char *const *lines)
{
    assert_non_null(table_builder_add_sheet(builder, lines[0], NULL));
    for (guint row = 1; lines[row] != NULL; row++) {
        g_auto(GStrv) cells = g_strsplit(lines[row], "|", -1);
        assert_true(table_builder_begin_row(builder, row, NULL));
        for (guint column = 1; cells[column - 1] != NULL; column++) {
            add_cell(builder, cells[column - 1], column);
        }
        assert_true(table_builder_end_row(builder, 1, NULL));
    }
    assert_true(table_builder_end_sheet(builder, NULL));
}

Workbook *book_support_workbook(const char *sketch)
{
    g_autoptr(TableBuilder) builder = table_builder_new(WORKBOOK_XLSX);
    g_auto(GStrv) sheets = g_strsplit(sketch, "\n\n", -1);

    for (char **sheet = sheets; *sheet != NULL; sheet++) {
        g_auto(GStrv) lines = g_strsplit(g_strchomp(*sheet), "\n", -1);
        add_sheet(builder, lines);
    }
    return table_builder_steal(builder);
}

static void add_remark(const char *what, const char *why, gpointer user)
{
    GString *remarks = user;

    if (remarks != NULL) {
        g_string_append_printf(remarks, "%s %s\n", what, why);
    }
}

char *book_support_read(const char *sketch, GString *remarks, char **out_error)
{
    const BookHead head = { 0 };
    g_autoptr(Workbook) workbook = book_support_workbook(sketch);
    g_autoptr(GError) error = NULL;

    assert_true(book_reader_knows(workbook));
    char *file = book_reader_read(workbook, &head, add_remark, remarks, &error);
    assert_true((file == NULL) == (error != NULL));
    *out_error = error != NULL ? g_strdup(error->message) : NULL;
    return file;
}

bool book_support_has_libraries(void)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    g_autoptr(GError) error = NULL;

    agenda_finish(agenda);
    g_autoptr(GBytes) workbook = book_file_make(agenda, &error);
    if (workbook == NULL) {
        print_message("%s\n", error->message);
        return false;
    }
    gsize size = 0;
    const char *octets = g_bytes_get_data(workbook, &size);
    g_autoptr(Workbook) back = workbook_table_read(octets, size, &error);
    if (back == NULL) {
        print_message("%s\n", error->message);
    }
    return back != NULL;
}

Agenda *book_support_round_trip(const Agenda *agenda)
{
    const BookHead head = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) octets = book_file_make(agenda, &error);
    gsize size = 0;

    if (octets == NULL) {
        fail_msg("it is not written: %s", error->message);
    }
    const char *data = g_bytes_get_data(octets, &size);
    g_autoptr(Workbook) workbook = workbook_table_read(data, size, &error);
    g_autoptr(GString) remarks = g_string_new(NULL);
    assert_non_null(workbook);
    assert_true(book_reader_knows(workbook));
    g_autofree char *file = book_reader_read(workbook, &head, add_remark, remarks, &error);
    if (file == NULL) {
        fail_msg("it is not read: %s", error->message);
    }
    assert_string_equal(remarks->str, "");
    return records_support_parse_in(file, agenda->tz);
}
