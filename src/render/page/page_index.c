#include "render/page/page_index.h"

#include <string.h>

#include "render/page/page_frame.h"
#include "render/page/page_time.h"
#include "render/web/html.h"

static PageIndexEntry entry_of_agenda(const Agenda *agenda)
{
    const GPtrArray *days = agenda->days;
    bool has_days = days->len > 0;

    return (PageIndexEntry){
        .id = agenda->id,
        .title = text_get(&agenda->title, NULL),
        .location = agenda_location(agenda),
        .has_days = has_days,
        .first = has_days ? ((const Day *)days->pdata[0])->date : 0,
        .last = has_days ? ((const Day *)days->pdata[days->len - 1])->date : 0,
    };
}

void page_index_add_revisions(GArray *entries, const GPtrArray *revisions)
{
    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];
        if (!revision->is_retired) {
            PageIndexEntry entry = entry_of_agenda(revision->agenda);
            g_array_append_val(entries, entry);
        }
    }
}

/* The latest first; those without days last. */
static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const PageIndexEntry *left = a;
    const PageIndexEntry *right = b;

    if (left->has_days != right->has_days) {
        return left->has_days ? -1 : 1;
    }
    return left->first != right->first ? right->first - left->first : strcmp(left->id, right->id);
}

/* The days go along as data: whether an agenda is past depends on when the page is read, so the
 * script says that. */
static void append_entry(GString *out, const PageIndexEntry *entry)
{
    if (!entry->has_days) {
        g_string_append(out, "<li>");
    } else {
        g_autofree char *first = civil_date_to_iso(entry->first);
        g_autofree char *last = civil_date_to_iso(entry->last);
        html_append(out, "<li data-first=\"{}\" data-last=\"{}\">", first, last);
    }
    /* The folder of an earlier run may have been renamed to anything. */
    g_autofree char *folder = g_uri_escape_string(entry->id, NULL, FALSE);
    html_append(out, "<a href=\"{}/\"><bdi>{}</bdi></a>", folder, entry->title);
    if (entry->has_days) {
        g_autofree char *span = page_time_dup_span(entry->first, entry->last);
        html_append(out, " <span>{}</span>", span);
    }
    if (entry->location != NULL) {
        html_append(
            out, entry->has_days ? " <span>· <bdi>{}</bdi></span>" : " <span><bdi>{}</bdi></span>",
            entry->location);
    }
    g_string_append(out, "</li>\n");
}

GBytes *page_of_index(const GArray *entries)
{
    static const PageFrame FRAME = {
        .title = "Agendas",
        .description = "Conferences, their agendas, and calendars to subscribe to.",
        .folder = "",
    };
    g_autoptr(GArray) sorted = g_array_copy((GArray *)entries);
    GString *out = g_string_new(NULL);

    g_array_sort(sorted, compare_entries);
    page_frame_begin(out, &FRAME);
    g_string_append(out, "<h1>Agendas</h1>\n");
    g_string_append(out, sorted->len > 0 ? "<ul class=\"agendas\">\n" : "<p>There is none.</p>\n");
    for (guint i = 0; i < sorted->len; i++) {
        append_entry(out, &g_array_index(sorted, PageIndexEntry, i));
    }
    g_string_append(out, sorted->len > 0 ? "</ul>\n" : "");
    page_frame_end(out, &FRAME);
    return g_string_free_to_bytes(out);
}
