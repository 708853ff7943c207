/* Covers src/file/agenda_file.c, and the readers as far as they make an agenda of a file; what
 * they say of mistakes is in test_mistakes.c. */
#include "file/agenda_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "agenda: {id: gfmd-2007, title: A, timezone: Europe/Brussels}\n"

static Agenda *read_text(const char *text)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("test", text, strlen(text));

    if (file->agenda == NULL) {
        const Finding *finding = findings_get(file->findings, 0);
        fail_msg("%u:%u: %s", finding->place.line, finding->place.column, finding->text);
    }
    return agenda_file_steal_agenda(file);
}

static gint64 utc(const char *stamp)
{
    gint64 seconds;

    assert_true(civil_parse_stamp(stamp, &seconds));
    return seconds;
}

/* The sections stand in an order in which none may refer to one before it. */
static const char EVERYTHING[] =
    "preparations:\n"
    "  - {id: paper, agency: ilo, role: scribe, status: offered, title: T, note: N,\n"
    "     url: 'https://example.org/p', due: 2007-06-01}\n"
    "  - {agency: ilo, role: input, date: 2007-05-15}\n"
    "days:\n"
    "  - date: 2007-07-10\n"
    "    title: {en: Tuesday, fr: mardi}\n"
    "    slots:\n"
    "      - start: \"09:00\"\n"
    "        end: \"25:30\"\n"
    "        sessions:\n"
    "          - {id: \"1.2\", title: Two, end: \"10:00\"}\n"
    "          - id: 1.1\n"
    "            round-table: 1\n"
    "            title: One\n"
    "            abstract: |\n"
    "              First line.\n"
    "\n"
    "              Last line.\n"
    "            room: gold\n"
    "            status: tentative\n"
    "            url: https://example.org/1.1\n"
    "            start: \"24:30\"\n"
    "            contributions:\n"
    "              - {agency: ilo, role: scribe, status: requested, note: as hoped}\n"
    "      - {all-day: true, plenary: {id: all, title: All day}}\n"
    "      - {all-day: false, start: '13:00', end: '15:00', break: {id: lunch, title: Lunch}}\n"
    "round-tables:\n"
    "  - {id: \"1\", title: Human capital}\n"
    "rooms:\n"
    "  - {id: gold, name: Gold Room, capacity: 120}\n"
    "agencies:\n"
    "  - {id: ilo, short: ILO, name: International Labour Organization, kind: government,\n"
    "     delegation: 2, url: 'http://www.ilo.org'}\n"
    "roles:\n"
    "  - {id: scribe, label: Scribe, present: true}\n"
    "  - {id: chair, present: false}\n"
    "agenda:\n"
    "  id: gfmd-2007\n"
    "  title: >\n"
    "    Global Forum on Migration\n"
    "    and Development\n"
    "  short: Forum\n"
    "  description: D\n"
    "  url: https://example.org/\n"
    "  timezone: Europe/Brussels\n"
    "  location: Brussels, Belgium\n"
    "  published: 2007-07-12T02:00:00+02:00\n";

static void the_head_of_an_agenda_is_read(void **state)
{
    g_autoptr(Agenda) agenda = read_text(EVERYTHING);

    assert_string_equal(agenda->id, "gfmd-2007");
    assert_string_equal(agenda->short_name, "Forum");
    assert_string_equal(text_get(&agenda->title, NULL),
                        "Global Forum on Migration and Development");
    assert_string_equal(text_get(&agenda->description, NULL), "D");
    assert_string_equal(agenda->url, "https://example.org/");
    assert_string_equal(agenda_location(agenda), "Brussels, Belgium");
    assert_string_equal(tz_name(agenda->tz), "Europe/Brussels");
    assert_true(agenda->has_published);
    assert_int_equal(agenda->published, utc("2007-07-12T00:00:00Z"));
}

