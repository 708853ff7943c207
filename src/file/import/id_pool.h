#pragma once

#include <glib.h>

/*
 * Ids for records that come without one, such that the same names get the same ids again.
 */
typedef struct IdPool IdPool;

IdPool *id_pool_new(void);
void id_pool_free(IdPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IdPool, id_pool_free)

/* A name as an id, [a-z0-9-], without accents, cut between words if it is too long: "Ada Lovelace"
 * is "ada-lovelace". A name without a letter that ids can have (in Arabic, say) is `word`, a hyphen
 * and the beginning of its hash. The caller owns it. */
char *id_pool_dup_slug(const char *name, const char *word);

/* An id that nobody has, capitals aside, and that is taken from now on: `wish`, or else that with a
 * hyphen and `more`, unless that is NULL, or with "-2", "-3" and so on. Borrowed from the pool. */
const char *id_pool_take(IdPool *pool, const char *wish, const char *more);
