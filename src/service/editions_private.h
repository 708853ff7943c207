#pragma once

#include "chronicle/chronicle.h"
#include "file/agenda_file.h"
#include "service/editions.h"
#include "service/follow/followed_file.h"
#include "service/message_memory.h"

/* Shared by editions.c and the modules that begin with edition_ alone. */
struct Editions {
    const EditionsOptions *options;
    History *history;
    GPtrArray *revisions; /* Revision *, by id */
    GHashTable *seen;     /* id → the last revision that the history was seen to have */

    /* Since the history was last read to its end: what was reported of it, and whether something is
     * still to be read. */
    MessageMemory *memory;
    bool is_behind;

    GHashTable *zone_states; /* id → zone_file_dup_state of its zone, when last looked at */

    bool is_away; /* the history is not where it was */
    char *lack;   /* see editions_lack */

    GPtrArray *files;          /* FollowedFile *, as last listed */
    bool is_listed;            /* whether all of them could be listed */
    SourceFollower *sources;   /* or NULL */
    GHashTable *source_states; /* id → how its source does, as the history has it */
    bool is_starting;          /* nothing is served yet, so that a source can be waited for */
    EditionsWhenWhole when_whole;
    gpointer when_whole_data;
    PrivateEditions *privates; /* or NULL */
};

/* The revision that the next one follows: one that is in a history, or follows one that is, not a
 * file that could not be published. NULL if there is none. */
const Revision *editions_find_published(const Editions *editions, const char *id);

/* Reads an agenda's last revision if it is news; returns whether one was put into place. A revision
 * here may have been published without being kept: it stays until somebody publishes another.
 * `inout_agenda`, if not NULL, is an agenda at hand, as for chronicle_read_with. */
bool editions_read_agenda(Editions *editions, const char *id, Agenda **inout_agenda,
                          ExitStatus *status);

/* Notes that the history has this revision, which need not be read: it is here. */
void editions_set_seen(Editions *editions, const Revision *revision);

/* Makes an empty table for `seen`. */
GHashTable *edition_history_new_seen(void);

/* Opens the history; false, having said why, if it cannot be used. */
bool edition_history_open(Editions *editions);

/* Reads all agendas that have news, or only those without a revision here; returns whether any
 * revision has changed. */
bool edition_history_read_all(Editions *editions, bool only_missing, ExitStatus *status);

/* Reads what is private; returns whether any of it has changed. To be called whenever a revision
 * may have been replaced. */
bool edition_history_read_private(Editions *editions, ExitStatus *status);

/* Reads the files, all or those that are due, and publishes what is new; returns whether any
 * revision has changed. */
bool edition_files_read(Editions *editions, bool only_due);

/* Completes what a file says with what came from its source, if it has one; takes the file, and
 * returns it. NULL if nothing has come yet, which has been dealt with. */
AgendaFile *edition_sources_complete(Editions *editions, FollowedFile *file, AgendaFile *take_text);

/* Takes what a file says: publishes it, or holds it back, or notes that it is no news. Its agenda
 * is taken. Returns whether a revision was replaced. */
bool edition_taking_run(Editions *editions, FollowedFile *file, AgendaFile *text);

/* Has a file read again that is no longer the one that was read. */
void edition_taking_put_off(const Editions *editions, FollowedFile *file);

/* Publishes what is published of an agenda under the rules that its zone has by now, if that moves
 * anything; returns whether a revision was replaced. */
bool edition_rules_publish(Editions *editions, const char *id);

/* Takes up a publication, and reports it; returns whether a revision was replaced: if it has no
 * public revision, only private views have changed. */
bool editions_put_published(Editions *editions, Publication *publication);

/* The worst status of the files, as they were last read. */
ExitStatus edition_files_status(const Editions *editions);

/* The other files whose agendas have the same id, "b.yaml, c.yaml", or "". Files that are not read
 * this time keep their id. The caller's own. */
char *edition_ids_dup_twins(const Editions *editions, const FollowedFile *file);

/* The agenda of the history that an agenda looks like, and that has no file any more; the caller's
 * own. NULL if there is none, or if it cannot be found out: publishing then says why. */
char *edition_ids_find_former(const Editions *editions, const Agenda *agenda);
