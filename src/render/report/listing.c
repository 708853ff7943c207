#include "render/report/listing.h"

#include <jansson.h>
#include <string.h>

#include "model/agenda/schema.h"
#include "render/report/cells.h"
#include "render/report/json_value.h"

#define COLUMNS_MAX 4
#define GAP_CELLS 2

/* What is wider is cut; but no id, which sticks out of its column. */
#define COLUMN_CELLS_MAX 24

/* However wide the others are, so much is left for the last column. */
#define LAST_CELLS_MIN 16

/* A column of what the file says under a key. */
#define KEY(word)    \
    {                \
        (word), NULL \
    }

typedef struct Column {
    const char *key;                         /* its head, and in JSON its key */
    char *(*dup_cell)(gconstpointer record); /* NULL: what the file says under this key */
} Column;

struct Listing {
    const char *word;
    gsize records; /* offset of the array in the agenda */
    const SchemaRecord *schema;
    Column columns[COLUMNS_MAX]; /* the first is the id */
};

/* --- cells that no key has --------------------------------------------------------------- */

static char *dup_origin(gconstpointer record)
{
    const Role *role = record;

    if (role_is_as_built_in(role)) {
        return g_strdup("built in");
    }
    return g_strdup(role_is_built_in(role) ? "changed" : "own");
}

static char *dup_first_day(gconstpointer record)
{
    CivilDate first;
    CivilDate last;

    session_days(record, &first, &last);
    return civil_date_to_iso(first);
}

static char *dup_hours(gconstpointer record)
{
    const Session *session = record;

    return session->slot->all_day ? g_strdup("all day")
                                  : civil_hours_to_text(session->start, session->end);
}

static char *dup_term_label(gconstpointer record)
{
    return g_strdup(term_label(record));
}

static char *dup_weekday(gconstpointer record)
{
    return civil_date_to_words(((const Day *)record)->date);
}

/* --- the lists --------------------------------------------------------------------------- */

static const Listing LISTINGS[] = {
    { "agencies",
      offsetof(Agenda, agencies),
      &SCHEMA_AGENCY,
      { KEY("id"), KEY("short"), KEY("name") } },
    { "people",
      offsetof(Agenda, people),
      &SCHEMA_PERSON,
      { KEY("id"), KEY("agency"), KEY("name") } },
    { "rooms", offsetof(Agenda, rooms), &SCHEMA_ROOM, { KEY("id"), KEY("name") } },
    { "roles",
      offsetof(Agenda, roles),
      &SCHEMA_ROLES[ROLE_FORM_NEW],
      { KEY("id"), { "origin", dup_origin }, KEY("present"), KEY("label") } },
    { "sessions",
      offsetof(Agenda, sessions),
      &SCHEMA_SESSIONS[SESSION_KIND_SESSION],
      { KEY("id"), { "day", dup_first_day }, { "time", dup_hours }, KEY("title") } },
    { "round-tables",
      offsetof(Agenda, round_tables),
      &SCHEMA_ROUND_TABLE,
      { KEY("id"), KEY("title") } },
    { "types", offsetof(Agenda, types), &SCHEMA_TYPE, { KEY("id"), { "label", dup_term_label } } },
    { "tags", offsetof(Agenda, tags), &SCHEMA_TAG, { KEY("id"), { "label", dup_term_label } } },
    { "languages", offsetof(Agenda, languages), &SCHEMA_LANGUAGE, { KEY("id") } },
    { "days",
      offsetof(Agenda, days),
      &SCHEMA_DAY,
      { KEY("date"), { "day", dup_weekday }, KEY("title") } },
};

char **listing_dup_words(void)
{
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();

    for (gsize i = 0; i < G_N_ELEMENTS(LISTINGS); i++) {
        g_strv_builder_add(words, LISTINGS[i].word);
    }
    return g_strv_builder_end(words);
}

const Listing *listing_find(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(LISTINGS); i++) {
        if (strcmp(LISTINGS[i].word, word) == 0) {
            return &LISTINGS[i];
        }
    }
    return NULL;
}

static const GPtrArray *records_of(const Listing *listing, const Agenda *agenda)
{
    return G_STRUCT_MEMBER(const GPtrArray *, agenda, listing->records);
}

static guint count_columns(const Listing *listing)
{
    guint count = 0;

    while (count < COLUMNS_MAX && listing->columns[count].key != NULL) {
        count++;
    }
    return count;
}

