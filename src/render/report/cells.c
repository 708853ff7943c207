#include "render/report/cells.h"

#include <string.h>

/* What most terminals do. Nothing in a text says how wide a terminal shows it: emoji that are
 * joined into one, for instance, count one by one. */
static guint cells_of(gunichar c)
{
    if (g_unichar_iszerowidth(c)) {
        return 0;
    }
    return g_unichar_iswide(c) ? 2 : 1;
}

guint cells_count(const char *text)
{
    guint cells = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        cells += cells_of(g_utf8_get_char(p));
    }
    return cells;
}

/* The no-break spaces (plain, figure, narrow), and what they become here. */
static bool is_glue(gunichar c)
{
    return c == 0x00A0 || c == 0x2007 || c == 0x202F || c == (gunichar)CELLS_GLUE[0];
}

static bool is_blank(gunichar c)
{
    return c != 0 && (is_glue(c) || g_unichar_isspace(c) || g_unichar_iscntrl(c));
}

char *cells_flatten(const char *text, bool ascii)
{
    g_autoptr(GString) flat = g_string_new(NULL);
    const char *p = text == NULL ? "" : text;

    while (*p != '\0') {
        /* A single blank that is no glue makes the whole run breakable. */
        bool is_glued = true;
        const char *word = p;
        for (; is_blank(g_utf8_get_char(word)); word = g_utf8_next_char(word)) {
            is_glued = is_glued && is_glue(g_utf8_get_char(word));
        }
        if (flat->len > 0 && word > p && *word != '\0') {
            g_string_append(flat, is_glued ? CELLS_GLUE : " ");
        }
        p = word;
        while (*p != '\0' && !is_blank(g_utf8_get_char(p))) {
            p = g_utf8_next_char(p);
        }
        g_string_append_len(flat, word, p - word);
    }
    /* The "C" rules, so that a text does not depend on the locale of who asks. Glue is ASCII, and
     * survives. */
    if (ascii) {
        return g_str_to_ascii(flat->str, "C");
    }
    return g_string_free(g_steal_pointer(&flat), FALSE);
}

/* Whether a line may be broken after a hyphen, or after a wide character, with no blank there. Not
 * before punctuation: a closing mark belongs to the word that it ends. */
static bool may_break_between(gunichar before, gunichar hyphen, gunichar after)
{
    if (hyphen == '-') {
        return g_unichar_isalnum(before) && g_unichar_isalpha(after);
    }
    return g_unichar_iswide(hyphen) && g_unichar_iswide(after) && !g_unichar_ispunct(after);
}

const char *cells_line_end(const char *text, guint width, const char **out_next)
{
    const char *end = NULL;  /* the latest place to break at */
    const char *glue = NULL; /* the latest glue, for a word that is too wide */
    gunichar last = 0;
    gunichar last_but_one = 0;
    guint cells = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == ' ') {
            end = p;
            *out_next = p + 1;
        } else if (is_glue(c)) {
            glue = p;
        } else if (p > text && may_break_between(last_but_one, last, c)) {
            end = p;
            *out_next = p;
        }
        cells += cells_of(c);
        /* A combining mark takes no cells, so `p` is never at one here. And as no character takes
         * more than two cells, it is always behind `text`: each line takes something. */
        if (cells > width && end == NULL) {
            end = glue != NULL ? glue : p;
            *out_next = glue != NULL ? glue + 1 : p;
        }
        if (cells > width) {
            return end;
        }
        last_but_one = last;
        last = c;
    }
    *out_next = text + strlen(text);
    return *out_next;
}

void cells_append(GString *out, const char *text, gsize octets)
{
    gsize start = out->len;

    g_string_append_len(out, text, octets);
    for (gsize i = start; i < out->len; i++) {
        if (out->str[i] == CELLS_GLUE[0]) {
            out->str[i] = ' ';
        }
    }
}
