#include "history/sqlite/sqlite_files.h"

#include "history/history.h"
#include "history_support.h"
#include "support.h"

static void put(History *history, const char *agenda, const char *path, const char *digest)
{
    HistoryFile file = { agenda, path, digest };
    g_autoptr(GError) error = NULL;

    if (!history_put_file(history, &file, &error)) {
        fail_msg("not written: %s", error->message);
    }
}

static void assert_files(History *history, const char *agenda, const char *expected)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autoptr(GArray) files = history_list_files(history, agenda, strings, NULL);
    g_autoptr(GString) out = g_string_new(NULL);

    assert_non_null(files);
    for (guint i = 0; i < files->len; i++) {
        const HistoryFile *file = &g_array_index(files, HistoryFile, i);
        g_string_append_printf(out, "%s %s %s;", file->agenda, file->path, file->digest);
    }
    assert_string_equal(out->str, expected);
}

static void each_file_of_an_agenda_is_known_by_what_it_published_last(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    assert_files(history, "a", "");
    put(history, "a", "/y.yaml", "d1");
    put(history, "a", "/x.yaml", "d2");
    put(history, "b", "/y.yaml", "d3");
    put(history, "a", "/y.yaml", "d4");
    history_close(history);
    history = history_support_open(path, HISTORY_READ);
    assert_files(history, "a", "a /x.yaml d2;a /y.yaml d4;");
    assert_files(history, "b", "b /y.yaml d3;");
    history_close(history);
    history_support_remove(path);
}

static void what_was_taken_back_is_known_until_a_file_publishes(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    put(history, "a", "/y.yaml", "d1");
    put(history, "a", "", "d2");
    put(history, "a", "", "d3");
    put(history, "b", "/z.yaml", "d4");
    assert_files(history, "a", "a  d3;a /y.yaml d1;");
    put(history, "a", "/x.yaml", "d5");
    assert_files(history, "a", "a /x.yaml d5;a /y.yaml d1;");
    history_close(history);
    history_support_remove(path);
}

/* What a file publishes is there with the revision, or not at all. */
static void a_file_is_written_with_its_revision(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(HistoryFacts) facts = history_support_facts("a", 1);
    g_autoptr(GPtrArray) all_facts = g_ptr_array_new();
    HistoryFile file = { "a", "/a.yaml", "d1" };
    HistoryFile other = { "a", "/a.yaml", "d2" };
    g_autoptr(GError) error = NULL;

    g_ptr_array_add(all_facts, facts);
    assert_true(history_append_all(history, all_facts, &file, NULL));
    assert_files(history, "a", "a /a.yaml d1;");
    assert_false(history_append_all(history, all_facts, &other, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_STALE));
    assert_files(history, "a", "a /a.yaml d1;");
    history_close(history);
    history_support_remove(path);
}

static void a_history_that_is_only_read_takes_no_file(void **state)
{
    g_autofree char *path = history_support_path_new();
    HistoryFile file = { "a", "/a.yaml", "d1" };
    g_autoptr(GError) error = NULL;

    history_close(history_support_open(path, HISTORY_WRITE));
    History *history = history_support_open(path, HISTORY_READ);
    assert_false(history_put_file(history, &file, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_READ_ONLY));
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_of_an_agenda_is_known_by_what_it_published_last),
        cmocka_unit_test(what_was_taken_back_is_known_until_a_file_publishes),
        cmocka_unit_test(a_file_is_written_with_its_revision),
        cmocka_unit_test(a_history_that_is_only_read_takes_no_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
