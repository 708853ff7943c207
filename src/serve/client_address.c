#include "serve/client_address.h"

#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>

/* The last four octets of an IPv6 address that stands for one of IPv4 (RFC 4291 §2.5.5.2). */
#define MAPPED_AT 12

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
        return IN6_IS_ADDR_V4MAPPED(ipv6) ? format(AF_INET, ipv6->s6_addr + MAPPED_AT)
                                          : format(AF_INET6, ipv6);
    }
    return g_strdup("unix:");
}

char *client_address_dup(struct MHD_Connection *connection, const TrustedProxyList *proxies,
                         const char *forwarded_for)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct sockaddr_storage client;

    if (proxies != NULL &&
        trusted_proxy_find_client(proxies, info->client_addr, forwarded_for, &client)) {
        return format_address((const struct sockaddr *)&client);
    }
    return format_address(info->client_addr);
}
