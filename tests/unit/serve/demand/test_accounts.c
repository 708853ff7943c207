#include "serve/demand/accounts.h"

#include "support.h"

/* Makes something for a client that waits, and has it wait for the next. */
static void make(Accounts *accounts, Account *account, gint64 microseconds)
{
    accounts_advance(accounts, account_due(account));
    account_charge(account, microseconds);
}

static void a_client_has_one_account_however_often_it_waits(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new();
    Account *one = accounts_open(accounts, "192.0.2.1");
    Account *same = accounts_open(accounts, "192.0.2.1");
    Account *other = accounts_open(accounts, "192.0.2.2");

    make(accounts, one, 500);
    assert_ptr_equal(same, one);
    assert_int_equal(account_due(same), 500);
    assert_int_equal(account_due(other), 0);
    accounts_close(accounts, one);
    assert_int_equal(account_due(same), 500);
    accounts_close(accounts, same);
    accounts_close(accounts, other);
}

static void who_comes_anew_is_due_before_all_who_have_had_something(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new();
    Account *first = accounts_open(accounts, "first");
    Account *second = accounts_open(accounts, "second");

    for (guint i = 0; i < 10; i++) {
        make(accounts, first, 300);
        make(accounts, second, 300);
    }
    Account *new = accounts_open(accounts, "new");
    assert_true(account_due(new) < account_due(first) && account_due(new) < account_due(second));
    accounts_close(accounts, new);
    accounts_close(accounts, first);
    accounts_close(accounts, second);
}

/* Else many who come anew would go before it for as long as it had been alone. */
static void who_was_alone_pays_for_no_more_than_the_last_that_was_made(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new();
    Account *alone = accounts_open(accounts, "alone");

    for (guint i = 0; i < 100; i++) {
        make(accounts, alone, 300);
    }
    Account *new = accounts_open(accounts, "new");
    assert_int_equal(account_due(alone) - account_due(new), 300);
    accounts_close(accounts, new);
    accounts_close(accounts, alone);
}

static void who_leaves_and_comes_again_is_no_new_one(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new();
    Account *other = accounts_open(accounts, "other");
    Account *account = accounts_open(accounts, "one");

    make(accounts, account, 1000);
    accounts_close(accounts, account);
    account = accounts_open(accounts, "one");
    assert_int_equal(account_due(account), 1000);
    accounts_close(accounts, account);
    accounts_close(accounts, other);
}

static void time_is_shared_whatever_one_thing_costs(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new();
    Account *costly = accounts_open(accounts, "costly");
    Account *cheap = accounts_open(accounts, "cheap");
    gint64 used_by_costly = 0;
    gint64 used_by_cheap = 0;

    for (guint i = 0; i < 10000; i++) {
        if (account_due(costly) <= account_due(cheap)) {
            make(accounts, costly, 7000);
            used_by_costly += 7000;
        } else {
            make(accounts, cheap, 10);
            used_by_cheap += 10;
        }
    }
    assert_in_range(used_by_costly - used_by_cheap, 0, 7000);
    accounts_close(accounts, costly);
    accounts_close(accounts, cheap);
}

static void what_says_nothing_any_more_is_not_kept(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new();
    Account *busy = accounts_open(accounts, "busy");

    for (guint i = 0; i < 100; i++) {
        g_autofree char *client = g_strdup_printf("192.0.2.%u", i);
        Account *account = accounts_open(accounts, client);
        account_charge(account, i < 50 ? 10 : 5000);
        accounts_close(accounts, account);
    }
    assert_int_equal(accounts_count(accounts), 101);
    make(accounts, busy, 1000);
    make(accounts, busy, 1000);
    assert_int_equal(accounts_count(accounts), 51);
    accounts_close(accounts, busy);
    assert_int_equal(accounts_count(accounts), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_client_has_one_account_however_often_it_waits),
        cmocka_unit_test(who_comes_anew_is_due_before_all_who_have_had_something),
        cmocka_unit_test(who_was_alone_pays_for_no_more_than_the_last_that_was_made),
        cmocka_unit_test(who_leaves_and_comes_again_is_no_new_one),
        cmocka_unit_test(time_is_shared_whatever_one_thing_costs),
        cmocka_unit_test(what_says_nothing_any_more_is_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
