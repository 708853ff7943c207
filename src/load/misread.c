#include "load/misread.h"

#include <stdbool.h>
#include <string.h>

static gsize skip_blanks(const char *source, gsize length, gsize at)
{
    while (at < length && (source[at] == ' ' || source[at] == '\t' || source[at] == '\r')) {
        at++;
    }
    return at;
}

/* Two apostrophes in a row, each written as two. */
static bool has_apostrophes_in_a_row(const char *source, gsize length)
{
    return g_strstr_len(source, (gssize)length, "''''") != NULL;
}

/* An escaped line break after an escaped backslash, or before an empty line. */
static bool has_escaped_break(const char *source, gsize length)
{
    bool after_backslash = false;

    for (gsize i = 0; i < length; i++) {
        if (source[i] != '\\') {
            after_backslash = false;
            continue;
        }
        gsize next = skip_blanks(source, length, i + 1);
        if (next < length && source[next] == '\n') {
            gsize line = skip_blanks(source, length, next + 1);
            if (after_backslash || (line < length && source[line] == '\n')) {
                return true;
            }
            after_backslash = false;
        } else {
            i++;
            after_backslash = i < length && source[i] == '\\';
        }
    }
    return false;
}

/* An empty line before one that is indented more than the first. */
static bool has_deeper_line_after_empty(const char *source, gsize length)
{
    gsize base = 0;
    bool after_empty = false;
    bool any = false;

    for (gsize line = 0; line < length;) {
        gsize text = line;
        while (text < length && source[text] == ' ') {
            text++;
        }
        gsize indent = text - line;
        bool is_empty = skip_blanks(source, length, text) == length ||
                        source[skip_blanks(source, length, text)] == '\n';
        if (!is_empty && !any) {
            base = indent;
            any = true;
        } else if (!is_empty && after_empty && (indent > base || source[text] == '\t')) {
            return true;
        }
        after_empty = is_empty;
        const char *end = memchr(source + line, '\n', length - line);
        line = end != NULL ? (gsize)(end - source) + 1 : length;
    }
    return false;
}

const char *misread_remedy(MisreadStyle style, const char *source, gsize length)
{
    switch (style) {
    case MISREAD_STYLE_SINGLE_QUOTED:
        return has_apostrophes_in_a_row(source, length)
                   ? "it has two apostrophes in a row: put it in double quotes, \"like ''this''\""
                   : NULL;
    case MISREAD_STYLE_DOUBLE_QUOTED:
        return has_escaped_break(source, length)
                   ? "a \"\\\" at the end of a line must not follow another \"\\\", nor come before "
                     "an empty line: write \"\\n\" for line breaks"
                   : NULL;
    case MISREAD_STYLE_FOLDED:
        return has_deeper_line_after_empty(source, length)
                   ? "after \">\" an empty line must not come before one that is indented more: use "
                     "\"|\", which keeps line breaks"
                   : NULL;
    }
    g_assert_not_reached();
}
