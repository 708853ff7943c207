#pragma once

#include "base/arena.h"
#include "file/yaml/node_spans.h"

/* What is to be changed in a tree, and what it then says. Nodes and keys are borrowed. */
typedef enum Fate {
    FATE_KEPT,
    FATE_REPLACED,
    FATE_REMOVED,
} Fate;

/* A new entry of a collection. */
typedef struct Addition {
    guint before; /* the index of the old entry before which it stands; the length: at the end */
    guint order;
    const char *key; /* NULL in a list */
    const Node *value;
} Addition;

/* Changes of a collection. */
typedef struct Change {
    const Node *collection;
    guint8 *fates;       /* Fate, of each entry */
    const Node **values; /* of each entry that is replaced */
    GArray *additions;   /* Addition, in order once changes_sort was called */
    guint n_removed;
} Change;

typedef struct Changes Changes;

Changes *changes_new(void);
void changes_free(Changes *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Changes, changes_free)

/* The change of a collection, to be added to. The latest fate counts; what was replaced or removed
 * stays so, whatever is changed within it. */
void changes_replace(Changes *changes, const Node *collection, guint index, const Node *value);
void changes_remove(Changes *changes, const Node *collection, guint index);
void changes_add(Changes *changes, const Node *collection, const Addition *addition);

/* Has aliases of a node say what replaces the node. */
void changes_follow(Changes *changes, const Node *node, const Node *value);

/* Another top node. */
void changes_replace_top(Changes *changes, const Node *value);
const Node *changes_top(const Changes *changes);

/* Has all additions stand in order. */
void changes_sort(Changes *changes);

/* The change of a collection itself; NULL if there is none. */
const Change *changes_of(const Changes *changes, const Node *collection);

/* Whether the entries of a collection are not those that they were, values aside. */
bool change_is_of_entries(const Change *change);

/* The additions that stand before an index and not before the one before it: from `*first` on,
 * which is moved behind them. Returns how many. */
guint change_next_additions(const Change *change, guint before, guint *first);

/* What a node says after all changes, valid as long as both trees and the changes. */
const Node *changes_outcome(Changes *changes, const Node *node);
