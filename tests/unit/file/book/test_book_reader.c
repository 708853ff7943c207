/* Covers src/file/book: book_reader.c, book_lists.c, book_names.c, book_matrix_rows.c,
 * book_owners.c, book_agenda.c, book_text.c and book_faults.c. Whole agendas go through in
 * test_book_file.c. */
#include "file/book/book_reader.h"

#include <string.h>

#include "book_support.h"
#include "records_support.h"
#include "support.h"

#define HEAD "Agenda\nid|forum\ntitle|Forum\ntimezone|Europe/Brussels\n\n"
#define AGENCIES "Agencies\nid|short\nilo|ILO\nworld-bank|World Bank\n\n"
#define SESSIONS "Sessions\nid|day|start|end|title\n\"1.1|2007-07-10|09:00|10:00|One\n"

/* --- what is read ------------------------------------------------------------------------ */

/* The file that is read of a sketch says the same as another. */
static void assert_reads(const char *sketch, const char *expected)
{
    g_autoptr(GString) remarks = g_string_new(NULL);
    g_autofree char *error = NULL;
    g_autofree char *file = book_support_read(sketch, remarks, &error);

    if (file == NULL) {
        fail_msg("%s", error);
    }
    assert_string_equal(remarks->str, "");
    g_autoptr(Agenda) agenda = records_support_parse(file);
    g_autoptr(Agenda) wanted = records_support_parse(expected);
    records_support_assert_equal(wanted, agenda);
}

#define EXPECTED_HEAD "agenda: {id: forum, title: Forum, timezone: Europe/Brussels}\n"

static void the_head_is_read_key_by_key(void **state)
{
    assert_reads("Agenda\nkey|value\nTimezone|Europe/Brussels\n ID |forum\nTitle [en]|Forum\n"
                 "title [fr]|Le forum\nwords round-table one|Track\nWORDS ROUND TABLE MANY|Tracks\n"
                 "show-clashes|1\ncontact|\ngeo|50.85, 4.35\n",
                 "agenda: {id: forum, title: {en: Forum, fr: Le forum}, timezone: Europe/Brussels, "
                 "words: {round-table: {one: Track, many: Tracks}}, show-clashes: true, geo: "
                 "[50.85, 4.35]}\ndays: []\n");
}

static void columns_may_stand_in_any_order_and_rows_be_blank(void **state)
{
    assert_reads(HEAD "sessions\nTITLE|ID|End|START|day\nOne|\"1.1|10:00|09:00|2007-07-10\n| | ||\n"
                      "|\nTwo|b|11:00|10:00|2007-07-10\n|\n",
                 EXPECTED_HEAD
                 "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: [{id: "
                 "'1.1', title: One}]}, {start: '10:00', end: '11:00', sessions: [{id: b, title: "
                 "Two}]}]}]\n");
}

static void a_session_takes_its_slot_unless_that_is_told(void **state)
{
    assert_reads(
        HEAD "Sessions\nid|day|start|end|duration|until|all-day|kind|title|slot start|slot "
             "end|slot until\n"
             "a|2007-07-10|10:00|11:00||||Plenary|A|09:00|12:00|\n"
             "b|2007-07-10|10:00||01:30|||break|B|||\n"
             "c|2007-07-10||||2007-07-11|TRUE||C|||2007-07-12\n"
             "d|2007-07-10|13:00|14:00|||0||D||15:00|\n",
        EXPECTED_HEAD
        "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '12:00', plenary: {id: a, "
        "title: A, start: '10:00', end: '11:00'}}, {start: '10:00', end: '11:30', break: "
        "{id: b, title: B}}, {all-day: true, until: 2007-07-12, sessions: [{id: c, title: "
        "C, until: 2007-07-11}]}, {start: '13:00', end: '15:00', sessions: [{id: d, title: "
        "D, end: '14:00'}]}]}]\n");
}

static void days_have_titles_and_need_no_sessions(void **state)
{
    assert_reads(HEAD SESSIONS "\nDays\ndate|title\n2007-07-11|Empty\n2007-07-10|Full\n",
                 EXPECTED_HEAD
                 "days: [{date: 2007-07-11, title: Empty}, {date: 2007-07-10, title: Full, slots: "
                 "[{start: '09:00', end: '10:00', sessions: [{id: '1.1', title: One}]}]}]\n");
}

