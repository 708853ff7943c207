#include "cli/file_watch.h"

#include <errno.h>
#include <glib-unix.h>
#include <stdbool.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "cli/agendas.h"
#include "cli/message.h"

/* Symbolic links in one path: as many as the kernel follows (path_resolution(7)). */
#define MAX_LINKS 40

#define BUFFER_SIZE 16384

/* What may change to which file or folder a name leads. */
#define LEADING \
    (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)
#define WRITING (IN_MODIFY | IN_CLOSE_WRITE)

/* A folder that several paths lead to has one descriptor: what is asked of it adds up. A file that
 * has been replaced is nobody's any longer, whoever still writes to it. */
#define FLAGS (IN_ONLYDIR | IN_MASK_ADD | IN_EXCL_UNLINK)

/* What counts in a watched folder. */
typedef struct Folder {
    GHashTable *names; /* a set */
    bool has_agendas;  /* what is named like an agenda counts as well */
} Folder;

struct FileWatch {
    char **paths;
    guint settle_milliseconds;
    FileWatchFunc func;
    gpointer data;
    int fd;
    guint fd_source;
    GHashTable *folders; /* watch descriptor → Folder */
    bool is_impaired;    /* not all could be watched, and that has been said */
    guint timer;         /* a source; 0: all is quiet */
    gint64 due;          /* when to tell, and at the latest; monotonic, microseconds */
    gint64 latest;
};

/* --- Folders ------------------------------------------------------------------------------- */

static Folder *folder_new(void)
{
    Folder *folder = g_new0(Folder, 1);

    folder->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return folder;
}

static void folder_free(Folder *folder)
{
    g_hash_table_unref(folder->names);
    g_free(folder);
}

static GHashTable *folders_new(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)folder_free);
}

static const char *remedy(int code)
{
    if (code == ENOSPC) {
        return "raise fs.inotify.max_user_watches with sysctl; until then ";
    }
    if (code == EMFILE) {
        return "raise fs.inotify.max_user_instances with sysctl, or the limit of open files; "
               "until then ";
    }
    return "";
}

static bool fail(GError **error, int code, const char *path)
{
    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code),
                "%s: cannot be watched for changes: %s; %sSIGHUP reloads", path, g_strerror(code),
                remedy(code));
    return false;
}

/* Watches a folder from now on. Returns what counts in it, or NULL with errno set. */
static Folder *watch_folder(FileWatch *watch, const char *path, guint32 events)
{
    int descriptor = inotify_add_watch(watch->fd, path, events | FLAGS);

    if (descriptor < 0) {
        return NULL;
    }
    Folder *folder = g_hash_table_lookup(watch->folders, GINT_TO_POINTER(descriptor));
    if (folder == NULL) {
        folder = folder_new();
        g_hash_table_insert(watch->folders, GINT_TO_POINTER(descriptor), folder);
    }
    return folder;
}

/* Whether a folder is just not there. Then the folders before it tell when it comes. */
static bool is_absence(int code)
{
    return code == ENOENT || code == ENOTDIR || code == ELOOP || code == ENAMETOOLONG;
}

/* --- Paths --------------------------------------------------------------------------------- */

/* One step on the way of a path: the name, its folder, and what is left after it. */
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
        .folder = start > 0 ? g_strndup(path, start) : g_strdup("./"),
        .name = g_strndup(path + start, length),
        .rest = end + strspn(end, "/"),
    };
}

/* Folders that may be passed through but not read cannot be watched. They tell nothing, which is
 * no failure unless the file itself is in one. */
static bool may_stay_unwatched(const char *path, const Step *step)
{
    return *step->rest != '\0' || g_file_test(path, G_FILE_TEST_IS_DIR);
}

/* The path with this step, a symbolic link, replaced by what the link says; NULL if it is none. */
static char *follow(const Step *step)
{
    g_autofree char *link = g_strconcat(step->folder, step->name, NULL);
    g_autofree char *target = g_file_read_link(link, NULL);

    if (target == NULL) {
        return NULL;
    }
    return g_strconcat(target[0] == '/' ? "" : step->folder, target, "/", step->rest, NULL);
}

/* Watches the folders that lead to a path, up to its first symbolic link: then out_next is the
 * path with that link followed, else NULL. Each folder is watched before its name is looked at, so
 * that what changes meanwhile is told. */
static bool watch_way(FileWatch *watch, const char *path, char **out_next, GError **error)
{
    *out_next = NULL;
    for (gsize at = strspn(path, "/"); path[at] != '\0';) {
        g_auto(Step) step = step_at(path, at);
        bool is_last = *step.rest == '\0';
        Folder *folder = watch_folder(watch, step.folder, is_last ? LEADING | WRITING : LEADING);
        int code = errno;
        if (folder != NULL) {
            g_hash_table_add(folder->names, g_strdup(step.name));
        } else if (is_absence(code)) {
            return true;
        } else if (code != EACCES || !may_stay_unwatched(path, &step)) {
            return fail(error, code, step.folder);
        }
        *out_next = follow(&step);
        if (*out_next != NULL) {
            return true;
        }
        at = (gsize)(step.rest - path);
    }
    return true;
}

/* Watches all folders that lead to a path, those of links as well as those they point to. */
static bool watch_file(FileWatch *watch, const char *path, GError **error)
{
    g_autofree char *way = g_strdup(path);

    for (guint links = 0; way != NULL && links <= MAX_LINKS; links++) {
        char *next;
        if (!watch_way(watch, way, &next, error)) {
            return false;
        }
        g_free(way);
        way = next;
    }
    return true;
}

