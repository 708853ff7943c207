/* Covers src/model/book/book_sheet.c */
#include "model/book/book_sheet.h"

#include <string.h>

#include "support.h"

/* Whether a list of the file, or of a session, has a sheet. */
static void assert_has_sheet(const SchemaField *list, bool is_of_session)
{
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        const BookSheet *sheet = &BOOK_SHEETS[kind];
        if (strcmp(sheet->key, list->key) == 0 && sheet->is_of_session == is_of_session) {
            assert_ptr_equal(sheet->schema, list->of);
            return;
        }
    }
    fail_msg("\"%s\" has no sheet", list->key);
}

static void every_list_of_the_schema_has_a_sheet(void **state)
{
    const SchemaRecord *session = &SCHEMA_SESSIONS[SESSION_KIND_SESSION];

    for (gsize i = 0; i < SCHEMA_FILE.n_fields; i++) {
        assert_has_sheet(&SCHEMA_FILE.fields[i], false);
    }
    for (gsize i = 0; i < session->n_fields; i++) {
        FieldType type = session->fields[i].type;
        if (type == FIELD_TYPE_PARTS || type == FIELD_TYPE_RECORDS) {
            assert_has_sheet(&session->fields[i], true);
        }
    }
}

/* Lists elsewhere would need sheets that say to what their rows belong. */
static void nothing_but_a_session_has_lists_of_its_own(void **state)
{
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        const SchemaRecord *schema = BOOK_SHEETS[kind].schema;
        for (gsize i = 0; kind != BOOK_SESSIONS && i < schema->n_fields; i++) {
            const SchemaField *field = &schema->fields[i];
            assert_true(field->type != FIELD_TYPE_PARTS);
            assert_true(field->type != FIELD_TYPE_RECORDS || field->of == &SCHEMA_SLOT);
        }
    }
}

static void assert_headings(BookSheetKind kind, const char *expected)
{
    g_autoptr(GPtrArray) columns = book_columns_new(kind);
    g_autoptr(GString) headings = g_string_new(NULL);

    for (guint i = 0; i < columns->len; i++) {
        const BookColumn *column = columns->pdata[i];
        g_string_append_printf(headings, "%s%s", i > 0 ? ", " : "", column->heading);
    }
    assert_string_equal(headings->str, expected);
}

static void a_column_is_called_as_its_key_is(void **state)
{
    assert_headings(BOOK_AGENCIES,
                    "id, short, name, kind, delegation, url, contact name, contact email");
    assert_headings(BOOK_CONTRIBUTIONS, "session, agency, person, role, status, visibility, note");
    assert_headings(BOOK_LINKS, "session, url, title");
    assert_headings(BOOK_DAYS, "date, title");
}

static void a_session_has_its_day_its_kind_and_its_slot_and_first_what_people_fill_in(void **state)
{
    assert_headings(BOOK_SESSIONS,
                    "id, day, start, end, all-day, title, kind, room, round-table, source, "
                    "subtitle, abstract, type, tags, languages, interpretation, status, url, join, "
                    "contact, image, visibility, duration, until, slot start, slot end, slot "
                    "duration, slot until");
}

static void a_heading_is_found_whatever_its_capitals_blanks_and_hyphens(void **state)
{
    g_autoptr(GPtrArray) columns = book_columns_new(BOOK_SESSIONS);

    assert_string_equal(book_columns_find(columns, " Round Table ")->heading, "round-table");
    assert_string_equal(book_columns_find(columns, "SLOT_START")->heading, "slot start");
    assert_null(book_columns_find(columns, "round"));
    assert_null(book_columns_find(columns, ""));
}

/* A cell of the matrix is made of these. */
static void a_contribution_has_nothing_that_a_cell_of_the_matrix_could_not_say(void **state)
{
    for (gsize i = 0; i < SCHEMA_CONTRIBUTION.n_fields; i++) {
        const SchemaField *field = &SCHEMA_CONTRIBUTION.fields[i];
        static const char *const KEYS[] = { "agency", "person", "role", "note", NULL };
        assert_true(field->type == FIELD_TYPE_WORD || g_strv_contains(KEYS, field->key));
    }
}

static void the_words_for_kinds_are_those_of_sessions(void **state)
{
    g_autoptr(GPtrArray) columns = book_columns_new(BOOK_SESSIONS);
    const SchemaField *kind = book_column_field(book_columns_find(columns, "kind"));

    for (guint i = SESSION_KIND_SESSION; i <= SESSION_KIND_BREAK; i++) {
        assert_string_equal(kind->words[i], session_kind_word((SessionKind)i));
    }
    assert_null(kind->words[SESSION_KIND_BREAK + 1]);
}

static void what_events_name_is_found_by_its_sheet(void **state)
{
    assert_int_equal(book_sheet_of_named(NAMED_ROUND_TABLE), BOOK_ROUND_TABLES);
    assert_int_equal(book_sheet_of_named(NAMED_ROLE), BOOK_ROLES);
    assert_int_equal(book_sheet_of_named(NAMED_LANGUAGE), N_BOOK_SHEETS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_of_the_schema_has_a_sheet),
        cmocka_unit_test(nothing_but_a_session_has_lists_of_its_own),
        cmocka_unit_test(a_column_is_called_as_its_key_is),
        cmocka_unit_test(a_session_has_its_day_its_kind_and_its_slot_and_first_what_people_fill_in),
        cmocka_unit_test(a_heading_is_found_whatever_its_capitals_blanks_and_hyphens),
        cmocka_unit_test(a_contribution_has_nothing_that_a_cell_of_the_matrix_could_not_say),
        cmocka_unit_test(the_words_for_kinds_are_those_of_sessions),
        cmocka_unit_test(what_events_name_is_found_by_its_sheet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
