#pragma once

#include <glib.h>

/* What a service says instead of a page, as a page: a heading, the lines of a text in plain words,
 * and the way back. Assets are expected under the root of the site. The caller's own. */
GBytes *page_of_error(const char *heading, const char *text);
