#include "cli/file_watch.h"

#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture.h"
#include "scratch.h"
#include "support.h"

#define SETTLE 40    /* milliseconds */
#define PATIENCE 300 /* with a file that is not closed */
#define BOUND_SECONDS 20

static char *before;
static FileWatch *watching; /* ended by the test's end, however it ends */

/* Each test has a folder to itself and works in it. */
static int enter_folder(void **state)
{
    char *folder = scratch_new();

    before = g_get_current_dir();
    *state = folder;
    return chdir(folder);
}

static int leave_folder(void **state)
{
    assert_int_equal(seteuid(getuid()), 0);
    int status = chdir(before);

    g_clear_pointer(&watching, file_watch_free);
    scratch_remove(*state);
    g_free(*state);
    g_clear_pointer(&before, g_free);
    return status;
}

/* --- Saving and waiting -------------------------------------------------------------------- */

static guint calls;

static void count_call(gpointer data)
{
    guint *counter = data;

    (*counter)++;
}

/* Watches paths, parted by blanks. */
static FileWatch *start(const char *paths, guint settle_milliseconds, GError **error)
{
    g_auto(GStrv) all = g_strsplit(paths, " ", -1);

    FileWatchTimes times = { settle_milliseconds, PATIENCE };

    return file_watch_new(all, &times, count_call, &calls, error);
}

static void watch(const char *paths)
{
    file_watch_free(watching);
    watching = start(paths, SETTLE, NULL);
    assert_non_null(watching);
}

/* Does to files what people and their tools do. No event is looked at meanwhile. */
static void run(const char *command)
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

static void iterate_until_called(void)
{
    bool is_over = false;
    guint timer = g_timeout_add_seconds(BOUND_SECONDS, note, &is_over);

    while (calls == 0 && !is_over) {
        g_main_context_iteration(NULL, TRUE);
    }
    assert_false(is_over);
    g_source_remove(timer);
}

/* Long enough for a call that should not come. */
static void iterate_for_a_while(void)
{
    bool is_over = false;
    guint timer = g_timeout_add(2 * SETTLE, note, &is_over);

    while (!is_over) {
        g_main_context_iteration(NULL, TRUE);
    }
    g_source_remove(timer);
}

static void assert_one_call(const char *command)
{
    calls = 0;
    run(command);
    iterate_until_called();
    iterate_for_a_while();
    assert_int_equal(calls, 1);
}

/* What does not count is done first, what does after it: together they are one call. */
static void assert_no_call(const char *command, const char *then)
{
    calls = 0;
    run(command);
    iterate_for_a_while();
    assert_int_equal(calls, 0);
    assert_one_call(then);
}

/* Whatever way it was saved in, it goes on being watched. */
static void assert_told_each_time(const char *paths, const char *command, const char *again)
{
    watch(paths);
    assert_one_call(command);
    assert_one_call(again);
    assert_one_call(again);
}

#define WRITE "echo c >>forum.yaml"

/* --- Ways of saving ------------------------------------------------------------------------ */

static void what_is_written_in_place_is_told(void **state)
{
    run("echo a >forum.yaml");
    assert_told_each_time("forum.yaml", "echo b >forum.yaml", WRITE);
}

static void what_is_moved_over_it_is_told(void **state)
{
    run("echo a >forum.yaml");
    assert_told_each_time("forum.yaml", "echo b >new; mv new forum.yaml", WRITE);
    assert_told_each_time("forum.yaml", "sed -i s/b/d/ forum.yaml", WRITE);
}

static void what_comes_from_another_folder_is_told(void **state)
{
    run("mkdir aside; echo b >aside/new; echo a >forum.yaml");
    assert_told_each_time("forum.yaml", "mv aside/new forum.yaml", WRITE);
}

/* As vim does, having tried whether it may make a file. */
static void what_is_moved_away_and_written_anew_is_told(void **state)
{
    run("echo a >forum.yaml");
    assert_told_each_time("forum.yaml",
                          "touch 4913; rm 4913; mv forum.yaml forum.yaml~; echo b >forum.yaml; "
                          "rm forum.yaml~",
                          WRITE);
}

