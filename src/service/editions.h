#pragma once

#include "history/history.h"
#include "service/exit_status.h"
#include "service/private_editions.h"

/*
 * What is to be built or served: the last revision of each agenda, from agenda files, from a
 * history, or from files that are published into a history.
 *
 * With a history, all agendas that it holds are there, and files are only what is published into
 * it. Everything that goes wrong is said here. An agenda that cannot be read, or not be published,
 * leaves the last good revision in its place; so does one that is held back, because it may not be
 * what its author means: a text that looks cut, or leaves out many sessions, and follows an earlier
 * one.
 */
typedef struct Editions Editions;

typedef struct EditionsOptions {
    char **paths;             /* agenda files, and folders with such */
    const char *history_path; /* or NULL: none is used */
    bool manual;              /* with a history: files are not published */
    gint64 keep_seconds;
    const char *by;
    bool with_private; /* with a history: private calendars are read, too */
    bool is_service;   /* what fails is tried again, and nobody waited for: see editions_due */
} EditionsOptions;

/* Whether there is something to read, and nothing that goes only with a history; says what is
 * wrong.
 */
bool editions_options_are_whole(const EditionsOptions *options);

/* Opens the history and reads the files. out_status is set to the worst of what happened; what
 * could be had is there all the same. The options are borrowed. */
Editions *editions_new(const EditionsOptions *options, ExitStatus *out_status);
void editions_free(Editions *editions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Editions, editions_free)

/* The revisions (Revision *), by the agenda's id; the array and what is in it change with the next
 * call of what follows. */
const GPtrArray *editions_revisions(const Editions *editions);

/* Whether all went well when the files, and the history, were last read, and nothing is held back.
 */
bool editions_are_good(const Editions *editions);

/* What of the history is missing: that it is not where it was, or an agenda that cannot be read and
 * of which nothing is served. NULL if nothing is. */
const char *editions_lack(const Editions *editions);

/* NULL if there is none or it could not be used. It changes with the next call of
 * editions_read_history, and need not hold the revision that is served: see editions_holds. */
History *editions_history(const Editions *editions);

/* Whether the history is where it was, and holds the revision that is served of an agenda: what it
 * says of earlier ones then goes for that. */
bool editions_holds(const Editions *editions, const char *id);

/* NULL if none are read. */
const PrivateEditions *editions_private(const Editions *editions);

/* When a file is whole and may be read, as of file_watch_when_whole. Unless this is set, and
 * before, each is read at once. */
typedef gint64 (*EditionsWhenWhole)(const char *path, gpointer data);
void editions_wait_until_whole(Editions *editions, EditionsWhenWhole when_whole, gpointer data);

/* Reads the files again, and publishes what is new; whether any revision is another, or anything
 * private. */
bool editions_read_files(Editions *editions);

/* The same with those files alone that are due: of which something could not be done that is to be
 * tried again. */
bool editions_read_due_files(Editions *editions);

/* When the next of them is: monotonic, microseconds; G_MAXINT64 if none will be. */
gint64 editions_due(const Editions *editions);

/* Takes over what others have published; whether there was anything. Cheap if not. A history that
 * is deleted, cut short or replaced by none is waited for: what was published stays, and nothing
 * is. Another that is moved into its place is taken up; of an agenda whose revision it does not
 * hold, that revision stays. */
bool editions_read_history(Editions *editions);