static void roles_agencies_rooms_and_round_tables_are_read(void **state)
{
    g_autoptr(Agenda) agenda = read_text(EVERYTHING);
    const Participant *agency = agenda_find_agency(agenda, "ilo");
    const Role *scribe = agenda_find_role(agenda, "scribe");
    const Role *chair = agenda_find_role(agenda, "chair");
    const Room *room = agenda_find_room(agenda, "gold");
    const RoundTable *round_table = agenda_find_round_table(agenda, "1");

    assert_string_equal(participant_label(agency), "ILO");
    assert_string_equal(text_get(&agency->name, NULL), "International Labour Organization");
    assert_int_equal(agency->kind, AGENCY_KIND_GOVERNMENT);
    assert_int_equal(agency->delegation, 2);
    assert_string_equal(agency->url, "http://www.ilo.org");
    assert_int_equal(agency->place.line, 33);
    assert_string_equal(text_get(&scribe->label, NULL), "Scribe");
    assert_true(scribe->present);
    assert_string_equal(text_get(&chair->label, NULL), "Chair");
    assert_false(chair->present);
    assert_string_equal(text_get(&room->name, NULL), "Gold Room");
    assert_int_equal(room->capacity, 120);
    assert_string_equal(text_get(&round_table->title, NULL), "Human capital");
}

static void a_session_is_read_with_all_that_it_has(void **state)
{
    g_autoptr(Agenda) agenda = read_text(EVERYTHING);
    const Session *session = agenda_find_session(agenda, "1.1");

    assert_int_equal(session->kind, SESSION_KIND_SESSION);
    assert_int_equal(session->status, SESSION_STATUS_TENTATIVE);
    assert_ptr_equal(session->round_table, agenda_find_round_table(agenda, "1"));
    assert_ptr_equal(session->room, agenda_find_room(agenda, "gold"));
    assert_string_equal(text_get(&session->title, NULL), "One");
    assert_string_equal(text_get(&session->abstract, NULL), "First line.\n\nLast line.");
    assert_string_equal(session->url, "https://example.org/1.1");
    assert_int_equal(session->place.line, 13);
    assert_int_equal(session->place.column, 13);
    assert_string_equal(text_get(&session->day->title, "fr"), "mardi");

    assert_int_equal(session->contributions->len, 1);
    const Contribution *contribution = session->contributions->pdata[0];
    assert_ptr_equal(contribution->session, session);
    assert_string_equal(contribution->agency->id, "ilo");
    assert_string_equal(contribution->role->id, "scribe");
    assert_int_equal(contribution->status, CONTRIBUTION_STATUS_REQUESTED);
    assert_string_equal(text_get(&contribution->note, NULL), "as hoped");
    assert_int_equal(contribution->place.line, 25);
}

static void times_are_those_of_the_slot_unless_given(void **state)
{
    g_autoptr(Agenda) agenda = read_text(EVERYTHING);
    const Session *late = agenda_find_session(agenda, "1.1");
    const Session *early = agenda_find_session(agenda, "1.2");
    CivilDate date;

    assert_true(civil_parse_date("2007-07-10", &date));
    assert_int_equal(late->start, civil_at(date + 1, 30 * 60));
    assert_int_equal(late->end, civil_at(date + 1, 90 * 60));
    assert_int_equal(late->start_utc, utc("2007-07-11T00:30:00+02:00"));
    assert_int_equal(late->end_utc, utc("2007-07-11T01:30:00+02:00"));
    assert_int_equal(early->start_utc, utc("2007-07-10T09:00:00+02:00"));
    assert_int_equal(early->end_utc, utc("2007-07-10T10:00:00+02:00"));
}

static void an_all_day_slot_lasts_from_midnight_to_midnight_as_if_utc(void **state)
{
    g_autoptr(Agenda) agenda = read_text(EVERYTHING);
    const Session *session = agenda_find_session(agenda, "all");

    assert_int_equal(session->kind, SESSION_KIND_PLENARY);
    assert_true(session->slot->all_day);
    assert_int_equal(session->start_utc, utc("2007-07-10T00:00:00Z"));
    assert_int_equal(session->end_utc, utc("2007-07-11T00:00:00Z"));
    assert_false(agenda_find_session(agenda, "lunch")->slot->all_day);
    assert_int_equal(agenda_find_session(agenda, "lunch")->kind, SESSION_KIND_BREAK);
}

static void preparations_are_read(void **state)
{
    g_autoptr(Agenda) agenda = read_text(EVERYTHING);

    assert_int_equal(agenda->preparations->len, 2);
    const Preparation *input = agenda->preparations->pdata[0];
    const Preparation *paper = agenda->preparations->pdata[1];
    assert_null(input->id);
    assert_null(text_get(&input->title, NULL));
    assert_int_equal(input->timing, PREPARATION_DATE);
    assert_string_equal(paper->id, "paper");
    assert_string_equal(paper->agency->id, "ilo");
    assert_string_equal(paper->role->id, "scribe");
    assert_int_equal(paper->status, CONTRIBUTION_STATUS_OFFERED);
    assert_string_equal(text_get(&paper->title, NULL), "T");
    assert_string_equal(text_get(&paper->note, NULL), "N");
    assert_string_equal(paper->url, "https://example.org/p");
    assert_int_equal(paper->timing, PREPARATION_DUE);
}

