#pragma once

#include "base/arena.h"
#include "file/yaml/node_tree.h"

/*
 * Changes a YAML or JSON file in its text: what says something else is written anew, in the style
 * of what stands around it, and everything else stays octet for octet: comments, order, quotes,
 * empty lines, anchors, line ends.
 *
 * A node is named by the collection that holds it and its index there: an alias leads to a node
 * that others lead to as well. To replace the value of an alias replaces the alias; to change what
 * is within it changes all uses. An anchor stays when its value is replaced. To remove an anchor
 * that an alias in use leads to cannot be done: text_edit_apply fails.
 *
 * With an entry in block style go its lines, with the comment at the end of the last and those
 * below it that are indented more than the "-" or key of the entry. Comments above it stay. In
 * brackets an entry goes with its comma, and with its lines if nothing else stands on them.
 *
 * Of two changes, one within the other, the outer counts; of two of one entry, the later.
 */
typedef struct TextEdit TextEdit;

#define TEXT_EDIT_ERROR (text_edit_error_quark())
GQuark text_edit_error_quark(void);

typedef enum TextEditError {
    TEXT_EDIT_ERROR_IMPOSSIBLE, /* the text cannot say this with everything else as it is */
    TEXT_EDIT_ERROR_TOO_LARGE,  /* it would be larger than a file may be */
} TextEditError;

/* Begins to change a text, which is borrowed. NULL if it cannot be read, with errors in
 * `findings` (file/yaml/node_tree.h). */
TextEdit *text_edit_new(const char *text, gsize size, Findings *findings);
void text_edit_free(TextEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextEdit, text_edit_free)

/* What the text says without any change; borrowed. */
const Node *text_edit_top(const TextEdit *edit);
const NodeSpans *text_edit_spans(const TextEdit *edit);

/* Collections are of that tree. Values and keys are borrowed until the edit is freed; they are of
 * other trees, or parts of this one. `before` is the index of an entry as the text has it, or their
 * number: at the end. What is added before the same entry stands in the order in which it was. */
void text_edit_replace_top(TextEdit *edit, const Node *value);
void text_edit_replace(TextEdit *edit, const Node *collection, guint index, const Node *value);
void text_edit_remove(TextEdit *edit, const Node *collection, guint index);
void text_edit_add_key(TextEdit *edit, const Node *mapping, guint before, const char *key,
                       const Node *value);
void text_edit_add_item(TextEdit *edit, const Node *sequence, guint before, const Node *value);

/* Removes an item of a list, to be carried over: the node, which is then put once into a value
 * that is added in block style, and stands there with its text: comments, order, quotes, and what
 * is changed within it. NULL, and nothing is removed, if the item cannot be carried: it stands in
 * brackets, or behind its "-" on another line. */
const Node *text_edit_carry(TextEdit *edit, const Node *sequence, guint index);

/* For nodes that the caller makes; lives as long as the edit. */
Arena *text_edit_arena(TextEdit *edit);

/* Makes all changes at once. The text is read again and says just what the changes make of the
 * tree; else NULL. Once only. The caller owns the text, which ends with a NUL. */
char *text_edit_apply(TextEdit *edit, gsize *out_size, GError **error);
