#pragma once

#include "model/agenda/finding.h"

/* libyaml clears all that its longest run of blanks has taken at every word of a text, and compares
 * each %TAG with all before it: either could make a small file take hours. */
#define YAML_BOUNDS_MAX_BLANKS 1000

/* Adds an error for more blanks, tabs and line breaks in a row, and for a %TAG directive, which an
 * agenda has no use for. Returns whether nothing was added. */
bool yaml_bounds_check(const char *data, gsize size, Findings *findings);
