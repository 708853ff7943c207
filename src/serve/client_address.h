#pragma once

#include <microhttpd.h>

/* Who asks on a connection, as a log shows it: "192.0.2.1", "2001:db8::1", "unix:" for a UNIX
 * socket. The caller's own. */
char *client_address_dup(struct MHD_Connection *connection);
