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

static void what_is_not_seen_becomes_an_escape(void **state)
{
    assert_printable("a\u202egnp.exe", "a\\u{202e}gnp.exe");
    assert_printable("\u200b\u200f\u2066\u2028\ufeff\U000e0041\u00ad",
                     "\\u{200b}\\u{200f}\\u{2066}\\u{2028}\\u{feff}\\u{e0041}\\xad");
    assert_printable("\xff\xe2\x80", "\xff\xe2\x80");
    assert_printable("שלום", "שלום");
}

static void lines_keep_all_but_what_sets_the_direction(void **state)
{
    g_autofree char *printable =
        printable_lines_dup("\x1b[1mשלום\x1b[0m می\u200cخواهم\u200f\n\u202eabc\u2069\n");

    assert_string_equal(printable,
                        "\x1b[1mשלום\x1b[0m می\u200cخواهم\u200f\n\\u{202e}abc\\u{2069}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_stays_as_it_is),
        cmocka_unit_test(control_characters_become_escapes),
        cmocka_unit_test(those_beyond_ascii_do_too),
        cmocka_unit_test(what_is_not_seen_becomes_an_escape),
        cmocka_unit_test(lines_keep_all_but_what_sets_the_direction),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
