#pragma once

#include "history/history.h"

/* The gone feed with the words that the history has of it, which must be sound; the caller's own.
 */
Feed *bygone_feed(const HistoryFeed *fact);

/* The subject of a feed, from its name: versions before 0.2 stored no other. That of "ILO – GFMD
 * 2007" is "ILO". The caller's own. */
char *bygone_dup_subject(const char *name);

/* Adds to a revision that is being read what its agenda does not have, but had once: the roles of
 * its own, types, tags and languages, and feeds that an older program did not keep as gone. `facts`
 * are the revision's; its gone feeds must have been added. Fails with HISTORY_ERROR. */
bool bygone_add(Revision *revision, History *history, const HistoryFacts *facts, GError **error);
