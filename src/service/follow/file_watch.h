#pragma once

#include <glib.h>

#include "service/follow/settling.h"

/*
 * Tells when agendas may have changed, however they are saved: written in place, replaced by
 * another file, deleted and made anew, reached through another symbolic link, or moved with a
 * folder that leads to them. One that is written to is told when it has been closed; if that takes
 * minutes, this is said once.
 *
 * The kernel (inotify) tells only of what this machine does: not of what another writes into a
 * shared file system, nor of what is mounted over a folder.
 */
typedef struct FileWatch FileWatch;

typedef void (*FileWatchFunc)(gpointer data);

/* What is 0 is as usual. */
typedef struct FileWatchTimes {
    guint settle_milliseconds;   /* FILE_WATCH_SETTLE_MILLISECONDS */
    guint patience_milliseconds; /* with a file that is not closed: SETTLING_PATIENCE_SECONDS */
} FileWatchTimes;

/* For how long all has to be quiet before it is told, unless the caller says otherwise. */
#define FILE_WATCH_SETTLE_MILLISECONDS 200

/* When a file may be read that is one of the paths, or in one that is a folder: 0: now; else a
 * monotonic time, microseconds, when to ask again, or SETTLING_NEVER: what becomes of it will be
 * told. Asked before it is read and again after, it says whether what was read is whole: see
 * settling.h. */
gint64 file_watch_when_whole(FileWatch *watch, const char *path);

/* After this it is told although the changes have not come to an end. */
#define FILE_WATCH_PATIENCE_MILLISECONDS 2000

/* Watches from now on: what is read after this and changes then is told of. The paths, up to a
 * NULL, are files or folders with agendas, as for agendas_list_files, and need not be there yet.
 *
 * `func` is called on the default GMainContext, once for changes that follow each other within
 * the time of `times` (NULL: all as usual), which is borrowed for the call; it may free the watch.
 * It may be called although nothing has changed in the end.
 *
 * Fails with G_FILE_ERROR if the system does not let it watch. What it can no longer watch later on
 * it says itself. */
FileWatch *file_watch_new(char **paths, const FileWatchTimes *times, FileWatchFunc func,
                          gpointer data, GError **error);

void file_watch_free(FileWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileWatch, file_watch_free)
