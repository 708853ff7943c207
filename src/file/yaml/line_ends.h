#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Line ends that YAML does not know: U+0085, U+2028 and U+2029, which stand in texts that were
 * copied from elsewhere (YAML 1.2 §5.4 calls them no breaks, but libyaml takes them for some).
 */

/* Stands for a line end within the text of a node, however it was written: also for a carriage
 * return, or one with a line feed, that an escape stands for. */
#define LINE_END "\u2028"

/* Stands for a line end in the text that libyaml reads. A noncharacter, which is for internal use
 * (Unicode §23.7). */
#define LINE_END_MARK 0xFDD0

/* Whether a character is such a line end. */
bool line_end_is(gunichar character);

/* Returns a copy of a text with a mark in place of each such line end, and a line feed in place of
 * each carriage return that stands alone, which is a break of YAML. NULL if there is none of them.
 * Each character keeps its line and column. The caller owns the copy; `out_size` is in octets. */
char *line_ends_mark(const char *data, gsize size, gsize *out_size);
