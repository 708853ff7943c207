#pragma once

#include "render/page/page_view.h"

/* What has changed in the page's feed lately: at most `max` revisions, the latest first, under a
 * heading of level 2. Appends nothing if no changes are known. */
void page_changes_append_lately(GString *out, const PageView *view, guint max);

/* The content of an agenda's page of changes: revision by revision, and within each calendar by
 * calendar. Calendars of single sessions are left out: the whole agenda's calendar has the same. */
void page_changes_append_all(GString *out, const PageView *view);