static void what_a_session_has_stands_in_sheets_of_its_own(void **state)
{
    assert_reads(HEAD AGENCIES SESSIONS
                 "\nContributions\nsession|agency|role|note [en]|note [fr]\n"
                 "1.1|ilo|chair|here|ici\n1.1|world-bank|speaker||\n"
                 "\nLinks\nsession|url|title\n1.1|https://b.example/|B\n1.1|https://a.example/|\n",
                 EXPECTED_HEAD
                 "agencies: [{id: ilo, short: ILO}, {id: world-bank, short: World Bank}]\n"
                 "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: [{id: "
                 "'1.1', title: One, links: [{url: 'https://b.example/', title: B}, {url: "
                 "'https://a.example/'}], contributions: [{agency: ilo, role: chair, note: {en: "
                 "here, fr: ici}}, {agency: world-bank, role: speaker}]}]}]}]\n");
}

static void things_may_be_called_as_people_know_them(void **state)
{
    assert_reads(HEAD AGENCIES
                 "Roles\nid|label|present\nown|Keynote|TRUE\n\nRooms\nid|name\ngold|Gold Room\n\n"
                 "Sessions\nid|day|start|end|title|room|tags\nA|2007-07-10|09:00|10:00|A|GOLD "
                 "ROOM|\"x, y\\nz\n\n"
                 "Contributions\nsession|agency|role|status\na|World bank|KEYNOTE|Offered\n"
                 "a|ILO|Market Place|\n",
                 EXPECTED_HEAD
                 "roles: [{id: own, label: Keynote, present: true}]\n"
                 "agencies: [{id: ilo, short: ILO}, {id: world-bank, short: World Bank}]\n"
                 "rooms: [{id: gold, name: Gold Room}]\n"
                 "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: [{id: "
                 "A, title: A, room: gold, tags: [x, y, z], contributions: [{agency: world-bank, "
                 "role: own, status: offered}, {agency: ilo, role: marketplace}]}]}]}]\n");
}

/* --- the matrix -------------------------------------------------------------------------- */

#define MATRIX_EXPECTED                                                                          \
    EXPECTED_HEAD                                                                                \
    "agencies: [{id: ilo, short: ILO}, {id: world-bank, short: World Bank}]\n"                   \
    "people: [{id: jane, name: Jane Doe}]\n"                                                     \
    "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: [{id: '1.1', "   \
    "title: One, contributions: [{agency: ilo, role: chair}, {agency: ilo, person: jane, role: " \
    "speaker, status: offered, note: x}, {person: jane, role: panellist}]}]}]}]\n"

static void the_matrix_says_who_contributes_if_no_sheet_does(void **state)
{
    assert_reads(HEAD AGENCIES SESSIONS
                 "\nPeople\nid|name\njane|Jane Doe\n"
                 "\nMatrix\nid|title|people|World Bank|ILO\n"
                 "\"1.1|One|Panellist [jane]||\"Chair\\nSpeaker [Jane Doe] (offered): x\n",
                 MATRIX_EXPECTED);
}

static void a_matrix_alone_says_what_sessions_and_agencies_there_are(void **state)
{
    assert_reads(HEAD "Matrix\nid|title|day|start|end|all-day|kind|people|ilo|World Bank|end\n"
                      "\"1.1|One|2007-07-10|09:00|10:00||plenary||chair;speaker [Jane Doe]||input\n"
                      "b|Two|2007-07-10|||TRUE||Panellist [Jane Doe]||Chair|\n",
                 EXPECTED_HEAD
                 "agencies: [{id: ilo, short: ilo}, {id: world-bank, short: World Bank}, {id: end, "
                 "short: end}]\n"
                 "people: [{id: jane-doe, name: Jane Doe}]\n"
                 "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', plenary: {id: "
                 "'1.1', title: One, contributions: [{agency: ilo, role: chair}, {agency: ilo, "
                 "person: jane-doe, role: speaker}, {agency: end, role: input}]}}, {all-day: true, "
                 "sessions: [{id: b, title: Two, contributions: [{person: jane-doe, role: "
                 "panellist}, {agency: world-bank, role: chair}]}]}]}]\n");
}

static void a_matrix_without_people_has_agencies_in_all_other_columns(void **state)
{
    assert_reads(HEAD "Matrix\nILO|id|day|start|end|IOM|title\n"
                      "chair|\"1.1|2007-07-10|09:00|10:00|speaker|One\n",
                 EXPECTED_HEAD
                 "agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}]\n"
                 "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', sessions: [{id: "
                 "'1.1', title: One, contributions: [{agency: ilo, role: chair}, {agency: iom, "
                 "role: speaker}]}]}]}]\n");
}

/* --- what is told ------------------------------------------------------------------------ */

