/* Covers src/file/prose/characters.c */
#include "file/prose/characters.h"

#include <string.h>

#include "support.h"

static void line_ends_are_line_feeds(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    characters_append(out, "a\r\nb\rc\n\r\n\td\v&amp;\r", strlen("a\r\nb\rc\n\r\n\td\v&amp;\r"));
    assert_string_equal(out->str, "a\nb\nc\n\n\td &amp;\n");
}

static void what_no_agenda_may_hold_is_left_out(void **state)
{
    static const char TEXT[] = "a\x01\x7F"
                               "b\xC2\x85"
                               "c\xC2\x9F\uFEFF\uFFFE"
                               "d\f";
    g_autoptr(GString) out = g_string_new("x");

    characters_append(out, TEXT, strlen(TEXT));
    assert_string_equal(out->str, "xab cd ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_no_agenda_may_hold_is_left_out),
        cmocka_unit_test(line_ends_are_line_feeds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
