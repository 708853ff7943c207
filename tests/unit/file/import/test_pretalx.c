/* Covers src/file/import/pretalx.c, pretalx_source.c and pretalx_submission.c */
#include "file/import/pretalx.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "foreign_told.h"

static void assert_events(const char *source, const char *expected)
{
    g_auto(ForeignTold) told;

    foreign_told_read(&told, "pretalx", source);
    assert_null(told.error);
    foreign_told_assert_events(&told, expected);
}

/* A slot of an hour from 9 UTC. */
#define HOUR "'start': '2026-05-04T09:00:00Z', 'end': '2026-05-04T10:00:00Z'"
#define IN_HOUR " 05-04T09:00Z 05-04T10:00Z "

/* --- forms of the API -------------------------------------------------------------------- */

static void talks_of_the_older_api_have_all_within_them(void **state)
{
    assert_events(
        "{'count': 1, 'next': null, 'previous': null, 'results': [{"
        "'code': 'WELL12', 'title': 'Wells', 'submission_type': {'en': 'Talk'},"
        "'submission_type_id': 2, 'track': {'en': 'Water'}, 'track_id': 5, 'state': 'confirmed',"
        "'abstract': 'Short.', 'description': 'Long.', 'duration': 60, 'slot_count': 1,"
        "'do_not_record': false, 'is_featured': false, 'content_locale': 'en',"
        "'slot': {'room_id': 3, 'room': {'en': 'Cistern'}, 'start': '2026-05-04T11:00:00+02:00',"
        "'end': '2026-05-04T12:00:00+02:00'}, 'image': 'https://p.example/i.png',"
        "'speakers': [{'code': 'DROP77', 'name': 'Ada Brook', 'biography': '', 'avatar': null}],"
        "'resources': [{'resource': 'https://p.example/s.pdf', 'description': 'Slides'}],"
        "'tags': ['mud', 'clay'], 'answers': []}]}",
        "session WELL12" IN_HOUR "Wells source=WELL12 abstract=Short.\n\nLong. type=Talk "
        "room=Cistern track=Water image=https://p.example/i.png tag=mud tag=clay language=en "
        "link=https://p.example/s.pdf|Slides speaker=Ada Brook/DROP77\n");
}

static void submissions_may_be_expanded(void **state)
{
    assert_events(
        "{'results': [{'code': 'WELL12', 'title': 'Wells',"
        "'speakers': [{'code': 'DROP77', 'name': 'Ada Brook', 'submissions': ['WELL12']}],"
        "'submission_type': {'id': 2, 'name': {'en': 'Talk'}, 'default_duration': 30},"
        "'track': {'id': 5, 'name': {'en': 'Water'}, 'color': '#00f'},"
        "'tags': [{'id': 1, 'tag': 'mud', 'is_public': true}], 'state': 'confirmed',"
        "'slots': [{'id': 40, 'room': {'id': 3, 'name': {'en': 'Cistern'}}, " HOUR "}],"
        "'resources': [{'id': 9, 'resource': 'https://p.example/s.pdf', 'description': 'Slides',"
        "'is_public': true}]}]}",
        "session WELL12" IN_HOUR "Wells source=WELL12 type=Talk room=Cistern track=Water tag=mud "
        "link=https://p.example/s.pdf|Slides speaker=Ada Brook/DROP77\n");
}

/* The submission names all others by their ids. */
#define BY_ID                                                                            \
    "{'code': 'WELL12', 'title': 'Wells', 'speakers': ['DROP77'], 'submission_type': 2," \
    "'track': 5, 'tags': [1], 'state': 'confirmed', 'slots': [40]}"
#define JOINED                                                                                 \
    "session WELL12" IN_HOUR "Wells source=WELL12 type=Talk room=Cistern track=Water tag=mud " \
    "speaker=Ada Brook/DROP77\n"

