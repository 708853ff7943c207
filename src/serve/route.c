#include "serve/route.h"

#include <string.h>

#include "base/token.h"
#include "model/address/address.h"
#include "serve/http/host.h"

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

/* Copies a path or query in its one spelling: escapes of letters, digits and "-._~" are undone
 * (RFC 3986 §2.3, §6.2.2.2). Only once: what comes of it is not looked at again. What stands for a
 * delimiter, such as "%2F", stays an escape. */
static char *dup_unescaped(const char *text, gsize octets)
{
    GString *copy = g_string_sized_new(octets);

    for (gsize i = 0; i < octets; i++) {
        /* is_wellformed() has seen two digits after each percent sign. */
        char octet =
            text[i] == '%'
                ? (char)(g_ascii_xdigit_value(text[i + 1]) * 16 + g_ascii_xdigit_value(text[i + 2]))
                : '%';
        if (g_ascii_isalnum(octet) || (octet != '\0' && strchr("-._~", octet) != NULL)) {
            g_string_append_c(copy, octet);
            i += 2;
        } else {
            g_string_append_c(copy, text[i]);
        }
    }
    return g_string_free(copy, FALSE);
}

/* A target from its path on; NULL if it has neither the origin form nor, with an http address, the
 * absolute form. An absolute form's empty path is "/" (RFC 9110 §4.2.3). */
static const char *skip_origin(const char *target)
{
    if (*target == '/') {
        return target;
    }
    const char *authority = host_skip_scheme(target);
    if (authority == NULL) {
        return NULL;
    }
    gsize host = strspn(authority, "abcdefghijklmnopqrstuvwxyz"
                                   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:[]-_");
    const char *path = authority + host;
    bool is_whole = host > 0 && (*path == '/' || *path == '?' || *path == '\0');
    return is_whole ? path : NULL;
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

/* Every agenda that is there can be asked for selections, and for its table. */
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

/* Leads on to a path, with the same parameters, which are known to be well-formed and taken
 * there. */
static void lead_on(Route *route, const Ask *ask, const char *path)
{
    route->outcome = ROUTE_MOVED;
    route->location =
        g_strconcat("/", path, *ask->parameters != '\0' ? "?" : "", ask->parameters, NULL);
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
        g_autofree char *folder = g_strconcat(ask->path, "/", NULL);
        lead_on(route, ask, folder);
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

static Route route_ask(const Ask *ask)
{
    switch (ask->address.kind) {
    case ADDRESS_FEED:
        return route_feed(ask);
    case ADDRESS_SELECTION:
    case ADDRESS_TABLE:
        return route_selection(ask);
    case ADDRESS_PRIVATE_CALENDAR:
        return route_private(ask);
    case ADDRESS_OTHER:
        return route_other(ask);
    }
    g_assert_not_reached();
}

/* --- other letters, large or small ---------------------------------------------------------- */

/* The path that is meant by one at which nothing stands: the same but for capital letters; the
 * caller's own. In small letters if no feed or page is found, since that is how the names of
 * agendas, folders and formats are spelt. */
static char *dup_meant(const Ask *ask)
{
    g_autofree char *small = g_ascii_strdown(ask->path, -1);
    Ask meant = { ask->snapshot, small, address_parse(small), ask->parameters };
    const Resource *resource = snapshot_find_any_case(ask->snapshot, small);
    g_autofree char *calendar = g_strdup_printf("%.*s%s", (int)meant.address.stem_octets, small,
                                                format_extension(FORMAT_ICS));
    const Resource *beside =
        resource == NULL ? snapshot_find_any_case(ask->snapshot, calendar) : NULL;

    if (resource != NULL) {
        return g_strdup(resource->path);
    }
    return beside != NULL && meant.address.format != N_FORMATS
               ? g_strdup_printf("%.*s%s", (int)meant.address.stem_octets, beside->path,
                                 format_extension(meant.address.format))
               : g_steal_pointer(&small);
}

static Route take_route(Route *route)
{
    Route taken = *route;

    *route = (Route){ 0 };
    return taken;
}

/* Leads from an address at which nothing stands to the one that is meant, if something stands
 * there. People type addresses, and some programs change their letters. */
static void lead_to_meant(Route *route, const Ask *ask)
{
    g_autofree char *path = dup_meant(ask);
    Ask meant = { ask->snapshot, path, address_parse(path), ask->parameters };
    bool is_index = g_str_has_suffix(path, "/" ADDRESS_INDEX);
    ServicePage page;

    /* Never among private calendars: tokens are not looked for. Nor to pages about the service: see
     * route_target(). */
    if (strcmp(path, ask->path) == 0 || meant.address.kind == ADDRESS_PRIVATE_CALENDAR ||
        service_page_find(path, &page)) {
        return;
    }
    g_auto(Route) there = route_ask(&meant);
    /* What may only have stood there once is looked for in the history, in its own letters. */
    bool may_stand = there.demand == NULL || there.resource != NULL ||
                     meant.address.kind == ADDRESS_SELECTION || !demand_is_past(there.demand);
    if (may_stand && (there.outcome == ROUTE_FOUND || there.outcome == ROUTE_DEMAND)) {
        /* A folder stands for its page. */
        path[strlen(path) - (is_index ? strlen(ADDRESS_INDEX) : 0)] = '\0';
        route_clear(route);
        *route = (Route){ .resource = there.resource, .parameters = there.parameters };
        lead_on(route, ask, path);
    } else if (may_stand && there.outcome != ROUTE_NOT_FOUND) {
        route_clear(route);
        *route = take_route(&there);
    }
}

static Route route_path(const Snapshot *snapshot, const char *path, const char *parameters)
{
    Ask ask = { snapshot, path, address_parse(path), parameters };
    Route route = route_ask(&ask);

    if (!route.is_private && route.resource == NULL &&
        (route.outcome == ROUTE_NOT_FOUND ||
         (route.outcome == ROUTE_DEMAND && ask.address.kind == ADDRESS_FEED))) {
        lead_to_meant(&route, &ask);
    }
    return route;
}

/* --- targets ------------------------------------------------------------------------------- */

Route route_target(const Snapshot *snapshot, const char *target)
{
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
    g_autofree char *asked = dup_unescaped(start, (gsize)(query - start));
    bool is_escaped = strlen(asked) < (gsize)(query - start);
    query += *query == '?' ? 1 : 0;
    g_autofree char *parameters = dup_unescaped(query, strlen(query));
    /* A folder stands for its page. */
    bool is_folder = *asked == '\0' || g_str_has_suffix(asked, "/");
    g_autofree char *path = g_strconcat(asked, is_folder ? ADDRESS_INDEX : "", NULL);
    ServicePage page;
    /* Servers in front keep the world from these by their names, so each has only one spelling. */
    if (is_escaped && service_page_find(path, &page)) {
        return (Route){ .outcome = ROUTE_NOT_FOUND };
    }
    return route_path(snapshot, path, parameters);
}

void route_clear(Route *route)
{
    g_clear_pointer(&route->demand, demand_unref);
    g_clear_pointer(&route->fault, g_free);
    g_clear_pointer(&route->location, g_free);
}
