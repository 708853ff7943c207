#include "render/report/change_line.h"

#include <string.h>

#include "render/report/change_json.h"
#include "render/report/change_subject.h"
#include "support.h"

/* Keys that have no words of their own; those that have are in test_change_text. */
static const SchemaField LANGUAGE = { "language", FIELD_TYPE_LINE, .reach = REACH_EVENT };
static const SchemaField SUMMARY = { "summary", FIELD_TYPE_PROSE, .reach = REACH_ALL };
static const SchemaField FLOOR = { "floor", FIELD_TYPE_COUNT, .reach = REACH_NAMING };

static void assert_line(const Change *change, const Participant *viewpoint, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    ChangeLine line = { .out = out, .viewpoint = viewpoint };
    g_autoptr(Agenda) agenda = support_agenda_new();

    change_subject_append(out, change, agenda, viewpoint);
    change_line_say(&line, change);
    assert_string_equal(out->str, expected);
}

static void assert_json(const Change *change, const char *expected)
{
    json_t *object = change_json_new(change);
    char *text = json_dumps(object, JSON_COMPACT);

    assert_string_equal(text, expected);
    free(text);
    json_decref(object);
}

static void a_key_of_an_event_says_what_it_is_and_was(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "S");
    Contribution *contribution = support_contribute(agenda, session, "ilo", "chair");
    EventPair event = { .id = (char *)"s", .old_session = session, .new_session = session };
    Change change = { .event = &event, .field = &LANGUAGE, .old_text = "fr", .new_text = "en" };

    assert_line(&change, NULL, "S (s): language now \"en\", was \"fr\"");
    assert_json(&change, "{\"kind\":\"language\",\"session\":\"s\",\"title\":\"S\",\"old\":\"fr\","
                         "\"new\":\"en\"}");
    change.agency = contribution->agency;
    change.role = contribution->role;
    assert_line(&change, NULL, "S (s): ILO as Chair: language now \"en\", was \"fr\"");
    assert_line(&change, contribution->agency, "S (s): as Chair: language now \"en\", was \"fr\"");
    change.field = &SUMMARY;
    change.new_text = NULL;
    assert_line(&change, contribution->agency, "S (s): as Chair: summary removed");
}

static void a_key_of_what_events_name_is_called_by_its_name(void **state)
{
    Room room = { .id = "gold" };
    Change change = { .field = &FLOOR, .room = &room, .new_text = "3" };

    assert_line(&change, NULL, "Floor of room gold: now \"3\"");
    assert_json(&change, "{\"kind\":\"floor\",\"room\":\"gold\",\"old\":null,\"new\":\"3\"}");
}

static void a_long_text_of_the_agenda_is_not_shown(void **state)
{
    Change change = { .field = &SUMMARY, .old_text = "a", .new_text = "b" };

    assert_line(&change, NULL, "Summary (every calendar): changed");
    assert_json(&change, "{\"kind\":\"summary\",\"old\":\"a\",\"new\":\"b\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_of_an_event_says_what_it_is_and_was),
        cmocka_unit_test(a_key_of_what_events_name_is_called_by_its_name),
        cmocka_unit_test(a_long_text_of_the_agenda_is_not_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
