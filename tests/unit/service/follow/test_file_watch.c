#include "service/follow/file_watch.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture.h"
#include "scratch.h"
#include "support.h"
#include "watching.h"

/* What does not count is done first, what does after it: together they are one call. */
static void assert_no_call(const char *command, const char *then)
{
    watching_calls = 0;
    watching_run(command);
    watching_for_a_while();
    assert_int_equal(watching_calls, 0);
    watching_assert_one_call(then);
}

/* Whatever way it was saved in, it goes on being watched. */
static void assert_told_each_time(const char *paths, const char *command, const char *again)
{
    watching_watch(paths);
    watching_assert_one_call(command);
    watching_assert_one_call(again);
    watching_assert_one_call(again);
}

#define WRITE "echo c >>forum.yaml"

/* --- Ways of saving ------------------------------------------------------------------------ */

static void what_is_written_in_place_is_told(void **state)
{
    watching_run("echo a >forum.yaml");
    assert_told_each_time("forum.yaml", "echo b >forum.yaml", WRITE);
}

static void what_is_moved_over_it_is_told(void **state)
{
    watching_run("echo a >forum.yaml");
    assert_told_each_time("forum.yaml", "echo b >new; mv new forum.yaml", WRITE);
    assert_told_each_time("forum.yaml", "sed -i s/b/d/ forum.yaml", WRITE);
}

static void what_comes_from_another_folder_is_told(void **state)
{
    watching_run("mkdir aside; echo b >aside/new; echo a >forum.yaml");
    assert_told_each_time("forum.yaml", "mv aside/new forum.yaml", WRITE);
}

/* As vim does, having tried whether it may make a file. */
static void what_is_moved_away_and_written_anew_is_told(void **state)
{
    watching_run("echo a >forum.yaml");
    assert_told_each_time("forum.yaml",
                          "touch 4913; rm 4913; mv forum.yaml forum.yaml~; echo b >forum.yaml; "
                          "rm forum.yaml~",
                          WRITE);
}

static void what_is_deleted_and_made_anew_is_told(void **state)
{
    watching_run("echo a >forum.yaml");
    assert_told_each_time("forum.yaml", "rm forum.yaml; echo b >forum.yaml", WRITE);
    assert_told_each_time("forum.yaml", "echo b >new; rm forum.yaml; mv new forum.yaml", WRITE);
    assert_told_each_time("forum.yaml", "rm forum.yaml", "echo b >>forum.yaml");
}

static void what_is_linked_in_its_place_is_told(void **state)
{
    watching_run("echo a >forum.yaml; echo b >new");
    assert_told_each_time("forum.yaml", "ln -f new forum.yaml", WRITE);
}

static void what_is_not_there_yet_is_told_when_it_comes(void **state)
{
    assert_told_each_time("forum.yaml", "echo a >forum.yaml", WRITE);
    assert_told_each_time("in/deep/forum.yaml", "mkdir -p in/deep; echo a >in/deep/forum.yaml",
                          "echo b >>in/deep/forum.yaml");
}

static void several_files_saved_together_are_told_once(void **state)
{
    watching_run("mkdir in; echo a >forum.yaml; echo a >in/other");
    assert_told_each_time("forum.yaml in/other",
                          "for i in 1 2 3 4 5; do echo $i >forum.yaml; echo $i >in/other; done",
                          "echo c >>in/other");
}

static void a_path_is_watched_however_it_is_spelt(void **state)
{
    g_autofree char *absolute = g_strdup_printf("%s/in//forum.yaml", (char *)*state);

    watching_run("mkdir in; echo a >in/forum.yaml");
    assert_told_each_time(absolute, "echo b >in/forum.yaml", "echo b >>in/forum.yaml");
    assert_told_each_time("./in/../in/./forum.yaml", "echo b >in/forum.yaml",
                          "echo b >>in/forum.yaml");
}

/* --- What does not count ------------------------------------------------------------------- */

static void a_file_beside_it_is_not_told(void **state)
{
    watching_run("echo a >forum.yaml");
    watching_watch("forum.yaml");

    assert_no_call("echo b >other.yaml; mv other.yaml third.yaml; rm third.yaml; mkdir d",
                   "echo b >forum.yaml");
    assert_no_call("cat forum.yaml >/dev/null; chmod 600 forum.yaml", "echo c >forum.yaml");
}

