/* Covers src/file/prose/text_is_html.c */
#include "file/prose/text_is_html.h"

#include "support.h"

static void a_tag_tells(void **state)
{
    static const char *const TEXTS[] = {
        "<p>a",          "a<br>b",    "a<BR/>b",           "a</a>",        "x < y <b>z</b>",
        "<a href='b'>c", "a</title>", "<time datetime=1>", "`a` <ul><li>", "a</p\n>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        assert_true(text_is_html(TEXTS[i]));
    }
}

static void what_looks_like_one_does_not(void **state)
{
    static const char *const TEXTS[] = {
        "",          "a < b > c", "#include <stdio.h>", "<title> of the <section>",
        "map<a>",    "use `<p>`", "*a* &amp; [b](c)",   "<https://x.org>",
        "<a@b.org>", "<p",        "<!-- a -->",         "</p",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        assert_false(text_is_html(TEXTS[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_tells),
        cmocka_unit_test(what_looks_like_one_does_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
