#pragma once

#include "model/address/feed_kind.h"
#include "model/selection/selection.h"

/* A feed is data: a selection of an agenda, with an address and the words it goes by. */
typedef struct Feed {
    FeedKind kind;
    char *path;        /* "gfmd-2007/agencies/ilo": no slash before, no extension after */
    char *query;       /* of a selection, what its address has behind: "role=chair"; or NULL */
    char *subject;     /* "ILO", what tells its name from the agenda's; NULL: it is all of that */
    char *name;        /* "ILO – GFMD 2007" */
    char *words;       /* what it holds, "what ILO contributes, with the plenaries"; NULL if gone */
    char *description; /* a sentence on that */
    const Agency *viewpoint; /* whose own feed it is: its roles stand in the titles; or NULL */
    char *viewpoint_id;      /* of a selection: the agency whose own it is, be it there; or NULL */
    Selection selection;
} Feed;

void feed_free(Feed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Feed, feed_free)

/* A feed whose agency, round table, day, room or session is no longer there: it selects nothing
 * but, for an agency, the plenaries. It goes by no words yet. */
Feed *feed_new_gone(FeedKind kind, const char *path);

/* The same of a feed that was there, or is gone already, with the words that it went by last. */
Feed *feed_dup_gone(const Feed *feed);

/* What a feed with this subject is called, "ILO – GFMD 2007"; the caller's own. */
char *feed_dup_name(const Agenda *agenda, const char *subject);

/* The sentence that describes what words tell of an agenda; the caller's own. */
char *feed_dup_description(const Agenda *agenda, const char *words);

/* Every feed that has an address of its own (Feed *, freed with the array): the agenda, its
 * agencies, round tables, days, rooms and sessions, in this order. They borrow from the agenda. */
GPtrArray *feed_list(const Agenda *agenda);

/* How many feeds feed_list has. */
guint feed_count(const Agenda *agenda);

/* The agency whose own feed it is, as another agenda of the same id has it; NULL if none or not. */
const Agency *feed_find_viewpoint(const Feed *feed, const Agenda *agenda);

/* What tells a feed from all others: its path with, for a selection, "?" and its query, and the
 * extension before that. The caller's own. */
char *feed_dup_address(const Feed *feed, const char *extension);
