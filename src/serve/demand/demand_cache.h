#pragma once

#include "serve/demand/demand_answer.h"

/* What was made on demand, kept for those who ask next. Bounded: the least recently used goes
 * first. Any thread may use it. */
typedef struct DemandCache DemandCache;

DemandCache *demand_cache_new(gsize max_octets, guint max_entries);
void demand_cache_free(DemandCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DemandCache, demand_cache_free)

/* Drops everything, because it no longer holds. */
void demand_cache_clear(DemandCache *cache);

/* A new reference to the answer of a key, or NULL if there is none. */
DemandAnswer *demand_cache_find(DemandCache *cache, const char *key);

/* Keeps a reference to an answer, in the place of any other of this key. An answer that is larger
 * than the whole cache is not kept. */
void demand_cache_add(DemandCache *cache, const char *key, DemandAnswer *answer);
