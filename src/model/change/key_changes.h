#pragma once

#include "model/change/difference.h"

/* Changes of single keys of a record. */

/* Appends a change (Change *, owned by the array) modelled on `like`, if a key that reaches
 * calendars has another value in `after` than in `before`. */
void key_changes_append(GPtrArray *changes, const SchemaField *field, gconstpointer before,
                        gconstpointer after, const Change *like);

/* Whether a round table is called something else, in any language; the words for it as in
 * text_differs, NULL for ours. */
bool key_changes_find_noun(const Agenda *before, const Agenda *after, const char **out_before,
                           const char **out_after);

/* Sorts the changes from index `first` on by kind; those of one kind keep their order. */
void key_changes_sort(GPtrArray *changes, guint first);
