#pragma once

#include <glib.h>

/*
 * Who of the clients that wait comes next, so that each has the same share of the time in which one
 * thing at a time is made, whatever that takes: start-time fair queueing (Goyal, Vin, Cheng:
 * SIGCOMM 1996). An account says when its client is due, on a clock that goes on with what is due
 * and made, and what was made for it puts that off by as much time as it took. Who comes anew is
 * due at once, so that it waits for what is being made at most. Time that nobody else wanted is
 * held against nobody: once nobody waits, all is forgotten.
 */
typedef struct Accounts Accounts;
typedef struct Account Account;

/* Not thread-safe. */
Accounts *accounts_new(void);

/* All accounts that were opened have to be closed. */
void accounts_free(Accounts *accounts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Accounts, accounts_free)

/* The account of a client that begins to wait, whose name is copied; the same for each of its
 * waits. To be closed once for each. */
Account *accounts_open(Accounts *accounts, const char *client);
void accounts_close(Accounts *accounts, Account *account);

/* When it is due: the least comes next. */
gint64 account_due(const Account *account);

/* Something is made that was due then. */
void accounts_advance(Accounts *accounts, gint64 due);

/* Something has taken so many microseconds for it. */
void account_charge(Account *account, gint64 microseconds);

/* How many there are. */
guint accounts_count(const Accounts *accounts);
