#include "model/table/table_plan.h"

#include "support.h"

/* An agenda with so many agencies of each of two kinds, and for each of them a session. */
static Agenda *new_agenda(guint n_agencies, guint n_governments)
{
    Agenda *agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");

    for (guint i = 0; i < n_agencies + n_governments; i++) {
        g_autofree char *id = g_strdup_printf("a%03u", i);
        g_autofree char *session_id = g_strdup_printf("s%03u", i);
        Session *session =
            support_add_session(agenda, slot, SESSION_KIND_SESSION, session_id, session_id);
        support_contribute(agenda, session, id, "chair");
        support_add_agency(agenda, id)->kind =
            i < n_agencies ? AGENCY_KIND_AGENCY : AGENCY_KIND_GOVERNMENT;
    }
    agenda_finish(agenda);
    return agenda;
}

/* Fails unless the sheets have these columns, rows and parts: "0-12 12/1 12-20 8/2". */
static void assert_plan(const Agenda *agenda, const TableForm *form, const TableBounds *bounds,
                        const char *expected)
{
    g_auto(Selection) selection;

    selection_init(&selection);
    g_autoptr(Table) table = table_new(agenda, &selection, form, false);
    g_autoptr(TablePlan) plan = table_plan_new(table, bounds);
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < plan->sheets->len; i++) {
        const TableSheet *sheet = plan->sheets->pdata[i];
        assert_in_range(sheet->part, 1, plan->n_parts);
        g_string_append_printf(words, "%s%u-%u %u/%u", i > 0 ? " " : "", sheet->first, sheet->end,
                               sheet->rows->len, sheet->part);
    }
    assert_string_equal(words->str, expected);
}

static const TableForm PLAIN = { 0 };
static const TableForm EMPTY = { .with_empty = true };

static void what_fits_is_one_sheet(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda(5, 3);
    const TableBounds bounds = { 12, 100, 1000 };

    assert_plan(agenda, &PLAIN, &bounds, "0-8 8/1");
}

static void groups_of_columns_are_cut_into_pieces_of_nearly_equal_width(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda(12, 20);
    const TableBounds bounds = { 12, 100, 10000 };
    const TableBounds narrow = { 5, 100, 10000 };

    assert_plan(agenda, &PLAIN, &bounds, "0-12 12/1 12-22 10/1 22-32 10/1");
    assert_plan(agenda, &PLAIN, &narrow,
                "0-4 4/1 4-8 4/1 8-12 4/1 12-17 5/1 17-22 5/1 22-27 5/1 27-32 5/1");
}

static void neighbours_share_a_sheet_where_there_is_room(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda(13, 4);
    const TableBounds bounds = { 12, 100, 10000 };

    assert_plan(agenda, &PLAIN, &bounds, "0-6 6/1 6-17 11/1");
}

static void long_sheets_are_cut_and_parts_take_so_many_cells(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda(6, 0);
    const TableBounds bounds = { 3, 2, 9 };

    /* 3 columns and 3 rows: 2 sheets of one and two rows, that is 3 and 6 cells. */
    assert_plan(agenda, &PLAIN, &bounds, "0-3 1/1 0-3 2/1 3-6 1/2 3-6 2/2");
}

static void a_part_has_a_sheet_whatever_its_size(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda(4, 0);
    const TableBounds bounds = { 2, 100, 1 };

    assert_plan(agenda, &PLAIN, &bounds, "0-2 2/1 2-4 2/2");
}

static void with_empty_rows_all_stand_on_each_sheet(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda(4, 0);
    const TableBounds bounds = { 2, G_MAXUINT, G_MAXUINT };

    assert_plan(agenda, &EMPTY, &bounds, "0-2 4/1 2-4 4/1");
}

static void nothing_is_one_part_without_sheets(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda(0, 0);
    const TableBounds bounds = { 12, 100, 1000 };

    assert_plan(agenda, &PLAIN, &bounds, "");
}

static void a_part_that_is_no_more_is_the_last_one(void **state)
{
    TablePlan plan = { .n_parts = 3 };
    static const guint EXPECTED[] = { 1, 1, 2, 3, 3 };

    for (guint part = 0; part < G_N_ELEMENTS(EXPECTED); part++) {
        TableForm form = { .part = part };
        assert_int_equal(table_plan_part(&plan, &form), EXPECTED[part]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_is_one_sheet),
        cmocka_unit_test(groups_of_columns_are_cut_into_pieces_of_nearly_equal_width),
        cmocka_unit_test(neighbours_share_a_sheet_where_there_is_room),
        cmocka_unit_test(long_sheets_are_cut_and_parts_take_so_many_cells),
        cmocka_unit_test(a_part_has_a_sheet_whatever_its_size),
        cmocka_unit_test(with_empty_rows_all_stand_on_each_sheet),
        cmocka_unit_test(nothing_is_one_part_without_sheets),
        cmocka_unit_test(a_part_that_is_no_more_is_the_last_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
