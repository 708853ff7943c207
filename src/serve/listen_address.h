#pragma once

#include "serve/server.h"

/* Where to listen, as a person writes it. */
typedef struct ListenAddress {
    char *host; /* a name or an address; an IPv6 one without its brackets */
    guint16 port;
    bool is_ipv6; /* was in brackets */
} ListenAddress;

void listen_address_clear(ListenAddress *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ListenAddress, listen_address_clear)

/* Reads "127.0.0.1:8080", "[::1]:8080" or "localhost:0". Fails with SERVER_ERROR_ADDRESS. */
bool listen_address_parse(const char *text, ListenAddress *out_address, GError **error);

/* A socket that listens there, at the first address of the host that can be had, and the URL that
 * leads to it. Returns the descriptor, or -1: SERVER_ERROR_ADDRESS for an address in brackets that
 * is not IPv6, else SERVER_ERROR_FAILED. */
int listen_address_open(const ListenAddress *address, char **out_url, GError **error);