static void what_is_deleted_and_made_anew_is_told(void **state)
{
    run("echo a >forum.yaml");
    assert_told_each_time("forum.yaml", "rm forum.yaml; echo b >forum.yaml", WRITE);
    assert_told_each_time("forum.yaml", "echo b >new; rm forum.yaml; mv new forum.yaml", WRITE);
    assert_told_each_time("forum.yaml", "rm forum.yaml", "echo b >>forum.yaml");
}

static void what_is_linked_in_its_place_is_told(void **state)
{
    run("echo a >forum.yaml; echo b >new");
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
    run("mkdir in; echo a >forum.yaml; echo a >in/other");
    assert_told_each_time("forum.yaml in/other",
                          "for i in 1 2 3 4 5; do echo $i >forum.yaml; echo $i >in/other; done",
                          "echo c >>in/other");
}

static void a_path_is_watched_however_it_is_spelt(void **state)
{
    g_autofree char *absolute = g_strdup_printf("%s/in//forum.yaml", (char *)*state);

    run("mkdir in; echo a >in/forum.yaml");
    assert_told_each_time(absolute, "echo b >in/forum.yaml", "echo b >>in/forum.yaml");
    assert_told_each_time("./in/../in/./forum.yaml", "echo b >in/forum.yaml",
                          "echo b >>in/forum.yaml");
}

/* --- Writing that takes time -------------------------------------------------------------- */

static gint64 when_whole(const char *path)
{
    return file_watch_when_whole(watching, path);
}

static void what_is_open_is_told_when_it_is_closed(void **state)
{
    run("echo a >forum.yaml; echo a >other.yaml");
    watch("forum.yaml other.yaml");
    FILE *file = fopen("forum.yaml", "w");

    calls = 0;
    assert_non_null(file);
    assert_true(fputs("half", file) >= 0);
    assert_int_equal(fflush(file), 0);
    assert_true(when_whole("forum.yaml") == SETTLING_NEVER);
    iterate_for_a_while();
    assert_int_equal(calls, 0);
    assert_one_call("echo b >other.yaml");
    assert_true(when_whole("forum.yaml") == SETTLING_NEVER);
    assert_int_equal(when_whole("other.yaml"), 0);
    calls = 0;
    assert_int_equal(fclose(file), 0);
    iterate_until_called();
    assert_int_equal(when_whole("forum.yaml"), 0);
}

static int wait_out_patience(gpointer data)
{
    bool is_over = false;
    guint timer = g_timeout_add(3 * PATIENCE, note, &is_over);

    while (!is_over) {
        g_main_context_iteration(NULL, TRUE);
    }
    g_source_remove(timer);
    return 0;
}

static void that_a_file_stays_open_is_said_once(void **state)
{
    g_autofree char *said = g_strdup_printf(
        "confeed: error: %s/forum.yaml: has been open for writing for minutes, and is read when it "
        "is closed or replaced; until then what was read last stays: end the program that writes "
        "to it, or save it under another name and move it there\n",
        (char *)*state);

    watch("forum.yaml");
    FILE *file = fopen("forum.yaml", "w");
    assert_non_null(file);
    g_auto(Captured) first = capture_run(wait_out_patience, NULL);
    assert_string_equal(first.err, said);
    assert_true(fputs("more", file) >= 0);
    assert_int_equal(fflush(file), 0);
    g_auto(Captured) second = capture_run(wait_out_patience, NULL);
    assert_string_equal(second.err, "");
    assert_int_equal(fclose(file), 0);
    assert_int_equal(when_whole("forum.yaml"), 0);
}

/* Whoever goes on writing to what was there before. */
static void what_replaces_an_open_file_is_whole(void **state)
{
    static const char *const WAYS[] = {
        "echo b >new; mv new forum.yaml",
        "echo b >new; ln -f new forum.yaml",
        "rm forum.yaml; echo b >forum.yaml",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WAYS); i++) {
        run("echo a >forum.yaml");
        watch("forum.yaml");
        FILE *file = fopen("forum.yaml", "w");
        assert_non_null(file);
        assert_true(fputs("half", file) >= 0);
        assert_int_equal(fflush(file), 0);
        assert_true(when_whole("forum.yaml") == SETTLING_NEVER);
        assert_one_call(WAYS[i]);
        assert_int_equal(when_whole("forum.yaml"), 0);
        assert_int_equal(fclose(file), 0);
    }
}