static void pages_of_endpoints_are_joined_in_any_order(void **state)
{
    assert_events("{'slots': [{'results': [{'id': 40, 'room': 3, " HOUR
                  ",'submission': 'WELL12'}]}],"
                  "'submissions': {'results': [" BY_ID "]},"
                  "'speakers': {'results': [{'code': 'DROP77', 'name': 'Ada Brook'}]},"
                  "'rooms': [{'id': 3, 'name': 'Cistern'}], 'tracks': [{'id': 5, 'name': 'Water'}],"
                  "'submission-types': [{'id': 2, 'name': 'Talk'}],"
                  "'tags': [{'id': 1, 'tag': 'mud'}]}",
                  JOINED);
}

static void pages_that_follow_one_another_are_told_apart_by_their_records(void **state)
{
    assert_events("{'results': [{'id': 5, 'name': 'Water', 'color': '#00f', 'position': 1}]}\n"
                  "{'results': [{'id': 3, 'name': 'Cistern', 'capacity': 9}]}\n"
                  "{'results': [{'id': 2, 'name': 'Talk', 'default_duration': 30}]}\n"
                  "{'results': [{'id': 1, 'tag': 'mud', 'color': '#000'}]}\n"
                  "{'results': [{'code': 'DROP77', 'name': 'Ada Brook', 'answers': [1]}]}\n"
                  "{'results': [{'id': 2, 'question': 5, 'answer': 'yes', 'person': null}]}\n"
                  "{'results': [" BY_ID "]}\n"
                  "{'id': 1, 'version': '1.0', 'slots': [{'id': 40, 'room': 3, " HOUR ","
                  "'submission': 'WELL12'}]}",
                  JOINED);
}

static void schedules_hold_submissions_in_their_slots(void **state)
{
    assert_events("{'id': 1, 'version': '1.0', 'slots': [{'id': 40, 'room': 3, " HOUR ","
                  "'submission': {'code': 'WELL12', 'title': 'Wells', 'state': 'confirmed'}}]}",
                  "session WELL12" IN_HOUR "Wells source=WELL12\n");
    assert_events("{'version': '1.0', 'slots': [{'code': 'WELL12', 'title': 'Wells', 'slot': {"
                  "'room': 'Cistern', " HOUR "}}],"
                  "'breaks': [{'room': 'Cistern', 'room_id': 3, " HOUR ", 'description': 'Tea'}]}",
                  "session WELL12" IN_HOUR "Wells source=WELL12 room=Cistern\n"
                  "break -" IN_HOUR "Tea room=Cistern\n");
}

static void the_schedule_of_a_widget_is_read(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(
        &told, "pretalx",
        "{'talks': [{'code': 'WELL12', 'id': 40, 'title': 'Wells', 'abstract': 'Short.',"
        "'speakers': ['DROP77'], 'track': 5, " HOUR ", 'room': 3, 'duration': 60,"
        "'updated': '2026-01-01T00:00:00', 'state': null, 'do_not_record': null},"
        "{'id': 41, 'title': {'en': 'Tea'}, " HOUR ", 'room': 3}],"
        "'version': '2', 'timezone': 'Africa/Cairo', 'event_start': '2026-05-04',"
        "'tracks': [{'id': 5, 'name': {'en': 'Water'}, 'color': null}],"
        "'rooms': [{'id': 3, 'name': {'en': 'Cistern'}, 'description': {}}],"
        "'speakers': [{'code': 'DROP77', 'name': 'Ada Brook', 'avatar': null}]}");
    foreign_told_assert_events(&told,
                               "session WELL12" IN_HOUR "Wells source=WELL12 abstract=Short. "
                               "room=Cistern track=Water speaker=Ada Brook/DROP77\n"
                               "break break-41" IN_HOUR "Tea source=41 room=Cistern\n");
    foreign_told_assert_head(&told, " timezone=Africa/Cairo\nroom Cistern\n");
    foreign_told_assert_remarks(&told, "");
}

