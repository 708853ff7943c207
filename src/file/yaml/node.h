#pragma once

#include "base/arena.h"
#include "model/agenda/finding.h"

/*
 * A YAML or JSON document as a read-only tree: what a file says, before anything is known about
 * agendas. An alias leads to the same Node as its anchor, so a Node can be reached in several ways,
 * but never from itself.
 */
typedef enum NodeType {
    NODE_SCALAR,
    NODE_SEQUENCE,
    NODE_MAPPING,
} NodeType;

typedef struct Node Node;
struct Node {
    guint32 line; /* line and column count from 1, columns in characters */
    guint32 column;
    guint32 length; /* octets of the text, items of the sequence or pairs of the mapping */
    guint8 type;    /* NodeType */
    bool plain;     /* a scalar without quotes that is not a block */
    union {
        const char *text;         /* ends with a NUL and contains no other; has LINE_END
                                   * (file/yaml/line_ends.h) for line ends that YAML does not
                                   * know */
        const Node *const *items; /* for a mapping: key, value, key, value … */
    };
};

Place node_place(const Node *node);

/* Whether a node says that there is no value: an empty scalar, "~" or "null", without quotes. */
bool node_is_null(const Node *node);

/* What a node is, for messages: "a text", "a list", "keys with values". */
const char *node_type_words(NodeType type);

/* An item of a sequence, and a key (always a scalar) and a value of a mapping. */
const Node *node_item(const Node *sequence, guint index);
const Node *node_key(const Node *mapping, guint index);
const Node *node_value(const Node *mapping, guint index);

/* The value of a key, its first if it is there twice; NULL if there is none, or the node is no
 * mapping. */
const Node *node_find(const Node *node, const char *key);

/* A collection like another one, with other children (const Node *): items or, of a mapping, key,
 * value, key, value …. It lives in the arena. */
const Node *node_with_children(Arena *arena, const Node *like, const GPtrArray *children);

/* Whether two nodes say the same: texts by their octets, whatever their quotes, and all that say
 * that there is no value alike; mappings in whatever order their keys stand. A mapping with a key
 * twice equals only one that has all keys in the same order. */
bool node_equals(const Node *a, const Node *b);
