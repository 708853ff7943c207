#pragma once

#include "serve/server.h"

#include <microhttpd.h>
#include <stdint.h>

/* What answers on all connections of a server, at whichever address they came in. It is for the
 * main thread, as the server is, and does its work on the threads of the daemons. */
typedef struct Handler Handler;

/* What one daemon may take. */
typedef struct HandlerLimits {
    guint threads;
    guint connections;             /* at least as many as threads */
    guint connections_per_address; /* of clients; 0 is any number */
} HandlerLimits;

/* Keeps a reference to the snapshot. */
Handler *handler_new(const ServerOptions *options, Snapshot *snapshot);

/* Every daemon has to be stopped before. */
void handler_free(Handler *handler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Handler, handler_free)

/* A daemon that answers the connections of this socket, which is its own from here on. NULL with
 * errno set if the system refuses; the socket is then still the caller's. */
struct MHD_Daemon *handler_start_daemon(Handler *handler, int listening_socket,
                                        const HandlerLimits *limits);

/* As server_set_snapshot. */
void handler_set_snapshot(Handler *handler, Snapshot *snapshot);

/* As server_resume_demands. */
void handler_resume_demands(Handler *handler);

/* To be called once nobody listens any more: lets answers under way be sent, and clients that have
 * just connected ask. */
void handler_finish(Handler *handler);
