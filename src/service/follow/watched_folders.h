#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/inotify.h>

/*
 * The folders that must be watched so that nothing happens to agendas unseen: those that lead to a
 * path, those that its symbolic links lead to, and those that hold agendas.
 */
typedef struct WatchedFolders WatchedFolders;

/* What counts in such a folder. */
typedef struct WatchedFolder {
    char *path;        /* without links; NULL if the folder was gone at once */
    GHashTable *names; /* a set of the names (char *) that count */
    bool has_agendas;  /* whatever has the name of an agenda counts, too */
} WatchedFolder;

/* Events that may change which file or folder a name leads to. */
#define WATCHED_LEADING \
    (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)
/* Events that change what is in a file. */
#define WATCHED_WRITING (IN_MODIFY | IN_CLOSE_WRITE)

/* Nothing is watched yet. The paths end with NULL and are copied. `fd` is from inotify(7), and
 * stays the caller's. */
WatchedFolders *watched_folders_new(int fd, char **paths);
void watched_folders_free(WatchedFolders *watched);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WatchedFolders, watched_folders_free)

/* Watches what the paths lead to now, and no longer what they led to before. Appends the paths
 * (char *) of folders that are watched from now on to `came`, and of those that no longer are to
 * `went`. Goes on after a failure, for whatever else can be watched. Fails with G_FILE_ERROR. */
bool watched_folders_renew(WatchedFolders *watched, GPtrArray *came, GPtrArray *went,
                           GError **error);

/* Finds a folder by the descriptor of an event; NULL if it is no longer watched. */
const WatchedFolder *watched_folders_find(const WatchedFolders *watched, int descriptor);

/* Whether a name in a folder is that of an agenda, or leads to one. */
bool watched_folder_counts(const WatchedFolder *folder, const char *name);

/* Sets the error for something that cannot be watched; returns false. */
bool watched_folders_fail(GError **error, int code, const char *path);
