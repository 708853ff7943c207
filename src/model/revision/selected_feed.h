#pragma once

#include "model/revision/revision.h"
#include "model/selection/selection_query.h"

/*
 * Feeds that are made when somebody asks for them: a selection, "gfmd-2007/select", or a feed that
 * has an address of its own with other plenaries and breaks than it has by itself. Either is of
 * FEED_KIND_SELECTION.
 *
 * What such a feed is of the revision and of what departed from it follows from the query alone.
 * Its time of change is that of the last of the feeds of its values, as far as each has one; else
 * that of the revision, since what else would tell of an entry that has left it without trace?
 */

/* Whether the query asks for no other than what stands at a path anyhow. */
bool selected_feed_is_plain(const Revision *revision, const char *path,
                            const SelectionQuery *query);

/* The feed, the caller's own. NULL if there is none at the path, or if a value is unknown: then
 * out_text, else left as it is, has words that say so. A value that departed is known for as long
 * as it is remembered. */
RevisionFeed *selected_feed_new(const Revision *revision, const char *path,
                                const SelectionQuery *query, char **out_text);
