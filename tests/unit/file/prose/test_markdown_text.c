/* Covers src/file/prose/markdown_text.c */
#include "file/prose/markdown_text.h"

#include <string.h>

#include "support.h"

static void assert_appended(void (*append)(GString *, const char *, gsize), const char *text,
                            const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    append(out, text, strlen(text));
    assert_string_equal(out->str, expected);
}

static void marks_in_a_line_are_escaped(void **state)
{
    assert_appended(markdown_text_append_escaped, "a \t\n b", "a b");
    assert_appended(markdown_text_append_escaped, "\\ ` * [ ] <", "\\\\ \\` \\* \\[ \\] \\<");
    assert_appended(markdown_text_append_escaped, "_a_b_ é_漢", "\\_a_b\\_ é_漢");
    assert_appended(markdown_text_append_escaped, "&a; &#1; &#x1; &; & a; &#; &a",
                    "\\&a; \\&#1; \\&#x1; &; & a; &#; &a");
}

static void code_has_more_backticks_around_than_in_it(void **state)
{
    assert_appended(markdown_text_append_code, "a", "`a`");
    assert_appended(markdown_text_append_code, " a\nb ", " `a b` ");
    assert_appended(markdown_text_append_code, "`a``", "``` `a`` ```");
    assert_appended(markdown_text_append_code, " ", " ");
    assert_appended(markdown_text_append_code, "", "");
}

static void addresses_stand_in_parentheses(void **state)
{
    static const char *const ADDRESSES[][2] = {
        { "http://a/b?c&d=e", "http://a/b?c&d=e" },
        { "http://a/(b", "<http://a/(b>" },
        { "http://a/<b>\\ `\u00A0c\n", "http://a/%3Cb%3E%5C%20%60%C2%A0c" },
        { "http://a?b&lt;", "http://a?b&amp;lt;" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(ADDRESSES); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        markdown_text_append_destination(out, ADDRESSES[i][0]);
        assert_string_equal(out->str, ADDRESSES[i][1]);
    }
}

static void lines_have_no_blanks_at_their_ends(void **state)
{
    g_autofree char *paragraph = markdown_text_dup_paragraph(" \\\na  b \\\n \\\n\u00A0- c\\\n ");
    g_autofree char *nothing = markdown_text_dup_paragraph(" \\\n\u00A0");
    g_autofree char *backslash = markdown_text_dup_paragraph("\\\\\\\n\\\\");

    assert_string_equal(paragraph, "a b\\\n\\- c");
    assert_null(nothing);
    assert_string_equal(backslash, "\\\\\\\n\\\\");
}

static void fences_are_longer_than_what_is_within(void **state)
{
    g_autofree char *code = markdown_text_dup_fenced("\n\n a\tb\t\n\n````\n\n");
    g_autofree char *nothing = markdown_text_dup_fenced(" \n\t\u00A0\n");

    assert_string_equal(code, "`````\n a  b\n\n````\n`````");
    assert_null(nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_in_a_line_are_escaped),
        cmocka_unit_test(code_has_more_backticks_around_than_in_it),
        cmocka_unit_test(addresses_stand_in_parentheses),
        cmocka_unit_test(lines_have_no_blanks_at_their_ends),
        cmocka_unit_test(fences_are_longer_than_what_is_within),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
