#pragma once

#include "chronicle/chronicle.h"

/* Prints what a publication has changed, to standard output: for a first revision, what it holds.
 */
void publication_report_print(const Publication *publication);

/* The same in one sentence, as a message: for a log. */
void publication_report_log(const Publication *publication);
