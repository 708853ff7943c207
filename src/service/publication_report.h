#pragma once

#include "chronicle/chronicle.h"

/* Prints to standard output what a publication has changed, or what a first revision holds. */
void publication_report_print(const Publication *publication);

/* Prints the first line of that as a message, for a log. */
void publication_report_log(const Publication *publication);
