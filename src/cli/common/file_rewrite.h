#pragma once

#include <glib.h>
#include <stdbool.h>

/* Writes another text into a file, whose old one, of `size` octets, becomes FILE~. Under its name
 * or as FILE~ that is there at every moment. Whoever could read and write the file still can. */
bool file_rewrite(const char *path, const char *old, gsize size, const char *text, GError **error);
