/* Covers src/service/monitoring.c: its options, and the list of subscribers. What it tells of the
 * agendas is for tests/http. */
#include "service/monitoring.h"

#include "agenda_folder.h"
#include "capture.h"
#include "history/holding_store.h"
#include "scratch.h"
#include "support.h"

#define CALENDAR "forum/agencies/ilo"

static int judge(gpointer data)
{
    return monitoring_options_are_right(data) ? 0 : 1;
}

static void assert_judged(MonitoringOptions options, const char *said)
{
    g_auto(Captured) captured = capture_run(judge, &options);

    assert_string_equal(captured.err, said);
    assert_int_equal(captured.status, *said != '\0');
}

static void wrong_options_are_told(void **state)
{
    assert_judged((MonitoringOptions){ 0 }, "");
    assert_judged((MonitoringOptions){ .access_log = "combined" }, "");
    assert_judged((MonitoringOptions){ .subscribers = "a", .history_path = "b" }, "");
    assert_judged((MonitoringOptions){ .access_log = "xml" },
                  "confeed: error: --access-log is \"xml\", and should be combined or json\n");
    assert_judged((MonitoringOptions){ .subscribers = "a" },
                  "confeed: error: --subscribers goes with --history\n");
}

/* --- the list of subscribers ------------------------------------------------------------- */

/* Notes a fetch of the calendar, each time of a later revision, and ends; returns its number. */
static int observe(gpointer data)
{
    static guint number;
    g_autoptr(Monitoring) monitoring = monitoring_new(data);
    HoldingTable *table = monitor_holdings(monitoring_monitor(monitoring));
    HoldingPlace place = { holding_table_row(table, CALENDAR), ++number };

    holding_place_note(&place, CLIENT_FAMILY_APPLE, 1000 * number);
    monitoring_finish(monitoring);
    return (int)number;
}

/* The revision that the list has of the calendar; 0: none. */
static guint read_number(const char *path)
{
    g_autoptr(HoldingStore) store = holding_store_open(path, HISTORY_READ, NULL);
    g_autoptr(Holdings) holdings = store != NULL ? holding_store_read(store, NULL) : NULL;
    const CalendarHoldings *of_calendar =
        holdings != NULL ? holdings_find(holdings, CALENDAR) : NULL;

    return of_calendar != NULL ? of_calendar->of[CLIENT_FAMILY_APPLE].number : 0;
}

static void who_fetched_what_is_written_beside_the_history_at_the_end(void **state)
{
    MonitoringOptions options = { .history_path = "history.db" };
    g_auto(Captured) first = capture_run(observe, &options);

    assert_string_equal(first.err, "");
    assert_int_equal(read_number("history.db.subscribers"), first.status);
    g_auto(Captured) second = capture_run(observe, &options);
    assert_string_equal(second.err, "");
    assert_int_equal(read_number("history.db.subscribers"), second.status);
}

static void the_list_may_be_elsewhere(void **state)
{
    MonitoringOptions options = { .history_path = "history.db", .subscribers = "list.db" };
    g_auto(Captured) captured = capture_run(observe, &options);

    assert_int_equal(read_number("list.db"), captured.status);
    assert_false(scratch_has(".", "history.db.subscribers"));
}

static void without_a_history_nothing_is_written(void **state)
{
    MonitoringOptions options = { 0 };
    g_autofree char *before = scratch_describe(".");
    g_auto(Captured) captured = capture_run(observe, &options);
    g_autofree char *after = scratch_describe(".");

    assert_string_equal(captured.err, "");
    assert_string_equal(after, before);
}

static void a_list_that_is_none_is_told_and_left_alone(void **state)
{
    MonitoringOptions options = { .history_path = "history.db" };

    scratch_write(".", "history.db.subscribers", "something else, and longer than a head");
    g_auto(Captured) captured = capture_run(observe, &options);
    g_autofree char *text = scratch_read(".", "history.db.subscribers");

    assert_true(g_str_has_prefix(captured.err, "confeed: error: history.db.subscribers"));
    assert_true(g_str_has_suffix(captured.err, "; who has fetched what is not written there\n"));
    assert_string_equal(text, "something else, and longer than a head");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_options_are_told),
        cmocka_unit_test_setup_teardown(who_fetched_what_is_written_beside_the_history_at_the_end,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(the_list_may_be_elsewhere, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(without_a_history_nothing_is_written, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_list_that_is_none_is_told_and_left_alone,
                                        agenda_folder_enter, agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