static void what_is_left_out_has_its_default(void **state)
{
    g_autoptr(Agenda) agenda =
        read_text(HEAD "agencies: [{id: a, short: A, name: ~, url: null}]\n"
                       "days:\n"
                       "  - date: 2007-07-10\n"
                       "    slots: [{start: '09:00', end: '10:00', plenary: {id: p, title: P, "
                       "contributions: [{agency: a, role: chair}]}}]\n"
                       "  - {date: 2007-07-11}\n"
                       "rooms: []\n");
    const Session *session = agenda_find_session(agenda, "p");
    const Contribution *contribution = session->contributions->pdata[0];
    const Participant *agency = agenda_find_agency(agenda, "a");

    assert_string_equal(agenda->short_name, "GFMD 2007");
    assert_false(agenda->has_published);
    assert_null(agenda->url);
    assert_null(agenda_location(agenda));
    assert_int_equal(agency->kind, AGENCY_KIND_AGENCY);
    assert_int_equal(agency->delegation, 1);
    assert_null(agency->url);
    assert_null(text_get(&agency->name, NULL));
    assert_int_equal(session->status, SESSION_STATUS_CONFIRMED);
    assert_null(session->room);
    assert_int_equal(contribution->status, CONTRIBUTION_STATUS_CONFIRMED);
    assert_int_equal(agenda->days->len, 2);
}

static void ids_that_yaml_would_take_for_numbers_are_texts(void **state)
{
    g_autoptr(Agenda) agenda = read_text(HEAD "round-tables: [{id: 010}]\n"
                                              "agencies: [{id: 1e3, short: 2007}]\n"
                                              "rooms: [{id: yes, name: true}]\n"
                                              "days: []\n");

    assert_non_null(agenda_find_round_table(agenda, "010"));
    assert_string_equal(participant_label(agenda_find_agency(agenda, "1e3")), "2007");
    assert_string_equal(text_get(&agenda_find_room(agenda, "yes")->name, NULL), "true");
}

static void aliases_stand_for_what_their_anchors_hold(void **state)
{
    g_autoptr(Agenda) agenda =
        read_text(HEAD "agencies: [{id: a, short: A}]\n"
                       "days:\n"
                       "  - date: 2007-07-10\n"
                       "    slots:\n"
                       "      - start: &nine '09:00'\n"
                       "        end: '10:00'\n"
                       "        plenary: {id: p, title: &t P, contributions: &c [{agency: a, "
                       "role: chair}]}\n"
                       "      - start: *nine\n"
                       "        end: '10:00'\n"
                       "        plenary: {id: q, title: *t, contributions: *c}\n");

    assert_string_equal(text_get(&agenda_find_session(agenda, "q")->title, NULL), "P");
    assert_int_equal(agenda_find_session(agenda, "q")->contributions->len, 1);
}

static void json_gives_the_same_agenda_as_yaml(void **state)
{
    static const char JSON[] =
        "{\n\t\"agenda\": {\"id\": \"a\", \"title\": {\"en\": \"\\ud83d\\ude00 \\/ \\u00e9\", "
        "\"fr\": \"T\"},\n\t\t\"timezone\": \"Europe\\/Brussels\", \"url\": null},\n"
        "\t\"agencies\": [{\"id\":\"ilo\",\"short\":\"ILO\",\"delegation\":2}],\r\n"
        "\t\"roles\": [{\"id\":\"chair\",\"present\":false}],\n"
        "\t\"days\": [{\"date\":\"2007-07-10\",\"slots\":[{\"all-day\":true,\"plenary\":"
        "{\"id\":\"p\",\"title\":\"P\"}}]}]\n}\n";
    g_autoptr(Agenda) agenda = read_text(JSON);

    assert_string_equal(text_get(&agenda->title, "en"), "\xF0\x9F\x98\x80 / é");
    assert_string_equal(text_get(&agenda->title, "fr"), "T");
    assert_string_equal(tz_name(agenda->tz), "Europe/Brussels");
    assert_null(agenda->url);
    assert_int_equal(agenda_find_agency(agenda, "ilo")->delegation, 2);
    assert_false(agenda_find_role(agenda, "chair")->present);
    assert_true(agenda_find_session(agenda, "p")->slot->all_day);
}

