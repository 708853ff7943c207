#pragma once

#include "service/editions.h"
#include "service/follow/followed_file.h"
#include "service/message_memory.h"

/* What editions.c, edition_files.c and edition_history.c share, and nobody else. */
struct Editions {
    const EditionsOptions *options;
    History *history;
    GPtrArray *revisions; /* Revision *, by id */
    GHashTable *seen;     /* id → the last revision that the history was seen to have */

    /* Since the history was last read to its end: what was said of it, and whether there is still
     * something to read. */
    MessageMemory *memory;
    bool is_behind;

    bool is_away; /* the history is not where it was */
    char *lack;   /* see editions_lack */

    GPtrArray *files; /* FollowedFile *, as last listed */
    bool is_listed;   /* all of them could be */
    EditionsWhenWhole when_whole;
    gpointer when_whole_data;
    PrivateEditions *privates; /* or NULL */
};

/* Only what is in a history, or follows what is, can be followed by another revision; not a file
 * that could not be published. NULL if there is none. */
const Revision *editions_find_published(const Editions *editions, const char *id);

/* Reads an agenda's last revision if it is news; whether one was put into place. What is here may
 * have been published without being kept: it stays until somebody publishes another.
 * `inout_agenda`, if not NULL, is an agenda at hand, as of chronicle_read_with. */
bool editions_read_agenda(Editions *editions, const char *id, Agenda **inout_agenda,
                          ExitStatus *status);

/* This revision need not be read: it is here. */
void editions_set_seen(Editions *editions, const Revision *revision);

/* For `seen`, empty. */
GHashTable *edition_history_new_seen(void);

/* Opens the history; says so if it cannot be used. */
void edition_history_open(Editions *editions, ExitStatus *status);

/* Reads all agendas that are news, or those alone of which no revision is there; whether any
 * revision is another. */
bool edition_history_read_all(Editions *editions, bool only_missing, ExitStatus *status);

/* Reads what is private; to be called whenever a revision may have been replaced. */
bool edition_history_read_private(Editions *editions, ExitStatus *status);

/* Reads the files, all or those that are due, and publishes what is new; whether any revision is
 * another. */
bool edition_files_read(Editions *editions, bool only_due);

/* How the files were as they were last read: the worst of it. */
ExitStatus edition_files_status(const Editions *editions);
