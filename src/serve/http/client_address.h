#pragma once

#include <microhttpd.h>

#include "serve/http/trusted_proxy.h"

/* Who asks on a connection, or for whom a trusted proxy asks there (see trusted_proxy_find_client),
 * as a log shows it: "192.0.2.1", "2001:db8::1", "unix:" for a UNIX socket. The list may be NULL.
 * The caller's own. */
char *client_address_dup(struct MHD_Connection *connection, const TrustedProxyList *proxies,
                         const char *forwarded_for);

/* The same for telling one client from another, be it for a limit or a share: of an IPv6 address
 * the first 64 bits, since whoever has one address of these has all of them (RFC 6177). */
char *client_address_dup_line(struct MHD_Connection *connection, const TrustedProxyList *proxies,
                              const char *forwarded_for);
char *client_address_format_line(const struct sockaddr *address);
