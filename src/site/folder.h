#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * A folder that is written as a whole: files are first staged, then put into place together.
 *
 * Staged files lie in a separate folder inside it. A run that is killed before folder_commit leaves
 * everything else untouched, and the next run removes what was staged.
 */
typedef struct Folder Folder;

/* What became of the files. */
typedef struct FolderCounts {
    guint written;
    guint unchanged;
    guint removed;
} FolderCounts;

typedef enum FolderError {
    FOLDER_ERROR_FOREIGN, /* a file that no earlier run wrote is in the way */
    FOLDER_ERROR_BUSY,    /* another run is writing there */
    FOLDER_ERROR_FAILED,  /* the file system refused */
} FolderError;

#define FOLDER_ERROR (folder_error_quark())
GQuark folder_error_quark(void);

/* Opens a folder, made if it is missing: locks it against other runs, and reads its manifest. The
 * title goes into the new manifest. Fails with FOLDER_ERROR, or with a G_FILE_ERROR for the
 * manifest. */
Folder *folder_open(const char *path, const char *title, GError **error);

/* Like folder_open, for a folder inside another. It must be a real folder if it is there: what a
 * link leads to is not ours to write into. */
Folder *folder_open_inside(const char *path, const char *title, GError **error);

/* Whether a path is a folder, rather than a link to one. */
bool folder_is_real(const char *path);

/* Unlocks and frees it; discards what is staged but not committed. */
void folder_close(Folder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_close)

/* Stages a file for `path`, relative to the folder, unless the file there has the same octets.
 * Fails with FOLDER_ERROR, among others if a file is there that no earlier run wrote. */
bool folder_stage(Folder *folder, const char *path, GBytes *body, GError **error);

/* Syncs what is staged to the disk, puts it into place, removes what an earlier run wrote and this
 * one did not, and adds to the counts what became of each file. Fails with FOLDER_ERROR. */
bool folder_commit(Folder *folder, FolderCounts *counts, GError **error);
