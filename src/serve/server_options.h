#pragma once

#include "serve/demand/demand.h"
#include "serve/http/host.h"
#include "serve/http/policy.h"
#include "serve/http/trusted_proxy.h"
#include "serve/monitor.h"

/* What the HTTP service is started with. */
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
    Monitor *monitor;         /* likewise; NULL: it has one of its own */
} ServerOptions;
