#pragma once

#include "model/difference.h"

/* A JSON object: agenda (its id), changes, new_clashes, solved_clashes, calendars, of which each
 * lists its changes by their index; the caller's own, with a line break at its end. An empty
 * difference is an object of empty arrays. */
char *difference_json_dup(const Difference *difference);
