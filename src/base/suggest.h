#pragma once

#include <glib.h>

/* The candidate most like `word`, or NULL if none is close enough to have been meant. Upper and
 * lower case count as the same; ties go to the first. Borrowed from candidates. */
const char *suggest_nearest(const char *word, const char *const *candidates, gsize n_candidates);
