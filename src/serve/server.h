#pragma once

#include "serve/demand.h"
#include "serve/host.h"
#include "serve/observer.h"
#include "serve/policy.h"
#include "serve/trusted_proxy.h"
#include "site/snapshot.h"

/* The HTTP service: hands out the resources of a snapshot (RFC 9110). */
typedef struct Server Server;

#define SERVER_CONNECTIONS_DEFAULT 1000

typedef struct ServerOptions {
    const char *const *addresses; /* ended by NULL: "127.0.0.1:8080", "[::1]:8080", "localhost:0",
                                   * "unix:/run/confeed.sock"; or NULL */
    const int *sockets;           /* others that listen already, at least one in all */
    guint n_sockets;
    guint threads;           /* that answer at each address; 0 is one a processor, at most 4 */
    guint head_milliseconds; /* in which the head of a request has to be there; 0 is a minute */
    guint wait_milliseconds; /* that a demand may wait; 0 is the default (demand_queue.h) */
    guint head_octets;       /* that the head of a request may have; 0 is the default */
    guint connections;       /* at once, shared out evenly to the addresses; 0 is the default */
    guint connections_per_address;           /* of a client over TCP, see Crowd; 0 is any number */
    const TrustedProxyList *trusted_proxies; /* must outlive the server; NULL: there are none */
    const HostList *hosts; /* likewise: the names under which it may be asked; NULL: any */
    Policy policy;
    const DemandMaker *maker; /* must outlive the server; NULL: nothing is made on demand */
    Observer *observer;       /* likewise; NULL: it has one of its own */
} ServerOptions;

typedef enum ServerError {
    SERVER_ERROR_ADDRESS, /* an address to listen on is malformed: wrong usage */
    SERVER_ERROR_FAILED,  /* the system refused */
} ServerError;

#define SERVER_ERROR (server_error_quark())
GQuark server_error_quark(void);

/* Listens and begins to answer, in threads of its own: the same at all addresses. Keeps a reference
 * to the snapshot. The sockets are its own from here on, also if it fails, with SERVER_ERROR. This
 * and the other functions are for the main thread, the one that runs the default main context: on
 * it, too, whatever is asked for on demand is made. */
Server *server_start(const ServerOptions *options, Snapshot *snapshot, GError **error);

/* Where it listens first, "http://127.0.0.1:8080", with the port the system chose if 0 was asked
 * for; NULL if at UNIX sockets alone. */
const char *server_url(const Server *server);

/* All places at which it listens, as a person is told, in the order of the options:
 * "http://127.0.0.1:8080/", "unix:/run/confeed.sock". Ended by NULL. */
const char *const *server_places(const Server *server);

/* How many connections it can have at once: fewer than the options ask for where the process may
 * not have so many files open. */
guint server_connections(const Server *server);

/* Puts another snapshot in the place of the one before: requests that begin after it returns are
 * answered from the new one, those under way from the one they began with. What is made on demand
 * from here on has to be of the new one. Keeps a reference to it. */
void server_set_snapshot(Server *server, Snapshot *snapshot);

/* What demands wait for that were begun or had to wait (DemandOutcome) may be there: the maker is
 * asked for them again. */
void server_resume_demands(Server *server);

/* Stops listening, lets answers under way be sent (at most five seconds), and frees it. What still
 * waits to be made is answered 503. */
void server_stop(Server *server);
