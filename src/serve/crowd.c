#include "serve/crowd.h"

#include <netinet/in.h>
#include <string.h>

/* Where an IPv6 address holds one of IPv4 (RFC 4291 §2.5.5.2). */
#define MAPPED_AT 12

/* Beside the client's own number, so that the address 0.0.0.0 and ::/64 are not 0. It makes IPv4
 * into networks of ffff:1::/32, which nobody has: 2000::/3 is all that is given out (RFC 4291
 * §2.4), and link-local addresses begin with fe80. */
#define OF_IPV4 (G_GUINT64_CONSTANT(0xffff0001) << 32)
#define OF_NULL (G_GUINT64_CONSTANT(0xffff0002) << 32)

struct Crowd {
    guint limit;
    GMutex mutex;      /* of the next */
    GHashTable *sizes; /* guint64 * → how many connections it has */
};

Crowd *crowd_new(guint limit)
{
    Crowd *crowd = g_new0(Crowd, 1);

    crowd->limit = limit;
    g_mutex_init(&crowd->mutex);
    crowd->sizes = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
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

static guint64 client_of_ipv4(gconstpointer octets)
{
    guint32 address;

    memcpy(&address, octets, sizeof address);
    return OF_IPV4 | GUINT32_FROM_BE(address);
}

static guint64 client_of_ipv6(const struct in6_addr *address)
{
    guint64 network;

    if (IN6_IS_ADDR_V4MAPPED(address)) {
        return client_of_ipv4(address->s6_addr + MAPPED_AT);
    }
    memcpy(&network, address->s6_addr, sizeof network);
    return network != 0 ? GUINT64_FROM_BE(network) : OF_NULL;
}

guint64 crowd_client(const struct sockaddr *address)
{
    switch (address->sa_family) {
    case AF_INET:
        return client_of_ipv4(&((const struct sockaddr_in *)(const void *)address)->sin_addr);
    case AF_INET6:
        return client_of_ipv6(&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
    default:
        return 0;
    }
}

/* With the lock held. */
static guint size_of(const Crowd *crowd, guint64 client)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(crowd->sizes, &client));
}

/* Likewise. */
static void set_size(Crowd *crowd, guint64 client, guint size)
{
    if (size == 0) {
        g_hash_table_remove(crowd->sizes, &client);
    } else {
        g_hash_table_insert(crowd->sizes, g_memdup2(&client, sizeof client),
                            GUINT_TO_POINTER(size));
    }
}

bool crowd_enter(Crowd *crowd, const struct sockaddr *client)
{
    guint64 number = crowd_client(client);
    guint size;

    if (crowd->limit == 0 || number == 0) {
        return true;
    }
    g_mutex_lock(&crowd->mutex);
    size = size_of(crowd, number);
    if (size < crowd->limit) {
        set_size(crowd, number, size + 1);
    }
    g_mutex_unlock(&crowd->mutex);
    return size < crowd->limit;
}

void crowd_leave(Crowd *crowd, const struct sockaddr *client)
{
    guint64 number = crowd_client(client);
    guint size;

    if (crowd->limit == 0 || number == 0) {
        return;
    }
    g_mutex_lock(&crowd->mutex);
    size = size_of(crowd, number);
    g_assert(size > 0);
    set_size(crowd, number, size - 1);
    g_mutex_unlock(&crowd->mutex);
}
