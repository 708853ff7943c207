#pragma once

#include "model/address/feed_kind.h"
#include "model/selection/selection.h"

/* A feed is data: a selection of an agenda, an address, and words. Its viewpoint is the agency
 * or the person whose own feed it is: their roles stand in the titles. */
typedef struct Feed {
    FeedKind kind;
    char *path;    /* "gfmd-2007/agencies/ilo": no slash before, no extension after */
    char *query;   /* for a selection, the query of its address: "role=chair"; or NULL */
    char *subject; /* "ILO", which sets its name apart from the agenda's; NULL if it is the whole
                    * agenda */
    char *name;    /* "ILO – GFMD 2007" */
    char *words;   /* what it holds: "what ILO contributes, with the plenaries"; NULL if gone */
    char *description;            /* a sentence that says so */
    const Participant *viewpoint; /* whose own feed it is; or NULL */
    char *viewpoint_key;          /* for a selection: their key, even if they are gone; or NULL */
    Selection selection;
} Feed;

void feed_free(Feed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Feed, feed_free)

/* A gone feed: its agency, person, round table, day, room or session has left the agenda. It
 * selects nothing except, for an agency or a person, the plenaries. It has no words yet. */
Feed *feed_new_gone(FeedKind kind, const char *path);

/* The gone feed that takes the place of a feed, gone or not, with the words that it had last. */
Feed *feed_dup_gone(const Feed *feed);

/* The name of a feed with a subject, "ILO – GFMD 2007". The caller owns it. */
char *feed_dup_name(const Agenda *agenda, const char *subject);

/* The sentence that describes a feed by its `words`. The caller owns it. */
char *feed_dup_description(const Agenda *agenda, const char *words);

/* Every feed that has an address of its own (Feed *, freed with the array): the agenda, then its
 * agencies, people, round tables, days, rooms and sessions. The feeds borrow from the agenda. */
GPtrArray *feed_list(const Agenda *agenda);

/* How many feeds feed_list lists. */
guint feed_count(const Agenda *agenda);

/* Whose own feed it is, from another revision of the agenda. NULL if it is nobody's own feed, or if
 * they are not there. */
const Participant *feed_find_viewpoint(const Feed *feed, const Agenda *agenda);

/* What identifies a feed: its path, an extension and, for a selection, "?" and its query. The
 * caller owns it. */
char *feed_dup_address(const Feed *feed, const char *extension);

/* The address of a feed's page, where the tree of addresses is reachable at `public_url`; NULL if
 * that is NULL. The caller owns it. */
char *feed_dup_page_url(const Feed *feed, const char *public_url);
