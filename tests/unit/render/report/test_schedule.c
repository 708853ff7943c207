#include "render/report/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"

#define RULE "────────────────────────────────────────────────────────────"

/* A day of an agenda to which a test adds slots. */
typedef struct Fixture {
    Agenda *agenda;
    Day *day;
    Selection selection;
    ScheduleStyle style;
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);

    fixture->agenda = support_agenda_new();
    fixture->day = support_add_day(fixture->agenda, "2007-07-10");
    selection_init(&fixture->selection);
    fixture->selection.undated = true;
    fixture->style.width = 60;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;

    selection_clear(&fixture->selection);
    agenda_free(fixture->agenda);
    g_free(fixture);
    return 0;
}

static Session *add_session(Fixture *fixture, Slot *slot, const char *id, const char *title)
{
    return support_add_session(fixture->agenda, slot, SESSION_KIND_SESSION, id, title);
}

static Slot *add_slot(Fixture *fixture, const char *start, const char *end)
{
    return support_add_slot(fixture->agenda, fixture->day, start, end);
}

static const RoundTable *add_round_table(Fixture *fixture, const char *id, const char *title)
{
    RoundTable *round_table = agenda_add_round_table(fixture->agenda, id);

    round_table->title = support_text(fixture->agenda, title);
    return round_table;
}

/* The schedule in the fixture's style; the caller's own. */
static char *dup_schedule(const Fixture *fixture)
{
    g_autoptr(GString) out = g_string_new(NULL);

    schedule_append(out, fixture->agenda, &fixture->selection, &fixture->style);
    return g_strdup(out->str);
}

/* Checks what stands under the day's rule, with the agenda finished. */
static void assert_day(const Fixture *fixture, const char *expected)
{
    agenda_finish(fixture->agenda);

    g_autofree char *text = dup_schedule(fixture);
    const char *rule = strstr(text, RULE "\n");

    assert_non_null(rule);
    assert_string_equal(rule + strlen(RULE "\n"), expected);
}

/* Checks what the schedule has after a line. */
static void assert_after(const Fixture *fixture, const char *line, const char *expected)
{
    g_autofree char *text = dup_schedule(fixture);
    const char *found = strstr(text, line);

    assert_non_null(found);
    assert_string_equal(found + strlen(line), expected);
}

static void the_header_says_what_where_and_in_which_zone(void **state)
{
    Fixture *fixture = *state;

    add_session(fixture, add_slot(fixture, "09:00", "10:00"), "a", "First");
    fixture->agenda->location = support_text(fixture->agenda, "Brussels, Belgium");
    fixture->day->title = support_text(fixture->agenda, "Day one");
    agenda_finish(fixture->agenda);

    g_autofree char *text = dup_schedule(fixture);
    assert_string_equal(text, "Test conference\n"
                              "Brussels, Belgium · times are those of Europe/Brussels\n"
                              "\n"
                              "Tuesday 10 July 2007 · Day one\n" RULE "\n"
                              "09:00–10:00     First\n");
}

static void slots_are_parted_by_an_empty_line(void **state)
{
    Fixture *fixture = *state;

    add_session(fixture, add_slot(fixture, "10:00", "11:00"), "b", "Second");
    add_session(fixture, add_slot(fixture, "09:00", "10:00"), "a", "First");
    add_session(fixture, add_slot(fixture, NULL, NULL), "c", "Banner");
    assert_day(fixture, "all day         Banner\n"
                        "\n"
                        "09:00–10:00     First\n"
                        "\n"
                        "10:00–11:00     Second\n");
}

static void parallel_sessions_are_counted_and_tied_by_a_rail(void **state)
{
    Fixture *fixture = *state;
    Slot *slot = add_slot(fixture, "09:00", "10:00");

    add_session(fixture, slot, "a", "First");
    add_session(fixture, slot, "b", "Second");
    add_session(fixture, slot, "c", "Third");
    assert_day(fixture, "09:00–10:00  ┌─ First\n"
                        "3 parallel   ├─ Second\n"
                        "             └─ Third\n");
}

