#include "history/sqlite/sqlite_tokens.h"

#include "history_support.h"
#include "support.h"

/* Digests and locks are 64 digits. */
#define PAD "00000000000000000000000000000000000000000000000000000000000000"

static void put(History *history, const HistoryToken *tokens, guint length)
{
    g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(HistoryToken));
    g_autoptr(GError) error = NULL;

    g_array_append_vals(array, tokens, length);
    if (!history_put_tokens(history, array, &error)) {
        fail_msg("not written: %s", error->message);
    }
}

/* A line for each token. */
static void assert_tokens(History *history, const char *expected)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autoptr(GError) error = NULL;
    guint malformed = 7;
    g_autoptr(GArray) tokens = history_list_tokens(history, strings, &malformed, &error);
    g_autoptr(GString) out = g_string_new(NULL);

    g_assert_no_error(error);
    assert_int_equal(malformed, 0);
    for (guint i = 0; i < tokens->len; i++) {
        const HistoryToken *token = &g_array_index(tokens, HistoryToken, i);
        g_string_append_printf(out, "%.2s %s/%s %.2s %s %" G_GINT64_FORMAT " %s\n", token->digest,
                               token->agenda, token->participant, token->lock,
                               token->successor != NULL ? token->successor : "-", token->made,
                               token->ends == HISTORY_TOKEN_FOR_GOOD ? "good" : "ends");
    }
    assert_string_equal(out->str, expected);
}

static const HistoryToken TOKENS[] = {
    { "d1" PAD, "forum", "ilo", "a1" PAD, NULL, 20, HISTORY_TOKEN_FOR_GOOD },
    { "d2" PAD, "forum", "ilo", "a2" PAD, NULL, 10, HISTORY_TOKEN_FOR_GOOD },
    { "d3" PAD, "forum", "acp", "a3" PAD, "e3", 30, 99 },
};

static void tokens_are_kept_and_listed_by_agency_and_age(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    assert_tokens(history, "");
    put(history, TOKENS, G_N_ELEMENTS(TOKENS));
    history_close(history);
    history = history_support_open(path, HISTORY_READ);
    assert_tokens(history, "d3 forum/acp a3 e3 30 ends\n"
                           "d2 forum/ilo a2 - 10 good\n"
                           "d1 forum/ilo a1 - 20 good\n");
    history_close(history);
    history_support_remove(path);
}

static void a_token_takes_the_place_of_the_one_of_its_digest(void **state)
{
    static const HistoryToken OTHER = { "d1" PAD, "forum", "ilo", "a1" PAD, "e1", 20, 40 };
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    put(history, TOKENS, 1);
    put(history, &OTHER, 1);
    assert_tokens(history, "d1 forum/ilo a1 e1 20 ends\n");
    history_close(history);
    history_support_remove(path);
}

static void a_token_that_is_removed_leaves_the_others(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    put(history, TOKENS, 2);
    assert_true(history_remove_token(history, TOKENS[0].digest, NULL));
    assert_tokens(history, "d2 forum/ilo a2 - 10 good\n");
    history_close(history);
    history_support_remove(path);
}

/* One that is malformed does not hide the others. */
static void malformed_tokens_are_counted_and_left_out(void **state)
{
    static const char *const FORGERIES[] = {
        "digest = 'd1'",
        "digest = upper(digest)",
        "digest = digest || char(0) || 'x'",
        "agenda = ''",
        "agenda = '../etc'",
        "agency = CAST(x'ff' AS TEXT)",
        "lock = 'a1'",
        "successor = 'not hexadecimal'",
        "made = -1",
        "made = 253402300800",
        "ends = -9223372036854775807",
        "ends = 9223372036854775806",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(FORGERIES); i++) {
        g_autofree char *path = history_support_path_new();
        g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
        g_autofree char *sql =
            g_strdup_printf("UPDATE token SET %s WHERE agency = 'acp'", FORGERIES[i]);
        History *history = history_support_open(path, HISTORY_WRITE);
        guint malformed = 0;

        put(history, TOKENS, G_N_ELEMENTS(TOKENS));
        history_support_tamper(path, sql);
        g_autoptr(GArray) tokens = history_list_tokens(history, strings, &malformed, NULL);
        assert_int_equal(tokens->len, 2);
        assert_int_equal(malformed, 1);
        history_close(history);
        history_support_remove(path);
    }
}

static void who_only_reads_cannot_write_tokens(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(HistoryToken));
    g_autoptr(GError) error = NULL;

    history_close(history_support_open(path, HISTORY_WRITE));
    History *history = history_support_open(path, HISTORY_READ);
    assert_false(history_put_tokens(history, none, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_READ_ONLY));
    history_close(history);
    history_support_remove(path);
}

static void tokens_of_others_are_news(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *writer = history_support_open(path, HISTORY_WRITE);
    History *reader = history_support_open(path, HISTORY_READ);

    history_has_news(reader);
    assert_false(history_has_news(reader));
    put(writer, TOKENS, 1);
    assert_true(history_has_news(reader));
    history_close(reader);
    history_close(writer);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_kept_and_listed_by_agency_and_age),
        cmocka_unit_test(a_token_takes_the_place_of_the_one_of_its_digest),
        cmocka_unit_test(a_token_that_is_removed_leaves_the_others),
        cmocka_unit_test(malformed_tokens_are_counted_and_left_out),
        cmocka_unit_test(who_only_reads_cannot_write_tokens),
        cmocka_unit_test(tokens_of_others_are_news),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
