/* Covers src/file/import/foreign_agenda.c and src/file/import/foreign_session.c */
#include "file/import/foreign_agenda.h"

#include <string.h>

#include "file/agenda_file.h"
#include "support.h"

static const ForeignOptions BRUSSELS = { .timezone = "Europe/Brussels" };

/* Adds an event of half an hour on 2016-12-27, at a clock "HH:MM". */
static ForeignEvent *add(ForeignSchedule *schedule, const char *title, const char *clock)
{
    ForeignEvent *event = foreign_add_event(schedule);
    gint32 seconds = 0;

    assert_true(civil_parse_clock(clock, &seconds));
    event->title = title;
    event->start =
        (ForeignTime){ FOREIGN_TIME_LOCAL, civil_at(support_date("2016-12-27"), seconds) };
    event->end = event->start;
    event->end.seconds += 30 * 60;
    return event;
}

/* Makes an agenda file that has no mistake. The caller owns it. */
static AgendaFile *make(ForeignSchedule *schedule, const ForeignOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = foreign_agenda_make(schedule, options, &error);

    assert_null(error);
    AgendaFile *file = agenda_file_parse("made", text, strlen(text));
    assert_non_null(file->agenda);
    return file;
}

static const Session *find(const AgendaFile *file, const char *id)
{
    const Session *session = agenda_find_session(file->agenda, id);

    assert_non_null(session);
    return session;
}

static void an_event_is_a_session_with_all_that_it_has(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    ForeignEvent *event = add(schedule, "Opening", "11:00");

    schedule->title = "Congress";
    schedule->track_noun = "Track";
    event->id = "8429";
    event->source = "b8e0eb47";
    event->subtitle = "Welcome";
    event->abstract = "*All*";
    event->type = "lecture";
    event->room = "Saal 1";
    event->track = "Ethics & Society";
    event->url = "https://a.org/";
    event->join = "https://b.org/";
    event->contact = "Desk";
    event->image = "https://c.org/d.png";
    event->status = SESSION_STATUS_TENTATIVE;
    g_ptr_array_add(event->tags, (gpointer) "art");
    g_ptr_array_add(event->tags, (gpointer) "art");
    g_ptr_array_add(event->languages, (gpointer) "de");
    g_ptr_array_add(event->interpretation, (gpointer) "en");
    foreign_add_link(event, "https://e.org/", "E");
    foreign_add_link(event, "https://f.org/", NULL);
    /* Somebody may be named twice. */
    for (guint i = 0; i < 2; i++) {
        *foreign_add_party(event, FOREIGN_PARTY_PERSON) =
            (ForeignParty){ .name = "Ada", .source = "7", .role = "speaker", .note = "By video" };
    }

    g_autoptr(AgendaFile) file = make(schedule, &BRUSSELS);
    const Session *session = find(file, "8429");
    assert_string_equal(session->source, "b8e0eb47");
    assert_string_equal(text_first(&session->title), "Opening");
    assert_string_equal(text_first(&session->subtitle), "Welcome");
    assert_string_equal(text_first(&session->abstract), "*All*");
    assert_string_equal(session->type->id, "lecture");
    assert_string_equal(session->room->id, "saal-1");
    assert_string_equal(text_first(&session->room->name), "Saal 1");
    assert_string_equal(session->round_table->id, "ethics-society");
    assert_string_equal(session->url, "https://a.org/");
    assert_string_equal(session->join, "https://b.org/");
    assert_string_equal(text_first(&session->contact), "Desk");
    assert_string_equal(session->image, "https://c.org/d.png");
    assert_int_equal(session->status, SESSION_STATUS_TENTATIVE);
    support_assert_ids(session->tags, "art");
    support_assert_ids(session->languages, "de");
    support_assert_ids(session->interpretation, "en");
    assert_int_equal(session->links->len, 2);
    assert_int_equal(session->contributions->len, 1);
    const Contribution *contribution = session->contributions->pdata[0];
    assert_string_equal(contribution->person->id, "ada");
    assert_string_equal(contribution->person->source, "7");
    assert_string_equal(text_first(&contribution->note), "By video");
    assert_string_equal(agenda_noun(file->agenda, NOUN_ROUND_TABLE_LABEL), "Track");
    assert_int_equal(schedule->remarks->len, 0);
}

static void the_head_is_that_of_the_source_or_as_it_is_told(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    const ForeignOptions options = { .id = "x3", .timezone = "Africa/Accra" };

    schedule->id = "33C3 – works for me";
    schedule->title = "Congress";
    schedule->timezone = "Europe/Brussels";
    schedule->url = "https://a.org/";
    schedule->location = "Hamburg";
    schedule->description = "All of it";
    g_autoptr(AgendaFile) file = make(schedule, &(ForeignOptions){ 0 });
    assert_string_equal(file->agenda->id, "33c3-works-for-me");
    assert_string_equal(tz_name(file->agenda->tz), "Europe/Brussels");
    assert_string_equal(text_first(&file->agenda->location), "Hamburg");
    g_autoptr(AgendaFile) other = make(schedule, &options);
    assert_string_equal(other->agenda->id, "x3");
    assert_string_equal(tz_name(other->agenda->tz), "Africa/Accra");
}

static void without_a_zone_there_is_no_agenda(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    g_autoptr(GError) error = NULL;

    assert_null(foreign_agenda_make(schedule, &(ForeignOptions){ 0 }, &error));
    assert_true(g_error_matches(error, FOREIGN_ERROR, FOREIGN_ERROR_NO_ZONE));
    assert_string_equal(error->message, "it does not name the time zone of the conference: say "
                                        "it, as in --timezone Europe/Brussels");
}

