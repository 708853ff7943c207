#include "serve/watch/holding_table.h"

#include "support.h"

static Revision *new_revision(const char *id, guint number, bool has_history)
{
    Agenda *agenda = support_agenda_new_with_id(id);

    support_add_agency(agenda, "ilo");
    agenda_finish(agenda);
    Revision *revision = revision_new(agenda, 1000);
    revision->number = number;
    revision->has_history = has_history;
    return revision;
}

/* "forum" with a history, at this revision, and "plain" without. */
static Snapshot *new_snapshot(guint number)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };

    g_ptr_array_add(revisions, new_revision("forum", number, true));
    g_ptr_array_add(revisions, new_revision("plain", 1, false));
    return snapshot_new(revisions, &options);
}

static Holding taken(const Holdings *holdings, const char *path, ClientFamily family)
{
    const CalendarHoldings *of_calendar = holdings_find(holdings, path);

    assert_non_null(of_calendar);
    return of_calendar->of[family];
}

static void note_fetch(const HoldingIndex *index, const char *path, ClientFamily family, gint64 at)
{
    HoldingPlace place = holding_index_find(index, path);

    holding_place_note(&place, family, at);
}

static void the_last_fetch_of_each_family_is_noted(void **state)
{
    g_autoptr(HoldingTable) table = holding_table_new();
    g_autoptr(Snapshot) first = new_snapshot(3);
    g_autoptr(Snapshot) second = new_snapshot(4);
    g_autoptr(HoldingIndex) before = holding_table_index(table, first);
    g_autoptr(HoldingIndex) after = holding_table_index(table, second);

    note_fetch(before, "forum/agencies/ilo.ics", CLIENT_FAMILY_APPLE, 100);
    note_fetch(before, "forum/agencies/ilo.ics", CLIENT_FAMILY_GOOGLE, 100);
    note_fetch(after, "forum/agencies/ilo.ics", CLIENT_FAMILY_APPLE, 200);
    g_autoptr(Holdings) holdings = holding_table_take(table);
    Holding apple = taken(holdings, "forum/agencies/ilo", CLIENT_FAMILY_APPLE);
    Holding google = taken(holdings, "forum/agencies/ilo", CLIENT_FAMILY_GOOGLE);
    assert_int_equal(apple.number, 4);
    assert_int_equal(apple.at, 200);
    assert_int_equal(google.number, 3);
    assert_int_equal(google.at, 100);
    assert_null(holdings_find(holdings, "forum/agenda"));
}

static void nothing_else_is_noted(void **state)
{
    g_autoptr(HoldingTable) table = holding_table_new();
    g_autoptr(Snapshot) snapshot = new_snapshot(3);
    g_autoptr(HoldingIndex) index = holding_table_index(table, snapshot);

    note_fetch(index, "plain/agenda.ics", CLIENT_FAMILY_APPLE, 100);
    note_fetch(index, "forum/index.html", CLIENT_FAMILY_APPLE, 100);
    note_fetch(index, "none/agenda.ics", CLIENT_FAMILY_APPLE, 100);
    g_autoptr(Holdings) holdings = holding_table_take(table);
    assert_true(holdings_are_none(holdings));
}

static void what_was_taken_is_not_taken_again(void **state)
{
    g_autoptr(HoldingTable) table = holding_table_new();
    g_autoptr(Snapshot) snapshot = new_snapshot(3);
    g_autoptr(HoldingIndex) index = holding_table_index(table, snapshot);

    note_fetch(index, "forum/agenda.ics", CLIENT_FAMILY_OTHER, 100);
    g_autoptr(Holdings) first = holding_table_take(table);
    g_autoptr(Holdings) second = holding_table_take(table);
    holding_table_untake(table);
    g_autoptr(Holdings) third = holding_table_take(table);
    assert_false(holdings_are_none(first));
    assert_true(holdings_are_none(second));
    assert_int_equal(taken(third, "forum/agenda", CLIENT_FAMILY_OTHER).number, 3);
}

static void what_was_known_before_is_restored_unless_there_is_newer(void **state)
{
    g_autoptr(HoldingTable) table = holding_table_new();
    g_autoptr(Snapshot) snapshot = new_snapshot(3);
    g_autoptr(HoldingIndex) index = holding_table_index(table, snapshot);
    g_autoptr(Holdings) known = holdings_new();

    holdings_set(known, "forum/agenda", CLIENT_FAMILY_APPLE, (Holding){ 2, 50 });
    holdings_set(known, "forum/agenda", CLIENT_FAMILY_OTHER, (Holding){ 2, 50 });
    holdings_set(known, "gone/agenda", CLIENT_FAMILY_OTHER, (Holding){ 1, 10 });
    note_fetch(index, "forum/agenda.ics", CLIENT_FAMILY_APPLE, 100);
    holding_table_restore(table, known);
    CalendarHoldings holdings = holding_row_holdings(holding_table_row(table, "forum/agenda"));
    assert_int_equal(holdings.of[CLIENT_FAMILY_APPLE].number, 3);
    assert_int_equal(holdings.of[CLIENT_FAMILY_OTHER].number, 2);
    assert_int_equal(holdings.of[CLIENT_FAMILY_OTHER].at, 50);
    g_autoptr(Holdings) fresh = holding_table_take(table);
    assert_int_equal(taken(fresh, "forum/agenda", CLIENT_FAMILY_APPLE).number, 3);
    assert_int_equal(taken(fresh, "forum/agenda", CLIENT_FAMILY_OTHER).number, 0);
    assert_null(holdings_find(fresh, "gone/agenda"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_fetch_of_each_family_is_noted),
        cmocka_unit_test(nothing_else_is_noted),
        cmocka_unit_test(what_was_taken_is_not_taken_again),
        cmocka_unit_test(what_was_known_before_is_restored_unless_there_is_newer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
