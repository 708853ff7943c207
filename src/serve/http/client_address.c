#include "serve/http/client_address.h"

#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <string.h>

/* Where the IPv4 address begins in an IPv6 address that stands for one (RFC 4291 §2.5.5.2). */
#define MAPPED_AT 12

/* The octets of an IPv6 address that tell one subscriber line from another. */
#define IPV6_LINE_OCTETS 8

static char *format(int family, const void *address)
{
    char text[INET6_ADDRSTRLEN];

    return g_strdup(inet_ntop(family, address, text, sizeof text) != NULL ? text : "-");
}

static char *format_address(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        return format(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr);
    }
    if (address->sa_family == AF_INET6) {
        const struct in6_addr *ipv6 =
            &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
        /* An IPv4 client on an IPv6 socket is shown as on one of IPv4. */
        return IN6_IS_ADDR_V4MAPPED(ipv6) ? format(AF_INET, ipv6->s6_addr + MAPPED_AT)
                                          : format(AF_INET6, ipv6);
    }
    /* The peer of a UNIX socket has no address. */
    return g_strdup("unix:");
}

/* `room` is for an address that is not the connection's own. */
static const struct sockaddr *find_client(struct MHD_Connection *connection,
                                          const TrustedProxyList *proxies,
                                          const char *forwarded_for, struct sockaddr_storage *room)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    bool is_forwarded = proxies != NULL &&
                        trusted_proxy_find_client(proxies, info->client_addr, forwarded_for, room);

    return is_forwarded ? (const struct sockaddr *)room : info->client_addr;
}

char *client_address_dup(struct MHD_Connection *connection, const TrustedProxyList *proxies,
                         const char *forwarded_for)
{
    struct sockaddr_storage room;

    return format_address(find_client(connection, proxies, forwarded_for, &room));
}

char *client_address_dup_line(struct MHD_Connection *connection, const TrustedProxyList *proxies,
                              const char *forwarded_for)
{
    struct sockaddr_storage room;

    return client_address_format_line(find_client(connection, proxies, forwarded_for, &room));
}

char *client_address_format_line(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 line = *(const struct sockaddr_in6 *)(const void *)address;
        if (!IN6_IS_ADDR_V4MAPPED(&line.sin6_addr)) {
            memset(line.sin6_addr.s6_addr + IPV6_LINE_OCTETS, 0,
                   sizeof line.sin6_addr.s6_addr - IPV6_LINE_OCTETS);
        }
        return format_address((const struct sockaddr *)&line);
    }
    return format_address(address);
}
