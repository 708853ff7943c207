#include "serve/demand/accounts.h"

struct Accounts {
    GHashTable *by_client; /* name of a client → Account */
    gint64 clock;          /* when the thing made last was due */
    guint opened;          /* how many waits are open, in all accounts */
};

struct Account {
    char *client;
    gint64 due; /* in microseconds of the clock */
    guint opened;
};

static void account_free(gpointer data)
{
    Account *account = data;

    g_free(account->client);
    g_free(account);
}

Accounts *accounts_new(void)
{
    Accounts *accounts = g_new0(Accounts, 1);

    accounts->by_client = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, account_free);
    return accounts;
}

void accounts_free(Accounts *accounts)
{
    if (accounts != NULL) {
        g_assert(accounts->opened == 0);
        g_hash_table_unref(accounts->by_client);
        g_free(accounts);
    }
}

Account *accounts_open(Accounts *accounts, const char *client)
{
    Account *account = g_hash_table_lookup(accounts->by_client, client);

    if (account == NULL) {
        account = g_new0(Account, 1);
        account->client = g_strdup(client);
        g_hash_table_insert(accounts->by_client, account->client, account);
    }
    /* A client that asks again has not saved up the time in which it wanted nothing. */
    account->due = MAX(account->due, accounts->clock);
    account->opened++;
    accounts->opened++;
    return account;
}

void accounts_close(Accounts *accounts, Account *account)
{
    g_assert(account->opened > 0);
    account->opened--;
    accounts->opened--;
    /* Nobody waits any more: time that was used alone is held against nobody. */
    if (accounts->opened == 0) {
        g_hash_table_remove_all(accounts->by_client);
        accounts->clock = 0;
    }
}

gint64 account_due(const Account *account)
{
    return account->due;
}

/* Whether an account says no more than that its client is due at once, as a new one does. */
static gboolean is_over(G_GNUC_UNUSED gpointer client, gpointer value, gpointer accounts)
{
    const Account *account = value;

    return account->opened == 0 && account->due <= ((const Accounts *)accounts)->clock;
}

void accounts_advance(Accounts *accounts, gint64 due)
{
    if (due > accounts->clock) {
        accounts->clock = due;
        /* Accounts that say nothing go, so that no more remain than are needed. */
        g_hash_table_foreach_remove(accounts->by_client, is_over, accounts);
    }
}

void account_charge(Account *account, gint64 microseconds)
{
    account->due += microseconds;
}

guint accounts_count(const Accounts *accounts)
{
    return g_hash_table_size(accounts->by_client);
}
