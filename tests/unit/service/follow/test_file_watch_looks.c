/* Covers src/service/follow/file_watch.c where no event tells of a change. */
#include "service/follow/file_watch.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture.h"
#include "support.h"
#include "watching.h"

#define LOOK 20 /* milliseconds */

static void start(const char *paths)
{
    watching_start(paths, (FileWatchTimes){ .settle_milliseconds = WATCHING_SETTLE,
                                            .patience_milliseconds = WATCHING_PATIENCE,
                                            .look_milliseconds = LOOK });
}

static int start_captured(gpointer paths)
{
    start(paths);
    return 0;
}

static void assert_one_call(const char *command)
{
    watching_assert_one_call(command);
    /* Nor does a later round tell it again. */
    watching_for_a_while();
    assert_int_equal(watching_calls, 1);
}

/* --- What is written through another name --------------------------------------------------- */

#define LINK "mkdir in aside; echo a >aside/real; ln aside/real in/forum.yaml"

static void what_is_written_through_a_hard_link_is_told_and_has_to_stand_still(void **state)
{
    watching_run(LINK);
    start("in");
    assert_one_call("echo b >>aside/real");
    gint64 now = g_get_monotonic_time();
    gint64 when = file_watch_when_whole(watching_current, "in/forum.yaml");
    assert_true(when > now && when <= now + SETTLING_STILL_SECONDS * G_TIME_SPAN_SECOND);
    g_usleep((gulong)(when - now));
    assert_true(file_watch_when_whole(watching_current, "in/forum.yaml") == 0);
    assert_one_call("sleep 0.05; echo c >>aside/real");
}

static void what_is_written_with_another_time_is_told(void **state)
{
    watching_run(LINK "; touch -d 2001-01-01 aside/real");
    start("in/forum.yaml");
    assert_one_call("echo b >aside/real; touch -d 2001-01-01 aside/real");
}

/* What events tell is read at once. */
static void what_is_written_through_its_own_name_need_not_stand_still(void **state)
{
    watching_run(LINK);
    start("in");
    assert_one_call("echo b >in/forum.yaml");
    assert_true(file_watch_when_whole(watching_current, "in/forum.yaml") == 0);
    assert_one_call("echo b >in/other.yaml; mv in/other.yaml in/forum.yaml");
    assert_true(file_watch_when_whole(watching_current, "in/forum.yaml") == 0);
    assert_one_call("rm in/forum.yaml");
}

/* Between the two times that whoever reads it asks. */
static void what_is_written_while_it_is_read_is_noticed(void **state)
{
    watching_run(LINK);
    watching_watch("in/forum.yaml");
    assert_true(file_watch_when_whole(watching_current, "in/forum.yaml") == 0);
    watching_run("sleep 0.05; echo b >>aside/real");
    assert_true(file_watch_when_whole(watching_current, "in/forum.yaml") > 0);
}

static void a_file_that_is_being_written_is_not_told_before_it_is_closed(void **state)
{
    watching_run("echo a >forum.yaml");
    start("forum.yaml");
    FILE *file = fopen("forum.yaml", "a");

    assert_non_null(file);
    watching_calls = 0;
    assert_true(fputs("more", file) >= 0);
    assert_int_equal(fflush(file), 0);
    watching_for_a_while();
    assert_int_equal(watching_calls, 0);
    assert_int_equal(fclose(file), 0);
    watching_until_called();
    assert_true(file_watch_when_whole(watching_current, "forum.yaml") == 0);
}

static void what_becomes_readable_is_told(void **state)
{
    watching_run("echo a >forum.yaml; chmod 0 forum.yaml");
    start("forum.yaml");
    assert_one_call("chmod 600 forum.yaml");
}

static void count(gpointer counter)
{
    (*(guint *)counter)++;
}

static void who_was_told_and_does_not_ask_is_not_told_again(void **state)
{
    char *paths[] = { *state, NULL };
    FileWatchTimes times = { .settle_milliseconds = 1, .look_milliseconds = 1 };

    watching_run(LINK "; ln -s in/forum.yaml forum.yaml");
    watching_current = file_watch_new(paths, &times, count, &watching_calls);
    watching_calls = 0;
    watching_run("echo b >>aside/real");
    watching_until_called();
    for (guint i = 0; i < 3; i++) {
        watching_for_a_while();
    }
    assert_int_equal(watching_calls, 1);
}

