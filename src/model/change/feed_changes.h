#pragma once

#include "model/change/difference.h"

/* Finds the feeds that differ (FeedChange *, freed with the array), and which changes show in
 * each. */
GPtrArray *feed_changes_list(const Difference *difference);
