#pragma once

#include <glib.h>

#include "service/follow/settling.h"

/*
 * Reports when agendas may have changed, however they are saved: written in place, replaced by
 * another file, deleted and made anew, reached through another symbolic link, or moved with a
 * folder that leads to them. A file that is written to is reported when it has been closed; if that
 * takes minutes, this is said once.
 *
 * The kernel (inotify) reports within milliseconds, but only what this machine does, by a name in a
 * folder that is watched. So it also looks at the files every few seconds: file_round.h. What that
 * finds has to stand still for a while before it is read.
 */
typedef struct FileWatch FileWatch;

typedef void (*FileWatchFunc)(gpointer data);

/* Times other than the usual ones; 0 is as usual. */
typedef struct FileWatchTimes {
    guint settle_milliseconds;   /* FILE_WATCH_SETTLE_MILLISECONDS */
    guint patience_milliseconds; /* for a file that stays open: SETTLING_PATIENCE_SECONDS */
    guint look_milliseconds;     /* from round to round: FILE_WATCH_LOOK_SECONDS */
    guint round_milliseconds;    /* for a round: FILE_ROUND_PATIENCE_SECONDS */
} FileWatchTimes;

/* How long all must be quiet before a change is reported, unless the caller says otherwise. */
#define FILE_WATCH_SETTLE_MILLISECONDS 200

/* How often the files are looked at, unless the caller says otherwise. */
#define FILE_WATCH_LOOK_SECONDS 2

/* When a file may be read that is one of the paths, or lies in one that is a folder. 0: now. Else a
 * monotonic time, in microseconds, at which to ask again, or SETTLING_NEVER: what becomes of it
 * will be reported. Ask before and after reading, to see whether what was read is whole: settling.h
 * explains. A change that no event tells between the two is seen as well. */
gint64 file_watch_when_whole(FileWatch *watch, const char *path);

/* After this time a change is reported even if others keep coming. */
#define FILE_WATCH_PATIENCE_MILLISECONDS 2000

/* Watches from now on: whatever is read after this and then changes is reported. The paths, ended
 * by NULL, are files or folders of agendas, as for agendas_list_files, and need not exist yet.
 *
 * `func` is called on the default GMainContext, once for changes that follow each other within the
 * settling time of `times` (NULL: all as usual), which is borrowed for the call. It asks for each
 * file that there is with file_watch_when_whole, whose answer the next changes are told from. It
 * may free the watch, and may be called although nothing has changed in the end.
 *
 * Where the system does not let it watch, this is reported, and it only looks. */
FileWatch *file_watch_new(char **paths, const FileWatchTimes *times, FileWatchFunc func,
                          gpointer data);

/* Why agendas cannot be looked at, so that what was read may be old; NULL if they can. Valid until
 * the main loop goes on. */
const char *file_watch_lack(const FileWatch *watch);

void file_watch_free(FileWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileWatch, file_watch_free)
