#include "serve/route.h"

#include <string.h>

#include "serve/private_route.h"

#define INDEX "index.html"
#define CALENDAR ".ics"
#define PAGE ".html"
#define SELECTIONS "/select" CALENDAR

/* What our paths are made of. */
#define PATH_OCTETS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-"

/* What a path or query may be made of, beside letters, digits and escapes (RFC 3986 §3.3, §3.4). */
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

/* The part of a target from its path on; NULL if it has neither the origin form nor, with an
 * http address, the absolute form. An absolute form's empty path is "/" (RFC 9110 §4.2.3). */
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

/* What stands at a path "gfmd-2007/agenda.ics", "gfmd-2007/" or "gfmd-2007". */
static Route find_path(const Snapshot *snapshot, const char *path)
{
    Route route = { .outcome = ROUTE_FOUND };
    g_autofree char *page = NULL;

    if (*path != '\0' && !g_str_has_suffix(path, "/")) {
        route.resource = snapshot_find(snapshot, path);
        if (route.resource != NULL) {
            return route;
        }
        page = g_strconcat(path, "/" INDEX, NULL);
        route.outcome = ROUTE_MOVED;
    } else {
        page = g_strconcat(path, INDEX, NULL);
    }
    route.resource = snapshot_find(snapshot, page);
    if (route.resource == NULL) {
        route.outcome = ROUTE_NOT_FOUND;
    }
    return route;
}

/* Whether the agenda that a path belongs to has a history. */
static bool has_history(const Snapshot *snapshot, const char *path)
{
    g_autofree char *agenda_id = g_strndup(path, (gsize)(strchrnul(path, '/') - path));

    return snapshot_has_history(snapshot, agenda_id);
}

/* Whether something may have stood there once. */
static bool is_path_of_ours(const char *path)
{
    gsize length = strlen(path);
    g_auto(GStrv) segments = g_strsplit(path, "/", -1);

    for (char **segment = segments; *segment != NULL; segment++) {
        if (g_str_equal(*segment, "") || g_str_equal(*segment, ".") ||
            g_str_equal(*segment, "..")) {
            return false;
        }
    }
    return length <= ROUTE_DEMAND_PATH_MAX && strspn(path, PATH_OCTETS) == length;
}

/* The page of a feed and the lists of its changes stand beside its calendar. */
static bool is_beside_calendar(const Snapshot *snapshot, const char *path)
{
    g_autofree char *calendar =
        g_strdup_printf("%.*s" CALENDAR, (int)publish_feed_octets(path), path);

    return snapshot_find(snapshot, calendar) != NULL &&
           (g_str_has_suffix(path, PAGE) || has_history(snapshot, path));
}

/* Whether it is where an agenda's selections stand. */
static bool is_of_selections(const Snapshot *snapshot, const char *path)
{
    const char *slash = strchr(path, '/');

    if (slash == NULL || !g_str_equal(slash, SELECTIONS)) {
        return false;
    }
    g_autofree char *page = g_strdup_printf("%.*s/" INDEX, (int)(slash - path), path);
    return snapshot_find(snapshot, page) != NULL;
}

static void ask_selection(Route *route, const Snapshot *snapshot, const char *path,
                          const char *parameters)
{
    g_auto(Query) query = { 0 };

    if (!query_parse(parameters, QUERY_FORM_SELECTION, &query, &route->fault)) {
        route->outcome = ROUTE_BAD_SELECTION;
        return;
    }
    route->download = query.download;
    if (query_is_of_past(&query) && !has_history(snapshot, path)) {
        route->outcome = ROUTE_NO_HISTORY;
        return;
    }
    route->outcome = ROUTE_DEMAND;
    route->demand = demand_new(path, &query);
}

/* A calendar that is there or, as of some time ago, may have been. */
static void ask_calendar(Route *route, const Snapshot *snapshot, const char *path,
                         const char *parameters)
{
    bool is_there = route->outcome == ROUTE_FOUND;
    g_auto(Query) query = { 0 };

    if (!query_parse(parameters, QUERY_FORM_CALENDAR, &query, NULL)) {
        route->outcome = is_there ? ROUTE_BAD_CALENDAR_QUERY : ROUTE_NOT_FOUND;
        return;
    }
    route->download = query.download;
    if (query_is_of_past(&query) && !has_history(snapshot, path)) {
        route->outcome = is_there ? ROUTE_NO_HISTORY : ROUTE_NOT_FOUND;
    } else if (is_there ? !query_is_plain(&query)
                        : query_is_of_past(&query) && is_path_of_ours(path)) {
        route->outcome = ROUTE_DEMAND;
        route->demand = demand_new(path, &query);
    }
}

