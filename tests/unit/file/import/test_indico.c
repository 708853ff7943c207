/* Covers src/file/import/indico.c, indico_entry.c and indico_record.c */
#include "file/import/indico.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "foreign_told.h"

static void assert_events(const char *source, const char *expected)
{
    g_auto(ForeignTold) told;

    foreign_told_read(&told, "indico", source);
    assert_null(told.error);
    foreign_told_assert_events(&told, expected);
}

#define AT(clock) "{'date': '2026-05-04', 'time': '" clock ":00', 'tz': 'Africa/Abidjan'}"
/* An hour from 9, where clocks show UTC. */
#define HOUR "'startDate': " AT("09:00") ", 'endDate': " AT("10:00")
#define IN_HOUR " 05-04T09:00Z 05-04T10:00Z "

#define EVENT_OF(members)                                                                     \
    "{'_type': 'HTTPAPIResult', 'count': 1, 'url': 'https://i.example/export/event/12.json'," \
    "'results': [{'_type': 'Conference', 'id': '12', 'title': 'Forum', 'location': 'Palace'," \
    "'timezone': 'Africa/Abidjan', " HOUR ", " members "}]}"
#define TIMETABLE_OF(entries)                                                                        \
    "{'url': 'https://i.example/export/timetable/12.json', 'results': {'12': {'20260504': {" entries \
    "}}}}"

/* --- the export of the event ------------------------------------------------------------- */

#define CONTRIBUTION                                                                               \
    "{'_type': 'Contribution', 'id': '1', 'db_id': 401, 'friendly_id': 1, 'title': 'Fair work',"   \
    "'description': 'Long.', " HOUR ", 'duration': 60, 'room': 'R1', 'roomFullname': 'Room 1',"    \
    "'location': 'Palace', 'type': 'Oral', 'track': 'Work', 'session': null, 'note': {},"          \
    "'keywords': ['pay', 'rest'], 'url': 'https://i.example/event/12/contributions/401/',"         \
    "'references': [], 'board_number': '', 'coauthors': [], 'primaryauthors': [],"                 \
    "'folders': [{'_type': 'folder', 'title': null, 'attachments': [{'title': 'Slides',"           \
    "'download_url': 'https://i.example/s.pdf'}, {'title': 'Video', 'type': 'link',"               \
    "'link_url': 'https://v.example/', 'download_url': 'https://i.example/go/2'}]}],"              \
    "'material': [{'title': 'Material', 'resources': [{'name': 'Slides', 'url': 'https://i/'}]}]," \
    "'speakers': [{'_type': 'ContributionParticipation', 'first_name': 'Ada',"                     \
    "'last_name': 'Brook', 'fullName': 'Brook, Ada', 'id': '9', 'affiliation': 'ILO'}]}"
#define FAIR_WORK(track)                                                                      \
    "session c401" IN_HOUR "Fair work source=401 abstract=Long. type=Oral room=Room 1 " track \
    "url=https://i.example/event/12/contributions/401/ tag=pay tag=rest "                     \
    "link=https://i.example/s.pdf|Slides link=https://v.example/|Video speaker=Ada Brook@ILO\n"

static void contributions_of_the_event_are_sessions(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(&told, "indico", EVENT_OF("'contributions': [" CONTRIBUTION "]"));
    foreign_told_assert_events(&told, FAIR_WORK("track=Work "));
    foreign_told_assert_head(&told, "indico-12 title=Forum location=Palace "
                                    "timezone=Africa/Abidjan\nroom Room 1\n");
    foreign_told_assert_remarks(&told, "");
}

static void the_event_names_the_conference(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(&told, "indico",
                      EVENT_OF("'description': '<p>Of work</p>', 'address': '1, Road',"
                               "'url': '/event/12/', 'chairs': [{'fullName': 'A'}],"
                               "'contributions': [" CONTRIBUTION "]"));
    foreign_told_assert_head(&told, "indico-12 title=Forum description=Of work "
                                    "url=https://i.example/event/12/ location=Palace, 1, Road "
                                    "timezone=Africa/Abidjan\nroom Room 1\n");
    foreign_told_assert_remarks(&told,
                                "event/chairs is left out: nothing in an agenda holds it x1\n");
}

