#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Text as a terminal shows it: in cells. A character takes one of them; combining marks and other
 * invisible characters take none, East Asian wide ones and most emoji two.
 */

/* Stands for a blank at which no line is broken if there is another way; cells_append writes it as
 * a blank. */
#define CELLS_GLUE "\037"

/* How many cells a text takes. */
guint cells_count(const char *text);

/* A text made fit for one paragraph; the caller's own. Each run of blanks, line breaks and control
 * characters becomes one blank, one of no-break spaces alone CELLS_GLUE; none is left at the ends.
 * With `ascii` it is transliterated, what has no likeness in ASCII becomes "?". NULL gives "". */
char *cells_flatten(const char *text, bool ascii);

/* Where the line that begins at `text`, a flattened text, is to end, so that it takes no more than
 * `width` (2 or more) cells: at a blank, after a hyphen, between wide characters or, in a word that
 * is wider than the line, at its glue or anywhere but before a combining mark. out_next is where
 * the next line begins: the end of the text if this is the last. */
const char *cells_line_end(const char *text, guint width, const char **out_next);

/* Appends a piece of a flattened text. */
void cells_append(GString *out, const char *text, gsize octets);
