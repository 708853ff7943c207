#pragma once

#include "model/change/difference.h"

/* Changes of single keys. */

/* Appends a change (Change *, the array's own) like `like`, if the value of a key that reaches a
 * calendar is another in the record `after`. */
void key_changes_append(GPtrArray *changes, const SchemaField *field, gconstpointer before,
                        gconstpointer after, const Change *like);

/* Puts the changes from the index on in the order of their kinds, and else leaves them as they are.
 */
void key_changes_sort(GPtrArray *changes, guint first);
