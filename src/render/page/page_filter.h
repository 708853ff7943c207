#pragma once

#include "render/page/page_view.h"

/* The form that narrows a page down, filled in with what was asked for. When it is sent, it asks
 * for the agenda's page with what was chosen as the query (selection_query.h, and q for words).
 * With `in_place`, everything that it could ask for is on the page already, and a script shows or
 * hides it. */
void page_filter_append(GString *out, const PageView *view, bool in_place);

/* The fields of that form alone, for another one, filled in likewise. */
void page_filter_append_fields(GString *out, const PageView *view, bool in_place);

/* A choice of views; only the styles use it. */
void page_filter_append_views(GString *out);

/* The form that asks for the page of the sessions that are ticked. */
void page_filter_append_picks(GString *out);
