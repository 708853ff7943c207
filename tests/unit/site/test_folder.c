#include "site/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "random_agenda.h"
#include "scratch.h"
#include "site/manifest.h"
#include "support.h"

#define STAGING ".confeed-staging"

typedef struct Fixture {
    char *path;
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);

    fixture->path = scratch_new();
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;

    scratch_remove(fixture->path);
    g_free(fixture->path);
    g_free(fixture);
    return 0;
}

static const char *path_of(void **state)
{
    return ((const Fixture *)*state)->path;
}

static bool stage(Folder *folder, const char *path, const char *text, GError **error)
{
    g_autoptr(GBytes) body = g_bytes_new(text, strlen(text));

    return folder_stage(folder, path, body, error);
}

/* A whole run: each path with a text that is its name and `text`. */
static bool run(const char *path, const char *const *paths, const char *text, FolderCounts *counts,
                GError **error)
{
    g_autoptr(Folder) folder = folder_open(path, "Title", error);

    if (folder == NULL) {
        return false;
    }
    for (; *paths != NULL; paths++) {
        g_autofree char *body = g_strconcat(*paths, text, NULL);
        if (!stage(folder, *paths, body, error)) {
            return false;
        }
    }
    return folder_commit(folder, counts, error);
}

static const char *const FILES[] = { "agenda.ics", "agencies/ilo.ics", "days/1.ics", NULL };

static void run_well(const char *path, const char *const *paths, const char *text)
{
    FolderCounts counts = { 0 };
    g_autoptr(GError) error = NULL;

    if (!run(path, paths, text, &counts, &error)) {
        fail_msg("%s", error->message);
    }
}

/* Runs with FILES, which must be refused and change nothing. */
static void assert_refused(const char *path, gint code)
{
    FolderCounts counts = { 0 };
    g_autoptr(GError) error = NULL;
    g_autofree char *before = scratch_describe(path);

    assert_false(run(path, FILES, "new", &counts, &error));
    g_autofree char *after = scratch_describe(path);
    assert_string_equal(before, after);
    assert_true(g_error_matches(error, FOLDER_ERROR, code));
    assert_int_equal(counts.written + counts.unchanged + counts.removed, 0);
}

static void assert_text(const char *path, const char *file, const char *expected)
{
    g_autofree char *text = scratch_read(path, file);

    assert_string_equal(text, expected);
}

static void nothing_is_in_place_before_the_commit(void **state)
{
    FolderCounts counts = { 0 };
    g_autoptr(Folder) folder = folder_open(path_of(state), "Title", NULL);

    assert_true(stage(folder, "a.ics", "a", NULL));
    assert_true(stage(folder, "b/c.ics", "c", NULL));
    assert_false(scratch_has(path_of(state), "a.ics"));
    assert_false(scratch_has(path_of(state), "b"));
    assert_true(folder_commit(folder, &counts, NULL));
    assert_text(path_of(state), "a.ics", "a");
    assert_text(path_of(state), "b/c.ics", "c");
    assert_text(path_of(state), MANIFEST_NAME, "confeed manifest 1\ntitle Title\na.ics\nb/c.ics\n");
    assert_int_equal(counts.written, 2);
    assert_int_equal(counts.unchanged, 0);
    g_clear_pointer(&folder, folder_close);
    assert_false(scratch_has(path_of(state), STAGING));
}

static void the_folder_and_those_above_are_made(void **state)
{
    g_autofree char *deep = g_build_filename(path_of(state), "x/y/z", NULL);

    run_well(deep, FILES, "");
    assert_text(deep, "agencies/ilo.ics", "agencies/ilo.ics");
}

static void files_of_the_same_octets_are_not_touched(void **state)
{
    run_well(path_of(state), FILES, "");
    g_autofree char *before = scratch_describe(path_of(state));
    FolderCounts counts = { 0 };
    assert_true(run(path_of(state), FILES, "", &counts, NULL));
    g_autofree char *after = scratch_describe(path_of(state));
    assert_string_equal(before, after);
    assert_int_equal(counts.unchanged, 3);
    assert_int_equal(counts.written + counts.removed, 0);
}

