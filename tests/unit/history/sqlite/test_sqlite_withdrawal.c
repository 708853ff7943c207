#include "history/sqlite/sqlite_withdrawal.h"

#include <string.h>

#include "history/history.h"
#include "history_support.h"
#include "support.h"

/* Longer than a page, so that it also lies in pages of its own. */
#define LONG_TEXT_OCTETS 20000

static bool is_in_file(const char *path, const char *words)
{
    g_autofree char *octets = NULL;
    gsize size;

    assert_true(g_file_get_contents(path, &octets, &size, NULL));
    return memmem(octets, size, words, strlen(words)) != NULL;
}

static void append(History *history, guint number, const char *text)
{
    HistoryFacts *facts = history_support_facts("a", number);

    history_support_record(facts, "session", "s", text);
    history_support_record(facts, "room", "r", "a room");
    history_support_event(facts, "s", number);
    history_support_append(history, facts);
}

/* Two texts: of revisions 1 and 2, and from 3 on. */
static History *history_new(const char *path, const char *first, const char *second)
{
    History *history = history_support_open(path, HISTORY_WRITE);

    append(history, 1, first);
    history_support_append(history, history_support_facts("a", 2));
    append(history, 3, second);
    return history;
}

static void rewrite(History *history, guint since, guint number, const char *text)
{
    g_autoptr(HistoryRewriting) rewriting = history_rewriting_new("a", since);
    HistoryRewrittenRecord record = { number, number, "session", "s", "s", text };
    g_autoptr(GError) error = NULL;

    g_array_append_val(rewriting->records, record);
    if (!history_rewrite(history, rewriting, &error)) {
        fail_msg("not rewritten: %s", error->message);
    }
}

static const char *text_of(History *history, guint number, HistoryFacts **out_facts)
{
    *out_facts = history_read(history, "a", number, NULL);
    assert_non_null(*out_facts);
    return g_array_index((*out_facts)->records, HistoryRecord, 1).text;
}

static void assert_texts(History *history, const char *first, const char *second, const char *third)
{
    const char *const expected[] = { first, second, third };

    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_autoptr(HistoryFacts) facts = NULL;
        assert_string_equal(text_of(history, i + 1, &facts), expected[i]);
    }
}

static void a_row_is_rewritten_as_long_as_it_is_in_force(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_new(path, "one", "two");

    rewrite(history, 1, 2, "new");
    assert_texts(history, "new", "new", "two");
    rewrite(history, 1, 3, "newer");
    assert_texts(history, "new", "new", "newer");
    history_close(history);
    history_support_remove(path);
}

static void what_is_earlier_stays(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_new(path, "one", "two");

    rewrite(history, 2, 2, "new");
    assert_texts(history, "one", "new", "two");
    g_autofree char *damage = history_support_verify(history);
    assert_string_equal(damage, "");
    history_close(history);
    history_support_remove(path);
}

static void withdrawals_are_listed(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_new(path, "one", "two");
    HistoryWithdrawal withdrawal = { "a", 3, 2, "session", "s" };
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autoptr(GError) error = NULL;

    assert_true(history_add_withdrawal(history, &withdrawal, NULL));
    g_autoptr(GArray) list = history_list_withdrawals(history, "a", strings, NULL);
    g_autoptr(GArray) none = history_list_withdrawals(history, "b", strings, NULL);
    const HistoryWithdrawal *there = &g_array_index(list, HistoryWithdrawal, 0);
    assert_int_equal(list->len, 1);
    assert_int_equal(none->len, 0);
    assert_int_equal(there->number, 3);
    assert_int_equal(there->since, 2);
    assert_string_equal(there->kind, "session");
    assert_string_equal(there->id, "s");
    history_close(history);
    history_support_remove(path);
}

/* An older program has left free pages behind, which nobody has overwritten. */
static void leave_free_pages(const char *path)
{
    history_support_tamper(path, "PRAGMA secure_delete = OFF; UPDATE record SET text = text || 'x'"
                                 " WHERE id = 's'; UPDATE record SET text = 'short'"
                                 " WHERE id = 's'");
}

static void whoever_opens_it_next_clears_what_is_left(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *filling = g_strnfill(LONG_TEXT_OCTETS, 'w');
    g_autofree char *secret = g_strconcat(filling, "Secret", NULL);
    History *history = history_new(path, secret, "two");
    HistoryWithdrawal withdrawal = { "a", 3, 1, "session", "s" };

    history_close(history);
    leave_free_pages(path);
    history = history_support_open(path, HISTORY_WRITE);
    assert_true(is_in_file(path, "Secret"));
    assert_true(history_add_withdrawal(history, &withdrawal, NULL));
    history_close(history);
    assert_true(is_in_file(path, "Secret"));
    history_close(history_support_open(path, HISTORY_READ));
    assert_false(is_in_file(path, "Secret"));
    history_support_remove(path);
}

static void nothing_of_a_rewritten_row_is_left(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *filling = g_strnfill(LONG_TEXT_OCTETS, 'w');
    g_autofree char *secret = g_strconcat("Begin", filling, "Secret", NULL);
    History *history = history_new(path, secret, "two");

    rewrite(history, 1, 1, "new");
    assert_false(is_in_file(path, "Secret"));
    assert_false(is_in_file(path, "Begin"));
    history_close(history);
    history_support_remove(path);
}

static bool fail_after_writing(History *history, gpointer data, GError **error)
{
    rewrite(history, 1, 1, data);
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED, "no");
    return false;
}

static void what_fails_leaves_all_as_it_was(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_new(path, "one", "two");
    g_autoptr(GError) error = NULL;

    assert_false(history_transact(history, fail_after_writing, (gpointer) "new", &error));
    assert_string_equal(error->message, "no");
    assert_texts(history, "one", "one", "two");
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_rewritten_as_long_as_it_is_in_force),
        cmocka_unit_test(what_is_earlier_stays),
        cmocka_unit_test(withdrawals_are_listed),
        cmocka_unit_test(whoever_opens_it_next_clears_what_is_left),
        cmocka_unit_test(nothing_of_a_rewritten_row_is_left),
        cmocka_unit_test(what_fails_leaves_all_as_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
