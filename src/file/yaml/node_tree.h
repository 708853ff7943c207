#pragma once

#include "file/yaml/node.h"

/* Owns the nodes of one document. */
typedef struct NodeTree NodeTree;

/* Reads YAML 1.2 or JSON. The limits of agenda_limits.h hold, aliases counted as often as they
 * are used. What is wrong becomes errors in `findings`; NULL if it is so wrong that there is no
 * tree: bad encoding or syntax, a limit exceeded, no document or several, an alias without an
 * anchor. The tree keeps nothing of `data`. */
NodeTree *node_tree_parse(const char *data, gsize size, Findings *findings);

void node_tree_free(NodeTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NodeTree, node_tree_free)

const Node *node_tree_root(const NodeTree *tree);
