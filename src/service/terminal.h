#pragma once

#include <stdbool.h>

#include <glib.h>

/* What is known of the terminal that results go to, if standard output is one. */

#define TERMINAL_MIN_WIDTH 40
#define TERMINAL_DEFAULT_WIDTH 80
#define TERMINAL_MAX_WIDTH 200

/* The width to fill, in cells: $COLUMNS, else that of the terminal, else the default; held within
 * the bounds above. */
guint terminal_width(void);

/* Whether to write in colour when nobody has said so: on a terminal that is not "dumb", unless
 * $NO_COLOR is set to something. */
bool terminal_has_colour(void);

/* Prints lines with what an agenda says: see printable_lines_dup. */
void terminal_print(const char *lines);
