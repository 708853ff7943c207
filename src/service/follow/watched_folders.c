#include "service/follow/watched_folders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "service/agendas.h"

/* As many symbolic links are followed in one path as the kernel follows (path_resolution(7)). */
#define MAX_LINKS 40

/* A folder that several paths lead to has one descriptor: IN_MASK_ADD adds up what they ask.
 * IN_EXCL_UNLINK: a file that was replaced is of no interest, whoever still writes to it. */
#define FLAGS (IN_ONLYDIR | IN_MASK_ADD | IN_EXCL_UNLINK)

struct WatchedFolders {
    int fd;
    char **paths;
    GHashTable *folders; /* watch descriptor → WatchedFolder */
};

/* --- Folders ------------------------------------------------------------------------------- */

static WatchedFolder *folder_new(const char *path)
{
    WatchedFolder *folder = g_new0(WatchedFolder, 1);

    folder->path = realpath(path, NULL);
    folder->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return folder;
}

static void folder_free(WatchedFolder *folder)
{
    g_hash_table_unref(folder->names);
    g_free(folder->path);
    g_free(folder);
}

static void list_path(const WatchedFolder *folder, GPtrArray *paths)
{
    if (folder->path != NULL) {
        g_ptr_array_add(paths, g_strdup(folder->path));
    }
}

static GHashTable *folders_new(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)folder_free);
}

static const char *remedy(int code)
{
    if (code == ENOSPC) {
        return "; to be told at once, raise fs.inotify.max_user_watches with sysctl";
    }
    if (code == EMFILE) {
        return "; to be told at once, raise fs.inotify.max_user_instances with sysctl, or the limit "
               "of open files";
    }
    return "";
}

bool watched_folders_fail(GError **error, int code, const char *path)
{
    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code),
                "%s: cannot be watched for changes: %s: looked at every few seconds instead%s",
                path, g_strerror(code), remedy(code));
    return false;
}

/* Watches a folder from now on. Returns what counts in it, borrowed, or NULL with errno set. */
static WatchedFolder *watch_folder(WatchedFolders *watched, const char *path, guint32 events)
{
    int descriptor = inotify_add_watch(watched->fd, path, events | FLAGS);

    if (descriptor < 0) {
        return NULL;
    }
    WatchedFolder *folder = g_hash_table_lookup(watched->folders, GINT_TO_POINTER(descriptor));
    if (folder == NULL) {
        folder = folder_new(path);
        g_hash_table_insert(watched->folders, GINT_TO_POINTER(descriptor), folder);
    }
    return folder;
}

/* Whether a folder just is not there: the folders before it then report when it comes. */
static bool is_absence(int code)
{
    return code == ENOENT || code == ENOTDIR || code == ELOOP || code == ENAMETOOLONG;
}

/* --- Paths --------------------------------------------------------------------------------- */

/* One step of a path: a name, its folder, and what comes after it. */
typedef struct Step {
    char *folder;
    char *name;
    const char *rest;
} Step;

