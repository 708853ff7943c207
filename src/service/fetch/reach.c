#include "service/fetch/reach.h"

#include <arpa/inet.h>
#include <string.h>

/* An IPv4 address that is mapped into IPv6 stands behind so many octets, … */
#define MAPPED_OCTETS 12
/* … and its network behind so many bits. */
#define MAPPED_BITS 96

/* The IPv4 networks that the Internet does not reach. */
static const char *const INSIDE_IPV4[] = {
    "0.0.0.0/8",      /* this network; 0.0.0.0 is this machine */
    "10.0.0.0/8",     /* private */
    "100.64.0.0/10",  /* shared: a provider's */
    "127.0.0.0/8",    /* loopback */
    "169.254.0.0/16", /* link-local; what clouds tell machines about themselves */
    "172.16.0.0/12",  /* private */
    "192.0.0.0/24",   /* protocols' */
    "192.0.2.0/24",   /* documentation */
    "192.168.0.0/16", /* private */
    "198.18.0.0/15",  /* benchmarks; some proxies' */
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", /* multicast */
    "240.0.0.0/4",                                      /* reserved, and broadcast */
};

/* Of IPv6, the Internet reaches what is in 2000::/3 but for these. */
static const char *const INSIDE_IPV6[] = {
    "2001::/23",     /* protocols': Teredo, ORCHID */
    "2001:db8::/32", /* documentation */
    "3fff::/20",
};

/* IPv6 networks whose addresses hold an IPv4 address, from this octet on. */
static const struct {
    const char *network;
    guint octet;
} HOLDERS[] = {
    { "::ffff:0:0/96", MAPPED_OCTETS },
    { "64:ff9b::/96", MAPPED_OCTETS }, /* NAT64 */
    { "2002::/16", 2 },                /* 6to4 */
};

/* --- networks ---------------------------------------------------------------------------- */

bool reach_parse(const char *host, struct in6_addr *out)
{
    gsize length = strlen(host);
    bool has_brackets = length > 2 && host[0] == '[' && host[length - 1] == ']';
    g_autofree char *text =
        has_brackets ? g_strndup(host + 1, length - 2) : g_strconcat("::ffff:", host, NULL);

    /* Without colons of its own it can only be IPv4. */
    return inet_pton(AF_INET6, strchr(host, ':') != NULL && !has_brackets ? host : text, out) == 1;
}

bool reach_is_in(const struct in6_addr *address, const char *network)
{
    const char *slash = strchr(network, '/');
    g_autofree char *first =
        slash != NULL ? g_strndup(network, (gsize)(slash - network)) : g_strdup(network);
    guint before = strchr(first, ':') == NULL ? MAPPED_BITS : 0;
    struct in6_addr other;
    guint64 bits = 128 - before;

    if (!reach_parse(first, &other) ||
        (slash != NULL && !g_ascii_string_to_unsigned(slash + 1, 10, 0, bits, &bits, NULL))) {
        return false;
    }
    guint whole = (guint)(bits + before) / 8;
    guint rest = (guint)(bits + before) % 8;
    /* With no bits left there may be no octet left to compare. */
    return memcmp(address->s6_addr, other.s6_addr, whole) == 0 &&
           (rest == 0 || (address->s6_addr[whole] ^ other.s6_addr[whole]) >> (8 - rest) == 0);
}

static bool is_in_any(const struct in6_addr *address, const char *const *networks, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (reach_is_in(address, networks[i])) {
            return true;
        }
    }
    return false;
}

/* --- addresses --------------------------------------------------------------------------- */

static struct in6_addr map(const guint8 *ipv4)
{
    struct in6_addr mapped = { .s6_addr = { [10] = 0xff, [11] = 0xff } };

    memcpy(mapped.s6_addr + MAPPED_OCTETS, ipv4, 4);
    return mapped;
}

bool reach_address_is_inside(const struct in6_addr *address)
{
    for (gsize i = 0; i < G_N_ELEMENTS(HOLDERS); i++) {
        if (reach_is_in(address, HOLDERS[i].network)) {
            struct in6_addr held = map(address->s6_addr + HOLDERS[i].octet);
            return is_in_any(&held, INSIDE_IPV4, G_N_ELEMENTS(INSIDE_IPV4));
        }
    }
    return !reach_is_in(address, "2000::/3") ||
           is_in_any(address, INSIDE_IPV6, G_N_ELEMENTS(INSIDE_IPV6));
}

bool reach_is_inside(const struct sockaddr *address)
{
    struct in6_addr mapped;

    if (address->sa_family == AF_INET) {
        mapped = map((const guint8 *)&((const struct sockaddr_in *)address)->sin_addr);
    } else if (address->sa_family == AF_INET6) {
        mapped = ((const struct sockaddr_in6 *)address)->sin6_addr;
    } else {
        return true;
    }
    return reach_address_is_inside(&mapped);
}
