#include "ical_lines.h"

#include <string.h>

#include "support.h"

char *ical_lines_unfold(const char *lines)
{
    g_auto(GStrv) parts = g_strsplit(lines, "\r\n ", -1);

    return g_strjoinv("", parts);
}

void ical_lines_assert_has(const char *lines, const char *line)
{
    g_autofree char *unfolded = ical_lines_unfold(lines);
    g_auto(GStrv) all = g_strsplit(unfolded, "\r\n", -1);

    if (!g_strv_contains((const char *const *)all, line)) {
        fail_msg("there is no line \"%s\" in:\n%s", line, unfolded);
    }
}

void ical_lines_assert_has_none(const char *lines, const char *beginning)
{
    g_autofree char *unfolded = ical_lines_unfold(lines);
    g_auto(GStrv) all = g_strsplit(unfolded, "\r\n", -1);

    for (char **line = all; *line != NULL; line++) {
        if (g_str_has_prefix(*line, beginning)) {
            fail_msg("there is a line \"%s\"", *line);
        }
    }
}

void ical_lines_assert_clean(const char *lines, gsize length)
{
    assert_true(g_utf8_validate(lines, (gssize)length, NULL));
    g_auto(GStrv) all = g_strsplit(lines, "\r\n", -1);

    assert_int_equal(strlen(lines), length);
    for (char **line = all; *line != NULL; line++) {
        assert_in_range(strlen(*line), line[1] == NULL ? 0 : 1, line[1] == NULL ? 0 : 75);
        assert_true(g_utf8_validate(*line, -1, NULL));
        for (const char *c = *line; *c != '\0'; c++) {
            if ((guchar)*c < 0x20 || *c == 0x7F) {
                fail_msg("octet 0x%02x in \"%s\"", (guint)(guchar)*c, *line);
            }
        }
    }
}
