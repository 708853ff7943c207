#pragma once

#include "render/page/page_view.h"

/* Appends what a page is about, by the kind of its feed: the h1, and the facts under it. */
void page_heading_append(GString *out, const PageView *view);

/* Appends what an agenda says about itself, on its own page only. It stands below the tools: what
 * is on now is more urgent. */
void page_heading_append_about(GString *out, const PageView *view);

/* What the page is about in one line, for the titles of windows and links; the caller's own. */
char *page_heading_dup_title(const PageView *view);