/* NULL if the record has no such value. */
static char *dup_cell(const Listing *listing, guint column, gconstpointer record)
{
    const Column *wanted = &listing->columns[column];

    if (wanted->dup_cell != NULL) {
        return wanted->dup_cell(record);
    }
    for (gsize i = 0; i < listing->schema->n_fields; i++) {
        const SchemaField *field = &listing->schema->fields[i];
        if (strcmp(field->key, wanted->key) == 0) {
            return schema_field_dup_text(field, record);
        }
    }
    g_assert_not_reached();
}

/* --- text -------------------------------------------------------------------------------- */

typedef struct Row {
    char *cells[COLUMNS_MAX + 1]; /* each flattened; NULL behind the last */
} Row;

static void row_clear(gpointer data)
{
    Row *row = data;

    for (guint i = 0; row->cells[i] != NULL; i++) {
        g_free(row->cells[i]);
    }
}

/* The rows of the table, heads first. */
static GArray *make_rows(const Listing *listing, const Agenda *agenda, bool ascii)
{
    const GPtrArray *records = records_of(listing, agenda);
    guint n_columns = count_columns(listing);
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(Row));

    g_array_set_clear_func(rows, row_clear);
    g_array_set_size(rows, records->len + 1);
    for (guint i = 0; i < rows->len; i++) {
        for (guint column = 0; column < n_columns; column++) {
            g_autofree char *cell = i == 0 ? g_strdup(listing->columns[column].key)
                                           : dup_cell(listing, column, records->pdata[i - 1]);
            g_array_index(rows, Row, i).cells[column] = cells_flatten(cell, ascii);
        }
    }
    return rows;
}

static guint column_cells(GArray *rows, guint column)
{
    guint cells = 0;

    for (guint i = 0; i < rows->len; i++) {
        guint needed = cells_count(g_array_index(rows, Row, i).cells[column]);
        if (column > 0 || needed <= COLUMN_CELLS_MAX) {
            cells = MAX(cells, MIN(needed, COLUMN_CELLS_MAX));
        }
    }
    return cells;
}

/* Appends a text that is cut, with a mark, if it is wider. */
static void append_cut(GString *out, const char *text, guint width, bool ascii)
{
    const char *mark = ascii ? "..." : "…";
    bool fits = cells_count(text) <= width;
    const char *next;
    const char *end = cells_line_end(text, fits ? width : width - cells_count(mark), &next);

    cells_append(out, text, (gsize)(end - text));
    g_string_append(out, fits ? "" : mark);
}

/* Appends a row; the last cell is cut to what is left of the width. */
static void append_row(GString *out, char *const *row, const guint *widths, guint width, bool ascii)
{
    guint taken = MAX(cells_count(row[0]), widths[0]) + GAP_CELLS;
    gsize start = out->len;

    g_string_append_printf(out, "%s%*s", row[0], (int)(taken - cells_count(row[0])), "");
    for (guint i = 1; row[i] != NULL; i++) {
        bool is_last = row[i + 1] == NULL;
        guint cells = is_last ? MAX(width, taken + LAST_CELLS_MIN) - taken : widths[i];
        gsize cell = out->len;
        append_cut(out, row[i], cells, ascii);
        guint gap = is_last ? 0 : cells + GAP_CELLS - cells_count(out->str + cell);
        g_string_append_printf(out, "%*s", (int)gap, "");
        taken += widths[i] + GAP_CELLS;
    }
    /* The last cells may be empty. */
    g_string_truncate(out, start + strlen(g_strchomp(out->str + start)));
    g_string_append_c(out, '\n');
}

void listing_append_text(GString *out, const Listing *listing, const Agenda *agenda, guint width,
                         bool ascii)
{
    g_autoptr(GArray) rows = make_rows(listing, agenda, ascii);
    guint widths[COLUMNS_MAX] = { 0 };

    if (rows->len == 1) {
        g_string_append_printf(out, "This agenda has no %s.\n", listing->word);
        return;
    }
    for (guint column = 0; column < count_columns(listing); column++) {
        widths[column] = column_cells(rows, column);
    }
    for (guint i = 0; i < rows->len; i++) {
        append_row(out, g_array_index(rows, Row, i).cells, widths, width, ascii);
    }
}

/* --- JSON -------------------------------------------------------------------------------- */

char *listing_to_json(const Listing *listing, const Agenda *agenda)
{
    const GPtrArray *records = records_of(listing, agenda);
    json_t *list = json_array();

    for (guint i = 0; i < records->len; i++) {
        json_t *object = json_object();
        for (guint column = 0; column < count_columns(listing); column++) {
            g_autofree char *cell = dup_cell(listing, column, records->pdata[i]);
            json_value_set_text(object, listing->columns[column].key, cell);
        }
        json_array_append_new(list, object);
    }
    g_autofree char *text = json_value_to_text(list, JSON_INDENT(2));
    return g_strconcat(text, "\n", NULL);
}