static void what_is_still_written_to_a_replaced_file_is_not_told(void **state)
{
    watching_run("echo a >forum.yaml; echo b >new");
    FILE *replaced = fopen("forum.yaml", "a");
    watching_watch("forum.yaml");

    assert_non_null(replaced);
    watching_assert_one_call("mv new forum.yaml");
    watching_calls = 0;
    assert_true(fputs("late", replaced) >= 0);
    assert_int_equal(fclose(replaced), 0);
    watching_for_a_while();
    assert_int_equal(watching_calls, 0);
    watching_assert_one_call(WRITE);
}

/* --- Folders ------------------------------------------------------------------------------- */

static void of_a_folder_every_agenda_is_told(void **state)
{
    watching_run("mkdir in; echo a >in/a.yaml");
    watching_watch("in");

    watching_assert_one_call("echo b >in/a.yaml");
    watching_assert_one_call("echo a >in/b.json");
    watching_assert_one_call("mv in/b.json in/c.yml");
    watching_assert_one_call("mv in/c.yml in/notes");
    watching_assert_one_call("mv in/notes in/d.yaml");
    watching_assert_one_call("rm in/*");
}

static void of_a_folder_nothing_else_is_told(void **state)
{
    watching_run("mkdir in; echo a >in/a.yaml");
    watching_watch("in/");

    assert_no_call("echo a >in/.a.yaml; echo a >in/a.yaml~; mkdir in/d; echo a >in/d/a.yaml; "
                   "rm -r in/d; echo a >beside.yaml",
                   "echo b >in/a.yaml");
}

static void a_folder_that_is_removed_and_made_anew_is_told(void **state)
{
    watching_run("mkdir -p up/in; echo a >up/in/a.yaml");
    watching_watch("up/in up/in/a.yaml");

    watching_assert_one_call("rm -r up/in");
    watching_assert_one_call("mkdir up/in; echo a >up/in/a.yaml");
    watching_assert_one_call("echo b >>up/in/a.yaml");
    watching_assert_one_call("rm -r up");
    watching_assert_one_call("mkdir -p up/in");
    watching_assert_one_call("echo a >up/in/a.yaml");
    watching_assert_one_call("rm -r up; mkdir -p up/in; echo b >up/in/a.yaml");
    watching_assert_one_call("echo c >>up/in/a.yaml");
}

static void a_folder_that_is_moved_away_and_comes_back_is_told(void **state)
{
    watching_run("mkdir -p up/in; echo a >up/in/a.yaml");
    watching_watch("up/in/a.yaml");

    watching_assert_one_call("mv up/in up/away");
    assert_no_call("echo b >up/away/a.yaml", "mv up/away up/in");
    watching_assert_one_call("echo c >up/in/a.yaml");
    watching_assert_one_call("mv up away");
    assert_no_call("echo d >away/in/a.yaml", "mv away up");
    watching_assert_one_call("echo e >up/in/a.yaml");
}

/* --- Symbolic links ------------------------------------------------------------------------ */

static void a_link_and_what_it_points_to_are_told(void **state)
{
    watching_run("mkdir a b; echo a >a/1; echo b >b/2; ln -s a/1 forum.yaml");
    watching_watch("forum.yaml");

    watching_assert_one_call("echo b >a/1");
    assert_no_call("echo c >b/2", "ln -sfn b/2 forum.yaml");
    assert_no_call("echo c >a/1", "echo d >b/2");
    watching_assert_one_call("rm b/2");
    watching_assert_one_call("echo e >b/2");
}

static void a_link_to_a_folder_on_the_way_is_told(void **state)
{
    watching_run(
        "mkdir -p r/1 r/2; echo a >r/1/a.yaml; echo b >r/2/a.yaml; ln -s r/1 now; ln -s now top");
    g_autofree char *absolute = g_strdup_printf("ln -sfn %s/r/1 now", (char *)*state);
    watching_watch("top/a.yaml");

    watching_assert_one_call("ln -sfn r/2 now");
    assert_no_call("echo c >r/1/a.yaml", "echo c >r/2/a.yaml");
    watching_assert_one_call(absolute);
    assert_no_call("echo d >r/2/a.yaml", "echo d >r/1/a.yaml");
    watching_assert_one_call("rm top; ln -s r/2 top");
}

