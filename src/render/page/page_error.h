#pragma once

#include <glib.h>

/* The page that a service sends instead of another: a heading, the lines of a plain text, and a
 * link to all agendas, which stand at `root`, "/" or "/feeds/", with its assets. The caller's own.
 */
GBytes *page_of_error(const char *heading, const char *text, const char *root);
