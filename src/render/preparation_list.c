#include "render/preparation_list.h"

#include <string.h>

#include "model/revision/word_search.h"
#include "model/view/withdrawal.h"

static bool is_withdrawn(const FeedEntry *entry)
{
    return entry->departure != NULL && withdrawal_took_preparation(entry->preparation);
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

/* The sort is stable: the rest stays in the order of the entries. By id, since a departure has
 * records of an earlier agenda. */
static gint compare_items(gconstpointer a, gconstpointer b)
{
    const Preparation *left = ((const PreparationItem *)a)->preparation;
    const Preparation *right = ((const PreparationItem *)b)->preparation;
    gint order = compare_participants(left->agency, right->agency);

    order = order != 0 ? order : compare_people(left->person, right->person);
    if (order == 0) {
        order = (left->timing == PREPARATION_UNDATED) - (right->timing == PREPARATION_UNDATED);
    }
    return order != 0 ? order : left->date - right->date;
}

GArray *preparation_list_new(const Agenda *agenda, const Feed *feed, const GArray *entries)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(PreparationItem));
    Selection selection = feed->selection;

    selection.undated = true;
    g_autoptr(GPtrArray) all = selection_dup_preparations(&selection, agenda);
    for (guint i = 0; i < all->len; i++) {
        PreparationItem item = { .preparation = all->pdata[i] };
        if (item.preparation->timing == PREPARATION_UNDATED) {
            g_array_append_val(items, item);
        }
    }
    for (guint i = 0; i < entries->len; i++) {
        const FeedEntry *entry = &g_array_index(entries, FeedEntry, i);
        if (entry->preparation != NULL && !is_withdrawn(entry)) {
            PreparationItem item = { .preparation = entry->preparation, .entry = entry };
            g_array_append_val(items, item);
        }
    }
    g_array_sort(items, compare_items);
    return items;
}

GArray *preparation_list_find(const Agenda *agenda, const Selection *selection, char *const *words)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(PreparationItem));
    Selection with_undated = *selection;

    with_undated.undated = true;
    g_autoptr(GPtrArray) all = selection_dup_preparations(&with_undated, agenda);
    for (guint i = 0; i < all->len; i++) {
        PreparationItem item = { .preparation = all->pdata[i] };
        g_autofree char *searched = word_search_dup_preparation(item.preparation);
        if (word_search_finds(words, searched)) {
            g_array_append_val(items, item);
        }
    }
    g_array_sort(items, compare_items);
    return items;
}
