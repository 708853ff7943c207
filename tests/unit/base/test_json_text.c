#include "base/json_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void commas_come_by_themselves(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    json_text_open(out, NULL, '{');
    json_text_append_string(out, "a", "x");
    json_text_append_string(out, "left-out", NULL);
    json_text_append_number(out, "b", 42);
    json_text_open(out, "c", '[');
    json_text_close(out, ']');
    json_text_open(out, "d", '[');
    json_text_append_bool(out, NULL, true);
    json_text_append_bool(out, NULL, false);
    json_text_append_number(out, NULL, G_MAXUINT);
    json_text_open(out, NULL, '{');
    json_text_append_string(out, "e", "");
    json_text_close(out, '}');
    json_text_open(out, NULL, '{');
    json_text_close(out, '}');
    json_text_close(out, ']');
    json_text_append_string(out, "f", "y");
    json_text_close(out, '}');
    assert_string_equal(out->str, "{\"a\":\"x\",\"b\":42,\"c\":[],"
                                  "\"d\":[true,false,4294967295,{\"e\":\"\"},{}],\"f\":\"y\"}");
}

static void lines_may_be_broken_between_values(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    g_string_append_c(out, '\n');
    json_text_open(out, NULL, '{');
    g_string_append_c(out, '\n');
    json_text_append_string(out, "a", "x");
    g_string_append_c(out, '\n');
    json_text_open(out, "b", '[');
    g_string_append(out, "\n\n");
    json_text_append_number(out, NULL, 1);
    g_string_append_c(out, '\n');
    json_text_append_number(out, NULL, 2);
    json_text_close(out, ']');
    json_text_close(out, '}');
    assert_string_equal(out->str, "\n{\n\"a\":\"x\"\n,\"b\":[\n\n1\n,2]}");
}

static void what_ends_a_string_does_not_end_a_list(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    json_text_open(out, NULL, '[');
    json_text_append_string(out, NULL, "[");
    json_text_append_string(out, NULL, "{");
    json_text_append_string(out, NULL, ":");
    json_text_append_string(out, NULL, ",");
    json_text_close(out, ']');
    assert_string_equal(out->str, "[\"[\",\"{\",\":\",\",\"]");
}

static void strings_are_escaped_where_they_must_be_and_else_as_they_are(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    json_text_append_string(out, NULL, "say \"\\\"");
    json_text_append_string(out, NULL, "one\ttwo\nthree/\001");
    json_text_append_string(out, NULL, "Été – 日本 🌍");
    json_text_append_string(out, NULL, "~ }'");
    assert_string_equal(out->str, "\"say \\\"\\\\\\\"\","
                                  "\"one\\ttwo\\nthree/\\u0001\","
                                  "\"Été – 日本 🌍\","
                                  "\"~ }'\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_come_by_themselves),
        cmocka_unit_test(lines_may_be_broken_between_values),
        cmocka_unit_test(what_ends_a_string_does_not_end_a_list),
        cmocka_unit_test(strings_are_escaped_where_they_must_be_and_else_as_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
