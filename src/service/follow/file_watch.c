#include "service/follow/file_watch.h"

#include <errno.h>
#include <glib-unix.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/follow/file_round.h"
#include "service/follow/shared_disk.h"
#include "service/follow/watched_folders.h"
#include "service/message.h"

#define BUFFER_SIZE 16384

struct FileWatch {
    guint settle_milliseconds;
    FileWatchFunc func;
    gpointer data;
    int fd; /* from inotify(7); -1: there was none to be had */
    guint fd_source;
    WatchedFolders *folders; /* NULL if there is no `fd` */
    FileRounds *rounds;
    /* What files looked like when they were last asked for or reported: path without links (char *)
     * → FileLook. Empty from when changes are reported until the files are asked for again. */
    GHashTable *known;
    GHashTable *told;    /* the same, as of the last round that was reported */
    gint64 asked;        /* when a file was last asked for; monotonic, microseconds */
    char *lack;          /* see file_watch_lack */
    Settling *settling;  /* of files, by their paths without links */
    guint overdue_timer; /* a source; 0: nothing is being written */
    bool is_impaired;    /* not all could be watched, and that has been said */
    guint timer;         /* a source; 0: all is quiet */
    gint64 due;          /* when to call `func`, and when at the latest; monotonic, microseconds */
    gint64 latest;
};

/* --- Events -------------------------------------------------------------------------------- */

/* Doubts the files in a folder that is watched only from now on: somebody may have begun to write
 * to them before. */
static void doubt_files(FileWatch *watch, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        settling_doubt(watch->settling, path);
    }
}

/* Looks again where the paths lead. */
static void watch_anew(FileWatch *watch)
{
    if (watch->folders == NULL) {
        return;
    }
    g_autoptr(GPtrArray) came = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) went = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    bool done = watched_folders_renew(watch->folders, came, went, &error);

    for (guint i = 0; i < went->len; i++) {
        g_autofree char *prefix = g_strconcat(went->pdata[i], "/", NULL);
        settling_forget(watch->settling, prefix);
    }
    for (guint i = 0; i < came->len; i++) {
        doubt_files(watch, came->pdata[i]);
    }
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
    g_hash_table_remove_all(watch->known);
    watch->func(watch->data);
    return G_SOURCE_REMOVE;
}

/* Calls `func` when all is quiet. Events do not restart the timer: a program that writes without
 * end would keep it from ever being dispatched. It checks whether it came too early. */
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

static gboolean tell_overdue(gpointer data);

/* Arranges for a message if a file stays open for long. */
static void watch_time(FileWatch *watch)
{
    gint64 next = settling_next_overdue(watch->settling);

    if (watch->overdue_timer == 0 && next != SETTLING_NEVER) {
        /* Rounded up: a timer that came too early would find nothing overdue. */
        gint64 left = MAX(next - g_get_monotonic_time(), 0) / G_TIME_SPAN_MILLISECOND;
        watch->overdue_timer = g_timeout_add((guint)left + 1, tell_overdue, watch);
    }
}

static gboolean tell_overdue(gpointer data)
{
    FileWatch *watch = data;
    g_autoptr(GPtrArray) paths = settling_list_overdue(watch->settling, g_get_monotonic_time());

    for (guint i = 0; i < paths->len; i++) {
        message_error("%s: has been open for writing for minutes, and is read when it is closed or "
                      "replaced; until then what was read last stays: end the program that "
                      "writes to it, or save it under another name and move it there",
                      (const char *)paths->pdata[i]);
    }
    watch->overdue_timer = 0;
    watch_time(watch);
    return G_SOURCE_REMOVE;
}

/* A file just made is empty and will be written to, unless it comes whole, as a link does. */
static SettlingEvent find_kind(const struct inotify_event *event, const char *path)
{
    struct stat status;

    if ((event->mask & IN_CLOSE_WRITE) != 0) {
        return SETTLING_CLOSED;
    }
    bool is_made = (event->mask & IN_CREATE) != 0 && lstat(path, &status) == 0 &&
                   S_ISREG(status.st_mode) && status.st_size == 0;
    return is_made || (event->mask & IN_MODIFY) != 0 ? SETTLING_WRITTEN : SETTLING_REPLACED;
}

