#pragma once

#include "model/change/change_log.h"
#include "model/revision/revision.h"

/*
 * What changed in a feed, revision by revision, for people and programs to read. Each format is a
 * function of the revision, its log and the public address alone.
 */
typedef struct ChangeFeed {
    const Revision *revision;
    const RevisionFeed *feed;
    const GPtrArray *notes; /* const ChangeNote *, the latest first, as from change_log_find */
    const char *public_url; /* see ResourceOptions; NULL */
} ChangeFeed;

/* An Atom feed (RFC 4287): an entry for each revision that changed the feed, with an id that never
 * changes (a version 5 UUID of the path and the number). The caller's own, as are the others. */
GBytes *change_feed_to_atom(const ChangeFeed *changes);

/* A JSON object: agenda (its id), calendar (its path), name, and revisions, each with its revision
 * (number), published, id, words and changes. */
GBytes *change_feed_to_json(const ChangeFeed *changes);

/* Text to paste into a mail: a heading, then each revision's lines under its number and its time,
 * in the zone of the conference. */
GBytes *change_feed_to_text(const ChangeFeed *changes);
