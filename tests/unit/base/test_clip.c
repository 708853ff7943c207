/* Covers src/base/clip.c */
#include "base/clip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

static void assert_clipped(const char *text, const char *expected)
{
    g_autofree char *clipped = clip_dup(text);

    assert_string_equal(clipped, expected);
}

static void a_short_text_stays_as_it_is(void **state)
{
    assert_clipped("", "");
    assert_clipped("Temporary labour migration", "Temporary labour migration");
}

static void a_long_text_is_cut_between_characters(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);

    for (gint i = 0; i < 60; i++) {
        g_string_append(text, "é");
        g_string_append(expected, "é");
    }
    assert_clipped(text->str, expected->str);
    g_string_append(text, "é");
    g_string_append(expected, "...");
    assert_clipped(text->str, expected->str);
}

static void several_lines_become_one(void **state)
{
    assert_clipped("one\ntwo\tthree", "one two three");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_text_stays_as_it_is),
        cmocka_unit_test(a_long_text_is_cut_between_characters),
        cmocka_unit_test(several_lines_become_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