/* Notes an event; whether it is to be reported. Writing is not, until the file is closed. */
static bool is_to_tell(FileWatch *watch, const WatchedFolder *folder,
                       const struct inotify_event *event)
{
    if (folder->path == NULL) {
        return true;
    }
    g_autofree char *path = g_build_filename(folder->path, event->name, NULL);
    settling_note(watch->settling, path, find_kind(event, path), g_get_monotonic_time());
    watch_time(watch);
    return (event->mask & IN_MODIFY) == 0;
}

/* Whether an event is to be reported. */
static bool counts(FileWatch *watch, const struct inotify_event *event)
{
    if ((event->mask & IN_Q_OVERFLOW) != 0) {
        /* The kernel dropped events: any file may have been written to. */
        settling_lose_sight(watch->settling);
        return true;
    }
    const WatchedFolder *folder = watched_folders_find(watch->folders, event->wd);
    if (folder == NULL) {
        return false;
    }
    if (event->len == 0) {
        /* The folder itself has been moved, deleted or unmounted. */
        return true;
    }
    return watched_folder_counts(folder, event->name) && is_to_tell(watch, folder, event);
}

/* Reads what events there are; false if there were none. */
static bool take_events(FileWatch *watch)
{
    _Alignas(struct inotify_event) char buffer[BUFFER_SIZE];
    ssize_t length = read(watch->fd, buffer, sizeof buffer);
    guint32 seen = 0;

    for (ssize_t at = 0; at < length;) {
        const struct inotify_event *event = (const struct inotify_event *)(buffer + at);
        if (counts(watch, event)) {
            seen |= event->mask;
        }
        at += (ssize_t)(sizeof *event + event->len);
    }
    /* Anything but writing may change where the paths lead. */
    if ((seen & ~(guint32)WATCHED_WRITING) != 0) {
        watch_anew(watch);
    }
    if (seen != 0) {
        wait_for_quiet(watch);
    }
    return length > 0;
}

static void take_all_events(FileWatch *watch)
{
    while (watch->fd >= 0 && take_events(watch)) {
    }
}

static gboolean read_events(G_GNUC_UNUSED gint fd, G_GNUC_UNUSED GIOCondition condition,
                            gpointer data)
{
    take_events(data);
    return G_SOURCE_CONTINUE;
}

/* --- Looking ------------------------------------------------------------------------------- */

/* Whether a file looks otherwise than is known, and no event tells of it: then somebody may be
 * writing to it who is not seen, and it has to stand still from now on. */
static bool is_news(FileWatch *watch, const char *path, const FileLook *look)
{
    gint64 now = g_get_monotonic_time();
    const FileLook *known = g_hash_table_lookup(watch->known, path);

    /* Who was told and did not ask need not be told again. */
    known = known != NULL ? known : g_hash_table_lookup(watch->told, path);

    if ((known != NULL && file_look_is_same(known, look)) ||
        settling_look(watch->settling, path, look, now) == SETTLING_NEVER) {
        return false;
    }
    settling_doubt(watch->settling, path);
    settling_look(watch->settling, path, look, now);
    return true;
}

/* Whether a round has found what no event told. */
static bool has_news(FileWatch *watch, const FileRound *round)
{
    GHashTableIter iter;
    gpointer path;
    gpointer look;
    bool any = false;

    g_hash_table_iter_init(&iter, round->looks);
    while (g_hash_table_iter_next(&iter, &path, &look)) {
        any = is_news(watch, path, look) || any;
    }
    g_hash_table_iter_init(&iter, watch->known);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        any = any || !g_hash_table_contains(round->looks, path);
    }
    return any;
}

static void set_lack(FileWatch *watch, const char *text, bool is_to_say)
{
    if (g_strcmp0(watch->lack, text) == 0) {
        return;
    }
    g_free(watch->lack);
    watch->lack = g_strdup(text);
    if (is_to_say) {
        message_error("%s", text);
    }
}

