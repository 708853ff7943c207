#pragma once

#include "file/yaml/node.h"

/* How a node is written. */
typedef enum NodeStyle {
    NODE_STYLE_PLAIN, /* also a value that is not written at all */
    NODE_STYLE_SINGLE_QUOTED,
    NODE_STYLE_DOUBLE_QUOTED,
    NODE_STYLE_LITERAL, /* a text after "|" */
    NODE_STYLE_FOLDED,  /* a text after ">" */
    NODE_STYLE_BLOCK,   /* a collection by its indentation */
    NODE_STYLE_FLOW,    /* a collection in brackets, or a pair that stands alone in a list */
    NODE_STYLE_ALIAS,
} NodeStyle;

/* Where a use of a node stands in its text, in octets from the beginning of the file. */
typedef struct NodeSpan {
    guint32 start;   /* where its first anchor or tag begins … */
    guint32 content; /* … where the node itself begins … */
    guint32 end; /* … and where it ends. No end of a collection in block style: that is the end of
                  * its last value. A text after "|" or ">" ends behind its empty lines */
    guint8 style; /* NodeStyle */
} NodeSpan;

/*
 * The spans of all nodes of a tree. A node can be reached in several ways, through aliases, which
 * have spans of their own: so a span belongs to a place in a collection.
 */
typedef struct NodeSpans NodeSpans;

NodeSpans *node_spans_new(void);
void node_spans_free(NodeSpans *spans);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NodeSpans, node_spans_free)

/* Adds the spans of what a collection holds, of which there are `n`: of a mapping, of key, value,
 * key, value …. NULL stands for the collection that holds the top node. */
void node_spans_add(NodeSpans *spans, const Node *collection, const NodeSpan *children, gsize n);

/* Has the spans tell octets of `data`, where they told those of a copy without a byte order mark,
 * in which line ends are marked (file/yaml/line_ends.h) and pairs of escapes joined
 * (file/yaml/surrogates.h). */
void node_spans_unmark(NodeSpans *spans, const char *data, gsize size);

/* The spans of an item, of a key and its value, and of the top node. Borrowed, and valid until
 * others are added. */
const NodeSpan *node_spans_item(const NodeSpans *spans, const Node *sequence, guint index);
const NodeSpan *node_spans_key(const NodeSpans *spans, const Node *mapping, guint index);
const NodeSpan *node_spans_value(const NodeSpans *spans, const Node *mapping, guint index);
const NodeSpan *node_spans_top(const NodeSpans *spans);
