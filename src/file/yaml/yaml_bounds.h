#pragma once

#include "model/agenda/finding.h"

/* The most blanks in a row. At every word of a text, libyaml clears the buffer that grew for its
 * longest run of blanks, and it compares each %TAG with all before it. Either could make a small
 * file take hours. */
#define YAML_BOUNDS_MAX_BLANKS 1000

/* Adds an error for more blanks, tabs and line breaks in a row, and for a %TAG directive, which no
 * agenda needs. Returns whether it added none. */
bool yaml_bounds_check(const char *data, gsize size, Findings *findings);