/* --- slots ------------------------------------------------------------------------------- */

static void each_slot_is_a_session_once_however_often_the_source_has_it(void **state)
{
    assert_events("[{'code': 'WELL12', 'title': 'Wells', 'slot': {'room': 'A', " HOUR "}},"
                  "{'id': 40, 'submission': 'WELL12', 'room': 'A',"
                  "'start': '2026-05-04T11:00:00+02:00', 'end': '2026-05-04T12:00:00+02:00'},"
                  "{'id': 41, 'submission': 'WELL12', 'room': 'A',"
                  "'start': '2026-05-05T09:00:00.25Z', 'duration': '45'},"
                  "{'id': 42, 'submission': 'WELL12', 'room': 'B', " HOUR "}]",
                  "session WELL12" IN_HOUR "Wells source=WELL12 room=A\n"
                  "session WELL12 05-05T09:00Z 05-05T09:45Z Wells source=WELL12 room=A\n"
                  "session WELL12" IN_HOUR "Wells source=WELL12 room=B\n");
}

static void a_submission_has_at_most_a_hundred_slots(void **state)
{
    g_autoptr(GString) source = g_string_new("{'code': 'A', 'title': 'T', 'slots': [");
    g_auto(ForeignTold) told;

    for (guint i = 0; i < 102; i++) {
        g_string_append_printf(source, "%s{'start': '2026-05-04T%02u:%02u:00Z'}", i > 0 ? ", " : "",
                               i / 60, i % 60);
    }
    g_string_append(source, "]}");
    foreign_told_read(&told, "pretalx", source->str);
    assert_int_equal(told.schedule->events->len, 100);
    foreign_told_assert_remarks(&told, "a slot is left out: its submission has too many x2\n");
}

static void what_only_blocks_a_room_is_no_break(void **state)
{
    assert_events("[{'id': 1, 'room': 'A', " HOUR ", 'slot_type': 'break', 'submission': null,"
                  "'description': {'en': ''}},"
                  "{'id': 2, 'room': 'A', " HOUR
                  ", 'slot_type': 'blocker', 'description': 'Stage'}]",
                  "break break-1" IN_HOUR "Break source=1 room=A\n");
}

static void a_slot_without_an_offset_is_what_clocks_show(void **state)
{
    assert_events("[{'id': 1, 'start': '2026-05-04T23:30:00', 'end': '2026-05-05T00:30:00'},"
                  "{'id': 2, 'start': null, 'description': 'Some day'}]",
                  "break break-1 05-04T23:30 05-05T00:30 Break source=1\n"
                  "break break-2 - - Some day source=2\n");
}

#define IN_STATE(code, state) \
    "{'code': '" code "', 'title': 'T', 'state': " state ", 'slot': {" HOUR "}},"

static void the_state_says_what_becomes_of_a_submission(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(
        &told, "pretalx",
        "[" IN_STATE("A", "'confirmed'") IN_STATE("B", "'accepted'") IN_STATE(
            "C", "'canceled'") IN_STATE("D", "'withdrawn'") IN_STATE("E", "'rejected'")
            IN_STATE("F", "'submitted'") IN_STATE(
                "G", "null") "{'code': 'H', 'title': 'T', 'state': 'confirmed', 'slot': null}]");
    foreign_told_assert_events(&told, "session A" IN_HOUR "T source=A\n"
                                      "session B" IN_HOUR "T source=B status=tentative\n"
                                      "session C" IN_HOUR "T source=C status=cancelled\n"
                                      "session D" IN_HOUR "T source=D status=cancelled\n"
                                      "session G" IN_HOUR "T source=G\n");
    foreign_told_assert_remarks(&told, "a submission is left out: it is not accepted x2\n"
                                       "a submission is left out: it has no slot x1\n");
}