static void reading_ends_when_no_more_errors_are_kept(void **state)
{
    g_autoptr(GString) text = g_string_new(HEAD "days: []\nrooms:\n");

    for (gint i = 0; i < 3 * FINDINGS_MAX; i++) {
        g_string_append(text, "  - {id: a}\n");
    }
    g_autoptr(AgendaFile) file = agenda_file_parse("test", text->str, text->len);
    assert_null(file->agenda);
    assert_int_equal(findings_length(file->findings), FINDINGS_MAX);
    assert_in_range(findings_count(file->findings, SEVERITY_ERROR), FINDINGS_MAX,
                    FINDINGS_MAX + 10);
}

/* --- from disk --------------------------------------------------------------------------- */

static char *folder;

static int make_folder(void **state)
{
    folder = g_dir_make_tmp("confeed-XXXXXX", NULL);
    return folder == NULL ? -1 : 0;
}

static int remove_folder(void **state)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
    }
    g_rmdir(folder);
    g_clear_pointer(&folder, g_free);
    return 0;
}

static void assert_fails(const char *name, const char *expected)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *message = g_strconcat(path, ": ", expected, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(AgendaFile) file = agenda_file_read(path, &error);

    assert_null(file);
    assert_string_equal(error->message, message);
}

static void a_file_is_read_and_its_time_noted(void **state)
{
    g_autofree char *path = g_build_filename(folder, "a.yaml", NULL);
    g_autoptr(GError) error = NULL;

    assert_true(g_file_set_contents(path, EVERYTHING, -1, NULL));
    struct timespec times[2] = { { .tv_sec = 1184198400 }, { .tv_sec = 1184198400 } };
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    g_autoptr(AgendaFile) file = agenda_file_read(path, &error);
    assert_non_null(file);
    assert_non_null(file->agenda);
    assert_int_equal(file->modified, 1184198400);
    assert_string_equal(findings_file(file->findings), path);
}

static void what_is_no_regular_file_is_refused_without_waiting(void **state)
{
    g_autofree char *fifo = g_build_filename(folder, "fifo", NULL);

    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_fails("fifo", "not a regular file");
    assert_fails(".", "not a regular file");
    assert_fails("none.yaml", "cannot be opened: No such file or directory");
}

static void a_file_of_200_mb_is_refused_before_it_is_read(void **state)
{
    g_autofree char *path = g_build_filename(folder, "large.yaml", NULL);
    g_autoptr(GError) error = NULL;

    assert_true(g_file_set_contents(path, HEAD, -1, NULL));
    assert_int_equal(truncate(path, 200 * 1000 * 1000), 0);
    g_autoptr(AgendaFile) file = agenda_file_read(path, &error);
    assert_non_null(file);
    assert_null(file->agenda);
    assert_int_equal(findings_length(file->findings), 1);
    const Finding *finding = findings_get(file->findings, 0);
    assert_int_equal(finding->place.line, 0);
    assert_string_equal(finding->text, "the file is too large; expected at most 67108864 octets");
}

/* What the kernel makes up while it is read has no size before. */
static void a_file_that_changes_while_it_is_read_is_a_failure(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_null(agenda_file_read("/proc/self/status", &error));
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_AGAIN));
    assert_string_equal(error->message, "/proc/self/status: changed while it was read: try again "
                                        "when it has been saved");
}

static void a_file_tells_how_far_it_reaches(void **state)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("test", HEAD "days: []", strlen(HEAD) + 8);

    assert_non_null(file->agenda);
    assert_int_equal(file->extent->size, strlen(HEAD) + 8);
    assert_int_equal(extent_doubt(file->extent, NULL), EXTENT_DOUBT_OPEN_LINE);
}

/* A session whose start and end may be skipped or repeated on the days when clocks change. */
static AgendaFile *parse_kept(const char *date, const char *start, const char *end, Tz *tz)
{
    g_autofree char *text = g_strdup_printf(
        HEAD
        "days:\n- {date: %s, slots: [{start: '%s', end: '%s', sessions: [{id: s, title: S}]}]}\n",
        date, start, end);

    return agenda_file_parse_kept("f", text, strlen(text), tz);
}

