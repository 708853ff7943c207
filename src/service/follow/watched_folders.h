#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/inotify.h>

/*
 * The folders that have to be watched so that nothing happens unseen to agendas: those that lead
 * to a path, those that its symbolic links lead to, and those with agendas.
 */
typedef struct WatchedFolders WatchedFolders;

/* What counts in one of them. */
typedef struct WatchedFolder {
    char *path;        /* without links in it; NULL if it was gone at once */
    GHashTable *names; /* a set */
    bool has_agendas;  /* what is named like an agenda counts as well */
} WatchedFolder;

/* What may change to which file or folder a name leads. */
#define WATCHED_LEADING \
    (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)
#define WATCHED_WRITING (IN_MODIFY | IN_CLOSE_WRITE)

/* None yet, of these paths, up to a NULL. `fd` is one of inotify(7), and stays the caller's. */
WatchedFolders *watched_folders_new(int fd, char **paths);
void watched_folders_free(WatchedFolders *watched);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WatchedFolders, watched_folders_free)

/* Watches what the paths lead to now, and no longer what they led to before; appends the paths
 * (char *) of folders that are watched from now on, and of those that are no longer. Goes on after
 * a failure, for what else can be watched. Fails with G_FILE_ERROR. */
bool watched_folders_renew(WatchedFolders *watched, GPtrArray *came, GPtrArray *went,
                           GError **error);

/* By the descriptor of an event; NULL if it is none of them any more. */
const WatchedFolder *watched_folders_find(const WatchedFolders *watched, int descriptor);

/* Whether a name in a folder is that of an agenda, or leads to one. */
bool watched_folder_counts(const WatchedFolder *folder, const char *name);

/* Sets the error that something cannot be watched; false. */
bool watched_folders_fail(GError **error, int code, const char *path);
