#pragma once

#include <glib.h>

/* The candidate nearest to `word`, or NULL if none is close enough to have been meant. Case is
 * ignored (ASCII); the first of several equally near wins. Borrowed from `candidates`. */
const char *suggest_nearest(const char *word, const char *const *candidates, gsize n_candidates);
