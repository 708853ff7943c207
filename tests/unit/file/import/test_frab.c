/* Covers src/file/import/frab.c, src/file/import/frab_xml.c and src/file/import/frab_json.c */
#include "file/import/frab.h"

#include <string.h>

#include "support.h"

/* A schedule of one event in a room on 2016-12-27, which is what stands in <event>. */
static ForeignSchedule *read_event(const char *event)
{
    ForeignSchedule *schedule = foreign_schedule_new();
    g_autofree char *xml = g_strdup_printf(
        "<schedule><conference><day_change>09:00:00</day_change></conference>"
        "<day date='2016-12-27'><room name='Saal  1' slug='s1' guid='g'>%s</room></day></schedule>",
        event);

    assert_true(frab_read_xml(xml, strlen(xml), schedule, NULL));
    assert_int_equal(schedule->events->len, 1);
    return schedule;
}

static const ForeignEvent *event_of(const ForeignSchedule *schedule)
{
    return schedule->events->pdata[0];
}

static void assert_time(const ForeignTime *time, ForeignTimeType type, const char *stamp)
{
    assert_int_equal(time->type, type);
    assert_int_equal(time->seconds, support_stamp(stamp));
}

/* --- times ------------------------------------------------------------------------------- */

static void a_date_with_an_offset_is_an_instant(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        read_event("<event><date>2016-12-27T11:00:00+01:00</date><duration>01:30</duration>"
                   "</event>");

    assert_time(&event_of(schedule)->start, FOREIGN_TIME_INSTANT, "2016-12-27T10:00:00Z");
    assert_time(&event_of(schedule)->end, FOREIGN_TIME_INSTANT, "2016-12-27T11:30:00Z");
    assert_true(event_of(schedule)->has_day);
    assert_int_equal(event_of(schedule)->day, support_date("2016-12-27"));
}

static void a_date_without_an_offset_is_what_clocks_show(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        read_event("<event><date> 2016-12-27T11:00:00\n</date><duration>30:00</duration></event>");

    assert_time(&event_of(schedule)->start, FOREIGN_TIME_LOCAL, "2016-12-27T11:00:00Z");
    assert_time(&event_of(schedule)->end, FOREIGN_TIME_LOCAL, "2016-12-28T17:00:00Z");
}

static void a_day_for_a_date_needs_the_start(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        read_event("<event><date>2016-12-28</date><start>11:00</start>"
                   "<duration>00:30:00</duration></event>");

    assert_time(&event_of(schedule)->start, FOREIGN_TIME_LOCAL, "2016-12-28T11:00:00Z");
    assert_time(&event_of(schedule)->end, FOREIGN_TIME_LOCAL, "2016-12-28T11:30:00Z");
}

static void without_a_date_the_night_before_the_day_change_is_that_after_the_day(void **state)
{
    g_autoptr(ForeignSchedule) day = read_event("<event><start>09:00</start></event>");
    g_autoptr(ForeignSchedule) night = read_event("<event><start>08:59</start></event>");

    assert_time(&event_of(day)->start, FOREIGN_TIME_LOCAL, "2016-12-27T09:00:00Z");
    assert_time(&event_of(night)->start, FOREIGN_TIME_LOCAL, "2016-12-28T08:59:00Z");
}

static void what_is_no_time_is_none(void **state)
{
    static const char *const EVENTS[] = {
        "<event/>",
        "<event><date>soon</date></event>",
        "<event><date>2016-12-27</date></event>",
        "<event><start>late</start></event>",
        "<event><start>1:2:3:4</start></event>",
        "<event><start>11:</start></event>",
        "<event><start>-1:00</start></event>",
        "<event><start>99999:00</start></event>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(EVENTS); i++) {
        g_autoptr(ForeignSchedule) schedule = read_event(EVENTS[i]);
        assert_int_equal(event_of(schedule)->start.type, FOREIGN_TIME_NONE);
    }
}

/* --- what events say --------------------------------------------------------------------- */

