#include "render/report/printer.h"

#include "support.h"

#define TEN "──────────"
#define COLUMNS "                " /* those of the label and the rail, empty */
#define BEFORE_RAIL "             "

typedef struct Fixture {
    Printer printer;
    GString *out;
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);

    fixture->out = g_string_new(NULL);
    printer_init(&fixture->printer, fixture->out, 40, false, false);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;

    printer_clear(&fixture->printer);
    g_string_free(fixture->out, TRUE);
    g_free(fixture);
    return 0;
}

static void assert_printed(const Fixture *fixture, const char *expected)
{
    assert_string_equal(fixture->out->str, expected);
}

static void a_heading_wraps_over_the_whole_width(void **state)
{
    Fixture *fixture = *state;

    printer_heading(&fixture->printer, INK_STRONG, "");
    printer_heading(&fixture->printer, INK_STRONG, "Forty cells are the width of these lines.");
    assert_printed(fixture, "Forty cells are the width of these\nlines.\n");
}

static void a_rule_takes_the_whole_width(void **state)
{
    Fixture *fixture = *state;

    printer_rule(&fixture->printer);
    printer_blank(&fixture->printer);
    fixture->printer.ascii = true;
    printer_rule(&fixture->printer);
    assert_printed(fixture, TEN TEN TEN TEN "\n\n"
                                            "----------------------------------------\n");
}

static void no_line_is_narrower_than_40_cells(void **state)
{
    Fixture *fixture = *state;

    printer_init(&fixture->printer, fixture->out, 39, false, false);
    assert_int_equal(fixture->printer.width, 40);
    printer_init(&fixture->printer, fixture->out, 41, false, false);
    assert_int_equal(fixture->printer.width, 41);
}

static void a_paragraph_wraps_beside_the_columns(void **state)
{
    Fixture *fixture = *state;

    printer_paragraph(&fixture->printer, "", INK_PLAIN, "There is room for 24 cells in a line.");
    assert_printed(fixture, COLUMNS "There is room for 24\n" COLUMNS "cells in a line.\n");
}

static void a_paragraph_of_nothing_is_not_written(void **state)
{
    Fixture *fixture = *state;

    printer_label(&fixture->printer, INK_PLAIN, "09:00");
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "");
    assert_printed(fixture, "");
    printer_paragraph(&fixture->printer, "[Chair]", INK_PLAIN, "");
    printer_paragraph(&fixture->printer, "[Chair]", INK_PLAIN, "Opening");
    assert_printed(fixture, "09:00           [Chair]\n" COLUMNS "[Chair] Opening\n");
}

static void labels_wait_for_the_next_lines(void **state)
{
    Fixture *fixture = *state;

    printer_label(&fixture->printer, INK_PLAIN, "");
    printer_label(&fixture->printer, INK_PLAIN, "09:00–12:00");
    printer_label(&fixture->printer, INK_PLAIN, "2 parallel");
    printer_label(&fixture->printer, INK_PLAIN, "overlapping");
    assert_printed(fixture, "");
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "Opening");
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "Gold Room");
    printer_finish(&fixture->printer);
    assert_printed(fixture, "09:00–12:00     Opening\n"
                            "2 parallel      Gold Room\n"
                            "overlapping\n");
}

static void only_without_a_rail_may_a_label_take_its_place(void **state)
{
    Fixture *fixture = *state;

    printer_label(&fixture->printer, INK_PLAIN, "Twelve cells");
    printer_finish(&fixture->printer);
    printer_rail(&fixture->printer, RAIL_TRUNK);
    printer_label(&fixture->printer, INK_PLAIN, "Twelve cells");
    printer_finish(&fixture->printer);
    assert_printed(fixture, "Twelve cells\n"
                            "Twelve       │\n"
                            "cells        │\n");
}

/* Two paragraphs beside a rail, and what follows from it. */
static void assert_rail(Fixture *fixture, Rail rail, bool ascii, const char *expected)
{
    g_string_truncate(fixture->out, 0);
    fixture->printer.ascii = ascii;
    printer_rail(&fixture->printer, rail);
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "a");
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "b");
    assert_printed(fixture, expected);
}

static void a_rail_goes_on_until_its_last_branch(void **state)
{
    Fixture *fixture = *state;

    assert_rail(fixture, RAIL_NONE, false, COLUMNS "a\n" COLUMNS "b\n");
    assert_rail(fixture, RAIL_TOP, false, BEFORE_RAIL "┌  a\n" BEFORE_RAIL "│  b\n");
    assert_rail(fixture, RAIL_FIRST, false, BEFORE_RAIL "┌─ a\n" BEFORE_RAIL "│  b\n");
    assert_rail(fixture, RAIL_BRANCH, false, BEFORE_RAIL "├─ a\n" BEFORE_RAIL "│  b\n");
    assert_rail(fixture, RAIL_TRUNK, false, BEFORE_RAIL "│  a\n" BEFORE_RAIL "│  b\n");
    assert_rail(fixture, RAIL_LAST, false, BEFORE_RAIL "└─ a\n" COLUMNS "b\n");
    assert_rail(fixture, RAIL_TOP, true, BEFORE_RAIL "|  a\n" BEFORE_RAIL "|  b\n");
    assert_rail(fixture, RAIL_FIRST, true, BEFORE_RAIL "+- a\n" BEFORE_RAIL "|  b\n");
    assert_rail(fixture, RAIL_BRANCH, true, BEFORE_RAIL "+- a\n" BEFORE_RAIL "|  b\n");
    assert_rail(fixture, RAIL_LAST, true, BEFORE_RAIL "+- a\n" COLUMNS "b\n");
}

