#include "render/ical/content_line.h"

#include <libical/ical.h>
#include <string.h>

#include "ical_lines.h"
#include "support.h"

static void assert_folded(const char *text, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    content_line_append_folded(out, text);
    assert_string_equal(out->str, expected);
}

static void nothing_gives_nothing(void **state)
{
    assert_folded("", "");
}

static void a_short_line_ends_in_crlf_however_it_ended(void **state)
{
    assert_folded("VERSION:2.0\r\n", "VERSION:2.0\r\n");
    assert_folded("VERSION:2.0\n", "VERSION:2.0\r\n");
    assert_folded("VERSION:2.0", "VERSION:2.0\r\n");
    assert_folded("VERSION:2.0\r\r\n", "VERSION:2.0\r\n");
}

static void folded_lines_are_unfolded_first(void **state)
{
    assert_folded("SUMM\r\n ARY:a\r\n  b\r\nX:1\r\n", "SUMMARY:a b\r\nX:1\r\n");
    assert_folded("SUMM\r\r\n ARY:a\r\n\tb\r\n", "SUMMARY:ab\r\n");
}

static void a_line_is_folded_only_beyond_75_octets(void **state)
{
    for (gsize length = 1; length <= 300; length++) {
        g_autofree char *line = g_strnfill(length, 'x');
        g_autoptr(GString) expected = g_string_new(NULL);
        for (gsize i = 0; i < length; i++) {
            /* The first line holds 75 octets, each further one a blank and 74. */
            g_string_append(expected, i >= 75 && (i - 75) % 74 == 0 ? "\r\n " : "");
            g_string_append_c(expected, 'x');
        }
        g_string_append(expected, "\r\n");
        assert_folded(line, expected->str);
    }
}

static void a_character_is_never_cut(void **state)
{
    static const char *const CHARACTERS[] = { "é", "–", "🌍" };

    for (gsize i = 0; i < G_N_ELEMENTS(CHARACTERS); i++) {
        for (gsize before = 60; before <= 80; before++) {
            g_autofree char *filler = g_strnfill(before, 'x');
            g_autoptr(GString) line = g_string_new(filler);
            for (guint j = 0; j < 100; j++) {
                g_string_append(line, CHARACTERS[i]);
            }
            g_autoptr(GString) out = g_string_new(NULL);
            content_line_append_folded(out, line->str);
            ical_lines_assert_clean(out->str, out->len);
            g_autofree char *unfolded = ical_lines_unfold(out->str);
            g_string_append(line, "\r\n");
            assert_string_equal(unfolded, line->str);
        }
    }
}

static void a_character_that_just_fits_stays_on_its_line(void **state)
{
    static const char *const CHARACTERS[] = { "é", "–", "🌍" };

    for (gsize i = 0; i < G_N_ELEMENTS(CHARACTERS); i++) {
        gsize size = strlen(CHARACTERS[i]);
        g_autofree char *fits = g_strnfill(75 - size, 'x');
        g_autofree char *too_long = g_strnfill(76 - size, 'x');
        g_autofree char *line = g_strconcat(fits, CHARACTERS[i], "y", NULL);
        g_autofree char *expected = g_strconcat(fits, CHARACTERS[i], "\r\n y\r\n", NULL);
        g_autofree char *longer = g_strconcat(too_long, CHARACTERS[i], "y", NULL);
        g_autofree char *cut = g_strconcat(too_long, "\r\n ", CHARACTERS[i], "y\r\n", NULL);
        assert_folded(line, expected);
        assert_folded(longer, cut);
    }
}

static void a_blank_at_a_fold_is_kept(void **state)
{
    g_autofree char *filler = g_strnfill(75, 'x');
    g_autofree char *line = g_strconcat(filler, "  y", NULL);
    g_autofree char *expected = g_strconcat(filler, "\r\n   y\r\n", NULL);
    g_autofree char *folded_before = g_strconcat(filler, "\r\n   y\r\n", NULL);

    assert_folded(line, expected);
    assert_folded(folded_before, expected);
}

/* libical's own text of a SUMMARY of this many octets. */
static char *libical_text(gsize length)
{
    g_autofree char *value = g_strnfill(length, 'x');
    icalproperty *property = icalproperty_new_summary(value);
    char *text = icalproperty_as_ical_string_r(property);
    char *copy = g_strdup(text);

    icalmemory_free_buffer(text);
    icalproperty_free(property);
    return copy;
}

static void what_libical_ends_in_two_carriage_returns_is_mended(void **state)
{
    bool seen = false;

    for (gsize length = 1; length <= 400; length++) {
        g_autofree char *text = libical_text(length);
        g_autofree char *value = g_strnfill(length, 'x');
        g_autofree char *expected = g_strconcat("SUMMARY:", value, "\r\n", NULL);
        g_autoptr(GString) out = g_string_new(NULL);
        seen = seen || strstr(text, "\r\r\n") != NULL;
        content_line_append_folded(out, text);
        ical_lines_assert_clean(out->str, out->len);
        g_autofree char *unfolded = ical_lines_unfold(out->str);
        assert_string_equal(unfolded, expected);
    }
    if (!seen) {
        print_message("this libical no longer writes CR CR LF\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_gives_nothing),
        cmocka_unit_test(a_short_line_ends_in_crlf_however_it_ended),
        cmocka_unit_test(folded_lines_are_unfolded_first),
        cmocka_unit_test(a_line_is_folded_only_beyond_75_octets),
        cmocka_unit_test(a_character_is_never_cut),
        cmocka_unit_test(a_character_that_just_fits_stays_on_its_line),
        cmocka_unit_test(a_blank_at_a_fold_is_kept),
        cmocka_unit_test(what_libical_ends_in_two_carriage_returns_is_mended),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
