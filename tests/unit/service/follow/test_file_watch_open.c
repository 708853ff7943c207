/* Covers src/service/follow/file_watch.c where writing takes time. */
#include "service/follow/file_watch.h"

#include <stdbool.h>
#include <stdio.h>

#include "capture.h"
#include "support.h"
#include "watching.h"

static gint64 when_whole(const char *path)
{
    return file_watch_when_whole(watching_current, path);
}

static void what_is_open_is_told_when_it_is_closed(void **state)
{
    watching_run("echo a >forum.yaml; echo a >other.yaml");
    watching_watch("forum.yaml other.yaml");
    FILE *file = fopen("forum.yaml", "w");

    watching_calls = 0;
    assert_non_null(file);
    assert_true(fputs("half", file) >= 0);
    assert_int_equal(fflush(file), 0);
    assert_true(when_whole("forum.yaml") == SETTLING_NEVER);
    watching_for_a_while();
    assert_int_equal(watching_calls, 0);
    watching_assert_one_call("echo b >other.yaml");
    assert_true(when_whole("forum.yaml") == SETTLING_NEVER);
    assert_int_equal(when_whole("other.yaml"), 0);
    watching_calls = 0;
    assert_int_equal(fclose(file), 0);
    watching_until_called();
    assert_int_equal(when_whole("forum.yaml"), 0);
}

static gboolean note(gpointer data)
{
    *(bool *)data = true;
    return G_SOURCE_CONTINUE;
}

static int wait_out_patience(gpointer data)
{
    bool is_over = false;
    guint timer = g_timeout_add(3 * WATCHING_PATIENCE, note, &is_over);

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

    watching_watch("forum.yaml");
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
        watching_run("echo a >forum.yaml");
        watching_watch("forum.yaml");
        FILE *file = fopen("forum.yaml", "w");
        assert_non_null(file);
        assert_true(fputs("half", file) >= 0);
        assert_int_equal(fflush(file), 0);
        assert_true(when_whole("forum.yaml") == SETTLING_NEVER);
        watching_assert_one_call(WAYS[i]);
        assert_int_equal(when_whole("forum.yaml"), 0);
        assert_int_equal(fclose(file), 0);
    }
}

static void a_file_that_was_just_made_is_not_whole(void **state)
{
    watching_watch(".");
    FILE *file = fopen("forum.yaml", "w");

    assert_non_null(file);
    assert_true(when_whole("forum.yaml") == SETTLING_NEVER);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(when_whole("forum.yaml"), 0);
}

static void an_open_file_is_found_behind_links(void **state)
{
    watching_run("mkdir in; echo a >in/real.yaml; ln -s in top; ln -s top/real.yaml forum.yaml");
    watching_watch("forum.yaml");
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
    watching_run("mkdir away; echo a >away/forum.yaml");
    watching_watch("in/forum.yaml");
    watching_assert_one_call("mv away in");
    gint64 when = when_whole("in/forum.yaml");
    gint64 now = g_get_monotonic_time();
    assert_true(when > now && when <= now + SETTLING_STILL_SECONDS * G_TIME_SPAN_SECOND);
    watching_run("echo b >in/forum.yaml");
    assert_int_equal(when_whole("in/forum.yaml"), 0);
}

static void of_what_is_not_there_nothing_is_waited_for(void **state)
{
    watching_run("ln -s nowhere.yaml forum.yaml");
    watching_watch("forum.yaml none.yaml");
    assert_int_equal(when_whole("forum.yaml"), 0);
    assert_int_equal(when_whole("none.yaml"), 0);
}

#define WATCH_TEST(name) cmocka_unit_test_setup_teardown(name, watching_enter, watching_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WATCH_TEST(what_is_open_is_told_when_it_is_closed),
        WATCH_TEST(that_a_file_stays_open_is_said_once),
        WATCH_TEST(what_replaces_an_open_file_is_whole),
        WATCH_TEST(a_file_that_was_just_made_is_not_whole),
        WATCH_TEST(an_open_file_is_found_behind_links),
        WATCH_TEST(files_of_a_folder_that_comes_have_to_stand_still),
        WATCH_TEST(of_what_is_not_there_nothing_is_waited_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
