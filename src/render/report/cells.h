#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Text measured in terminal cells. Most characters take one cell; combining marks and other
 * invisible characters take none; East Asian wide characters and most emoji take two.
 */

/* A blank at which a line is broken only if there is no other way; cells_append writes it as a
 * blank. */
#define CELLS_GLUE "\037"

/* The cells that a text takes. */
guint cells_count(const char *text);

/* A text flattened for use in one paragraph; the caller's own. Each run of blanks, line breaks and
 * control characters becomes one blank, or CELLS_GLUE if the run has only no-break spaces; runs at
 * the ends are removed. With `ascii` the text is transliterated, and what has no counterpart in
 * ASCII becomes "?". NULL gives "". */
char *cells_flatten(const char *text, bool ascii);

/* Returns where to end the line that begins at `text`, a flattened text, so that it takes at most
 * `width` (2 or more) cells: at a blank, after a hyphen, between wide characters or, if a word is
 * wider than the line, at its glue or anywhere but before a combining mark. out_next is set to
 * where the next line begins: the end of the text if this line is the last. */
const char *cells_line_end(const char *text, guint width, const char **out_next);

/* Appends a piece of a flattened text, its glue as blanks. */
void cells_append(GString *out, const char *text, gsize octets);
