/* Covers src/file/prose/markdown_from_plain.c */
#include "file/prose/markdown_from_plain.h"

#include "support.h"

static void assert_markdown(const char *text, const char *expected)
{
    g_autofree char *markdown = markdown_from_plain(text);

    assert_string_equal(markdown, expected);
}

static void lines_and_paragraphs_stay(void **state)
{
    assert_markdown("", "");
    assert_markdown(" \n\t\n", "");
    assert_markdown("one\n", "one");
    assert_markdown("a\nb\n\n \n\nc\r\nd\re", "a\\\nb\n\nc\\\nd\\\ne");
    assert_markdown("  a \t b  ", "a b");
}

static void no_character_is_a_mark(void **state)
{
    assert_markdown("1.A\n 2. B\n\n● C * D", "1.A\\\n2\\. B\n\n● C \\* D");
    assert_markdown("<p>&amp; _a_ b_c\n# d\n---", "\\<p>\\&amp; \\_a\\_ b_c\\\n\\# d\\\n\\---");
    assert_markdown("a\\\n\\", "a\\\\\\\n\\\\");
}

static void control_characters_go(void **state)
{
    assert_markdown("a\x01"
                    "b\fc\xC2\x9F"
                    "d\uFFFE",
                    "ab cd");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_paragraphs_stay),
        cmocka_unit_test(no_character_is_a_mark),
        cmocka_unit_test(control_characters_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
