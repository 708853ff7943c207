#pragma once

#include "model/selection/selection_query.h"

/* At most so many values narrow a selection, in all. */
#define SELECTION_VALUES_MAX 100

/* The value of a parameter with its escapes (RFC 3986 §2.1) undone, the caller's own; NULL if one
 * of them, or anything else, stands for what is no part of ids, words and lists of them. */
char *selection_value_unescape(const char *value);

/* Adds the ids of a value, "ilo,iom", to a selection; false with the fault told in a sentence if
 * they are none, or with those that are there already too many. `count` is how many were added to
 * the selection so far. */
bool selection_value_read(const char *value, SelectionName name, SelectionQuery *query,
                          guint *count, char **out_fault);
