#pragma once

#include "render/page/page_view.h"

/* Links to the pages and calendars of an agenda's agencies, round tables, days and rooms, a list
 * for each that it has. */
void page_parts_append(GString *out, const PageView *view);
