/* Covers src/file/import/columns.c, src/file/import/column.c, src/file/import/row_times.c and
 * src/file/import/sheets.c */
#include "file/import/columns.h"

#include <string.h>

#include "file/import/foreign_agenda.h"
#include "file/import/sheets.h"
#include "support.h"

/* Reads CSV that is sound. */
static ForeignSchedule *read_csv(const char *csv)
{
    ForeignSchedule *schedule = foreign_schedule_new();
    g_autoptr(GError) error = NULL;

    sheets_read_csv(csv, strlen(csv), schedule, &error);
    assert_null(error);
    return schedule;
}

static const ForeignEvent *event_at(const ForeignSchedule *schedule, guint index)
{
    assert_true(index < schedule->events->len);
    return schedule->events->pdata[index];
}

static void assert_remark(const ForeignSchedule *schedule, const char *what, const char *why)
{
    for (guint i = 0; i < schedule->remarks->len; i++) {
        const ForeignRemark *remark = schedule->remarks->pdata[i];
        if (strcmp(remark->what, what) == 0 && strcmp(remark->why, why) == 0) {
            return;
        }
    }
    fail_msg("there is no such remark on %s", what);
}

static void assert_time(const ForeignTime *time, ForeignTimeType type, const char *stamp)
{
    assert_int_equal(time->type, type);
    assert_int_equal(time->seconds, support_stamp(stamp));
}

/* --- columns ----------------------------------------------------------------------------- */

static void each_row_is_an_event_by_the_names_of_the_columns(void **state)
{
    g_autoptr(ForeignSchedule) schedule = read_csv(
        "id,Title,Subtitle,Abstract,Date,Start,End,Room,Round table,Type,Tags,Languages,Status,"
        "Kind,URL,Links,Join,Contact,Image\n"
        "7,Opening,Welcome,All *of* it,2027-03-12,09:00,10:30,Gold,Art,lecture,a;b,en;fr,"
        "tentative,plenary,https://a.org/,https://b.org/;https://c.org/,https://d.org/,Desk,"
        "https://e.org/f.png\n");
    const ForeignEvent *event = event_at(schedule, 0);

    assert_string_equal(event->id, "7");
    assert_string_equal(event->title, "Opening");
    assert_string_equal(event->subtitle, "Welcome");
    assert_non_null(event->abstract);
    assert_string_equal(event->room, "Gold");
    assert_string_equal(event->track, "Art");
    assert_string_equal(event->type, "lecture");
    assert_int_equal(event->tags->len, 2);
    assert_string_equal(event->languages->pdata[1], "fr");
    assert_int_equal(event->status, SESSION_STATUS_TENTATIVE);
    assert_int_equal(event->kind, SESSION_KIND_PLENARY);
    assert_string_equal(event->url, "https://a.org/");
    assert_int_equal(event->links->len, 2);
    assert_string_equal(event->join, "https://d.org/");
    assert_string_equal(event->contact, "Desk");
    assert_string_equal(event->image, "https://e.org/f.png");
    assert_string_equal(event->place, "line 2, column 1");
    assert_int_equal(schedule->remarks->len, 0);
}

static void names_that_people_give_are_known(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        read_csv("Session title;Day;From;Until;Venue;Track;Web;Keywords\n"
                 "Opening;12.3.2027;9:00;10:30;Gold;Art;https://a.org/;x\n");
    const ForeignEvent *event = event_at(schedule, 0);

    assert_string_equal(event->title, "Opening");
    assert_time(&event->start, FOREIGN_TIME_LOCAL, "2027-03-12T09:00:00Z");
    assert_time(&event->end, FOREIGN_TIME_LOCAL, "2027-03-12T10:30:00Z");
    assert_string_equal(event->room, "Gold");
    assert_string_equal(event->track, "Art");
    assert_string_equal(event->url, "https://a.org/");
    assert_string_equal(event->tags->pdata[0], "x");
}

