#include "serve/accounts.h"

#define HALF_LIFE (ACCOUNTS_HALF_SECONDS * G_TIME_SPAN_SECOND)

/* Less than this, in microseconds, is as good as nothing. */
#define LEAST 1000

struct Accounts {
    GHashTable *by_client; /* Account */
    gint64 halved_at;
};

struct Account {
    char *client;
    gint64 used; /* microseconds */
    guint opened;
};

static void account_free(gpointer data)
{
    Account *account = data;

    g_free(account->client);
    g_free(account);
}

Accounts *accounts_new(gint64 now)
{
    Accounts *accounts = g_new0(Accounts, 1);

    accounts->by_client = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, account_free);
    accounts->halved_at = now;
    return accounts;
}

static gboolean is_over(G_GNUC_UNUSED gpointer client, gpointer value, G_GNUC_UNUSED gpointer data)
{
    const Account *account = value;

    return account->opened == 0 && account->used < LEAST;
}

void accounts_free(Accounts *accounts)
{
    GHashTableIter iter;
    gpointer value;

    if (accounts == NULL) {
        return;
    }
    g_hash_table_iter_init(&iter, accounts->by_client);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        g_assert(((const Account *)value)->opened == 0);
    }
    g_hash_table_unref(accounts->by_client);
    g_free(accounts);
}

Account *accounts_open(Accounts *accounts, const char *client)
{
    Account *account = g_hash_table_lookup(accounts->by_client, client);

    if (account == NULL) {
        account = g_new0(Account, 1);
        account->client = g_strdup(client);
        g_hash_table_insert(accounts->by_client, account->client, account);
    }
    account->opened++;
    return account;
}

void accounts_close(Accounts *accounts, Account *account)
{
    g_assert(account->opened > 0);
    account->opened--;
    if (is_over(account->client, account, NULL)) {
        g_hash_table_remove(accounts->by_client, account->client);
    }
}

gint64 account_used(const Account *account)
{
    return account->used;
}

void account_charge(Account *account, gint64 microseconds)
{
    account->used += microseconds;
}

void accounts_age(Accounts *accounts, gint64 now)
{
    gint64 times = (now - accounts->halved_at) / HALF_LIFE;
    GHashTableIter iter;
    gpointer value;

    if (times <= 0) {
        return;
    }
    accounts->halved_at += times * HALF_LIFE;
    g_hash_table_iter_init(&iter, accounts->by_client);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        ((Account *)value)->used >>= MIN(times, 62);
    }
    g_hash_table_foreach_remove(accounts->by_client, is_over, NULL);
}

guint accounts_count(const Accounts *accounts)
{
    return g_hash_table_size(accounts->by_client);
}
