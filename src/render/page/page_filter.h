#pragma once

#include "render/page/page_view.h"

/* The form by which a page is narrowed down, filled in as it was: sent, it asks for the page of the
 * agenda with what was chosen as its query (selection_query.h, and q for words). With `in_place`
 * everything that it could ask for is on the page, and a script shows or hides it. */
void page_filter_append(GString *out, const PageView *view, bool in_place);

/* A choice of views, which is for styles alone. */
void page_filter_append_views(GString *out);

/* The form that asks for the page of the sessions that were ticked. */
void page_filter_append_picks(GString *out);
