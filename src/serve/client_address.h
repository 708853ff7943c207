#pragma once

#include <microhttpd.h>

#include "serve/trusted_proxy.h"

/* Who asks on a connection, or for whom a trusted proxy asks there (see trusted_proxy_find_client),
 * as a log shows it: "192.0.2.1", "2001:db8::1", "unix:" for a UNIX socket. The list may be NULL.
 * The caller's own. */
char *client_address_dup(struct MHD_Connection *connection, const TrustedProxyList *proxies,
                         const char *forwarded_for);

/* The same for telling apart who has a share in something: of an IPv6 address the first 64 bits,
 * whose others a client has for itself and can choose among. */
char *client_address_dup_line(struct MHD_Connection *connection, const TrustedProxyList *proxies,
                              const char *forwarded_for);
char *client_address_format_line(const struct sockaddr *client);
