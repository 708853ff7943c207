#include "file/import/columns.h"

#include <string.h>

#include "file/import/column.h"
#include "file/import/foreign_agenda.h"
#include "file/import/foreign_text.h"
#include "file/import/row_times.h"

/* What reads a sheet. */
typedef struct Columns {
    ForeignSchedule *schedule;
    const Workbook *workbook;
    const Sheet *sheet;
    GArray *columns; /* Column, by the number of the column, minus 1 */
} Columns;

static bool fail(GError **error, char *take_text)
{
    g_set_error_literal(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE, take_text);
    g_free(take_text);
    return false;
}

/* --- the first row ----------------------------------------------------------------------- */

/* The key that a hint "NAME=KEY" has for the name of a column; NULL if none is about it. */
static const char *find_hint(const ForeignSchedule *schedule, const char *name)
{
    const char *const *hint = schedule->hints.columns;

    for (; hint != NULL && *hint != NULL; hint++) {
        const char *end = strrchr(*hint, '=');
        if (end != NULL && strlen(name) == (gsize)(end - *hint) &&
            g_ascii_strncasecmp(*hint, name, strlen(name)) == 0) {
            return end + 1;
        }
    }
    return NULL;
}

static bool read_name(Columns *columns, const Cell *cell, GError **error)
{
    Column column = column_of_name(columns->schedule, cell->text);
    const char *key = column.name != NULL ? find_hint(columns->schedule, column.name) : NULL;

    if (key != NULL && !column_of_key(columns->schedule, key, &column)) {
        g_autofree char *keys = column_dup_keys();
        return fail(error, g_strdup_printf("the column \"%s\" is mapped to \"%s\"; expected one of "
                                           "%s",
                                           column.name, key, keys));
    }
    if (columns->columns->len < cell->column) {
        g_array_set_size(columns->columns, cell->column);
    }
    g_array_index(columns->columns, Column, cell->column - 1) = column;
    return true;
}

static bool has_type(const Columns *columns, ColumnType type, gsize place)
{
    for (guint i = 0; i < columns->columns->len; i++) {
        const Column *column = &g_array_index(columns->columns, Column, i);
        if (column->type == type && column->place == place) {
            return true;
        }
    }
    return false;
}

/* Hints that are about no column are mistakes. */
static bool check_hints(const Columns *columns, GError **error)
{
    const char *const *hint = columns->schedule->hints.columns;

    for (; hint != NULL && *hint != NULL; hint++) {
        const char *end = strrchr(*hint, '=');
        g_autofree char *name = g_strndup(*hint, end != NULL ? (gsize)(end - *hint) : 0);
        bool is_there = false;
        for (guint i = 0; i < columns->columns->len; i++) {
            const char *other = g_array_index(columns->columns, Column, i).name;
            is_there = is_there || (other != NULL && g_ascii_strcasecmp(other, name) == 0);
        }
        if (!is_there) {
            return fail(error, g_strdup_printf("there is no column \"%s\" to be mapped", name));
        }
    }
    return true;
}

static bool read_names(Columns *columns, GError **error)
{
    const Row *row = sheet_row(columns->sheet, 0);

    for (guint i = 0; i < row->n_cells; i++) {
        if (!read_name(columns, &row->cells[i], error)) {
            return false;
        }
    }
    if (!check_hints(columns, error)) {
        return false;
    }
    bool has_title = has_type(columns, COLUMN_LINE, offsetof(ForeignEvent, title));
    if (!has_title || !has_type(columns, COLUMN_START, 0)) {
        return fail(error,
                    g_strdup_printf("its first row does not name a column \"%s\": say which "
                                    "it is, as in --map \"NAME=%s\"",
                                    has_title ? "start" : "title", has_title ? "start" : "title"));
    }
    return true;
}

/* --- lists ------------------------------------------------------------------------------- */

/* The items of a cell: parted by semicolons, but not those of "&#233;", or line ends. The caller
 * frees them. */
static char **dup_items(const char *text)
{
    g_autofree char *whole = foreign_dup_unescaped(text);

    return g_strsplit_set(whole, ";\n", -1);
}

/* "World Bank (WB)": the short name stands behind. */
static void read_organisation(ForeignSchedule *schedule, ForeignParty *party)
{
    gsize length = strlen(party->name);
    const char *open = strrchr(party->name, '(');

    if (party->name[length - 1] != ')' || open == NULL || open == party->name) {
        return;
    }
    g_autofree char *name = g_strndup(party->name, (gsize)(open - party->name));
    g_autofree char *short_name = g_strndup(open + 1, length - (gsize)(open - party->name) - 2);
    const char *clean = foreign_line(schedule, name);
    const char *clean_short = foreign_line(schedule, short_name);
    if (clean != NULL && clean_short != NULL) {
        party->name = clean;
        party->short_name = clean_short;
    }
}

static void add_parties(ForeignSchedule *schedule, ForeignEvent *event, const Column *column,
                        const char *text)
{
    bool are_people = column->type == COLUMN_PEOPLE;
    g_auto(GStrv) names = dup_items(text);

    for (guint i = 0; names[i] != NULL; i++) {
        const char *name = foreign_line(schedule, names[i]);
        if (name == NULL) {
            continue;
        }
        ForeignParty *party = foreign_add_party(event, are_people ? FOREIGN_PARTY_PERSON
                                                                  : FOREIGN_PARTY_ORGANISATION);
        party->name = name;
        party->role = column->role;
        if (!are_people) {
            read_organisation(schedule, party);
        }
    }
}