static void take_round(const FileRound *round, gpointer data)
{
    FileWatch *watch = data;

    if (round == NULL) {
        set_lack(watch, "the disk with the agendas does not answer", true);
        return;
    }
    set_lack(watch, round->lack, round->has_lost);
    take_all_events(watch);
    /* What is reported soon, or was asked for since, is newer than what the round has seen. */
    if (watch->timer == 0 && round->began > watch->asked && has_news(watch, round)) {
        g_hash_table_unref(watch->told);
        watch->told = g_hash_table_ref(round->looks);
        watch_anew(watch);
        wait_for_quiet(watch);
    }
}

/* --- From outside -------------------------------------------------------------------------- */

static guint usual(guint milliseconds, guint usual_milliseconds)
{
    return milliseconds != 0 ? milliseconds : usual_milliseconds;
}

/* Waits for events, if the system lets it. */
static void watch_folders(FileWatch *watch, char **paths)
{
    g_autoptr(GPtrArray) came = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;

    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd < 0) {
        watched_folders_fail(&error, errno, "the agendas");
    } else {
        watch->folders = watched_folders_new(watch->fd, paths);
        watch->fd_source = g_unix_fd_add(watch->fd, G_IO_IN, read_events, watch);
        watched_folders_renew(watch->folders, came, came, &error);
    }
    watch->is_impaired = error != NULL;
    if (watch->is_impaired) {
        message_error("%s", error->message);
    }
}

/* Notes what the files look like before anybody reads them. */
static void look_first(FileWatch *watch, char **paths)
{
    g_autoptr(FileRound) round = file_round_go(paths);

    watch->known = g_hash_table_ref(round->looks);
    watch->told = g_hash_table_new(g_str_hash, g_str_equal);
    for (char **path = paths; *path != NULL; path++) {
        if (shared_disk_holds(*path)) {
            message_info("%s: on a disk that others may write to, too: it is looked at every %d "
                         "seconds",
                         *path, FILE_WATCH_LOOK_SECONDS);
        }
    }
}

FileWatch *file_watch_new(char **paths, const FileWatchTimes *times, FileWatchFunc func,
                          gpointer data)
{
    static const FileWatchTimes USUAL = { 0 };
    FileWatch *watch = g_new0(FileWatch, 1);

    times = times != NULL ? times : &USUAL;
    watch->settle_milliseconds = usual(times->settle_milliseconds, FILE_WATCH_SETTLE_MILLISECONDS);
    watch->func = func;
    watch->data = data;
    watch->settling = settling_new(times->patience_milliseconds * G_TIME_SPAN_MILLISECOND);
    watch_folders(watch, paths);
    look_first(watch, paths);
    FileRoundTimes round = {
        .interval = usual(times->look_milliseconds, FILE_WATCH_LOOK_SECONDS * 1000),
        .patience = usual(times->round_milliseconds, FILE_ROUND_PATIENCE_SECONDS * 1000),
    };
    watch->rounds = file_rounds_new(paths, round, take_round, watch);
    return watch;
}

gint64 file_watch_when_whole(FileWatch *watch, const char *path)
{
    g_autofree char *real = realpath(path, NULL);
    FileLook look;

    take_all_events(watch);
    watch->asked = g_get_monotonic_time();
    if (real == NULL || !file_look_take(real, &look)) {
        /* Whoever reads it finds out why. */
        return 0;
    }
    /* Of what is reported soon, all is asked for again. */
    if (watch->timer == 0 && g_hash_table_contains(watch->known, real)) {
        is_news(watch, real, &look);
    }
    g_hash_table_replace(watch->known, g_strdup(real), g_memdup2(&look, sizeof look));
    return settling_look(watch->settling, real, &look, watch->asked);
}

const char *file_watch_lack(const FileWatch *watch)
{
    return watch->lack;
}

void file_watch_free(FileWatch *watch)
{
    if (watch == NULL) {
        return;
    }
    if (watch->fd >= 0) {
        g_source_remove(watch->fd_source);
        close(watch->fd);
    }
    if (watch->timer != 0) {
        g_source_remove(watch->timer);
    }
    if (watch->overdue_timer != 0) {
        g_source_remove(watch->overdue_timer);
    }
    file_rounds_free(watch->rounds);
    g_hash_table_unref(watch->known);
    g_hash_table_unref(watch->told);
    settling_free(watch->settling);
    watched_folders_free(watch->folders);
    g_free(watch->lack);
    g_free(watch);
}
