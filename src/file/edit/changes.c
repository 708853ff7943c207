#include "file/edit/changes.h"

struct Changes {
    GHashTable *all;      /* const Node *: Change * */
    GHashTable *outcomes; /* const Node *: what it says after all changes */
    Arena *arena;
    const Node *top; /* if there is another */
    guint n_additions;
};

static void change_free(gpointer data)
{
    Change *change = data;

    g_free(change->fates);
    g_free(change->values);
    g_array_unref(change->additions);
    g_free(change);
}

Changes *changes_new(void)
{
    Changes *changes = g_new0(Changes, 1);

    changes->all = g_hash_table_new_full(NULL, NULL, NULL, change_free);
    changes->outcomes = g_hash_table_new(NULL, NULL);
    changes->arena = arena_new();
    return changes;
}

void changes_free(Changes *changes)
{
    if (changes == NULL) {
        return;
    }
    g_hash_table_unref(changes->all);
    g_hash_table_unref(changes->outcomes);
    arena_free(changes->arena);
    g_free(changes);
}

/* --- adding ------------------------------------------------------------------------------ */

static Change *change_of(Changes *changes, const Node *collection)
{
    Change *change = g_hash_table_lookup(changes->all, collection);

    g_assert(collection->type != NODE_SCALAR);
    if (change == NULL) {
        change = g_new0(Change, 1);
        change->collection = collection;
        change->fates = g_new0(guint8, collection->length);
        change->values = g_new0(const Node *, collection->length);
        change->additions = g_array_new(FALSE, FALSE, sizeof(Addition));
        g_hash_table_insert(changes->all, (gpointer)collection, change);
    }
    return change;
}

static void set_fate(Change *change, guint index, Fate fate)
{
    g_assert(index < change->collection->length);
    change->n_removed -= change->fates[index] == FATE_REMOVED ? 1 : 0;
    change->n_removed += fate == FATE_REMOVED ? 1 : 0;
    change->fates[index] = (guint8)fate;
}

void changes_replace(Changes *changes, const Node *collection, guint index, const Node *value)
{
    Change *change = change_of(changes, collection);

    set_fate(change, index, FATE_REPLACED);
    change->values[index] = value;
}

void changes_remove(Changes *changes, const Node *collection, guint index)
{
    set_fate(change_of(changes, collection), index, FATE_REMOVED);
}

void changes_add(Changes *changes, const Node *collection, const Addition *addition)
{
    Addition added = *addition;

    g_assert(added.before <= collection->length);
    g_assert((added.key != NULL) == (collection->type == NODE_MAPPING));
    added.order = changes->n_additions++;
    g_array_append_val(change_of(changes, collection)->additions, added);
}

void changes_follow(Changes *changes, const Node *node, const Node *value)
{
    g_hash_table_insert(changes->outcomes, (gpointer)node, (gpointer)value);
}

void changes_replace_top(Changes *changes, const Node *value)
{
    changes->top = value;
}

static gint compare_additions(gconstpointer a, gconstpointer b)
{
    const Addition *left = a;
    const Addition *right = b;

    if (left->before != right->before) {
        return left->before < right->before ? -1 : 1;
    }
    return left->order < right->order ? -1 : 1;
}

void changes_sort(Changes *changes)
{
    GHashTableIter iter;
    gpointer change;

    g_hash_table_iter_init(&iter, changes->all);
    while (g_hash_table_iter_next(&iter, NULL, &change)) {
        g_array_sort(((Change *)change)->additions, compare_additions);
    }
}

/* --- asking ------------------------------------------------------------------------------ */

const Node *changes_top(const Changes *changes)
{
    return changes->top;
}

const Change *changes_of(const Changes *changes, const Node *collection)
{
    return g_hash_table_lookup(changes->all, collection);
}

bool change_is_of_entries(const Change *change)
{
    return change != NULL && (change->n_removed > 0 || change->additions->len > 0);
}

guint change_next_additions(const Change *change, guint before, guint *first)
{
    guint begin = *first;

    while (*first < change->additions->len &&
           g_array_index(change->additions, Addition, *first).before <= before) {
        *first += 1;
    }
    return *first - begin;
}

/* --- what comes of it -------------------------------------------------------------------- */

/* Appends an entry to those of a collection in the making: its key, if it has one, and its value.
 */
static void append_entry(GPtrArray *children, const Node *key, const Node *value)
{
    if (key != NULL) {
        g_ptr_array_add(children, (gpointer)key);
    }
    g_ptr_array_add(children, (gpointer)value);
}

static void append_additions(Changes *changes, GPtrArray *children, const Change *change,
                             guint before, guint *first)
{
    guint begin = *first;
    guint n = change_next_additions(change, before, first);

    for (guint i = begin; i < begin + n; i++) {
        const Addition *addition = &g_array_index(change->additions, Addition, i);
        Node *key = NULL;
        if (addition->key != NULL) {
            key = arena_take(changes->arena, sizeof(Node));
            *key = (Node){ .type = NODE_SCALAR, .text = addition->key };
        }
        append_entry(children, key, changes_outcome(changes, addition->value));
    }
}

/* The value of an old entry after all changes; NULL if it is removed. */
static const Node *value_outcome(Changes *changes, const Node *collection, const Change *change,
                                 guint index)
{
    if (change != NULL && change->fates[index] == FATE_REMOVED) {
        return NULL;
    }
    if (change != NULL && change->fates[index] == FATE_REPLACED) {
        return change->values[index];
    }
    return changes_outcome(changes, collection->type == NODE_SEQUENCE
                                        ? node_item(collection, index)
                                        : node_value(collection, index));
}

static const Node *collection_outcome(Changes *changes, const Node *collection)
{
    const Change *change = changes_of(changes, collection);
    g_autoptr(GPtrArray) children = g_ptr_array_new();
    bool is_changed = change != NULL;
    guint first = 0;

    for (guint i = 0; i < collection->length; i++) {
        const Node *value = value_outcome(changes, collection, change, i);
        const Node *key = collection->type == NODE_MAPPING ? node_key(collection, i) : NULL;
        const Node *old = key != NULL ? node_value(collection, i) : node_item(collection, i);
        is_changed = is_changed || value != old;
        if (change != NULL) {
            append_additions(changes, children, change, i, &first);
        }
        if (value != NULL) {
            append_entry(children, key, value);
        }
    }
    if (change != NULL) {
        append_additions(changes, children, change, collection->length, &first);
    }
    return is_changed ? node_with_children(changes->arena, collection, children) : collection;
}

/* Recursion: no tree is deeper than AGENDA_FILE_MAX_DEPTH. Nodes that aliases share are looked at
 * once. */
const Node *changes_outcome(Changes *changes, const Node *node)
{
    const Node *known = g_hash_table_lookup(changes->outcomes, node);

    if (known == NULL && node->type == NODE_SCALAR) {
        return node;
    }
    if (known == NULL) {
        known = collection_outcome(changes, node);
        changes_follow(changes, node, known);
    }
    return known;
}
