#pragma once

#include "site/publish.h"

/* What became of the files of a tree. */
typedef struct TreeCounts {
    guint written;
    guint unchanged;
    guint removed;
} TreeCounts;

/* Told how far the work is: `done` of `total` resources. */
typedef void (*TreeProgress)(guint done, guint total, gpointer data);

typedef enum TreeError {
    TREE_ERROR_FOREIGN, /* a file is in the way that no earlier run wrote */
    TREE_ERROR_BUSY,    /* another run is writing there */
    TREE_ERROR_FAILED,  /* the file system refused */
} TreeError;

#define TREE_ERROR (tree_error_quark())
GQuark tree_error_quark(void);

/*
 * Writes the tree of addresses of some revisions (Revision *) under `folder`, made if need be: each
 * agenda into a folder of its own, then an index of all agendas that lie there.
 *
 * The files of an agenda are first written aside and brought to the disk, then renamed into place:
 * a run that fails or is killed before leaves the old ones as they were, and no reader ever sees
 * half a file. A file whose octets are the same is not touched. What an earlier run wrote for the
 * same agenda and this one did not is removed; nothing else ever is (see manifest.h). Agendas that
 * are not among the revisions are left alone. Fails with TREE_ERROR or a G_FILE_ERROR.
 */
bool tree_write(const char *folder, const GPtrArray *revisions, const PublishOptions *options,
                TreeProgress progress, gpointer data, TreeCounts *out_counts, GError **error);
