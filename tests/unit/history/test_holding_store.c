#include "history/holding_store.h"

#include <string.h>

#include "history_support.h"
#include "scratch.h"
#include "support.h"

#define LIST "history.db.subscribers"

typedef struct Home {
    char *folder;
    char *path;
} Home;

static int set_up(void **state)
{
    Home *home = g_new0(Home, 1);
    g_autofree char *history = NULL;

    home->folder = scratch_new();
    history = g_build_filename(home->folder, "history.db", NULL);
    home->path = holding_store_path_dup(history);
    *state = home;
    return 0;
}

static int tear_down(void **state)
{
    Home *home = *state;

    scratch_remove(home->folder);
    g_free(home->folder);
    g_free(home->path);
    g_free(home);
    return 0;
}

static HoldingStore *open_store(const Home *home, HistoryAccess access)
{
    g_autoptr(GError) error = NULL;
    HoldingStore *store = holding_store_open(home->path, access, &error);

    assert_null(error);
    return store;
}

/* Writes one holding. */
static void write_one(const Home *home, const char *path, Holding holding)
{
    g_autoptr(HoldingStore) store = open_store(home, HISTORY_WRITE);
    g_autoptr(Holdings) holdings = holdings_new();
    g_autoptr(GError) error = NULL;

    holdings_set(holdings, path, CLIENT_FAMILY_APPLE, holding);
    assert_true(holding_store_write(store, holdings, &error));
}

static Holdings *read_all(const Home *home)
{
    g_autoptr(HoldingStore) store = open_store(home, HISTORY_READ);
    Holdings *holdings = holding_store_read(store, NULL);

    assert_non_null(holdings);
    return holdings;
}

static void assert_unusable(const Home *home, HistoryAccess access, const char *expected)
{
    g_autoptr(GError) error = NULL;

    assert_null(holding_store_open(home->path, access, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    assert_true(g_str_has_prefix(error->message, home->path));
    assert_string_equal(error->message + strlen(home->path), expected);
}

static void what_was_written_is_read_again(void **state)
{
    const Home *home = *state;

    write_one(home, "forum/agenda", (Holding){ 3, 100 });
    write_one(home, "forum/agencies/ilo", (Holding){ HISTORY_NUMBER_MAX, 200 });
    assert_true(scratch_has(home->folder, LIST));
    g_autoptr(Holdings) holdings = read_all(home);
    const CalendarHoldings *agenda = holdings_find(holdings, "forum/agenda");
    const CalendarHoldings *agency = holdings_find(holdings, "forum/agencies/ilo");
    assert_int_equal(agenda->of[CLIENT_FAMILY_APPLE].number, 3);
    assert_int_equal(agenda->of[CLIENT_FAMILY_APPLE].at, 100);
    assert_int_equal(agenda->of[CLIENT_FAMILY_GOOGLE].number, 0);
    assert_int_equal(agency->of[CLIENT_FAMILY_APPLE].number, HISTORY_NUMBER_MAX);
}

static void only_what_is_later_replaces_it(void **state)
{
    const Home *home = *state;

    write_one(home, "forum/agenda", (Holding){ 3, 100 });
    write_one(home, "forum/agenda", (Holding){ 2, 99 });
    g_autoptr(Holdings) kept = read_all(home);
    write_one(home, "forum/agenda", (Holding){ 2, 101 });
    g_autoptr(Holdings) replaced = read_all(home);
    assert_int_equal(holdings_find(kept, "forum/agenda")->of[CLIENT_FAMILY_APPLE].number, 3);
    assert_int_equal(holdings_find(replaced, "forum/agenda")->of[CLIENT_FAMILY_APPLE].number, 2);
}

static void families_of_another_version_are_left_alone(void **state)
{
    const Home *home = *state;

    write_one(home, "forum/agenda", (Holding){ 3, 100 });
    history_support_tamper(home->path,
                           "INSERT INTO holding VALUES ('forum/rooms/gold', 'wristwatch', 1, 1)");
    g_autoptr(Holdings) holdings = read_all(home);
    assert_null(holdings_find(holdings, "forum/rooms/gold"));
    assert_non_null(holdings_find(holdings, "forum/agenda"));
}

static void what_is_no_such_list_is_refused(void **state)
{
    const Home *home = *state;
    g_autofree char *history = g_build_filename(home->folder, "history.db", NULL);

    assert_unusable(home, HISTORY_READ, ": there is no list of subscribers");
    scratch_write(home->folder, LIST, "");
    assert_unusable(home, HISTORY_READ,
                    ": not a list of subscribers of this version of confeed: choose another file");
    scratch_write(home->folder, LIST, "This is a letter, not a database.");
    assert_unusable(home, HISTORY_WRITE,
                    ": not a list of subscribers of confeed: choose another file, or restore a "
                    "copy");
    history_close(history_support_open(history, HISTORY_WRITE));
    g_free(((Home *)*state)->path);
    ((Home *)*state)->path = g_steal_pointer(&history);
    assert_unusable(home, HISTORY_WRITE,
                    ": not a list of subscribers of this version of confeed: choose another file");
}

static void damage_is_told_with_what_to_do(void **state)
{
    const Home *home = *state;
    g_autoptr(GError) error = NULL;

    write_one(home, "forum/agenda", (Holding){ 3, 100 });
    history_support_tamper(home->path, "DROP TABLE holding");
    g_autoptr(HoldingStore) store = open_store(home, HISTORY_READ);
    assert_null(holding_store_read(store, &error));
    assert_non_null(strstr(error->message, ": the list of subscribers is damaged ("));
    assert_true(g_str_has_suffix(error->message, "): remove it, and a new one is made"));
}

static void a_history_has_its_list_beside_it(void **state)
{
    g_autofree char *path = holding_store_path_dup("/var/lib/confeed/confeed.db");

    assert_string_equal(path, "/var/lib/confeed/confeed.db.subscribers");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_written_is_read_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_what_is_later_replaces_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(families_of_another_version_are_left_alone, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_such_list_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damage_is_told_with_what_to_do, set_up, tear_down),
        cmocka_unit_test(a_history_has_its_list_beside_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