static void a_reader_of_the_old_file_keeps_it_whole(void **state)
{
    char octets[32] = { 0 };

    run_well(path_of(state), FILES, " old");
    g_autofree char *file = g_build_filename(path_of(state), "agenda.ics", NULL);
    int reader = open(file, O_RDONLY);
    run_well(path_of(state), FILES, " new");
    assert_int_equal(read(reader, octets, sizeof octets), strlen("agenda.ics old"));
    assert_string_equal(octets, "agenda.ics old");
    close(reader);
    assert_text(path_of(state), "agenda.ics", "agenda.ics new");
}

static void what_no_longer_belongs_goes_with_its_empty_folder(void **state)
{
    static const char *const FEWER[] = { "agenda.ics", NULL };
    FolderCounts counts = { 0 };

    run_well(path_of(state), FILES, "");
    scratch_write(path_of(state), "days/notes.txt", "mine");
    assert_true(run(path_of(state), FEWER, "", &counts, NULL));
    assert_false(scratch_has(path_of(state), "agencies"));
    assert_false(scratch_has(path_of(state), "days/1.ics"));
    assert_text(path_of(state), "days/notes.txt", "mine");
    assert_int_equal(counts.removed, 2);
    assert_int_equal(counts.unchanged, 1);
    assert_text(path_of(state), MANIFEST_NAME, "confeed manifest 1\ntitle Title\nagenda.ics\n");
}

static void what_a_person_removed_is_written_again_or_forgotten(void **state)
{
    static const char *const FEWER[] = { "agenda.ics", NULL };

    run_well(path_of(state), FILES, "");
    g_autofree char *agencies = g_build_filename(path_of(state), "agencies", NULL);
    g_autofree char *agenda = g_build_filename(path_of(state), "agenda.ics", NULL);
    scratch_remove(agencies);
    assert_int_equal(g_unlink(agenda), 0);
    run_well(path_of(state), FEWER, "");
    assert_true(scratch_has(path_of(state), "agenda.ics"));
    assert_false(scratch_has(path_of(state), "agencies"));
}

static void a_foreign_file_in_the_way_is_refused(void **state)
{
    scratch_write(path_of(state), "days/1.ics", "mine");
    assert_refused(path_of(state), FOLDER_ERROR_FOREIGN);
}

static void a_foreign_folder_in_the_way_is_refused(void **state)
{
    scratch_write(path_of(state), "days/1.ics/mine.txt", "mine");
    assert_refused(path_of(state), FOLDER_ERROR_FOREIGN);
}

static void a_foreign_link_in_the_way_is_refused(void **state)
{
    g_autofree char *link = g_build_filename(path_of(state), "agenda.ics", NULL);

    assert_int_equal(symlink("/nonexistent", link), 0);
    assert_refused(path_of(state), FOLDER_ERROR_FOREIGN);
}

static void a_foreign_file_in_the_way_of_a_folder_is_refused(void **state)
{
    scratch_write(path_of(state), "days", "mine");
    assert_refused(path_of(state), FOLDER_ERROR_FOREIGN);
}

static void a_link_in_the_way_of_a_folder_is_refused(void **state)
{
    g_autofree char *link = g_build_filename(path_of(state), "days", NULL);
    g_autofree char *outside = scratch_new();

    assert_int_equal(symlink(outside, link), 0);
    assert_refused(path_of(state), FOLDER_ERROR_FOREIGN);
    scratch_remove(outside);
}

static void a_folder_in_place_of_an_own_file_is_refused(void **state)
{
    g_autofree char *file = g_build_filename(path_of(state), "days/1.ics", NULL);

    run_well(path_of(state), FILES, "");
    assert_int_equal(g_unlink(file), 0);
    scratch_write(path_of(state), "days/1.ics/mine.txt", "mine");
    assert_refused(path_of(state), FOLDER_ERROR_FOREIGN);
}

