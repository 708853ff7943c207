#pragma once

#include "history/history.h"
#include "render/ical/notice.h"
#include "site/private_address.h"

/*
 * The private calendars that a history has addresses of: the tokens, and what the agencies see that
 * have one.
 */
typedef struct PrivateEditions PrivateEditions;

/* Empty. Borrows the history. */
PrivateEditions *private_editions_new(History *history);
void private_editions_free(PrivateEditions *editions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrivateEditions, private_editions_free)

/* Reads what others have written since; whether anything is another. Cheap if not. What cannot be
 * read is added to the failures (GError *); the rest is there. */
bool private_editions_read(PrivateEditions *editions, GPtrArray *failures);

/* Another history takes the place of the one before, which may be closed. */
void private_editions_set_history(PrivateEditions *editions, History *history);

/* Sees to it that addresses are of these revisions (Revision *), where an agency sees no more than
 * everybody. To be called after private_editions_read, and whenever a revision is replaced. */
void private_editions_settle(PrivateEditions *editions, const GPtrArray *revisions);

/* All addresses (PrivateAddress), until that is called again. */
const GArray *private_editions_addresses(const PrivateEditions *editions);

/* The one of a token; NULL if there is none. */
const PrivateAddress *private_editions_find(const PrivateEditions *editions, const char *token);

/* The token that takes the place of another, if that has been replaced by one that is still good,
 * and since when until when both are: sets all but the address. The caller's own; or NULL. */
char *private_editions_dup_successor(const PrivateEditions *editions, const char *token,
                                     CalendarNotice *out_notice);
