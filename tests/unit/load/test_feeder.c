/* Covers src/load/feeder.c */
#include "load/feeder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* All that the feeder gives, `step` octets at a time, each followed by progress. */
static GString *drain(Feeder *feeder, gsize step)
{
    GString *text = g_string_new(NULL);
    char buffer[4096];
    gsize given;

    while ((given = feeder_read(feeder, buffer, step)) > 0) {
        g_string_append_len(text, buffer, (gssize)given);
        feeder_progress(feeder);
    }
    return text;
}

/* [{"k":"é, é"},{"k":"é, é"},… in one line. */
static GString *long_json(guint n_items)
{
    GString *json = g_string_new("[");

    for (guint i = 0; i < n_items; i++) {
        g_string_append(json, i == 0 ? "" : ",");
        g_string_append(json, "{\"k\":\"é\\\", é\"}");
    }
    return g_string_append(json, "]");
}

static void yaml_passes_as_it_is(void **state)
{
    g_autoptr(GString) yaml = g_string_new("\xEF\xBB\xBF{a: 'b,");
    for (guint i = 0; i < 10000; i++) {
        g_string_append(yaml, ",c");
    }
    g_string_append(yaml, "'}");
    g_auto(Feeder) feeder;
    feeder_init(&feeder, yaml->str, yaml->len);
    g_autoptr(GString) given = drain(&feeder, 4096);

    assert_string_equal(given->str, yaml->str + 3);
    assert_false(feeder.exceeded);
}

static void long_lines_of_json_are_broken_after_commas_outside_strings(void **state)
{
    g_autoptr(GString) json = long_json(5000);
    g_auto(Feeder) feeder;
    feeder_init(&feeder, json->str, json->len);
    g_autoptr(GString) given = drain(&feeder, 7);

    g_auto(GStrv) lines = g_strsplit(given->str, "\n", -1);
    assert_true(g_strv_length(lines) > 10);
    for (guint i = 0; lines[i] != NULL; i++) {
        assert_true(strlen(lines[i]) < 4200);
        assert_true(i == 0 || lines[i][0] == '{');
    }
    g_autofree char *joined = g_strjoinv("", lines);
    assert_string_equal(joined, json->str);
}

static void the_place_in_a_broken_line_is_that_in_the_whole_one(void **state)
{
    g_autoptr(GString) json = long_json(5000);
    g_string_prepend(json, "\n\n ");
    g_string_append(json, "\n  x");
    g_string_truncate(json, json->len - 1);
    g_auto(Feeder) feeder;
    feeder_init(&feeder, json->str, json->len);
    g_autoptr(GString) given = drain(&feeder, 4096);
    g_auto(GStrv) lines = g_strsplit(given->str, "\n", -1);
    guint n_lines = g_strv_length(lines);

    Place first = feeder_place(&feeder, 2, 1);
    assert_int_equal(first.line, 3);
    assert_int_equal(first.column, 2);
    glong column = g_utf8_strlen(lines[2], -1);
    for (guint i = 3; i < n_lines - 1; i++) {
        Place place = feeder_place(&feeder, i, 4);
        assert_int_equal(place.line, 3);
        assert_int_equal(place.column, column + 5);
        column += g_utf8_strlen(lines[i], -1);
    }
    Place last = feeder_place(&feeder, n_lines - 1, 2);
    assert_int_equal(last.line, 4);
    assert_int_equal(last.column, 3);
}

static void what_only_resembles_json_is_not_broken(void **state)
{
    static const char *const STARTS[] = {
        "[a\"b,", "['x', ", "[\"a\", # \"\n", "[- \"a\",", "{a:\"b\",", "[&a \"b\",", "- [",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(STARTS); i++) {
        g_autoptr(GString) yaml = g_string_new(STARTS[i]);
        for (guint j = 0; j < 3000; j++) {
            g_string_append(yaml, "1,");
        }
        g_auto(Feeder) feeder;
        feeder_init(&feeder, yaml->str, yaml->len);
        g_autoptr(GString) given = drain(&feeder, 4096);
        assert_string_equal(given->str, yaml->str);
    }
}

static void no_more_is_given_than_may_be_ahead(void **state)
{
    g_autofree char *text = g_strnfill(2 * FEEDER_MAX_AHEAD, 'a');
    g_auto(Feeder) feeder;
    feeder_init(&feeder, text, strlen(text));
    char buffer[4096];
    gsize total = 0;
    gsize given;

    while ((given = feeder_read(&feeder, buffer, sizeof buffer)) > 0) {
        total += given;
    }
    assert_int_equal(total, FEEDER_MAX_AHEAD);
    assert_true(feeder.exceeded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yaml_passes_as_it_is),
        cmocka_unit_test(long_lines_of_json_are_broken_after_commas_outside_strings),
        cmocka_unit_test(the_place_in_a_broken_line_is_that_in_the_whole_one),
        cmocka_unit_test(what_only_resembles_json_is_not_broken),
        cmocka_unit_test(no_more_is_given_than_may_be_ahead),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