static void a_folder_in_place_of_a_stale_file_is_left_alone(void **state)
{
    static const char *const FEWER[] = { "agenda.ics", NULL };
    g_autofree char *file = g_build_filename(path_of(state), "days/1.ics", NULL);

    run_well(path_of(state), FILES, "");
    assert_int_equal(g_unlink(file), 0);
    scratch_write(path_of(state), "days/1.ics/mine.txt", "mine");
    run_well(path_of(state), FEWER, "");
    assert_text(path_of(state), "days/1.ics/mine.txt", "mine");
    assert_false(scratch_has(path_of(state), "agencies"));
}

static void a_link_in_place_of_an_own_file_is_replaced_and_its_target_left_alone(void **state)
{
    g_autofree char *file = g_build_filename(path_of(state), "agenda.ics", NULL);
    g_autofree char *outside = scratch_new();
    g_autofree char *target = g_build_filename(outside, "target", NULL);
    GStatBuf status;

    run_well(path_of(state), FILES, "");
    /* Even if what it leads to has the right octets. */
    scratch_write(outside, "target", "agenda.ics");
    assert_int_equal(g_unlink(file), 0);
    assert_int_equal(symlink(target, file), 0);
    run_well(path_of(state), FILES, "");
    assert_int_equal(g_lstat(file, &status), 0);
    assert_true(S_ISREG(status.st_mode));
    assert_text(outside, "target", "agenda.ics");
    scratch_remove(outside);
}

static void a_second_run_at_once_is_told_to_wait(void **state)
{
    g_autoptr(Folder) first = folder_open(path_of(state), "Title", NULL);
    g_autoptr(GError) error = NULL;

    assert_true(stage(first, "a.ics", "a", NULL));
    assert_null(folder_open(path_of(state), "Title", &error));
    assert_true(g_error_matches(error, FOLDER_ERROR, FOLDER_ERROR_BUSY));
    g_autofree char *expected = g_strdup_printf(
        "another run of confeed is writing into %s; wait for it to end", path_of(state));
    assert_string_equal(error->message, expected);
    /* The refused one has not cleared away what the first has staged. */
    FolderCounts counts = { 0 };
    assert_true(folder_commit(first, &counts, NULL));
    assert_text(path_of(state), "a.ics", "a");
}

static void a_broken_manifest_is_refused(void **state)
{
    FolderCounts counts = { 0 };
    g_autoptr(GError) error = NULL;

    run_well(path_of(state), FILES, "");
    scratch_write(path_of(state), MANIFEST_NAME, "confeed manifest 1\ntitle x\n../a\n");
    g_autofree char *before = scratch_describe(path_of(state));
    assert_false(run(path_of(state), FILES, "new", &counts, &error));
    g_autofree char *after = scratch_describe(path_of(state));
    assert_string_equal(before, after);
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_INVAL));
}

static void a_run_cut_short_in_the_commit_is_finished_by_the_next(void **state)
{
    static const char *const NOW[] = { "agenda.ics", "new.ics", NULL };

    /* As such a run leaves it: all that may be there is listed, part of it is. */
    run_well(path_of(state), FILES, "");
    scratch_write(path_of(state), MANIFEST_NAME,
                  "confeed manifest 1\ntitle Title\nagencies/ilo.ics\nagenda.ics\n"
                  "days/1.ics\ngone.ics\nnew.ics\n");
    scratch_write(path_of(state), "new.ics", "half");
    scratch_write(path_of(state), STAGING "/0", "rest");
    run_well(path_of(state), NOW, "");
    assert_text(path_of(state), "new.ics", "new.ics");
    assert_false(scratch_has(path_of(state), "days"));
    assert_false(scratch_has(path_of(state), STAGING));
    assert_text(path_of(state), MANIFEST_NAME,
                "confeed manifest 1\ntitle Title\nagenda.ics\nnew.ics\n");
}

static void what_others_put_into_the_staging_folder_is_not_removed(void **state)
{
    g_autoptr(GError) error = NULL;

    scratch_write(path_of(state), STAGING "/notes.txt", "mine");
    assert_null(folder_open(path_of(state), "Title", &error));
    assert_true(g_error_matches(error, FOLDER_ERROR, FOLDER_ERROR_FAILED));
    assert_text(path_of(state), STAGING "/notes.txt", "mine");
}