static void assert_remarks(const char *sketch, const char *expected)
{
    g_autoptr(GString) remarks = g_string_new(NULL);
    g_autofree char *error = NULL;
    g_autofree char *file = book_support_read(sketch, remarks, &error);

    if (file == NULL) {
        fail_msg("%s", error);
    }
    assert_string_equal(remarks->str, expected);
}

#define CONTRIBUTIONS "\nContributions\nsession|agency|role\n1.1|ilo|chair\n"
#define COUNTS                                                                                     \
    " is not so in both \"Contributions\" and \"Matrix\", of which the first counts: delete that " \
    "sheet to have the other read\n"

static void a_matrix_that_says_something_else_than_contributions_is_told(void **state)
{
    assert_remarks(HEAD AGENCIES SESSIONS CONTRIBUTIONS "\nMatrix\nid|people|ilo\n\"1.1||Chair\n",
                   "");
    assert_remarks(HEAD AGENCIES SESSIONS CONTRIBUTIONS
                   "\nMatrix\nid|people|ilo|World Bank\n\"1.1||Chair|Speaker\n",
                   "Matrix!D2" COUNTS);
    assert_remarks(HEAD AGENCIES SESSIONS CONTRIBUTIONS "\nMatrix\nid|people|ilo\n\"1.1|||\n",
                   "Contributions!A2" COUNTS);
    assert_remarks(HEAD AGENCIES SESSIONS CONTRIBUTIONS
                   "\nMatrix\nid|people|ilo\n\"1.1||\"Chair (\n",
                   "Contributions!A2" COUNTS);
}

static void what_is_left_out_is_told(void **state)
{
    assert_remarks("Agenda\nid|forum|note\ntitle|Forum\ntimezone|Europe/Brussels\ncolour of "
                   "badges|red\n\nBudget\n1\n\n" SESSIONS "b|2007-07-10|09:00|10:00|B|stray\n",
                   "the sheet \"Budget\" is left out: nothing in an agenda is called so\n"
                   "Agenda!C1 is left out: no key says what it is\n"
                   "Agenda!A4 is left out, with what belongs to it: nothing there is called "
                   "\"colour of badges\"\n"
                   "Sessions!F3 is left out: no heading says what it is\n");
    assert_remarks(HEAD "Sessions\nid|day|start|end|title|who typed it\n"
                        "b|2007-07-10|09:00|10:00|B|Ann\n",
                   "Sessions!F1 is left out, with what belongs to it: nothing there is called "
                   "\"who typed it\"\n");
}

/* --- mistakes ---------------------------------------------------------------------------- */

/* Each line that is expected is the beginning of one that is told. */
static void assert_mistakes(const char *sketch, const char *expected)
{
    g_autofree char *error = NULL;
    g_autofree char *file = book_support_read(sketch, NULL, &error);
    g_auto(GStrv) wanted = g_strsplit(expected, "\n", -1);

    assert_null(file);
    g_auto(GStrv) told = g_strsplit(error, "\n", -1);
    for (guint i = 0; wanted[i] != NULL || told[i] != NULL; i++) {
        if (wanted[i] == NULL || told[i] == NULL || !g_str_has_prefix(told[i], wanted[i])) {
            fail_msg("not as expected: %s", error);
        }
    }
}

static void every_mistake_is_told_with_its_cell_all_at_once(void **state)
{
    assert_mistakes("Agenda\nid|Forum\ntitle|\ntimezone|Europe/Brusels\n\n" AGENCIES SESSIONS
                    "\"1.1|2007-07-10|10:00|\"9:00|Two\nb|\"tomorrow|09:00|10:00|B\n"
                    "c||09:00|10:00|C\n"
                    "\nContributions\nsession|agency|role\n1.1|iloo|chair\n1.1|ilo|rapporteurr\n"
                    "1.2|ilo|chair\n|ilo|chair\n1.1|ilo|input\n1.1|ilo|input\n",
                    "Agenda!A1: the agenda needs the key \"title\"\n"
                    "Agenda!B1: \"Forum\" cannot be an id\n"
                    "Agenda!B3: unknown time zone \"Europe/Brusels\"\n"
                    "Sessions!A3: there is a session, plenary or break \"1.1\" already, in "
                    "Sessions!A2\n"
                    "Sessions!D3: \"9:00\" is not a time; expected HH:MM from \"00:00\" to "
                    "\"999:59\" (did you mean \"09:00\"?)\n"
                    "Sessions!B4: \"tomorrow\" is not a date\n"
                    "Sessions!A5: a session needs a \"day\"\n"
                    "Contributions!B2: unknown agency \"iloo\"; expected the id of one in "
                    "\"agencies\" (did you mean \"ilo\"?)\n"
                    "Contributions!C3: unknown role \"rapporteurr\"\n"
                    "Contributions!A4: there is no session \"1.2\" (did you mean \"1.1\"?)\n"
                    "Contributions!A5: a contribution needs a \"session\" to which it belongs\n"
                    "Contributions!A7: the agency \"ilo\" has the role \"input\" in this session "
                    "already, in Contributions!A6");
}

