#pragma once

#include "serve/demand/demand_answer.h"

/* What was made on demand, kept for those who ask next. Bounded: what was asked for least recently
 * goes first. Can be used by all threads at once. */
typedef struct DemandCache DemandCache;

DemandCache *demand_cache_new(gsize max_octets, guint max_entries);
void demand_cache_free(DemandCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DemandCache, demand_cache_free)

/* Drops all that is in it: what was made holds no longer. */
void demand_cache_clear(DemandCache *cache);

/* A new reference, or NULL. */
DemandAnswer *demand_cache_find(DemandCache *cache, const char *key);

/* Keeps a reference, in the place of what there was of this key. What is larger than the whole
 * cache is not kept. */
void demand_cache_add(DemandCache *cache, const char *key, DemandAnswer *answer);