static void a_staging_folder_that_is_a_link_is_not_followed(void **state)
{
    g_autofree char *outside = scratch_new();
    g_autofree char *link = g_build_filename(path_of(state), STAGING, NULL);
    g_autoptr(GError) error = NULL;

    scratch_write(outside, "2007", "mine");
    assert_int_equal(symlink(outside, link), 0);
    assert_null(folder_open(path_of(state), "Title", &error));
    assert_text(outside, "2007", "mine");
    scratch_remove(outside);
}

/* --- in a process of its own --------------------------------------------------------------- */

/* Runs `work` in a child; its result is the exit status. */
static int in_child(int (*work)(const char *path), const char *path)
{
    pid_t child = fork();
    int status = 0;

    assert_true(child >= 0);
    if (child == 0) {
        _exit(work(path));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int stage_and_die(const char *path)
{
    Folder *folder = folder_open(path, "Other title", NULL);

    return folder != NULL && stage(folder, "agenda.ics", "new", NULL) &&
                   stage(folder, "other.ics", "new", NULL)
               ? 0
               : 1;
}

static void a_run_killed_before_the_commit_changes_nothing(void **state)
{
    run_well(path_of(state), FILES, "");
    g_autofree char *before = scratch_describe(path_of(state));
    assert_int_equal(in_child(stage_and_die, path_of(state)), 0);
    assert_true(scratch_has(path_of(state), STAGING "/1"));
    assert_text(path_of(state), "agenda.ics", "agenda.ics");
    run_well(path_of(state), FILES, "");
    g_autofree char *after = scratch_describe(path_of(state));
    assert_string_equal(before, after);
}

static int run_as_nobody(const char *path)
{
    FolderCounts counts = { 0 };
    g_autoptr(GError) error = NULL;

    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) {
        return 2;
    }
    return !run(path, FILES, "new", &counts, &error) &&
                   g_error_matches(error, FOLDER_ERROR, FOLDER_ERROR_FAILED)
               ? 0
               : 1;
}

static void a_folder_that_cannot_be_written_is_told_and_left(void **state)
{
    run_well(path_of(state), FILES, "");
    assert_int_equal(g_chmod(path_of(state), 0555), 0);
    g_autofree char *before = scratch_describe(path_of(state));
    int status = in_child(run_as_nobody, path_of(state));
    g_autofree char *after = scratch_describe(path_of(state));
    assert_int_equal(g_chmod(path_of(state), 0755), 0);
    assert_int_equal(status, 0);
    assert_string_equal(before, after);
}

static int run_with_small_files_only(const char *path)
{
    struct rlimit limit = { .rlim_cur = 4, .rlim_max = 4 };
    FolderCounts counts = { 0 };
    g_autoptr(GError) error = NULL;

    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    return !run(path, FILES, "new", &counts, &error) &&
                   g_error_matches(error, FOLDER_ERROR, FOLDER_ERROR_FAILED) &&
                   strstr(error->message, "File too large") != NULL
               ? 0
               : 1;
}

static void a_file_that_cannot_be_written_whole_changes_nothing(void **state)
{
    run_well(path_of(state), FILES, "");
    g_autofree char *before = scratch_describe(path_of(state));
    assert_int_equal(in_child(run_with_small_files_only, path_of(state)), 0);
    g_autofree char *after = scratch_describe(path_of(state));
    assert_string_equal(before, after);
}

#define CANNOT_MOUNT 77

/* On a disk of 64 kB with an older tree, a new one of more: nothing may change. */
static int run_on_a_full_disk(const char *path)
{
    g_autofree char *filler = g_strnfill(100000, 'x');
    FolderCounts counts = { 0 };
    g_autoptr(GError) error = NULL;

    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", path, "tmpfs", 0, "size=64k") != 0) {
        return CANNOT_MOUNT;
    }
    run_well(path, FILES, "");
    g_autofree char *before = scratch_describe(path);
    bool failed = !run(path, FILES, filler, &counts, &error) &&
                  g_error_matches(error, FOLDER_ERROR, FOLDER_ERROR_FAILED) &&
                  strstr(error->message, "No space left on device") != NULL;
    g_autofree char *after = scratch_describe(path);
    return failed && strcmp(before, after) == 0 ? 0 : 1;
}

