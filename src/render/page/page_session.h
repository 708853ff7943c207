#pragma once

#include "render/page/page_view.h"

/* What there is to be told of one session, on its own page: when, where, its state, its abstract,
 * who contributes what. `entry` is what is in its feed. */
void page_session_append(GString *out, const PageView *view, const FeedEntry *entry);
