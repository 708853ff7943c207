#include "site/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "site/manifest.h"

#define STAGING_NAME ".confeed-staging"

struct Folder {
    char *path;
    char *staging;
    int lock;          /* the folder itself, open and locked; -1 until then */
    Manifest *before;  /* what earlier runs wrote */
    Manifest *now;     /* what belongs there after this run */
    GPtrArray *staged; /* char *: the paths of staged files; their staged name is their index */
    GHashTable *ways;  /* a set of paths: folders inside that are real, or not there yet */
    guint unchanged;
};

G_DEFINE_QUARK(confeed_folder_error, folder_error)

static bool set_failure(GError **error, const char *what, const char *path)
{
    int code = errno;

    g_set_error(error, FOLDER_ERROR, FOLDER_ERROR_FAILED, "cannot %s %s: %s", what, path,
                g_strerror(code));
    return false;
}

static bool set_foreign(GError **error, const char *file)
{
    g_set_error(error, FOLDER_ERROR, FOLDER_ERROR_FOREIGN,
                "%s is in the way: confeed did not write it and leaves it alone; move it away or "
                "choose another folder",
                file);
    return false;
}

/* --- opening and closing ----------------------------------------------------------------- */

static char *staged_name(const Folder *folder, guint index)
{
    return g_strdup_printf("%s/%u", folder->staging, index);
}

bool folder_is_real(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Removes the staging folder and its files, whose names are numbers; leaves anything else alone. */
static void clear_staging(const Folder *folder)
{
    g_autoptr(GDir) dir =
        folder_is_real(folder->staging) ? g_dir_open(folder->staging, 0, NULL) : NULL;

    if (dir == NULL) {
        return;
    }
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        if (name[strspn(name, "0123456789")] == '\0') {
            g_autofree char *file = g_build_filename(folder->staging, name, NULL);
            unlink(file);
        }
    }
    rmdir(folder->staging);
}

static bool lock_folder(Folder *folder, GError **error)
{
    folder->lock = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->lock < 0) {
        return set_failure(error, "open the folder", folder->path);
    }
    if (flock(folder->lock, LOCK_EX | LOCK_NB) == 0) {
        return true;
    }
    if (errno == EWOULDBLOCK) {
        g_set_error(error, FOLDER_ERROR, FOLDER_ERROR_BUSY,
                    "another run of confeed is writing into %s; wait for it to end", folder->path);
        return false;
    }
    return set_failure(error, "lock the folder", folder->path);
}

Folder *folder_open(const char *path, const char *title, GError **error)
{
    g_autoptr(Folder) folder = g_new0(Folder, 1);

    folder->path = g_strdup(path);
    folder->staging = g_build_filename(path, STAGING_NAME, NULL);
    folder->lock = -1;
    folder->now = manifest_new(title);
    folder->staged = g_ptr_array_new_with_free_func(g_free);
    folder->ways = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (g_mkdir_with_parents(path, 0777) != 0) {
        set_failure(error, "make the folder", path);
        return NULL;
    }
    if (!lock_folder(folder, error)) {
        return NULL;
    }
    folder->before = manifest_read(path, error);
    if (folder->before == NULL) {
        return NULL;
    }
    clear_staging(folder);
    if (g_mkdir(folder->staging, 0777) != 0) {
        set_failure(error, "make the folder", folder->staging);
        return NULL;
    }
    return g_steal_pointer(&folder);
}

void folder_close(Folder *folder)
{
    if (folder == NULL) {
        return;
    }
    if (folder->lock >= 0) {
        if (folder->before != NULL) {
            clear_staging(folder);
        }
        close(folder->lock);
    }
    g_clear_pointer(&folder->before, manifest_free);
    g_clear_pointer(&folder->now, manifest_free);
    g_ptr_array_unref(folder->staged);
    g_hash_table_unref(folder->ways);
    g_free(folder->staging);
    g_free(folder->path);
    g_free(folder);
}

Folder *folder_open_inside(const char *path, const char *title, GError **error)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK) && !folder_is_real(path)) {
        set_foreign(error, path);
        return NULL;
    }
    return folder_open(path, title, error);
}

/* --- staging ----------------------------------------------------------------------------- */

typedef enum Present {
    PRESENT_NOT,
    PRESENT_SAME,      /* a regular file with the same octets */
    PRESENT_DIFFERENT, /* another file, or a link, which is never followed */
    PRESENT_FOLDER,
} Present;

static Present look_at(const char *file, GBytes *body)
{
    struct stat status;
    g_autofree char *octets = NULL;
    gsize size;

    if (lstat(file, &status) != 0) {
        return PRESENT_NOT;
    }
    if (S_ISDIR(status.st_mode)) {
        return PRESENT_FOLDER;
    }
    if (!S_ISREG(status.st_mode) || (gsize)status.st_size != g_bytes_get_size(body) ||
        !g_file_get_contents(file, &octets, &size, NULL)) {
        return PRESENT_DIFFERENT;
    }
    return size == g_bytes_get_size(body) && memcmp(octets, g_bytes_get_data(body, NULL), size) == 0
               ? PRESENT_SAME
               : PRESENT_DIFFERENT;
}