static void a_lead_stands_before_one_line_and_its_column_stays(void **state)
{
    Fixture *fixture = *state;

    printer_lead(&fixture->printer, "1.2", 5);
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "Nineteen cells are left");
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "Gold Room");
    printer_lead(&fixture->printer, "·", 2);
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "Comments");
    assert_printed(fixture, COLUMNS "1.2  Nineteen cells are\n" COLUMNS "     left\n" COLUMNS
                                    "     Gold Room\n" COLUMNS "· Comments\n");
}

static void a_lead_that_was_never_written_is_forgotten(void **state)
{
    Fixture *fixture = *state;

    printer_lead(&fixture->printer, "1.1", 5);
    printer_lead(&fixture->printer, "1.2", 5);
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "Title");
    printer_lead(&fixture->printer, "1.3", 5);
    printer_finish(&fixture->printer);
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "Title");
    assert_printed(fixture, COLUMNS "1.2  Title\n" COLUMNS "Title\n");
}

static void a_gap_has_a_label_and_the_rail_only(void **state)
{
    Fixture *fixture = *state;

    printer_label(&fixture->printer, INK_PLAIN, "09:00");
    printer_rail(&fixture->printer, RAIL_FIRST);
    printer_lead(&fixture->printer, "1.2", 5);
    printer_gap(&fixture->printer);
    printer_gap(&fixture->printer);
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "Title");
    printer_finish(&fixture->printer);
    printer_gap(&fixture->printer);
    assert_printed(fixture, "09:00        ┌─\n" BEFORE_RAIL "│\n" BEFORE_RAIL "│  Title\n\n");
}

static void without_colour_ink_leaves_no_trace(void **state)
{
    Fixture *fixture = *state;

    printer_label(&fixture->printer, INK_LABEL, "09:00");
    printer_paragraph(&fixture->printer, "[Chair]", INK_STRUCK, "Opening");
    printer_heading(&fixture->printer, INK_DIM, "Tuesday");
    assert_printed(fixture, "09:00           [Chair] Opening\nTuesday\n");
}

static void colour_is_put_around_text_and_never_around_blanks(void **state)
{
    Fixture *fixture = *state;

    fixture->printer.colour = true;
    printer_label(&fixture->printer, INK_LABEL, "09:00");
    printer_rail(&fixture->printer, RAIL_LAST);
    printer_lead(&fixture->printer, "1.2", 5);
    printer_paragraph(&fixture->printer, "", INK_STRUCK, "Title");
    printer_paragraph(&fixture->printer, "", INK_PLAIN, "Room");
    printer_heading(&fixture->printer, INK_DIM, "Tuesday");
    assert_printed(fixture, "\033[36m09:00\033[0m        \033[2m└─\033[0m "
                            "\033[1m1.2\033[0m  \033[2;9mTitle\033[0m\n" COLUMNS "     Room\n"
                            "\033[2mTuesday\033[0m\n");
}

static void what_is_strong_ends_where_the_text_begins_on_any_line(void **state)
{
    Fixture *fixture = *state;

    fixture->printer.colour = true;
    printer_paragraph(&fixture->printer, "[Rapporteur, Input, Comments]", INK_DIM,
                      "A title of some length");
    assert_printed(fixture, COLUMNS "\033[1m[Rapporteur, Input,\033[0m\n" COLUMNS
                                    "\033[1mComments]\033[0m\033[2m A title of\033[0m\n" COLUMNS
                                    "\033[2msome length\033[0m\n");
}

#define PRINTER_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PRINTER_TEST(a_heading_wraps_over_the_whole_width),
        PRINTER_TEST(a_rule_takes_the_whole_width),
        PRINTER_TEST(no_line_is_narrower_than_40_cells),
        PRINTER_TEST(a_paragraph_wraps_beside_the_columns),
        PRINTER_TEST(a_paragraph_of_nothing_is_not_written),
        PRINTER_TEST(labels_wait_for_the_next_lines),
        PRINTER_TEST(only_without_a_rail_may_a_label_take_its_place),
        PRINTER_TEST(a_rail_goes_on_until_its_last_branch),
        PRINTER_TEST(a_lead_stands_before_one_line_and_its_column_stays),
        PRINTER_TEST(a_lead_that_was_never_written_is_forgotten),
        PRINTER_TEST(a_gap_has_a_label_and_the_rail_only),
        PRINTER_TEST(without_colour_ink_leaves_no_trace),
        PRINTER_TEST(colour_is_put_around_text_and_never_around_blanks),
        PRINTER_TEST(what_is_strong_ends_where_the_text_begins_on_any_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
