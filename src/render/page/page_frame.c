#include "render/page/page_frame.h"

#include <string.h>

#include "model/address/address.h"
#include "render/page/page_time.h"
#include "render/web/assets.h"
#include "render/web/html.h"

/* The policy comes before all that it governs. */
static const char HEAD[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"en\" dir=\"ltr\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"" PAGE_FRAME_POLICY "\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n";

/* Open Graph (https://ogp.me), for programs that show a preview of a link. */
static void append_graph(GString *out, const PageFrame *frame)
{
    html_append(out,
                "<meta property=\"og:type\" content=\"website\">\n"
                "<meta property=\"og:title\" content=\"{}\">\n",
                frame->title);
    if (frame->description != NULL) {
        html_append(out,
                    "<meta name=\"description\" content=\"{}\">\n"
                    "<meta property=\"og:description\" content=\"{}\">\n",
                    frame->description, frame->description);
    }
    if (frame->address != NULL) {
        html_append(out,
                    "<meta property=\"og:url\" content=\"{}\">\n"
                    "<link rel=\"canonical\" href=\"{}\">\n",
                    frame->address, frame->address);
    }
}

static void append_links(GString *out, const PageFrame *frame)
{
    const char *folder = frame->folder;

    html_append(out, "<link rel=\"stylesheet\" href=\"{}" ASSETS_FOLDER "{}\">\n", folder,
                asset_name(ASSET_STYLE));
    html_append(out, "<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}" ASSETS_FOLDER "{}\">\n",
                folder, asset_name(ASSET_ICON));
    if (frame->calendar != NULL) {
        html_append(out, "<link rel=\"alternate\" type=\"text/calendar\" href=\"{}\">\n",
                    frame->calendar);
    }
    if (frame->changes != NULL) {
        html_append(out, "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}\">\n",
                    frame->changes);
    }
    html_append(out, "<script src=\"{}" ASSETS_FOLDER "{}\" defer></script>\n", folder,
                asset_name(ASSET_SCRIPT));
    if (frame->event != NULL) {
        g_string_append(out, "<script type=\"application/ld+json\">");
        html_append_json(out, frame->event);
        g_string_append(out, "</script>\n");
    }
}

/* The way back to the agenda and to all agendas, from every page but the list of agendas. */
static void append_navigation(GString *out, const PageFrame *frame)
{
    if (frame->link_to_all == NULL) {
        return;
    }
    g_string_append(out, "<header class=\"site\">\n<nav aria-label=\"Agenda\">\n");
    html_append(out, "<a href=\"{}\">All agendas</a>\n", frame->link_to_all);
    if (frame->agenda != NULL) {
        html_append(out, "<a href=\"{}\"><bdi>{}</bdi></a>\n",
                    *frame->folder != '\0' ? frame->folder : "./", frame->agenda->short_name);
    }
    if (frame->agenda != NULL) {
        g_autofree char *table = address_dup_table(frame->agenda->id, FORMAT_HTML);
        html_append(out, "<a href=\"{}{}\">Table</a>\n", frame->folder, strchr(table, '/') + 1);
    }
    if (frame->has_changes) {
        html_append(out, "<a href=\"{}" ADDRESS_CHANGES "\">Changes</a>\n", frame->folder);
    }
    g_string_append(out, "</nav>\n</header>\n");
}

/* Where a conference does not take place, each of its pages says so first. */
static void append_banner(GString *out, const Agenda *agenda)
{
    static const char *const BANNERS[] = {
        [AGENDA_STATUS_CONFIRMED] = "",
        [AGENDA_STATUS_CANCELLED] = "<p class=\"banner\">This conference is cancelled.</p>\n",
        [AGENDA_STATUS_POSTPONED] = "<p class=\"banner\">This conference is postponed: none of its "
                                    "sessions takes place as planned.</p>\n",
    };

    g_string_append(out, BANNERS[agenda->status]);
}

void page_frame_begin(GString *out, const PageFrame *frame)
{
    g_string_append(out, HEAD);
    html_append(out, "<title>{}</title>\n", frame->title);
    append_graph(out, frame);
    append_links(out, frame);
    g_string_append(out, "</head>\n<body");
    /* The script compares this zone with the reader's. */
    if (frame->agenda != NULL) {
        html_append(out, " data-zone=\"{}\"", tz_name(frame->agenda->tz));
    }
    g_string_append(out, ">\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
    append_navigation(out, frame);
    g_string_append(out, "<main id=\"main\">\n");
    if (frame->agenda != NULL) {
        append_banner(out, frame->agenda);
    }
}

void page_frame_end(GString *out, const PageFrame *frame)
{
    g_string_append(out, "</main>\n");
    if (frame->revision != NULL) {
        const Revision *revision = frame->revision;
        g_string_append(out, "<footer>\n<p>");
        if (revision->has_history) {
            g_string_append_printf(out, "Revision %u, published ", revision->number);
        } else {
            g_string_append(out, "As of ");
        }
        page_time_append_moment(out, revision->agenda, revision->stamp);
        html_append(out, ". Times are those of {}.</p>\n</footer>\n",
                    tz_name(revision->agenda->tz));
    }
    g_string_append(out, "</body>\n</html>\n");
}
