#pragma once

#include <stdbool.h>

/* What a feed is about. It decides where the feed stands. */
typedef enum FeedKind {
    FEED_KIND_AGENDA,
    FEED_KIND_AGENCY,
    FEED_KIND_PERSON,
    FEED_KIND_ROUND_TABLE,
    FEED_KIND_DAY,
    FEED_KIND_ROOM,
    FEED_KIND_SESSION,
    FEED_KIND_SELECTION, /* what somebody asks for; feed_list does not list it */
} FeedKind;

/* "agenda", "agency", "round-table", … */
const char *feed_kind_word(FeedKind kind);

/* The folder of such feeds, such as "agencies"; NULL if their kind has none. */
const char *feed_kind_folder(FeedKind kind);

/* Whether such a feed is the own one of somebody who contributes. */
bool feed_kind_is_own(FeedKind kind);

/* Reads the word of a kind. False if it is no kind of feed with an address of its own, and so for
 * "selection". */
bool feed_kind_parse(const char *word, FeedKind *out_kind);
