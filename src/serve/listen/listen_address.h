#pragma once

#include <stdbool.h>

#include "serve/server_error.h"

/* Where to listen, as a person writes it. */
typedef struct ListenAddress {
    char *host; /* a name or an address; an IPv6 address without its brackets */
    guint16 port;
    bool is_ipv6;      /* it was in brackets */
    bool is_ipv6_only; /* [::] then does not take IPv4 as well; false as parsed */
    char *path;        /* of a UNIX socket, which has none of the others; or NULL */
} ListenAddress;

void listen_address_clear(ListenAddress *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ListenAddress, listen_address_clear)

/* Reads "127.0.0.1:8080", "[::1]:8080", "localhost:0" or "unix:/run/confeed.sock". Fails with
 * SERVER_ERROR_ADDRESS. */
bool listen_address_parse(const char *text, ListenAddress *out_address, GError **error);

/* Opens a socket that listens there (not for a path), at the first address of the host that works;
 * out_url leads to it. Returns the descriptor, or -1: SERVER_ERROR_ADDRESS for an address in
 * brackets that is not IPv6, else SERVER_ERROR_FAILED. */
int listen_address_open(const ListenAddress *address, char **out_url, GError **error);

/* The URL of a bound IPv4 or IPv6 socket, "http://127.0.0.1:8080", with the port that the system
 * chose. The caller's own; NULL with errno set if it is neither. */
char *listen_address_url_dup(int fd);
