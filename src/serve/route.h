#pragma once

#include "serve/demand/demand.h"
#include "serve/watch/service_page.h"
#include "site/snapshot.h"

/* Request targets of more octets than this are refused: none of ours comes near it. */
#define ROUTE_TARGET_MAX 2048

/* The path of a demand has at most this many octets. */
#define ROUTE_DEMAND_PATH_MAX 200

/* What a request asks for, by its target alone. Escapes of what need not be escaped are undone
 * (RFC 3986 §6.2.2); any other escape in a path leads to ROUTE_NOT_FOUND. */
typedef enum RouteOutcome {
    ROUTE_FOUND,      /* the resource is there */
    ROUTE_DEMAND,     /* it can be made, or at least its maker has to be asked */
    ROUTE_MOVED,      /* a folder asked for without its slash, or an address in other letters, large
                       * or small; the resource is what stands there */
    ROUTE_SERVICE,    /* a page about the service itself, spelt exactly so */
    ROUTE_NOT_FOUND,  /* well-formed, but nothing stands there */
    ROUTE_BAD_QUERY,  /* an address of ours, with parameters that it does not take */
    ROUTE_NO_HISTORY, /* a calendar as it was, but there is no history */
    ROUTE_ASTERISK,   /* "*", the whole service: only OPTIONS may ask for it */
    ROUTE_BAD_TARGET, /* not what RFC 9112 §3.2 allows as the target of a GET */
    ROUTE_TOO_LONG,   /* over ROUTE_TARGET_MAX, perhaps only with the missing slash */
} RouteOutcome;

typedef struct Route {
    RouteOutcome outcome;
    /* What stands there now, or the calendar that it is another format of; the snapshot's. NULL if
     * there is none. */
    const Resource *resource;
    Demand *demand;          /* for ROUTE_DEMAND */
    ParameterSet parameters; /* which ones the address takes, for all but ROUTE_NOT_FOUND */
    bool download;           /* for ROUTE_FOUND and ROUTE_DEMAND: ?download=1 */
    ServicePage page;        /* for ROUTE_SERVICE */
    /* For ROUTE_BAD_QUERY of a selection: a sentence. Otherwise nothing sent is repeated. */
    char *fault;
    char *location;  /* for ROUTE_MOVED: the target to ask for, in origin form */
    bool is_private; /* it is among the private calendars, even if nothing stands there */
} Route;

/* Routes a request target such as "/gfmd-2007/agencies/ilo.ics?download=1", or the same in absolute
 * form (RFC 9112 §3.2.2), whatever host that names. */
Route route_target(const Snapshot *snapshot, const char *target);
void route_clear(Route *route);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Route, route_clear)
