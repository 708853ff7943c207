#pragma once

#include "chronicle/chronicle.h"

/* How long what is cancelled is told, as --keep has it: days, or "always". Says what is wrong. NULL
 * is the default. */
bool publication_parse_keep(const char *text, gint64 *out_seconds);

/* Prints what a publication has changed, to standard output: for a first revision, what it holds.
 */
void publication_print(const Published *published);

/* The same in one sentence, as a message: for a log. */
void publication_log(const Published *published);
