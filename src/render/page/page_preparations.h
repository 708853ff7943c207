#pragma once

#include "render/page/page_view.h"

/* Appends a section with the preparations in the page's selection, undated ones included: on an
 * agency's own page by date, elsewhere by agency. Nothing if there are none. */
void page_preparations_append(GString *out, const PageView *view);
