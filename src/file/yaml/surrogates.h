#pragma once

#include <glib.h>

/* JSON writes a character beyond U+FFFF as a pair of escapes, "\ud83d\ude00", which YAML does not
 * know. Returns a copy of the text with "\U0001f600" instead of each pair, and with blanks after
 * the string to make up for the difference, so that everything else keeps its place. NULL if there
 * is nothing to do: no pair, or a text that is not JSON, in which what looks like a pair may be
 * anything. The caller owns the copy, which is as long as the text. */
char *surrogates_join(const char *data, gsize size);
