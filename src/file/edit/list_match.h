#pragma once

#include "file/edit/record_identity.h"

#define LIST_MATCH_NONE G_MAXUINT

typedef RecordIdentity (*ListMatchIdentity)(const Node *item);

/* Which item of an old list each item of a new one is, or LIST_MATCH_NONE: an array of guint, the
 * caller's own. Items of one identity are the same, of lists that are not loose as many as keep
 * their order; then those between the same neighbours, if none of them is firm. A list is loose if
 * all items of both are. Takes n log n. */
guint *list_match_items(const Node *old, const Node *wanted, ListMatchIdentity identity);