static void a_file_that_was_just_made_is_not_whole(void **state)
{
    watch(".");
    FILE *file = fopen("forum.yaml", "w");

    assert_non_null(file);
    assert_true(when_whole("forum.yaml") == SETTLING_NEVER);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(when_whole("forum.yaml"), 0);
}

static void an_open_file_is_found_behind_links(void **state)
{
    run("mkdir in; echo a >in/real.yaml; ln -s in top; ln -s top/real.yaml forum.yaml");
    watch("forum.yaml");
    FILE *file = fopen("in/real.yaml", "a");

    assert_non_null(file);
    assert_true(fputs("more", file) >= 0);
    assert_int_equal(fflush(file), 0);
    assert_true(when_whole("forum.yaml") == SETTLING_NEVER);
    assert_true(when_whole("in/../forum.yaml") == SETTLING_NEVER);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(when_whole("forum.yaml"), 0);
}

static void files_of_a_folder_that_comes_have_to_stand_still(void **state)
{
    run("mkdir away; echo a >away/forum.yaml");
    watch("in/forum.yaml");
    assert_one_call("mv away in");
    gint64 when = when_whole("in/forum.yaml");
    gint64 now = g_get_monotonic_time();
    assert_true(when > now && when <= now + SETTLING_STILL_SECONDS * G_TIME_SPAN_SECOND);
    run("echo b >in/forum.yaml");
    assert_int_equal(when_whole("in/forum.yaml"), 0);
}

static void of_what_is_not_there_nothing_is_waited_for(void **state)
{
    run("ln -s nowhere.yaml forum.yaml");
    watch("forum.yaml none.yaml");
    assert_int_equal(when_whole("forum.yaml"), 0);
    assert_int_equal(when_whole("none.yaml"), 0);
}

/* --- What does not count ------------------------------------------------------------------- */

static void a_file_beside_it_is_not_told(void **state)
{
    run("echo a >forum.yaml");
    watch("forum.yaml");

    assert_no_call("echo b >other.yaml; mv other.yaml third.yaml; rm third.yaml; mkdir d",
                   "echo b >forum.yaml");
    assert_no_call("cat forum.yaml >/dev/null; chmod 600 forum.yaml", "echo c >forum.yaml");
}

static void what_is_still_written_to_a_replaced_file_is_not_told(void **state)
{
    run("echo a >forum.yaml; echo b >new");
    FILE *replaced = fopen("forum.yaml", "a");
    watch("forum.yaml");

    assert_non_null(replaced);
    assert_one_call("mv new forum.yaml");
    calls = 0;
    assert_true(fputs("late", replaced) >= 0);
    assert_int_equal(fclose(replaced), 0);
    iterate_for_a_while();
    assert_int_equal(calls, 0);
    assert_one_call(WRITE);
}

/* --- Folders ------------------------------------------------------------------------------- */

static void of_a_folder_every_agenda_is_told(void **state)
{
    run("mkdir in; echo a >in/a.yaml");
    watch("in");

    assert_one_call("echo b >in/a.yaml");
    assert_one_call("echo a >in/b.json");
    assert_one_call("mv in/b.json in/c.yml");
    assert_one_call("mv in/c.yml in/notes");
    assert_one_call("mv in/notes in/d.yaml");
    assert_one_call("rm in/*");
}

static void of_a_folder_nothing_else_is_told(void **state)
{
    run("mkdir in; echo a >in/a.yaml");
    watch("in/");

    assert_no_call("echo a >in/.a.yaml; echo a >in/a.yaml~; mkdir in/d; echo a >in/d/a.yaml; "
                   "rm -r in/d; echo a >beside.yaml",
                   "echo b >in/a.yaml");
}

static void a_folder_that_is_removed_and_made_anew_is_told(void **state)
{
    run("mkdir -p up/in; echo a >up/in/a.yaml");
    watch("up/in up/in/a.yaml");

    assert_one_call("rm -r up/in");
    assert_one_call("mkdir up/in; echo a >up/in/a.yaml");
    assert_one_call("echo b >>up/in/a.yaml");
    assert_one_call("rm -r up");
    assert_one_call("mkdir -p up/in");
    assert_one_call("echo a >up/in/a.yaml");
    assert_one_call("rm -r up; mkdir -p up/in; echo b >up/in/a.yaml");
    assert_one_call("echo c >>up/in/a.yaml");
}

