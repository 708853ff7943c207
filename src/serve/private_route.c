#include "serve/private_route.h"

#include <string.h>

#include "base/token.h"

/* Routes a calendar that is there. */
static void ask(Route *route, const PrivateCalendar *calendar, Format format, const char *token,
                const char *parameters)
{
    g_auto(Query) query = { 0 };

    if (!query_parse(parameters, route->parameters, &query, NULL)) {
        route->outcome = ROUTE_BAD_QUERY;
        return;
    }
    route->download = query.download;
    route->resource = calendar->resource;
    route->outcome = ROUTE_FOUND;
    /* A calendar whose address was replaced must say so, and the one in the snapshot does not. */
    if (calendar->is_replaced || format != FORMAT_ICS || !query_is_plain(&query)) {
        route->outcome = ROUTE_DEMAND;
        route->demand = demand_new_private(token, format, &query);
    }
}

Route private_route_path(const Snapshot *snapshot, const char *path, const Address *address,
                         const char *parameters)
{
    const char *name = strchr(path, '/') + 1;
    g_autofree char *token = g_strndup(name, (gsize)(path + address->stem_octets - name));
    /* Whatever it is: how long this takes tells nobody whether a token is known. */
    g_autofree char *digest = token_digest(token);
    const PrivateCalendar *calendar = snapshot_find_private(snapshot, digest);
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    Route route = { .outcome = ROUTE_NOT_FOUND, .is_private = true };

    route.parameters = address_parameters(address);
    if (route.parameters != 0 && calendar != NULL && now < calendar->ends) {
        ask(&route, calendar, address->format, token, parameters);
    }
    return route;
}
