#include "site/manifest.h"

#include <string.h>
#include <sys/stat.h>

#include "model/address/address.h"

#define FIRST_LINE "confeed manifest 1"
#define TITLE_PREFIX "title "

Manifest *manifest_new(const char *title)
{
    Manifest *manifest = g_new0(Manifest, 1);

    /* A title is one line of the file. */
    manifest->title = g_strdelimit(g_strdup(title), "\r\n", ' ');
    manifest->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return manifest;
}

void manifest_free(Manifest *manifest)
{
    if (manifest == NULL) {
        return;
    }
    g_free(manifest->title);
    g_hash_table_unref(manifest->paths);
    g_free(manifest);
}

void manifest_add(Manifest *manifest, const char *path)
{
    g_hash_table_add(manifest->paths, g_strdup(path));
}

void manifest_add_all(Manifest *manifest, const Manifest *other)
{
    g_autoptr(GPtrArray) paths = manifest_dup_paths(other);

    for (guint i = 0; i < paths->len; i++) {
        manifest_add(manifest, paths->pdata[i]);
    }
}

bool manifest_has(const Manifest *manifest, const char *path)
{
    return g_hash_table_contains(manifest->paths, path);
}

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *manifest_dup_paths(const Manifest *manifest)
{
    GPtrArray *paths = g_ptr_array_new();
    GHashTableIter iter;
    gpointer path;

    g_hash_table_iter_init(&iter, manifest->paths);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        g_ptr_array_add(paths, path);
    }
    /* A hash table has no order, and equal manifests must be equal files. */
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}

/* Parses a text, which it changes; NULL if it is not a manifest, or ends within a line: then part
 * of it is missing, and the last path may be the beginning of another's. */
static Manifest *parse(char *text, gsize length)
{
    if (strlen(text) != length || !g_str_has_suffix(text, "\n")) {
        return NULL;
    }
    text[length - 1] = '\0';
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    if (g_strcmp0(lines[0], FIRST_LINE) != 0 || lines[1] == NULL ||
        !g_str_has_prefix(lines[1], TITLE_PREFIX)) {
        return NULL;
    }
    g_autoptr(Manifest) manifest = manifest_new(lines[1] + strlen(TITLE_PREFIX));
    for (char **line = lines + 2; *line != NULL; line++) {
        /* Files are removed by this path, so it must not lead out of the folder. */
        if (!address_is_path(*line)) {
            return NULL;
        }
        manifest_add(manifest, *line);
    }
    return g_steal_pointer(&manifest);
}

static Manifest *refuse(const char *file, GError **error)
{
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                "%s is not a list of files that confeed wrote; move it away, and what confeed "
                "wrote beside it",
                file);
    return NULL;
}

Manifest *manifest_read(const char *folder, GError **error)
{
    g_autofree char *file = g_build_filename(folder, MANIFEST_NAME, NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) failure = NULL;
    struct stat status;
    gsize length;

    /* Opening a pipe would block. A link would be read, but the next write would replace it. */
    if (lstat(file, &status) == 0 && !S_ISREG(status.st_mode)) {
        return refuse(file, error);
    }
    if (!g_file_get_contents(file, &text, &length, &failure)) {
        if (g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
            return manifest_new("");
        }
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    Manifest *manifest = parse(text, length);
    return manifest != NULL ? manifest : refuse(file, error);
}

bool manifest_write(const Manifest *manifest, const char *folder, GError **error)
{
    g_autofree char *file = g_build_filename(folder, MANIFEST_NAME, NULL);
    g_autoptr(GPtrArray) paths = manifest_dup_paths(manifest);
    g_autoptr(GString) text = g_string_new(FIRST_LINE "\n" TITLE_PREFIX);

    g_string_append_printf(text, "%s\n", manifest->title);
    for (guint i = 0; i < paths->len; i++) {
        g_string_append_printf(text, "%s\n", (const char *)paths->pdata[i]);
    }
    return g_file_set_contents_full(file, text->str, (gssize)text->len,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    0666, error);
}
