#include "support.h"

#include "load/misread.h"

#include <string.h>

static bool is_misread(MisreadStyle style, const char *source)
{
    return misread_remedy(style, source, strlen(source)) != NULL;
}

static void apostrophes_are_misread_only_two_in_a_row(void **state)
{
    assert_false(is_misread(MISREAD_STYLE_SINGLE_QUOTED, "a''b''c"));
    assert_true(is_misread(MISREAD_STYLE_SINGLE_QUOTED, "a''''b"));
    assert_true(is_misread(MISREAD_STYLE_SINGLE_QUOTED, "''''"));
    assert_false(is_misread(MISREAD_STYLE_DOUBLE_QUOTED, "a''''b"));
}

static void an_escaped_line_break_is_misread_after_a_backslash(void **state)
{
    assert_true(is_misread(MISREAD_STYLE_DOUBLE_QUOTED, "a\\\\\\\n b"));
    assert_false(is_misread(MISREAD_STYLE_DOUBLE_QUOTED, "a\\\\-\\\n b"));
    assert_false(is_misread(MISREAD_STYLE_DOUBLE_QUOTED, "a\\n\\\n b"));
    assert_false(is_misread(MISREAD_STYLE_DOUBLE_QUOTED, "a\\\\\n b"));
}

static void an_escaped_line_break_is_misread_before_an_empty_line(void **state)
{
    assert_true(is_misread(MISREAD_STYLE_DOUBLE_QUOTED, "a\\\n \t\n b"));
    assert_true(is_misread(MISREAD_STYLE_DOUBLE_QUOTED, "a\\\r\n\r\n b"));
    assert_false(is_misread(MISREAD_STYLE_DOUBLE_QUOTED, "a\n\n b"));
    assert_false(is_misread(MISREAD_STYLE_DOUBLE_QUOTED, "a\\"));
}

static void a_folded_block_is_misread_where_an_empty_line_comes_before_a_deeper_one(void **state)
{
    assert_true(is_misread(MISREAD_STYLE_FOLDED, "  a\n\n    b\n  c\n"));
    assert_true(is_misread(MISREAD_STYLE_FOLDED, "\n  a\n  \n\n   b"));
    assert_false(is_misread(MISREAD_STYLE_FOLDED, "  a\n    b\n\n  c\n"));
    assert_false(is_misread(MISREAD_STYLE_FOLDED, "\n\n  a\n\n  b\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(apostrophes_are_misread_only_two_in_a_row),
        cmocka_unit_test(an_escaped_line_break_is_misread_after_a_backslash),
        cmocka_unit_test(an_escaped_line_break_is_misread_before_an_empty_line),
        cmocka_unit_test(a_folded_block_is_misread_where_an_empty_line_comes_before_a_deeper_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
