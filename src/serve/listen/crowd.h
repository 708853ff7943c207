#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/socket.h>

/*
 * Counts the connections of each client, so that no one takes them all. Clients are told apart by
 * client_address_format_line.
 */
typedef struct Crowd Crowd;

/* Each client may have at most this many connections; 0: any number, and none is counted. */
Crowd *crowd_new(guint limit);
void crowd_free(Crowd *crowd);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Crowd, crowd_free)

/* Counts a connection from this address; false if its client has too many, and then it is not
 * counted. Those through a UNIX socket are let in uncounted. For any thread, as is crowd_leave. */
bool crowd_enter(Crowd *crowd, const struct sockaddr *address);

/* A connection that was let in has ended. */
void crowd_leave(Crowd *crowd, const struct sockaddr *address);
