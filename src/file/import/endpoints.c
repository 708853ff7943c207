#include "file/import/endpoints.h"

#include <string.h>

#define ID_OCTETS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"
#define DIGITS "0123456789"

/* What there is of an event: BASE before ID after. */
static const struct {
    const char *format;
    const char *before;
    const char *after;
    bool has_pages;
    bool is_optional;
} ROWS[] = {
    { "pretalx", "/api/events/", "/", false, false },
    { "pretalx", "/api/events/",
      "/submissions/?expand=speakers,track,submission_type,tags,slots,slots.room", true, false },
    /* It alone has breaks. */
    { "pretalx", "/api/events/", "/schedules/latest/?expand=slots,slots.room", false, true },
    { "pretalx", "/api/events/", "/rooms/", true, true },
    { "indico", "/export/event/", ".json?detail=sessions", false, false },
    { "indico", "/export/timetable/", ".json", false, true },
};

/* An event: where its server begins, "https://pretalx.com", and what it is called there. */
typedef struct Event {
    const char *url;
    gsize base_length;
    const char *id;
    gsize id_length;
} Event;

/* --- events ------------------------------------------------------------------------------ */

/* Where the path of an address begins. */
static gsize path_of(const char *url)
{
    const char *host = strstr(url, "://");

    return host != NULL ? (gsize)(host - url) + 3 + strcspn(host + 3, "/?#") : strlen(url);
}

static bool take_event(const char *url, gsize base_length, const char *id, gsize id_length,
                       Event *out)
{
    *out = (Event){ url, base_length, id, id_length };
    return id_length > 0;
}

static bool find_pretalx(const char *url, Event *out)
{
    static const char API[] = "/api/events/";
    static const char *const RESTS[] = { "", "/", "/schedule", "/schedule/", NULL };
    const char *path = url + path_of(url);
    const char *api = strstr(path, API);
    const char *id = api != NULL ? api + strlen(API) : path + (*path == '/' ? 1 : 0);
    gsize length = strspn(id, ID_OCTETS);
    g_autofree char *name = g_strndup(id, length);
    bool is_whole = api != NULL ? g_str_equal(id + length, "") || g_str_equal(id + length, "/")
                                : g_strv_contains(RESTS, id + length);

    return is_whole && !g_str_has_suffix(name, ".json") &&
           take_event(url, (gsize)((api != NULL ? api : path) - url), id, length, out);
}

static bool find_indico(const char *url, Event *out)
{
    static const char PAGES[] = "/event/";
    static const char EXPORT[] = "/export";
    const char *pages = strstr(url + path_of(url), PAGES);
    const char *id = pages != NULL ? pages + strlen(PAGES) : "";
    gsize length = strspn(id, DIGITS);
    g_autofree char *base = pages != NULL ? g_strndup(url, (gsize)(pages - url)) : g_strdup("");

    return (id[length] == '\0' || id[length] == '/') && strchr(id, '?') == NULL &&
           !g_str_has_suffix(base, EXPORT) && take_event(url, strlen(base), id, length, out);
}

static const struct {
    const char *format;
    bool (*find)(const char *url, Event *out);
} FINDERS[] = { { "pretalx", find_pretalx }, { "indico", find_indico } };

static bool find_event(const char *format, const char *url, Event *out)
{
    for (gsize i = 0; i < G_N_ELEMENTS(FINDERS); i++) {
        if (strcmp(FINDERS[i].format, format) == 0) {
            return FINDERS[i].find(url, out);
        }
    }
    return false;
}

/* --- endpoints --------------------------------------------------------------------------- */

static void clear_endpoint(gpointer endpoint)
{
    g_free(((Endpoint *)endpoint)->url);
}

static void add(GArray *endpoints, char *url, bool has_pages, bool is_optional)
{
    Endpoint endpoint = { url, has_pages, is_optional };

    g_array_append_val(endpoints, endpoint);
}

static void add_event(GArray *endpoints, const char *format, const Event *event)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (strcmp(ROWS[i].format, format) == 0) {
            char *url =
                g_strdup_printf("%.*s%s%.*s%s", (int)event->base_length, event->url, ROWS[i].before,
                                (int)event->id_length, event->id, ROWS[i].after);
            add(endpoints, url, ROWS[i].has_pages, ROWS[i].is_optional);
        }
    }
}

GArray *endpoints_new(const ForeignFormat *format, const char *url)
{
    GArray *endpoints = g_array_new(FALSE, FALSE, sizeof(Endpoint));
    g_autofree char *plain = g_strndup(url, strcspn(url, "#"));
    Event event;

    g_array_set_clear_func(endpoints, clear_endpoint);
    if (find_event(format->name, plain, &event)) {
        add_event(endpoints, format->name, &event);
    } else {
        add(endpoints, g_strdup(url), strcmp(format->name, "pretalx") == 0, false);
    }
    return endpoints;
}
