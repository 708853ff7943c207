#pragma once

#include <stdbool.h>

/* What a feed is of, which is also where it stands. */
typedef enum FeedKind {
    FEED_KIND_AGENDA,
    FEED_KIND_AGENCY,
    FEED_KIND_ROUND_TABLE,
    FEED_KIND_DAY,
    FEED_KIND_ROOM,
    FEED_KIND_SESSION,
    FEED_KIND_SELECTION, /* what was asked for: not one of those that feed_list lists */
} FeedKind;

/* "agenda", "agency", "round-table", … */
const char *feed_kind_word(FeedKind kind);

/* The folder of such feeds, "agencies"; NULL if they are in none of their own. */
const char *feed_kind_folder(FeedKind kind);

/* The kind of feeds with an address of their own of which this is the word; false if it is none. */
bool feed_kind_parse(const char *word, FeedKind *out_kind);
