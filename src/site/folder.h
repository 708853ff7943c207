#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * One folder that is written as a whole: files are first staged, then put into place together.
 *
 * Staged files lie in a folder of their own inside; what is killed before folder_commit leaves the
 * rest untouched, and the next run clears it away.
 */
typedef struct Folder Folder;

/* What became of the files in it. */
typedef struct FolderCounts {
    guint written;
    guint unchanged;
    guint removed;
} FolderCounts;

typedef enum FolderError {
    FOLDER_ERROR_FOREIGN, /* a file is in the way that no earlier run wrote */
    FOLDER_ERROR_BUSY,    /* another run is writing there */
    FOLDER_ERROR_FAILED,  /* the file system refused */
} FolderError;

#define FOLDER_ERROR (folder_error_quark())
GQuark folder_error_quark(void);

/* Makes the folder if need be, locks it against other runs, reads its manifest. */
Folder *folder_open(const char *path, const char *title, GError **error);

/* The same with one inside of another, which must be a real folder if it is there: what a link
 * leads to is not ours to write into. */
Folder *folder_open_inside(const char *path, const char *title, GError **error);

/* Whether a path is a folder, and not a link to one. */
bool folder_is_real(const char *path);

/* Unlocks; what is staged but not committed is thrown away. */
void folder_close(Folder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_close)

/* Stages a file for `path`, relative to the folder, unless the one there has the same octets. Fails
 * if a file is there that no earlier run wrote. */
bool folder_stage(Folder *folder, const char *path, GBytes *body, GError **error);

/* Brings what is staged to the disk, puts it into place, removes what an earlier run wrote and this
 * one did not, and adds to the counts what became of each file. */
bool folder_commit(Folder *folder, FolderCounts *counts, GError **error);
