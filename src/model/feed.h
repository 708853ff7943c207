#pragma once

#include "model/selection.h"

typedef enum FeedKind {
    FEED_KIND_AGENDA,
    FEED_KIND_AGENCY,
    FEED_KIND_ROUND_TABLE,
    FEED_KIND_DAY,
    FEED_KIND_ROOM,
    FEED_KIND_SESSION,
} FeedKind;

/* A feed is data: a selection of an agenda, with an address and the words it goes by. */
typedef struct Feed {
    FeedKind kind;
    char *path;              /* "gfmd-2007/agencies/ilo": no slash before, no extension after */
    char *name;              /* "ILO – GFMD 2007" */
    char *description;       /* a sentence on what it holds */
    const Agency *viewpoint; /* whose own feed it is: its roles stand in the titles; or NULL */
    Selection selection;
} Feed;

void feed_free(Feed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Feed, feed_free)

/* "agenda", "agency", "round-table", … */
const char *feed_kind_word(FeedKind kind);

/* Every feed that has an address of its own (Feed *, freed with the array): the agenda, its
 * agencies, round tables, days, rooms and sessions, in this order. They borrow from the agenda. */
GPtrArray *feed_list(const Agenda *agenda);

/* How many feeds feed_list has. */
guint feed_count(const Agenda *agenda);
