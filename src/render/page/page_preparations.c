#include "render/page/page_preparations.h"

#include "model/revision/word_search.h"
#include "render/page/page_time.h"
#include "render/preparation_list.h"
#include "render/web/html.h"

/* Those of the page's feed; of a search, those that have the words, though the calendar of what was
 * found names sessions only. */
static GArray *dup_items(const PageView *view)
{
    const Feed *feed = view->feed->feed;
    Selection selection = feed->selection;

    if (view->filter == NULL || view->filter->words == NULL) {
        return preparation_list_new(view->agenda, feed, view->entries);
    }
    g_auto(GStrv) words = word_search_dup_words(view->filter->words);
    /* The search has narrowed it to the sessions that were found. */
    if (view->filter->query->ids[SELECTION_SESSION] == NULL) {
        selection.values[SELECTION_SESSION] = NULL;
    }
    return preparation_list_find(view->agenda, &selection, words);
}

static void append_date(GString *out, const Preparation *preparation)
{
    if (preparation->timing == PREPARATION_UNDATED) {
        return;
    }
    g_string_append(out, preparation->timing == PREPARATION_DUE ? "<p class=\"date\">Due "
                                                                : "<p class=\"date\">");
    page_time_append_date(out, preparation->date);
    g_string_append(out, "</p>\n");
}

/* The note and the link of a preparation; only on the pages of those who contribute. */
static void append_details(GString *out, const Preparation *preparation)
{
    html_append_element(out, "p", "note", &preparation->note);
    if (preparation->url != NULL) {
        html_append(out, "<p><a href=\"{}\">{}</a></p>\n", preparation->url, preparation->url);
    }
}

/* data-dated: a calendar has only dated ones, so the script counts only those as entries. */
static void append_item(GString *out, const PreparationItem *item, bool is_own)
{
    const Preparation *preparation = item->preparation;
    bool is_gone = item->entry != NULL && feed_entry_is_cancelled(item->entry);

    html_append(out, "<li class=\"preparation{}\"", is_gone ? " is-cancelled" : "");
    page_view_append_contributor_data(out, preparation_by(preparation));
    g_autofree char *searched = word_search_dup_preparation(preparation);
    html_append(out, " data-role=\"{}\" data-find=\"{}\"{}>\n<p>", preparation->role->id, searched,
                item->entry != NULL ? " data-dated" : "");
    html_append(out, "<b dir=\"auto\">{}</b> <span>", preparation_shown_title(preparation));
    html_append_text(out, text_get(&preparation->role->label, NULL));
    if (preparation->status != CONTRIBUTION_STATUS_CONFIRMED) {
        g_string_append_printf(out, " (%s)", contribution_status_word(preparation->status));
    }
    g_string_append(out, is_gone ? ", no longer planned</span></p>\n" : "</span></p>\n");
    append_date(out, preparation);
    if (is_own) {
        append_details(out, preparation);
    }
    g_string_append(out, "</li>\n");
}

static void append_heading(GString *out, const PageView *view, Contributor who)
{
    g_string_append(out, "<h3>");
    page_view_append_contributor(out, view, who);
    g_string_append(out, "</h3>\n");
}

void page_preparations_append(GString *out, const PageView *view)
{
    g_autoptr(GArray) items = dup_items(view);
    const Participant *viewpoint = page_view_viewpoint(view);
    Contributor last = { .agency = NULL };

    if (items->len == 0) {
        return;
    }
    g_string_append(out, "<section class=\"preparations\" id=\"preparations\">\n"
                         "<h2>Preparations</h2>\n");
    for (guint i = 0; i < items->len; i++) {
        const PreparationItem *item = &g_array_index(items, PreparationItem, i);
        Contributor who = preparation_by(item->preparation);
        if (!contributor_is_same(who, last)) {
            g_string_append(out, i > 0 ? "</ul>\n" : "");
            if (!participant_is_same(contributor_main(who), viewpoint)) {
                append_heading(out, view, who);
            }
            g_string_append(out, "<ul>\n");
        }
        last = who;
        append_item(out, item, viewpoint != NULL);
    }
    g_string_append(out, "</ul>\n</section>\n");
}
