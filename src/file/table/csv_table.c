#include "file/table/csv_table.h"

#include <string.h>

#include "file/table/csv_text.h"
#include "file/table/table_builder.h"
#include "file/table/table_limits.h"

/* The text as far as it is read. libcsv knows no lines, drops empty ones and trims cells; so the
 * few rules stand here. */
typedef struct Reader {
    TableBuilder *builder;
    const char *at;
    guint32 line;
    char delimiter;
    GString *cell; /* the cell being read */
} Reader;

static bool ends_cell(const Reader *reader)
{
    return *reader->at == reader->delimiter || *reader->at == '\n' || *reader->at == '\r' ||
           *reader->at == '\0';
}

/* Takes a line end: LF, CR LF or CR. False if there is none. */
static bool take_line_end(Reader *reader)
{
    if (*reader->at != '\n' && *reader->at != '\r') {
        return false;
    }
    reader->at += reader->at[0] == '\r' && reader->at[1] == '\n' ? 2 : 1;
    reader->line++;
    return true;
}

/* --- cells ------------------------------------------------------------------------------- */

/* Takes what stands between quotes, in which a doubled quote is one. */
static bool take_quoted(Reader *reader, GError **error)
{
    guint32 line = reader->line;

    reader->at++;
    while (*reader->at != '"' || reader->at[1] == '"') {
        if (*reader->at == '\0') {
            g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED,
                        "line %u: the quote that begins a cell here is never closed", line);
            return false;
        }
        if (take_line_end(reader)) {
            g_string_append_c(reader->cell, '\n');
            continue;
        }
        reader->at += *reader->at == '"' ? 1 : 0;
        g_string_append_c(reader->cell, *reader->at++);
    }
    reader->at++;
    return true;
}

static bool take_cell(Reader *reader, guint32 column, GError **error)
{
    g_string_truncate(reader->cell, 0);
    if (*reader->at == '"' && !take_quoted(reader, error)) {
        return false;
    }
    const char *rest = reader->at;
    while (!ends_cell(reader)) {
        reader->at++;
    }
    g_string_append_len(reader->cell, rest, reader->at - rest);
    if (reader->cell->len == 0) {
        return true;
    }
    Cell cell = { .column = column, .kind = CELL_TEXT };
    cell.text =
        table_builder_copy_text(reader->builder, reader->cell->str, reader->cell->len, error);
    return cell.text != NULL && table_builder_add_cell(reader->builder, &cell, error);
}

static bool take_row(Reader *reader, GError **error)
{
    guint32 line = reader->line;
    guint32 column = 1;

    if (!table_builder_begin_row(reader->builder, line, error) ||
        !take_cell(reader, column, error)) {
        return false;
    }
    while (*reader->at != '\0' && *reader->at == reader->delimiter) {
        reader->at++;
        column++;
        if (!take_cell(reader, column, error)) {
            return false;
        }
    }
    take_line_end(reader);
    return table_builder_end_row(reader->builder, 1, error);
}

/* --- the delimiter ----------------------------------------------------------------------- */

/* Takes Excel's `sep=;`, which says what the delimiter is. */
static void take_declaration(Reader *reader)
{
    const char *at = reader->at;

    if (g_ascii_strncasecmp(at, "sep=", 4) == 0 && at[4] > 0 && at[4] != '"' &&
        strchr("\r\n", at[4]) == NULL && strchr("\r\n", at[5]) != NULL) {
        reader->delimiter = reader->delimiter != 0 ? reader->delimiter : at[4];
        reader->at += 5;
        take_line_end(reader);
    }
}

/* How often a character stands in a line outside quotes. */
static guint count_in_line(const char *line, char wanted)
{
    guint count = 0;
    bool is_quoted = false;

    for (const char *at = line; *at != '\0' && (is_quoted || strchr("\r\n", *at) == NULL); at++) {
        is_quoted = is_quoted != (*at == '"');
        count += !is_quoted && *at == wanted ? 1 : 0;
    }
    return count;
}

static char guess_delimiter(const char *text)
{
    static const char CANDIDATES[] = ",;\t";
    const char *line = text + strspn(text, "\r\n");
    char best = CANDIDATES[0];

    for (const char *candidate = CANDIDATES + 1; *candidate != '\0'; candidate++) {
        if (count_in_line(line, *candidate) > count_in_line(line, best)) {
            best = *candidate;
        }
    }
    return best;
}

/* --- the file ---------------------------------------------------------------------------- */

static bool take_rows(Reader *reader, GError **error)
{
    while (*reader->at != '\0') {
        guint32 line = reader->line;
        if (!take_row(reader, error)) {
            /* A quote that is not closed names its own line. */
            if (g_error_matches(*error, TABLE_ERROR, TABLE_ERROR_LIMIT)) {
                g_prefix_error(error, "line %u: ", line);
            }
            return false;
        }
    }
    return true;
}

Workbook *csv_table_read(const char *data, gsize size, const CsvOptions *options, GError **error)
{
    bool is_guess;

    if (size > TABLE_MAX_SIZE) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_LIMIT, "the file has more than %d MiB",
                    (int)(TABLE_MAX_SIZE / TABLE_MIB));
        return NULL;
    }
    g_autofree char *text = csv_text_dup(data, size, &is_guess, error);
    if (text == NULL) {
        return NULL;
    }
    g_autoptr(TableBuilder) builder = table_builder_new(WORKBOOK_CSV);
    g_autoptr(GString) cell = g_string_new(NULL);
    Reader reader = { .builder = builder, .at = text, .line = 1, .cell = cell };
    reader.delimiter = options != NULL ? options->delimiter : 0;
    take_declaration(&reader);
    if (reader.delimiter == 0) {
        reader.delimiter = guess_delimiter(reader.at);
    }
    g_autoptr(GError) cause = NULL;
    if (table_builder_add_sheet(builder, "", &cause) == NULL || !take_rows(&reader, &cause)) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return NULL;
    }
    table_builder_workbook(builder)->delimiter = reader.delimiter;
    table_builder_workbook(builder)->is_windows_1252 = is_guess;
    return table_builder_steal(builder);
}
