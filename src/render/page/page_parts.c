#include "render/page/page_parts.h"

#include "render/web/html.h"

/* More agencies, or people, than this are not shown until somebody asks for them; and more than
 * that many have no links to their calendars, which their pages have. */
#define AGENCIES_UNFOLDED_MAX 100
#define PEOPLE_UNFOLDED_MAX 20
#define CALENDARS_MAX 200

/* The full name of an agency, what a person belongs to, or the title of a round table; NULL if that
 * says no more than the subject. */
static const Text *longer_name(const Feed *feed)
{
    if (feed->kind == FEED_KIND_AGENCY) {
        const char *name = text_get(&feed->viewpoint->name, NULL);
        return g_strcmp0(name, participant_label(feed->viewpoint)) != 0 ? &feed->viewpoint->name
                                                                        : NULL;
    }
    if (feed->kind == FEED_KIND_PERSON) {
        return feed->viewpoint->agency != NULL ? &feed->viewpoint->agency->label : NULL;
    }
    if (feed->kind == FEED_KIND_ROUND_TABLE) {
        return &((const RoundTable *)feed->selection.values[SELECTION_ROUND_TABLE]->pdata[0])
                    ->title;
    }
    return NULL;
}

static void append_calendar(GString *out, const PageView *view, const Feed *feed)
{
    g_autofree char *calendar = page_view_dup_address(view, feed, FORMAT_ICS);

    html_append(
        out, " <a class=\"calendar\" href=\"{}\">calendar<span class=\"unseen\"> of {}</span></a>",
        calendar, feed->subject);
}

static void append_part(GString *out, const PageView *view, const Feed *feed, bool has_calendar)
{
    g_autofree char *page = page_view_dup_address(view, feed, FORMAT_HTML);
    const Text *name = longer_name(feed);

    html_append(out, "<li><a href=\"{}\"><bdi>{}</bdi></a>", page, feed->subject);
    if (name != NULL && name->n_variants > 0) {
        g_string_append_c(out, ' ');
        html_append_element(out, "span", NULL, name);
    }
    if (has_calendar) {
        append_calendar(out, view, feed);
    }
    g_string_append(out, "</li>\n");
}

static guint count_parts(const PageView *view, FeedKind kind)
{
    const GPtrArray *feeds = view->revision->feeds;
    guint count = 0;

    for (guint i = 0; i < feeds->len; i++) {
        const RevisionFeed *feed = feeds->pdata[i];
        count += !feed->is_gone && feed->feed->kind == kind ? 1 : 0;
    }
    return count;
}

/* Gone feeds are left out: their pages stay for those who have their addresses. */
static void append_parts(GString *out, const PageView *view, FeedKind kind, const char *heading)
{
    const GPtrArray *feeds = view->revision->feeds;
    bool has_calendars = count_parts(view, kind) <= CALENDARS_MAX;
    bool any = false;

    for (guint i = 0; i < feeds->len; i++) {
        const RevisionFeed *feed = feeds->pdata[i];
        if (feed->is_gone || feed->feed->kind != kind) {
            continue;
        }
        if (!any) {
            html_append(out, "<h3>{}</h3>\n<ul>\n", heading);
            any = true;
        }
        append_part(out, view, feed->feed, has_calendars);
    }
    g_string_append(out, any ? "</ul>\n" : "");
}

/* Folded if they are more than `most`. */
static void append_folded(GString *out, const PageView *view, FeedKind kind, const char *heading,
                          guint most, const char *noun)
{
    guint count = count_parts(view, kind);

    if (count > most) {
        g_string_append_printf(out, "<details>\n<summary>%u ", count);
        html_append(out, "{}</summary>\n", noun);
    }
    append_parts(out, view, kind, heading);
    g_string_append(out, count > most ? "</details>\n" : "");
}

void page_parts_append(GString *out, const PageView *view)
{
    const Agenda *agenda = view->agenda;

    if (agenda->agencies->len + agenda->people->len + agenda->round_tables->len +
            agenda->days->len + agenda->rooms->len ==
        0) {
        return;
    }
    g_string_append(out, "<section class=\"parts\" id=\"parts\">\n<h2>Pages and calendars</h2>\n");
    g_autofree char *by_agency =
        g_strdup_printf("By %s, with its roles", agenda_noun(agenda, NOUN_AGENCY_INSIDE));
    g_autofree char *by_table =
        g_strdup_printf("By %s", agenda_noun(agenda, NOUN_ROUND_TABLE_INSIDE));
    append_folded(out, view, FEED_KIND_AGENCY, by_agency, AGENCIES_UNFOLDED_MAX,
                  agenda_noun(agenda, NOUN_AGENCIES_INSIDE));
    append_folded(out, view, FEED_KIND_PERSON, "By person, with their roles", PEOPLE_UNFOLDED_MAX,
                  "people");
    append_parts(out, view, FEED_KIND_ROUND_TABLE, by_table);
    append_parts(out, view, FEED_KIND_DAY, "By day");
    append_parts(out, view, FEED_KIND_ROOM, "By room");
    g_string_append(out, "</section>\n");
}
