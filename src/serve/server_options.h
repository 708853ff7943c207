#pragma once

#include "serve/demand/demand.h"
#include "serve/http/host.h"
#include "serve/http/policy.h"
#include "serve/http/trusted_proxy.h"
#include "serve/monitor.h"

/* How many connections it can have at once, unless the options say otherwise. */
#define SERVER_CONNECTIONS_DEFAULT 1000

/* What the HTTP service is started with. */
typedef struct ServerOptions {
    const char *const *addresses; /* ended by NULL: "127.0.0.1:8080", "[::1]:8080", "localhost:0",
                                   * "unix:/run/confeed.sock"; or NULL */
    const int *sockets;           /* that listen already; with the addresses, at least one */
    guint n_sockets;
    guint threads;                 /* at each address; 0: one for each processor, at most 4 */
    guint head_milliseconds;       /* in which the head of a request must be there; 0: a minute */
    guint wait_milliseconds;       /* that a demand may wait; 0: the default (demand_queue.h) */
    guint head_octets;             /* that the head of a request may have; 0: the default */
    guint connections;             /* at once, shared out evenly to the addresses; 0: the default */
    guint connections_per_address; /* of one client over TCP, see Crowd; 0: any number */
    const TrustedProxyList *trusted_proxies; /* must outlive the server; NULL: there are none */
    const HostList *hosts; /* must outlive it, too; names that it goes by; NULL: any */
    Policy policy;
    const DemandMaker *maker; /* must outlive the server; NULL: nothing is made on demand */
    Monitor *monitor;         /* must outlive the server; NULL: it has its own */
} ServerOptions;
