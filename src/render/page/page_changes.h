#pragma once

#include "render/page/page_view.h"

/* What has changed in one feed lately, a revision at a time: at most `max` of them, the latest
 * first, under a heading of level 2. Nothing where nothing is known. */
void page_changes_append_lately(GString *out, const PageView *view, guint max);

/* The page of changes of an agenda: revision by revision, and in each calendar by calendar. Those
 * of single sessions are left to the calendar of the whole agenda. */
void page_changes_append_all(GString *out, const PageView *view);