static void assert_kept(const char *date, const char *start, const char *end, const char *utc)
{
    g_autoptr(AgendaFile) file = parse_kept(date, start, end, NULL);

    assert_non_null(file->agenda);
    const Session *session = file->agenda->sessions->pdata[0];
    g_autofree char *from = civil_stamp_to_text(session->start_utc);
    g_autofree char *until = civil_stamp_to_text(session->end_utc);
    g_autofree char *both = g_strconcat(from, " ", until, NULL);
    assert_string_equal(both, utc);
}

/* RFC 5545 §3.3.5. */
static void in_what_was_published_once_skipped_and_repeated_times_are_taken(void **state)
{
    assert_kept("2007-03-25", "02:30", "04:00", "2007-03-25T01:30:00Z 2007-03-25T02:00:00Z");
    assert_kept("2007-03-25", "01:00", "02:30", "2007-03-25T00:00:00Z 2007-03-25T01:30:00Z");
    assert_kept("2007-10-28", "02:30", "04:00", "2007-10-28T00:30:00Z 2007-10-28T03:00:00Z");
    /* Nothing is left of it on the wall: it is as long as it was. */
    assert_kept("2007-03-25", "02:30", "03:00", "2007-03-25T01:30:00Z 2007-03-25T02:00:00Z");
}

static void what_was_published_once_is_read_in_the_zone_that_was_kept(void **state)
{
    g_autoptr(Tz) kept = tz_new_from_rules("Europe/Brussels", "7200 0 EET;EET-2", NULL);
    g_autoptr(Tz) other = tz_new_from_rules("Europe/Paris", "7200 0 EET;EET-2", NULL);
    g_autoptr(AgendaFile) file = parse_kept("2007-01-10", "09:00", "10:00", kept);
    g_autoptr(AgendaFile) of_system = parse_kept("2007-01-10", "09:00", "10:00", other);

    assert_ptr_equal(file->agenda->tz, kept);
    assert_int_equal(tz_observance_at(of_system->agenda->tz, 0).offset, 3600);
}

static void a_zone_by_its_old_name_is_the_canonical_one_with_a_warning(void **state)
{
    static const char TEXT[] = "agenda: {id: a, title: A, timezone: Europe/Kiev}\ndays: []\n";
    g_autoptr(AgendaFile) file = agenda_file_parse("f", TEXT, strlen(TEXT));
    g_autoptr(AgendaFile) kept = agenda_file_parse_kept("f", TEXT, strlen(TEXT), NULL);

    assert_string_equal(tz_name(file->agenda->tz), "Europe/Kyiv");
    assert_int_equal(findings_count(file->findings, SEVERITY_WARNING), 1);
    assert_string_equal(findings_get(file->findings, 0)->text,
                        "Europe/Kiev is an old name of Europe/Kyiv");
    assert_string_equal(findings_get(file->findings, 0)->rule, "old-zone-name");
    /* What was published under it keeps it. */
    assert_string_equal(tz_name(kept->agenda->tz), "Europe/Kiev");
    assert_int_equal(findings_count(kept->findings, SEVERITY_WARNING), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_of_an_agenda_is_read),
        cmocka_unit_test(roles_agencies_rooms_and_round_tables_are_read),
        cmocka_unit_test(a_session_is_read_with_all_that_it_has),
        cmocka_unit_test(times_are_those_of_the_slot_unless_given),
        cmocka_unit_test(an_all_day_slot_lasts_from_midnight_to_midnight_as_if_utc),
        cmocka_unit_test(preparations_are_read),
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(ids_that_yaml_would_take_for_numbers_are_texts),
        cmocka_unit_test(aliases_stand_for_what_their_anchors_hold),
        cmocka_unit_test(json_gives_the_same_agenda_as_yaml),
        cmocka_unit_test(reading_ends_when_no_more_errors_are_kept),
        cmocka_unit_test(a_file_is_read_and_its_time_noted),
        cmocka_unit_test(what_is_no_regular_file_is_refused_without_waiting),
        cmocka_unit_test(a_file_of_200_mb_is_refused_before_it_is_read),
        cmocka_unit_test(a_file_that_changes_while_it_is_read_is_a_failure),
        cmocka_unit_test(a_file_tells_how_far_it_reaches),
        cmocka_unit_test(in_what_was_published_once_skipped_and_repeated_times_are_taken),
        cmocka_unit_test(what_was_published_once_is_read_in_the_zone_that_was_kept),
        cmocka_unit_test(a_zone_by_its_old_name_is_the_canonical_one_with_a_warning),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
