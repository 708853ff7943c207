#include "serve/listen/crowd.h"

#include "serve/http/client_address.h"

struct Crowd {
    guint limit;
    GMutex mutex;      /* of the table */
    GHashTable *sizes; /* client → how many connections it has */
};

Crowd *crowd_new(guint limit)
{
    Crowd *crowd = g_new0(Crowd, 1);

    crowd->limit = limit;
    g_mutex_init(&crowd->mutex);
    crowd->sizes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return crowd;
}

void crowd_free(Crowd *crowd)
{
    if (crowd == NULL) {
        return;
    }
    g_hash_table_unref(crowd->sizes);
    g_mutex_clear(&crowd->mutex);
    g_free(crowd);
}

static bool is_counted(const Crowd *crowd, const struct sockaddr *address)
{
    return crowd->limit > 0 && (address->sa_family == AF_INET || address->sa_family == AF_INET6);
}

/* With the lock held. */
static guint size_of(const Crowd *crowd, const char *client)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(crowd->sizes, client));
}

/* With the lock held. A client without connections takes no memory. */
static void set_size(Crowd *crowd, const char *client, guint size)
{
    if (size == 0) {
        g_hash_table_remove(crowd->sizes, client);
    } else {
        g_hash_table_insert(crowd->sizes, g_strdup(client), GUINT_TO_POINTER(size));
    }
}

bool crowd_enter(Crowd *crowd, const struct sockaddr *address)
{
    if (!is_counted(crowd, address)) {
        return true;
    }
    g_autofree char *client = client_address_format_line(address);
    g_mutex_lock(&crowd->mutex);
    guint size = size_of(crowd, client);
    if (size < crowd->limit) {
        set_size(crowd, client, size + 1);
    }
    g_mutex_unlock(&crowd->mutex);
    return size < crowd->limit;
}

void crowd_leave(Crowd *crowd, const struct sockaddr *address)
{
    if (!is_counted(crowd, address)) {
        return;
    }
    g_autofree char *client = client_address_format_line(address);
    g_mutex_lock(&crowd->mutex);
    guint size = size_of(crowd, client);
    g_assert(size > 0);
    set_size(crowd, client, size - 1);
    g_mutex_unlock(&crowd->mutex);
}
