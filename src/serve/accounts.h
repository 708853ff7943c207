#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * How much of the time in which one thing at a time is made each client has used lately: who has
 * used least comes first. An account is halved again and again, so that what was used long ago does
 * not count, and there are no more of them than that time was enough for.
 */
typedef struct Accounts Accounts;
typedef struct Account Account;

/* The seconds after which half of what was used counts. */
#define ACCOUNTS_HALF_SECONDS 10

/* All times are monotonic microseconds. Not thread-safe. */
Accounts *accounts_new(gint64 now);

/* All accounts that were opened have to be closed. */
void accounts_free(Accounts *accounts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Accounts, accounts_free)

/* The account of a client, whose name is copied; the same as long as it is open, as often as it
 * is. */
Account *accounts_open(Accounts *accounts, const char *client);

/* Once for each time that it was opened. What was used goes on to count. */
void accounts_close(Accounts *accounts, Account *account);

gint64 account_used(const Account *account);
void account_charge(Account *account, gint64 microseconds);

/* To be called now and then. */
void accounts_age(Accounts *accounts, gint64 now);

/* How many there are. */
guint accounts_count(const Accounts *accounts);