static void who_contributes_is_in_columns_of_roles(void **state)
{
    g_autoptr(ForeignSchedule) schedule =
        read_csv("title,date,start,Lead organisation,Co-organisations,Speakers,chair\n"
                 "A,2027-03-12,09:00,World Bank (WB),\"ILO; &#71;IZ\nUN (DESA) \",Ada;;Bob,Cy\n");
    const GArray *parties = event_at(schedule, 0)->parties;
    static const ForeignParty EXPECTED[] = {
        { FOREIGN_PARTY_ORGANISATION, .name = "World Bank", .short_name = "WB",
          .role = "organiser" },
        { FOREIGN_PARTY_ORGANISATION, .name = "ILO", .role = "co-organiser" },
        { FOREIGN_PARTY_ORGANISATION, .name = "GIZ", .role = "co-organiser" },
        { FOREIGN_PARTY_ORGANISATION, .name = "UN", .short_name = "DESA", .role = "co-organiser" },
        { FOREIGN_PARTY_PERSON, .name = "Ada", .role = "speaker" },
        { FOREIGN_PARTY_PERSON, .name = "Bob", .role = "speaker" },
        { FOREIGN_PARTY_PERSON, .name = "Cy", .role = "chair" },
    };

    assert_int_equal(parties->len, G_N_ELEMENTS(EXPECTED));
    for (guint i = 0; i < parties->len; i++) {
        const ForeignParty *party = &g_array_index(parties, ForeignParty, i);
        assert_int_equal(party->type, EXPECTED[i].type);
        assert_string_equal(party->name, EXPECTED[i].name);
        assert_int_equal(g_strcmp0(party->short_name, EXPECTED[i].short_name), 0);
        assert_string_equal(party->role, EXPECTED[i].role);
    }
}

static void what_is_called_otherwise_can_be_mapped(void **state)
{
    static const char CSV[] = "Topic,When,Begins at,Rapporteur,Remarks\n"
                              "A,2027-03-12,09:00,ILO,secret\n";
    static const char *const COLUMNS[] = { "topic=title",     "When=date",
                                           "Begins at=start", "Rapporteur=agency:rapporteur",
                                           "Remarks=-",       NULL };
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    schedule->hints.columns = COLUMNS;
    assert_true(sheets_read_csv(CSV, strlen(CSV), schedule, NULL));
    const ForeignEvent *event = event_at(schedule, 0);
    assert_string_equal(event->title, "A");
    assert_time(&event->start, FOREIGN_TIME_LOCAL, "2027-03-12T09:00:00Z");
    const ForeignParty *party = &g_array_index(event->parties, ForeignParty, 0);
    assert_string_equal(party->name, "ILO");
    assert_string_equal(party->role, "rapporteur");
    assert_int_equal(schedule->remarks->len, 0);
}

static void what_is_not_known_is_left_out_with_a_remark(void **state)
{
    g_autoptr(ForeignSchedule) schedule = read_csv("title,date,start,Budget,status,kind\n"
                                                   "A,2027-03-12,09:00,100,perhaps,party,more\n");

    assert_remark(schedule, "Budget", "is left out: nothing in an agenda holds it");
    assert_remark(schedule, "status", "is left out: it is not the status of a session");
    assert_remark(schedule, "kind", "is left out: it is not the kind of a session");
    assert_remark(schedule, "a column without a name",
                  "is left out: nothing in an agenda holds it");
    assert_int_equal(schedule->remarks->len, 4);
}

/* --- times ------------------------------------------------------------------------------- */

static void assert_row_times(const char *cells, const char *start, const char *end)
{
    g_autofree char *csv = g_strconcat("title,date,start,end,duration,timezone\nA,", cells, NULL);
    g_autoptr(ForeignSchedule) schedule = read_csv(csv);
    const ForeignEvent *event = event_at(schedule, 0);

    if (start == NULL) {
        assert_int_equal(event->start.type, FOREIGN_TIME_NONE);
        return;
    }
    assert_time(&event->start, FOREIGN_TIME_LOCAL, start);
    assert_time(&event->end, FOREIGN_TIME_LOCAL, end);
}