static void events_with_one_id_are_told_apart_by_source_then_time(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    ForeignEvent *late = add(schedule, "Workshop", "12:00");
    ForeignEvent *early = add(schedule, "Workshop", "11:00");
    ForeignEvent *other = add(schedule, "Another", "10:00");

    late->id = early->id = other->id = "7";
    late->source = early->source = "a";
    other->source = "b";
    g_autoptr(AgendaFile) file = make(schedule, &BRUSSELS);
    g_autofree char *first = civil_clock_to_text(find(file, "7")->start);
    g_autofree char *second = civil_clock_to_text(find(file, "7-2")->start);
    assert_string_equal(first, "11:00");
    assert_string_equal(second, "12:00");
    assert_string_equal(text_first(&find(file, "7-3")->title), "Another");
}

static void without_a_good_id_the_title_is_one(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    add(schedule, "Opening", "11:00")->id = "no good/id";
    add(schedule, "Closing", "12:00")->source = "20161227T120000Z";
    g_autoptr(AgendaFile) file = make(schedule, &BRUSSELS);
    assert_null(find(file, "opening")->source);
    assert_null(find(file, "20161227T120000Z")->source);
}

static void rooms_of_similar_names_are_two(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    add(schedule, "A", "11:00")->room = "Saal-1";
    add(schedule, "B", "11:00")->room = "Saal 1";
    foreign_add_room(schedule, "Saal 2")->capacity = 300;
    g_autoptr(AgendaFile) file = make(schedule, &BRUSSELS);
    assert_string_equal(find(file, "a")->room->id, "saal-1-2");
    assert_string_equal(find(file, "b")->room->id, "saal-1");
    assert_int_equal(agenda_find_room(file->agenda, "saal-2")->capacity, 300);
}

static void tracks_that_are_agencies_organise(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    const ForeignOptions options = { .timezone = "Europe/Brussels",
                                     .agencies = FOREIGN_AGENCIES_TRACKS };

    schedule->track_noun = "Track";
    add(schedule, "A", "11:00")->track = "Art";
    g_autoptr(AgendaFile) file = make(schedule, &options);
    const Session *session = find(file, "a");
    const Contribution *contribution = session->contributions->pdata[0];
    assert_string_equal(contribution->agency->id, "art");
    assert_string_equal(contribution->role->id, "organiser");
    assert_null(session->round_table);
    assert_int_equal(file->agenda->round_tables->len, 0);
}

static void what_a_plenary_or_a_break_cannot_have_is_left_out_with_a_remark(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    ForeignEvent *lunch = add(schedule, "Lunch", "12:00");
    ForeignParty *ada = foreign_add_party(lunch, FOREIGN_PARTY_PERSON);

    *ada = (ForeignParty){ .name = "Ada", .role = "speaker" };
    lunch->kind = SESSION_KIND_BREAK;
    lunch->track = "Art";
    g_autoptr(AgendaFile) file = make(schedule, &BRUSSELS);
    assert_int_equal(find(file, "lunch")->kind, SESSION_KIND_BREAK);
    assert_int_equal(schedule->remarks->len, 2);
}

static void what_takes_all_day_is_on_all_its_days(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    ForeignEvent *one = add(schedule, "One", "00:00");
    ForeignEvent *two = add(schedule, "Two", "00:00");

    one->all_day = two->all_day = true;
    one->end.seconds = one->start.seconds + CIVIL_DAY_SECONDS;
    two->end.seconds = two->start.seconds + 2 * CIVIL_DAY_SECONDS;
    g_autoptr(AgendaFile) file = make(schedule, &BRUSSELS);
    assert_true(find(file, "one")->slot->all_day);
    assert_int_equal(find(file, "one")->slot->until, support_date("2016-12-27"));
    assert_int_equal(find(file, "two")->slot->until, support_date("2016-12-28"));
}

static void lists_longer_than_a_session_can_have_are_cut(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    ForeignEvent *event = add(schedule, "Opening", "11:00");

    for (guint i = 0; i < 250; i++) {
        g_autofree char *tag = g_strdup_printf("tag %u", i);
        foreign_add_link(event, "https://a.org/", NULL);
        g_ptr_array_add(event->tags, (gpointer)foreign_intern(schedule, tag));
    }
    g_autoptr(AgendaFile) file = make(schedule, &BRUSSELS);
    assert_int_equal(find(file, "opening")->links->len, 200);
    assert_int_equal(find(file, "opening")->tags->len, 200);
    assert_int_equal(schedule->remarks->len, 2);
}

static void what_has_no_title_is_left_out(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    add(schedule, NULL, "11:00");
    g_autoptr(AgendaFile) file = make(schedule, &BRUSSELS);
    assert_int_equal(file->agenda->sessions->len, 0);
    assert_int_equal(schedule->remarks->len, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_a_session_with_all_that_it_has),
        cmocka_unit_test(the_head_is_that_of_the_source_or_as_it_is_told),
        cmocka_unit_test(without_a_zone_there_is_no_agenda),
        cmocka_unit_test(events_with_one_id_are_told_apart_by_source_then_time),
        cmocka_unit_test(without_a_good_id_the_title_is_one),
        cmocka_unit_test(rooms_of_similar_names_are_two),
        cmocka_unit_test(tracks_that_are_agencies_organise),
        cmocka_unit_test(what_a_plenary_or_a_break_cannot_have_is_left_out_with_a_remark),
        cmocka_unit_test(what_takes_all_day_is_on_all_its_days),
        cmocka_unit_test(lists_longer_than_a_session_can_have_are_cut),
        cmocka_unit_test(what_has_no_title_is_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
