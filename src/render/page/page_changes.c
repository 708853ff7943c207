#include "render/page/page_changes.h"

#include "render/page/page_time.h"
#include "render/web/html.h"

/* How many lines of a revision are listed for each calendar. */
#define LINES_MAX 100

static const GPtrArray *notes_of(const PageView *view, const Feed *feed)
{
    const ChangeLog *log = view->revision->log;

    return log != NULL ? change_log_find(log, feed->path) : NULL;
}

static void append_lines(GString *out, const PageView *view, const ChangeNote *note)
{
    g_auto(GStrv) lines = change_note_dup_lines(note, view->agenda->show_clashes);
    guint length = g_strv_length(lines);

    g_string_append(out, "<ul>\n");
    for (guint i = 0; i < MIN(length, LINES_MAX); i++) {
        html_append(out, "<li dir=\"auto\">{}</li>\n", lines[i]);
    }
    if (length > LINES_MAX) {
        g_string_append_printf(out, "<li>and %u more</li>\n", length - LINES_MAX);
    }
    g_string_append(out, "</ul>\n");
}

static void append_revision(GString *out, const PageView *view, const ChangeNote *note,
                            const char *heading)
{
    html_append(out, "<{} id=\"", heading);
    g_string_append_printf(out, "r-%u\">Revision %u, ", note->number, note->number);
    page_time_append_moment(out, view->agenda, note->stamp);
    html_append(out, "</{}>\n", heading);
}

/* --- of one feed ----------------------------------------------------------------------------- */

void page_changes_append_lately(GString *out, const PageView *view, guint max)
{
    const Feed *feed = view->feed->feed;
    const GPtrArray *notes = notes_of(view, feed);

    if (notes == NULL) {
        return;
    }
    g_string_append(out, "<section class=\"changes\">\n<h2>What has changed lately</h2>\n");
    for (guint i = 0; i < MIN(notes->len, max); i++) {
        append_revision(out, view, notes->pdata[i], "h3");
        append_lines(out, view, notes->pdata[i]);
    }
    g_autofree char *atom = page_view_dup_address(view, feed, FORMAT_ATOM);
    html_append(out, "<p><a href=\"{}\">Follow these changes in a feed reader</a></p>\n", atom);
    g_string_append(out, "</section>\n");
}

/* --- of all ---------------------------------------------------------------------------------- */

/* What a revision changed in a feed; NULL: nothing. Notes have the latest first, so the search ends
 * at the first that is not later. */
static const ChangeNote *find_note(const PageView *view, const Feed *feed, guint number)
{
    const GPtrArray *notes = notes_of(view, feed);

    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        const ChangeNote *note = notes->pdata[i];
        if (note->number <= number) {
            return note->number == number ? note : NULL;
        }
    }
    return NULL;
}

/* Whether a feed has a list under each revision. The agenda's own stands above them, and says all
 * that those of single sessions would. */
static bool has_calendar_of_many(const Feed *feed)
{
    return feed->kind != FEED_KIND_SESSION && feed->kind != FEED_KIND_AGENDA;
}

/* The name of a calendar, links to its page and its list of changes, and what changed in it. */
static void append_calendar(GString *out, const PageView *view, const Feed *feed,
                            const ChangeNote *note)
{
    g_autofree char *page = page_view_dup_address(view, feed, FORMAT_HTML);
    g_autofree char *atom = page_view_dup_address(view, feed, FORMAT_ATOM);

    html_append(out, "<details>\n<summary><bdi>{}</bdi></summary>\n", feed->subject);
    html_append(out, "<p><a href=\"{}\">Page</a> · <a href=\"{}\">Atom</a></p>\n", page, atom);
    append_lines(out, view, note);
    g_string_append(out, "</details>\n");
}

static void append_calendars(GString *out, const PageView *view, guint number)
{
    const GPtrArray *feeds = view->revision->feeds;

    for (guint i = 0; i < feeds->len; i++) {
        const Feed *feed = ((const RevisionFeed *)feeds->pdata[i])->feed;
        const ChangeNote *note = has_calendar_of_many(feed) ? find_note(view, feed, number) : NULL;
        if (note != NULL) {
            append_calendar(out, view, feed, note);
        }
    }
}

void page_changes_append_all(GString *out, const PageView *view)
{
    const GPtrArray *notes = notes_of(view, view->feed->feed);

    html_append(out, "<h1>What has changed</h1>\n<p class=\"subtitle\" dir=\"auto\">{}</p>\n",
                text_get(&view->agenda->title, NULL));
    if (view->revision->log == NULL) {
        g_string_append(out, "<p>Nothing is known of changes: this agenda is published without a "
                             "history.</p>\n");
        return;
    }
    g_autofree char *atom = page_view_dup_address(view, view->feed->feed, FORMAT_ATOM);
    html_append(out,
                "<p><a href=\"{}\">Follow all changes in a feed reader (Atom)</a>. Beside each "
                "calendar stands one of its own.</p>\n",
                atom);
    if (notes == NULL) {
        g_string_append(out, "<p>Nothing has changed since it was first published.</p>\n");
        return;
    }
    for (guint i = 0; i < notes->len; i++) {
        const ChangeNote *note = notes->pdata[i];
        g_string_append(out, "<section class=\"changes\">\n");
        append_revision(out, view, note, "h2");
        append_lines(out, view, note);
        append_calendars(out, view, note->number);
        g_string_append(out, "</section>\n");
    }
}