static void a_full_disk_changes_nothing(void **state)
{
    int status = in_child(run_on_a_full_disk, path_of(state));

    if (status == CANNOT_MOUNT) {
        print_message("skipped: no right to mount a small disk\n");
        skip();
    }
    assert_int_equal(status, 0);
}

/* Writes one tree and another in turn until it is killed; tells when it has begun. */
static void write_for_ever(const char *path, int told)
{
    static const char *const OTHERS[] = { "agenda.ics", "rooms/1.ics", "agencies/ilo.ics", NULL };
    FolderCounts counts = { 0 };

    for (guint i = 0;; i++) {
        if (!run(path, i % 2 == 0 ? FILES : OTHERS, i % 2 == 0 ? " even" : " odd", &counts, NULL) ||
            write(told, "", 1) != 1) {
            _exit(1);
        }
    }
}

static void kill_while_it_writes(const char *path, guint microseconds)
{
    int told[2];
    char octet;

    assert_int_equal(pipe(told), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        write_for_ever(path, told[1]);
    }
    assert_int_equal(read(told[0], &octet, 1), 1);
    g_usleep(microseconds);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    close(told[0]);
    close(told[1]);
}

static void a_run_killed_at_any_time_leaves_whole_files_and_the_next_one_tidies(void **state)
{
    g_autoptr(GRand) numbers = random_agenda_rand_new(NULL);

    for (guint round = 0; round < 20; round++) {
        kill_while_it_writes(path_of(state), (guint)g_rand_int_range(numbers, 0, 5000));
        g_autofree char *text = scratch_read(path_of(state), "agenda.ics");
        assert_true(strcmp(text, "agenda.ics even") == 0 || strcmp(text, "agenda.ics odd") == 0);
        run_well(path_of(state), FILES, "");
        assert_text(path_of(state), "agenda.ics", "agenda.ics");
        assert_false(scratch_has(path_of(state), "rooms"));
        assert_false(scratch_has(path_of(state), STAGING));
    }
}

#define FOLDER_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(nothing_is_in_place_before_the_commit),
        FOLDER_TEST(the_folder_and_those_above_are_made),
        FOLDER_TEST(files_of_the_same_octets_are_not_touched),
        FOLDER_TEST(a_reader_of_the_old_file_keeps_it_whole),
        FOLDER_TEST(what_no_longer_belongs_goes_with_its_empty_folder),
        FOLDER_TEST(what_a_person_removed_is_written_again_or_forgotten),
        FOLDER_TEST(a_foreign_file_in_the_way_is_refused),
        FOLDER_TEST(a_foreign_folder_in_the_way_is_refused),
        FOLDER_TEST(a_foreign_link_in_the_way_is_refused),
        FOLDER_TEST(a_foreign_file_in_the_way_of_a_folder_is_refused),
        FOLDER_TEST(a_link_in_the_way_of_a_folder_is_refused),
        FOLDER_TEST(a_folder_in_place_of_an_own_file_is_refused),
        FOLDER_TEST(a_folder_in_place_of_a_stale_file_is_left_alone),
        FOLDER_TEST(a_link_in_place_of_an_own_file_is_replaced_and_its_target_left_alone),
        FOLDER_TEST(a_second_run_at_once_is_told_to_wait),
        FOLDER_TEST(a_broken_manifest_is_refused),
        FOLDER_TEST(a_run_cut_short_in_the_commit_is_finished_by_the_next),
        FOLDER_TEST(what_others_put_into_the_staging_folder_is_not_removed),
        FOLDER_TEST(a_staging_folder_that_is_a_link_is_not_followed),
        FOLDER_TEST(a_run_killed_before_the_commit_changes_nothing),
        FOLDER_TEST(a_folder_that_cannot_be_written_is_told_and_left),
        FOLDER_TEST(a_file_that_cannot_be_written_whole_changes_nothing),
        FOLDER_TEST(a_full_disk_changes_nothing),
        FOLDER_TEST(a_run_killed_at_any_time_leaves_whole_files_and_the_next_one_tidies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
