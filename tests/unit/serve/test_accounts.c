#include "serve/accounts.h"

#include "support.h"

#define SECOND G_TIME_SPAN_SECOND
#define HALF (ACCOUNTS_HALF_SECONDS * SECOND)

static void a_client_has_one_account_however_often_it_is_opened(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new(0);
    Account *one = accounts_open(accounts, "192.0.2.1");
    Account *same = accounts_open(accounts, "192.0.2.1");
    Account *other = accounts_open(accounts, "192.0.2.2");

    account_charge(one, SECOND);
    assert_ptr_equal(same, one);
    assert_int_equal(account_used(same), SECOND);
    assert_int_equal(account_used(other), 0);
    accounts_close(accounts, one);
    assert_int_equal(account_used(same), SECOND);
    accounts_close(accounts, same);
    accounts_close(accounts, other);
}

static void what_was_used_counts_when_the_client_comes_again(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new(0);
    Account *account = accounts_open(accounts, "192.0.2.1");

    account_charge(account, SECOND);
    accounts_close(accounts, account);
    account = accounts_open(accounts, "192.0.2.1");
    assert_int_equal(account_used(account), SECOND);
    accounts_close(accounts, account);
}

static void it_counts_half_after_a_while_and_then_half_of_that(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new(5 * SECOND);
    Account *account = accounts_open(accounts, "192.0.2.1");

    account_charge(account, 8 * SECOND);
    accounts_age(accounts, 5 * SECOND + HALF - 1);
    assert_int_equal(account_used(account), 8 * SECOND);
    accounts_age(accounts, 5 * SECOND + HALF);
    assert_int_equal(account_used(account), 4 * SECOND);
    accounts_age(accounts, 5 * SECOND + HALF + 1);
    assert_int_equal(account_used(account), 4 * SECOND);
    accounts_age(accounts, 5 * SECOND + 3 * HALF);
    assert_int_equal(account_used(account), SECOND);
    accounts_age(accounts, 1000 * HALF);
    assert_int_equal(account_used(account), 0);
    accounts_close(accounts, account);
}

static void what_is_as_good_as_nothing_is_not_kept(void **state)
{
    g_autoptr(Accounts) accounts = accounts_new(0);

    for (guint i = 0; i < 100; i++) {
        g_autofree char *client = g_strdup_printf("192.0.2.%u", i);
        Account *account = accounts_open(accounts, client);
        account_charge(account, i < 50 ? 10 : SECOND);
        accounts_close(accounts, account);
    }
    assert_int_equal(accounts_count(accounts), 50);
    accounts_age(accounts, HALF);
    assert_int_equal(accounts_count(accounts), 50);
    accounts_age(accounts, 20 * HALF);
    assert_int_equal(accounts_count(accounts), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_client_has_one_account_however_often_it_is_opened),
        cmocka_unit_test(what_was_used_counts_when_the_client_comes_again),
        cmocka_unit_test(it_counts_half_after_a_while_and_then_half_of_that),
        cmocka_unit_test(what_is_as_good_as_nothing_is_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
