#include "file/yaml/node.h"

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
