#pragma once

#include "render/page/page_view.h"

/* Appends who and what has the words that the page was asked for in its name: agencies, people,
 * rooms and round tables, with links to their pages. Always an element, which is empty if there is
 * nothing, for the script to fill. */
void page_matches_append(GString *out, const PageView *view);
