#pragma once

#include "history/history.h"
#include "service/exit_status.h"
#include "service/private_editions.h"
#include "service/source/source_follower.h"

/*
 * What is to be built or served: the last revision of each agenda, from agenda files, from a
 * history, or from files that are published into a history.
 *
 * With a history, all agendas that it holds are there, and files are only what is published into
 * it. Everything that goes wrong is reported here. If an agenda cannot be read or published, its
 * last good revision stays in place. Of several files with one id none is taken. The same goes for
 * an agenda that is held back because it may not be what its author means: it follows an earlier
 * one, and looks cut or leaves out many sessions.
 */
typedef struct Editions Editions;

typedef struct EditionsOptions {
    char **paths;             /* agenda files, and folders of them */
    const char *history_path; /* NULL: no history is used */
    bool manual;              /* with a history: files are not published */
    gint64 keep_seconds;
    const char *by;
    bool with_private; /* with a history: private calendars are read, too */
    bool is_service;   /* failures are tried again, and nobody is waited for: see editions_due */
} EditionsOptions;

/* Whether there is something to read, and no option needs a history that is not given. If not, the
 * error has been printed. */
bool editions_options_are_whole(const EditionsOptions *options);

/* Opens the history and reads the files. out_status is set to the worst that happened; what could
 * be read is there all the same, but nothing if the history cannot be opened. The options are
 * borrowed, and so is who follows the sources of files: NULL if these are visited just once. */
Editions *editions_new(const EditionsOptions *options, SourceFollower *sources,
                       ExitStatus *out_status);
void editions_free(Editions *editions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Editions, editions_free)

/* The revisions (Revision *), by the agenda's id. The array and its elements change with the next
 * call that reads files or the history. */
const GPtrArray *editions_revisions(const Editions *editions);

/* Whether all went well when the files and the history were last read, and nothing is held back. */
bool editions_are_good(const Editions *editions);

/* Whether nothing was wrong with any file but that others have the same id, or that nothing has
 * come from its source yet. */
bool editions_can_wait(const Editions *editions);

/* The ids of the agendas (const char *) that are served from the history alone, while files are
 * read: theirs are gone. Empty if that is not known. The caller owns the array, which is good until
 * the next call that reads. */
GPtrArray *editions_list_without_file(const Editions *editions);

/* What the history lacks: it is not where it was, or cannot be read, or what it has of an agenda
 * cannot be. NULL if nothing is missing. */
const char *editions_lack(const Editions *editions);

/* Notes in the history how the sources of files do, for whoever asks it. */
void editions_note_sources(Editions *editions);

/* NULL if there is none. Changes with the next call of
 * editions_read_history, and need not hold the revision that is served: see editions_holds. */
History *editions_history(const Editions *editions);

/* Whether the history is where it was, and holds the revision of an agenda that is served. Only
 * then does what it says of earlier revisions belong to that one. */
bool editions_holds(const Editions *editions, const char *id);

/* NULL if private calendars are not read. */
const PrivateEditions *editions_private(const Editions *editions);

/* Returns when a file is whole and may be read, as file_watch_when_whole does. Until this is set,
 * each file is read at once. */
typedef gint64 (*EditionsWhenWhole)(const char *path, gpointer data);
void editions_wait_until_whole(Editions *editions, EditionsWhenWhole when_whole, gpointer data);

/* Reads the files again and publishes what is new. Returns whether any revision, or anything
 * private, has changed. */
bool editions_read_files(Editions *editions);

/* Does the same with due files alone: something failed with them, and is to be tried again. */
bool editions_read_due_files(Editions *editions);

/* When the next file is due: monotonic, microseconds; G_MAXINT64 if none will be. */
gint64 editions_due(const Editions *editions);

/* Looks whether the files of the agendas' time zones have changed and, where their new rules move
 * anything that is published, publishes it again under them. Returns whether any revision has
 * changed. Cheap if not. Nothing is done without a history, or with --manual. */
bool editions_read_rules(Editions *editions);

/* Takes over what others have published; returns whether there was anything. Cheap if not. If the
 * history is deleted, cut short or replaced by something else, it is waited for: what was published
 * stays, and nothing new is. Another history that is moved into its place is taken up; an agenda
 * keeps the revision that is served if the new history does not hold it. */
bool editions_read_history(Editions *editions);