static void the_rail_goes_on_beside_what_belongs_to_a_session(void **state)
{
    Fixture *fixture = *state;
    Slot *slot = add_slot(fixture, "09:00", "10:00");
    Session *first = add_session(fixture, slot, "a", "A title that is wider than one line can be");
    Session *last = add_session(fixture, slot, "b", "Last");

    support_add_contribution(fixture->agenda, first, "ilo", "chair", CONTRIBUTION_STATUS_CONFIRMED);
    support_add_contribution(fixture->agenda, last, "iom", "chair", CONTRIBUTION_STATUS_CONFIRMED);
    assert_day(fixture, "09:00–10:00  ┌─ A title that is wider than one line can be\n"
                        "2 parallel   │  Chair: ILO\n"
                        "             └─ Last\n"
                        "                Chair: IOM\n");
}

static void slots_of_one_time_are_shown_as_one(void **state)
{
    Fixture *fixture = *state;

    add_session(fixture, add_slot(fixture, "09:00", "10:00"), "b", "Second");
    add_session(fixture, add_slot(fixture, "09:00", "10:00"), "a", "First");
    assert_day(fixture, "09:00–10:00  ┌─ First\n"
                        "2 parallel   └─ Second\n");
}

static void a_slot_that_begins_before_another_ends_is_overlapping(void **state)
{
    Fixture *fixture = *state;

    add_session(fixture, add_slot(fixture, "09:00", "12:00"), "a", "Long");
    add_session(fixture, add_slot(fixture, "10:00", "11:00"), "b", "Short");
    add_session(fixture, add_slot(fixture, "11:30", "13:00"), "c", "Late");
    add_session(fixture, add_slot(fixture, "13:00", "14:00"), "d", "After");
    assert_day(fixture, "09:00–12:00     Long\n"
                        "\n"
                        "10:00–11:00     Short\n"
                        "overlapping\n"
                        "\n"
                        "11:30–13:00     Late\n"
                        "overlapping\n"
                        "\n"
                        "13:00–14:00     After\n");
}

static void sessions_of_a_slot_one_after_another_are_not_parallel(void **state)
{
    Fixture *fixture = *state;
    Slot *slot = add_slot(fixture, "09:00", "12:00");

    support_narrow_session(add_session(fixture, slot, "a", "First"), NULL, "10:30");
    support_narrow_session(add_session(fixture, slot, "b", "Second"), "10:30", NULL);
    assert_day(fixture, "09:00–12:00  ┌─ First\n"
                        "2 sessions   │  09:00–10:30\n"
                        "             └─ Second\n"
                        "                10:30–12:00\n");
}

static void times_beyond_midnight_say_so(void **state)
{
    Fixture *fixture = *state;

    add_session(fixture, add_slot(fixture, "20:00", "22:00"), "a", "Dinner");
    add_session(fixture, add_slot(fixture, "22:00", "24:00"), "b", "Music");
    add_session(fixture, add_slot(fixture, "23:00", "25:30"), "c", "Dance");
    add_session(fixture, add_slot(fixture, "25:30", "26:00"), "d", "Bus");
    assert_day(fixture, "20:00–22:00     Dinner\n"
                        "\n"
                        "22:00–24:00     Music\n"
                        "\n"
                        "23:00–01:30     Dance\n"
                        "overlapping\n"
                        "overnight\n"
                        "\n"
                        "01:30–02:00     Bus\n"
                        "next day\n");
}

static void round_tables_are_headings_with_their_title_the_first_time(void **state)
{
    Fixture *fixture = *state;
    const RoundTable *one = add_round_table(fixture, "1", "Labour");
    const RoundTable *two = add_round_table(fixture, "2", NULL);
    Slot *slot = add_slot(fixture, "09:00", "10:00");
    Slot *later = add_slot(fixture, "10:00", "11:00");

    add_session(fixture, slot, "1.2", "Migration")->round_table = one;
    add_session(fixture, slot, "1.10", "Return")->round_table = one;
    add_session(fixture, slot, "2.1", "Remittances")->round_table = two;
    add_session(fixture, slot, "walk", "A walk");
    add_session(fixture, later, "1.3", "Partners")->round_table = one;
    assert_day(fixture, "09:00–10:00  ┌  Round Table 1: Labour\n"
                        "4 parallel   ├─ 1.2   Migration\n"
                        "             ├─ 1.10  Return\n"
                        "             │\n"
                        "             │  Round Table 2\n"
                        "             ├─ 2.1   Remittances\n"
                        "             │\n"
                        "             │  Other sessions\n"
                        "             └─       A walk\n"
                        "\n"
                        "10:00–11:00     Round Table 1\n"
                        "                1.3  Partners\n");
}

