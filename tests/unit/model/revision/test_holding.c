#include "model/revision/holding.h"

#include "support.h"

#define NOW 1000000000
#define LONG_AGO (NOW - HOLDING_LAPSE_SECONDS - 1)

static void what_was_fetched_since_the_last_change_is_current(void **state)
{
    Holding never = { 0 };
    Holding third = { .number = 3, .at = NOW };

    assert_int_equal(holding_state(&never, 1), HOLDING_STATE_NEVER);
    assert_int_equal(holding_state(&third, 2), HOLDING_STATE_CURRENT);
    assert_int_equal(holding_state(&third, 3), HOLDING_STATE_CURRENT);
    assert_int_equal(holding_state(&third, 4), HOLDING_STATE_OLDER);
}

static void a_calendar_is_older_if_it_is_so_to_any_family(void **state)
{
    CalendarHoldings holdings = { 0 };

    assert_int_equal(calendar_holdings_state(&holdings, 4, NOW), HOLDING_STATE_NEVER);
    holdings.of[CLIENT_FAMILY_GOOGLE] = (Holding){ .number = 4, .at = NOW };
    assert_int_equal(calendar_holdings_state(&holdings, 4, NOW), HOLDING_STATE_CURRENT);
    holdings.of[CLIENT_FAMILY_OTHER] = (Holding){ .number = 3, .at = NOW - 1 };
    assert_int_equal(calendar_holdings_state(&holdings, 4, NOW), HOLDING_STATE_OLDER);
    holdings.of[CLIENT_FAMILY_GOOGLE].number = 3;
    holdings.of[CLIENT_FAMILY_OTHER].number = 4;
    assert_int_equal(calendar_holdings_state(&holdings, 4, NOW), HOLDING_STATE_OLDER);
}

static void who_has_given_up_counts_only_if_nobody_else_is_left(void **state)
{
    CalendarHoldings holdings = { 0 };

    holdings.of[CLIENT_FAMILY_APPLE] = (Holding){ .number = 1, .at = LONG_AGO };
    assert_true(holding_has_lapsed(&holdings.of[CLIENT_FAMILY_APPLE], NOW));
    assert_false(holding_has_lapsed(&holdings.of[CLIENT_FAMILY_APPLE], NOW - 1));
    assert_int_equal(calendar_holdings_state(&holdings, 4, NOW), HOLDING_STATE_OLDER);
    holdings.of[CLIENT_FAMILY_OTHER] = (Holding){ .number = 4, .at = LONG_AGO - 1 };
    assert_int_equal(calendar_holdings_state(&holdings, 4, NOW), HOLDING_STATE_OLDER);
    holdings.of[CLIENT_FAMILY_OTHER].at = LONG_AGO + 1;
    assert_int_equal(calendar_holdings_state(&holdings, 4, NOW), HOLDING_STATE_CURRENT);
}

static void those_of_many_calendars_are_found_by_path(void **state)
{
    g_autoptr(Holdings) holdings = holdings_new();
    g_autofree char *path = g_strdup("forum/agenda");

    assert_true(holdings_are_none(holdings));
    holdings_set(holdings, path, CLIENT_FAMILY_APPLE, (Holding){ 1, 10 });
    holdings_set(holdings, "forum/agencies/ilo", CLIENT_FAMILY_APPLE, (Holding){ 2, 20 });
    holdings_set(holdings, path, CLIENT_FAMILY_OTHER, (Holding){ 3, 30 });
    holdings_set(holdings, path, CLIENT_FAMILY_APPLE, (Holding){ 4, 40 });
    path[0] = 'x';
    assert_false(holdings_are_none(holdings));
    const CalendarHoldings *found = holdings_find(holdings, "forum/agenda");
    assert_int_equal(found->of[CLIENT_FAMILY_APPLE].number, 4);
    assert_int_equal(found->of[CLIENT_FAMILY_OTHER].at, 30);
    assert_int_equal(found->of[CLIENT_FAMILY_GOOGLE].number, 0);
    assert_null(holdings_find(holdings, "forum/rooms/gold"));
    g_autoptr(GPtrArray) paths = holdings_list(holdings);
    assert_int_equal(paths->len, 2);
    assert_string_equal(paths->pdata[0], "forum/agencies/ilo");
    assert_string_equal(paths->pdata[1], "forum/agenda");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_fetched_since_the_last_change_is_current),
        cmocka_unit_test(a_calendar_is_older_if_it_is_so_to_any_family),
        cmocka_unit_test(who_has_given_up_counts_only_if_nobody_else_is_left),
        cmocka_unit_test(those_of_many_calendars_are_found_by_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
