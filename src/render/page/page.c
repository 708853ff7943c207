#include "render/page/page.h"

#include "model/address/address.h"
#include "render/page/event_data.h"
#include "render/page/page_changes.h"
#include "render/page/page_filter.h"
#include "render/page/page_frame.h"
#include "render/page/page_heading.h"
#include "render/page/page_matches.h"
#include "render/page/page_panel.h"
#include "render/page/page_parts.h"
#include "render/page/page_preparations.h"
#include "render/page/page_schedule.h"
#include "render/page/page_session.h"
#include "render/page/page_table.h"
#include "render/web/html.h"
#include "render/wording.h"

/* How many sessions a page can have and still be easy to use on a phone. */
#define SESSIONS_MAX 300

/* How many revisions a page lists under "What has changed lately". */
#define LATELY_MAX 5

struct PageRenderer {
    const Revision *revision;
    const char *public_url;
    PageNotes *notes;
};

PageRenderer *page_renderer_new(const Revision *revision, const char *public_url, bool is_private)
{
    PageRenderer *renderer = g_new0(PageRenderer, 1);

    renderer->revision = revision;
    renderer->public_url = public_url;
    renderer->notes = page_notes_new(revision, is_private || revision->agenda->show_clashes);
    return renderer;
}

void page_renderer_free(PageRenderer *renderer)
{
    if (renderer != NULL) {
        page_notes_free(renderer->notes);
        g_free(renderer);
    }
}

/* --- what is on a page ----------------------------------------------------------------------- */

/* A large agenda is spread over the pages of its days. Those cannot be spread any further, and have
 * the grid whatever their size; nor can the pages of agencies, rooms and round tables, which show
 * less of each session instead. */
static PageLayout choose_layout(const PageView *view)
{
    const Feed *feed = view->feed->feed;
    bool is_large = page_view_count_sessions(view) > SESSIONS_MAX;

    switch (feed->kind) {
    case FEED_KIND_AGENDA:
        return is_large ? PAGE_LAYOUT_DAYS : PAGE_LAYOUT_GRID;
    case FEED_KIND_SELECTION:
        return is_large && feed->selection.values[SELECTION_DAY] == NULL ? PAGE_LAYOUT_DAYS
                                                                         : PAGE_LAYOUT_GRID;
    case FEED_KIND_DAY:
        return PAGE_LAYOUT_GRID;
    default:
        return is_large ? PAGE_LAYOUT_BRIEF : PAGE_LAYOUT_LIST;
    }
}

/* Not for a search, where the panel says that nothing has the words, nor for what is gone, of which
 * the heading says so: nothing is to come. */
static void append_empty_note(GString *out, const PageView *view)
{
    bool is_by_words = view->filter != NULL && view->filter->words != NULL;

    if (view->entries->len == 0 && !is_by_words && !view->feed->is_gone) {
        g_string_append(out,
                        "<p class=\"empty\">There is nothing here yet. Who subscribes now will "
                        "have what comes.</p>\n");
    }
}

/* Whether the page stands in the agenda's own folder; others are in a folder of their kind. */
static bool is_beside_agenda(const Feed *feed)
{
    return feed->kind == FEED_KIND_AGENDA || feed->kind == FEED_KIND_SELECTION;
}

/* What one can do with the page, and empty elements that the script fills in. The filter can work
 * in place only if every session is on the page. */
static void append_tools(GString *out, const PageView *view)
{
    bool is_whole = view->filter == NULL && choose_layout(view) != PAGE_LAYOUT_DAYS;

    g_string_append(out, "<div class=\"tools\">\n");
    page_panel_append(out, view);
    if (is_beside_agenda(view->feed->feed)) {
        page_filter_append(out, view, is_whole);
    }
    g_string_append(out, "</div>\n");
    page_panel_append_private_hint(out, view);
    g_string_append(out, "<p id=\"found\" role=\"status\"></p>\n");
    if (is_beside_agenda(view->feed->feed)) {
        page_matches_append(out, view);
    }
    g_string_append(out, "<div id=\"now\"></div>\n");
}

/* A page on which sessions can be filtered and picked. */
static void append_agenda_body(GString *out, const PageView *view)
{
    PageLayout layout = choose_layout(view);
    bool has_schedule = layout != PAGE_LAYOUT_DAYS && view->entries->len > 0;

    if (has_schedule) {
        page_filter_append_views(out);
    }
    append_empty_note(out, view);
    page_schedule_append_days(out, view, layout);
    page_schedule_append(out, view, layout);
    page_preparations_append(out, view);
    if (has_schedule && !view->is_file) {
        page_filter_append_picks(out);
    }
    if (view->feed->feed->kind == FEED_KIND_AGENDA) {
        page_parts_append(out, view);
    }
}

static void append_session_body(GString *out, const PageView *view)
{
    if (view->entries->len == 0) {
        append_empty_note(out, view);
    } else {
        page_session_append(out, view, &g_array_index(view->entries, FeedEntry, 0));
    }
    page_changes_append_lately(out, view, LATELY_MAX);
}

static void append_other_body(GString *out, const PageView *view)
{
    PageLayout layout = choose_layout(view);

    if (layout == PAGE_LAYOUT_GRID) {
        page_filter_append_views(out);
    }
    append_empty_note(out, view);
    page_schedule_append_days(out, view, layout);
    page_schedule_append(out, view, layout);
    page_preparations_append(out, view);
    page_changes_append_lately(out, view, LATELY_MAX);
}

static void append_body(GString *out, const PageView *view)
{
    page_heading_append(out, view);
    append_tools(out, view);
    page_heading_append_about(out, view);
    switch (view->feed->feed->kind) {
    case FEED_KIND_AGENDA:
    case FEED_KIND_SELECTION:
        append_agenda_body(out, view);
        break;
    case FEED_KIND_SESSION:
        append_session_body(out, view);
        break;
    default:
        append_other_body(out, view);
    }
}