static void a_folder_that_is_moved_away_and_comes_back_is_told(void **state)
{
    run("mkdir -p up/in; echo a >up/in/a.yaml");
    watch("up/in/a.yaml");

    assert_one_call("mv up/in up/away");
    assert_no_call("echo b >up/away/a.yaml", "mv up/away up/in");
    assert_one_call("echo c >up/in/a.yaml");
    assert_one_call("mv up away");
    assert_no_call("echo d >away/in/a.yaml", "mv away up");
    assert_one_call("echo e >up/in/a.yaml");
}

/* --- Symbolic links ------------------------------------------------------------------------ */

static void a_link_and_what_it_points_to_are_told(void **state)
{
    run("mkdir a b; echo a >a/1; echo b >b/2; ln -s a/1 forum.yaml");
    watch("forum.yaml");

    assert_one_call("echo b >a/1");
    assert_no_call("echo c >b/2", "ln -sfn b/2 forum.yaml");
    assert_no_call("echo c >a/1", "echo d >b/2");
    assert_one_call("rm b/2");
    assert_one_call("echo e >b/2");
}

static void a_link_to_a_folder_on_the_way_is_told(void **state)
{
    run("mkdir -p r/1 r/2; echo a >r/1/a.yaml; echo b >r/2/a.yaml; ln -s r/1 now; ln -s now top");
    g_autofree char *absolute = g_strdup_printf("ln -sfn %s/r/1 now", (char *)*state);
    watch("top/a.yaml");

    assert_one_call("ln -sfn r/2 now");
    assert_no_call("echo c >r/1/a.yaml", "echo c >r/2/a.yaml");
    assert_one_call(absolute);
    assert_no_call("echo d >r/2/a.yaml", "echo d >r/1/a.yaml");
    assert_one_call("rm top; ln -s r/2 top");
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
    run(MOUNT);
    watch("in/a.yaml");

    assert_one_call(REMOUNT("1", "2"));
    assert_one_call(REMOUNT("2", "3"));
}

static void a_mounted_folder_is_told(void **state)
{
    run(MOUNT);
    watch("in");

    assert_one_call(REMOUNT("1", "2"));
    assert_one_call(REMOUNT("2", "3"));
    assert_one_call("echo c >>in/..3/a.yaml");
}

static void links_that_lead_round_do_no_harm(void **state)
{
    run("ln -s forum.yaml forum.yaml; ln -s b/b a; ln -s a/a b");
    watch("forum.yaml a/b/a");

    assert_one_call("rm forum.yaml; echo a >forum.yaml");
    assert_one_call("rm a b; mkdir -p a/b; echo a >a/b/a");
    assert_one_call("echo b >>a/b/a");
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

    watching = start("forum.yaml", 60000, NULL);
    for (guint i = 0; i < 2; i++) {
        gint64 start = g_get_monotonic_time();
        calls = 0;
        iterate_until_called();
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
    watch("forum.yaml");
    assert_one_call(overflow);
    assert_one_call(WRITE);
}

static void end_watch(gpointer data)
{
    g_clear_pointer((FileWatch **)data, file_watch_free);
    calls++;
}

static void who_is_told_may_end_it(void **state)
{
    run("echo a >forum.yaml");
    g_auto(GStrv) paths = g_strsplit("forum.yaml", " ", -1);
    FileWatchTimes times = { .settle_milliseconds = 1 };
    watching = file_watch_new(paths, &times, end_watch, &watching, NULL);

    calls = 0;
    run(WRITE);
    iterate_until_called();
    assert_null(watching);
}

static void nothing_is_told_after_its_end(void **state)
{
    watch("forum.yaml");
    calls = 0;
    run("echo a >forum.yaml");
    while (!g_main_context_pending(NULL)) {
        g_usleep(1000);
    }
    g_main_context_iteration(NULL, FALSE);
    g_clear_pointer(&watching, file_watch_free);
    iterate_for_a_while();
    assert_int_equal(calls, 0);
}

/* --- Refusals ------------------------------------------------------------------------------ */

static void assert_refused(const char *path, const char *said)
{
    g_autoptr(GError) error = NULL;

    assert_null(start(path, SETTLE, &error));
    assert_string_equal(error->message, said);
}

static void a_limit_of_open_files_is_told(void **state)
{
    struct rlimit usual;

    assert_int_equal(getrlimit(RLIMIT_NOFILE, &usual), 0);
    struct rlimit none = { .rlim_cur = 0, .rlim_max = usual.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    assert_refused("forum.yaml",
                   "the agendas: cannot be watched for changes: Too many open files; raise "
                   "fs.inotify.max_user_instances with sysctl, or the limit of open files; until "
                   "then SIGHUP reloads");
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &usual), 0);
}

