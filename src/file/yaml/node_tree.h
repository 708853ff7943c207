#pragma once

#include "file/yaml/node_spans.h"

/* The tree of one document; it owns the nodes. */
typedef struct NodeTree NodeTree;

/* Reads YAML 1.2 or JSON, within the limits of agenda_limits.h, with aliases counted as often as
 * they are used. Mistakes become errors in `findings`. NULL if they leave no tree: bad encoding or
 * syntax, an exceeded limit, no document or several, an alias without an anchor. The tree keeps
 * nothing of `data`. */
NodeTree *node_tree_parse(const char *data, gsize size, Findings *findings);

/* The same, which also adds where each node stands to `spans`, empty before, unless that is NULL.
 * If there is no tree, the spans mean nothing. */
NodeTree *node_tree_parse_with_spans(const char *data, gsize size, NodeSpans *spans,
                                     Findings *findings);

void node_tree_free(NodeTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NodeTree, node_tree_free)

/* The top node, borrowed. */
const Node *node_tree_root(const NodeTree *tree);