static void step_clear(Step *step)
{
    g_free(step->folder);
    g_free(step->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Step, step_clear)

static Step step_at(const char *path, gsize start)
{
    gsize length = strcspn(path + start, "/");
    const char *end = path + start + length;

    return (Step){
        /* With a slash at its end, so that a name can be put after it. */
        .folder = start > 0 ? g_strndup(path, start) : g_strdup("./"),
        .name = g_strndup(path + start, length),
        .rest = end + strspn(end, "/"),
    };
}

/* Folders that may be passed through but not read cannot be watched. Nothing is reported of them,
 * which is no failure unless the file itself is in one. */
static bool may_stay_unwatched(const char *path, const Step *step)
{
    return *step->rest != '\0' || g_file_test(path, G_FILE_TEST_IS_DIR);
}

/* The path with this step, a symbolic link, replaced by its target; NULL if it is no link. */
static char *follow(const Step *step)
{
    g_autofree char *link = g_strconcat(step->folder, step->name, NULL);
    g_autofree char *target = g_file_read_link(link, NULL);

    if (target == NULL) {
        return NULL;
    }
    return g_strconcat(target[0] == '/' ? "" : step->folder, target, "/", step->rest, NULL);
}

/* Watches the folders that lead to a path, up to its first symbolic link: out_next is then the path
 * with that link followed, else NULL. Each folder is watched before its name is looked at, so that
 * a change in between is reported. */
static bool watch_way(WatchedFolders *watched, const char *path, char **out_next, GError **error)
{
    *out_next = NULL;
    for (gsize at = strspn(path, "/"); path[at] != '\0';) {
        g_auto(Step) step = step_at(path, at);
        bool is_last = *step.rest == '\0';
        WatchedFolder *folder = watch_folder(
            watched, step.folder, is_last ? WATCHED_LEADING | WATCHED_WRITING : WATCHED_LEADING);
        /* Kept before anything else sets errno. */
        int code = errno;
        if (folder != NULL) {
            g_hash_table_add(folder->names, g_strdup(step.name));
        } else if (is_absence(code)) {
            return true;
        } else if (code != EACCES || !may_stay_unwatched(path, &step)) {
            return watched_folders_fail(error, code, step.folder);
        }
        *out_next = follow(&step);
        if (*out_next != NULL) {
            /* The rest of the path begins where the link leads. */
            return true;
        }
        at = (gsize)(step.rest - path);
    }
    return true;
}

/* Watches all folders that lead to a path: those of its links, and those that they point to. */
static bool watch_file(WatchedFolders *watched, const char *path, GError **error)
{
    g_autofree char *way = g_strdup(path);

    for (guint links = 0; way != NULL && links <= MAX_LINKS; links++) {
        char *next;
        if (!watch_way(watched, way, &next, error)) {
            return false;
        }
        g_free(way);
        way = next;
    }
    return true;
}

/* Watches the agendas in a folder, and where those lead that are links. */
static bool watch_agendas(WatchedFolders *watched, const char *path, GError **error)
{
    WatchedFolder *folder = watch_folder(watched, path, WATCHED_LEADING | WATCHED_WRITING);
    const char *name;

    if (folder == NULL) {
        return is_absence(errno) || watched_folders_fail(error, errno, path);
    }
    folder->has_agendas = true;
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        if (agendas_is_name(name) && g_file_test(file, G_FILE_TEST_IS_SYMLINK) &&
            !watch_file(watched, file, error)) {
            return false;
        }
    }
    return true;
}

/* Stops watching what no path leads to any more. */
static void leave_others(WatchedFolders *watched, GHashTable *before, GPtrArray *went)
{
    GHashTableIter iter;
    gpointer descriptor;
    gpointer folder;

    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &descriptor, &folder)) {
        if (!g_hash_table_contains(watched->folders, descriptor)) {
            /* Fails, harmlessly, for a folder that has been deleted. */
            inotify_rm_watch(watched->fd, GPOINTER_TO_INT(descriptor));
            list_path(folder, went);
        }
    }
}

static void list_new(const WatchedFolders *watched, GHashTable *before, GPtrArray *came)
{
    GHashTableIter iter;
    gpointer descriptor;
    gpointer folder;

    g_hash_table_iter_init(&iter, watched->folders);
    while (g_hash_table_iter_next(&iter, &descriptor, &folder)) {
        if (!g_hash_table_contains(before, descriptor)) {
            list_path(folder, came);
        }
    }
}

bool watched_folders_renew(WatchedFolders *watched, GPtrArray *came, GPtrArray *went,
                           GError **error)
{
    g_autoptr(GHashTable) before = g_steal_pointer(&watched->folders);
    bool done = true;

    /* A folder that is watched again keeps its descriptor, so before and after can be compared. */
    watched->folders = folders_new();
    for (char **path = watched->paths; *path != NULL; path++) {
        /* Goes on after a failure; of several errors the first is reported. */
        GError **first = done ? error : NULL;
        done = watch_file(watched, *path, first) && watch_agendas(watched, *path, first) && done;
    }
    leave_others(watched, before, went);
    list_new(watched, before, came);
    return done;
}

/* --- From outside -------------------------------------------------------------------------- */

WatchedFolders *watched_folders_new(int fd, char **paths)
{
    WatchedFolders *watched = g_new0(WatchedFolders, 1);

    watched->fd = fd;
    watched->paths = g_strdupv(paths);
    watched->folders = folders_new();
    return watched;
}

void watched_folders_free(WatchedFolders *watched)
{
    if (watched != NULL) {
        g_hash_table_unref(watched->folders);
        g_strfreev(watched->paths);
        g_free(watched);
    }
}

const WatchedFolder *watched_folders_find(const WatchedFolders *watched, int descriptor)
{
    return g_hash_table_lookup(watched->folders, GINT_TO_POINTER(descriptor));
}

bool watched_folder_counts(const WatchedFolder *folder, const char *name)
{
    return g_hash_table_contains(folder->names, name) ||
           (folder->has_agendas && agendas_is_name(name));
}
