#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * What earlier runs wrote into a folder, kept there as MANIFEST_NAME: a line "confeed manifest 1",
 * a line "title …" (may be empty), and a line for each file, sorted.
 */
#define MANIFEST_NAME ".confeed-manifest"

typedef struct Manifest {
    char *title;
    GHashTable *paths; /* a set of relative paths */
} Manifest;

/* An empty one. Line breaks in the title become blanks. */
Manifest *manifest_new(const char *title);
void manifest_free(Manifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Manifest, manifest_free)

/* Reads the manifest of a folder; an empty one if it has none. Fails, with a G_FILE_ERROR, if there
 * is one that cannot be read, is no regular file or does not look like ours: then nobody knows
 * which files are. */
Manifest *manifest_read(const char *folder, GError **error);

/* Writes it, durably: the old one or the new one is there, whatever happens. */
bool manifest_write(const Manifest *manifest, const char *folder, GError **error);

void manifest_add(Manifest *manifest, const char *path);
void manifest_add_all(Manifest *manifest, const Manifest *other);
bool manifest_has(const Manifest *manifest, const char *path);

/* The paths, sorted; borrowed strings in the caller's own array. */
GPtrArray *manifest_dup_paths(const Manifest *manifest);