static void a_cell_of_the_wrong_kind_is_told(void **state)
{
    assert_mistakes(
        HEAD "Sessions\nid|day|start|end|title|capacity\n"
             "2007-02-01|09:00|2007-07-10|10:00|09:00|\n"
             "b|2007-07-10|09:00|10:00|#REF!|\n",
        "Sessions!A2: the cell holds a date, 2007-02-01; expected a text or number for "
        "\"id\" (give the cell the format \"Text\"\n"
        "Sessions!A2: a session needs a \"day\"\n"
        "Sessions!B2: the cell holds a time, 09:00; expected a date for \"day\"\n"
        "Sessions!C2: the cell holds a date, 2007-07-10; expected a time for \"start\"\n"
        "Sessions!E2: the cell holds a time, 09:00; expected a text or number\n"
        "Sessions!A3: a session needs the key \"title\"\n"
        "Sessions!E3: the cell shows #REF! in place of a value");
}

static void a_heading_that_is_nearly_one_or_twice_there_is_told(void **state)
{
    assert_mistakes(HEAD "Sessions\nid|day|start|end|title|titel|End|url [en]\n"
                         "b|2007-07-10|09:00|10:00|B|||\n",
                    "Sessions!F1: there is no \"titel\" in the sheet \"Sessions\" (did you mean "
                    "\"title\"?)\n"
                    "Sessions!G1: \"end\" is here twice\n"
                    "Sessions!H1: there is no \"url [en]\" in the sheet \"Sessions\" (did you mean "
                    "\"url\"?)");
}

static void a_text_in_several_languages_of_which_one_has_no_name_is_told(void **state)
{
    assert_mistakes(HEAD "Sessions\nid|day|start|end|title|title [fr]\n"
                         "a|2007-07-10|09:00|10:00|A|\nb|2007-07-10|09:00|10:00||B\n"
                         "c|2007-07-10|09:00|10:00|C|C\n",
                    "Sessions!E4: \"title\" is here in other languages, too, and this text names "
                    "none (call the column \"title [en]\", if it is English)");
}

static void mistakes_in_the_matrix_are_told_with_their_cells(void **state)
{
    assert_mistakes(HEAD AGENCIES SESSIONS "\nMatrix\nid|title|people|ilo|iloo|World Bank\n"
                                           "\"1.1|One||Chaire|Chair|\"Chair (maybe)\n"
                                           "|||Chair||\n"
                                           "2.2|||Chair||\n",
                    "Matrix!E1: there is no agency \"iloo\" (did you mean \"ilo\"?)\n"
                    "Matrix!D2: unknown role \"Chaire\"\n"
                    "Matrix!F2: \"Chair (maybe)\" is not understood\n"
                    "Matrix!D3: the row has no \"id\" of a session\n"
                    "Matrix!D4: there is no session \"2.2\"");
    assert_mistakes(HEAD AGENCIES SESSIONS
                    "\nMatrix\nid|people|ilo\n\"1.1||\"Chair (offered, tentative)\n",
                    "Matrix!C2: the key \"status\" is here twice; the first is in Matrix!C2");
}

static void who_has_several_names_alike_is_called_by_the_id_alone(void **state)
{
    assert_mistakes(HEAD "Agencies\nid|short\na|Same\nb|SAME\n\n" SESSIONS
                         "\nContributions\nsession|agency|role\n1.1|same|chair\n1.1|a|chair\n",
                    "Contributions!B2: unknown agency \"same\"");
}

static void of_very_many_mistakes_the_first_thousand_are_told(void **state)
{
    g_autoptr(GString) sketch = g_string_new(HEAD "Rooms\nid|name\n");
    g_autofree char *error = NULL;

    for (guint i = 0; i < 1200; i++) {
        g_string_append_printf(sketch, "r%u|2007-07-10\n", i);
    }
    g_autofree char *file = book_support_read(sketch->str, NULL, &error);
    assert_null(file);
    g_auto(GStrv) told = g_strsplit(error, "\n", -1);
    assert_int_equal(g_strv_length(told), FINDINGS_MAX + 1);
    assert_true(g_str_has_suffix(told[FINDINGS_MAX], " more errors are not shown"));
}

