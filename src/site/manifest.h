#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * The list of files that earlier runs wrote into a folder, stored there as MANIFEST_NAME: a line
 * "confeed manifest 1", a line "title …" (the title may be empty), and a line for each file,
 * sorted.
 */
#define MANIFEST_NAME ".confeed-manifest"

typedef struct Manifest {
    char *title;
    GHashTable *paths; /* a set of relative paths */
} Manifest;

/* An empty manifest. Line breaks in the title become blanks. */
Manifest *manifest_new(const char *title);
void manifest_free(Manifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Manifest, manifest_free)

/* Reads the manifest of a folder; an empty one if there is none. Fails, with a G_FILE_ERROR, if it
 * cannot be read, is not a regular file or does not look like ours: then nobody knows which files
 * are ours. */
Manifest *manifest_read(const char *folder, GError **error);

/* Writes the manifest durably: whatever happens, either the old or the new one is there. Fails with
 * a G_FILE_ERROR. */
bool manifest_write(const Manifest *manifest, const char *folder, GError **error);

void manifest_add(Manifest *manifest, const char *path);
void manifest_add_all(Manifest *manifest, const Manifest *other);
bool manifest_has(const Manifest *manifest, const char *path);

/* The paths, sorted: borrowed strings in an array that is the caller's own. */
GPtrArray *manifest_dup_paths(const Manifest *manifest);
