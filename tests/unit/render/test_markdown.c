#include "render/markdown.h"

#include <string.h>

#include "render/markdown_plain.h"
#include "support.h"

/* --- what counts ----------------------------------------------------------------------------- */

static void assert_counts(const char *text, bool expected)
{
    g_autoptr(Markdown) markdown = markdown_parse(text);

    if ((markdown != NULL) != expected) {
        fail_msg("%s counts as Markdown: %s", expected ? "does not" : "wrongly", text);
    }
}

static void what_plain_texts_have_does_not_count(void **state)
{
    static const char *const TEXTS[] = {
        "",
        " ",
        "\n\n",
        "A line.",
        "Two lines\nof a paragraph  \nwith blanks at its end",
        "A paragraph\n\n\n  and another,\n\n    indented\n\tby a tab",
        "- a\n- b\n  - c",
        "* a\n* b",
        "+ a",
        "1. a\n2. b",
        "1) a",
        "Topics:\n-\n- b",
        "• a",
        "<b>bold</b> and <p>",
        "<p>\n**what stands within HTML**\n</p>",
        "<!-- *a* -->",
        "<a href='x?a=1&amp;b=2'>",
        "5 * 3 = 15, 2 ** 3",
        "2*3*4 and a*b*c",
        "2**3**4",
        "3*(4+5)*6",
        "a* and b*",
        "* note\nto the price",
        "snake_case, _ and __init",
        "#5, #hashtag, C# and #",
        "a > b, a < b",
        ">50 people",
        "Rooms:\n>= 50",
        "- >5",
        "a [note] and [x] (y), [ ] to do, f(x)[1]",
        "[Chair]: Smith",
        "a\n\n[1]: https://example.org/?b=1&c=2",
        "[1]: https://example.org/?a=1&b=2;c\\d",
        "AT&T, R&D;, &nosuch; &; &",
        "C:\\new\\files",
        "a\\",
        "a\\b\nc\\ d",
        "~5, ~~ and ~a~",
        "Jane Doe <jane@example.org>",
        "jane_doe@example.org, mailto:a@b",
        "https://example.org/a_b_c?d=*&e=*#_f_",
        "(https://example.org/_a_/*b*), https://example.org/__c__/d.",
        "<https://example.org/?a_b_c&d>",
        "http://example.org/_a_\nhttp://example.org/_b_",
        "above\n---\nbelow",
        "5 * 3\n---\nbelow",
        "above\n\n***\n\n* * *\n\n---\n_____",
        "`",
        "It's 5 o`clock, ``quoted''",
        "``quoted'' by '`'",
        "a = b\n=b=\n = c",
        "\xEF\xBB\xBF",
        "漢字 * é _ שלום",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autofree char *plain = markdown_plain_dup(TEXTS[i]);
        assert_counts(TEXTS[i], false);
        assert_string_equal(plain, TEXTS[i]);
    }
}

static void each_mark_counts(void **state)
{
    static const char *const TEXTS[] = {
        "*a*",
        "(*a*)",
        "5 *a*, 6",
        "un*believ*able **a**",
        "漢*字*漢",
        "_a_",
        "**a**",
        "__a__",
        "see `a`",
        "```\na\n```",
        "~~~~ c\na",
        "- ```\n  a\n  ```",
        "> ~~~\n> a",
        "[a](https://b)",
        "[a](b)",
        "[https://b](https://b)",
        "[a]\n\n[a]: https://b",
        "![a](https://b)",
        "# a",
        "###### a",
        "a\n#",
        "a\n=",
        "a\n======",
        "> a",
        ">a",
        "> 50 people",
        ">>5",
        "a\\*b",
        "a\\\nb",
        "\\\\server",
        "1\\. a",
        "&amp;",
        "&eacute;t&eacute;",
        "&#59;",
        "&semi;",
        "&bsol;",
        "&#x2A;",
        "<b>R&amp;D</b>",
        "https://example.org/?a=1&amp;b=2",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        assert_counts(TEXTS[i], true);
    }
}

/* --- bounds ---------------------------------------------------------------------------------- */

/* The caller's own. */
static char *dup_repeated(const char *head, const char *piece, gsize length)
{
    GString *text = g_string_new(head);

    while (text->len + strlen(piece) <= length) {
        g_string_append(text, piece);
    }
    return g_string_free(text, FALSE);
}

static void a_text_beyond_the_limit_is_plain(void **state)
{
    g_autofree char *longest = dup_repeated("*a* ", "b", MARKDOWN_MAX_LENGTH);
    g_autofree char *longer = dup_repeated("*a* ", "b", MARKDOWN_MAX_LENGTH + 1);
    g_autofree char *brackets = dup_repeated("*a* ", "[", 1024 * 1024);

    assert_counts(longest, true);
    assert_counts(longer, false);
    assert_counts(brackets, false);
}