/* A mounted ConfigMap: the links of the files stay, and one behind them is moved over. */
#define MOUNT                                                       \
    "mkdir -p in/..1; echo a >in/..1/a.yaml; ln -s ..1 in/..data; " \
    "ln -s ..data/a.yaml in/a.yaml"
#define REMOUNT(from, to)                                                      \
    "mkdir in/.." to "; echo b >in/.." to "/a.yaml; ln -s .." to " in/..tmp; " \
    "mv -T in/..tmp in/..data; rm -r in/.." from

static void a_mounted_file_is_told(void **state)
{
    watching_run(MOUNT);
    watching_watch("in/a.yaml");

    watching_assert_one_call(REMOUNT("1", "2"));
    watching_assert_one_call(REMOUNT("2", "3"));
}

static void a_mounted_folder_is_told(void **state)
{
    watching_run(MOUNT);
    watching_watch("in");

    watching_assert_one_call(REMOUNT("1", "2"));
    watching_assert_one_call(REMOUNT("2", "3"));
    watching_assert_one_call("echo c >>in/..3/a.yaml");
}

static void links_that_lead_round_do_no_harm(void **state)
{
    watching_run("ln -s forum.yaml forum.yaml; ln -s b/b a; ln -s a/a b");
    watching_watch("forum.yaml a/b/a");

    watching_assert_one_call("rm forum.yaml; echo a >forum.yaml");
    watching_assert_one_call("rm a b; mkdir -p a/b; echo a >a/b/a");
    watching_assert_one_call("echo b >>a/b/a");
}

/* --- Time ---------------------------------------------------------------------------------- */

static gboolean write_on(gpointer data)
{
    scratch_write(".", "forum.yaml", "a");
    return G_SOURCE_CONTINUE;
}

static void who_writes_without_end_does_not_hold_it_off(void **state)
{
    guint writer = g_timeout_add(5, write_on, NULL);

    watching_start("forum.yaml", (FileWatchTimes){ .settle_milliseconds = 60000 });
    for (guint i = 0; i < 2; i++) {
        gint64 start = g_get_monotonic_time();
        watching_calls = 0;
        watching_until_called();
        assert_true(g_get_monotonic_time() - start >= 1000000);
    }
    g_source_remove(writer);
}

static void more_events_than_the_kernel_keeps_are_told(void **state)
{
    g_autofree char *most = NULL;

    assert_true(g_file_get_contents("/proc/sys/fs/inotify/max_queued_events", &most, NULL, NULL));
    if (g_ascii_strtoull(most, NULL, 10) > 100000) {
        skip();
    }
    /* Each time round makes several events, so that there is no room for the last. */
    g_autofree char *overflow =
        g_strdup_printf("i=0; while [ $i -lt %s ]; do >a; >b; i=$((i+1)); done; echo b >forum.yaml",
                        g_strstrip(most));
    watching_watch("forum.yaml");
    watching_assert_one_call(overflow);
    watching_assert_one_call(WRITE);
}

static void end_watch(gpointer data)
{
    g_clear_pointer((FileWatch **)data, file_watch_free);
    watching_calls++;
}

static void who_is_told_may_end_it(void **state)
{
    watching_run("echo a >forum.yaml");
    g_auto(GStrv) paths = g_strsplit("forum.yaml", " ", -1);
    FileWatchTimes times = { .settle_milliseconds = 1 };
    watching_current = file_watch_new(paths, &times, end_watch, &watching_current);

    watching_calls = 0;
    watching_run(WRITE);
    watching_until_called();
    assert_null(watching_current);
}

static void nothing_is_told_after_its_end(void **state)
{
    watching_watch("forum.yaml");
    watching_calls = 0;
    watching_run("echo a >forum.yaml");
    while (!g_main_context_pending(NULL)) {
        g_usleep(1000);
    }
    g_main_context_iteration(NULL, FALSE);
    g_clear_pointer(&watching_current, file_watch_free);
    watching_for_a_while();
    assert_int_equal(watching_calls, 0);
}

