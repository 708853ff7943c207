#pragma once

#include "history/history_facts.h"

/* What is held back, of all that would follow an earlier revision. */
typedef enum Caution {
    CAUTION_NONE,
    CAUTION_USUAL, /* what leaves out too much: omission.h */
    CAUTION_DOUBT, /* anything new: its file may be incomplete */
} Caution;

/* How an agenda is published. */
typedef struct PublishOptions {
    const char *by;
    const char *why; /* or NULL */
    gint64 now;      /* Unix seconds */
    gint64 keep_seconds;
    guint least_sequence; /* see Revision; 0: as it was. If it rises, this is news by itself */
    Caution caution;
    const HistoryFile *file; /* what it comes from, for the history to note; or NULL */
    /* Stream → a set of event keys: each of these streams has a new revision, even if the agenda
     * says what it said before, which tells these events anew (succession_tell_anew). NULL: none
     * has. */
    GHashTable *told_anew;
} PublishOptions;
