#pragma once

#include "model/change/change_log.h"
#include "model/revision/revision.h"

/*
 * What changed in a feed, revision by revision, for those who want to read it. Each is a function
 * of the revision, its log and the address alone.
 */
typedef struct ChangeFeed {
    const Revision *revision;
    const RevisionFeed *feed;
    const GPtrArray *notes; /* const ChangeNote *, the latest first, as from change_log_find */
    const char *public_url; /* see ResourceOptions; NULL */
} ChangeFeed;

/* An Atom feed (RFC 4287): an entry for each revision that changed the feed, with an id that never
 * changes (a version 5 UUID of path and number). The caller's own, like the others. */
GBytes *change_feed_to_atom(const ChangeFeed *changes);

/* An object: agenda, calendar (path), name, revisions: number, published, id, changes, words. */
GBytes *change_feed_to_json(const ChangeFeed *changes);

/* To paste into a mail: a heading, then the lines of each revision under its number and time, which
 * is that of the conference. */
GBytes *change_feed_to_text(const ChangeFeed *changes);
