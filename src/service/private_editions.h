#pragma once

#include "history/history.h"
#include "render/ical/notice.h"
#include "site/private_address.h"

/*
 * The private calendars that a history has addresses for: the tokens, and what the agencies see
 * that have one.
 */
typedef struct PrivateEditions PrivateEditions;

/* Starts empty. Borrows the history. */
PrivateEditions *private_editions_new(History *history);
void private_editions_free(PrivateEditions *editions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrivateEditions, private_editions_free)

/* Reads what others have written since; returns whether anything has changed. Cheap if not. What
 * cannot be read is added to `failures` (GError *); the rest is there. */
bool private_editions_read(PrivateEditions *editions, GPtrArray *failures);

/* Puts another history in the place of the one before, which may then be closed. */
void private_editions_set_history(PrivateEditions *editions, History *history);

/* Makes the addresses anew: where an agency sees no more than everybody, its address leads to one
 * of these revisions (Revision *). To be called after private_editions_read, and whenever a
 * revision is replaced. */
void private_editions_settle(PrivateEditions *editions, const GPtrArray *revisions);

/* All addresses (PrivateAddress), valid until private_editions_settle is called again. */
const GArray *private_editions_addresses(const PrivateEditions *editions);

/* Whether an agency of an agenda has an address. */
bool private_editions_has_agenda(const PrivateEditions *editions, const char *agenda);

/* The address of a token; NULL if there is none. */
const PrivateAddress *private_editions_find(const PrivateEditions *editions, const char *token);

/* The token that has replaced another, if it is still good; owned by the caller, or NULL.
 * out_notice is then set to when the new one began and until when the old one is good; its address
 * is left as it is. */
char *private_editions_dup_successor(const PrivateEditions *editions, const char *token,
                                     CalendarNotice *out_notice);
