#pragma once

#include <glib.h>

/* JSON writes a character beyond U+FFFF as two escapes, "\ud83d\ude00", which YAML knows nothing
 * of. Returns the text with each such pair as "\U0001f600" and blanks behind the string to make up
 * for what is shorter, so that everything else stays where it is; NULL where there is nothing to
 * do: no pair, or a text that is not JSON, where what looks like a pair may be anything. */
char *surrogates_join(const char *data, gsize size);
