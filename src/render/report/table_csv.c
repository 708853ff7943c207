#include "render/report/table_csv.h"

#include <string.h>

#include "render/table_words.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define LINE_END "\r\n"

/* What stands before the columns, by what the rows are of. */
static const char *const OF_PROGRAMME[] = { "group", "id",  "title", "day",
                                            "start", "end", "room",  NULL };
static const char *const OF_AGENCIES[] = { "group", "id", "agency", "name", NULL };

/* --- cells --------------------------------------------------------------------------------- */

/* Spreadsheet programs run these, whatever stands between the quotes (OWASP, "CSV Injection"). */
static bool is_formula(const char *text)
{
    return *text != '\0' && strchr("=+-@\t\r\n", *text) != NULL;
}

/* Appends a cell, with a comma before it unless it is the first; NULL is an empty one. */
static void append_cell(GString *out, const char *text)
{
    bool is_first = out->len == strlen(BYTE_ORDER_MARK) || out->str[out->len - 1] == '\n';

    g_string_append(out, is_first ? "" : ",");
    if (text == NULL || *text == '\0') {
        return;
    }
    g_string_append(out, is_formula(text) ? "\"'" : "\"");
    for (; *text != '\0'; text++) {
        g_string_append_c(out, *text);
        if (*text == '"') {
            g_string_append_c(out, '"');
        }
    }
    g_string_append_c(out, '"');
}

static void append_taken(GString *out, char *take_text)
{
    g_autofree char *text = take_text;

    append_cell(out, text);
}

static void append_items(GString *out, const Table *table, guint row, guint column,
                         const TableForm *form)
{
    TableCell cell = table_cell(table, row, column);
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < cell.n_items; i++) {
        const char *note = form->with_notes ? table_words_note(&cell.items[i]) : NULL;
        g_string_append(words, i > 0 ? "\n" : "");
        table_words_append_item(words, &cell.items[i]);
        if (note != NULL) {
            g_string_append_printf(words, "\n%s", note);
        }
    }
    append_cell(out, words->str);
}

/* --- what a row is of ---------------------------------------------------------------------- */

static void append_title(GString *out, const Table *table, const TableLine *line)
{
    g_autofree char *words = table_words_dup_line(line);
    g_autofree char *state = table_words_dup_state(table, line);

    append_taken(out, g_strconcat(words, state, NULL));
}

/* As the program has them: what goes on after midnight has the day on which it began, and hours
 * beyond 24:00. */
static void append_session(GString *out, const Table *table, const TableLine *line)
{
    const Session *session = line->session;
    bool is_all_day = session->slot->all_day;
    CivilDate day = session->day->date;

    append_cell(out, session->id);
    append_title(out, table, line);
    append_taken(out, civil_date_to_iso(day));
    append_taken(out, is_all_day ? NULL : civil_clock_after(day, session->start));
    append_taken(out, is_all_day ? NULL : civil_clock_after(day, session->end));
    append_cell(out, session->room != NULL ? text_get(&session->room->name, NULL) : NULL);
}

static void append_blank(GString *out, guint count)
{
    for (guint i = 0; i < count; i++) {
        append_cell(out, NULL);
    }
}

static void append_head(GString *out, const Table *table, const TableLine *line)
{
    const TableGroup *group = &g_array_index(table->rows.groups, TableGroup, line->group);

    append_taken(out, table_words_dup_group(table, group));
    switch (line->kind) {
    case TABLE_LINE_SESSION:
        append_session(out, table, line);
        break;
    case TABLE_LINE_ROLE:
        append_cell(out, line->role->id);
        append_taken(out, table_words_dup_line(line));
        append_blank(out, G_N_ELEMENTS(OF_PROGRAMME) - 1 - 3);
        break;
    case TABLE_LINE_AGENCY:
        append_cell(out, line->agency->id);
        append_taken(out, table_words_dup_line(line));
        append_cell(out, text_get(&line->agency->name, NULL));
        break;
    case TABLE_LINE_PEOPLE:
        append_blank(out, 1);
        append_taken(out, table_words_dup_line(line));
        append_blank(out, 1);
        break;
    }
}

/* --- the whole ----------------------------------------------------------------------------- */

static void append_heads(GString *out, const Table *table)
{
    const char *const *heads = table->is_transposed ? OF_AGENCIES : OF_PROGRAMME;

    for (; *heads != NULL; heads++) {
        append_cell(out, *heads);
    }
    for (guint column = 0; column < table->columns.lines->len; column++) {
        const TableLine *line = table_column(table, column);
        g_autofree char *words = table_words_dup_line(line);
        g_autofree char *state = table_words_dup_state(table, line);
        append_taken(out, g_strconcat(words, state, NULL));
    }
    g_string_append(out, LINE_END);
}

GBytes *table_csv_render(const Table *table, const TableForm *form)
{
    GString *out = g_string_new(BYTE_ORDER_MARK);

    append_heads(out, table);
    for (guint row = 0; row < table->rows.lines->len; row++) {
        append_head(out, table, table_row(table, row));
        for (guint column = 0; column < table->columns.lines->len; column++) {
            append_items(out, table, row, column, form);
        }
        g_string_append(out, LINE_END);
    }
    return g_string_free_to_bytes(out);
}