/* Watches the agendas in a folder: those that are links lead elsewhere. */
static bool watch_agendas(FileWatch *watch, const char *path, GError **error)
{
    Folder *folder = watch_folder(watch, path, LEADING | WRITING);
    const char *name;

    if (folder == NULL) {
        return is_absence(errno) || fail(error, errno, path);
    }
    folder->has_agendas = true;
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        if (agendas_is_name(name) && g_file_test(file, G_FILE_TEST_IS_SYMLINK) &&
            !watch_file(watch, file, error)) {
            return false;
        }
    }
    return true;
}

/* Watches what the paths lead to now, and no longer what they led to before. Goes on after a
 * failure, for what else can be watched. */
static bool watch_all(FileWatch *watch, GError **error)
{
    g_autoptr(GHashTable) before = g_steal_pointer(&watch->folders);
    bool done = true;
    GHashTableIter iter;
    gpointer descriptor;

    watch->folders = folders_new();
    for (char **path = watch->paths; *path != NULL; path++) {
        GError **first = done ? error : NULL;
        done = watch_file(watch, *path, first) && watch_agendas(watch, *path, first) && done;
    }
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &descriptor, NULL)) {
        if (!g_hash_table_contains(watch->folders, descriptor)) {
            /* Fails for a folder that has been deleted, which does no harm. */
            inotify_rm_watch(watch->fd, GPOINTER_TO_INT(descriptor));
        }
    }
    return done;
}

/* --- Events -------------------------------------------------------------------------------- */

/* Looks again where the paths lead. */
static void watch_anew(FileWatch *watch)
{
    g_autoptr(GError) error = NULL;
    bool done = watch_all(watch, &error);

    if (!done && !watch->is_impaired) {
        message_error("%s", error->message);
    }
    watch->is_impaired = !done;
}

static gboolean tell_if_due(gpointer data)
{
    FileWatch *watch = data;
    gint64 left = watch->due - g_get_monotonic_time();

    if (left > 0) {
        watch->timer = g_timeout_add((guint)(left / 1000) + 1, tell_if_due, watch);
        return G_SOURCE_REMOVE;
    }
    watch->timer = 0;
    watch->func(watch->data);
    return G_SOURCE_REMOVE;
}

/* The timer is not started anew by each event: who writes without end would keep it from ever
 * being dispatched. It looks, when it comes, whether it came too early. */
static void wait_for_quiet(FileWatch *watch)
{
    gint64 now = g_get_monotonic_time();

    if (watch->timer == 0) {
        watch->latest = now + (gint64)FILE_WATCH_PATIENCE_MILLISECONDS * 1000;
        watch->timer = g_timeout_add(
            MIN(watch->settle_milliseconds, FILE_WATCH_PATIENCE_MILLISECONDS), tell_if_due, watch);
    }
    watch->due = MIN(now + (gint64)watch->settle_milliseconds * 1000, watch->latest);
}

static bool counts(const FileWatch *watch, const struct inotify_event *event)
{
    if ((event->mask & IN_Q_OVERFLOW) != 0) {
        return true;
    }
    const Folder *folder = g_hash_table_lookup(watch->folders, GINT_TO_POINTER(event->wd));
    if (folder == NULL) {
        return false;
    }
    if (event->len == 0) {
        /* The folder itself has been moved, deleted or unmounted. */
        return true;
    }
    return g_hash_table_contains(folder->names, event->name) ||
           (folder->has_agendas && agendas_is_name(event->name));
}

static gboolean read_events(gint fd, GIOCondition condition, gpointer data)
{
    FileWatch *watch = data;
    _Alignas(struct inotify_event) char buffer[BUFFER_SIZE];
    ssize_t length = read(fd, buffer, sizeof buffer);
    guint32 seen = 0;

    (void)condition;
    for (ssize_t at = 0; at < length;) {
        const struct inotify_event *event = (const struct inotify_event *)(buffer + at);
        if (counts(watch, event)) {
            seen |= event->mask;
        }
        at += (ssize_t)(sizeof *event + event->len);
    }
    if ((seen & ~(guint32)WRITING) != 0) {
        watch_anew(watch);
    }
    if (seen != 0) {
        wait_for_quiet(watch);
    }
    return G_SOURCE_CONTINUE;
}

/* --- From outside -------------------------------------------------------------------------- */

FileWatch *file_watch_new(char **paths, guint settle_milliseconds, FileWatchFunc func,
                          gpointer data, GError **error)
{
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

    if (fd < 0) {
        fail(error, errno, "the agendas");
        return NULL;
    }
    g_autoptr(FileWatch) watch = g_new0(FileWatch, 1);
    watch->paths = g_strdupv(paths);
    watch->settle_milliseconds =
        settle_milliseconds != 0 ? settle_milliseconds : FILE_WATCH_SETTLE_MILLISECONDS;
    watch->func = func;
    watch->data = data;
    watch->fd = fd;
    watch->folders = folders_new();
    watch->fd_source = g_unix_fd_add(fd, G_IO_IN, read_events, watch);
    if (!watch_all(watch, error)) {
        return NULL;
    }
    return g_steal_pointer(&watch);
}

void file_watch_free(FileWatch *watch)
{
    if (watch == NULL) {
        return;
    }
    g_source_remove(watch->fd_source);
    if (watch->timer != 0) {
        g_source_remove(watch->timer);
    }
    close(watch->fd);
    g_hash_table_unref(watch->folders);
    g_strfreev(watch->paths);
    g_free(watch);
}
