#include "file/yaml/yaml_span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void a_cursor_goes_to_marks_in_either_direction(void **state)
{
    static const char TEXT[] = "aé\U0001F600b";
    static const gsize OFFSETS[] = { 0, 1, 3, 7, 8 };
    static const gsize WAY[] = { 3, 0, 4, 1, 4, 2, 0 };
    YamlCursor cursor = { .data = TEXT, .size = strlen(TEXT) };

    for (gsize i = 0; i < G_N_ELEMENTS(WAY); i++) {
        yaml_mark_t mark = { .index = WAY[i] };
        assert_int_equal(yaml_cursor_seek(&cursor, &mark), OFFSETS[WAY[i]]);
    }
}

static void a_place_counts_lines_and_characters_from_1(void **state)
{
    static const char TEXT[] = "é\r\n\nüx";

    assert_int_equal(yaml_place_at(TEXT, 0).column, 1);
    assert_int_equal(yaml_place_at(TEXT, 2).column, 2);
    assert_int_equal(yaml_place_at(TEXT, 4).line, 2);
    assert_int_equal(yaml_place_at(TEXT, strlen(TEXT) - 1).line, 3);
    assert_int_equal(yaml_place_at(TEXT, strlen(TEXT) - 1).column, 2);
}

static void a_span_begins_behind_anchor_and_tag(void **state)
{
    static const char TEXT[] = "- &a !<x:é,y> # c\n  !b é\n";
    YamlCursor cursor = { .data = TEXT, .size = strlen(TEXT) };
    yaml_event_t event = {
        .type = YAML_SCALAR_EVENT,
        .data.scalar.anchor = (yaml_char_t *)"a",
        .start_mark = { .index = 2, .line = 0, .column = 2 },
        .end_mark = { .index = strlen("- &a !<x:e,y> # c\n  !b e"), .line = 1, .column = 6 },
    };
    YamlSpan span = yaml_cursor_span(&cursor, &event);

    assert_int_equal(span.start, 2);
    assert_string_equal(TEXT + span.content, "é\n");
    assert_string_equal(TEXT + span.end, "\n");
    assert_int_equal(span.place.line, 2);
    assert_int_equal(span.place.column, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cursor_goes_to_marks_in_either_direction),
        cmocka_unit_test(a_place_counts_lines_and_characters_from_1),
        cmocka_unit_test(a_span_begins_behind_anchor_and_tag),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
