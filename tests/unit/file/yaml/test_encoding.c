/* Covers src/file/yaml/encoding.c */
#include "file/yaml/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* A literal with its length, for octets of zero in it. */
#define OCTETS(literal) literal, sizeof literal - 1

static void assert_fine(const char *data, gsize size)
{
    g_autoptr(Findings) findings = findings_new("test");

    assert_true(encoding_check(data, size, findings));
    assert_int_equal(findings_length(findings), 0);
}

static void assert_wrong(const char *data, gsize size, guint line, guint column, const char *text)
{
    g_autoptr(Findings) findings = findings_new("test");

    assert_false(encoding_check(data, size, findings));
    assert_int_equal(findings_length(findings), 1);
    const Finding *finding = findings_get(findings, 0);
    assert_int_equal(finding->place.line, line);
    assert_int_equal(finding->place.column, column);
    assert_string_equal(finding->text, text);
}

static void text_in_any_script_is_fine(void **state)
{
    assert_fine(OCTETS(""));
    assert_fine(OCTETS("title: Réfugiés\r\n\tيوم 日本 \xF0\x9F\x98\x80\n"));
}

static void a_byte_order_mark_is_fine_at_the_start_alone(void **state)
{
    assert_fine(OCTETS("\xEF\xBB\xBF"
                       "a: b\n"));
    assert_wrong(OCTETS("\xEF\xBB\xBF"
                        "a: \xEF\xBB\xBF"
                        "b\n"),
                 1, 4, "the control character U+FEFF has no place in a text");
}

static void octets_that_are_no_utf_8_are_told_where_they_are(void **state)
{
    assert_wrong(OCTETS("a: é\nb: \xE9t\xE9\n"), 2, 4, "the octet 0xE9 is not valid UTF-8 here");
    assert_wrong(OCTETS("é: \xC0\x80"), 1, 4, "the octet 0xC0 is not valid UTF-8 here");
    assert_wrong(OCTETS("\xED\xA0\x80"), 1, 1, "the octet 0xED is not valid UTF-8 here");
    assert_wrong(OCTETS("\xF4\x90\x80\x80"), 1, 1, "the octet 0xF4 is not valid UTF-8 here");
    assert_wrong(OCTETS("cut \xE2\x82"), 1, 5, "the octet 0xE2 is not valid UTF-8 here");
    assert_wrong(OCTETS("\xFF\xFE"
                        "a\0"),
                 1, 1, "the octet 0xFF is not valid UTF-8 here");
}

static void utf_16_is_recognised(void **state)
{
    g_autoptr(Findings) findings = findings_new("test");

    assert_false(encoding_check(OCTETS("\xFF\xFE"
                                       "a\0"),
                                findings));
    assert_string_equal(findings_get(findings, 0)->hint, "the file is in UTF-16; save it as UTF-8");
}

static void every_control_character_is_told(void **state)
{
    for (gunichar c = 0; c < 0xA0; c++) {
        bool is_control = c < 0x20 || c >= 0x7F;
        char text[8] = "";
        gsize length = (gsize)g_unichar_to_utf8(c, text);
        g_autoptr(Findings) findings = findings_new("test");
        bool is_fine = !is_control || c == '\t' || c == '\n' || c == '\r' || c == 0x85;

        assert_int_equal(encoding_check(text, length, findings), is_fine);
    }
    assert_wrong(OCTETS("a\0b"), 1, 2, "the control character U+0000 has no place in a text");
    assert_wrong(OCTETS("x\n\xC2\x84"), 2, 1,
                 "the control character U+0084 has no place in a text");
    assert_wrong(OCTETS("\xEF\xBF\xBE"), 1, 1,
                 "the control character U+FFFE has no place in a text");
    assert_wrong(OCTETS("\xEF\xBF\xBF"), 1, 1,
                 "the control character U+FFFF has no place in a text");
}

static void every_line_end_is_fine_and_a_carriage_return_alone_begins_a_line(void **state)
{
    assert_fine(OCTETS("a\r\nb\rc\xC2\x85"
                       "d\u2028e\u2029f\r"));
    assert_wrong(OCTETS("a\rb\r\nc\u2028\001"), 3, 3,
                 "the control character U+0001 has no place in a text");
}

static void all_control_characters_are_told_in_one_run(void **state)
{
    g_autoptr(Findings) findings = findings_new("test");

    assert_false(encoding_check(OCTETS("\001\n\002\n\003"), findings));
    assert_int_equal(findings_length(findings), 3);
    assert_int_equal(findings_get(findings, 2)->place.line, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_in_any_script_is_fine),
        cmocka_unit_test(a_byte_order_mark_is_fine_at_the_start_alone),
        cmocka_unit_test(octets_that_are_no_utf_8_are_told_where_they_are),
        cmocka_unit_test(utf_16_is_recognised),
        cmocka_unit_test(every_control_character_is_told),
        cmocka_unit_test(every_line_end_is_fine_and_a_carriage_return_alone_begins_a_line),
        cmocka_unit_test(all_control_characters_are_told_in_one_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