static void another_event_of_the_source_is_left_out(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(
        &told, "indico",
        EVENT_OF("'contributions': [" CONTRIBUTION
                 "]") "{'results': [{'_type': 'Conference', 'id': '13', 'title': 'Other',"
                      "'contributions': [{'_type': 'Contribution', 'title': 'X'}]}]}");
    foreign_told_assert_events(&told, FAIR_WORK("track=Work "));
    foreign_told_assert_remarks(&told, "another conference is left out: an agenda is of one x1\n");
}

/* --- sessions ---------------------------------------------------------------------------- */

#define BLOCK(members)                                                                              \
    "{'_type': 'SessionSlot', 'id': 7, 'title': 'Wages: one', 'slotTitle': 'one', " HOUR ","        \
    "'conveners': [{'_type': 'SlotChair', 'first_name': 'Cy', 'last_name': 'Dell'}],"               \
    "'session': {'_type': 'Session', 'title': 'Wages', 'isPoster': false}, 'room': 'Hall'," members \
    "}"

static void a_contribution_is_in_the_track_of_its_session_and_chaired_by_its_conveners(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(
        &told, "indico",
        EVENT_OF("'sessions': [" BLOCK("'contributions': [{'_type': 'Contribution',"
                                       "'db_id': 401, 'title': 'Fair', 'track': 'Work', " HOUR ","
                                       "'session': 'Wages', 'speakers': []}]") "]"));
    foreign_told_assert_events(&told, "session c401" IN_HOUR "Fair source=401 day=2026-05-04 "
                                      "room=Hall track=Wages tag=Work chair=Cy Dell\n");
    foreign_told_assert_remarks(&told, "the title of a part of a session is left out: its "
                                       "contributions stand alone x1\n");
}

static void a_block_without_contributions_is_a_session(void **state)
{
    assert_events(EVENT_OF("'sessions': [" BLOCK("'contributions': []") "]"),
                  "session s7" IN_HOUR "Wages: one source=7 room=Hall chair=Cy Dell\n");
}

static void a_block_has_at_most_twenty_chairs(void **state)
{
    g_autoptr(GString) source = g_string_new("{'_type': 'Session', 'id': 1, 'title': 'A',"
                                             "'conveners': [{'name': 'P'}");
    g_auto(ForeignTold) told;

    for (guint i = 1; i < 22; i++) {
        g_string_append(source, ", {'name': 'P'}");
    }
    g_string_append(source, "]}");
    foreign_told_read(&told, "indico", source->str);
    const ForeignEvent *event = told.schedule->events->pdata[0];
    assert_int_equal(event->parties->len, 20);
    foreign_told_assert_remarks(&told, "a person is left out: there are too many x2\n");
}

static void blocks_of_one_session_are_in_its_track(void **state)
{
    assert_events(TIMETABLE_OF("'s1': {'entryType': 'Session', 'id': 's1', 'sessionSlotId': 7,"
                               "'title': 'Wages', 'slotTitle': '', " HOUR ", 'entries': {}},"
                               "'s2': {'entryType': 'Session', 'id': 's2', 'sessionSlotId': 8,"
                               "'title': 'Wages', 'slotTitle': 'again', " HOUR ", 'entries': []}"),
                  "session s7" IN_HOUR "Wages source=7 track=Wages\n"
                  "session s8" IN_HOUR "Wages: again source=8 track=Wages\n");
}

