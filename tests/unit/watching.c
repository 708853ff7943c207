#include "watching.h"

#include <stdbool.h>
#include <unistd.h>

#include "scratch.h"
#include "service/follow/file_round.h"
#include "support.h"

#define BOUND_SECONDS 20

FileWatch *watching_current;
guint watching_calls;

static char *before;
static char **watched; /* the paths, ended by NULL */

/* Each test has a folder to itself and works in it. */
int watching_enter(void **state)
{
    char *folder = scratch_new();

    before = g_get_current_dir();
    *state = folder;
    return chdir(folder);
}

int watching_leave(void **state)
{
    assert_int_equal(seteuid(getuid()), 0);
    int status = chdir(before);

    g_clear_pointer(&watching_current, file_watch_free);
    g_clear_pointer(&watched, g_strfreev);
    scratch_remove(*state);
    g_free(*state);
    g_clear_pointer(&before, g_free);
    return status;
}

/* --- Saving and waiting -------------------------------------------------------------------- */

/* Asks for the files, as whoever reads them does. */
static void count_call(gpointer data)
{
    FileWatch *watch = *(FileWatch **)data;
    g_autoptr(FileRound) round = file_round_go(watched);
    GHashTableIter iter;
    gpointer path;

    g_hash_table_iter_init(&iter, round->looks);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        file_watch_when_whole(watch, path);
    }
    watching_calls++;
}

void watching_start(const char *paths, FileWatchTimes times)
{
    file_watch_free(watching_current);
    g_strfreev(watched);
    watched = g_strsplit(paths, " ", -1);
    watching_current = file_watch_new(watched, &times, count_call, &watching_current);
}

void watching_watch(const char *paths)
{
    watching_start(paths, (FileWatchTimes){ .settle_milliseconds = WATCHING_SETTLE,
                                            .patience_milliseconds = WATCHING_PATIENCE });
}

/* Does to files what people and their tools do. No event is looked at meanwhile. */
void watching_run(const char *command)
{
    const char *arguments[] = { "sh", "-ec", command, NULL };
    int status = -1;

    assert_true(g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                             NULL, &status, NULL));
    assert_int_equal(status, 0);
}

static gboolean note(gpointer data)
{
    *(bool *)data = true;
    return G_SOURCE_CONTINUE;
}

void watching_until_called(void)
{
    bool is_over = false;
    guint timer = g_timeout_add_seconds(BOUND_SECONDS, note, &is_over);

    while (watching_calls == 0 && !is_over) {
        g_main_context_iteration(NULL, TRUE);
    }
    assert_false(is_over);
    g_source_remove(timer);
}

/* Long enough for a call that should not come. */
void watching_for_a_while(void)
{
    bool is_over = false;
    guint timer = g_timeout_add(2 * WATCHING_SETTLE, note, &is_over);

    while (!is_over) {
        g_main_context_iteration(NULL, TRUE);
    }
    g_source_remove(timer);
}

void watching_assert_one_call(const char *command)
{
    watching_calls = 0;
    watching_run(command);
    watching_until_called();
    watching_for_a_while();
    assert_int_equal(watching_calls, 1);
}
