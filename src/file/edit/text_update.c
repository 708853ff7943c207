#include "file/edit/text_update.h"

struct TextUpdate {
    TextEdit *edit;
    ListMatchIdentity identity;
    GHashTable *wishes; /* const Node * of the text: what it is to say, if it stays. An anchor comes
                         * before its aliases, so these know what becomes of it */
};

/* A value in the text, by the collection that holds it; NULL for the top. */
typedef struct Holder {
    const Node *collection;
    guint index;
} Holder;

/* What two of the three sides say of a value of the third; NULL where one has none. */
typedef struct Sides {
    const Node *was;
    const Node *wanted;
} Sides;

static void update_value(TextUpdate *update, Holder holder, Sides sides);
static void keep_value(TextUpdate *update, Holder holder);

TextUpdate *text_update_new(TextEdit *edit, ListMatchIdentity identity)
{
    TextUpdate *update = g_new0(TextUpdate, 1);

    update->edit = edit;
    update->identity = identity;
    update->wishes = g_hash_table_new(NULL, NULL);
    return update;
}

void text_update_free(TextUpdate *update)
{
    if (update != NULL) {
        g_hash_table_unref(update->wishes);
        g_free(update);
    }
}

static void replace(TextUpdate *update, Holder holder, const Node *wanted)
{
    if (holder.collection == NULL) {
        text_edit_replace_top(update->edit, wanted);
    } else {
        text_edit_replace(update->edit, holder.collection, holder.index, wanted);
    }
}

static void wish(TextUpdate *update, const Node *old, const Node *wanted)
{
    g_hash_table_insert(update->wishes, (gpointer)old, (gpointer)wanted);
}

