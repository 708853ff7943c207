#pragma once

#include <stdbool.h>

#include "model/revision/revision.h"

/*
 * Earlier revisions, as they are asked for. Each is read from the history beside the main thread,
 * by a thread and a connection of its own, since reading takes as long as an agenda is large: half
 * a second for 10,000 sessions. One is read at a time. Rendering stays on the main thread, on which
 * all of this is called.
 */
typedef struct PastRevisions PastRevisions;

/* How much is kept, by an estimate of the memory it takes: the least recently used goes first. A
 * revision that is larger by itself goes once all who wait for it have had it. */
#define PAST_REVISIONS_OCTETS ((gsize)128 * 1024 * 1024)

typedef struct PastRevisionsListener {
    void (*has_read)(gpointer data); /* a reading has ended, with a revision or an error */
    void (*drops)(const Revision *revision, gpointer data); /* it is freed after this */
    gpointer data;
} PastRevisionsListener;

/* The listener is copied. max_octets: usually PAST_REVISIONS_OCTETS. */
PastRevisions *past_revisions_new(const PastRevisionsListener *listener, gsize max_octets);

/* Waits for the end of what is being read, without calling has_read. */
void past_revisions_free(PastRevisions *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PastRevisions, past_revisions_free)

typedef enum PastState {
    PAST_THERE,
    PAST_BEGUN,   /* it is being read from now on */
    PAST_WAITING, /* it, or another one, is being read: ask again */
    PAST_FAILED,  /* with an error, HISTORY_ERROR; after a second it is tried again */
} PastState;

/* Finds a revision in the history at this path, which must hold it. It is borrowed until `drops` is
 * called for it, at the earliest when the main loop runs again. */
PastState past_revisions_find(PastRevisions *past, const char *history, const char *agenda,
                              guint number, const Revision **out_revision, GError **error);

/* Drops all of them, and what is being read as well: another history may have taken the place. */
void past_revisions_forget(PastRevisions *past);
