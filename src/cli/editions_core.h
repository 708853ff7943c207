#pragma once

#include "cli/editions.h"
#include "cli/followed_file.h"
#include "cli/told.h"

/* What editions.c and edition_files.c share, and nobody else. */
struct Editions {
    const EditionsOptions *options;
    History *history;
    GPtrArray *revisions; /* Revision *, by id */
    GHashTable *seen;     /* id → number of the last revision that the history was seen to have */

    /* Since the history was last read to its end: what was said of it, and whether there is still
     * something to read. */
    Told *told;
    bool is_behind;

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

/* A revision of this number need not be read: it is here. */
void editions_set_seen(Editions *editions, const char *id, guint number);

/* Reads the files, all or those that are due, and publishes what is new; whether any revision is
 * another. */
bool edition_files_read(Editions *editions, bool only_due);

/* How the files were as they were last read: the worst of it. */
ExitStatus edition_files_status(const Editions *editions);