/* --- Folders that may not be read ----------------------------------------------------------- */

/* Root may read whatever it likes: until the test's end this is somebody else. */
static void become_nobody(void)
{
    assert_int_equal(geteuid() == 0 ? seteuid(65534) : 0, 0);
}

static int watch_path(gpointer path)
{
    watching_watch(path);
    return 0;
}

static void a_folder_that_may_not_be_read_is_reported_only_if_the_file_is_in_it(void **state)
{
    watching_run("chmod 711 .; mkdir -p shut/open; echo a >shut/open/a.yaml; chmod 777 shut/open; "
                 "chmod 311 shut");
    become_nobody();
    g_auto(Captured) captured = capture_run(watch_path, (gpointer) "shut/a.yaml");
    assert_string_equal(captured.err,
                        "confeed: error: shut/: cannot be watched for changes: Permission denied: "
                        "looked at every few seconds instead\n");
    assert_told_each_time("shut/open/a.yaml shut/open", "echo b >shut/open/b.yaml",
                          "echo b >>shut/open/b.yaml");
    watching_run("chmod 700 shut");
}

static int wait_for_call(gpointer data)
{
    watching_calls = 0;
    while (watching_calls == 0) {
        g_main_context_iteration(NULL, TRUE);
    }
    return 0;
}

static void what_can_no_longer_be_watched_is_said_once(void **state)
{
    watching_run(
        "chmod 777 .; mkdir shut; echo a >shut/a.yaml; echo a >forum.yaml; ln -s shut/a.yaml new; "
        "chmod 311 shut");
    become_nobody();
    watching_watch("forum.yaml other.yaml");
    watching_run("mv new forum.yaml");
    g_auto(Captured) first = capture_run(wait_for_call, NULL);
    assert_string_equal(first.err, "confeed: error: ./shut/: cannot be watched for changes: "
                                   "Permission denied: looked at every few seconds instead\n");
    watching_run("echo b >other.yaml");
    g_auto(Captured) second = capture_run(wait_for_call, NULL);
    assert_string_equal(second.err, "");
    watching_run("chmod 700 shut");
}

#define WATCH_TEST(name) cmocka_unit_test_setup_teardown(name, watching_enter, watching_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WATCH_TEST(what_is_written_in_place_is_told),
        WATCH_TEST(what_is_moved_over_it_is_told),
        WATCH_TEST(what_comes_from_another_folder_is_told),
        WATCH_TEST(what_is_moved_away_and_written_anew_is_told),
        WATCH_TEST(what_is_deleted_and_made_anew_is_told),
        WATCH_TEST(what_is_linked_in_its_place_is_told),
        WATCH_TEST(what_is_not_there_yet_is_told_when_it_comes),
        WATCH_TEST(several_files_saved_together_are_told_once),
        WATCH_TEST(a_path_is_watched_however_it_is_spelt),
        WATCH_TEST(a_file_beside_it_is_not_told),
        WATCH_TEST(what_is_still_written_to_a_replaced_file_is_not_told),
        WATCH_TEST(of_a_folder_every_agenda_is_told),
        WATCH_TEST(of_a_folder_nothing_else_is_told),
        WATCH_TEST(a_folder_that_is_removed_and_made_anew_is_told),
        WATCH_TEST(a_folder_that_is_moved_away_and_comes_back_is_told),
        WATCH_TEST(a_link_and_what_it_points_to_are_told),
        WATCH_TEST(a_link_to_a_folder_on_the_way_is_told),
        WATCH_TEST(a_mounted_file_is_told),
        WATCH_TEST(a_mounted_folder_is_told),
        WATCH_TEST(links_that_lead_round_do_no_harm),
        WATCH_TEST(who_writes_without_end_does_not_hold_it_off),
        WATCH_TEST(more_events_than_the_kernel_keeps_are_told),
        WATCH_TEST(who_is_told_may_end_it),
        WATCH_TEST(nothing_is_told_after_its_end),
        WATCH_TEST(a_folder_that_may_not_be_read_is_reported_only_if_the_file_is_in_it),
        WATCH_TEST(what_can_no_longer_be_watched_is_said_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
