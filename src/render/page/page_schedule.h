#pragma once

#include "render/page/page_entry.h"

/* How the sessions of a page are laid out. */
typedef enum PageLayout {
    PAGE_LAYOUT_GRID,  /* parallel sessions side by side, a column for each round table */
    PAGE_LAYOUT_LIST,  /* one after the other */
    PAGE_LAYOUT_BRIEF, /* one after the other, with as little of each as possible */
    PAGE_LAYOUT_DAYS,  /* none: only their number on each day, with a link to its page */
} PageLayout;

/* Appends the sessions of a page: a section for each day, with a heading of level 2, and headings
 * of level 3 for what goes on from one time to another. Nothing if there are no sessions. */
void page_schedule_append(GString *out, const PageView *view, PageLayout layout);

/* Appends links to the days of the page if there are several, or always in PAGE_LAYOUT_DAYS. */
void page_schedule_append_days(GString *out, const PageView *view, PageLayout layout);