static bool is_page_of_agenda(const Resource *resource)
{
    const char *slash = strchr(resource->path, '/');

    return slash != NULL && g_str_equal(slash, "/" INDEX);
}

/* The page of an agenda, of all of it or of a selection. Where it has moved, nobody is led
 * on with parameters that it does not take. */
static void ask_page(Route *route, const char *parameters)
{
    g_auto(Query) query = { 0 };

    if (!query_parse(parameters, QUERY_FORM_PAGE, &query, &route->fault)) {
        route->outcome = ROUTE_BAD_SELECTION;
        return;
    }
    route->download = query.download;
    if (route->outcome == ROUTE_FOUND && !query_is_plain(&query)) {
        route->outcome = ROUTE_DEMAND;
        route->demand = demand_new(route->resource->path, &query);
    }
}

/* Anything else that is there, or can be made. */
static void ask_other(Route *route, const char *path, const char *parameters)
{
    g_auto(Query) query = { 0 };

    if (!query_parse(parameters, QUERY_FORM_OTHER, &query, NULL)) {
        route->outcome = ROUTE_BAD_QUERY;
        return;
    }
    route->download = query.download;
    if (route->outcome == ROUTE_DEMAND) {
        route->demand = demand_new(path, &query);
    }
}

static Route route_path(const Snapshot *snapshot, const char *path, const char *parameters)
{
    if (private_route_has(path)) {
        return private_route_path(snapshot, path, parameters);
    }
    Route route = find_path(snapshot, path);

    if (is_of_selections(snapshot, path)) {
        ask_selection(&route, snapshot, path, parameters);
        return route;
    }
    if (g_str_has_suffix(path, CALENDAR) && route.outcome != ROUTE_MOVED) {
        ask_calendar(&route, snapshot, path, parameters);
        return route;
    }
    if (*parameters != '\0' && route.resource != NULL && is_page_of_agenda(route.resource)) {
        ask_page(&route, parameters);
        return route;
    }
    if (route.outcome != ROUTE_FOUND && service_page_find(path, &route.page)) {
        route.outcome = ROUTE_SERVICE;
        route.resource = NULL;
    } else if (route.outcome == ROUTE_NOT_FOUND && is_beside_calendar(snapshot, path)) {
        route.outcome = ROUTE_DEMAND;
    }
    if (route.outcome != ROUTE_NOT_FOUND) {
        ask_other(&route, path, parameters);
    }
    return route;
}

/* Where a page has moved: to its folder, with what was asked of it, which is known to be
 * well-formed and taken there. */
static void lead_on(Route *route, const char *parameters)
{
    const char *path = route->resource->path;

    route->location = g_strdup_printf("/%.*s%s%s", (int)(strlen(path) - strlen(INDEX)), path,
                                      *parameters != '\0' ? "?" : "", parameters);
    if (strlen(route->location) > ROUTE_TARGET_MAX) {
        g_clear_pointer(&route->location, g_free);
        route->outcome = ROUTE_TOO_LONG;
    }
}

Route route_target(const Snapshot *snapshot, const char *target)
{
    g_autofree char *path = NULL;
    const char *start;
    const char *query;

    if (strlen(target) > ROUTE_TARGET_MAX) {
        return (Route){ .outcome = ROUTE_TOO_LONG };
    }
    if (g_str_equal(target, "*")) {
        return (Route){ .outcome = ROUTE_ASTERISK };
    }
    start = skip_origin(target);
    if (start == NULL || !is_wellformed(start)) {
        return (Route){ .outcome = ROUTE_BAD_TARGET };
    }
    query = strchrnul(start, '?');
    path = g_strndup(start, (gsize)(query - start));
    query += *query == '?' ? 1 : 0;
    Route route = route_path(snapshot, *path == '/' ? path + 1 : path, query);
    if (route.outcome == ROUTE_MOVED) {
        lead_on(&route, query);
    }
    return route;
}

void route_clear(Route *route)
{
    g_clear_pointer(&route->demand, demand_unref);
    g_clear_pointer(&route->fault, g_free);
    g_clear_pointer(&route->location, g_free);
}
