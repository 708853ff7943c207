#include "file/yaml/surrogates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* `expected` is NULL where nothing is to be done. */
static void assert_joined(const char *text, const char *expected)
{
    gsize size = strlen(text);
    g_autofree char *exact = g_memdup2(text, size);
    g_autofree char *joined = surrogates_join(exact, size);

    if (expected == NULL) {
        assert_null(joined);
        return;
    }
    assert_non_null(joined);
    assert_int_equal(strlen(expected), size);
    assert_memory_equal(joined, expected, size);
}

static void a_pair_becomes_one_escape_and_all_else_stays_where_it_is(void **state)
{
    assert_joined("[\"\\ud83d\\ude00\",1]", "[\"\\U0001f600\"  ,1]");
    assert_joined("{\"a\\uD83D\\uDE00b\": \"\\udbff\\udfff\\ud800\\udc00\"}\n",
                  "{\"a\\U0001f600b\"  : \"\\U0010ffff\\U00010000\"    }\n");
}

static void what_is_no_pair_stays(void **state)
{
    static const char *const TEXTS[] = {
        "[\"\\ud83d\", \"\\ude00\\ud83d\"]",
        "[\"\\\\ud83d\\\\ude00\"]",
        "[\"\\ud83d\\u0041\\ud83d\\udexx\\uD83D\"]",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        assert_joined(TEXTS[i], TEXTS[i]);
    }
}

static void a_text_without_pairs_or_that_is_not_json_is_left_alone(void **state)
{
    static const char *const TEXTS[] = {
        "",
        "[\"a\"]",
        "a: '\\ud83d\\ude00'\n",
        "a: \"\\ud83d\\ude00\"\n",
        "[a \"\\ud83d\\ude00\"]",
        "[1, '\\ud83d\\ude00']",
        "{a: \"\\ud83d\\ude00\"}",
        "# c\n[\"\\ud83d\\ude00\"]",
        "[\"a\n\\ud83d\\ude00\"]",
        "[\"\\ud83d\\ude00",
        "[\"\\ud83d\\ude00\\",
        "[\"\\ud83d\\ud",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        assert_joined(TEXTS[i], NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_becomes_one_escape_and_all_else_stays_where_it_is),
        cmocka_unit_test(what_is_no_pair_stays),
        cmocka_unit_test(a_text_without_pairs_or_that_is_not_json_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
