/* Covers src/cli/subscribers.c. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "history/holding_store.h"
#include "scratch.h"
#include "support.h"

/* Notes that an Apple calendar has fetched revision 1 of ILO's, when it was new. */
static void note(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(HoldingStore) store = holding_store_open(path, HISTORY_WRITE, &error);
    g_autoptr(Holdings) holdings = holdings_new();

    assert_non_null(store);
    holdings_set(holdings, "forum/agencies/ilo", CLIENT_FAMILY_APPLE,
                 (Holding){ .number = 1, .at = 1183248000 });
    assert_true(holding_store_write(store, holdings, &error));
}

static void the_list_must_be_there(void **state)
{
    command_line_publish_forum();
    command_line_assert("subscribers", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: confeed.db.subscribers: not there yet; \"serve "
                        "--history\" makes it when a calendar is fetched\n");
}

static void it_is_told_who_has_fetched_what(void **state)
{
    command_line_publish_forum();
    note("confeed.db.subscribers");
    g_auto(Captured) captured = command_line_run("subscribers forum");

    assert_string_equal(captured.err, "");
    assert_true(g_str_has_prefix(captured.out, "forum@2: "));
    assert_non_null(strstr(captured.out, "2007-07-01T00:00:00Z"));
    assert_non_null(strstr(captured.out, "Never fetched: "));
    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

static void the_list_may_be_another(void **state)
{
    command_line_publish_forum();
    note("list.db");
    g_auto(Captured) json = command_line_run("subscribers --subscribers list.db --format json");

    assert_true(g_str_has_prefix(json.out, "["));
    assert_non_null(strstr(json.out, "forum/agencies/ilo"));
    assert_int_equal(json.status, EXIT_STATUS_OK);
}

static void an_unknown_agenda_is_wrong_usage(void **state)
{
    command_line_publish_forum();
    note("confeed.db.subscribers");
    command_line_assert_usage("subscribers none",
                              "confeed.db holds no agenda \"none\"; it holds: forum");
    command_line_assert_usage("subscribers -f xml",
                              "subscribers: --format is text or json, not \"xml\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_list_must_be_there, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(it_is_told_who_has_fetched_what, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(the_list_may_be_another, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(an_unknown_agenda_is_wrong_usage, agenda_folder_enter,
                                        agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
