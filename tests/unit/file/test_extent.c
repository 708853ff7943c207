#include "file/extent.h"

#include <string.h>

#include "support.h"

#define LINE "0123456789\n"
#define LAST "a\nb\nc\n" LINE LINE "last\n"

static Extent *extent_of(const char *text)
{
    return extent_new(text, strlen(text));
}

static void assert_doubt(const char *text, const char *last, ExtentDoubt expected)
{
    g_autoptr(Extent) extent = extent_of(text);
    g_autoptr(Extent) before = last != NULL ? extent_of(last) : NULL;

    assert_int_equal(extent_doubt(extent, before), expected);
}

static void a_text_that_ends_with_a_line_is_not_doubted(void **state)
{
    assert_doubt("a: 1\n", NULL, EXTENT_DOUBT_NONE);
    assert_doubt("a: 1\r\n", NULL, EXTENT_DOUBT_NONE);
    assert_doubt("a: 1\r", NULL, EXTENT_DOUBT_NONE);
    assert_doubt("", NULL, EXTENT_DOUBT_NONE);
}

static void a_text_that_ends_in_a_line_is_doubted(void **state)
{
    assert_doubt("a: 1", NULL, EXTENT_DOUBT_OPEN_LINE);
    assert_doubt("a: 1\nb: ", "a: 1\nb: 2\n", EXTENT_DOUBT_OPEN_LINE);
    assert_doubt("a: {}", NULL, EXTENT_DOUBT_OPEN_LINE);
    assert_doubt("# {\na: 1", NULL, EXTENT_DOUBT_OPEN_LINE);
    assert_doubt("#", NULL, EXTENT_DOUBT_OPEN_LINE);
}

static void brackets_tell_by_themselves_whether_they_are_whole(void **state)
{
    assert_doubt("{\"a\": 1}", NULL, EXTENT_DOUBT_NONE);
    assert_doubt("\xef\xbb\xbf\n# c\n {\"a\": 1}", NULL, EXTENT_DOUBT_NONE);
    assert_doubt("{\n}", "{\n}\n", EXTENT_DOUBT_NONE);
    assert_doubt("{}", "{         }", EXTENT_DOUBT_SHRUNK);
}

static void who_never_ends_the_last_line_is_not_doubted_for_it(void **state)
{
    assert_doubt("a: 1\nb: 23", "a: 1\nb: 2", EXTENT_DOUBT_NONE);
    assert_doubt("a: 1\nb: 2", "a: 1\nb: 23", EXTENT_DOUBT_NONE);
    assert_doubt("a: 1\nb: 2\nc", "a: 1\nb: 2\nc: 3\nd", EXTENT_DOUBT_CUT);
    assert_doubt("a: 1", "{a: 1}", EXTENT_DOUBT_OPEN_LINE);
}

static void a_text_that_shrank_by_more_than_a_third_is_doubted(void **state)
{
    assert_doubt("xyz\n\n\n", "abcdefgh\n", EXTENT_DOUBT_NONE);
    assert_doubt("xyz\n\n", "abcdefgh\n", EXTENT_DOUBT_SHRUNK);
    assert_doubt("\n", "a\n", EXTENT_DOUBT_SHRUNK);
    assert_doubt("abcdefgh\n", "a\n", EXTENT_DOUBT_NONE);
    assert_doubt("\n", "", EXTENT_DOUBT_NONE);
}

static void a_text_that_is_the_beginning_of_the_last_is_doubted(void **state)
{
    assert_doubt("a\nb\nc\n" LINE LINE, LAST, EXTENT_DOUBT_CUT);
    assert_doubt(LAST, LAST, EXTENT_DOUBT_NONE);
    assert_doubt("a\nb\nd\n" LINE LINE, LAST, EXTENT_DOUBT_NONE);
    assert_doubt("a\nb\nc\n" LINE LINE "lest\n", LAST, EXTENT_DOUBT_NONE);
    assert_doubt("b\nc\n" LINE LINE "last\n", LAST, EXTENT_DOUBT_NONE);
    assert_doubt(LAST "more\n", LAST, EXTENT_DOUBT_NONE);
}

static void every_cut_is_doubted(void **state)
{
    g_autofree char *path = g_build_filename(g_getenv("TOP"), "data/gfmd-2007.yaml", NULL);
    g_autofree char *text = NULL;
    gsize size;

    assert_true(g_file_get_contents(path, &text, &size, NULL));
    g_autoptr(Extent) last = extent_new(text, size);
    for (gsize cut = 0; cut < size; cut += 17) {
        g_autoptr(Extent) extent = extent_new(text, cut);
        assert_int_not_equal(extent_doubt(extent, last), EXTENT_DOUBT_NONE);
    }
    for (guint i = 0; i + 1 < last->lines->len; i++) {
        g_autoptr(Extent) extent = extent_new(text, g_array_index(last->lines, ExtentLine, i).size);
        assert_int_not_equal(extent_doubt(extent, last), EXTENT_DOUBT_NONE);
    }
}

static void what_is_known_of_lines_is_bounded(void **state)
{
    gsize size = EXTENT_LINES_MAX + 10;
    g_autofree char *text = g_strnfill(size, '\n');
    g_autoptr(Extent) last = extent_new(text, size);
    g_autoptr(Extent) within = extent_new(text, EXTENT_LINES_MAX);
    g_autoptr(Extent) beyond = extent_new(text, size - 1);

    assert_int_equal(last->n_breaks, size);
    assert_int_equal(last->lines->len, EXTENT_LINES_MAX);
    assert_int_equal(extent_doubt(within, last), EXTENT_DOUBT_CUT);
    assert_int_equal(extent_doubt(beyond, last), EXTENT_DOUBT_NONE);
}

static void a_copy_stands_for_itself(void **state)
{
    Extent *first = extent_of(LAST);
    g_autoptr(Extent) copy = extent_copy(first);

    extent_free(first);
    g_autoptr(Extent) cut = extent_of("a\nb\nc\n" LINE LINE);
    assert_int_equal(extent_doubt(cut, copy), EXTENT_DOUBT_CUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_that_ends_with_a_line_is_not_doubted),
        cmocka_unit_test(a_text_that_ends_in_a_line_is_doubted),
        cmocka_unit_test(brackets_tell_by_themselves_whether_they_are_whole),
        cmocka_unit_test(who_never_ends_the_last_line_is_not_doubted_for_it),
        cmocka_unit_test(a_text_that_shrank_by_more_than_a_third_is_doubted),
        cmocka_unit_test(a_text_that_is_the_beginning_of_the_last_is_doubted),
        cmocka_unit_test(every_cut_is_doubted),
        cmocka_unit_test(what_is_known_of_lines_is_bounded),
        cmocka_unit_test(a_copy_stands_for_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
