#include "render/page/page_preparations.h"

#include <string.h>

#include "model/revision/word_search.h"
#include "model/view/withdrawal.h"
#include "render/page/html.h"
#include "render/page/page_time.h"

/* A preparation to show, and its entry in the page's feed, if it has one. */
typedef struct Item {
    const Preparation *preparation;
    const FeedEntry *entry; /* NULL: it has no date */
} Item;

static bool is_withdrawn(const FeedEntry *entry)
{
    return entry->departure != NULL && withdrawal_took_preparation(entry->preparation);
}

static bool is_search(const PageView *view)
{
    return view->filter != NULL && view->filter->words != NULL;
}

/* Whether a preparation of the page's selection has no entry in its feed, but is shown: without a
 * date, or found by the words of a search, whose calendar names sessions only. */
static bool is_beside_feed(const PageView *view, const Preparation *preparation, char *const *words)
{
    if (!is_search(view)) {
        return preparation->timing == PREPARATION_UNDATED;
    }
    g_autofree char *searched = word_search_dup_preparation(preparation);
    return word_search_finds(words, searched);
}

/* The selection of the page with all its preparations. A search narrows it to the sessions that
 * were found; borrowed from the page. */
static Selection selection_of(const PageView *view)
{
    Selection selection = view->feed->feed->selection;

    selection.undated = true;
    if (is_search(view) && view->filter->query->ids[SELECTION_SESSION] == NULL) {
        selection.values[SELECTION_SESSION] = NULL;
    }
    return selection;
}

/* The dated preparations among the page's entries, departures included, and those beside its feed.
 * What was withdrawn is only in calendars, since somebody's may still have it. */
static GArray *dup_items(const PageView *view)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Item));
    Selection selection = selection_of(view);
    g_autoptr(GPtrArray) all = selection_dup_preparations(&selection, view->agenda);
    g_auto(GStrv) words = word_search_dup_words(is_search(view) ? view->filter->words : "");

    for (guint i = 0; i < all->len; i++) {
        Item item = { .preparation = all->pdata[i] };
        if (is_beside_feed(view, item.preparation, words)) {
            g_array_append_val(items, item);
        }
    }
    for (guint i = 0; i < view->entries->len; i++) {
        const FeedEntry *entry = &g_array_index(view->entries, FeedEntry, i);
        if (entry->preparation != NULL && !is_withdrawn(entry)) {
            Item item = { .preparation = entry->preparation, .entry = entry };
            g_array_append_val(items, item);
        }
    }
    return items;
}

/* By id; NULL last. */
static gint compare_participants(const Participant *a, const Participant *b)
{
    return a == NULL || b == NULL ? (a == NULL) - (b == NULL) : strcmp(a->id, b->id);
}

/* By id; NULL first: an agency by itself comes before its people. */
static gint compare_people(const Participant *a, const Participant *b)
{
    return a == NULL || b == NULL ? (b == NULL) - (a == NULL) : strcmp(a->id, b->id);
}

/* By agency, then by person, then by date, then undated ones. The sort is stable: the rest stays in
 * the order of the entries. By id, since a departure has records of an earlier agenda. */
static gint compare_items(gconstpointer a, gconstpointer b)
{
    const Preparation *left = ((const Item *)a)->preparation;
    const Preparation *right = ((const Item *)b)->preparation;
    gint order = compare_participants(left->agency, right->agency);

    order = order != 0 ? order : compare_people(left->person, right->person);
    if (order == 0) {
        order = (left->timing == PREPARATION_UNDATED) - (right->timing == PREPARATION_UNDATED);
    }
    return order != 0 ? order : left->date - right->date;
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
static void append_item(GString *out, const Item *item, bool is_own)
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
    g_array_sort(items, compare_items);
    g_string_append(out, "<section class=\"preparations\" id=\"preparations\">\n"
                         "<h2>Preparations</h2>\n");
    for (guint i = 0; i < items->len; i++) {
        const Item *item = &g_array_index(items, Item, i);
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
