#include "render/page.h"

#include <stdarg.h>
#include <string.h>

#include "model/feed.h"

static const char HEAD[] = "<!DOCTYPE html>\n"
                           "<html lang=\"en\">\n"
                           "<head>\n"
                           "<meta charset=\"utf-8\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, "
                           "initial-scale=1\">\n"
                           "<style>\n"
                           "body { font: 100%/1.5 sans-serif; max-width: 45em; margin: auto; "
                           "padding: 1em; color-scheme: light dark }\n"
                           "li { margin: .3em 0 }\n"
                           "</style>\n";

/* Appends markup in which every value is escaped: format as for g_markup_printf_escaped. */
static void append_markup(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void append_markup(GString *out, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *markup = g_markup_vprintf_escaped(format, arguments);
    va_end(arguments);
    g_string_append(out, markup);
}

PageEntry page_entry_of_agenda(const Agenda *agenda)
{
    return (PageEntry){ .id = agenda->id, .title = text_get(&agenda->title, NULL) };
}

/* --- the page of an agenda --------------------------------------------------------------- */

/* What a feed is called in a list of its like: its name without that of the agenda. */
static char *short_title(const Agenda *agenda, const Feed *feed)
{
    g_autofree char *ending = g_strdup_printf(" – %s", agenda->short_name);

    if (feed->kind == FEED_KIND_AGENDA) {
        return g_strdup("The whole agenda");
    }
    g_assert(g_str_has_suffix(feed->name, ending));
    return g_strndup(feed->name, strlen(feed->name) - strlen(ending));
}

static void append_feed_link(GString *out, const Agenda *agenda, const Feed *feed)
{
    const char *in_folder = feed->path + strlen(agenda->id) + 1;
    g_autofree char *title = short_title(agenda, feed);

    append_markup(out, "<li><a href=\"%s.ics\">%s</a>", in_folder, title);
    if (feed->kind == FEED_KIND_AGENCY) {
        const char *name = text_get(&feed->viewpoint->name, NULL);
        if (name != NULL && strcmp(name, title) != 0) {
            append_markup(out, " %s", name);
        }
    }
    g_string_append(out, "</li>\n");
}

/* A heading and the feeds of one kind; nothing if there are none. */
static void append_feeds(GString *out, const Agenda *agenda, const GPtrArray *feeds, FeedKind kind,
                         const char *heading)
{
    bool any = false;

    for (guint i = 0; i < feeds->len; i++) {
        const Feed *feed = feeds->pdata[i];
        if (feed->kind != kind) {
            continue;
        }
        if (!any) {
            append_markup(out, "<h2>%s</h2>\n<ul>\n", heading);
            any = true;
        }
        append_feed_link(out, agenda, feed);
    }
    if (any) {
        g_string_append(out, "</ul>\n");
    }
}

GBytes *page_of_agenda(const Agenda *agenda, const GPtrArray *feeds)
{
    const char *title = text_get(&agenda->title, NULL);
    const char *description = text_get(&agenda->description, NULL);
    GString *out = g_string_new(HEAD);

    append_markup(out, "<title>%s</title>\n</head>\n<body>\n<h1>%s</h1>\n", title, title);
    if (description != NULL) {
        append_markup(out, "<p>%s</p>\n", description);
    }
    append_markup(out, "<p>%s%sTimes are those of %s.</p>\n",
                  agenda->location != NULL ? agenda->location : "",
                  agenda->location != NULL ? ". " : "", tz_name(agenda->tz));
    g_string_append(out, "<p>Each link below is the address of a calendar. Subscribe to it in a "
                         "calendar program, which then follows every change, or open it to "
                         "download it once.</p>\n");
    append_feeds(out, agenda, feeds, FEED_KIND_AGENDA, "Everything");
    append_feeds(out, agenda, feeds, FEED_KIND_AGENCY, "By agency, with its roles");
    append_feeds(out, agenda, feeds, FEED_KIND_ROUND_TABLE, "By round table");
    append_feeds(out, agenda, feeds, FEED_KIND_DAY, "By day");
    append_feeds(out, agenda, feeds, FEED_KIND_ROOM, "By room");
    append_feeds(out, agenda, feeds, FEED_KIND_SESSION, "Single entries");
    g_string_append(out, "<p><a href=\"../\">All agendas</a></p>\n</body>\n</html>\n");
    return g_string_free_to_bytes(out);
}

/* --- the index --------------------------------------------------------------------------- */

static gint compare_entries(gconstpointer a, gconstpointer b)
{
    return strcmp(((const PageEntry *)a)->id, ((const PageEntry *)b)->id);
}

GBytes *page_of_index(const PageEntry *entries, gsize n_entries)
{
    g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(PageEntry));
    GString *out = g_string_new(HEAD);

    g_array_append_vals(sorted, entries, (guint)n_entries);
    g_array_sort(sorted, compare_entries);
    g_string_append(out, "<title>Agendas</title>\n</head>\n<body>\n<h1>Agendas</h1>\n<ul>\n");
    for (guint i = 0; i < sorted->len; i++) {
        const PageEntry *entry = &g_array_index(sorted, PageEntry, i);
        append_markup(out, "<li><a href=\"%s/\">%s</a></li>\n", entry->id, entry->title);
    }
    g_string_append(out, "</ul>\n</body>\n</html>\n");
    return g_string_free_to_bytes(out);
}
