#pragma once

#include "model/selection/selection_query.h"

/* A fault repeats at most this much of what was asked for. */
#define SELECTION_VALUE_SHOWN_OCTETS 60

/* Undoes the escapes in a parameter's value (RFC 3986 §2.1); the caller's own. NULL if an escape is
 * malformed, or if anything, escaped or not, cannot be part of ids, words and lists. */
char *selection_value_unescape(const char *value);

/* Adds the values of a parameter, "ilo,iom", to a selection, to which `count` were added so far, or
 * leaves them out if the parameter's `word` begins with SELECTION_NOT. False if there can be no
 * such values, or too many with those that are there already: out_fault is then a sentence that
 * says so, the caller's own. */
bool selection_value_read(const char *value, const char *word, SelectionQuery *query, guint *count,
                          char **out_fault);