/* --- the whole ------------------------------------------------------------------------------- */

/* What the page is about, for search engines; NULL if that is not an event. The caller's own. */
static char *dup_event(const PageView *view, const char *address)
{
    const Feed *feed = view->feed->feed;

    if (feed->kind == FEED_KIND_AGENDA) {
        return event_data_of_agenda(view->agenda, choose_layout(view) == PAGE_LAYOUT_GRID, address);
    }
    if (feed->kind == FEED_KIND_SESSION && view->entries->len > 0) {
        const Session *session = g_array_index(view->entries, FeedEntry, 0).session;
        CivilTime previous;
        bool is_moved = page_notes_previous_start(view->notes, session, &previous);
        return event_data_of_session(view->agenda, session, is_moved ? &previous : NULL, address);
    }
    return NULL;
}

/* The list of all agendas is one folder above an agenda's, and two above those of feeds. */
static PageFrame frame_of(const PageView *view)
{
    return (PageFrame){
        .folder = view->root,
        .agenda = view->agenda,
        .revision = view->revision,
        .link_to_all = *view->root != '\0' ? "../../" : "../",
        .has_changes = view->revision->log != NULL,
    };
}

/* Where the changes of the page's feed stand for feed readers; NULL if nowhere: there is no
 * history, or the page is a selection. The caller's own. */
static char *dup_changes(const PageView *view)
{
    const Feed *feed = view->feed->feed;
    bool has_changes = view->revision->log != NULL && feed->kind != FEED_KIND_SELECTION;

    return has_changes ? page_view_dup_address(view, feed, FORMAT_ATOM) : NULL;
}

static GBytes *render_view(const PageView *view)
{
    const Feed *feed = view->feed->feed;
    g_autofree char *title = page_heading_dup_title(view);
    g_autofree char *address = page_panel_dup_page_address(view);
    g_autofree char *calendar = page_panel_dup_calendar(view);
    g_autofree char *changes = dup_changes(view);
    g_autofree char *event = dup_event(view, address);
    g_autofree char *description = wording_dup_feed_description(view->agenda, feed);
    PageFrame frame = frame_of(view);
    GString *out = g_string_new(NULL);

    frame.title = title;
    frame.description = description;
    frame.address = address;
    frame.calendar = calendar;
    frame.changes = changes;
    frame.event = event;
    page_frame_begin(out, &frame);
    append_body(out, view);
    page_frame_end(out, &frame);
    return g_string_free_to_bytes(out);
}

static PageView view_of(const PageRenderer *renderer, const RevisionFeed *feed,
                        const GArray *entries)
{
    return (PageView){
        .revision = renderer->revision,
        .agenda = renderer->revision->agenda,
        .feed = feed,
        .notes = renderer->notes,
        .entries = entries,
        .root = is_beside_agenda(feed->feed) ? "" : "../",
        .public_url = renderer->public_url,
    };
}

GBytes *page_render(PageRenderer *renderer, const RevisionFeed *feed, const PageForm *form)
{
    g_autoptr(GArray) entries = revision_dup_entries(renderer->revision, feed);
    PageView view = view_of(renderer, feed, entries);

    view.filter = form->filter;
    view.has_private = form->has_private;
    view.is_file = form->is_file;
    view.has_paper = form->has_paper;
    return render_view(&view);
}

/* A view of the whole agenda, for a page that stands in the same folder, and shows no entry. */
static PageView view_of_agenda(const PageRenderer *renderer, const GArray *no_entries)
{
    const Revision *revision = renderer->revision;
    g_autofree char *path = address_dup_feed(revision->agenda->id, FEED_KIND_AGENDA, NULL);

    return view_of(renderer, revision_find_feed(revision, path), no_entries);
}

/* The whole address of the plain page of a table; NULL if that is not known. */
static char *dup_table_address(const PageView *view)
{
    g_autofree char *path = address_dup_table(view->agenda->id, FORMAT_HTML);

    return view->public_url != NULL ? g_strconcat(view->public_url, "/", path, NULL) : NULL;
}

GBytes *page_render_table(PageRenderer *renderer, const Table *table, const TableForm *table_form,
                          const PageForm *form)
{
    g_autofree char *title = g_strdup_printf("Table – %s", renderer->revision->agenda->short_name);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(FeedEntry));
    g_autoptr(TablePlan) plan = page_table_plan_new(table, table_form, form->is_file);
    PageView view = view_of_agenda(renderer, entries);
    PageTable page = { table, table_form, plan, table_plan_part(plan, table_form) };
    GString *out = g_string_new(NULL);

    view.filter = form->filter;
    view.is_file = form->is_file;
    g_autofree char *address = view.filter == NULL ? dup_table_address(&view) : NULL;
    PageFrame frame = frame_of(&view);
    frame.title = title;
    frame.address = address;
    page_frame_begin(out, &frame);
    page_table_append_heading(out, &view, &page);
    page_table_append_sheets(out, &view, &page);
    page_frame_end(out, &frame);
    return g_string_free_to_bytes(out);
}

GBytes *page_render_changes(PageRenderer *renderer)
{
    g_autofree char *title =
        g_strdup_printf("Changes – %s", renderer->revision->agenda->short_name);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(FeedEntry));
    PageView view = view_of_agenda(renderer, entries);
    g_autofree char *changes = dup_changes(&view);
    PageFrame frame = frame_of(&view);
    GString *out = g_string_new(NULL);

    frame.title = title;
    frame.changes = changes;
    page_frame_begin(out, &frame);
    page_changes_append_all(out, &view);
    page_frame_end(out, &frame);
    return g_string_free_to_bytes(out);
}
