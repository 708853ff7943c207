#pragma once

#include "render/page/page_view.h"

/* A section with the preparations that the page's selection has, those without a date included: on
 * an agency's own page its own, by date; else by agency. Nothing if there are none. */
void page_preparations_append(GString *out, const PageView *view);
