#include "file/edit/list_match.h"

/* --- identities -------------------------------------------------------------------------- */

/* A list with the identities of its items, told apart where some are equal: the first, the
 * second …. */
typedef struct MatchedList {
    const Node *list;
    GPtrArray *texts; /* char * */
    GArray *firm;     /* bool */
    bool is_loose;    /* whether the order of its items says nothing */
} MatchedList;

static void matched_list_clear(MatchedList *matched)
{
    g_ptr_array_unref(matched->texts);
    g_array_unref(matched->firm);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MatchedList, matched_list_clear)

static MatchedList identify(const Node *list, ListMatchIdentity identity)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    MatchedList matched = { .list = list, .is_loose = true };

    matched.texts = g_ptr_array_new_with_free_func(g_free);
    matched.firm = g_array_new(FALSE, FALSE, sizeof(bool));
    for (guint i = 0; i < list->length; i++) {
        RecordIdentity found = identity(node_item(list, i));
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, found.text)) + 1;
        g_ptr_array_add(matched.texts, g_strdup_printf("%u %s", count, found.text));
        g_array_append_val(matched.firm, found.is_firm);
        matched.is_loose = matched.is_loose && found.is_loose;
        g_hash_table_replace(counts, found.text, GUINT_TO_POINTER(count));
    }
    return matched;
}

static bool is_firm(const MatchedList *matched, guint index)
{
    return g_array_index(matched->firm, bool, index);
}

static void match_identities(const MatchedList *old, const MatchedList *wanted, guint *matches)
{
    g_autoptr(GHashTable) indices = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < old->texts->len; i++) {
        g_hash_table_insert(indices, old->texts->pdata[i], GUINT_TO_POINTER(i));
    }
    for (guint i = 0; i < wanted->texts->len; i++) {
        gpointer index;
        bool is_known =
            g_hash_table_lookup_extended(indices, wanted->texts->pdata[i], NULL, &index);
        matches[i] = is_known ? GPOINTER_TO_UINT(index) : LIST_MATCH_NONE;
    }
}

/* --- order ------------------------------------------------------------------------------- */

/* The first of some ends of runs whose match is not below another. */
static guint find_end(const GArray *ends, const guint *matches, guint match)
{
    guint low = 0;

    for (guint high = ends->len; low < high;) {
        guint middle = low + (high - low) / 2;
        if (matches[g_array_index(ends, guint, middle)] < match) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Keeps the longest run of matches that rise, and drops the others: patience sorting. */
static void keep_rising(guint *matches, guint n)
{
    /* The end of a run of each length, as low as can be, and what stands before each in its run. */
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree guint *before = g_new0(guint, MAX(n, 1));

    for (guint i = 0; i < n; i++) {
        if (matches[i] == LIST_MATCH_NONE) {
            continue;
        }
        guint length = find_end(ends, matches, matches[i]);
        before[i] = length > 0 ? g_array_index(ends, guint, length - 1) : LIST_MATCH_NONE;
        if (length == ends->len) {
            g_array_append_val(ends, i);
        } else {
            g_array_index(ends, guint, length) = i;
        }
    }
    guint kept = ends->len > 0 ? g_array_index(ends, guint, ends->len - 1) : LIST_MATCH_NONE;
    for (guint i = n; i > 0; i--) {
        if (i - 1 == kept) {
            kept = before[kept];
        } else {
            matches[i - 1] = LIST_MATCH_NONE;
        }
    }
}

/* --- what may be the same, changed ------------------------------------------------------- */

/* Parts of two lists between the same neighbours. */
typedef struct Gap {
    guint old_start;
    guint old_end;
    guint start;
    guint end;
} Gap;

/* Matches items in turn that are no texts and not firm. */
static void match_gap(const MatchedList *old, const MatchedList *wanted, Gap gap, guint *matches)
{
    guint i = gap.old_start;

    for (guint j = gap.start; j < gap.end; j++) {
        while (i < gap.old_end && is_firm(old, i)) {
            i++;
        }
        if (i < gap.old_end && !is_firm(wanted, j) &&
            node_item(old->list, i)->type == node_item(wanted->list, j)->type) {
            matches[j] = i++;
        }
    }
}

static void match_gaps(const MatchedList *old, const MatchedList *wanted, guint *matches)
{
    guint n = wanted->list->length;
    Gap gap = { 0 };

    for (guint j = 0; j <= n; j++) {
        if (j < n && matches[j] == LIST_MATCH_NONE) {
            continue;
        }
        gap.end = j;
        gap.old_end = j < n ? matches[j] : old->list->length;
        match_gap(old, wanted, gap, matches);
        gap = (Gap){ .start = j + 1, .old_start = gap.old_end + 1 };
    }
}

/* The same where the order says nothing: those that are left of both lists, in turn. */
static void match_rest(const MatchedList *old, const MatchedList *wanted, guint *matches)
{
    g_autofree bool *is_taken = g_new0(bool, MAX(old->list->length, 1));
    guint i = 0;

    for (guint j = 0; j < wanted->list->length; j++) {
        if (matches[j] != LIST_MATCH_NONE) {
            is_taken[matches[j]] = true;
        }
    }
    for (guint j = 0; j < wanted->list->length; j++) {
        while (i < old->list->length && (is_taken[i] || is_firm(old, i))) {
            i++;
        }
        if (matches[j] == LIST_MATCH_NONE && !is_firm(wanted, j) && i < old->list->length) {
            matches[j] = i++;
        }
    }
}

guint *list_match_items(const Node *old, const Node *wanted, ListMatchIdentity identity)
{
    guint n = wanted->length;
    guint *matches = g_new0(guint, MAX(n, 1));
    g_auto(MatchedList) old_items = identify(old, identity);
    g_auto(MatchedList) new_items = identify(wanted, identity);

    match_identities(&old_items, &new_items, matches);
    if (old_items.is_loose && new_items.is_loose) {
        match_rest(&old_items, &new_items, matches);
    } else {
        keep_rising(matches, n);
        match_gaps(&old_items, &new_items, matches);
    }
    return matches;
}