static void times_are_read_as_people_write_them(void **state)
{
    assert_row_times("2027-03-12,09:00,10:30", "2027-03-12T09:00:00Z", "2027-03-12T10:30:00Z");
    assert_row_times("2027-03-12,9:00 AM,4:45 pm", "2027-03-12T09:00:00Z", "2027-03-12T16:45:00Z");
    assert_row_times("2027-03-12,12:00 AM,12:15PM", "2027-03-12T00:00:00Z", "2027-03-12T12:15:00Z");
    assert_row_times("2027-03-12,09:00:00,10:30:00", "2027-03-12T09:00:00Z",
                     "2027-03-12T10:30:00Z");
    assert_row_times("2027-03-12T00:00,09:00,10:30", "2027-03-12T09:00:00Z",
                     "2027-03-12T10:30:00Z");
    assert_row_times(",2027-03-12T09:00,2027-03-13 01:00", "2027-03-12T09:00:00Z",
                     "2027-03-13T01:00:00Z");
    assert_row_times("2027-03-12,22:00,01:00", "2027-03-12T22:00:00Z", "2027-03-13T01:00:00Z");
    assert_row_times("2027-03-12,22:00,,1h30m", "2027-03-12T22:00:00Z", "2027-03-12T23:30:00Z");
    assert_row_times("2027-03-12,22:00", "2027-03-12T22:00:00Z", "2027-03-12T22:00:00Z");
}

static void what_is_no_time_is_none(void **state)
{
    assert_row_times("2027-03-12", NULL, NULL);
    assert_row_times("2027-03-12,soon", NULL, NULL);
    assert_row_times(",09:00", NULL, NULL);
    assert_row_times("March,09:00", NULL, NULL);
    assert_row_times("2027-02-30,09:00", NULL, NULL);
}

static void the_first_zone_is_that_of_the_conference(void **state)
{
    g_autoptr(ForeignSchedule) schedule = read_csv("title,date,start,tz\n"
                                                   "A,2027-07-12,09:00,Europe/Brussels\n"
                                                   "B,2027-07-12,09:00,Africa/Accra\n"
                                                   "C,2027-07-12,09:00,Mars/Base\n");

    assert_string_equal(schedule->timezone, "Europe/Brussels");
    assert_time(&event_at(schedule, 0)->start, FOREIGN_TIME_LOCAL, "2027-07-12T09:00:00Z");
    assert_time(&event_at(schedule, 1)->start, FOREIGN_TIME_INSTANT, "2027-07-12T09:00:00Z");
    assert_time(&event_at(schedule, 2)->start, FOREIGN_TIME_LOCAL, "2027-07-12T09:00:00Z");
    assert_remark(schedule, "a time zone", "is taken for that of the conference: it is unknown");
}

/* --- mistakes ---------------------------------------------------------------------------- */

static void assert_refused(const char *csv, const char *const *columns, const char *expected)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    g_autoptr(GError) error = NULL;

    schedule->hints.columns = columns;
    assert_false(sheets_read_csv(csv, strlen(csv), schedule, &error));
    assert_non_null(strstr(error->message, expected));
}

static void a_table_without_what_sessions_need_is_refused(void **state)
{
    static const char *const WRONG_KEY[] = { "a=rubbish", NULL };
    static const char *const WRONG_ROLE[] = { "a=agency:king", NULL };
    static const char *const WRONG_NAME[] = { "b=title", NULL };

    assert_refused("", NULL, "it has no rows");
    assert_refused("name,date\nA,2027-03-12\n", NULL,
                   "its first row does not name a column \"start\": say which it is, as in --map "
                   "\"NAME=start\"");
    assert_refused("date,start\n", NULL, "does not name a column \"title\"");
    assert_refused("a,title,start\n", WRONG_KEY,
                   "the column \"a\" is mapped to \"rubbish\"; expected one of id, source, title");
    assert_refused("a,title,start\n", WRONG_ROLE, "is mapped to \"agency:king\"");
    assert_refused("a,title,start\n", WRONG_NAME, "there is no column \"b\" to be mapped");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_an_event_by_the_names_of_the_columns),
        cmocka_unit_test(names_that_people_give_are_known),
        cmocka_unit_test(who_contributes_is_in_columns_of_roles),
        cmocka_unit_test(what_is_called_otherwise_can_be_mapped),
        cmocka_unit_test(what_is_not_known_is_left_out_with_a_remark),
        cmocka_unit_test(times_are_read_as_people_write_them),
        cmocka_unit_test(what_is_no_time_is_none),
        cmocka_unit_test(the_first_zone_is_that_of_the_conference),
        cmocka_unit_test(a_table_without_what_sessions_need_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
