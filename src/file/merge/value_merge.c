#include "file/merge/value_merge.h"

#include <string.h>

#include "base/clip.h"
#include "file/edit/list_match.h"
#include "file/edit/value_writer.h"

void merge_conflict_free(gpointer data)
{
    MergeConflict *conflict = data;

    g_free(conflict->id);
    g_free(conflict->text);
    g_free(conflict);
}

void value_merge_tell(ValueMerge *merge, char *text)
{
    MergeConflict *conflict = g_new(MergeConflict, 1);

    *conflict = (MergeConflict){ merge->kind, g_strdup(merge->id), text };
    g_ptr_array_add(merge->conflicts, conflict);
}

static bool equals(const Node *a, const Node *b)
{
    return a == NULL || b == NULL ? a == b : node_equals(a, b);
}

/* --- conflicts --------------------------------------------------------------------------- */

/* A value for a message; the caller's own. */
static char *dup_quote(const Node *value)
{
    static const TextLayout LAYOUT = { .line_end = "\n", .json = true };
    g_autoptr(GString) text = g_string_new(NULL);

    if (value == NULL) {
        return g_strdup("nothing");
    }
    value_writer_append_flow(text, &LAYOUT, NULL, value, (FlowShape){ 0 });
    return clip_dup(text->str);
}

static const Node *decide(ValueMerge *merge, const char *path, MergeSides sides)
{
    g_autofree char *here = dup_quote(sides.here);
    g_autofree char *source = dup_quote(sides.source);
    g_autofree char *base = dup_quote(sides.base);

    value_merge_tell(merge, g_strdup_printf("%s is %s here and %s in the source, where it was %s; "
                                            "it is now as %s",
                                            path, here, source, base,
                                            merge->prefers_source ? "in the source" : "here"));
    return merge->prefers_source ? sides.source : sides.here;
}

/* --- collections ------------------------------------------------------------------------- */

static const Node EMPTY_MAPPING = { .type = NODE_MAPPING };
static const Node EMPTY_SEQUENCE = { .type = NODE_SEQUENCE };

static void join_key(ValueMerge *merge, const char *path, const Node *key, MergeSides mappings,
                     GPtrArray *children)
{
    g_autofree char *inner =
        g_strjoin(path != NULL ? "/" : "", path != NULL ? path : "", key->text, NULL);
    const MergeSides sides = {
        .base = node_find(mappings.base, key->text),
        .source = node_find(mappings.source, key->text),
        .here = node_find(mappings.here, key->text),
    };
    const Node *value = value_merge_join(merge, inner, sides);

    if (value != NULL) {
        g_ptr_array_add(children, (gpointer)key);
        g_ptr_array_add(children, (gpointer)value);
    }
}

static const Node *join_mappings(ValueMerge *merge, const char *path, MergeSides sides)
{
    g_autoptr(GPtrArray) children = g_ptr_array_new();

    for (guint i = 0; i < sides.here->length; i++) {
        join_key(merge, path, node_key(sides.here, i), sides, children);
    }
    for (guint i = 0; i < sides.source->length; i++) {
        const Node *key = node_key(sides.source, i);
        if (node_find(sides.here, key->text) == NULL) {
            join_key(merge, path, key, sides, children);
        }
    }
    return node_with_children(merge->arena, sides.here, children);
}

static const Node *item_at(const Node *list, guint index)
{
    return index != LIST_MATCH_NONE ? node_item(list, index) : NULL;
}

/* The list that another one's matches lead to the other way. */
static guint *dup_reverse(const guint *matches, guint n, guint n_others)
{
    guint *reverse = g_new(guint, MAX(n_others, 1));

    for (guint i = 0; i < n_others; i++) {
        reverse[i] = LIST_MATCH_NONE;
    }
    for (guint i = 0; i < n; i++) {
        if (matches[i] != LIST_MATCH_NONE) {
            reverse[matches[i]] = i;
        }
    }
    return reverse;
}

/* Which items are the same on two sides, by the index on one of them, and back. */
typedef struct Pairing {
    guint *there; /* from the items here to those of the source */
    guint *back;
} Pairing;

static void pairing_clear(Pairing *pairing)
{
    g_free(pairing->there);
    g_free(pairing->back);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pairing, pairing_clear)

/* What is not called the same is another one: what people wrote of it here is not of that. */
static RecordIdentity identify(const Node *item)
{
    RecordIdentity identity = record_identity_in_agenda(item);

    identity.is_firm = true;
    return identity;
}

static Pairing pair(const Node *other, const Node *list)
{
    Pairing pairing = { .there = list_match_items(other, list, identify) };

    pairing.back = dup_reverse(pairing.there, list->length, other->length);
    return pairing;
}

/* Items are joined by what they were; new ones are the same where both sides added it. */
static const Node *join_lists(ValueMerge *merge, const char *path, MergeSides sides)
{
    g_auto(Pairing) here_base = pair(sides.base, sides.here);
    g_auto(Pairing) source_base = pair(sides.base, sides.source);
    g_auto(Pairing) here_source = pair(sides.source, sides.here);
    g_autoptr(GPtrArray) children = g_ptr_array_new();

    for (guint i = 0; i < sides.here->length; i++) {
        guint base = here_base.there[i];
        guint source = base != LIST_MATCH_NONE ? source_base.back[base] : here_source.there[i];
        const MergeSides items = {
            .base = item_at(sides.base, base),
            .source = item_at(sides.source, source),
            .here = node_item(sides.here, i),
        };
        const Node *item = value_merge_join(merge, path, items);
        if (item != NULL) {
            g_ptr_array_add(children, (gpointer)item);
        }
    }
    for (guint i = 0; i < sides.source->length; i++) {
        guint base = source_base.there[i];
        guint here = base != LIST_MATCH_NONE ? here_base.back[base] : here_source.back[i];
        const MergeSides items = {
            .base = item_at(sides.base, base),
            .source = node_item(sides.source, i),
        };
        const Node *item = here == LIST_MATCH_NONE ? value_merge_join(merge, path, items) : NULL;
        if (item != NULL) {
            g_ptr_array_add(children, (gpointer)item);
        }
    }
    return node_with_children(merge->arena, sides.here, children);
}

/* --- values ------------------------------------------------------------------------------ */

static bool are(MergeSides sides, NodeType type)
{
    return sides.source != NULL && sides.source->type == type && sides.here != NULL &&
           sides.here->type == type && (sides.base == NULL || sides.base->type == type);
}

const Node *value_merge_join(ValueMerge *merge, const char *path, MergeSides sides)
{
    if (equals(sides.source, sides.base) || equals(sides.source, sides.here)) {
        return sides.here;
    }
    if (equals(sides.here, sides.base)) {
        return sides.source;
    }
    if (are(sides, NODE_MAPPING)) {
        sides.base = sides.base != NULL ? sides.base : &EMPTY_MAPPING;
        return join_mappings(merge, path, sides);
    }
    if (are(sides, NODE_SEQUENCE)) {
        sides.base = sides.base != NULL ? sides.base : &EMPTY_SEQUENCE;
        return join_lists(merge, path, sides);
    }
    return decide(merge, path, sides);
}
