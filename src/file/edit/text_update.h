#pragma once

#include "file/edit/list_match.h"
#include "file/edit/text_edit.h"

/* Adds to an edit, which has no changes yet, the least that makes its text say what `wanted` says,
 * in which no mapping has a key twice. Mappings are compared key by key, wherever these stand, and
 * lists item by item, as `identity` tells (record_identity_in_agenda for agendas). Written anew are
 * an item that has moved, unless its list is loose, and a mapping of which no key stays. New keys
 * and items stand behind the one that they follow in `wanted`. An alias is replaced by what it
 * should say, if it would come to say something else. `wanted` is borrowed until the edit is
 * freed. */
void text_update(TextEdit *edit, const Node *wanted, ListMatchIdentity identity);
