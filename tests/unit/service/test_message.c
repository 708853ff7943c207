#include "service/message.h"

#include <string.h>

#include "capture.h"
#include "support.h"

static int say_error(gpointer data)
{
    message_error("%s: %u of %d", (const char *)data, 2, -3);
    return 0;
}

static int say_info(gpointer data)
{
    message_info("%s", (const char *)data);
    return 0;
}

static void an_error_says_so_on_standard_error(void **state)
{
    g_auto(Captured) captured = capture_run(say_error, (gpointer) "a file");

    assert_string_equal(captured.err, "confeed: error: a file: 2 of -3\n");
    assert_string_equal(captured.out, "");
}

static void anything_else_is_told_there_too(void **state)
{
    g_auto(Captured) captured = capture_run(say_info, (gpointer) "100% of “it”");

    assert_string_equal(captured.err, "confeed: 100% of “it”\n");
    assert_string_equal(captured.out, "");
}

static void a_message_is_one_line_without_control_characters(void **state)
{
    g_auto(Captured) error = capture_run(say_error, (gpointer) "a\nb\033[31m");
    g_auto(Captured) info = capture_run(say_info, (gpointer) "a\r\nb\xc2\x9b");

    assert_string_equal(error.err, "confeed: error: a\\x0ab\\x1b[31m: 2 of -3\n");
    assert_string_equal(info.err, "confeed: a\\x0d\\x0ab\\x9b\n");
}

static void a_message_may_be_long(void **state)
{
    g_autofree char *text = g_strnfill(100000, 'x');
    g_autofree char *expected = g_strdup_printf("confeed: %s\n", text);
    g_auto(Captured) captured = capture_run(say_info, text);

    assert_string_equal(captured.err, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_says_so_on_standard_error),
        cmocka_unit_test(anything_else_is_told_there_too),
        cmocka_unit_test(a_message_is_one_line_without_control_characters),
        cmocka_unit_test(a_message_may_be_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
