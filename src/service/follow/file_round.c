#include "service/follow/file_round.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "service/agendas.h"
#include "service/follow/shared_disk.h"

/* --- One file ------------------------------------------------------------------------------- */

static gint64 to_nanoseconds(const struct timespec *time)
{
    return (gint64)time->tv_sec * 1000000000 + time->tv_nsec;
}

bool file_look_take(const char *path, FileLook *out_look)
{
    struct stat status;

    if (stat(path, &status) != 0) {
        return false;
    }
    *out_look = (FileLook){ .device = status.st_dev,
                            .size = status.st_size,
                            .modified = to_nanoseconds(&status.st_mtim),
                            .changed = to_nanoseconds(&status.st_ctim),
                            .is_shared = shared_disk_holds(path) };
    /* Some shared disks do not count names at all. */
    out_look->is_lost = status.st_nlink == 0 && !out_look->is_shared;
    return true;
}

bool file_look_is_same(const FileLook *a, const FileLook *b)
{
    return a->device == b->device && a->size == b->size && a->modified == b->modified &&
           a->changed == b->changed;
}

/* --- One round ------------------------------------------------------------------------------ */

/* Of several lacks the first is kept. */
static void set_lack(FileRound *round, const char *path, const char *what)
{
    if (round->lack == NULL) {
        round->lack = g_strdup_printf("%s: %s", path, what);
    }
}

static void look_at_file(FileRound *round, const char *path)
{
    g_autofree char *real = realpath(path, NULL);
    FileLook look;

    if (real == NULL || !file_look_take(real, &look)) {
        set_lack(round, path, g_strerror(errno));
        return;
    }
    if (look.is_lost) {
        round->has_lost = round->lack == NULL;
        set_lack(round, path,
                 "is mounted alone, and was replaced or deleted where it comes from; mount the "
                 "folder that it is in instead");
    }
    g_hash_table_insert(round->looks, g_steal_pointer(&real), g_memdup2(&look, sizeof look));
}

static void look_at_folder(FileRound *round, const char *path, GDir *dir)
{
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        if (agendas_is_name(name)) {
            g_autofree char *file = g_build_filename(path, name, NULL);
            look_at_file(round, file);
        }
    }
}

FileRound *file_round_go(char **paths)
{
    FileRound *round = g_new0(FileRound, 1);

    round->began = g_get_monotonic_time();
    /* A path without links comes from realpath(3), and so from malloc(3), as all of GLib's does. */
    round->looks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (char **path = paths; *path != NULL; path++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GDir) dir = g_dir_open(*path, 0, &error);
        if (dir != NULL) {
            look_at_folder(round, *path, dir);
        } else if (g_file_test(*path, G_FILE_TEST_IS_DIR)) {
            set_lack(round, *path, g_strerror(EACCES));
        } else {
            look_at_file(round, *path);
        }
    }
    return round;
}

void file_round_free(FileRound *round)
{
    if (round != NULL) {
        g_hash_table_unref(round->looks);
        g_free(round->lack);
        g_free(round);
    }
}

/* --- Round after round ---------------------------------------------------------------------- */

/* A round under way. Whoever waits for it may be gone before it ends. */
typedef struct Walk {
    char **paths;
    FileRound *round;   /* NULL until it is done */
    FileRounds *rounds; /* of the main thread; NULL: nobody waits for it any more */
} Walk;

struct FileRounds {
    char **paths;
    FileRoundTimes times;
    FileRoundsFunc func;
    gpointer data;
    Walk *walk;  /* NULL: none is under way */
    guint timer; /* a source: for the next round, or for the patience with this one; 0: neither */
};

static void walk_free(gpointer data)
{
    Walk *walk = data;

    file_round_free(walk->round);
    g_strfreev(walk->paths);
    g_free(walk);
}

static void set_timer(FileRounds *rounds, guint milliseconds, GSourceFunc func)
{
    if (rounds->timer != 0) {
        g_source_remove(rounds->timer);
    }
    rounds->timer = g_timeout_add(milliseconds, func, rounds);
}

static gboolean begin(gpointer data);

static gboolean hand_over(gpointer data)
{
    const Walk *walk = data;
    FileRounds *rounds = walk->rounds;

    if (rounds != NULL) {
        rounds->walk = NULL;
        set_timer(rounds, rounds->times.interval, begin);
        rounds->func(walk->round, rounds->data);
    }
    return G_SOURCE_REMOVE;
}

static gpointer go(gpointer data)
{
    Walk *walk = data;

    walk->round = file_round_go(walk->paths);
    g_idle_add_full(G_PRIORITY_DEFAULT, hand_over, walk, walk_free);
    return NULL;
}

static gboolean lose_patience(gpointer data)
{
    FileRounds *rounds = data;

    rounds->timer = 0;
    rounds->func(NULL, rounds->data);
    return G_SOURCE_REMOVE;
}

static gboolean begin(gpointer data)
{
    FileRounds *rounds = data;
    Walk *walk = g_new0(Walk, 1);

    walk->paths = g_strdupv(rounds->paths);
    walk->rounds = rounds;
    GThread *thread = g_thread_try_new("round", go, walk, NULL);
    if (thread == NULL) {
        /* No more threads are to be had just now. */
        walk_free(walk);
        return G_SOURCE_CONTINUE;
    }
    g_thread_unref(thread);
    rounds->walk = walk;
    rounds->timer = 0;
    set_timer(rounds, rounds->times.patience, lose_patience);
    return G_SOURCE_REMOVE;
}

FileRounds *file_rounds_new(char **paths, FileRoundTimes times, FileRoundsFunc func, gpointer data)
{
    FileRounds *rounds = g_new0(FileRounds, 1);

    rounds->paths = g_strdupv(paths);
    rounds->times = times;
    rounds->func = func;
    rounds->data = data;
    set_timer(rounds, times.interval, begin);
    return rounds;
}

void file_rounds_free(FileRounds *rounds)
{
    if (rounds == NULL) {
        return;
    }
    if (rounds->timer != 0) {
        g_source_remove(rounds->timer);
    }
    if (rounds->walk != NULL) {
        rounds->walk->rounds = NULL;
    }
    g_strfreev(rounds->paths);
    g_free(rounds);
}
