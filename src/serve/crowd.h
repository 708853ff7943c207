#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/socket.h>

/*
 * How many connections each client has, so that no one takes them all. A client is an address of
 * IPv4, or a network of 2^64 addresses of IPv6, of which whoever has one has all (RFC 6177).
 */
typedef struct Crowd Crowd;

/* Each client may have at most so many; 0: any number, and nobody is counted. */
Crowd *crowd_new(guint limit);
void crowd_free(Crowd *crowd);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Crowd, crowd_free)

/* Counts a connection of this client; false, and it is not counted, if it has too many. Whoever
 * comes through a UNIX socket is let in uncounted. For any thread, like crowd_leave. */
bool crowd_enter(Crowd *crowd, const struct sockaddr *client);

/* A connection that was let in is over. */
void crowd_leave(Crowd *crowd, const struct sockaddr *client);

/* Which client it is: equal for addresses that count as one. 0 for none that is counted. */
guint64 crowd_client(const struct sockaddr *address);
