#include "render/ical/event_details.h"

#include "support.h"

/* A session in a room, with nothing else. */
static Agenda *new_agenda(Session **out_session)
{
    Agenda *agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "Title");

    session->room = support_add_room(agenda, "gold", "Gold Room");
    *out_session = session;
    return agenda;
}

static void assert_lines(const Agenda *agenda, const Session *session, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    event_details_append(out, agenda, session);
    assert_string_equal(out->str, expected);
}

static void what_is_not_there_has_no_line(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda_finish(agenda);
    assert_lines(agenda, session, "");
}

static void a_position_is_that_of_the_room_or_else_of_the_conference(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda->geo = "50.8503;4.3517";
    agenda_finish(agenda);
    assert_lines(agenda, session,
                 "GEO:50.8503;4.3517\r\n"
                 "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE=Gold Room:g\r\n"
                 " eo:50.8503,4.3517\r\n");
    ((Room *)session->room)->geo = "-1;2";
    agenda->location = support_text(agenda, "Brussels; Belgium");
    assert_lines(agenda, session,
                 "GEO:-1;2\r\n"
                 "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE=\"Gold Room,\r\n"
                 "  Brussels; Belgium\":geo:-1,2\r\n");
}

static void a_title_that_no_parameter_holds_is_not_told_to_apple(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda->geo = "1;2";
    ((Room *)session->room)->name = support_text(agenda, "The \"Gold\" Room");
    agenda_finish(agenda);
    assert_lines(agenda, session, "GEO:1;2\r\n");
    ((Room *)session->room)->name = support_text(agenda, "Room ^2");
    assert_lines(agenda, session, "GEO:1;2\r\n");
}

static void addresses_and_contacts_have_the_properties_that_fit(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);
    Link *link = g_new0(Link, 1);
    Link *other = g_new0(Link, 1);

    link->url = "https://example.org/a,b;c";
    link->title = support_text(agenda, "Slides: \"all\", part 1");
    other->url = "https://example.org/film";
    session->links = agenda_add_list(agenda, g_free);
    g_ptr_array_add(session->links, link);
    g_ptr_array_add(session->links, other);
    session->join = "https://example.org/join";
    session->image = "https://example.org/i.png";
    session->contact = support_text(agenda, "Jane; jane@example.org, room 2");
    agenda_finish(agenda);
    assert_lines(agenda, session,
                 "CONTACT:Jane\\; jane@example.org\\, room 2\r\n"
                 "CONFERENCE;VALUE=URI;LABEL=Join online:https://example.org/join\r\n"
                 "ATTACH;FILENAME=\"Slides: ^'all^', part 1\":https://example.org/a,b;c\r\n"
                 "ATTACH:https://example.org/film\r\n"
                 "IMAGE;VALUE=URI:https://example.org/i.png\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_there_has_no_line),
        cmocka_unit_test(a_position_is_that_of_the_room_or_else_of_the_conference),
        cmocka_unit_test(a_title_that_no_parameter_holds_is_not_told_to_apple),
        cmocka_unit_test(addresses_and_contacts_have_the_properties_that_fit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
