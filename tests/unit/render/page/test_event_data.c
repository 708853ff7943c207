#include "render/page/event_data.h"

#include <jansson.h>

#include "support.h"

/* The value of a member, a string; members of members after a dot. */
static void assert_member(json_t *object, const char *path, const char *expected)
{
    g_auto(GStrv) names = g_strsplit(path, ".", -1);
    json_t *value = object;

    for (char **name = names; *name != NULL; name++) {
        value = json_object_get(value, *name);
    }
    if (g_strcmp0(json_string_value(value), expected) != 0) {
        fail_msg("%s is %s, not %s", path, json_string_value(value), expected);
    }
}

static void an_agenda_is_an_event_from_its_first_to_its_last_day(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();

    agenda->location = support_text(agenda, "Brussels");
    support_add_day(agenda, "2007-07-09");
    support_add_day(agenda, "2007-07-11");
    agenda_finish(agenda);
    g_autofree char *text = event_data_of_agenda(agenda, "https://x.example/test/");
    json_t *event = json_loads(text, 0, NULL);
    assert_member(event, "@context", "https://schema.org");
    assert_member(event, "@type", "Event");
    assert_member(event, "name", "Test conference");
    assert_member(event, "startDate", "2007-07-09");
    assert_member(event, "endDate", "2007-07-11");
    assert_member(event, "location.name", "Brussels");
    assert_member(event, "url", "https://x.example/test/");
    json_decref(event);
}

static void descriptions_are_in_plain_words(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "15:00", "18:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "A");

    agenda->description = support_text(agenda, "About *this*");
    session->abstract = support_text(agenda, "[a](https://b)");
    agenda_finish(agenda);
    g_autofree char *whole = event_data_of_agenda(agenda, NULL);
    g_autofree char *part = event_data_of_session(agenda, session, NULL);
    json_t *conference = json_loads(whole, 0, NULL);
    json_t *event = json_loads(part, 0, NULL);
    assert_member(conference, "description", "About this");
    assert_member(event, "description", "a (https://b)");
    json_decref(conference);
    json_decref(event);
}

static void a_session_has_its_times_and_its_room(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "15:00", "18:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "\"A\"");

    session->room = support_add_room(agenda, "gold", "Gold Room");
    session->status = SESSION_STATUS_CANCELLED;
    agenda_finish(agenda);
    g_autofree char *text = event_data_of_session(agenda, session, NULL);
    json_t *event = json_loads(text, 0, NULL);
    assert_member(event, "name", "\"A\"");
    assert_member(event, "startDate", "2007-07-10T15:00+02:00");
    assert_member(event, "endDate", "2007-07-10T18:00+02:00");
    assert_member(event, "location.name", "Gold Room");
    assert_member(event, "eventStatus", "https://schema.org/EventCancelled");
    assert_member(event, "superEvent.name", "Test conference");
    assert_member(event, "url", NULL);
    json_decref(event);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_agenda_is_an_event_from_its_first_to_its_last_day),
        cmocka_unit_test(descriptions_are_in_plain_words),
        cmocka_unit_test(a_session_has_its_times_and_its_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
