#pragma once

#include "render/page/page_entry.h"

/* How the sessions of a page are laid out. */
typedef enum PageLayout {
    PAGE_LAYOUT_GRID,  /* parallel sessions side by side, a column for each round table */
    PAGE_LAYOUT_LIST,  /* one after the other */
    PAGE_LAYOUT_BRIEF, /* the same, as little of each as will do */
    PAGE_LAYOUT_DAYS,  /* only how many there are on each day, with links to its page */
} PageLayout;

/* The sessions of a page, a section for each day: its heading is of level 2, those of what goes on
 * from one time to another of level 3. Nothing if there are none. */
void page_schedule_append(GString *out, const PageView *view, PageLayout layout);

/* Links to the days of the page, if there are several. */
void page_schedule_append_days(GString *out, const PageView *view, PageLayout layout);
