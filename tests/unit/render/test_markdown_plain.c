#include "render/markdown_plain.h"

#include "support.h"

typedef struct Case {
    const char *text;
    const char *plain;
} Case;

static void assert_cases(const Case *cases, gsize n_cases)
{
    for (gsize i = 0; i < n_cases; i++) {
        g_autofree char *plain = markdown_plain_dup(cases[i].text);
        assert_string_equal(plain, cases[i].plain);
    }
}
#define ASSERT_CASES(cases) assert_cases(cases, G_N_ELEMENTS(cases))

static void marks_within_lines_are_taken_away(void **state)
{
    static const Case CASES[] = {
        { "*a* _b_ **c** __d__ ***e***", "a b c d e" },
        { "*a **b** c*", "a b c" },
        { "a`b`c `` ` `` `*`", "abc ` *" },
        { "\\*a\\* \\_b\\_ \\\\", "*a* _b_ \\" },
        { "&amp;amp; &eacute; &#8364; &copy;", "&amp; é € ©" },
        { "*a* &#1; &#x85; &#0; &#127;", "a \uFFFD \uFFFD \uFFFD \uFFFD" },
        { "`&amp; \\*`", "&amp; \\*" },
        { "a\\\nb  \n*c*", "a\nb\nc" },
        { "*a*\nb\n  c", "a\nb\nc" },
        { "**Note:** 5 * 3 and snake_case_name", "Note: 5 * 3 and snake_case_name" },
        { "*a* <b>b</b> <br/> <!-- c -->", "a <b>b</b> <br/> <!-- c -->" },
        { "*a* <b\nc='d'>", "a <b\nc='d'>" },
        { "**https://a/_b_/c** and https://a/*b*.", "https://a/_b_/c and https://a/*b*." },
        { "_see https://a/b_c_, https://a/d_e_", "see https://a/b_c, https://a/d_e_" },
    };

    ASSERT_CASES(CASES);
}

static void links_are_followed_by_their_addresses(void **state)
{
    static const Case CASES[] = {
        { "[a](https://b)", "a (https://b)" },
        { "see [a *b*](https://c \"title\").", "see a b (https://c)." },
        { "[a][b], [b]\n\n[b]: https://c", "a (https://c), b (https://c)" },
        { "[https://a](https://a)", "https://a" },
        { "[https://a/_b_](https://a/_b_)", "https://a/_b_" },
        { "[https://a?b&c](https://a?b&c)", "https://a?b&c" },
        { "[a@b](mailto:a@b)", "a@b" },
        { "[a](mailto:a@b)", "a (a@b)" },
        { "*a* <https://b_c_d> <e@f>", "a https://b_c_d e@f" },
        { "[a](javascript:b)", "a" },
        { "[a](b.html)", "a" },
        { "*a* [](https://b)", "a https://b" },
        { "![a](https://b)", "a (https://b)" },
        { "*a* ![](https://b)", "a https://b" },
        { "![a](data:b)", "a" },
        { "[![a](https://b)](https://c)", "a (https://c)" },
        { "![a [b](https://c)](https://d)", "a b (https://d)" },
        { "[a\nb](https://c)", "a\nb (https://c)" },
        { "[a](<https://b c>)", "a (https://b%20c)" },
        { "a [b] *c*", "a [b] c" },
    };

    ASSERT_CASES(CASES);
}

static void blocks_stand_as_their_author_set_them(void **state)
{
    static const Case CASES[] = {
        { "# a", "a" },
        { "# a #\nb\n\n## c\n\nd", "a\nb\n\nc\n\nd" },
        { "a\n===\nb", "a\nb" },
        { "*a*\n\n\n\nb", "a\n\nb" },
        { "  *a*\n   b", "a\nb" },
        { "*a*:\n- b\n- c\n\nd", "a:\n- b\n- c\n\nd" },
        { "* *a*\n* b", "- a\n- b" },
        { "- *a*\n\n- b", "- a\n\n- b" },
        { "- *a*\n  b\n\n  c\n  - d\n    1. e", "- a\n  b\n\n  c\n  - d\n    1. e" },
        { "9. *a*\n9. b\n   c", "9. a\n10. b\n    c" },
        { "2) *a*", "2) a" },
        { "-\n- *a*", "-\n- a" },
        { "- - *a*", "- - a" },
        { "- > *a*\n  > b", "- > a\n  > b" },
        { ">a\nb", "> a\n> b" },
        { "> a\n>\n> b\n\nc", "> a\n>\n> b\n\nc" },
        { "> - a\n>\n>   b", "> - a\n>\n>   b" },
        { "> > a\n>\n> b", "> > a\n>\n> b" },
        { "*a*\n***\nb\n\n---", "a\n---\nb\n\n---" },
        { "```\na\n\n  b *c*\n```\nd", "a\n\n  b *c*\nd" },
        { "~~~ c\n``` \n~~~", "```" },
        { "- ```\n  a\n  b\n  ```", "- a\n  b" },
        { "*a*\n\n    b\n\n      c", "a\n\n    b\n\n      c" },
        { "*a*\n\n\tb", "a\n\n    b" },
        { "<p>*a*</p>\n<b>\n\n*b*", "<p>*a*</p>\n<b>\n\nb" },
        { "a\n\n[b]: https://c\n\n*d*", "a\n\nd" },
    };

    ASSERT_CASES(CASES);
}

static void a_text_that_says_nothing_else_stays(void **state)
{
    static const Case CASES[] = {
        { "#", "#" },         { "[](https://b)", "[](https://b)" },
        { "> ***", "> ***" }, { "```\n```", "```\n```" },
        { "&#32;", "&#32;" },
    };

    ASSERT_CASES(CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_within_lines_are_taken_away),
        cmocka_unit_test(links_are_followed_by_their_addresses),
        cmocka_unit_test(blocks_stand_as_their_author_set_them),
        cmocka_unit_test(a_text_that_says_nothing_else_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
