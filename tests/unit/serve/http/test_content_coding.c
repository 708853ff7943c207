/* Covers src/serve/http/content_coding.c */
#include "serve/http/content_coding.h"

#include "support.h"

static void assert_chosen(const char *const *lists, gsize length, ContentCoding coding)
{
    for (gsize i = 0; i < length; i++) {
        if (content_coding_choose(lists[i]) != coding) {
            fail_msg("\"%s\" chose the other coding", lists[i]);
        }
    }
}

static void who_asks_for_gzip_gets_it(void **state)
{
    static const char *const LISTS[] = {
        "gzip",
        "GZIP",
        "x-gzip",
        "gzip, deflate, br",
        "deflate,gzip;q=0.001",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "*",
        "*;q=0.5",
        "identity;q=0, *",
        "identity;q=0.5, gzip;q=0.5",
        "gzip ; q=1.000",
        "gzip;Q=1",
        " , gzip , ",
    };

    assert_chosen(LISTS, G_N_ELEMENTS(LISTS), CONTENT_CODING_GZIP);
}

static void who_does_not_gets_the_body_as_it_is(void **state)
{
    static const char *const LISTS[] = {
        NULL,
        "",
        "identity",
        "br",
        "deflate",
        "gzip;q=0",
        "gzip;q=0.000",
        "*;q=0",
        "gzip;q=0, *",
        "gzip;q=0.5, identity",
        "gzip;q=0.5, identity;q=0.501",
        "identity;q=0, gzip;q=0",
        "gzippy",
    };

    assert_chosen(LISTS, G_N_ELEMENTS(LISTS), CONTENT_CODING_IDENTITY);
}

static void a_malformed_list_counts_for_nothing(void **state)
{
    static const char *const LISTS[] = {
        "gzip;q=2",     "gzip;q=1.001", "gzip;q=0.1234", "gzip;q=",      "gzip;q=a",
        "gzip;q=-1",    "gzip;q=.5",    "gzip;q",        "gzip;level=9", "gzip q=1",
        "gzip;q=1;q=0", "gzip, \"br\"", "gzip\001, br",  "gzip; q = 1",  "gzip=1",
    };

    assert_chosen(LISTS, G_N_ELEMENTS(LISTS), CONTENT_CODING_IDENTITY);
}

static void a_list_without_end_counts_for_nothing(void **state)
{
    g_autoptr(GString) list = g_string_new("gzip");

    for (guint i = 1; i < CONTENT_CODING_MAX_PARTS; i++) {
        g_string_append(list, ",br");
    }
    assert_int_equal(content_coding_choose(list->str), CONTENT_CODING_GZIP);
    g_string_append(list, ",br");
    assert_int_equal(content_coding_choose(list->str), CONTENT_CODING_IDENTITY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_asks_for_gzip_gets_it),
        cmocka_unit_test(who_does_not_gets_the_body_as_it_is),
        cmocka_unit_test(a_malformed_list_counts_for_nothing),
        cmocka_unit_test(a_list_without_end_counts_for_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
