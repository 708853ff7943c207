#include "history/sqlite/sqlite_sources.h"

#include "history_support.h"
#include "support.h"

static void assert_source(History *history, const char *agenda, const HistorySource *expected)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    HistorySource found;

    assert_true(history_find_source(history, agenda, strings, &found, NULL));
    assert_int_equal(g_strcmp0(found.agenda, expected->agenda), 0);
    assert_int_equal(found.checked, expected->checked);
    assert_int_equal(found.changed, expected->changed);
    assert_int_equal(g_strcmp0(found.fault, expected->fault), 0);
}

static void what_was_noted_last_is_found(void **state)
{
    static const HistorySource NONE = { 0 };
    static const HistorySource FIRST = { "a", 1000, 900, NULL };
    static const HistorySource SECOND = { "a", 1000, 900, "it is away" };
    static const HistorySource OTHER = { "b", 0, 0, "it never was there" };
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    assert_source(history, "a", &NONE);
    assert_true(history_put_source(history, &FIRST, NULL));
    assert_source(history, "a", &FIRST);
    assert_true(history_put_source(history, &SECOND, NULL));
    assert_true(history_put_source(history, &OTHER, NULL));
    assert_source(history, "a", &SECOND);
    assert_source(history, "b", &OTHER);
    history_close(history);
    history_support_remove(path);
}

static void a_history_that_is_read_takes_no_note(void **state)
{
    static const HistorySource SOURCE = { "a", 1000, 900, NULL };
    g_autofree char *path = history_support_path_new();
    g_autoptr(GError) error = NULL;

    history_close(history_support_open(path, HISTORY_WRITE));
    History *history = history_support_open(path, HISTORY_READ);
    assert_false(history_put_source(history, &SOURCE, &error));
    assert_non_null(error);
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_noted_last_is_found),
        cmocka_unit_test(a_history_that_is_read_takes_no_note),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
