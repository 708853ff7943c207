#pragma once

#include "site/folder.h"
#include "site/resource_maker.h"

/* Called with the progress of the work: `done` of `total` resources. */
typedef void (*TreeProgress)(guint done, guint total, gpointer data);

/*
 * Writes the tree of addresses of some revisions (Revision *) under `folder`, which is made if it
 * is missing: each agenda into its own folder, then an index of all agendas that lie there.
 *
 * The files of an agenda are first written elsewhere and synced to the disk, then renamed into
 * place. A run that fails or is killed before that leaves the old files as they were, and no reader
 * ever sees half a file. A file whose octets do not change is not touched. What an earlier run
 * wrote for the same agenda and this one did not is removed; nothing else ever is (see manifest.h).
 * Agendas that are not among the revisions are left alone. Fails with FOLDER_ERROR or a
 * G_FILE_ERROR.
 */
bool tree_write(const char *folder, const GPtrArray *revisions, const ResourceOptions *options,
                TreeProgress progress, gpointer data, FolderCounts *out_counts, GError **error);
