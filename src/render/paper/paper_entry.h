#pragma once

#include "render/paper/paper_view.h"
#include "render/preparation_list.h"

/* Adds the rows of an entry, which belong together: a session, or a preparation, beside a label (or
 * NULL). */
void paper_entry_add_session(PaperView *view, const FeedEntry *entry);
void paper_entry_add_preparation(PaperView *view, const PreparationItem *item, const char *label);