static void a_long_number_stands_in_the_title(void **state)
{
    Fixture *fixture = *state;
    const RoundTable *one = add_round_table(fixture, "1", NULL);
    Slot *slot = add_slot(fixture, "09:00", "10:00");

    add_session(fixture, slot, "1.2-continued", "Migration")->round_table = one;
    assert_day(fixture, "09:00–10:00     Round Table 1\n"
                        "                1.2-continued Migration\n");
}

static void room_time_and_status_are_shown(void **state)
{
    Fixture *fixture = *state;
    Slot *slot = add_slot(fixture, "09:00", "12:00");
    Room *room = agenda_add_room(fixture->agenda, "gold");
    Session *session = add_session(fixture, slot, "a", "First");

    room->name = support_text(fixture->agenda, "Gold Room");
    session->room = room;
    session->status = SESSION_STATUS_TENTATIVE;
    support_narrow_session(session, "09:30", NULL);
    add_session(fixture, slot, "b", "Second")->status = SESSION_STATUS_CANCELLED;
    assert_day(fixture, "09:00–12:00  ┌─ Cancelled: Second\n"
                        "2 parallel   └─ First (tentative)\n"
                        "                09:30–12:00 · Gold Room\n");
}

static void contributions_are_listed_by_role(void **state)
{
    Fixture *fixture = *state;
    Agenda *agenda = fixture->agenda;
    Session *session = add_session(fixture, add_slot(fixture, "09:00", "12:00"), "a", "First");

    support_add_contribution(agenda, session, "iom", "input", CONTRIBUTION_STATUS_REQUESTED);
    support_add_contribution(agenda, session, "ec", "input", CONTRIBUTION_STATUS_CONFIRMED);
    support_add_contribution(agenda, session, "spain", "chair", CONTRIBUTION_STATUS_OFFERED);
    assert_day(fixture, "09:00–12:00     First\n"
                        "                Chair: SPAIN (offered); Input: EC,\n"
                        "                IOM (requested)\n");
}

/* A plenary, a break, a session of ILO's and one of others; two preparations of ILO's. */
static void fill_for_viewpoint(Fixture *fixture)
{
    Agenda *agenda = fixture->agenda;
    Slot *slot = add_slot(fixture, "11:00", "12:00");
    Session *session = add_session(fixture, slot, "a", "First");
    Session *other = add_session(fixture, slot, "b", "Second");

    support_add_session(agenda, add_slot(fixture, "09:00", "10:00"), SESSION_KIND_PLENARY,
                        "opening", "Opening");
    support_add_session(agenda, add_slot(fixture, "10:00", "11:00"), SESSION_KIND_BREAK, "coffee",
                        "Coffee");
    support_add_contribution(agenda, session, "ilo", "rapporteur", CONTRIBUTION_STATUS_CONFIRMED);
    support_add_contribution(agenda, session, "ilo", "input", CONTRIBUTION_STATUS_REQUESTED);
    support_add_contribution(agenda, session, "iom", "input", CONTRIBUTION_STATUS_CONFIRMED);
    support_add_contribution(agenda, other, "iom", "chair", CONTRIBUTION_STATUS_CONFIRMED);
    support_add_preparation(agenda, "ilo", "support", "Help")->status = CONTRIBUTION_STATUS_OFFERED;
    Preparation *due = support_add_preparation(agenda, "ilo", "comments", NULL);
    due->timing = PREPARATION_DUE;
    due->date = fixture->day->date - 30;
    Preparation *dated = support_add_preparation(agenda, "iom", "event", "Dialogue");
    dated->timing = PREPARATION_DATE;
    dated->date = fixture->day->date - 1;
    agenda_finish(agenda);
}

static void an_agency_sees_its_roles_first_and_its_preparations(void **state)
{
    Fixture *fixture = *state;

    fill_for_viewpoint(fixture);
    fixture->style.viewpoint = agenda_find_agency(fixture->agenda, "ilo");
    fixture->selection.breaks = false;
    selection_add(&fixture->selection, SELECTION_AGENCY, fixture->style.viewpoint);
    assert_after(fixture, "Tuesday 10 July 2007\n" RULE "\n",
                 "09:00–10:00     Opening\n"
                 "\n"
                 "11:00–12:00     [Rapporteur, Input (requested)] First\n"
                 "                Input: IOM\n"
                 "\n"
                 "Preparations\n" RULE "\n"
                 "                · [Support (offered)] Help\n"
                 "due 2007-06-10  · [Comments]\n");
}