static void a_session_is_a_plenary_if_it_is_called_so(void **state)
{
    static const struct {
        const char *title;
        const char *kind;
    } CASES[] = {
        { "Plenary", "plenary" },          { "Opening plenary", "plenary" },
        { "Séance plénière", "plenary" },  { "Plenary: opening", "session" },
        { "The plenary hall", "session" }, { "Plenarykeeping", "session" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *source = g_strdup_printf(
            TIMETABLE_OF("'s1': {'entryType': 'Session', 'id': 's1', 'title': '%s', " HOUR "}"),
            CASES[i].title);
        g_autofree char *expected =
            g_strdup_printf("%s s1" IN_HOUR "%s source=s1\n", CASES[i].kind, CASES[i].title);
        assert_events(source, expected);
    }
}

static void contributions_to_a_session_of_posters_are_posters(void **state)
{
    assert_events(
        TIMETABLE_OF(
            "'s1': {'entryType': 'Session', 'id': 's1', 'title': 'P', 'isPoster': true, " HOUR ","
            "'entries': {'c1': {'entryType': 'Contribution', 'contributionId': 5,"
            "'title': 'On mud', " HOUR "}, 'b1': {'entryType': 'Break', 'id': 'b1',"
            "'title': 'Tea', " HOUR "}}}"),
        "session c5" IN_HOUR "On mud source=5 day=2026-05-04 type=Poster track=P\n"
        "break b1" IN_HOUR "Tea source=b1\n");
}

static void after_midnight_it_is_still_the_day_of_the_block(void **state)
{
    assert_events(
        TIMETABLE_OF(
            "'s1': {'entryType': 'Session', 'id': 's1', 'title': 'Night',"
            "'startDate': " AT(
                "23:00") ", 'entries': {'c1': {'entryType': 'Contribution',"
                         "'contributionId': 5, 'title': 'Late', 'startDate': {'date': '2026-05-05',"
                         "'time': '00:30:00', 'tz': 'Africa/Abidjan'}, 'duration': 15.0}}}"),
        "session c5 05-05T00:30Z 05-05T00:45Z Late source=5 day=2026-05-04 track=Night\n");
}

/* --- both exports ------------------------------------------------------------------------ */

#define IN_TIMETABLE                                                                              \
    "'c1': {'entryType': 'Contribution', 'id': 'c1', 'uniqueId': 'c1', 'contributionId': 401,"    \
    "'friendlyId': 1, 'title': 'Fair work', 'description': 'Long.', " HOUR ", 'duration': 60.0,"  \
    "'room': 'Room 1', 'location': 'Palace', 'url': '/event/12/contributions/401/',"              \
    "'pdf': '/event/12/contributions/401/contribution.pdf', 'conferenceId': 12,"                  \
    "'sessionCode': null, 'sessionSlotId': null, 'inheritRoom': true, 'inheritLoc': true,"        \
    "'attachments': {'files': [{'title': 'Slides', 'download_url': '/s.pdf'}],"                   \
    "'folders': [{'title': 'More', 'attachments': [{'title': 'Notes', 'download_url': '/n'}]}]}," \
    "'presenters': [{'firstName': 'Ada', 'familyName': 'Brook', 'name': 'Dr Ada Brook',"          \
    "'affiliation': 'ILO', 'email': 'ada@ilo.example', 'displayOrderKey': [0, 'brook']}],"        \
    "'references': [], 'board_number': ''}"

static void a_timetable_alone_has_contributions_and_breaks(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(&told, "indico",
                      TIMETABLE_OF(IN_TIMETABLE
                                   ", 'b9': {'entryType': 'Break', 'id': 'b9', 'title': '',"
                                   "'description': 'With tea', " HOUR ", 'room': ''}"));
    foreign_told_assert_events(
        &told, "session c401" IN_HOUR "Fair work source=401 abstract=Long. room=Room 1 "
               "url=https://i.example/event/12/contributions/401/ "
               "link=https://i.example/s.pdf|Slides link=https://i.example/n|Notes "
               "speaker=Ada Brook@ILO\n"
               "break b9" IN_HOUR "Break source=b9 abstract=With tea\n");
    foreign_told_assert_head(&told, " location=Palace timezone=Africa/Abidjan\nroom Room 1\n");
    foreign_told_assert_remarks(
        &told, "person/email is left out: it is private x1\n"
               "the time zone of the conference is taken from its times: the source does not say "
               "it x1\n");
}

static void what_both_exports_say_of_a_contribution_is_joined(void **state)
{
    g_auto(ForeignTold) told;

    assert_events(EVENT_OF("'contributions': [" CONTRIBUTION "]") TIMETABLE_OF(IN_TIMETABLE),
                  FAIR_WORK("track=Work "));
    foreign_told_read(&told, "indico",
                      "{'timetable': " TIMETABLE_OF(IN_TIMETABLE) ", 'event': [" EVENT_OF(
                          "'contributions': [" CONTRIBUTION "]") "]}");
    foreign_told_assert_events(
        &told, "session c401" IN_HOUR "Fair work source=401 abstract=Long. type=Oral room=Room 1 "
               "track=Work url=https://i.example/event/12/contributions/401/ tag=pay tag=rest "
               "link=https://i.example/s.pdf|Slides link=https://i.example/n|Notes "
               "speaker=Ada Brook@ILO\n");
}

static void a_block_on_two_days_is_there_once(void **state)
{
    assert_events(
        "{'results': {'12': {"
        "'20260504': {'s1': {'entryType': 'Session', 'id': 's1', 'title': 'N', " HOUR "}},"
        "'20260505': {'s1': {'entryType': 'Session', 'id': 's1', 'title': 'N', " HOUR "}}}}}",
        "session s1" IN_HOUR "N source=s1\n");
}

/* --- times and places -------------------------------------------------------------------- */

static void a_time_is_told_in_its_own_zone(void **state)
{
    assert_events(
        "{'_type': 'Contribution', 'title': 'T', 'id': 1,"
        "'startDate': {'date': '2026-05-04', 'time': '09:00:00.5', 'tz': 'Europe/Zurich'},"
        "'endDate': {'date': '2026-05-04', 'time': '09:00:00', 'tz': 'America/New_York'}}"
        "{'_type': 'Contribution', 'title': 'U', 'id': 2,"
        "'startDate': {'date': '2026-05-04', 'time': '09:00:00', 'tz': 'No/Where'},"
        "'endDate': '2026-05-04T10:00:00+01:00'}"
        "{'_type': 'Contribution', 'title': 'V', 'id': 3, 'startDate': null}",
        "session c1 05-04T07:00Z 05-04T13:00Z T source=1\n"
        "session c2 05-04T09:00 05-04T09:00Z U source=2\n"
        "session c3 - - V source=3\n");
}

static void a_room_elsewhere_says_where(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(
        &told, "indico",
        EVENT_OF("'contributions': ["
                 "{'_type': 'Contribution', 'id': 1, 'title': 'A', 'room': 'Hall',"
                 "'location': 'Museum'},"
                 "{'_type': 'Contribution', 'id': 2, 'title': 'B', 'room': '',"
                 "'location': 'Pier 4', 'address': 'Quay'},"
                 "{'_type': 'Contribution', 'id': 3, 'title': 'C', 'room': null,"
                 "'location': 'Palace'},"
                 "{'_type': 'Contribution', 'id': 4, 'title': 'D', 'room': 'Hall'}]"));
    foreign_told_assert_events(&told, "session c1 - - A source=1 room=Hall (Museum)\n"
                                      "session c2 - - B source=2 room=Pier 4\n"
                                      "session c3 - - C source=3\n"
                                      "session c4 - - D source=4 room=Hall\n");
    foreign_told_assert_head(&told,
                             "indico-12 title=Forum location=Palace timezone=Africa/Abidjan\n"
                             "room Hall (Museum) address=Museum\n"
                             "room Pier 4 address=Quay\nroom Hall\n");
}

/* --- people and parts -------------------------------------------------------------------- */

static void authors_speak_where_nobody_else_does(void **state)
{
    g_auto(ForeignTold) told;

    foreign_told_read(&told, "indico",
                      "{'_type': 'Contribution', 'id': 1, 'title': 'A', 'speakers': [],"
                      "'primaryauthors': [{'fullName': 'Brook, Ada'}]}"
                      "{'_type': 'Contribution', 'id': 2, 'title': 'B',"
                      "'speakers': [{'name': 'Cy Dell'}, {'affiliation': 'X'}],"
                      "'primaryauthors': [{'fullName': 'Brook, Ada'}], 'coauthors': [{}]}");
    foreign_told_assert_events(&told, "session c1 - - A source=1 speaker=Ada Brook(Author)\n"
                                      "session c2 - - B source=2 speaker=Cy Dell\n");
    foreign_told_assert_remarks(
        &told, "a person is left out: it has no name x1\n"
               "contribution/primaryauthors is left out: nothing in an agenda holds it x1\n"
               "contribution/coauthors is left out: nothing in an agenda holds it x1\n");
}

static void subcontributions_are_listed_in_the_abstract(void **state)
{
    assert_events(
        "{'_type': 'Contribution', 'id': 1, 'title': 'A', 'description': 'All.',"
        "'speakers': [{'fullName': 'Brook, Ada'}], 'subContributions': ["
        "{'title': 'On *mud*', 'duration': 10, 'speakers': [{'fullName': 'Dell, Cy'},"
        "{'name': 'Ed'}]}, {'title': 'Rest', 'speakers': []}, {'title': null}]}"
        "{'_type': 'Contribution', 'id': 1, 'subContributions': [{'title': 'Rest'}]}",
        "session c1 - - A source=1 abstract=All.\n\n- On \\*mud\\* (10 minutes): Cy Dell, Ed\n"
        "- Rest speaker=Ada Brook speaker=Cy Dell speaker=Ed\n");
}

/* --- what is wrong ----------------------------------------------------------------------- */

static void members_of_another_type_are_no_reason_to_fail(void **state)
{
    assert_events(
        EVENT_OF(
            "'contributions': {'x': null, 'y': {'_type': 'Contribution', 'title': 5,"
            "'db_id': '8', 'duration': '30', 'startDate': " AT(
                "09:00") ", 'type': {'name': 'Oral'},"
                         "'track': {'title': 'Work'}, 'keywords': 'x', 'speakers': {}, 'folders': [null],"
                         "'material': 7, 'attachments': [], 'subContributions': [3], 'session': {}}},"
                         "'sessions': [null, {'_type': 'Session', 'id': {}, 'title': null,"
                         "'contributions': [null], 'entries': {'a': 1}, 'conveners': 'x'}]"),
        "session c8 05-04T09:00Z 05-04T09:30Z 5 source=8 type=Oral track=Work\n"
        "session - - - (null)\n");
}

static void what_is_not_of_indico_is_refused(void **state)
{
    static const char *const SOURCES[] = {
        "{}",
        "{'results': []}",
        "{'results': [{'_type': 'Conference', 'id': '1', 'title': 'T'}]}",
        "{'results': {'12': {'20260504': {}}}}",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(SOURCES); i++) {
        g_auto(ForeignTold) told;
        foreign_told_read(&told, "indico", SOURCES[i]);
        assert_string_equal(told.error,
                            "it has no contributions, sessions or breaks; expected what Indico "
                            "exports with detail=sessions, or a timetable");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contributions_of_the_event_are_sessions),
        cmocka_unit_test(the_event_names_the_conference),
        cmocka_unit_test(another_event_of_the_source_is_left_out),
        cmocka_unit_test(
            a_contribution_is_in_the_track_of_its_session_and_chaired_by_its_conveners),
        cmocka_unit_test(a_block_without_contributions_is_a_session),
        cmocka_unit_test(a_block_has_at_most_twenty_chairs),
        cmocka_unit_test(blocks_of_one_session_are_in_its_track),
        cmocka_unit_test(a_session_is_a_plenary_if_it_is_called_so),
        cmocka_unit_test(contributions_to_a_session_of_posters_are_posters),
        cmocka_unit_test(after_midnight_it_is_still_the_day_of_the_block),
        cmocka_unit_test(a_timetable_alone_has_contributions_and_breaks),
        cmocka_unit_test(what_both_exports_say_of_a_contribution_is_joined),
        cmocka_unit_test(a_block_on_two_days_is_there_once),
        cmocka_unit_test(a_time_is_told_in_its_own_zone),
        cmocka_unit_test(a_room_elsewhere_says_where),
        cmocka_unit_test(authors_speak_where_nobody_else_does),
        cmocka_unit_test(subcontributions_are_listed_in_the_abstract),
        cmocka_unit_test(members_of_another_type_are_no_reason_to_fail),
        cmocka_unit_test(what_is_not_of_indico_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
