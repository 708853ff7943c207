#pragma once

#include "serve/server_error.h"
#include "serve/server_options.h"
#include "site/snapshot.h"

/* The HTTP service: hands out the resources of a snapshot (RFC 9110). */
typedef struct Server Server;

/* Listens and begins to answer, in threads of its own: the same at all addresses. Keeps a reference
 * to the snapshot. The sockets are its own from here on, even if it fails, with SERVER_ERROR. This
 * and the other functions are for the main thread, which runs the default main context; on it, too,
 * whatever is asked for on demand is made. */
Server *server_start(const ServerOptions *options, Snapshot *snapshot, GError **error);

/* The first URL at which it listens, "http://127.0.0.1:8080", with the port that the system chose
 * if 0 was asked for; NULL if it listens at UNIX sockets alone. */
const char *server_url(const Server *server);

/* All places at which it listens, as shown to a person, in the order of the options:
 * "http://127.0.0.1:8080/", "unix:/run/confeed.sock". Ended by NULL. */
const char *const *server_places(const Server *server);

/* How many connections it can have at once: fewer than the options ask for if the process may not
 * have so many files open. */
guint server_connections(const Server *server);

/* Puts another snapshot in the place of the one before: requests that begin after this returns are
 * answered from the new one, those under way from the one that they began with. What is made on
 * demand from here on must be of the new one. Keeps a reference to it. */
void server_set_snapshot(Server *server, Snapshot *snapshot);

/* What demands wait for (DEMAND_BEGUN, DEMAND_WAITING) may be there: the maker is asked again. */
void server_resume_demands(Server *server);

/* Stops listening, lets answers under way be sent (for at most five seconds), and frees the server.
 * Demands that still wait are answered 503. */
void server_stop(Server *server);
