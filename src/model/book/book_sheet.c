#include "model/book/book_sheet.h"

#include "base/fold.h"

#include <string.h>

/* What people fill in comes first. */
static const char *const SESSION_FIRST[] = { "id",    "day",  "start", "end",         "all-day",
                                             "title", "kind", "room",  "round-table", NULL };

const BookSheet BOOK_SHEETS[N_BOOK_SHEETS] = {
    [BOOK_AGENDA] = { .name = "Agenda", .key = "agenda", .schema = &SCHEMA_AGENDA },
    [BOOK_AGENCIES] = { .name = "Agencies", .key = "agencies", .schema = &SCHEMA_AGENCY },
    [BOOK_ROOMS] = { .name = "Rooms", .key = "rooms", .schema = &SCHEMA_ROOM },
    [BOOK_SESSIONS] = { .name = "Sessions",
                        .key = "sessions",
                        .schema = &SCHEMA_SESSIONS[SESSION_KIND_SESSION],
                        .first = SESSION_FIRST },
    [BOOK_CONTRIBUTIONS] = { .name = "Contributions",
                             .key = "contributions",
                             .schema = &SCHEMA_CONTRIBUTION,
                             .is_of_session = true },
    [BOOK_PREPARATIONS] = { .name = "Preparations",
                            .key = "preparations",
                            .schema = &SCHEMA_PREPARATION },
    [BOOK_PEOPLE] = { .name = "People", .key = "people", .schema = &SCHEMA_PERSON },
    [BOOK_ROUND_TABLES] = { .name = "Round tables",
                            .key = "round-tables",
                            .schema = &SCHEMA_ROUND_TABLE },
    [BOOK_DAYS] = { .name = "Days", .key = "days", .schema = &SCHEMA_DAY },
    [BOOK_LINKS] = { .name = "Links",
                     .key = "links",
                     .schema = &SCHEMA_LINK,
                     .is_of_session = true },
    [BOOK_ROLES] = { .name = "Roles", .key = "roles", .schema = &SCHEMA_ROLES[ROLE_FORM_NEW] },
    [BOOK_TYPES] = { .name = "Types", .key = "types", .schema = &SCHEMA_TYPE },
    [BOOK_TAGS] = { .name = "Tags", .key = "tags", .schema = &SCHEMA_TAG },
};

const char *const BOOK_MATRIX_COLUMNS[] = { "id",      "title", "day",  "start", "end",
                                            "all-day", "until", "kind", NULL };

BookSheetKind book_sheet_of_named(NamedKind kind)
{
    BookSheetKind sheet = 0;

    while (sheet < N_BOOK_SHEETS && BOOK_SHEETS[sheet].schema != SCHEMA_NAMED[kind]) {
        sheet++;
    }
    return sheet;
}

/* --- columns ----------------------------------------------------------------------------- */

static const char *const KINDS[] = { "session", "plenary", "break", NULL };

/* What is no key of a session's record: it stands where its record does. */
static const SchemaField SESSION_FIELD = { .key = "session", .type = FIELD_TYPE_CODE };
static const SchemaField DAY_FIELD = { .key = "day", .type = FIELD_TYPE_DATE };
static const SchemaField KIND_FIELD = { .key = "kind", .type = FIELD_TYPE_WORD, .words = KINDS };

static void free_column(gpointer data)
{
    BookColumn *column = data;

    g_free(column->heading);
    g_free(column);
}

/* Adds a column for a key that stands below those of `path`. */
static void add_column(GPtrArray *columns, const BookColumn *path, const SchemaField *field,
                       const char *heading)
{
    BookColumn *column = g_new(BookColumn, 1);

    *column = *path;
    g_assert(column->n_path < BOOK_PATH_MAX);
    column->path[column->n_path++] = field;
    column->heading = g_strdup(heading);
    g_ptr_array_add(columns, column);
}

/* Whether a key has a column: lists of records have sheets of their own. */
static bool has_column(const SchemaField *field)
{
    return field->type != FIELD_TYPE_PARTS && field->type != FIELD_TYPE_RECORD &&
           field->type != FIELD_TYPE_RECORDS;
}

/* Adds the columns of a record, or of the part to which a path leads. */
static void add_columns(GPtrArray *columns, const BookColumn *path, const SchemaRecord *schema)
{
    g_assert(path->n_path < BOOK_PATH_MAX);
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        g_autofree char *heading = path->heading == NULL
                                       ? g_strdup(field->key)
                                       : g_strconcat(path->heading, " ", field->key, NULL);
        if (field->type == FIELD_TYPE_PART) {
            BookColumn below = *path;
            below.path[below.n_path++] = field;
            below.heading = heading;
            add_columns(columns, &below, field->of);
        } else if (has_column(field)) {
            add_column(columns, path, field, heading);
        }
    }
}

/* Adds what is said of the slot of a session: "slot start" beside the session's own "start". */
static void add_slot_columns(GPtrArray *columns)
{
    const BookColumn path = { .part = BOOK_PART_SLOT };

    for (gsize i = 0; i < SCHEMA_SLOT.n_fields; i++) {
        const SchemaField *field = &SCHEMA_SLOT.fields[i];
        bool is_own = book_columns_find(columns, field->key) != NULL;
        g_autofree char *heading = g_strconcat(is_own ? "slot " : "", field->key, NULL);
        if (has_column(field)) {
            add_column(columns, &path, field, heading);
        }
    }
}

/* Moves those with these headings to the front. */
static void put_first(GPtrArray *columns, const char *const *first)
{
    for (guint to = 0; first != NULL && first[to] != NULL; to++) {
        const BookColumn *column = book_columns_find(columns, first[to]);
        guint from;
        bool is_there = g_ptr_array_find(columns, column, &from);
        g_assert(is_there);
        g_ptr_array_insert(columns, (gint)to, g_ptr_array_steal_index(columns, from));
    }
}

GPtrArray *book_columns_new(BookSheetKind kind)
{
    const BookSheet *sheet = &BOOK_SHEETS[kind];
    const BookColumn own = { .part = BOOK_PART_RECORD };
    GPtrArray *columns = g_ptr_array_new_with_free_func(free_column);

    if (sheet->is_of_session) {
        const BookColumn owner = { .part = BOOK_PART_SESSION };
        add_column(columns, &owner, &SESSION_FIELD, SESSION_FIELD.key);
    }
    add_columns(columns, &own, sheet->schema);
    if (kind == BOOK_SESSIONS) {
        const BookColumn day = { .part = BOOK_PART_DAY };
        const BookColumn of_kind = { .part = BOOK_PART_KIND };
        add_column(columns, &day, &DAY_FIELD, DAY_FIELD.key);
        add_column(columns, &of_kind, &KIND_FIELD, KIND_FIELD.key);
        add_slot_columns(columns);
    }
    put_first(columns, sheet->first);
    return columns;
}

const SchemaField *book_column_field(const BookColumn *column)
{
    return column->path[column->n_path - 1];
}

const BookColumn *book_columns_find(const GPtrArray *columns, const char *heading)
{
    g_autofree char *wanted = g_strdelimit(fold_dup(heading), "-_ ", ' ');

    for (guint i = 0; i < columns->len; i++) {
        const BookColumn *column = columns->pdata[i];
        g_autofree char *name = g_strdelimit(fold_dup(column->heading), "-_ ", ' ');
        if (strcmp(name, wanted) == 0) {
            return columns->pdata[i];
        }
    }
    return NULL;
}
