#pragma once

#include <stdbool.h>

#include <glib.h>

/* What is known of the terminal that results are printed to, if standard output is one. */

#define TERMINAL_MIN_WIDTH 40
#define TERMINAL_DEFAULT_WIDTH 80
#define TERMINAL_MAX_WIDTH 200

/* The width to fill, in cells: $COLUMNS, else the terminal's, else the default; within bounds. */
guint terminal_width(void);

/* Whether to write in colour if no option says so: on a terminal that is not "dumb", unless
 * $NO_COLOR is set and not empty. */
bool terminal_has_colour(void);

/* Prints lines that hold texts of an agenda: see printable_lines_dup. */
void terminal_print(const char *lines);