static void preparations_of_all_are_grouped_by_agency(void **state)
{
    Fixture *fixture = *state;

    fill_for_viewpoint(fixture);
    assert_after(fixture, "Preparations\n" RULE "\n",
                 "ILO             · Support (offered): Help\n"
                 "                · Comments, due 2007-06-10\n"
                 "IOM             · Event: Dialogue, 2007-07-09\n");
}

static void notes_are_shown_where_asked_for(void **state)
{
    Fixture *fixture = *state;
    Agenda *agenda = fixture->agenda;
    Session *session = add_session(fixture, add_slot(fixture, "09:00", "12:00"), "a", "First");
    Contribution *chair =
        support_add_contribution(agenda, session, "ilo", "chair", CONTRIBUTION_STATUS_REQUESTED);

    chair->note = support_text(agenda, "As asked\nby Spain.");
    support_add_contribution(agenda, session, "iom", "input", CONTRIBUTION_STATUS_CONFIRMED);
    session->abstract = support_text(agenda, "What it is about.");
    support_add_preparation(agenda, "ec", "support", NULL)->note = support_text(agenda, "Money.");
    fixture->style.notes = true;
    assert_day(fixture, "09:00–12:00     First\n"
                        "                What it is about.\n"
                        "                ILO: Chair (requested) – As asked by Spain.\n"
                        "                IOM: Input\n"
                        "\n"
                        "Preparations\n" RULE "\n"
                        "EC              · Support\n"
                        "                  Money.\n");
}

static void a_selection_without_anything_is_told_in_a_sentence(void **state)
{
    Fixture *fixture = *state;

    fill_for_viewpoint(fixture);
    selection_add(&fixture->selection, SELECTION_ROLE,
                  agenda_find_role(fixture->agenda, "speaker"));
    fixture->selection.plenaries = false;
    fixture->selection.breaks = false;

    g_autofree char *text = dup_schedule(fixture);
    assert_string_equal(text, "No session of this agenda matches.\n");
}

static void a_day_with_only_a_title_is_shown_unless_something_narrows(void **state)
{
    Fixture *fixture = *state;
    Day *excursions = support_add_day(fixture->agenda, "2007-07-12");

    excursions->title = support_text(fixture->agenda, "Excursions");
    fill_for_viewpoint(fixture);
    g_autofree char *whole = dup_schedule(fixture);
    selection_add(&fixture->selection, SELECTION_KIND, selection_kind_record(SESSION_KIND_SESSION));
    g_autofree char *narrowed = dup_schedule(fixture);

    assert_non_null(strstr(whole, "\nThursday 12 July 2007 · Excursions\n"));
    assert_null(strstr(narrowed, "Excursions"));
}

static void ascii_has_nothing_else(void **state)
{
    Fixture *fixture = *state;
    Slot *slot = add_slot(fixture, "09:00", "12:00");

    add_session(fixture, slot, "a", "Café – 日本");
    add_session(fixture, slot, "b", "Second");
    support_add_preparation(fixture->agenda, "ilo", "support", NULL);
    fixture->style.ascii = true;
    agenda_finish(fixture->agenda);

    g_autofree char *text = dup_schedule(fixture);
    assert_true(g_str_is_ascii(text));
    assert_non_null(strstr(text, "09:00-12:00  +- Cafe - ??\n"
                                 "2 parallel   +- Second\n"));
}

/* Takes ANSI escapes out; the caller's own. */
static char *dup_without_colour(const char *text)
{
    g_autoptr(GRegex) escape = g_regex_new("\033\\[[0-9;]*m", 0, 0, NULL);

    return g_regex_replace_literal(escape, text, -1, 0, "", 0, NULL);
}

static void colour_adds_escapes_and_nothing_else(void **state)
{
    Fixture *fixture = *state;

    fill_for_viewpoint(fixture);
    g_autofree char *plain = dup_schedule(fixture);
    fixture->style.colour = true;
    g_autofree char *coloured = dup_schedule(fixture);
    g_autofree char *stripped = dup_without_colour(coloured);

    assert_null(strchr(plain, '\033'));
    assert_non_null(strstr(coloured, "\033[1mTuesday 10 July 2007\033[0m\n"));
    assert_string_equal(stripped, plain);
}

