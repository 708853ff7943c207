#pragma once

#include "chronicle/chronicle.h"

/* Prints to standard output what a publication has changed, or what a first revision holds. */
void publication_report_print(const Publication *publication);

/* Prints the first line of that as a message, for a log. */
void publication_report_log(const Publication *publication);

/* Says of what has become private that its past is still public, and how to take that back out of
 * this history. */
void publication_report_tell_past(const Publication *publication, const char *history);
