#pragma once

#include <glib.h>

#include "service/follow/settling.h"

/*
 * Reports when agendas may have changed, however they are saved: written in place, replaced by
 * another file, deleted and made anew, reached through another symbolic link, or moved with a
 * folder that leads to them. A file that is written to is reported when it has been closed; if that
 * takes minutes, this is said once.
 *
 * The kernel (inotify) reports only what this machine does: not what another one writes into a
 * shared file system, nor what is mounted over a folder.
 */
typedef struct FileWatch FileWatch;

typedef void (*FileWatchFunc)(gpointer data);

/* Times other than the usual ones; 0 is as usual. */
typedef struct FileWatchTimes {
    guint settle_milliseconds;   /* FILE_WATCH_SETTLE_MILLISECONDS */
    guint patience_milliseconds; /* for a file that stays open: SETTLING_PATIENCE_SECONDS */
} FileWatchTimes;

/* How long all must be quiet before a change is reported, unless the caller says otherwise. */
#define FILE_WATCH_SETTLE_MILLISECONDS 200

/* When a file may be read that is one of the paths, or lies in one that is a folder. 0: now. Else a
 * monotonic time, in microseconds, at which to ask again, or SETTLING_NEVER: what becomes of it
 * will be reported. Ask before and after reading, to see whether what was read is whole: settling.h
 * explains. */
gint64 file_watch_when_whole(FileWatch *watch, const char *path);

/* After this time a change is reported even if others keep coming. */
#define FILE_WATCH_PATIENCE_MILLISECONDS 2000

/* Watches from now on: whatever is read after this and then changes is reported. The paths, ended
 * by NULL, are files or folders of agendas, as for agendas_list_files, and need not exist yet.
 *
 * `func` is called on the default GMainContext, once for changes that follow each other within the
 * settling time of `times` (NULL: all as usual), which is borrowed for the call. It may free the
 * watch, and may be called although nothing has changed in the end.
 *
 * Fails with G_FILE_ERROR if the system does not let it watch. Later on, it reports by itself what
 * it can no longer watch. */
FileWatch *file_watch_new(char **paths, const FileWatchTimes *times, FileWatchFunc func,
                          gpointer data, GError **error);

void file_watch_free(FileWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileWatch, file_watch_free)
