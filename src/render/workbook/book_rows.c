#include "render/workbook/book_rows.h"

#include <string.h>

/* What Excel calls 1970-01-01: the days since 1899-12-30. */
#define SERIAL_OF_EPOCH 25569

static const BookValue NOTHING = { .kind = BOOK_VALUE_NONE };

void book_value_clear(BookValue *value)
{
    g_clear_pointer(&value->text, g_free);
}

/* --- rows -------------------------------------------------------------------------------- */

static const SchemaField *find_field(const SchemaRecord *schema, const char *key)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (strcmp(schema->fields[i].key, key) == 0) {
            return &schema->fields[i];
        }
    }
    g_assert_not_reached();
}

static void add_row(GArray *rows, gconstpointer record, const Session *session)
{
    BookRow row = { record, session };

    g_array_append_val(rows, row);
}

/* Terms that no list of the file has stand in sessions alone. */
static bool is_listed(const SchemaRecord *schema, gconstpointer record)
{
    return !schema_is_named(schema) || schema->named < NAMED_TYPE ||
           ((const Term *)record)->label.n_variants > 0;
}

/* Adds the items of a list of a record. */
static void add_list(GArray *rows, const BookSheet *sheet, const SchemaField *field,
                     gconstpointer owner, const Session *session)
{
    const GPtrArray *list = G_STRUCT_MEMBER(GPtrArray *, owner, field->offset);

    for (guint i = 0; list != NULL && i < list->len; i++) {
        if (is_listed(sheet->schema, list->pdata[i])) {
            add_row(rows, list->pdata[i], session);
        }
    }
}

static void add_sessions(GArray *rows, const BookSheet *sheet, const Agenda *agenda)
{
    const SchemaField *field =
        sheet->is_of_session ? find_field(BOOK_SHEETS[BOOK_SESSIONS].schema, sheet->key) : NULL;

    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        if (field != NULL) {
            add_list(rows, sheet, field, session, session);
        } else {
            add_row(rows, session, session);
        }
    }
}

GArray *book_rows_new(BookSheetKind kind, const Agenda *agenda)
{
    const BookSheet *sheet = &BOOK_SHEETS[kind];
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(BookRow));

    if (kind == BOOK_AGENDA) {
        add_row(rows, agenda, NULL);
    } else if (kind == BOOK_SESSIONS || sheet->is_of_session) {
        add_sessions(rows, sheet, agenda);
    } else {
        add_list(rows, sheet, find_field(&SCHEMA_FILE, sheet->key), agenda, NULL);
    }
    return rows;
}

/* --- values ------------------------------------------------------------------------------ */

static BookValue text_value(char *take_text)
{
    return (BookValue){ take_text != NULL ? BOOK_VALUE_TEXT : BOOK_VALUE_NONE, 0, take_text };
}

static BookValue date_value(CivilDate date)
{
    return (BookValue){ .kind = BOOK_VALUE_DATE, .number = (double)date + SERIAL_OF_EPOCH };
}

static BookValue clock_value(const Day *day, CivilTime time)
{
    double seconds = (double)(time - civil_at(day->date, 0));

    return (BookValue){ .kind = BOOK_VALUE_CLOCK, .number = seconds / CIVIL_DAY_SECONDS };
}

/* A session has all its times, and its slot those that are not the session's; then the session has
 * its last day, too, even where that goes without saying. */
static BookValue time_value(const Session *session, const BookColumn *column)
{
    const SchemaField *field = book_column_field(column);
    const Slot *slot = session->slot;
    bool is_of_slot = column->part == BOOK_PART_SLOT;
    bool is_narrow = session->start != slot->start || session->end != slot->end;
    gconstpointer base = is_of_slot ? (gconstpointer)slot : session;
    bool is_clock = field->type == FIELD_TYPE_CLOCK;

    if (field->type == FIELD_TYPE_DURATION || is_clock == slot->all_day ||
        (is_of_slot && !is_narrow)) {
        return NOTHING;
    }
    if (is_clock) {
        return clock_value(session->day, G_STRUCT_MEMBER(CivilTime, base, field->offset));
    }
    CivilDate last = civil_last_day(is_of_slot ? slot->end : session->end);
    return !is_narrow && last == session->day->date ? NOTHING : date_value(last);
}

static BookValue field_value(const SchemaField *field, gconstpointer record)
{
    gconstpointer member = schema_field_member(field, (gpointer)record);

    if (schema_field_is_default(field, record)) {
        return NOTHING;
    }
    switch (field->type) {
    case FIELD_TYPE_COUNT:
        return (BookValue){ .kind = BOOK_VALUE_NUMBER, .number = *(const guint *)member };
    case FIELD_TYPE_BOOL:
        return (BookValue){ .kind = BOOK_VALUE_BOOL, .number = *(const bool *)member ? 1 : 0 };
    case FIELD_TYPE_DATE:
        return date_value(*(const CivilDate *)member);
    default:
        return text_value(schema_field_dup_text(field, record));
    }
}

/* The record, or part of one, that has a column's value. */
static gconstpointer find_base(const BookRow *row, const BookColumn *column)
{
    gconstpointer base = column->part == BOOK_PART_SLOT ? row->session->slot : row->record;

    for (guint i = 0; i + 1 < column->n_path; i++) {
        base = schema_field_member(column->path[i], (gpointer)base);
    }
    return base;
}

BookValue book_row_value(const BookRow *row, const BookColumn *column)
{
    const SchemaField *field = book_column_field(column);
    bool is_time = field->type == FIELD_TYPE_CLOCK || field->type == FIELD_TYPE_DURATION ||
                   field->type == FIELD_TYPE_DATE;

    switch (column->part) {
    case BOOK_PART_SESSION:
        return text_value(g_strdup(row->session->id));
    case BOOK_PART_DAY:
        return date_value(row->session->day->date);
    case BOOK_PART_KIND:
        return row->session->kind == SESSION_KIND_SESSION
                   ? NOTHING
                   : text_value(g_strdup(session_kind_word(row->session->kind)));
    default:
        return is_time && row->record == row->session ? time_value(row->session, column)
                                                      : field_value(field, find_base(row, column));
    }
}

const Text *book_row_text(const BookRow *row, const BookColumn *column)
{
    return schema_field_member(book_column_field(column), (gpointer)find_base(row, column));
}
