#pragma once

#include "model/agenda/finding.h"

/*
 * A YAML or JSON document as a tree that is only read: what an agenda file says, before anything
 * is known of agendas. An alias leads to the same Node as its anchor, so a Node may be reached
 * in several ways, but never from itself.
 */
typedef enum NodeType {
    NODE_SCALAR,
    NODE_SEQUENCE,
    NODE_MAPPING,
} NodeType;

typedef struct Node Node;
struct Node {
    guint32 line; /* from 1; so the column, in characters */
    guint32 column;
    guint32 length; /* octets of the text, items of the sequence, pairs of the mapping */
    guint8 type;    /* NodeType */
    bool plain;     /* a scalar without quotes, not a block */
    union {
        const char *text;         /* ends in NUL and holds no other */
        const Node *const *items; /* of a mapping: key, value, key, value … */
    };
};

Place node_place(const Node *node);

/* Whether a scalar says that there is no value: nothing at all, "~" or "null", without quotes. */
bool node_is_null(const Node *node);

/* "a text", "a list", "keys with values": for messages. */
const char *node_type_words(NodeType type);

/* The items of a sequence, the keys (scalars all) and the values of a mapping. */
const Node *node_item(const Node *sequence, guint index);
const Node *node_key(const Node *mapping, guint index);
const Node *node_value(const Node *mapping, guint index);
