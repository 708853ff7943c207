#include "file/edit/text_update.h"

typedef struct Update {
    TextEdit *edit;
    ListMatchIdentity identity;
    GHashTable *wishes; /* const Node * of the text: what it is to say, if it stays. An anchor comes
                         * before its aliases, so these know what becomes of it */
} Update;

/* A value in the text, by the collection that holds it; NULL for the top. */
typedef struct Holder {
    const Node *collection;
    guint index;
} Holder;

static void update_value(Update *update, Holder holder, const Node *wanted);

static void replace(Update *update, Holder holder, const Node *wanted)
{
    if (holder.collection == NULL) {
        text_edit_replace_top(update->edit, wanted);
    } else {
        text_edit_replace(update->edit, holder.collection, holder.index, wanted);
    }
}

static void wish(Update *update, const Node *old, const Node *wanted)
{
    g_hash_table_insert(update->wishes, (gpointer)old, (gpointer)wanted);
}

/* --- mappings ---------------------------------------------------------------------------- */

/* The index of each key, its first if it is there twice. */
static GHashTable *index_keys(const Node *mapping)
{
    GHashTable *indices = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = mapping->length; i > 0; i--) {
        g_hash_table_insert(indices, (gpointer)node_key(mapping, i - 1)->text,
                            GUINT_TO_POINTER(i - 1));
    }
    return indices;
}

static bool find_key(GHashTable *indices, const Node *key, guint *out_index)
{
    gpointer index;

    if (!g_hash_table_lookup_extended(indices, key->text, NULL, &index)) {
        return false;
    }
    *out_index = GPOINTER_TO_UINT(index);
    return true;
}

static void update_mapping(Update *update, const Node *old, const Node *wanted)
{
    g_autoptr(GHashTable) old_keys = index_keys(old);
    g_autoptr(GHashTable) new_keys = index_keys(wanted);
    guint before = 0;
    guint index = 0;

    for (guint i = 0; i < old->length; i++) {
        guint first = i;
        bool is_wanted = find_key(new_keys, node_key(old, i), &index);
        if (is_wanted && find_key(old_keys, node_key(old, i), &first) && first == i) {
            /* Keys may have anchors, too. */
            wish(update, node_key(old, i), node_key(wanted, index));
            update_value(update, (Holder){ old, i }, node_value(wanted, index));
        } else {
            text_edit_remove(update->edit, old, i);
        }
    }
    for (guint i = 0; i < wanted->length; i++) {
        const Node *key = node_key(wanted, i);
        if (find_key(old_keys, key, &index)) {
            before = index + 1;
        } else {
            text_edit_add_key(update->edit, old, before, key->text, node_value(wanted, i));
        }
    }
}

/* --- lists ------------------------------------------------------------------------------- */

/* Which items of a list stay: those that are matched. */
static bool *find_kept(const Node *old, const guint *matches, guint n)
{
    bool *is_kept = g_new0(bool, MAX(old->length, 1));

    for (guint i = 0; i < n; i++) {
        if (matches[i] != LIST_MATCH_NONE) {
            is_kept[matches[i]] = true;
        }
    }
    return is_kept;
}

static void update_list(Update *update, const Node *old, const Node *wanted)
{
    g_autofree guint *matches = list_match_items(old, wanted, update->identity);
    g_autofree bool *is_kept = find_kept(old, matches, wanted->length);
    guint before = 0;

    for (guint i = 0; i < old->length; i++) {
        if (!is_kept[i]) {
            text_edit_remove(update->edit, old, i);
        }
    }
    for (guint i = 0; i < wanted->length; i++) {
        if (matches[i] == LIST_MATCH_NONE) {
            text_edit_add_item(update->edit, old, before, node_item(wanted, i));
        } else {
            update_value(update, (Holder){ old, matches[i] }, node_item(wanted, i));
            before = matches[i] + 1;
        }
    }
}

/* --- values ------------------------------------------------------------------------------ */

static const Node *held_node(const Update *update, Holder holder)
{
    if (holder.collection == NULL) {
        return text_edit_top(update->edit);
    }
    return holder.collection->type == NODE_SEQUENCE ? node_item(holder.collection, holder.index)
                                                    : node_value(holder.collection, holder.index);
}

static bool is_alias(const Update *update, Holder holder)
{
    const NodeSpans *spans = text_edit_spans(update->edit);

    if (holder.collection == NULL) {
        return false;
    }
    const NodeSpan *span = holder.collection->type == NODE_SEQUENCE
                               ? node_spans_item(spans, holder.collection, holder.index)
                               : node_spans_value(spans, holder.collection, holder.index);
    return span->style == NODE_STYLE_ALIAS;
}

static void update_alias(Update *update, Holder holder, const Node *wanted)
{
    const Node *wished = g_hash_table_lookup(update->wishes, held_node(update, holder));

    if (wished == NULL || !node_equals(wished, wanted)) {
        replace(update, holder, wanted);
    }
}

/* Recursion: no tree is deeper than AGENDA_FILE_MAX_DEPTH. Goes into what is equal as well, for the
 * sake of aliases in it. */
static void update_value(Update *update, Holder holder, const Node *wanted)
{
    const Node *old = held_node(update, holder);

    if (is_alias(update, holder)) {
        update_alias(update, holder, wanted);
        return;
    }
    wish(update, old, wanted);
    if (old->type == NODE_MAPPING && wanted->type == NODE_MAPPING) {
        update_mapping(update, old, wanted);
    } else if (old->type == NODE_SEQUENCE && wanted->type == NODE_SEQUENCE) {
        update_list(update, old, wanted);
    } else if (!node_equals(old, wanted)) {
        replace(update, holder, wanted);
    }
}

void text_update(TextEdit *edit, const Node *wanted, ListMatchIdentity identity)
{
    g_autoptr(GHashTable) wishes = g_hash_table_new(NULL, NULL);
    Update update = { .edit = edit, .identity = identity, .wishes = wishes };

    update_value(&update, (Holder){ 0 }, wanted);
}
