#pragma once

#include "file/edit/list_match.h"
#include "file/edit/text_edit.h"

/*
 * Adds to an edit, which has no changes yet, the least that makes its text say something else.
 * Three sides decide: the text, what it was taken to say, and what it is to say. Where `was` and
 * `wanted` agree the text stays as it is, though it may say so in other words: with a default in
 * full, or a duration for an end. The top node of the edit as `was` compares the text itself.
 *
 * Mappings are compared key by key, wherever these stand, and lists item by item, as `identity`
 * tells (record_identity_in_agenda for agendas). Written anew are an item that has moved, unless
 * its list is loose, and a mapping of which no key stays. New keys and items stand behind the one
 * that they follow in `wanted`, in which no mapping has a key twice. An alias is replaced by what
 * it should say, if it would come to say something else. `wanted` is borrowed until the edit is
 * freed, `was` not.
 */
void text_update(TextEdit *edit, const Node *was, const Node *wanted, ListMatchIdentity identity);

/* --- part by part ------------------------------------------------------------------------ */

typedef struct TextUpdate TextUpdate;

TextUpdate *text_update_new(TextEdit *edit, ListMatchIdentity identity);
void text_update_free(TextUpdate *update);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextUpdate, text_update_free)

/* The same for an entry of a collection of the text. */
void text_update_entry(TextUpdate *update, const Node *collection, guint index, const Node *was,
                       const Node *wanted);

/* The same for a mapping of the text, all keys but some, which stay: `but` ends with NULL. */
void text_update_keys(TextUpdate *update, const Node *mapping, const Node *was, const Node *wanted,
                      const char *const *but);
