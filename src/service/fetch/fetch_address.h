#pragma once

#include <glib.h>
#include <stdbool.h>

/* An address that can be fetched, taken apart. */
typedef struct FetchAddress {
    char *url;  /* put together again, without a fragment or a port that is plain */
    char *host; /* in small letters; of an IPv6 address with its brackets */
    guint port;
    bool is_https;
} FetchAddress;

/* Fails with FETCH_ERROR_ADDRESS for what is not http or https, has no good host, or holds a name
 * and a password. */
bool fetch_address_parse(const char *text, FetchAddress *out, GError **error);
void fetch_address_clear(FetchAddress *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FetchAddress, fetch_address_clear)

bool fetch_address_is_same_host(const FetchAddress *one, const FetchAddress *other);

/* Whether they also have the scheme in common. */
bool fetch_address_is_same_origin(const FetchAddress *one, const FetchAddress *other);
