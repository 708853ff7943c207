#include "serve/route.h"

#include <string.h>

#include "base/token.h"
#include "model/address/address.h"

/* What a path or query may hold beside letters, digits and escapes (RFC 3986 §3.3, §3.4). */
#define TARGET_PUNCTUATION "-._~!$&'()*+,;=:@/?"

static bool is_wellformed(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '%') {
            if (!g_ascii_isxdigit(text[1]) || !g_ascii_isxdigit(text[2])) {
                return false;
            }
        } else if (!g_ascii_isalnum(*text) && strchr(TARGET_PUNCTUATION, *text) == NULL) {
            return false;
        }
    }
    return true;
}

/* A target from its path on; NULL if it has neither the origin form nor, with an http address, the
 * absolute form. An absolute form's empty path is "/" (RFC 9110 §4.2.3). */
static const char *skip_origin(const char *target)
{
    static const char *const SCHEMES[] = { "http://", "https://" };

    if (*target == '/') {
        return target;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(SCHEMES); i++) {
        gsize length = strlen(SCHEMES[i]);

        if (g_ascii_strncasecmp(target, SCHEMES[i], length) == 0) {
            gsize host = strspn(target + length, "abcdefghijklmnopqrstuvwxyz"
                                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:[]-_");

            target += length + host;
            if (host == 0 || (*target != '/' && *target != '?' && *target != '\0')) {
                return NULL;
            }
            return target;
        }
    }
    return NULL;
}

/* What a path and its parameters ask of a snapshot. */
typedef struct Ask {
    const Snapshot *snapshot;
    const char *path; /* as in Resource */
    Address address;  /* of the path */
    const char *parameters;
} Ask;

/* The agenda that the path belongs to; NULL if it is not there. */
static const SnapshotAgenda *find_agenda(const Ask *ask)
{
    g_autofree char *id = address_dup_agenda(ask->path);

    return snapshot_find_agenda(ask->snapshot, id);
}

static bool has_history(const Ask *ask)
{
    const SnapshotAgenda *agenda = find_agenda(ask);

    return agenda != NULL && agenda->has_history;
}

/* Whether something may once have stood there. */
static bool may_have_been(const Ask *ask)
{
    return strlen(ask->path) <= ROUTE_DEMAND_PATH_MAX && address_is_path(ask->path);
}

/* Reads the parameters. If the address, at which something is or can be made, does not take them,
 * the route says so. */
static bool read_query(Route *route, const Ask *ask, Query *out_query)
{
    route->parameters = address_parameters(&ask->address);
    bool selects = (route->parameters & PARAMETER_SELECTION) != 0;
    if (!query_parse(ask->parameters, route->parameters, out_query,
                     selects ? &route->fault : NULL)) {
        route->outcome = ROUTE_BAD_QUERY;
        return false;
    }
    route->download = out_query->download;
    return true;
}

/* --- feeds and selections ------------------------------------------------------------------ */

/* Decides what becomes of a feed in a format. `resource` is what stands there ready, or NULL;
 * `is_there`: it can be made at least as it is now. */
static void ask_feed(Route *route, const Ask *ask, const Resource *resource, bool is_there)
{
    g_auto(Query) query = { 0 };

    if (!read_query(route, ask, &query)) {
        return;
    }
    bool is_of_past = query_is_of_past(&query);
    if (is_of_past && !has_history(ask)) {
        route->outcome = ROUTE_NO_HISTORY;
    } else if (resource != NULL && query_is_plain(&query)) {
        route->outcome = ROUTE_FOUND;
    } else if (is_there || (is_of_past && may_have_been(ask))) {
        route->outcome = ROUTE_DEMAND;
        route->demand = demand_new(ask->path, &query);
    }
}

/* The calendar of the same feed, beside which its other formats stand; NULL if there is none. */
static const Resource *find_calendar(const Ask *ask)
{
    g_autofree char *path = g_strdup_printf("%.*s%s", (int)ask->address.stem_octets, ask->path,
                                            format_extension(FORMAT_ICS));

    return snapshot_find(ask->snapshot, path);
}

static Route route_feed(const Ask *ask)
{
    Format format = ask->address.format;
    Route route = { .outcome = ROUTE_NOT_FOUND };
    const Resource *ready = snapshot_find(ask->snapshot, ask->path);
    const Resource *calendar = ready != NULL ? ready : find_calendar(ask);
    bool is_there =
        ready != NULL || (calendar != NULL && (!format_needs_history(format) || has_history(ask)));

    route.resource = format_row(format)->kind == FORMAT_KIND_CALENDAR ? calendar : ready;
    ask_feed(&route, ask, ready, is_there);
    /* That nothing stands there goes before what is wrong with the parameters. */
    if (!is_there && route.outcome != ROUTE_DEMAND) {
        route.outcome = ROUTE_NOT_FOUND;
    }
    return route;
}

/* Every agenda that is there can be asked for selections. */
static Route route_selection(const Ask *ask)
{
    Route route = { .outcome = ROUTE_NOT_FOUND };

    if (find_agenda(ask) != NULL) {
        route.resource = snapshot_find(ask->snapshot, ask->path);
        ask_feed(&route, ask, route.resource, true);
    }
    return route;
}

/* --- all else ------------------------------------------------------------------------------ */

/* Where the page of a folder has moved that was asked for without its slash: to the folder, with
 * the same parameters, which are known to be well-formed and taken there. */
static void lead_on(Route *route, const Ask *ask)
{
    route->outcome = ROUTE_MOVED;
    route->location = g_strdup_printf("/%s/%s%s", ask->path, *ask->parameters != '\0' ? "?" : "",
                                      ask->parameters);
    if (strlen(route->location) > ROUTE_TARGET_MAX) {
        g_clear_pointer(&route->location, g_free);
        route->outcome = ROUTE_TOO_LONG;
    }
}

/* A folder without its slash has moved if it is an agenda's. */
static void ask_folder(Route *route, const Ask *ask)
{
    g_autofree char *index = g_strconcat(ask->path, "/" ADDRESS_INDEX, NULL);
    Ask of_page = { ask->snapshot, index, address_parse(index), ask->parameters };
    g_auto(Query) query = { 0 };

    route->resource = snapshot_find(ask->snapshot, index);
    if (route->resource != NULL && read_query(route, &of_page, &query)) {
        lead_on(route, ask);
    }
}

/* What is neither a feed nor private: a file, a page, one about the service, or a folder. */
static Route route_other(const Ask *ask)
{
    Route route = { .outcome = ROUTE_NOT_FOUND };
    g_auto(Query) query = { 0 };

    route.resource = snapshot_find(ask->snapshot, ask->path);
    if (route.resource != NULL) {
        route.outcome = ROUTE_FOUND;
        read_query(&route, ask, &query);
    } else if (service_page_find(ask->path, &route.page)) {
        route.outcome = ROUTE_SERVICE;
        read_query(&route, ask, &query);
    } else {
        ask_folder(&route, ask);
    }
    return route;
}

/* Routes a private calendar that is there. */
static void ask_private(Route *route, const Ask *ask, const PrivateCalendar *calendar,
                        const char *token)
{
    g_auto(Query) query = { 0 };

    if (!read_query(route, ask, &query)) {
        return;
    }
    route->resource = calendar->resource;
    route->outcome = ROUTE_FOUND;
    /* A calendar whose address was replaced must say so, and the one in the snapshot does not. */
    if (calendar->is_replaced || ask->address.format != FORMAT_ICS || !query_is_plain(&query)) {
        route->outcome = ROUTE_DEMAND;
        route->demand = demand_new_private(token, ask->address.format, &query);
    }
}

/* Takes the same work whatever the token is, whether it is known or not, and however it is spelt.
 */
static Route route_private(const Ask *ask)
{
    const char *name = strchr(ask->path, '/') + 1;
    g_autofree char *token = g_strndup(name, (gsize)(ask->path + ask->address.stem_octets - name));
    /* Whatever it is: how long this takes tells nobody whether a token is known. */
    g_autofree char *digest = token_digest(token);
    const PrivateCalendar *calendar = snapshot_find_private(ask->snapshot, digest);
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    Route route = { .outcome = ROUTE_NOT_FOUND, .is_private = true };

    if (address_parameters(&ask->address) != 0 && calendar != NULL && now < calendar->ends) {
        ask_private(&route, ask, calendar, token);
    }
    return route;
}

static Route route_path(const Snapshot *snapshot, const char *path, const char *parameters)
{
    Ask ask = { snapshot, path, address_parse(path), parameters };

    switch (ask.address.kind) {
    case ADDRESS_FEED:
        return route_feed(&ask);
    case ADDRESS_SELECTION:
        return route_selection(&ask);
    case ADDRESS_PRIVATE_CALENDAR:
        return route_private(&ask);
    case ADDRESS_OTHER:
        return route_other(&ask);
    }
    g_assert_not_reached();
}

/* --- targets ------------------------------------------------------------------------------- */

Route route_target(const Snapshot *snapshot, const char *target)
{
    /* With room for the name of a folder's page after the longest target. */
    char path[ROUTE_TARGET_MAX + sizeof ADDRESS_INDEX];

    if (strlen(target) > ROUTE_TARGET_MAX) {
        return (Route){ .outcome = ROUTE_TOO_LONG };
    }
    if (g_str_equal(target, "*")) {
        return (Route){ .outcome = ROUTE_ASTERISK };
    }
    const char *start = skip_origin(target);
    if (start == NULL || !is_wellformed(start)) {
        return (Route){ .outcome = ROUTE_BAD_TARGET };
    }
    const char *query = strchrnul(start, '?');
    /* Resources have no slash before their path. */
    start += *start == '/' ? 1 : 0;
    gsize octets = (gsize)(query - start);
    memcpy(path, start, octets);
    path[octets] = '\0';
    /* A folder stands for its page. */
    if (octets == 0 || path[octets - 1] == '/') {
        memcpy(path + octets, ADDRESS_INDEX, sizeof ADDRESS_INDEX);
    }
    return route_path(snapshot, path, *query == '?' ? query + 1 : query);
}

void route_clear(Route *route)
{
    g_clear_pointer(&route->demand, demand_unref);
    g_clear_pointer(&route->fault, g_free);
    g_clear_pointer(&route->location, g_free);
}
