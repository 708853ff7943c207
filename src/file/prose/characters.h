#pragma once

#include <glib.h>

/* Appends a text that comes in from another format. Each line ends with a line feed alone. Of the
 * control characters only line feeds and tabs stay; those that part words become blanks. What no
 * agenda may hold (encoding.h) is left out. */
void characters_append(GString *out, const char *text, gsize length);