/* --- What cannot be looked at --------------------------------------------------------------- */

static gboolean is_lack(const char *expected)
{
    return g_strcmp0(file_watch_lack(watching_current), expected) == 0;
}

static void assert_lack(const char *expected)
{
    gint64 bound = g_get_monotonic_time() + 20 * G_TIME_SPAN_SECOND;

    while (!is_lack(expected) && g_get_monotonic_time() < bound) {
        g_main_context_iteration(NULL, TRUE);
    }
    assert_true(is_lack(expected));
}

static void what_is_gone_is_lacked_until_it_is_back(void **state)
{
    watching_run("mkdir in; echo a >in/forum.yaml");
    start("in");
    assert_lack(NULL);
    watching_run("mv in away");
    assert_lack("in: No such file or directory");
    watching_run("mv away in");
    assert_lack(NULL);
}

/* --- Without events ------------------------------------------------------------------------- */

static int start_without_files(gpointer paths)
{
    struct rlimit usual;

    getrlimit(RLIMIT_NOFILE, &usual);
    struct rlimit none = { .rlim_cur = 0, .rlim_max = usual.rlim_max };
    setrlimit(RLIMIT_NOFILE, &none);
    start(paths);
    return setrlimit(RLIMIT_NOFILE, &usual);
}

static void where_no_more_files_can_be_opened_it_looks_and_says_so(void **state)
{
    watching_run("echo a >forum.yaml");
    g_auto(Captured) captured = capture_run(start_without_files, (gpointer) "forum.yaml");

    assert_string_equal(captured.err,
                        "confeed: error: the agendas: cannot be watched for changes: Too many open "
                        "files: looked at every few seconds instead; to be told at once, raise "
                        "fs.inotify.max_user_instances with sysctl, or the limit of open files\n");
    assert_one_call("echo b >>forum.yaml");
    assert_one_call("rm forum.yaml");
    assert_one_call("echo a >forum.yaml");
}

#define SKIPPED 77

/* In a process that has its own, low limit of watches. */
static int watch_too_much(void)
{
    FILE *limit =
        unshare(CLONE_NEWUSER) == 0 ? fopen("/proc/sys/user/max_inotify_watches", "w") : NULL;

    if (limit == NULL || fputs("1", limit) < 0 || fclose(limit) != 0) {
        return SKIPPED;
    }
    g_auto(Captured) captured = capture_run(start_captured, (gpointer) "a");
    watching_run("echo b >a/b.yaml");
    watching_until_called();
    return strcmp(captured.err,
                  "confeed: error: a: cannot be watched for changes: No space left on device: "
                  "looked at every few seconds instead; to be told at once, raise "
                  "fs.inotify.max_user_watches with sysctl\n") != 0;
}

static void where_watches_are_used_up_it_looks_and_says_so(void **state)
{
    int status = 0;

    watching_run("mkdir a; echo a >a/a.yaml");
    pid_t child = fork();
    if (child == 0) {
        _exit(watch_too_much());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == SKIPPED) {
        skip();
    }
    assert_int_equal(WEXITSTATUS(status), 0);
}

#define WATCH_TEST(name) cmocka_unit_test_setup_teardown(name, watching_enter, watching_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WATCH_TEST(what_is_written_through_a_hard_link_is_told_and_has_to_stand_still),
        WATCH_TEST(what_is_written_with_another_time_is_told),
        WATCH_TEST(what_is_written_through_its_own_name_need_not_stand_still),
        WATCH_TEST(what_is_written_while_it_is_read_is_noticed),
        WATCH_TEST(a_file_that_is_being_written_is_not_told_before_it_is_closed),
        WATCH_TEST(what_becomes_readable_is_told),
        WATCH_TEST(who_was_told_and_does_not_ask_is_not_told_again),
        WATCH_TEST(what_is_gone_is_lacked_until_it_is_back),
        WATCH_TEST(where_no_more_files_can_be_opened_it_looks_and_says_so),
        WATCH_TEST(where_watches_are_used_up_it_looks_and_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
