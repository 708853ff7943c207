#include "serve/demand/demand_cache.h"

#include <string.h>

/* About what an entry takes beside its body: the response and its header fields, the tables. */
#define ENTRY_OCTETS 1024

typedef struct Entry {
    char *key;
    DemandAnswer *answer;
    gsize octets;
} Entry;

struct DemandCache {
    gsize max_octets;
    guint max_entries;
    GMutex mutex;       /* of all below */
    GQueue entries;     /* Entry *, the most recently used at the head */
    GHashTable *by_key; /* key → link in entries */
    gsize octets;       /* of all entries */
};

static void entry_free(gpointer data)
{
    Entry *entry = data;

    demand_answer_unref(entry->answer);
    g_free(entry->key);
    g_free(entry);
}

DemandCache *demand_cache_new(gsize max_octets, guint max_entries)
{
    DemandCache *cache = g_new0(DemandCache, 1);

    cache->max_octets = max_octets;
    cache->max_entries = max_entries;
    g_mutex_init(&cache->mutex);
    g_queue_init(&cache->entries);
    cache->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    return cache;
}

void demand_cache_free(DemandCache *cache)
{
    if (cache == NULL) {
        return;
    }
    g_hash_table_unref(cache->by_key);
    g_queue_clear_full(&cache->entries, entry_free);
    g_mutex_clear(&cache->mutex);
    g_free(cache);
}

void demand_cache_clear(DemandCache *cache)
{
    GQueue entries;

    g_mutex_lock(&cache->mutex);
    entries = cache->entries;
    g_queue_init(&cache->entries);
    g_hash_table_remove_all(cache->by_key);
    cache->octets = 0;
    g_mutex_unlock(&cache->mutex);
    /* Outside the lock, since freeing takes long. */
    g_queue_clear_full(&entries, entry_free);
}

DemandAnswer *demand_cache_find(DemandCache *cache, const char *key)
{
    DemandAnswer *answer = NULL;
    GList *link;

    g_mutex_lock(&cache->mutex);
    link = g_hash_table_lookup(cache->by_key, key);
    if (link != NULL) {
        g_queue_unlink(&cache->entries, link);
        g_queue_push_head_link(&cache->entries, link);
        answer = demand_answer_ref(((Entry *)link->data)->answer);
    }
    g_mutex_unlock(&cache->mutex);
    return answer;
}

/* Takes an entry out, for the caller to free. */
static Entry *take_out(DemandCache *cache, GList *link)
{
    Entry *entry = link->data;

    g_hash_table_remove(cache->by_key, entry->key);
    g_queue_delete_link(&cache->entries, link);
    cache->octets -= entry->octets;
    return entry;
}

static bool is_over(const DemandCache *cache)
{
    return cache->octets > cache->max_octets || cache->entries.length > cache->max_entries;
}

void demand_cache_add(DemandCache *cache, const char *key, DemandAnswer *answer)
{
    g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(entry_free);
    Entry *entry = g_new0(Entry, 1);
    GList *old;

    entry->key = g_strdup(key);
    entry->answer = demand_answer_ref(answer);
    entry->octets = demand_answer_octets(answer) + strlen(key) + ENTRY_OCTETS;
    g_mutex_lock(&cache->mutex);
    old = g_hash_table_lookup(cache->by_key, key);
    if (old != NULL) {
        g_ptr_array_add(out, take_out(cache, old));
    }
    if (entry->octets > cache->max_octets) {
        /* It would only drive out everything else. */
        g_ptr_array_add(out, entry);
    } else {
        g_queue_push_head(&cache->entries, entry);
        g_hash_table_insert(cache->by_key, entry->key, cache->entries.head);
        cache->octets += entry->octets;
    }
    while (is_over(cache)) {
        g_ptr_array_add(out, take_out(cache, cache->entries.tail));
    }
    g_mutex_unlock(&cache->mutex);
    /* `out` is freed here, where nobody waits for the lock. */
}