static void what_is_known_by_its_number_or_code_alone_is_left_out(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(&told, "pretalx",
                      "[{'code': 'A', 'title': 'T', 'track': 5, 'submission_type': 2, 'tags': [1],"
                      "'speakers': ['S'], 'slots': [{" HOUR ", 'room': 3}]},"
                      "{'id': 1, 'submission': 'B', " HOUR "}]");
    foreign_told_assert_events(&told, "session A" IN_HOUR "T source=A\n");
    foreign_told_assert_remarks(&told,
                                "the room of a session is left out: only its number is there x1\n"
                                "the type of a session is left out: only its number is there x1\n"
                                "the track of a session is left out: only its number is there x1\n"
                                "a tag is left out: only its number is there x1\n"
                                "a speaker is left out: their name is not there x1\n"
                                "a submission is left out: there is only its code x1\n");
}

/* --- the conference ---------------------------------------------------------------------- */

#define A_TALK "{'code': 'A', 'title': 'T', 'slot': {" HOUR "}}"

static void the_event_names_the_conference(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(
        &told, "pretalx",
        "{'event': {'name': {'en': 'Days of Water'}, 'slug': 'water', 'is_public': true,"
        "'date_from': '2026-05-04', 'date_to': '2026-05-06', 'timezone': 'Africa/Cairo',"
        "'email': 'ask@p.example', 'logo': '/media/logo.png', 'locale': 'en',"
        "'locales': ['en', 'ar'], 'urls': {'base': 'https://p.example/water/'}},"
        "'rooms': [{'id': 3, 'guid': 'g-3', 'name': 'Cistern', 'capacity': 80,"
        "'position': 1}], 'talks': [" A_TALK "]}");
    foreign_told_assert_head(&told, "water title=Days of Water url=https://p.example/water/ "
                                    "contact=ask@p.example image=https://p.example/media/logo.png "
                                    "timezone=Africa/Cairo\nroom Cistern source=g-3 capacity=80\n");
    foreign_told_assert_events(&told, "session A" IN_HOUR
                                      "T source=A url=https://p.example/water/talk/A/\n");
    foreign_told_assert_remarks(&told, "");
}

static void the_page_of_the_event_is_told_from_its_domain_or_a_page_of_the_api(void **state)
{
    static const char EXPECTED[] =
        "session A" IN_HOUR "T source=A url=https://p.example/water/talk/A/\n";

    assert_events("{'name': 'W', 'slug': 'water', 'custom_domain': 'https://p.example'}" A_TALK,
                  EXPECTED);
    assert_events("{'next': 'https://p.example/api/events/water/talks/?page=2',"
                  "'results': [" A_TALK "]}",
                  EXPECTED);
}

/* --- texts ------------------------------------------------------------------------------- */

static void texts_are_in_the_language_of_the_event_or_else_in_english_or_any(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(&told, "pretalx",
                      "[{'name': {'en': 'Water', 'fr': 'Eau'}, 'slug': 'w', 'locale': 'fr'},"
                      "{'code': 'A', 'title': {'ar': 'ماء', 'en': 'Water'},"
                      "'track': {'fr': '', 'de': 'Wasser'}, 'content_locale': 'de-formal',"
                      "'slot': {" HOUR "}}]");
    foreign_told_assert_events(&told,
                               "session A" IN_HOUR "Water source=A track=Wasser language=de\n");
    foreign_told_assert_head(&told, "w title=Eau\n");
    foreign_told_assert_remarks(
        &told,
        "a text in another language is left out: the agenda has that of the conference x2\n");
}

