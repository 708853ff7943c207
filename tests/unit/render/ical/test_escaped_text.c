#include "render/ical/escaped_text.h"

#include <string.h>

#include "support.h"

static void pieces_are_escaped_and_put_behind_what_is_there(void **state)
{
    g_autoptr(EscapedTexts) texts = escaped_texts_new();
    g_autoptr(GString) out = g_string_new("SUMMARY:");
    WordSink sink = escaped_texts_sink(texts, out);

    sink.append(sink.out, "a,b;c\\d\ne", sink.data);
    sink.append(sink.out, "", sink.data);
    sink.append(sink.out, " \"f\": g", sink.data);
    assert_string_equal(out->str, "SUMMARY:a\\,b\\;c\\\\d\\ne \"f\": g");
}

static void a_text_may_come_any_number_of_times_in_any_sink(void **state)
{
    static const char first[] = "one; two";
    static const char second[] = "one, two";
    g_autoptr(EscapedTexts) texts = escaped_texts_new();
    g_autoptr(GString) left = g_string_new(NULL);
    g_autoptr(GString) right = g_string_new(NULL);
    WordSink to_left = escaped_texts_sink(texts, left);
    WordSink to_right = escaped_texts_sink(texts, right);

    to_left.append(to_left.out, first, to_left.data);
    to_right.append(to_right.out, second, to_right.data);
    to_right.append(to_right.out, first, to_right.data);
    to_left.append(to_left.out, first, to_left.data);
    assert_string_equal(left->str, "one\\; twoone\\; two");
    assert_string_equal(right->str, "one\\, twoone\\; two");
}

static void equal_texts_at_two_addresses_are_equal(void **state)
{
    char first[] = "a;b";
    char second[] = "a;b";
    g_autoptr(EscapedTexts) texts = escaped_texts_new();
    g_autoptr(GString) out = g_string_new(NULL);
    WordSink sink = escaped_texts_sink(texts, out);

    sink.append(sink.out, first, sink.data);
    sink.append(sink.out, second, sink.data);
    assert_string_equal(out->str, "a\\;ba\\;b");
}

/* Seen through what its contract forbids: a text that is changed. */
static void a_text_is_escaped_only_once(void **state)
{
    char text[] = "a;b";
    g_autoptr(EscapedTexts) texts = escaped_texts_new();
    g_autoptr(GString) out = g_string_new(NULL);
    WordSink sink = escaped_texts_sink(texts, out);

    sink.append(sink.out, text, sink.data);
    text[0] = 'x';
    sink.append(sink.out, text, sink.data);
    assert_string_equal(out->str, "a\\;ba\\;b");
}

static void prose_is_put_in_plain_words(void **state)
{
    g_autoptr(EscapedTexts) texts = escaped_texts_new();
    g_autoptr(GString) out = g_string_new(NULL);
    WordSink sink = escaped_texts_sink(texts, out);

    sink.append_prose(sink.out, "*a*, b", sink.data);
    sink.append_prose(sink.out, " - c", sink.data);
    assert_string_equal(out->str, "a\\, b - c");
}

/* An agenda keeps a title and an abstract that are equal once. */
static void a_text_may_be_prose_and_not(void **state)
{
    static const char text[] = "*a*; b";
    g_autoptr(EscapedTexts) texts = escaped_texts_new();
    g_autoptr(GString) out = g_string_new(NULL);
    WordSink sink = escaped_texts_sink(texts, out);

    for (int i = 0; i < 2; i++) {
        sink.append(sink.out, text, sink.data);
        sink.append_prose(sink.out, text, sink.data);
    }
    assert_string_equal(out->str, "*a*\\; ba\\; b*a*\\; ba\\; b");
}

static void nothing_can_be_freed(void **state)
{
    escaped_texts_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_escaped_and_put_behind_what_is_there),
        cmocka_unit_test(a_text_may_come_any_number_of_times_in_any_sink),
        cmocka_unit_test(equal_texts_at_two_addresses_are_equal),
        cmocka_unit_test(a_text_is_escaped_only_once),
        cmocka_unit_test(prose_is_put_in_plain_words),
        cmocka_unit_test(a_text_may_be_prose_and_not),
        cmocka_unit_test(nothing_can_be_freed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
