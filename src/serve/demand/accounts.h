#pragma once

#include <glib.h>

/*
 * Which of the waiting clients comes next, so that each has the same share of the time in which one
 * thing after the other is made, however long that takes: start-time fair queueing (Goyal, Vin,
 * Cheng: SIGCOMM 1996). An account says when its client is due, on a clock that advances to the due
 * time of whatever is made; what is made for a client puts it off by the time that this took. A
 * client that comes anew is due at once, so it waits at most for what is being made. Time that
 * nobody else wanted is held against nobody: once nobody waits, all is forgotten.
 */
typedef struct Accounts Accounts;
typedef struct Account Account;

/* Not thread-safe. */
Accounts *accounts_new(void);

/* All accounts that were opened must have been closed. */
void accounts_free(Accounts *accounts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Accounts, accounts_free)

/* Opens the account of a client that begins to wait; its name is copied. All of its waits share one
 * account, which must be closed once for each. */
Account *accounts_open(Accounts *accounts, const char *client);
void accounts_close(Accounts *accounts, Account *account);

/* When the client is due: the one with the least comes next. */
gint64 account_due(const Account *account);

/* Advances the clock: something is made that was due then. */
void accounts_advance(Accounts *accounts, gint64 due);

/* Charges a client for something that took this long. */
void account_charge(Account *account, gint64 microseconds);

/* How many accounts there are. */
guint accounts_count(const Accounts *accounts);
