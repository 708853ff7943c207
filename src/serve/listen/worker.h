#pragma once

#include <microhttpd.h>

#include <glib.h>
#include <stdbool.h>

/*
 * A thread that takes what connects at a listening socket, and answers it.
 *
 * It runs its daemon itself rather than leave that to a thread of libmicrohttpd, because a daemon
 * can only be told by its own thread to leave its socket: MHD_quiesce_daemon from another one races
 * with it for the socket's place in the epoll set, as does whoever closes or replaces the socket,
 * and who comes second aborts the program.
 */
typedef struct Worker Worker;

/* What a worker has open beside its connections: its bell, and its daemon's epoll set. */
#define WORKER_DESCRIPTORS 2

/* For callbacks of the daemon, which are given a worker, to find the owner by. It is borrowed. NULL
 * with errno set if the system refuses. */
Worker *worker_new(gpointer owner);
gpointer worker_owner(const Worker *worker);

/* Begins to work. The daemon is one without threads, with epoll, and the worker's own from here on.
 * False with errno set if the system refuses. */
bool worker_start(Worker *worker, struct MHD_Daemon *take_daemon);

/* Has it look for connections that were resumed: to be called after MHD_resume_connection, by
 * any thread. */
void worker_ring(const Worker *worker);

/* Has it take no connection any more. When this returns, what it had taken has been told to the
 * callbacks of the daemon, and the socket is in no use: it goes on with the connections that it
 * has. */
void worker_leave_socket(Worker *worker);

/* Ends it, with the connections that it has, and its daemon. The socket stays open. */
void worker_free(Worker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Worker, worker_free)
