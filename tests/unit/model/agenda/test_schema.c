#include "model/agenda/schema.h"

#include <string.h>

#include "support.h"

static const SchemaRecord *const RECORDS[] = {
    &SCHEMA_FILE,
    &SCHEMA_AGENDA,
    &SCHEMA_ROLES[ROLE_FORM_NEW],
    &SCHEMA_ROLES[ROLE_FORM_BUILT_IN],
    &SCHEMA_AGENCY,
    &SCHEMA_ROOM,
    &SCHEMA_ROUND_TABLE,
    &SCHEMA_TYPE,
    &SCHEMA_TAG,
    &SCHEMA_LANGUAGE,
    &SCHEMA_CONTACT,
    &SCHEMA_NOUN,
    &SCHEMA_NOUNS,
    &SCHEMA_LINK,
    &SCHEMA_DAY,
    &SCHEMA_SLOT,
    &SCHEMA_SESSIONS[SESSION_KIND_SESSION],
    &SCHEMA_SESSIONS[SESSION_KIND_PLENARY],
    &SCHEMA_SESSIONS[SESSION_KIND_BREAK],
    &SCHEMA_CONTRIBUTION,
    &SCHEMA_PREPARATION,
};

static const SchemaField *field_of(const SchemaRecord *schema, const char *key)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (strcmp(schema->fields[i].key, key) == 0) {
            return &schema->fields[i];
        }
    }
    fail_msg("%s has no key \"%s\"", schema->name, key);
    return NULL;
}

static void every_row_has_what_its_type_needs(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(RECORDS); i++) {
        const SchemaRecord *schema = RECORDS[i];
        assert_in_range(schema->n_fields, 1, SCHEMA_FIELDS_MAX);
        for (gsize j = 0; j < schema->n_fields; j++) {
            const SchemaField *field = &schema->fields[j];
            bool holds = field->type >= FIELD_TYPE_REFERENCE;
            assert_ptr_equal(field_of(schema, field->key), field);
            assert_int_equal(field->words != NULL, field->type == FIELD_TYPE_WORD);
            assert_int_equal(field->of != NULL, holds);
        }
    }
}

static void the_first_key_of_what_events_name_is_its_id(void **state)
{
    for (NamedKind kind = 0; kind < N_NAMED_KINDS; kind++) {
        const SchemaRecord *schema = SCHEMA_NAMED[kind];
        FieldType type = schema->fields[0].type;
        assert_int_equal(schema->named, kind);
        assert_true(schema_is_named(schema));
        assert_non_null(schema->word);
        assert_string_equal(schema->fields[0].key, "id");
        assert_true(type == FIELD_TYPE_ID || type == FIELD_TYPE_TERM ||
                    type == FIELD_TYPE_LANGUAGE);
    }
}

static void a_key_is_allowed_and_required_by_form(void **state)
{
    const SchemaRecord *sessions = SCHEMA_SESSIONS;
    const SchemaField *contributions = field_of(sessions, "contributions");
    const SchemaField *round_table = field_of(sessions, "round-table");
    const SchemaField *label = field_of(SCHEMA_ROLES, "label");

    assert_true(schema_field_is_allowed(contributions, &sessions[SESSION_KIND_PLENARY]));
    assert_false(schema_field_is_allowed(contributions, &sessions[SESSION_KIND_BREAK]));
    assert_true(schema_field_is_allowed(round_table, &sessions[SESSION_KIND_SESSION]));
    assert_false(schema_field_is_allowed(round_table, &sessions[SESSION_KIND_PLENARY]));
    assert_true(
        schema_field_is_allowed(field_of(sessions, "title"), &sessions[SESSION_KIND_BREAK]));
    assert_true(schema_field_is_required(label, &SCHEMA_ROLES[ROLE_FORM_NEW]));
    assert_false(schema_field_is_required(label, &SCHEMA_ROLES[ROLE_FORM_BUILT_IN]));
}

/* --- values ------------------------------------------------------------------------------ */

static Agenda *new_agenda(void)
{
    Agenda *agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "S");
    Preparation *preparation = support_add_preparation(agenda, "ilo", "comments", NULL);

    session->room = support_add_room(agenda, "gold", "Gold Room");
    session->round_table = support_add_round_table(agenda, "1", NULL);
    support_contribute(agenda, session, "ilo", "chair");
    preparation->timing = PREPARATION_DUE;
    preparation->date = support_date("2007-06-01");
    return agenda;
}

static void assert_default(const SchemaRecord *schema, gconstpointer record, const char *keys)
{
    g_autoptr(GString) found = g_string_new(NULL);

    for (gsize i = 0; i < schema->n_fields; i++) {
        if (schema_field_is_default(&schema->fields[i], record)) {
            g_string_append_printf(found, "%s ", schema->fields[i].key);
        }
    }
    assert_string_equal(found->str, keys);
}

