#include "file/yaml/node.h"

#include <glib.h>
#include <string.h>

Place node_place(const Node *node)
{
    return (Place){ node->line, node->column };
}

bool node_is_null(const Node *node)
{
    /* YAML 1.2 §10.3.2, the core schema. */
    static const char *const WORDS[] = { "", "~", "null", "Null", "NULL" };

    if (node->type != NODE_SCALAR || !node->plain) {
        return false;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (strcmp(node->text, WORDS[i]) == 0) {
            return true;
        }
    }
    return false;
}

const char *node_type_words(NodeType type)
{
    static const char *const WORDS[] = {
        [NODE_SCALAR] = "a text",
        [NODE_SEQUENCE] = "a list",
        [NODE_MAPPING] = "keys with values",
    };

    return WORDS[type];
}

const Node *node_item(const Node *sequence, guint index)
{
    g_assert(sequence->type == NODE_SEQUENCE && index < sequence->length);
    return sequence->items[index];
}

const Node *node_key(const Node *mapping, guint index)
{
    g_assert(mapping->type == NODE_MAPPING && index < mapping->length);
    /* In gsize, because twice the number of pairs may not fit into a guint. */
    return mapping->items[2 * (gsize)index];
}

const Node *node_value(const Node *mapping, guint index)
{
    g_assert(mapping->type == NODE_MAPPING && index < mapping->length);
    return mapping->items[2 * (gsize)index + 1];
}

const Node *node_find(const Node *node, const char *key)
{
    for (guint i = 0; node->type == NODE_MAPPING && i < node->length; i++) {
        if (strcmp(node_key(node, i)->text, key) == 0) {
            return node_value(node, i);
        }
    }
    return NULL;
}

const Node *node_with_children(Arena *arena, const Node *like, const GPtrArray *children)
{
    Node *made = arena_take(arena, sizeof(Node));
    gpointer *items = arena_take(arena, MAX(children->len, 1) * sizeof(gpointer));

    for (guint i = 0; i < children->len; i++) {
        items[i] = children->pdata[i];
    }
    *made = *like;
    made->items = (const Node *const *)items;
    made->length = like->type == NODE_SEQUENCE ? children->len : children->len / 2;
    return made;
}

/* --- comparing --------------------------------------------------------------------------- */

static bool scalars_equal(const Node *a, const Node *b)
{
    bool is_null = node_is_null(a);

    return is_null == node_is_null(b) && (is_null || strcmp(a->text, b->text) == 0);
}

static bool have_same_order(const Node *a, const Node *b)
{
    for (guint i = 0; i < a->length; i++) {
        if (strcmp(node_key(a, i)->text, node_key(b, i)->text) != 0) {
            return false;
        }
    }
    return true;
}

static bool mappings_equal(const Node *a, const Node *b)
{
    g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);
    bool is_same = true;

    for (guint i = 0; i < b->length && is_same; i++) {
        is_same =
            g_hash_table_insert(values, (gpointer)node_key(b, i)->text, (gpointer)node_value(b, i));
    }
    for (guint i = 0; i < a->length && is_same; i++) {
        const Node *other = g_hash_table_lookup(values, node_key(a, i)->text);
        is_same = other != NULL && g_hash_table_remove(values, node_key(a, i)->text) &&
                  node_equals(node_value(a, i), other);
    }
    return is_same;
}

/* Recursion: no tree is deeper than AGENDA_FILE_MAX_DEPTH. */
bool node_equals(const Node *a, const Node *b)
{
    bool is_same = a->type == b->type;

    if (a == b || !is_same || a->type == NODE_SCALAR) {
        return a == b || (is_same && scalars_equal(a, b));
    }
    if (a->length != b->length) {
        return false;
    }
    if (a->type == NODE_MAPPING && !have_same_order(a, b)) {
        return mappings_equal(a, b);
    }
    for (guint i = 0; i < a->length && is_same; i++) {
        is_same = a->type == NODE_SEQUENCE ? node_equals(node_item(a, i), node_item(b, i))
                                           : node_equals(node_value(a, i), node_value(b, i));
    }
    return is_same;
}