/* Whether the sides agree, so that the text stays. */
static bool agree(Sides sides)
{
    return sides.was == NULL || sides.wanted == NULL ? sides.was == sides.wanted
                                                     : node_equals(sides.was, sides.wanted);
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

static bool find_key(GHashTable *indices, const char *key, guint *out_index)
{
    gpointer index;

    if (!g_hash_table_lookup_extended(indices, key, NULL, &index)) {
        return false;
    }
    *out_index = GPOINTER_TO_UINT(index);
    return true;
}

/* Three mappings with their keys. */
typedef struct Mappings {
    const Node *old;
    const Node *was;
    const Node *wanted;
    GHashTable *old_keys;
    GHashTable *was_keys;
    GHashTable *wanted_keys;
    const char *const *but; /* keys that stay; or NULL */
} Mappings;

static void mappings_clear(Mappings *mappings)
{
    g_hash_table_unref(mappings->old_keys);
    g_hash_table_unref(mappings->was_keys);
    g_hash_table_unref(mappings->wanted_keys);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Mappings, mappings_clear)

static Sides sides_of_key(const Mappings *mappings, const char *key)
{
    guint index = 0;
    Sides sides = { 0 };

    if (find_key(mappings->was_keys, key, &index)) {
        sides.was = node_value(mappings->was, index);
    }
    if (find_key(mappings->wanted_keys, key, &index)) {
        sides.wanted = node_value(mappings->wanted, index);
    }
    return sides;
}

static bool stays(const Mappings *mappings, const char *key)
{
    return mappings->but != NULL && g_strv_contains(mappings->but, key);
}

/* A length stands for an end, and for another one as soon as the start changes. */
static bool is_stale(const Mappings *mappings, const char *key)
{
    return g_str_equal(key, "duration") &&
           !(agree(sides_of_key(mappings, "start")) && agree(sides_of_key(mappings, "end")));
}

static void update_old_key(TextUpdate *update, const Mappings *mappings, guint index)
{
    const Node *old = mappings->old;
    const Node *key = node_key(old, index);
    Sides sides = sides_of_key(mappings, key->text);
    guint first = index;

    /* Keys may have anchors, too. */
    wish(update, key, key);
    if (find_key(mappings->old_keys, key->text, &first) && first != index) {
        text_edit_remove(update->edit, old, index);
    } else if (stays(mappings, key->text)) {
        return;
    } else if (agree(sides) && !is_stale(mappings, key->text)) {
        keep_value(update, (Holder){ old, index });
    } else if (sides.wanted != NULL) {
        update_value(update, (Holder){ old, index }, sides);
    } else {
        text_edit_remove(update->edit, old, index);
    }
}

static void add_new_keys(TextUpdate *update, const Mappings *mappings)
{
    bool has_duration = g_hash_table_contains(mappings->old_keys, "duration");
    guint before = 0;
    guint index = 0;

    for (guint i = 0; i < mappings->wanted->length; i++) {
        const char *key = node_key(mappings->wanted, i)->text;
        if (find_key(mappings->old_keys, key, &index)) {
            before = index + 1;
        } else if (!stays(mappings, key) &&
                   (!agree(sides_of_key(mappings, key)) ||
                    (g_str_equal(key, "end") && has_duration && is_stale(mappings, "duration")))) {
            text_edit_add_key(update->edit, mappings->old, before, key,
                              node_value(mappings->wanted, i));
        }
    }
}

void text_update_keys(TextUpdate *update, const Node *mapping, const Node *was, const Node *wanted,
                      const char *const *but)
{
    g_auto(Mappings) mappings = {
        .old = mapping,
        .was = was,
        .wanted = wanted,
        .old_keys = index_keys(mapping),
        .was_keys = index_keys(was),
        .wanted_keys = index_keys(wanted),
        .but = but,
    };

    for (guint i = 0; i < mapping->length; i++) {
        update_old_key(update, &mappings, i);
    }
    add_new_keys(update, &mappings);
}

/* --- lists ------------------------------------------------------------------------------- */

/* Which item of the text each item of `was` is; LIST_MATCH_NONE for what it says in other words. */
static guint *match_text(const TextUpdate *update, const Node *old, const Node *was)
{
    if (old != was) {
        return list_match_items(old, was, update->identity);
    }
    guint *matches = g_new0(guint, MAX(was->length, 1));
    for (guint i = 0; i < was->length; i++) {
        matches[i] = i;
    }
    return matches;
}

/* Removes what is no longer wanted. */
static void remove_items(TextUpdate *update, const Node *old, const guint *in_text, Sides lists,
                         const guint *in_was)
{
    g_autofree bool *is_kept = g_new0(bool, MAX(lists.was->length, 1));

    for (guint i = 0; i < lists.wanted->length; i++) {
        if (in_was[i] != LIST_MATCH_NONE) {
            is_kept[in_was[i]] = true;
        }
    }
    for (guint i = 0; i < lists.was->length; i++) {
        if (!is_kept[i] && in_text[i] != LIST_MATCH_NONE) {
            text_edit_remove(update->edit, old, in_text[i]);
        }
    }
}

static void update_list(TextUpdate *update, const Node *old, Sides lists)
{
    g_autofree guint *in_text = match_text(update, old, lists.was);
    g_autofree guint *in_was = list_match_items(lists.was, lists.wanted, update->identity);
    guint before = 0;

    remove_items(update, old, in_text, lists, in_was);
    for (guint i = 0; i < lists.wanted->length; i++) {
        const Node *wanted = node_item(lists.wanted, i);
        if (in_was[i] == LIST_MATCH_NONE) {
            text_edit_add_item(update->edit, old, before, wanted);
            continue;
        }
        const Node *was = node_item(lists.was, in_was[i]);
        if (in_text[in_was[i]] != LIST_MATCH_NONE) {
            before = in_text[in_was[i]];
            update_value(update, (Holder){ old, before++ }, (Sides){ was, wanted });
        }
    }
}

/* --- values ------------------------------------------------------------------------------ */

static const Node *held_node(const TextUpdate *update, Holder holder)
{
    if (holder.collection == NULL) {
        return text_edit_top(update->edit);
    }
    return holder.collection->type == NODE_SEQUENCE ? node_item(holder.collection, holder.index)
                                                    : node_value(holder.collection, holder.index);
}

static bool is_alias(const TextUpdate *update, Holder holder)
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

static void update_alias(TextUpdate *update, Holder holder, const Node *wanted)
{
    const Node *wished = g_hash_table_lookup(update->wishes, held_node(update, holder));

    if (wished == NULL || !node_equals(wished, wanted)) {
        replace(update, holder, wanted);
    }
}

/* Leaves a value, but for aliases in it that would come to say something else. Recursion: no tree
 * is deeper than AGENDA_FILE_MAX_DEPTH. */
static void keep_value(TextUpdate *update, Holder holder)
{
    const Node *old = held_node(update, holder);

    if (is_alias(update, holder)) {
        update_alias(update, holder, old);
        return;
    }
    wish(update, old, old);
    for (guint i = 0; old->type != NODE_SCALAR && i < old->length; i++) {
        if (old->type == NODE_MAPPING) {
            wish(update, node_key(old, i), node_key(old, i));
        }
        keep_value(update, (Holder){ old, i });
    }
}

static bool are(const Node *old, Sides sides, NodeType type)
{
    return old->type == type && sides.wanted->type == type && sides.was->type == type;
}

/* Recursion: no tree is deeper than AGENDA_FILE_MAX_DEPTH. */
static void update_value(TextUpdate *update, Holder holder, Sides sides)
{
    const Node *old = held_node(update, holder);

    if (sides.was == NULL || sides.was->type != old->type) {
        sides.was = old;
    }
    if (agree(sides)) {
        keep_value(update, holder);
        return;
    }
    if (is_alias(update, holder)) {
        update_alias(update, holder, sides.wanted);
        return;
    }
    wish(update, old, sides.wanted);
    if (are(old, sides, NODE_MAPPING)) {
        text_update_keys(update, old, sides.was, sides.wanted, NULL);
    } else if (are(old, sides, NODE_SEQUENCE)) {
        update_list(update, old, sides);
    } else if (!node_equals(old, sides.wanted)) {
        replace(update, holder, sides.wanted);
    }
}

void text_update_entry(TextUpdate *update, const Node *collection, guint index, const Node *was,
                       const Node *wanted)
{
    update_value(update, (Holder){ collection, index }, (Sides){ was, wanted });
}

void text_update(TextEdit *edit, const Node *was, const Node *wanted, ListMatchIdentity identity)
{
    g_autoptr(TextUpdate) update = text_update_new(edit, identity);

    update_value(update, (Holder){ 0 }, (Sides){ was, wanted });
}
