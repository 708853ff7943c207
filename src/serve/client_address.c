#include "serve/client_address.h"

#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* The last four octets of an IPv6 address that stands for one of IPv4 (RFC 4291 §2.5.5.2). */
#define MAPPED_AT 12

static char *format(int family, const void *address)
{
    char text[INET6_ADDRSTRLEN];

    return g_strdup(inet_ntop(family, address, text, sizeof text) != NULL ? text : "-");
}

char *client_address_dup(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info->client_addr;

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
