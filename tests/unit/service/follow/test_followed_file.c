#include "service/follow/followed_file.h"

#include <string.h>

#include "capture.h"
#include "support.h"

/* The files of these paths, parted by blanks. */
static void settle(GPtrArray *files, const char *paths)
{
    g_auto(GStrv) words = g_strsplit(paths, " ", -1);
    g_autoptr(GPtrArray) list = g_ptr_array_new();

    for (char **word = words; *word != NULL; word++) {
        g_ptr_array_add(list, *word);
    }
    followed_files_settle(files, list);
}

static FollowedFile *file_at(const GPtrArray *files, guint i, const char *path)
{
    FollowedFile *file = files->pdata[i];

    assert_string_equal(file->path, path);
    return file;
}

static void what_is_known_of_a_file_stays_with_it(void **state)
{
    g_autoptr(GPtrArray) files = followed_files_new();

    settle(files, "a b c");
    file_at(files, 1, "b")->tries = 7;
    settle(files, "d b b");
    assert_int_equal(files->len, 3);
    assert_int_equal(file_at(files, 0, "d")->tries, 0);
    assert_int_equal(file_at(files, 1, "b")->tries, 7);
    assert_int_equal(file_at(files, 2, "b")->tries, 0);
}

static void what_fails_is_tried_again_ever_more_seldom(void **state)
{
    static const guint WAITS[] = { 1, 2, 4, 8, 16, 32, 60, 60 };
    g_autoptr(GPtrArray) files = followed_files_new();

    settle(files, "a b");
    FollowedFile *file = file_at(files, 1, "b");
    assert_int_equal(followed_files_next_due(files), FOLLOWED_FILE_NEVER);
    for (gsize i = 0; i < G_N_ELEMENTS(WAITS); i++) {
        followed_file_put_off(file, 1000);
        assert_int_equal(file->due, 1000 + WAITS[i] * G_TIME_SPAN_SECOND);
    }
    assert_int_equal(followed_files_next_due(files), file->due);
    g_autoptr(Extent) extent = extent_new("a\n", 2);
    followed_file_take(file, extent);
    followed_file_put_off(file, 0);
    assert_int_equal(file->due, G_TIME_SPAN_SECOND);
}

static void many_failures_do_no_harm(void **state)
{
    g_autoptr(GPtrArray) files = followed_files_new();

    settle(files, "a");
    for (guint i = 0; i < 100; i++) {
        followed_file_put_off(files->pdata[0], 0);
    }
    assert_int_equal(followed_files_next_due(files),
                     FOLLOWED_FILE_RETRY_SECONDS_MAX * G_TIME_SPAN_SECOND);
}

/* Tells of a file and a text of it what the steps say: "a", "b" are what is told of the text "x",
 * in capitals of another; "." is that it has been taken. */
static int tell_steps(gpointer steps)
{
    g_autoptr(GPtrArray) files = followed_files_new();
    g_autoptr(Extent) text = extent_new("x\n", 2);
    g_autoptr(Extent) other = extent_new("y\n", 2);

    settle(files, "file");
    for (const char *step = steps; *step != '\0'; step++) {
        char word[] = { g_ascii_tolower(*step), '\0' };
        if (*step == '.') {
            followed_file_take(files->pdata[0], text);
        } else {
            followed_file_tell(files->pdata[0], g_ascii_isupper(*step) ? other : text, word);
        }
    }
    return 0;
}

static void assert_told(const char *steps, const char *expected)
{
    g_auto(Captured) captured = capture_run(tell_steps, (gpointer)steps);
    g_autoptr(GString) said = g_string_new(captured.err);

    g_string_replace(said, "confeed: error: ", "", 0);
    g_string_replace(said, "\n", "", 0);
    assert_string_equal(said->str, expected);
}

static void the_same_of_the_same_text_is_said_once(void **state)
{
    assert_told("aaa", "a");
    assert_told("aba", "aba");
    assert_told("aAAa", "aaa");
    assert_told("aa.aa", "aa");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_known_of_a_file_stays_with_it),
        cmocka_unit_test(what_fails_is_tried_again_ever_more_seldom),
        cmocka_unit_test(many_failures_do_no_harm),
        cmocka_unit_test(the_same_of_the_same_text_is_said_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
