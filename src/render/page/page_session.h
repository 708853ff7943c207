#pragma once

#include "render/page/page_view.h"

/* Appends what there is to say about a session on its own page: when and where it is, its state,
 * its abstract, and who contributes what. `entry` is its entry in its feed. */
void page_session_append(GString *out, const PageView *view, const FeedEntry *entry);
