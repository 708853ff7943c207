#include "serve/private_route.h"

#include <string.h>

#include "base/token.h"

#define FOLDER "private"
#define PREFIX FOLDER "/"
#define EXTENSION ".ics"

bool private_route_has(const char *path)
{
    return g_str_has_prefix(path, PREFIX);
}

static void ask(Route *route, const PrivateCalendar *calendar, const char *token,
                const char *digest, const char *parameters)
{
    g_auto(Query) query = { 0 };

    if (!query_parse(parameters, QUERY_FORM_PRIVATE, &query, NULL)) {
        route->outcome = ROUTE_BAD_PRIVATE_QUERY;
        return;
    }
    route->download = query.download;
    route->resource = calendar->resource;
    route->outcome = ROUTE_FOUND;
    if (calendar->is_replaced || !query_is_plain(&query)) {
        route->outcome = ROUTE_DEMAND;
        route->demand = demand_new_private(token, digest, &query);
    }
}

Route private_route_path(const Snapshot *snapshot, const char *path, const char *parameters)
{
    const char *name = path + strlen(PREFIX);
    bool has_extension = g_str_has_suffix(name, EXTENSION);
    gsize length = strlen(name) - (has_extension ? strlen(EXTENSION) : 0);
    g_autofree char *token = g_strndup(name, length);
    g_autofree char *digest = token_digest(token);
    const PrivateCalendar *calendar = snapshot_find_private(snapshot, digest);
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    Route route = { .outcome = ROUTE_NOT_FOUND, .is_private = true };

    if (has_extension && calendar != NULL && now < calendar->ends) {
        ask(&route, calendar, token, digest, parameters);
    }
    return route;
}
