#pragma once

#include "model/agenda/finding.h"

/* Whether a character has no place in an agenda: control characters except tab and line ends, byte
 * order marks, and noncharacters. */
bool encoding_is_forbidden(gunichar character);

/* How many octets at the start of a text are printable ASCII, of which nothing has to be examined:
 * nearly all of most texts. */
gsize encoding_plain_length(const char *data, gsize size);

/* Appends these octets of a text that ends before `end`; returns where what follows them begins. */
const char *encoding_append_plain(GString *out, const char *text, const char *end);

/* Adds an error for octets that are not UTF-8 (the first only, since nothing after them can be
 * trusted), and for each forbidden character. A byte order mark at the very start is fine. Returns
 * whether it added none. */
bool encoding_check(const char *data, gsize size, Findings *findings);