static void what_is_nested_too_deep_is_plain(void **state)
{
    /* The document, the quotations, the paragraph, the emphasis. */
    g_autofree char *deepest = dup_repeated("", "> ", (MARKDOWN_MAX_DEPTH - 3) * 2);
    g_autofree char *deeper = g_strconcat(deepest, "> *a*", NULL);
    g_autofree char *deep = g_strconcat(deepest, "*a*", NULL);
    g_autofree char *plain = markdown_plain_dup(deep);
    g_autofree char *shown = g_strconcat(deepest, "a", NULL);

    assert_counts(deep, true);
    assert_counts(deeper, false);
    assert_string_equal(plain, shown);
}

static void what_uses_our_own_marks_is_plain(void **state)
{
    assert_counts("*a* \uFDD0", false);
    assert_counts("*a* \uFDD1", false);
    assert_counts("*a* \uFDD2", true);
    assert_counts("*a*\r\n", false);
}

/* The tree of the longest text of each kind is not larger than the text, and what is made of it not
 * much larger. The clock is that of tests/run. */
static void no_text_of_marks_makes_much_of_itself(void **state)
{
    static const char *const PIECES[] = {
        "[",         "]",     "*",     "_",     "**a ",   "*a_ ",     "![[]()", "[a](",
        "[a](b",     "`",     "`a``",  ">",     "> a\n",  "- ",       "1. ",    " - ",
        "- a\n\n",   "&",     "\\",    "\\[",   "<",      "<a href=", "<!--",   "<?",
        "<![CDATA[", "<!A ",  "~~~\n", "#\n",   "a\n=\n", "[x]: y\n", "://",    "https://*_",
        "*a*",       "&amp;", "[a]",   "a  \n", "!",      "[a][b]",   "**",     "<a@b>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(PIECES); i++) {
        g_autofree char *alone = dup_repeated("", PIECES[i], MARKDOWN_MAX_LENGTH);
        g_autofree char *marked = dup_repeated("*m* ", PIECES[i], MARKDOWN_MAX_LENGTH);
        g_autofree char *defined = dup_repeated("> *m*\n\n[a]: https://b/cccccccccccccccc\n\n",
                                                PIECES[i], MARKDOWN_MAX_LENGTH);
        g_autofree char *first = markdown_plain_dup(alone);
        g_autofree char *second = markdown_plain_dup(marked);
        g_autofree char *third = markdown_plain_dup(defined);
        assert_in_range(strlen(first), 1, 2 * MARKDOWN_MAX_LENGTH);
        assert_in_range(strlen(second), 1, 2 * MARKDOWN_MAX_LENGTH);
        assert_in_range(strlen(third), 1, 4 * MARKDOWN_MAX_LENGTH);
    }
}

/* --- nodes ----------------------------------------------------------------------------------- */

static void assert_address(const char *text, const char *expected)
{
    g_autoptr(Markdown) markdown = markdown_parse(text);
    cmark_node *link = cmark_node_first_child(cmark_node_first_child(markdown->root));
    g_autofree char *address = markdown_dup_address(link);

    if (expected == NULL) {
        assert_null(address);
    } else {
        assert_string_equal(address, expected);
    }
}

static void a_link_leads_to_the_web_to_mail_or_to_a_telephone(void **state)
{
    assert_address("[a](https://b/c_d_e?f=*&g=%20#h)", "https://b/c_d_e?f=*&g=%20#h");
    assert_address("[a](HTTP://b)", "HTTP://b");
    assert_address("[a](mailto:b@c)", "mailto:b@c");
    assert_address("[a](tel:+32)", "tel:+32");
    assert_address("![a](https://b)", "https://b");
    assert_address("[a](javascript:alert(1))", NULL);
    assert_address("[a](JavaScript:alert&#40;1)", NULL);
    assert_address("[a](&#106;avascript:b)", NULL);
    assert_address("[a](<\tjavascript:b>)", NULL);
    assert_address("![a](data:image/png;base64,b)", NULL);
    assert_address("[a](vbscript:b)", NULL);
    assert_address("[a](file:///b)", NULL);
    assert_address("[a](webcal://b)", NULL);
    assert_address("[a](//b)", NULL);
    assert_address("[a](b)", NULL);
    assert_address("[a](#b)", NULL);
    assert_address("[a]()", NULL);
}

static void an_address_has_no_octets_that_could_end_it(void **state)
{
    assert_address("[a](<https://b/c d>)", "https://b/c%20d");
    assert_address("[a](https://b/&quot;&lt;c&gt;)", "https://b/%22%3Cc%3E");
    assert_address("[a](https://b/&#10;&#1;c)", "https://b/%0A\uFFFDc");
    assert_address("[a](https://b/é)", "https://b/é");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_plain_texts_have_does_not_count),
        cmocka_unit_test(each_mark_counts),
        cmocka_unit_test(a_text_beyond_the_limit_is_plain),
        cmocka_unit_test(what_is_nested_too_deep_is_plain),
        cmocka_unit_test(what_uses_our_own_marks_is_plain),
        cmocka_unit_test(no_text_of_marks_makes_much_of_itself),
        cmocka_unit_test(a_link_leads_to_the_web_to_mail_or_to_a_telephone),
        cmocka_unit_test(an_address_has_no_octets_that_could_end_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
