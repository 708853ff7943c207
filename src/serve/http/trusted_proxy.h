#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/socket.h>

/* The proxies in front of the service that are believed when they say, in X-Forwarded-For, for whom
 * they ask. Immutable. */
typedef struct TrustedProxyList TrustedProxyList;

/* Reads "127.0.0.1", "10.0.0.0/8", "2001:db8::/32" and "unix", which means whoever comes through a
 * UNIX socket; ended by NULL. Fails with SERVER_ERROR_ADDRESS. */
TrustedProxyList *trusted_proxy_list_new(const char *const *texts, GError **error);
void trusted_proxy_list_free(TrustedProxyList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TrustedProxyList, trusted_proxy_list_free)

/* Finds the client of a request that a peer has sent, if the peer is trusted: the last address in
 * the list of X-Forwarded-For that is not trusted itself, or else the first one. Whatever stands to
 * the left of it, or of anything that is not an address, could be made up by whoever stands to the
 * right. False if the peer is to be taken for the client, and if the field is NULL. The port is set
 * to 0; an IPv4 address mapped into IPv6 is set as IPv4. */
bool trusted_proxy_find_client(const TrustedProxyList *list, const struct sockaddr *peer,
                               const char *forwarded_for, struct sockaddr_storage *out_client);
