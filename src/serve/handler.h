#pragma once

#include "serve/listen/worker.h"
#include "serve/server_options.h"

#include <microhttpd.h>
#include <stdint.h>

/* Answers on all connections of a server, at whichever address they came in. It is used on the main
 * thread, as the server is, and does its work on the threads of the daemons. */
typedef struct Handler Handler;

/* Keeps a reference to the snapshot. */
Handler *handler_new(const ServerOptions *options, Snapshot *snapshot);

/* All daemons must have been stopped. */
void handler_free(Handler *handler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Handler, handler_free)

/* Starts a daemon that answers the connections of this socket, at most so many at once, for a
 * worker to run whose owner is the handler. NULL with errno set if the system refuses. Either way
 * the socket remains the caller's, if the worker has left it before it ends. */
struct MHD_Daemon *handler_start_daemon(Worker *worker, int listening_socket, guint connections);

/* As server_set_snapshot. */
void handler_set_snapshot(Handler *handler, Snapshot *snapshot);

/* As server_resume_demands. */
void handler_resume_demands(Handler *handler);

/* To be called once nobody listens any more: lets answers under way be sent, and lets clients that
 * have just connected ask. */
void handler_finish(Handler *handler);
