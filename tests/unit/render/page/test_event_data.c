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
    g_autofree char *text = event_data_of_agenda(agenda, false, "https://x.example/test/");
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
    g_autofree char *whole = event_data_of_agenda(agenda, false, NULL);
    g_autofree char *part = event_data_of_session(agenda, session, NULL, NULL);
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
    g_autofree char *text = event_data_of_session(agenda, session, NULL, NULL);
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

static void what_was_moved_says_when_it_was(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "15:00", "18:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "A");
    CivilTime previous = session->start - CIVIL_DAY_SECONDS;

    agenda_finish(agenda);
    g_autofree char *text = event_data_of_session(agenda, session, &previous, NULL);
    json_t *event = json_loads(text, 0, NULL);
    assert_member(event, "eventStatus", "https://schema.org/EventRescheduled");
    assert_member(event, "startDate", "2007-07-10T15:00+02:00");
    assert_member(event, "previousStartDate", "2007-07-09T15:00+02:00");
    json_decref(event);
}

/* The member of a list of objects. */
static void assert_item(json_t *object, const char *list, gsize index, const char *path,
                        const char *expected)
{
    assert_member(json_array_get(json_object_get(object, list), index), path, expected);
}

static json_t *load_session(const Agenda *agenda, const Session *session)
{
    g_autofree char *text = event_data_of_session(agenda, session, NULL, NULL);

    return json_loads(text, 0, NULL);
}

static void the_sessions_of_an_agenda_are_parts_of_it(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "15:00", "18:00");

    support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "A");
    agenda_finish(agenda);
    g_autofree char *text = event_data_of_agenda(agenda, true, "https://x.example/test/");
    json_t *event = json_loads(text, 0, NULL);
    assert_item(event, "subEvent", 0, "name", "A");
    assert_item(event, "subEvent", 0, "startDate", "2007-07-10T15:00+02:00");
    assert_item(event, "subEvent", 0, "url", "https://x.example/test/sessions/a.html");
    json_decref(event);
}

static void who_organises_a_session_is_its_organizer(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "15:00", "18:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "A");

    support_contribute(agenda, session, "ilo", "chair");
    support_contribute(agenda, session, "iom", "organiser");
    agenda_finish(agenda);
    json_t *event = load_session(agenda, session);
    assert_item(event, "organizer", 0, "name", "IOM");
    assert_int_equal(json_array_size(json_object_get(event, "organizer")), 1);
    json_decref(event);
}

static void who_can_join_online_may_also_come_if_there_is_a_place(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "15:00", "18:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "A");
    Room *room = support_add_room(agenda, "gold", "Gold Room");

    session->room = room;
    session->join = "https://meet.example/a";
    session->image = "https://x.example/a.png";
    session->subtitle = support_text(agenda, "Below A");
    room->address = support_text(agenda, "Elsewhere 1");
    room->geo = "50.8503;-4.3517";
    agenda->location = support_text(agenda, "Brussels");
    agenda->geo = "1;2";
    agenda_finish(agenda);
    json_t *event = load_session(agenda, session);
    assert_item(event, "location", 0, "name", "Gold Room");
    assert_item(event, "location", 0, "address", "Elsewhere 1");
    assert_item(event, "location", 0, "geo.latitude", "50.8503");
    assert_item(event, "location", 0, "geo.longitude", "-4.3517");
    assert_item(event, "location", 1, "@type", "VirtualLocation");
    assert_item(event, "location", 1, "url", "https://meet.example/a");
    assert_member(event, "eventAttendanceMode", "https://schema.org/MixedEventAttendanceMode");
    assert_member(event, "alternateName", "Below A");
    assert_member(event, "image", "https://x.example/a.png");
    json_decref(event);
    session->room = NULL;
    agenda->location = (Text){ 0 };
    event = load_session(agenda, session);
    assert_item(event, "location", 0, "@type", "VirtualLocation");
    assert_member(event, "eventAttendanceMode", "https://schema.org/OnlineEventAttendanceMode");
    json_decref(event);
}

static void the_coordinates_of_the_conference_are_not_those_of_a_room_elsewhere(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "15:00", "18:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "A");
    Room *room = support_add_room(agenda, "gold", "Gold Room");

    session->room = room;
    agenda->geo = "1;2";
    agenda_finish(agenda);
    json_t *event = load_session(agenda, session);
    assert_member(event, "location.geo.latitude", "1");
    json_decref(event);
    room->address = support_text(agenda, "Elsewhere 1");
    event = load_session(agenda, session);
    assert_member(event, "location.address", "Elsewhere 1");
    assert_null(json_object_get(json_object_get(event, "location"), "geo"));
    json_decref(event);
}

static void what_is_postponed_is_not_called_cancelled_unless_it_is(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "15:00", "18:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "A");
    Term english = { .id = "en" };

    session->languages = g_ptr_array_new();
    g_ptr_array_add(session->languages, &english);
    agenda->status = AGENDA_STATUS_POSTPONED;
    agenda->image = "https://x.example/logo.png";
    agenda_finish(agenda);
    g_autofree char *text = event_data_of_agenda(agenda, false, NULL);
    json_t *event = json_loads(text, 0, NULL);
    assert_member(event, "eventStatus", "https://schema.org/EventPostponed");
    assert_member(event, "image", "https://x.example/logo.png");
    json_decref(event);
    event = load_session(agenda, session);
    assert_member(event, "eventStatus", "https://schema.org/EventPostponed");
    assert_string_equal(json_string_value(json_array_get(json_object_get(event, "inLanguage"), 0)),
                        "en");
    json_decref(event);
    session->status = SESSION_STATUS_CANCELLED;
    event = load_session(agenda, session);
    assert_member(event, "eventStatus", "https://schema.org/EventCancelled");
    json_decref(event);
    g_ptr_array_unref(session->languages);
    session->languages = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_agenda_is_an_event_from_its_first_to_its_last_day),
        cmocka_unit_test(descriptions_are_in_plain_words),
        cmocka_unit_test(a_session_has_its_times_and_its_room),
        cmocka_unit_test(what_was_moved_says_when_it_was),
        cmocka_unit_test(the_sessions_of_an_agenda_are_parts_of_it),
        cmocka_unit_test(who_organises_a_session_is_its_organizer),
        cmocka_unit_test(who_can_join_online_may_also_come_if_there_is_a_place),
        cmocka_unit_test(the_coordinates_of_the_conference_are_not_those_of_a_room_elsewhere),
        cmocka_unit_test(what_is_postponed_is_not_called_cancelled_unless_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
