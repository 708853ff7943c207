#pragma once

#include <microhttpd.h>

#include <glib.h>
#include <stdbool.h>

/*
 * A thread that takes what connects at a listening socket, and answers it.
 *
 * It runs its daemon itself rather than leave that to a thread of libmicrohttpd, because only a
 * daemon's own thread can make it leave its socket: MHD_quiesce_daemon from another one races with
 * it for the socket's place in the epoll set, as does closing or replacing the socket, and whoever
 * comes second aborts the program.
 */
typedef struct Worker Worker;

/* A worker's descriptors beside its connections: its bell, and its daemon's epoll set. */
#define WORKER_DESCRIPTORS 2

/* The owner is borrowed: callbacks of the daemon, which are given a worker, find it here. NULL with
 * errno set if the system refuses. */
Worker *worker_new(gpointer owner);
gpointer worker_owner(const Worker *worker);

/* Begins to work. The daemon must have no threads and use epoll, and is the worker's own from here
 * on. False with errno set if the system refuses. */
bool worker_start(Worker *worker, struct MHD_Daemon *take_daemon);

/* Has it look for resumed connections. For any thread, after MHD_resume_connection. */
void worker_ring(const Worker *worker);

/* Has it take no more connections. When this returns, the daemon's callbacks have been told of all
 * that it had taken, and the socket is not in use; it goes on with the connections that it has. */
void worker_leave_socket(Worker *worker);

/* Ends the worker, its connections and its daemon. The socket stays open. */
void worker_free(Worker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Worker, worker_free)
