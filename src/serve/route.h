#pragma once

#include "publish/snapshot.h"

/* What a request asks for, told from its raw target alone: nothing is unescaped (RFC 9112 §3.2). */
typedef enum RouteOutcome {
    ROUTE_FOUND,       /* the resource is there */
    ROUTE_MOVED,       /* a folder asked for without its slash: redirect to it */
    ROUTE_NOT_FOUND,   /* 404 */
    ROUTE_BAD_REQUEST, /* 400: a target that no address of ours has the form of, or a bad query */
} RouteOutcome;

typedef struct Route {
    RouteOutcome outcome;
    const Resource *resource; /* for ROUTE_FOUND */
    bool download;            /* for ROUTE_FOUND: ?download=1 */
    char *location;           /* for ROUTE_MOVED: "/gfmd-2007/"; owned */
    const char *reason;       /* for ROUTE_BAD_REQUEST: a sentence for a person; static */
} Route;

void route_clear(Route *route);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Route, route_clear)

/* Routes a request target such as "/gfmd-2007/agencies/ilo.ics?download=1". The only parameter is
 * download, with the value 1 or 0. */
Route route_target(const Snapshot *snapshot, const char *target);