#define SKIPPED 77

/* In a process that has its own, low limit of watches. */
static int watch_too_much(void)
{
    g_autoptr(GError) error = NULL;
    FILE *limit =
        unshare(CLONE_NEWUSER) == 0 ? fopen("/proc/sys/user/max_inotify_watches", "w") : NULL;

    if (limit == NULL || fputs("1", limit) < 0 || fclose(limit) != 0) {
        return SKIPPED;
    }
    if (start("a/forum.yaml", SETTLE, &error) != NULL) {
        return 1;
    }
    return strcmp(error->message,
                  "a/: cannot be watched for changes: No space left on device; raise "
                  "fs.inotify.max_user_watches with sysctl; until then SIGHUP reloads") != 0;
}

static void a_limit_of_watched_folders_is_told(void **state)
{
    int status = 0;

    run("mkdir a");
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

/* Root may read whatever it likes: until the test's end this is somebody else. */
static void become_nobody(void)
{
    assert_int_equal(geteuid() == 0 ? seteuid(65534) : 0, 0);
}

static void a_folder_that_may_not_be_read_is_a_failure_only_if_the_file_is_in_it(void **state)
{
    run("chmod 711 .; mkdir -p shut/open; echo a >shut/open/a.yaml; chmod 777 shut/open; "
        "chmod 311 shut");
    become_nobody();
    assert_refused("shut/a.yaml", "shut/: cannot be watched for changes: Permission denied; "
                                  "SIGHUP reloads");
    assert_told_each_time("shut/open/a.yaml shut/open", "echo b >shut/open/b.yaml",
                          "echo b >>shut/open/b.yaml");
    run("chmod 700 shut");
}

static int wait_for_call(gpointer data)
{
    calls = 0;
    while (calls == 0) {
        g_main_context_iteration(NULL, TRUE);
    }
    return 0;
}

static void what_can_no_longer_be_watched_is_said_once(void **state)
{
    run("chmod 777 .; mkdir shut; echo a >shut/a.yaml; echo a >forum.yaml; ln -s shut/a.yaml new; "
        "chmod 311 shut");
    become_nobody();
    watch("forum.yaml other.yaml");
    run("mv new forum.yaml");
    g_auto(Captured) first = capture_run(wait_for_call, NULL);
    assert_string_equal(first.err, "confeed: error: ./shut/: cannot be watched for changes: "
                                   "Permission denied; SIGHUP reloads\n");
    run("echo b >other.yaml");
    g_auto(Captured) second = capture_run(wait_for_call, NULL);
    assert_string_equal(second.err, "");
    run("chmod 700 shut");
}

#define WATCH_TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

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
        WATCH_TEST(what_is_open_is_told_when_it_is_closed),
        WATCH_TEST(that_a_file_stays_open_is_said_once),
        WATCH_TEST(what_replaces_an_open_file_is_whole),
        WATCH_TEST(a_file_that_was_just_made_is_not_whole),
        WATCH_TEST(an_open_file_is_found_behind_links),
        WATCH_TEST(files_of_a_folder_that_comes_have_to_stand_still),
        WATCH_TEST(of_what_is_not_there_nothing_is_waited_for),
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
        WATCH_TEST(a_limit_of_open_files_is_told),
        WATCH_TEST(a_limit_of_watched_folders_is_told),
        WATCH_TEST(a_folder_that_may_not_be_read_is_a_failure_only_if_the_file_is_in_it),
        WATCH_TEST(what_can_no_longer_be_watched_is_said_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