/* What both notations are to say. */
static void check_opening(const ForeignSchedule *schedule)
{
    const ForeignEvent *event = event_of(schedule);

    assert_string_equal(schedule->id, "33c3");
    assert_string_equal(schedule->title, "Congress");
    assert_string_equal(schedule->timezone, "Europe/Berlin");
    assert_string_equal(schedule->url, "https://a.org/");
    assert_string_equal(event->id, "8429");
    assert_string_equal(event->source, "b8e0eb47");
    assert_string_equal(event->title, "Opening");
    assert_string_equal(event->subtitle, "It's on");
    assert_string_equal(event->room, "Saal 1");
    assert_string_equal(event->track, "Art");
    assert_string_equal(event->type, "lecture");
    assert_string_equal(event->abstract, "Short.\n\nLong.");
    assert_string_equal(event->url, "https://b.org/");
    assert_int_equal(event->languages->len, 2);
    assert_string_equal(event->languages->pdata[1], "en");
    assert_int_equal(event->links->len, 3);
    assert_string_equal(g_array_index(event->links, ForeignLink, 0).title, "B");
    assert_string_equal(g_array_index(event->links, ForeignLink, 1).title, "C (slides)");
    assert_string_equal(g_array_index(event->links, ForeignLink, 2).title, "Feedback");
    assert_int_equal(event->parties->len, 2);
    assert_string_equal(g_array_index(event->parties, ForeignParty, 0).name, "Anna");
    assert_string_equal(g_array_index(event->parties, ForeignParty, 0).source, "5735");
    assert_string_equal(g_array_index(event->parties, ForeignParty, 1).name, "elisa");
    /* The room and the track in which nothing is. */
    assert_int_equal(schedule->tracks->len, 1);
    assert_int_equal(schedule->rooms->len, 1);
}

static void the_xml_says_it(void **state)
{
    static const char XML[] =
        "<?xml version='1.0' encoding='utf-8'?><schedule><conference><acronym>33c3</acronym>"
        "<title>Congress</title><time_zone_name>Europe/Berlin</time_zone_name>"
        "<base_url>https://a.org/</base_url><days>1</days></conference>"
        "<tracks><track>Empty</track></tracks>"
        "<day date='2016-12-27' index='1'><room name='Saal 1'>"
        "<event id='8429' guid='b8e0eb47'><date>2016-12-27T11:00:00+01:00</date>"
        "<start>11:00</start><duration>00:30</duration><room>Saal 1</room><title>Opening</title>"
        "<subtitle>It''s on</subtitle><track>Art</track><type>lecture</type>"
        "<language>de,en</language><abstract>Short.</abstract><description>Long.</description>"
        "<url>https://b.org/</url><links><link href='https://c.org/'>B</link></links>"
        "<attachments><attachment href='https://d.org/' type='slides'>C</attachment></attachments>"
        "<feedback_url>https://e.org/</feedback_url>"
        "<persons><person id='5735'>Anna<biography>Long</biography></person>"
        "<person id='7246'>elisa</person><person id='1'> </person></persons></event>"
        "</room></day></schedule>";
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    assert_true(frab_read_xml(XML, strlen(XML), schedule, NULL));
    check_opening(schedule);
    assert_int_equal(schedule->remarks->len, 1);
    assert_string_equal(((ForeignRemark *)schedule->remarks->pdata[0])->what, "a person");
}

static void the_json_says_it(void **state)
{
    static const char JSON[] =
        "{'schedule': {'version': '1', 'conference': {'acronym': '33c3', 'title': 'Congress',"
        " 'time_zone_name': 'Europe/Berlin', 'url': 'https://a.org/', 'daysCount': 1,"
        " 'rooms': [{'name': 'Saal 1', 'capacity': 3000, 'slug': 's1'}],"
        " 'tracks': [{'name': 'Empty'}],"
        " 'days': [{'date': '2016-12-27', 'rooms': {'Saal 1': [{'id': 8429, 'guid': 'b8e0eb47',"
        " 'date': '2016-12-27T11:00:00+01:00', 'duration': '00:30', 'title': 'Opening',"
        " 'subtitle': 'It\\u2019s on', 'track': 'Art', 'type': 'lecture', 'language': 'de,en',"
        " 'abstract': 'Short.', 'description': 'Long.', 'url': 'https://b.org/', 'logo': null,"
        " 'do_not_record': false, 'answers': [], 'links': [{'url': 'https://c.org/',"
        " 'title': 'B'}], 'attachments': [{'url': 'https://d.org/', 'title': 'C',"
        " 'type': 'slides'}], 'feedback_url': 'https://e.org/', 'persons': [{'id': 5735,"
        " 'public_name': 'Anna', 'name': 'A.'}, {'id': 7246, 'full_public_name': 'elisa'},"
        " {'id': 1}]}]}}]}}}";
    g_autofree char *json = g_strdelimit(g_strdup(JSON), "'", '"');
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    assert_true(frab_read_json(json, strlen(json), schedule, NULL));
    ((ForeignEvent *)schedule->events->pdata[0])->subtitle = "It's on";
    check_opening(schedule);
    const ForeignPlace *room = schedule->rooms->pdata[0];
    assert_int_equal(room->capacity, 3000);
    assert_string_equal(room->id, "s1");
    assert_int_equal(schedule->remarks->len, 1);
}

