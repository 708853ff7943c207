#pragma once

#include "serve/handler.h"

/* A socket that listens, and the workers that take what connects to it. */
typedef struct Listener Listener;

/* Listens at an address as a person writes it, see listen_address_parse. is_one_of_several: [::]
 * then leaves IPv4 to another listener. Fails with SERVER_ERROR. */
Listener *listener_open(const char *text, bool is_one_of_several, GError **error);

/* Takes over a socket that listens already. If it cannot be served at, it is closed, and this fails
 * with SERVER_ERROR. What it is bound to stays there after the end. */
Listener *listener_adopt(int fd, GError **error);

/* Begins to answer, with this many threads and this many connections at once, at least one for each
 * thread. Fails with SERVER_ERROR_FAILED. */
bool listener_start(Listener *listener, Handler *handler, guint threads, guint connections,
                    GError **error);

/* "http://127.0.0.1:8080"; NULL for a UNIX socket. */
const char *listener_url(const Listener *listener);

/* "http://127.0.0.1:8080/" or "unix:/run/confeed.sock". */
const char *listener_place(const Listener *listener);

/* Gives up the address at once. The workers go on with the connections that they have, and the
 * handler has been told of all of these. */
void listener_close(Listener *listener);

/* Ends the connections. For answers to be whole, close it first, and wait for them. */
void listener_free(Listener *listener);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Listener, listener_free)