static void what_is_private_or_has_no_place_is_left_out_with_a_remark(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(
        &told, "pretalx",
        "[{'code': 'A', 'title': 'T', 'slot': {" HOUR "}, 'do_not_record': true, 'notes': 'psst',"
        "'answers': [{'id': 1, 'question': {'id': 4, 'question': {'en': 'Diet?'}}, 'answer': 'x'},"
        "{'id': 2, 'question': 9, 'answer': 'y'}, 7],"
        "'resources': [{'resource': 'https://p.example/', 'is_public': false}],"
        "'speakers': [{'code': 'S', 'name': 'Ada', 'email': 'a@p.example', 'biography': 'Born'}]},"
        "{'id': 9, 'question': 'Shirt?', 'variant': 'string'}]");
    foreign_told_assert_events(&told, "session A" IN_HOUR "T source=A speaker=Ada/S\n");
    foreign_told_assert_remarks(
        &told, "a resource is left out: it is private x1\n"
               "submission/do_not_record is left out: nothing in an agenda holds it x1\n"
               "submission/notes is left out: it is private x1\n"
               "submission/answers/Diet? is left out: nothing in an agenda holds it x1\n"
               "submission/answers/Shirt? is left out: nothing in an agenda holds it x1\n"
               "submission/answers is left out: nothing in an agenda holds it x1\n"
               "speaker/email is left out: it is private x1\n"
               "speaker/biography is left out: nothing in an agenda holds it x1\n");
}

/* --- what is wrong ----------------------------------------------------------------------- */

static void members_of_another_type_are_no_reason_to_fail(void **state)
{
    assert_events(
        "[null, 3, {'code': 12, 'title': 2026, 'slot': {'start': '2026-05-04T09:00:00Z',"
        "'end': [], 'room': 7.0, 'room_id': 'x'}, 'speakers': {'a': 1}, 'track': [],"
        "'submission_type': true, 'duration': '60', 'tags': 'mud', 'resources': [null, 3],"
        "'content_locale': 3, 'answers': {}, 'state': null, 'abstract': {'en': 5}},"
        "{'rooms': [{'id': '7', 'name': {'en': 'Cistern'}, 'capacity': '12'}]}]",
        "session 12" IN_HOUR "2026 source=12 room=Cistern\n");
}

static void what_is_not_of_pretalx_is_refused(void **state)
{
    static const char *const SOURCES[] = {
        "{}",
        "{'detail': 'Not found.'}",
        "{'schedule': {'conference': {'days': []}}}",
        "{'event': {'slug': 'w', 'name': 'W'}, 'rooms': [{'id': 1, 'name': 'A'}]}",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(SOURCES); i++) {
        g_auto(ForeignTold) told;
        foreign_told_read(&told, "pretalx", SOURCES[i]);
        assert_string_equal(told.error, "it has no submissions, talks or slots; expected what the "
                                        "API of pretalx answers");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(talks_of_the_older_api_have_all_within_them),
        cmocka_unit_test(submissions_may_be_expanded),
        cmocka_unit_test(pages_of_endpoints_are_joined_in_any_order),
        cmocka_unit_test(pages_that_follow_one_another_are_told_apart_by_their_records),
        cmocka_unit_test(schedules_hold_submissions_in_their_slots),
        cmocka_unit_test(the_schedule_of_a_widget_is_read),
        cmocka_unit_test(each_slot_is_a_session_once_however_often_the_source_has_it),
        cmocka_unit_test(a_submission_has_at_most_a_hundred_slots),
        cmocka_unit_test(what_only_blocks_a_room_is_no_break),
        cmocka_unit_test(a_slot_without_an_offset_is_what_clocks_show),
        cmocka_unit_test(the_state_says_what_becomes_of_a_submission),
        cmocka_unit_test(what_is_known_by_its_number_or_code_alone_is_left_out),
        cmocka_unit_test(the_event_names_the_conference),
        cmocka_unit_test(the_page_of_the_event_is_told_from_its_domain_or_a_page_of_the_api),
        cmocka_unit_test(texts_are_in_the_language_of_the_event_or_else_in_english_or_any),
        cmocka_unit_test(what_is_private_or_has_no_place_is_left_out_with_a_remark),
        cmocka_unit_test(members_of_another_type_are_no_reason_to_fail),
        cmocka_unit_test(what_is_not_of_pretalx_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
