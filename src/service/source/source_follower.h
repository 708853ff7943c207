#pragma once

#include "service/source/source_visit.h"

/*
 * Follows the sources of agenda files: visits each again and again, in a thread of its own, and
 * keeps what came from it last. That stays when a source fails, has no sessions any more, or is not
 * of its format. After failures it is visited later and later, at times that differ by chance.
 */
typedef struct SourceFollower SourceFollower;

/* Called on the default GMainContext when something new has come from a source. */
typedef void SourceFollowerFunc(gpointer data);

SourceFollower *source_follower_new(SourceFollowerFunc *func, gpointer data);
void source_follower_free(SourceFollower *follower);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SourceFollower, source_follower_free)

/* What came last from the source of an agenda file; borrowed until the main loop goes on. NULL if
 * nothing has yet. Follows it from now on; a source that is another than before is visited anew,
 * and what came from that one is forgotten. */
const SourceNews *source_follower_find(SourceFollower *follower, const char *path,
                                       AgendaSource *source);

/* The same of a file whose source is followed, before the main loop runs: makes the first visit,
 * whose failure is reported. */
const SourceNews *source_follower_await(SourceFollower *follower, const char *path);

/* Forgets the sources of all files but these (const char *). */
void source_follower_keep(SourceFollower *follower, const GPtrArray *paths);

/* Visits all sources now, and not only when it is time. */
void source_follower_hurry(SourceFollower *follower);

/* How a source does. Times are in Unix seconds. */
typedef struct SourceState {
    const char *path;   /* of the agenda file */
    const char *id;     /* of its agenda; NULL if it does not say it */
    const char *origin; /* the address, or the file */
    gint64 checked;     /* when it was last found to be sound; 0: never */
    gint64 changed;     /* when something new came; 0: never */
    const char *fault;  /* why the last visit failed; NULL: it did not */
} SourceState;

/* The states (SourceState) of all sources, by path. Borrowed from the follower; the caller owns the
 * array. */
GArray *source_follower_list(const SourceFollower *follower);
