/* Covers src/file/prose/html_tag.c */
#include "file/prose/html_tag.h"

#include <string.h>

#include "support.h"

static void assert_kind(const char *name, HtmlKind kind)
{
    const HtmlTag *tag = html_tag_find(name, strlen(name));

    assert_non_null(tag);
    assert_int_equal(tag->kind, kind);
}

static void names_are_found_in_any_case(void **state)
{
    assert_kind("a", HTML_LINK);
    assert_kind("u", HTML_PLAIN);
    assert_kind("BlockQuote", HTML_QUOTE);
    assert_kind("figcaption", HTML_CONTAINER);
    assert_kind("H6", HTML_HEADING);
    assert_kind("title", HTML_HIDDEN);
    assert_int_equal(html_tag_find("strong", 6)->level, 2);
    assert_int_equal(html_tag_find("h4>", 2)->level, 4);
}

static void other_names_are_not(void **state)
{
    static const char *const NAMES[] = { "", "x", "map", "stdio.h", "blockquotes", "pp" };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        assert_null(html_tag_find(NAMES[i], strlen(NAMES[i])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_in_any_case),
        cmocka_unit_test(other_names_are_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
