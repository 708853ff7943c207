#pragma once

#include "render/page/page_view.h"

/* What a page is about, by the kind of its feed: the h1, and the facts under it. */
void page_heading_append(GString *out, const PageView *view);

/* What an agenda says of itself, on its own page: less urgent than what is on now. */
void page_heading_append_about(GString *out, const PageView *view);

/* What the page is about, as a line for titles of windows and links; the caller's own. */
char *page_heading_dup_title(const PageView *view);
