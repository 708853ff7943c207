#include "render/report/cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The lines of a text, set to a width and joined by "|". */
static char *dup_lines(const char *text, guint width)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    const char *next = text;

    while (*next != '\0') {
        const char *line = next;
        const char *end = cells_line_end(line, width, &next);
        g_string_append(lines, line == text ? "" : "|");
        cells_append(lines, line, (gsize)(end - line));
    }
    return g_strdup(lines->str);
}

static void assert_lines(const char *text, guint width, const char *expected)
{
    g_autofree char *lines = dup_lines(text, width);

    assert_string_equal(lines, expected);
}

static void assert_flat(const char *text, bool ascii, const char *expected)
{
    g_autofree char *flat = cells_flatten(text, ascii);

    assert_string_equal(flat, expected);
}

static void wide_characters_take_two_cells_and_combining_marks_none(void **state)
{
    assert_int_equal(cells_count("abc"), 3);
    assert_int_equal(cells_count("日本"), 4);
    assert_int_equal(cells_count("e\u0301te\u0301"), 3);
    assert_int_equal(cells_count("a\u200bb"), 2);
    assert_int_equal(cells_count("🎓"), 2);
    assert_int_equal(cells_count(""), 0);
}

static void runs_of_blanks_and_controls_become_one_blank(void **state)
{
    assert_flat("  a \t b\r\nc\u2028d  ", false, "a b c d");
    assert_flat("a\033[31mb\001c\302\233d", false, "a [31mb c d");
    assert_flat(" \n ", false, "");
    assert_flat(NULL, false, "");
}

static void no_break_spaces_become_glue(void **state)
{
    assert_flat("5\u00a0km", false, "5" CELLS_GLUE "km");
    assert_flat("5\u202fkm", true, "5" CELLS_GLUE "km");
    assert_flat("5\u00a0\u00a0km", false, "5" CELLS_GLUE "km");
    assert_flat("\u00a05 \u00a0km\u00a0", false, "5 km");
}

static void ascii_is_transliterated(void **state)
{
    assert_flat("Montréal – “Île” …", true, "Montreal - \"Ile\" ...");
    assert_flat("日本", true, "??");
}

static void a_line_is_broken_at_the_last_blank_that_fits(void **state)
{
    assert_lines("one two three", 13, "one two three");
    assert_lines("one two three", 12, "one two|three");
    assert_lines("one two three", 7, "one two|three");
    assert_lines("one two three", 6, "one|two|three");
}

static void a_line_is_broken_after_a_hyphen_in_a_word(void **state)
{
    assert_lines("a well-known fact", 8, "a well-|known|fact");
    assert_lines("from -5 on", 6, "from|-5 on");
    assert_lines("2007-07-10 it", 8, "2007-07-|10 it");
}

static void a_word_wider_than_the_line_is_broken_anywhere(void **state)
{
    assert_lines("abcdefgh", 3, "abc|def|gh");
    assert_lines("x abcdefgh", 4, "x|abcd|efgh");
}

static void a_combining_mark_stays_with_its_letter(void **state)
{
    assert_lines("aae\u0301aa", 3, "aae\u0301|aa");
}

static void wide_text_is_broken_between_characters(void **state)
{
    assert_lines("日本語", 4, "日本|語");
    assert_lines("日本語", 5, "日本|語");
    assert_lines("日本。", 4, "日|本。");
}

static void glue_holds_unless_the_line_is_too_narrow(void **state)
{
    assert_lines("by IOM" CELLS_GLUE "(asked)", 13, "by|IOM (asked)");
    assert_lines("by IOM" CELLS_GLUE "(asked)", 7, "by|IOM|(asked)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wide_characters_take_two_cells_and_combining_marks_none),
        cmocka_unit_test(runs_of_blanks_and_controls_become_one_blank),
        cmocka_unit_test(no_break_spaces_become_glue),
        cmocka_unit_test(ascii_is_transliterated),
        cmocka_unit_test(a_line_is_broken_at_the_last_blank_that_fits),
        cmocka_unit_test(a_line_is_broken_after_a_hyphen_in_a_word),
        cmocka_unit_test(a_word_wider_than_the_line_is_broken_anywhere),
        cmocka_unit_test(a_combining_mark_stays_with_its_letter),
        cmocka_unit_test(wide_text_is_broken_between_characters),
        cmocka_unit_test(glue_holds_unless_the_line_is_too_narrow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
