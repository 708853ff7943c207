#pragma once

#include <microhttpd.h>

#include "serve/http/trusted_proxy.h"

/* The client that asks on a connection, or for which a trusted proxy asks there (see
 * trusted_proxy_find_client), as a log shows it: "192.0.2.1", "2001:db8::1", "unix:" for a UNIX
 * socket. The list may be NULL. The caller's own. */
char *client_address_dup(struct MHD_Connection *connection, const TrustedProxyList *proxies,
                         const char *forwarded_for);

/* The same, to tell one client from another for a limit or a share: of an IPv6 address only the
 * first 64 bits count, since whoever has one address of these has all of them (RFC 6177). */
char *client_address_dup_line(struct MHD_Connection *connection, const TrustedProxyList *proxies,
                              const char *forwarded_for);
char *client_address_format_line(const struct sockaddr *address);
