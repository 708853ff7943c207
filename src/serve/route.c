#include "serve/route.h"

#include <string.h>

#define INDEX "index.html"

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

static bool parse_query(const char *query, bool *out_download)
{
    if (*query == '\0' || g_str_equal(query, "download=0")) {
        *out_download = false;
        return true;
    }
    if (g_str_equal(query, "download=1")) {
        *out_download = true;
        return true;
    }
    return false;
}

Route route_target(const Snapshot *snapshot, const char *target)
{
    g_autofree char *path = NULL;
    const char *start;
    const char *query;
    Route route;

    if (strlen(target) > ROUTE_TARGET_MAX) {
        return (Route){ .outcome = ROUTE_TOO_LONG };
    }
    start = skip_origin(target);
    if (start == NULL || !is_wellformed(start)) {
        return (Route){ .outcome = ROUTE_BAD_TARGET };
    }
    query = strchrnul(start, '?');
    path = g_strndup(start, (gsize)(query - start));
    route = find_path(snapshot, *path == '/' ? path + 1 : path);
    if (*query == '?' && route.outcome != ROUTE_NOT_FOUND &&
        !parse_query(query + 1, &route.download)) {
        route.outcome = ROUTE_BAD_QUERY;
    }
    return route;
}
