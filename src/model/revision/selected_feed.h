#pragma once

#include "model/revision/revision.h"
#include "model/selection/selection_query.h"

/*
 * Feeds that are made when somebody asks for them: a selection, "gfmd-2007/select", or a feed with
 * an address of its own, but with other plenaries or breaks than its own. Both are of
 * FEED_KIND_SELECTION.
 *
 * The query alone decides what such a feed holds of the revision and of its departures. It changed
 * when the last of the own feeds of its values did, if each value has one. Otherwise it changed
 * with the revision, because nothing else would tell of an entry that left it without a trace.
 */

/* Whether a query asks for exactly what stands at a path by itself. */
bool selected_feed_is_plain(const Revision *revision, const char *path,
                            const SelectionQuery *query);

/* The feed that a query asks for at a path; the caller owns it. NULL if there is no such path, or
 * if a value is unknown; only then out_text is set, to words that say so. What the agenda had once
 * is known (known_value.h). */
RevisionFeed *selected_feed_new(const Revision *revision, const char *path,
                                const SelectionQuery *query, char **out_text);
