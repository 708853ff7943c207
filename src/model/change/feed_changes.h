#pragma once

#include "model/change/difference.h"

/* Finds the feeds that are not the same (FeedChange *, freed with the array), and with them which
 * changes show where. */
GPtrArray *feed_changes_list(const Difference *difference);
