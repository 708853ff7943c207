#pragma once

#include "publish/snapshot.h"

/* Longer request targets than this many octets are refused: none of ours comes near it. */
#define ROUTE_TARGET_MAX 2048

/* What a request asks for, told from its raw target alone: nothing is ever unescaped, so an
 * address has one spelling, and an escape (RFC 3986 §2.1) leads to ROUTE_NOT_FOUND. */
typedef enum RouteOutcome {
    ROUTE_FOUND,      /* the resource is there */
    ROUTE_MOVED,      /* a folder asked for without its slash; the resource is its page */
    ROUTE_NOT_FOUND,  /* well-formed, but nothing stands there */
    ROUTE_BAD_QUERY,  /* a resource of ours, with parameters that it does not take */
    ROUTE_BAD_TARGET, /* not what RFC 9112 §3.2 lets a GET have as its target */
    ROUTE_TOO_LONG,   /* over ROUTE_TARGET_MAX */
} RouteOutcome;

typedef struct Route {
    RouteOutcome outcome;
    const Resource *resource; /* for ROUTE_FOUND, ROUTE_MOVED, ROUTE_BAD_QUERY; the snapshot's */
    bool download;            /* for ROUTE_FOUND: ?download=1 */
} Route;

/* Routes a request target such as "/gfmd-2007/agencies/ilo.ics?download=1", or the same in absolute
 * form (RFC 9112 §3.2.2), whatever host it names. The only parameter is download, with the value 1
 * or 0. */
Route route_target(const Snapshot *snapshot, const char *target);
