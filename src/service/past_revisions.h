#pragma once

#include <stdbool.h>

#include "model/revision/revision.h"

/*
 * Earlier revisions, as they are asked for. Each is read from the history beside the main thread,
 * by a thread and a connection of its own, since that takes as long as an agenda is large: half a
 * second for 10,000 sessions. One is read at a time. Rendering stays on the main thread, on which
 * all of this is called.
 */
typedef struct PastRevisions PastRevisions;

/* What is kept of them, by an estimate of their memory: what was asked for least recently goes
 * first. One that is larger by itself goes once all who wait for it have had it. */
#define PAST_REVISIONS_OCTETS ((gsize)128 * 1024 * 1024)

typedef struct PastRevisionsListener {
    void (*has_read)(gpointer data); /* something has been read, or could not be */
    void (*drops)(const Revision *revision, gpointer data); /* it is freed after this */
    gpointer data;
} PastRevisionsListener;

PastRevisions *past_revisions_new(const PastRevisionsListener *listener, gsize max_octets);

/* Waits for the end of what is being read, and tells nobody of it. */
void past_revisions_free(PastRevisions *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PastRevisions, past_revisions_free)

typedef enum PastState {
    PAST_THERE,
    PAST_BEGUN,   /* it is being read from now on */
    PAST_WAITING, /* it, or another one, is being read: ask again */
    PAST_FAILED,  /* with an error, HISTORY_ERROR, for a second; then it is tried again */
} PastState;

/* Finds a revision in the history of that name, which has it. It is borrowed until it is dropped,
 * for which the main loop has to run. */
PastState past_revisions_find(PastRevisions *past, const char *history, const char *agenda,
                              guint number, const Revision **out_revision, GError **error);

/* Drops all of them, also what is being read: a history can be replaced by another one. */
void past_revisions_forget(PastRevisions *past);
