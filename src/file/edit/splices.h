#pragma once

#include <glib.h>
#include <stdbool.h>

/* Parts of a text that others take the place of. */
typedef struct Splices Splices;

Splices *splices_new(void);
void splices_free(Splices *splices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Splices, splices_free)

/* Puts a text in the place of the octets from `start` to before `end`. What is put in the same
 * place stands in the order in which it was put there, before the rest. */
void splices_put(Splices *splices, gsize start, gsize end, const char *text);

/* A text, from one octet to before another, with all parts in their places, which the caller owns;
 * NULL if two parts overlap or one is not within. */
GString *splices_apply(Splices *splices, const char *data, gsize start, gsize end);
