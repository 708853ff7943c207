#pragma once

#include "render/page/page_view.h"

/* Appends links to the pages and calendars of an agenda's agencies, round tables, days and rooms: a
 * list for each kind that the agenda has. */
void page_parts_append(GString *out, const PageView *view);
