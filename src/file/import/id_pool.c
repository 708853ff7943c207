#include "file/import/id_pool.h"

#include <string.h>

#include "model/address/id.h"

struct IdPool {
    GStringChunk *ids;
    GHashTable *taken; /* ids in lower case, a set; they are in the chunk */
    GHashTable
        *last; /* wish, cut, in lower case → the last number that was put behind it; likewise */
};

/* Digits of the hash that stands for a name. */
#define HASH_DIGITS 8

IdPool *id_pool_new(void)
{
    IdPool *pool = g_new0(IdPool, 1);

    pool->ids = g_string_chunk_new(1024);
    pool->taken = g_hash_table_new(g_str_hash, g_str_equal);
    pool->last = g_hash_table_new(g_str_hash, g_str_equal);
    return pool;
}

void id_pool_free(IdPool *pool)
{
    if (pool != NULL) {
        g_hash_table_unref(pool->taken);
        g_hash_table_unref(pool->last);
        g_string_chunk_free(pool->ids);
        g_free(pool);
    }
}

/* Cuts an id at the last hyphen within a length, if there is one. */
static void cut(GString *id, gsize length)
{
    if (id->len <= length) {
        return;
    }
    bool is_between = id->str[length] == '-';
    g_string_truncate(id, length);
    const char *hyphen = strrchr(id->str, '-');
    if (!is_between && hyphen != NULL) {
        g_string_truncate(id, (gsize)(hyphen - id->str));
    }
}

char *id_pool_dup_slug(const char *name, const char *word)
{
    g_autofree char *plain = g_str_to_ascii(name, "C");
    g_autoptr(GString) slug = g_string_new(NULL);

    for (const char *at = plain; *at != '\0'; at++) {
        if (g_ascii_isalnum(*at)) {
            g_string_append_c(slug, g_ascii_tolower(*at));
        } else if (slug->len > 0 && slug->str[slug->len - 1] != '-') {
            g_string_append_c(slug, '-');
        }
    }
    cut(slug, ID_MAX);
    if (slug->len > 0 && slug->str[slug->len - 1] == '-') {
        g_string_truncate(slug, slug->len - 1);
    }
    if (slug->len > 0) {
        return g_strdup(slug->str);
    }
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
    return g_strdup_printf("%s-%.*s", word, HASH_DIGITS, hash);
}

/* Takes an id unless somebody has it. NULL then. */
static const char *try_to_take(IdPool *pool, const char *id)
{
    g_autofree char *lower = g_ascii_strdown(id, -1);

    if (g_hash_table_contains(pool->taken, lower)) {
        return NULL;
    }
    g_hash_table_add(pool->taken, g_string_chunk_insert(pool->ids, lower));
    return g_string_chunk_insert(pool->ids, id);
}

/* The same for a wish with something behind it, which must stay whole. */
static const char *try_with(IdPool *pool, const char *wish, const char *more)
{
    g_autoptr(GString) id = g_string_new(wish);

    cut(id, ID_MAX - 1 - strlen(more));
    g_string_append_printf(id, "-%s", more);
    return try_to_take(pool, id->str);
}

/* The octets that any number takes, with the hyphen before it. */
#define NUMBER_MAX 11

/* The same with the first number that nobody has. Those below the last one are all taken. */
static const char *try_with_numbers(IdPool *pool, const char *wish)
{
    g_autoptr(GString) base = g_string_new(wish);
    const char *id = NULL;

    cut(base, ID_MAX - NUMBER_MAX);
    g_autofree char *lower = g_ascii_strdown(base->str, -1);
    guint last = GPOINTER_TO_UINT(g_hash_table_lookup(pool->last, lower));
    guint number = MAX(last, 1);
    while (id == NULL) {
        g_autofree char *more = g_strdup_printf("%u", ++number);
        id = try_with(pool, base->str, more);
    }
    const char *key = last == 0 ? g_string_chunk_insert(pool->ids, lower) : lower;
    g_hash_table_insert(pool->last, (gpointer)key, GUINT_TO_POINTER(number));
    return id;
}

const char *id_pool_take(IdPool *pool, const char *wish, const char *more)
{
    const char *id = try_to_take(pool, wish);

    if (id == NULL && more != NULL && strlen(more) < ID_MAX / 2) {
        id = try_with(pool, wish, more);
    }
    return id != NULL ? id : try_with_numbers(pool, wish);
}