/* --- whose workbook it is ---------------------------------------------------------------- */

static void assert_known(const char *sketch, bool is_known)
{
    g_autoptr(Workbook) workbook = book_support_workbook(sketch);

    assert_int_equal(book_reader_knows(workbook), is_known);
}

static void a_book_is_known_by_the_keys_of_its_agenda_or_by_its_matrix(void **state)
{
    assert_known("Agenda\nid|forum\ntitle|Forum\n", true);
    assert_known("agenda\nkey|value\nTimezone|Europe/Brussels\nid|forum\n", true);
    assert_known("Matrix\nid|ilo\n", true);
    /* Other people's. */
    assert_known("Agenda\nTitle|Date|Start\nOpening|2007-07-10|09:00\n", false);
    assert_known("Sessions\nid|title\n", false);
    assert_known("Matrix\nSession|ilo\n", false);
    assert_known("Agenda\n\nMatrix\n", false);
}

static void what_is_said_of_the_agenda_takes_the_place_of_the_sheet(void **state)
{
    const BookHead head = { "next", "Next forum", "Asia/Tokyo" };
    g_autoptr(Workbook) workbook = book_support_workbook(
        "Agenda\nid|forum\ntitle [en]|Forum\ntitle [fr]|Forum\ntimezone|Nowhere\n");
    g_autoptr(GError) error = NULL;
    g_autofree char *file = book_reader_read(workbook, &head, NULL, NULL, &error);

    assert_null(error);
    g_autoptr(Agenda) agenda = records_support_parse(file);
    assert_string_equal(agenda->id, "next");
    assert_string_equal(text_first(&agenda->title), "Next forum");
    assert_string_equal(tz_name(agenda->tz), "Asia/Tokyo");
}

static void a_matrix_alone_needs_to_be_told_the_zone(void **state)
{
    BookHead head = { 0 };
    g_autoptr(Workbook) workbook = book_support_workbook("Matrix\nid|ilo\n");
    g_autoptr(GError) error = NULL;

    assert_null(book_reader_read(workbook, &head, NULL, NULL, &error));
    assert_non_null(strstr(error->message, "--timezone Europe/Brussels"));
    head.timezone = "Europe/Brussels";
    g_autofree char *file = book_reader_read(workbook, &head, NULL, NULL, NULL);
    g_autoptr(Agenda) agenda = records_support_parse(file);
    assert_string_equal(agenda->id, "agenda");
    support_assert_ids(agenda->agencies, "ilo");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_is_read_key_by_key),
        cmocka_unit_test(columns_may_stand_in_any_order_and_rows_be_blank),
        cmocka_unit_test(a_session_takes_its_slot_unless_that_is_told),
        cmocka_unit_test(days_have_titles_and_need_no_sessions),
        cmocka_unit_test(what_a_session_has_stands_in_sheets_of_its_own),
        cmocka_unit_test(things_may_be_called_as_people_know_them),
        cmocka_unit_test(the_matrix_says_who_contributes_if_no_sheet_does),
        cmocka_unit_test(a_matrix_alone_says_what_sessions_and_agencies_there_are),
        cmocka_unit_test(a_matrix_without_people_has_agencies_in_all_other_columns),
        cmocka_unit_test(a_matrix_that_says_something_else_than_contributions_is_told),
        cmocka_unit_test(what_is_left_out_is_told),
        cmocka_unit_test(every_mistake_is_told_with_its_cell_all_at_once),
        cmocka_unit_test(a_cell_of_the_wrong_kind_is_told),
        cmocka_unit_test(a_heading_that_is_nearly_one_or_twice_there_is_told),
        cmocka_unit_test(a_text_in_several_languages_of_which_one_has_no_name_is_told),
        cmocka_unit_test(mistakes_in_the_matrix_are_told_with_their_cells),
        cmocka_unit_test(who_has_several_names_alike_is_called_by_the_id_alone),
        cmocka_unit_test(of_very_many_mistakes_the_first_thousand_are_told),
        cmocka_unit_test(a_book_is_known_by_the_keys_of_its_agenda_or_by_its_matrix),
        cmocka_unit_test(what_is_said_of_the_agenda_takes_the_place_of_the_sheet),
        cmocka_unit_test(a_matrix_alone_needs_to_be_told_the_zone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
