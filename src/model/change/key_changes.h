#pragma once

#include "model/change/difference.h"

/* Changes of single keys of a record. */

/* Appends a change (Change *, owned by the array) modelled on `like`, if a key that reaches
 * calendars has another value in `after` than in `before`. */
void key_changes_append(GPtrArray *changes, const SchemaField *field, gconstpointer before,
                        gconstpointer after, const Change *like);

/* Sorts the changes from index `first` on by kind; those of one kind keep their order. */
void key_changes_sort(GPtrArray *changes, guint first);