/* A file or link where a folder on the way to `path` should be; or NULL. Nothing beyond is ours. */
static char *dup_barrier(const Folder *folder, const char *path)
{
    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        g_autofree char *way = g_strndup(path, (gsize)(slash - path));
        g_autofree char *above = g_build_filename(folder->path, way, NULL);
        if (g_hash_table_contains(folder->ways, way)) {
            continue;
        }
        if (g_file_test(above, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK) &&
            !folder_is_real(above)) {
            return g_steal_pointer(&above);
        }
        g_hash_table_add(folder->ways, g_steal_pointer(&way));
    }
    return NULL;
}

static bool write_all(int file, const char *octets, gsize size)
{
    while (size > 0) {
        ssize_t written = write(file, octets, size);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return false;
        }
        octets += written;
        size -= (gsize)written;
    }
    return true;
}

static bool write_staged(const char *name, GBytes *body, GError **error)
{
    int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (file < 0) {
        return set_failure(error, "make", name);
    }
    gsize size;
    const char *octets = g_bytes_get_data(body, &size);
    bool is_written = write_all(file, octets, size);
    if (!is_written) {
        set_failure(error, "write", name);
    }
    if (close(file) != 0 && is_written) {
        return set_failure(error, "write", name);
    }
    return is_written;
}

bool folder_stage(Folder *folder, const char *path, GBytes *body, GError **error)
{
    g_autofree char *file = g_build_filename(folder->path, path, NULL);
    g_autofree char *barrier = dup_barrier(folder, path);
    Present present = look_at(file, body);

    manifest_add(folder->now, path);
    if (barrier != NULL) {
        return set_foreign(error, barrier);
    }
    if (present == PRESENT_SAME) {
        folder->unchanged++;
        return true;
    }
    if (present == PRESENT_FOLDER ||
        (present == PRESENT_DIFFERENT && !manifest_has(folder->before, path))) {
        return set_foreign(error, file);
    }
    g_autofree char *name = staged_name(folder, folder->staged->len);
    if (!write_staged(name, body, error)) {
        return false;
    }
    g_ptr_array_add(folder->staged, g_strdup(path));
    return true;
}

/* --- committing -------------------------------------------------------------------------- */

/* Brings everything to the disk by one call: a file at a time, the disk would work in many small
 * strokes, and that takes longer than to make the pages. */
static bool sync_all(const Folder *folder, GError **error)
{
    return syncfs(folder->lock) == 0 || set_failure(error, "bring to the disk", folder->path);
}

static bool put_in_place(const char *name, const char *file, GError **error)
{
    if (rename(name, file) == 0) {
        return true;
    }
    if (errno == ENOENT) {
        g_autofree char *parent = g_path_get_dirname(file);
        if (g_mkdir_with_parents(parent, 0777) != 0) {
            return set_failure(error, "make the folder", parent);
        }
        if (rename(name, file) == 0) {
            return true;
        }
    }
    return set_failure(error, "put into place", file);
}

static bool rename_staged(const Folder *folder, GError **error)
{
    for (guint i = 0; i < folder->staged->len; i++) {
        g_autofree char *name = staged_name(folder, i);
        g_autofree char *file = g_build_filename(folder->path, folder->staged->pdata[i], NULL);
        if (!put_in_place(name, file, error)) {
            return false;
        }
    }
    return true;
}

/* Removes a file, and its folder if that is then empty. A folder in its place is not ours. */
static bool remove_file(const Folder *folder, const char *path, guint *removed, GError **error)
{
    g_autofree char *file = g_build_filename(folder->path, path, NULL);
    g_autofree char *barrier = dup_barrier(folder, path);
    g_autofree char *parent = g_path_get_dirname(file);

    if (barrier != NULL || folder_is_real(file)) {
        return true;
    }
    if (unlink(file) == 0) {
        (*removed)++;
    } else if (errno != ENOENT && errno != ENOTDIR) {
        return set_failure(error, "remove", file);
    }
    if (strcmp(parent, folder->path) != 0) {
        rmdir(parent); /* fails while anything is left */
    }
    return true;
}

static bool remove_stale(const Folder *folder, guint *removed, GError **error)
{
    g_autoptr(GPtrArray) paths = manifest_dup_paths(folder->before);

    for (guint i = 0; i < paths->len; i++) {
        if (!manifest_has(folder->now, paths->pdata[i]) &&
            !remove_file(folder, paths->pdata[i], removed, error)) {
            return false;
        }
    }
    return true;
}

/* Sizes are enough, since callers compare a manifest with one that includes it. */
static bool is_same_manifest(const Manifest *a, const Manifest *b)
{
    return strcmp(a->title, b->title) == 0 &&
           g_hash_table_size(a->paths) == g_hash_table_size(b->paths);
}

bool folder_commit(Folder *folder, FolderCounts *counts, GError **error)
{
    g_autoptr(Manifest) all = manifest_new(folder->now->title);
    guint removed = 0;

    /* All that may be there until this ends is listed first: a next run must know what is ours. */
    manifest_add_all(all, folder->before);
    manifest_add_all(all, folder->now);
    if (!is_same_manifest(all, folder->before) && !manifest_write(all, folder->path, error)) {
        return false;
    }
    if (!sync_all(folder, error) || !rename_staged(folder, error) ||
        !remove_stale(folder, &removed, error) || !sync_all(folder, error)) {
        return false;
    }
    if (!is_same_manifest(folder->now, all) && !manifest_write(folder->now, folder->path, error)) {
        return false;
    }
    counts->written += folder->staged->len;
    counts->unchanged += folder->unchanged;
    counts->removed += removed;
    g_ptr_array_set_size(folder->staged, 0);
    return true;
}
