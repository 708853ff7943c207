#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/socket.h>

/*
 * How many connections each client has, so that no one takes them all. A client is what
 * client_address_format_line takes for one.
 */
typedef struct Crowd Crowd;

/* Each client may have at most so many; 0: any number, and nobody is counted. */
Crowd *crowd_new(guint limit);
void crowd_free(Crowd *crowd);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Crowd, crowd_free)

/* Counts a connection from this address; false, and it is not counted, if its client has too many.
 * Whoever comes through a UNIX socket is let in uncounted. For any thread, like crowd_leave. */
bool crowd_enter(Crowd *crowd, const struct sockaddr *address);

/* A connection that was let in is over. */
void crowd_leave(Crowd *crowd, const struct sockaddr *address);
