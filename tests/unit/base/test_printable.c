#include "base/printable.h"

#include "support.h"

static void assert_printable(const char *text, const char *expected)
{
    g_autofree char *printable = printable_dup(text);

    assert_string_equal(printable, expected);
}

static void text_stays_as_it_is(void **state)
{
    assert_printable("", "");
    assert_printable("Été – 日本 \"x\\y\"", "Été – 日本 \"x\\y\"");
}

static void control_characters_become_escapes(void **state)
{
    assert_printable("a\x1b[2Jb\r\n\t\x7f", "a\\x1b[2Jb\\x0d\\x0a\\x09\\x7f");
}

static void those_beyond_ascii_do_too(void **state)
{
    assert_printable("a\xC2\x9b"
                     "2J\xC2\x85",
                     "a\\x9b2J\\x85");
    assert_printable("\u00a0\u00c2", "\u00a0\u00c2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_stays_as_it_is),
        cmocka_unit_test(control_characters_become_escapes),
        cmocka_unit_test(those_beyond_ascii_do_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