static void a_cancelled_session_is_struck_in_colour(void **state)
{
    Fixture *fixture = *state;

    add_session(fixture, add_slot(fixture, "09:00", "12:00"), "a", "First")->status =
        SESSION_STATUS_CANCELLED;
    fixture->style.colour = true;
    agenda_finish(fixture->agenda);

    g_autofree char *text = dup_schedule(fixture);
    assert_non_null(strstr(text, "\033[2;9mCancelled: First\033[0m\n"));
}

static void controls_in_the_agenda_do_not_reach_the_terminal(void **state)
{
    Fixture *fixture = *state;

    add_session(fixture, add_slot(fixture, "09:00", "12:00"), "a",
                "Red \033[31m\r\nalert\007\302\233m");
    assert_day(fixture, "09:00–12:00     Red [31m alert m\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void a_round_table_is_called_what_the_agenda_calls_it(void **state)
{
    Fixture *fixture = *state;
    Slot *slot = add_slot(fixture, "09:00", "10:00");

    add_session(fixture, slot, "a", "A")->round_table =
        add_round_table(fixture, "risc-v", "RISC-V");
    fixture->agenda->words.round_table.one = support_text(fixture->agenda, "Track");
    agenda_finish(fixture->agenda);
    g_autofree char *text = dup_schedule(fixture);
    assert_non_null(strstr(text, "Track risc-v: RISC-V"));
}

static void ids_are_those_of_the_session_and_of_what_it_names_each_once(void **state)
{
    Fixture *fixture = *state;
    Session *session = add_session(fixture, add_slot(fixture, "09:00", "10:00"), "1.1", "First");
    Preparation *preparation = support_add_preparation(fixture->agenda, "iom", "event", "Dialogue");

    session->room = support_add_room(fixture->agenda, "gold", "Gold Room");
    session->round_table = add_round_table(fixture, "1", "Work");
    support_contribute(fixture->agenda, session, "ilo", "chair");
    support_contribute(fixture->agenda, session, "ilo", "speaker");
    support_contribute(fixture->agenda, session, "iom", "speaker");
    preparation->id = agenda_intern(fixture->agenda, "d1");
    add_session(fixture, add_slot(fixture, "10:00", "11:00"), "b", "Second");
    fixture->style.ids = true;
    fixture->style.width = 90;
    agenda_finish(fixture->agenda);
    g_autofree char *text = dup_schedule(fixture);
    assert_non_null(strstr(
        text, "\n                     id 1.1 · room gold · round-table 1 · agency ilo, iom ·\n"
              "                     role chair, speaker\n"));
    assert_non_null(strstr(text, " Second\n                id b\n"));
    assert_non_null(strstr(text, " agency iom · role event · id d1\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_header_says_what_where_and_in_which_zone),
        TEST(slots_are_parted_by_an_empty_line),
        TEST(parallel_sessions_are_counted_and_tied_by_a_rail),
        TEST(the_rail_goes_on_beside_what_belongs_to_a_session),
        TEST(slots_of_one_time_are_shown_as_one),
        TEST(a_slot_that_begins_before_another_ends_is_overlapping),
        TEST(sessions_of_a_slot_one_after_another_are_not_parallel),
        TEST(times_beyond_midnight_say_so),
        TEST(round_tables_are_headings_with_their_title_the_first_time),
        TEST(a_long_number_stands_in_the_title),
        TEST(room_time_and_status_are_shown),
        TEST(contributions_are_listed_by_role),
        TEST(an_agency_sees_its_roles_first_and_its_preparations),
        TEST(preparations_of_all_are_grouped_by_agency),
        TEST(notes_are_shown_where_asked_for),
        TEST(ids_are_those_of_the_session_and_of_what_it_names_each_once),
        TEST(a_selection_without_anything_is_told_in_a_sentence),
        TEST(a_day_with_only_a_title_is_shown_unless_something_narrows),
        TEST(ascii_has_nothing_else),
        TEST(colour_adds_escapes_and_nothing_else),
        TEST(a_cancelled_session_is_struck_in_colour),
        TEST(controls_in_the_agenda_do_not_reach_the_terminal),
        TEST(a_round_table_is_called_what_the_agenda_calls_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
