#include "render/paper/sheets.h"

#include "support.h"

/* Most lines of a row in these tests. */
#define LINES_MAX 40

static const double TENS[LINES_MAX] = {
    10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
    10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
};

static SheetRow row(guint n_lines, double gap, bool joins_next)
{
    return (SheetRow){ .gap = gap, .n_lines = n_lines, .heights = TENS, .joins_next = joins_next };
}

/* Fails unless rows of lines ten points high stand so on sheets of these heights: for each part
 * "row:first-end@sheet+top", with blanks between. */
static void assert_layout(const SheetRow *rows, guint n_rows, double first, double other,
                          const char *expected)
{
    g_autoptr(GArray) parts = sheets_lay_out(rows, n_rows, first, other);
    g_autoptr(GString) found = g_string_new(NULL);

    for (guint i = 0; i < parts->len; i++) {
        const SheetPart *part = &g_array_index(parts, SheetPart, i);
        g_string_append_printf(found, "%s%u:%u-%u@%u+%.0f", i > 0 ? " " : "", part->row,
                               part->first, part->end, part->sheet, part->top);
    }
    assert_string_equal(found->str, expected);
}

static void rows_stand_below_each_other_with_their_gaps(void **state)
{
    const SheetRow rows[] = { row(1, 7, false), row(2, 5, false), row(1, 3, false) };

    assert_layout(rows, 3, 100, 100, "0:0-1@0+0 1:0-2@0+15 2:0-1@0+38");
}

static void nothing_is_laid_out_on_no_sheet(void **state)
{
    assert_layout(NULL, 0, 100, 100, "");
}

static void a_row_that_does_not_fit_begins_the_next_sheet_without_a_gap(void **state)
{
    const SheetRow rows[] = { row(2, 5, false), row(2, 5, false) };

    assert_layout(rows, 2, 45, 45, "0:0-2@0+0 1:0-2@0+25");
    assert_layout(rows, 2, 44, 44, "0:0-2@0+0 1:0-2@1+0");
}

static void the_first_sheet_has_room_of_its_own(void **state)
{
    const SheetRow rows[] = { row(1, 0, false), row(1, 0, false), row(1, 0, false),
                              row(1, 0, false) };

    assert_layout(rows, 4, 10, 20, "0:0-1@0+0 1:0-1@1+0 2:0-1@1+10 3:0-1@2+0");
}

static void what_is_joined_stands_on_one_sheet(void **state)
{
    const SheetRow rows[] = { row(3, 0, false), row(1, 4, true), row(2, 2, true),
                              row(1, 2, false) };

    assert_layout(rows, 4, 78, 78, "0:0-3@0+0 1:0-1@0+34 2:0-2@0+46 3:0-1@0+68");
    assert_layout(rows, 4, 77, 77, "0:0-3@0+0 1:0-1@1+0 2:0-2@1+12 3:0-1@1+34");
}

static void a_heading_at_the_end_goes_with_what_follows(void **state)
{
    const SheetRow rows[] = { row(4, 0, false), row(1, 0, true), row(4, 0, false) };

    assert_layout(rows, 3, 60, 60, "0:0-4@0+0 1:0-1@1+0 2:0-4@1+10");
}

static void what_is_higher_than_a_sheet_is_split_between_lines(void **state)
{
    const SheetRow rows[] = { row(1, 0, false), row(1, 4, true), row(7, 4, false),
                              row(1, 4, false) };

    assert_layout(rows, 4, 40, 40, "0:0-1@0+0 1:0-1@1+0 2:0-2@1+14 2:2-6@2+0 2:6-7@3+0 3:0-1@3+14");
}

static void a_line_higher_than_a_sheet_stands_alone(void **state)
{
    const SheetRow rows[] = { row(1, 0, false), row(2, 0, false) };

    assert_layout(rows, 2, 5, 5, "0:0-1@0+0 1:0-1@1+0 1:1-2@2+0");
}

/* Whatever the rows: each line stands once, in order, within its sheet, and below the one before.
 */
static void all_lines_of_random_rows_stand_in_order_within_their_sheets(void **state)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);

    for (guint round = 0; round < 300; round++) {
        SheetRow rows[60];
        guint n_rows = (guint)g_rand_int_range(random, 1, 60);
        for (guint i = 0; i < n_rows; i++) {
            rows[i] = row((guint)g_rand_int_range(random, 1, LINES_MAX),
                          g_rand_int_range(random, 0, 9), g_rand_boolean(random));
        }
        g_autoptr(GArray) parts = sheets_lay_out(rows, n_rows, 90, 120);
        guint index = 0;
        guint line = 0;
        guint sheet = 0;
        double bottom = 0;
        for (guint i = 0; i < parts->len; i++) {
            const SheetPart *part = &g_array_index(parts, SheetPart, i);
            assert_int_equal(part->row, index);
            assert_int_equal(part->first, line);
            assert_true(part->end > part->first);
            assert_true(part->sheet == sheet || part->sheet == sheet + 1);
            bottom = part->sheet == sheet ? bottom : 0;
            assert_true(part->top >= bottom);
            sheet = part->sheet;
            bottom = part->top + 10 * (part->end - part->first);
            assert_true(bottom <= (sheet == 0 ? 90 : 120));
            line = part->end < rows[index].n_lines ? part->end : 0;
            index += line == 0 ? 1 : 0;
        }
        assert_int_equal(index, n_rows);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_below_each_other_with_their_gaps),
        cmocka_unit_test(nothing_is_laid_out_on_no_sheet),
        cmocka_unit_test(a_row_that_does_not_fit_begins_the_next_sheet_without_a_gap),
        cmocka_unit_test(the_first_sheet_has_room_of_its_own),
        cmocka_unit_test(what_is_joined_stands_on_one_sheet),
        cmocka_unit_test(a_heading_at_the_end_goes_with_what_follows),
        cmocka_unit_test(what_is_higher_than_a_sheet_is_split_between_lines),
        cmocka_unit_test(a_line_higher_than_a_sheet_stands_alone),
        cmocka_unit_test(all_lines_of_random_rows_stand_in_order_within_their_sheets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