static void what_would_be_there_without_the_key_is_default(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    Session *session = agenda->sessions->pdata[0];
    const SchemaRecord *sessions = SCHEMA_SESSIONS;

    assert_default(&SCHEMA_AGENDA, agenda,
                   "short status description url location geo contact image words published "
                   "embed show-clashes ");
    assert_default(SCHEMA_ROLES, agenda_find_role(agenda, "chair"), "");
    assert_default(SCHEMA_ROLES, agenda_find_role(agenda, "comments"), "");
    assert_default(&SCHEMA_AGENCY, agenda->agencies->pdata[0], "name kind delegation url contact ");
    assert_default(
        sessions, session,
        "source subtitle abstract type tags languages interpretation status url links join contact "
        "image visibility start end duration until ");
    assert_default(&SCHEMA_PREPARATION, agenda->preparations->pdata[0],
                   "person id title status visibility note url date ");
    session->end--;
    agenda->short_name = "other";
    assert_default(&SCHEMA_AGENDA, agenda,
                   "status description url location geo contact image words published embed "
                   "show-clashes ");
    assert_default(
        sessions, session,
        "source subtitle abstract type tags languages interpretation status url links join contact "
        "image visibility start duration until ");
}

static void assert_text(const SchemaRecord *schema, const char *key, gconstpointer record,
                        const char *expected)
{
    g_autofree char *actual = schema_field_dup_text(field_of(schema, key), record);

    if (expected == NULL) {
        assert_null(actual);
    } else {
        assert_string_equal(actual, expected);
    }
}

static void a_value_has_a_text_as_in_the_file(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    const Session *session = agenda->sessions->pdata[0];
    const Room *room = session->room;

    agenda->published = support_stamp("2007-07-12T00:00:00Z");
    assert_text(&SCHEMA_AGENDA, "timezone", agenda, "Europe/Brussels");
    assert_text(&SCHEMA_AGENDA, "published", agenda, "2007-07-12T00:00:00Z");
    assert_text(&SCHEMA_AGENDA, "url", agenda, NULL);
    assert_text(&SCHEMA_AGENCY, "delegation", agenda->agencies->pdata[0], "1");
    assert_text(&SCHEMA_ROOM, "capacity", room, NULL);
    assert_text(&SCHEMA_ROOM, "name", room, "Gold Room");
    assert_text(SCHEMA_ROLES, "present", agenda->roles->pdata[0], "true");
    assert_text(SCHEMA_SESSIONS, "room", session, "gold");
    assert_text(SCHEMA_SESSIONS, "status", session, "confirmed");
    assert_text(SCHEMA_SESSIONS, "abstract", session, NULL);
    assert_text(&SCHEMA_PREPARATION, "due", agenda->preparations->pdata[0], "2007-06-01");
}

static void the_longest_stamp_has_room(void **state)
{
    Agenda agenda = { .published = support_stamp("2199-12-31T23:59:59Z") };

    assert_text(&SCHEMA_AGENDA, "published", &agenda, "2199-12-31T23:59:59Z");
}

static void what_is_named_differs_by_what_shows_of_it(void **state)
{
    Room room = { .id = "gold" };
    Room other_room = { .id = "blue", .capacity = 7 };
    RoundTable table = { .id = "1" };
    RoundTable other_table = { .id = "2" };
    Session before = { .room = &room, .round_table = &table };
    Session after = { .room = &other_room, .round_table = &table };
    const SchemaField *room_field = field_of(SCHEMA_SESSIONS, "room");
    const SchemaField *table_field = field_of(SCHEMA_SESSIONS, "round-table");

    assert_false(schema_field_differs(room_field, &before, &after));
    assert_false(schema_field_differs(table_field, &before, &after));
    after.round_table = &other_table;
    after.room = NULL;
    assert_true(schema_field_differs(room_field, &before, &after));
    assert_true(schema_field_differs(table_field, &before, &after));
}

/* --- records ----------------------------------------------------------------------------- */

static void count_visit(const SchemaRecord *schema, gconstpointer record, gpointer user)
{
    g_string_append_printf(user, "%s; ", schema->name);
}

static void a_walk_visits_every_record_once(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_autoptr(GString) visits = g_string_new(NULL);

    for (guint i = 0; i < agenda->roles->len; i++) {
        g_string_append(visits, "a new role; ");
    }
    g_autofree char *expected = g_strconcat(
        "an agenda file; ", visits->str,
        "an agency; a contact; a room; a round table; a day; a slot; a session; a contribution; "
        "a preparation; ",
        NULL);
    g_string_truncate(visits, 0);
    schema_walk(&SCHEMA_FILE, agenda, count_visit, visits);
    assert_string_equal(visits->str, expected);
}

static void values_are_assigned_but_not_lists(void **state)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    Session from = { .id = "a", .url = "u", .status = SESSION_STATUS_CANCELLED, .start = 7 };
    Session to = { .contributions = list };

    schema_assign(SCHEMA_SESSIONS, &to, &from);
    assert_ptr_equal(to.id, from.id);
    assert_ptr_equal(to.url, from.url);
    assert_int_equal(to.status, SESSION_STATUS_CANCELLED);
    assert_int_equal(to.start, 7);
    assert_ptr_equal(to.contributions, list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_what_its_type_needs),
        cmocka_unit_test(the_first_key_of_what_events_name_is_its_id),
        cmocka_unit_test(a_key_is_allowed_and_required_by_form),
        cmocka_unit_test(what_would_be_there_without_the_key_is_default),
        cmocka_unit_test(a_value_has_a_text_as_in_the_file),
        cmocka_unit_test(the_longest_stamp_has_room),
        cmocka_unit_test(what_is_named_differs_by_what_shows_of_it),
        cmocka_unit_test(a_walk_visits_every_record_once),
        cmocka_unit_test(values_are_assigned_but_not_lists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
