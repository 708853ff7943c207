#pragma once

#include "chronicle/chronicle.h"

/* Prints what a publication has changed, to standard output: for a first revision, what it holds.
 */
void publication_print(const Published *published);

/* The same in one sentence, as a message: for a log. */
void publication_log(const Published *published);