static void what_nothing_holds_is_told(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        read_event("<event code='X'><slug>opening</slug><logo/><recording><license>CC</license>"
                   "</recording></event>");
    static const char *const LEFT[] = { "event/code", "event/slug", "event/recording" };

    assert_int_equal(schedule->remarks->len, G_N_ELEMENTS(LEFT));
    for (gsize i = 0; i < G_N_ELEMENTS(LEFT); i++) {
        assert_string_equal(((ForeignRemark *)schedule->remarks->pdata[i])->what, LEFT[i]);
    }
}

static void the_room_around_is_that_of_an_event_without_one(void **state)
{
    g_autoptr(ForeignSchedule) inside = read_event("<event><title>A</title></event>");
    g_autoptr(ForeignSchedule) own = read_event("<event><room>Foyer</room></event>");

    assert_string_equal(event_of(inside)->room, "Saal 1");
    assert_string_equal(((ForeignPlace *)inside->rooms->pdata[0])->id, "s1");
    assert_string_equal(((ForeignPlace *)inside->rooms->pdata[0])->source, "g");
    assert_string_equal(event_of(own)->room, "Foyer");
}

/* --- what is wrong ----------------------------------------------------------------------- */

static void assert_refused(bool (*read)(const char *, gsize, ForeignSchedule *, GError **),
                           const char *source, const char *expected)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    g_autoptr(GError) error = NULL;

    assert_false(read(source, strlen(source), schedule, &error));
    assert_true(g_error_matches(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE));
    assert_non_null(strstr(error->message, expected));
}

static void what_is_not_of_the_format_is_refused(void **state)
{
    assert_refused(frab_read_xml, "agenda: {}", "line 1: ");
    assert_refused(frab_read_xml, "<schedule>\n<day>", "line 2: ");
    assert_refused(frab_read_xml, "<html/>", "it has no <schedule>");
    assert_refused(frab_read_json, "{\"schedule\":\n", "line 2, column ");
    assert_refused(frab_read_json, "[]", "it has no \"schedule\" with a \"conference\"");
    assert_refused(frab_read_json, "{\"schedule\":{}}", "it has no \"schedule\"");
}

static void a_document_type_is_refused(void **state)
{
    static const char TEXT[] = "<!DOCTYPE a [<!ENTITY b 'bb'>]><schedule><event>&b;</event>"
                               "</schedule>";
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    g_autoptr(GError) error = NULL;
    gsize size;

    assert_refused(frab_read_xml,
                   "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
                   "<schedule><day><room name='&b;'/></day></schedule>",
                   "it has a <!DOCTYPE>");
    g_autofree char *wide = g_convert(TEXT, -1, "UTF-16", "UTF-8", NULL, &size, NULL);
    assert_false(frab_read_xml(wide, size, schedule, &error));
    assert_non_null(strstr(error->message, "it has a <!DOCTYPE>"));
    assert_int_equal(schedule->events->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_with_an_offset_is_an_instant),
        cmocka_unit_test(a_date_without_an_offset_is_what_clocks_show),
        cmocka_unit_test(a_day_for_a_date_needs_the_start),
        cmocka_unit_test(without_a_date_the_night_before_the_day_change_is_that_after_the_day),
        cmocka_unit_test(what_is_no_time_is_none),
        cmocka_unit_test(the_xml_says_it),
        cmocka_unit_test(the_json_says_it),
        cmocka_unit_test(what_nothing_holds_is_told),
        cmocka_unit_test(the_room_around_is_that_of_an_event_without_one),
        cmocka_unit_test(what_is_not_of_the_format_is_refused),
        cmocka_unit_test(a_document_type_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
