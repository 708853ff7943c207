#pragma once

#include <glib.h>

/* A body in the gzip format (RFC 1952), without a name or a time: a function of the octets alone;
 * the caller's own. NULL where that would not spare a tenth of them, and a packet. */
GBytes *gzip_compress(GBytes *body);
