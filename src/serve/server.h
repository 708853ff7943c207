#pragma once

#include "publish/snapshot.h"

/* The HTTP service: hands out the resources of a snapshot (RFC 9110). */
typedef struct Server Server;

typedef struct ServerOptions {
    const char *listen;      /* "127.0.0.1:8080", "[::1]:8080", "localhost:0" */
    guint threads;           /* that answer; 0 is one for each processor, at most 4 */
    guint head_milliseconds; /* in which the head of a request has to be there; 0 is a minute */
} ServerOptions;

typedef enum ServerError {
    SERVER_ERROR_ADDRESS, /* the address to listen on is malformed: wrong usage */
    SERVER_ERROR_FAILED,  /* the system refused */
} ServerError;

#define SERVER_ERROR (server_error_quark())
GQuark server_error_quark(void);

/* Listens and begins to answer, in threads of its own. Keeps a reference to the snapshot. Fails
 * with SERVER_ERROR. */
Server *server_start(const ServerOptions *options, Snapshot *snapshot, GError **error);

/* Where it listens, "http://127.0.0.1:8080", with the port the system chose if 0 was asked for. */
const char *server_url(const Server *server);

/* Stops listening, lets answers under way be sent (at most five seconds), and frees it. */
void server_stop(Server *server);