static void add_terms(ForeignSchedule *schedule, ForeignEvent *event, const Column *column,
                      const char *text)
{
    GPtrArray *list = *(GPtrArray **)G_STRUCT_MEMBER_P(event, column->place);
    g_auto(GStrv) items = dup_items(text);

    for (guint i = 0; items[i] != NULL; i++) {
        const char *term = column->type == COLUMN_LANGUAGES
                               ? foreign_language(schedule, column->name, items[i])
                               : foreign_term(schedule, items[i]);
        if (term != NULL) {
            g_ptr_array_add(list, (gpointer)term);
        }
    }
}

static void add_links(ForeignSchedule *schedule, ForeignEvent *event, const Column *column,
                      const char *text)
{
    g_auto(GStrv) items = dup_items(text);

    for (guint i = 0; items[i] != NULL; i++) {
        const char *url = foreign_url(schedule, column->name, items[i]);
        if (url != NULL) {
            foreign_add_link(event, url, NULL);
        }
    }
}

/* --- words ------------------------------------------------------------------------------- */

static void read_status(ForeignSchedule *schedule, ForeignEvent *event, const Column *column,
                        const char *text)
{
    g_autofree char *word = g_ascii_strdown(text, -1);

    if (g_str_has_prefix(word, "cancel")) {
        event->status = SESSION_STATUS_CANCELLED;
    } else if (strcmp(word, "tentative") == 0) {
        event->status = SESSION_STATUS_TENTATIVE;
    } else if (strcmp(word, "confirmed") != 0) {
        foreign_remark(schedule, column->name, "is left out: it is not the status of a session",
                       text);
    }
}

static void read_kind(ForeignSchedule *schedule, ForeignEvent *event, const Column *column,
                      const char *text)
{
    g_autofree char *word = g_ascii_strdown(text, -1);

    if (strcmp(word, session_kind_word(SESSION_KIND_PLENARY)) == 0) {
        event->kind = SESSION_KIND_PLENARY;
    } else if (strcmp(word, session_kind_word(SESSION_KIND_BREAK)) == 0) {
        event->kind = SESSION_KIND_BREAK;
    } else if (strcmp(word, session_kind_word(SESSION_KIND_SESSION)) != 0) {
        foreign_remark(schedule, column->name, "is left out: it is not the kind of a session",
                       text);
    }
}

/* --- events ------------------------------------------------------------------------------ */

static const char *text_for(ForeignSchedule *schedule, const Column *column, const char *text)
{
    switch (column->type) {
    case COLUMN_PROSE:
        return foreign_plain(schedule, column->name, text);
    case COLUMN_URL:
        return foreign_url(schedule, column->name, text);
    case COLUMN_TERM:
        return foreign_term(schedule, text);
    default:
        return foreign_line(schedule, text);
    }
}

static void read_cell(const Columns *columns, const Column *column, const char *text,
                      ForeignEvent *event)
{
    ForeignSchedule *schedule = columns->schedule;

    switch (column->type) {
    case COLUMN_LINE:
    case COLUMN_TERM:
    case COLUMN_PROSE:
    case COLUMN_URL:
        *(const char **)G_STRUCT_MEMBER_P(event, column->place) = text_for(schedule, column, text);
        break;
    case COLUMN_TERMS:
    case COLUMN_LANGUAGES:
        add_terms(schedule, event, column, text);
        break;
    case COLUMN_LINKS:
        add_links(schedule, event, column, text);
        break;
    case COLUMN_AGENCIES:
    case COLUMN_PEOPLE:
        add_parties(schedule, event, column, text);
        break;
    case COLUMN_STATUS:
        read_status(schedule, event, column, text);
        break;
    case COLUMN_KIND:
        read_kind(schedule, event, column, text);
        break;
    case COLUMN_UNKNOWN:
        foreign_leave_out(schedule, column->name, text);
        break;
    default:
        break;
    }
}

/* The texts of a row from which its times are read. */
static void note_time(RowTimes *times, const Column *column, const char *text)
{
    switch (column->type) {
    case COLUMN_DATE:
        times->date = text;
        break;
    case COLUMN_START:
        times->start = text;
        break;
    case COLUMN_END:
        times->end = text;
        break;
    case COLUMN_DURATION:
        times->duration = text;
        break;
    case COLUMN_ZONE:
        times->zone = text;
        break;
    default:
        break;
    }
}

static void read_row(const Columns *columns, const Row *row)
{
    static const Column NAMELESS = { .type = COLUMN_UNKNOWN, .name = "a column without a name" };
    ForeignEvent *event = foreign_add_event(columns->schedule);
    RowTimes times = { 0 };
    g_autofree char *place = workbook_dup_place(columns->workbook, columns->sheet, row->number, 1);

    event->place = foreign_intern(columns->schedule, place);
    for (guint i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];
        const Column *column = cell->column <= columns->columns->len
                                   ? &g_array_index(columns->columns, Column, cell->column - 1)
                                   : &NAMELESS;
        column = column->name != NULL ? column : &NAMELESS;
        note_time(&times, column, cell->text);
        read_cell(columns, column, cell->text, event);
    }
    row_times_read(&times, columns->schedule, event);
}

bool columns_read(const Workbook *workbook, const Sheet *sheet, ForeignSchedule *schedule,
                  GError **error)
{
    Columns columns = { .schedule = schedule, .workbook = workbook, .sheet = sheet };

    if (sheet->rows->len == 0) {
        return fail(error, g_strdup("it has no rows"));
    }
    columns.columns = g_array_new(FALSE, TRUE, sizeof(Column));
    bool is_read = read_names(&columns, error);
    for (guint i = 1; is_read && i < sheet->rows->len; i++) {
        read_row(&columns, sheet_row(sheet, i));
    }
    g_array_unref(columns.columns);
    return is_read;
}
