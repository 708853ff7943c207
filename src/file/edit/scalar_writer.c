#include "file/edit/scalar_writer.h"

#include <string.h>

#include "base/json_text.h"
#include "file/yaml/line_ends.h"

/* Columns up to which the lines of a text after ">" are filled. */
#define FOLD_WIDTH 100

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

const ScalarSite SCALAR_SITE_LINE = { .like = NODE_STYLE_ALIAS };

/* --- without quotes ---------------------------------------------------------------------- */

/* What readers of YAML 1.1 take for something else than a text. */
static bool is_word(const char *text)
{
    static const char *const WORDS[] = { "true", "false", "null", "yes", "no",
                                         "on",   "off",   "y",    "n",   NULL };
    g_autofree char *lower = g_ascii_strdown(text, -1);

    return g_strv_contains(WORDS, lower);
}

/* A text without quotes is safe if it can be taken for nothing else. */
static bool is_safe(const char *text)
{
    gsize length = strlen(text);

    return g_ascii_isalpha(*text) && text[length - 1] != ' ' && !is_word(text) &&
           strspn(text, LETTERS DIGITS " _./-") == length;
}

/* Whether a plain scalar stays what it is: a number, true, false. */
static bool is_literal(const char *text)
{
    gsize sign = strspn(text, "+-.");

    return sign <= 1 && g_ascii_isalnum(text[sign]) &&
           text[sign + strspn(text + sign, LETTERS DIGITS "+-.")] == '\0';
}

static bool is_json_number(const char *text)
{
    const char *at = text + (*text == '-' ? 1 : 0);
    gsize whole = strspn(at, DIGITS);

    if (whole == 0 || (whole > 1 && *at == '0')) {
        return false;
    }
    at += whole;
    if (*at == '.') {
        gsize fraction = strspn(at + 1, DIGITS);
        at += fraction > 0 ? fraction + 1 : 0;
    }
    if (*at == 'e' || *at == 'E') {
        gsize sign = at[1] == '+' || at[1] == '-' ? 1 : 0;
        gsize exponent = strspn(at + 1 + sign, DIGITS);
        at += exponent > 0 ? 1 + sign + exponent : 0;
    }
    return *at == '\0';
}

static bool is_json_literal(const char *text)
{
    return strcmp(text, "true") == 0 || strcmp(text, "false") == 0 || is_json_number(text);
}

/* A date or a clock time: "2007-07-10", "09:00". */
static bool is_time(const char *text)
{
    gsize digits = strspn(text, DIGITS);

    return digits > 0 && (text[digits] == '-' || text[digits] == ':') &&
           text[strspn(text, DIGITS ":-")] == '\0' && g_ascii_isdigit(text[strlen(text) - 1]);
}

/* Whether YAML 1.2 §7.3.3 takes a text without quotes for itself, even in brackets. */
static bool may_be_plain(const char *text)
{
    gsize length = strlen(text);

    if (length == 0 || strchr(" \t-?:,[]{}#&*!|>'\"%@`=~.", *text) != NULL ||
        strchr(" :", text[length - 1]) != NULL || is_word(text)) {
        return false;
    }
    return strpbrk(text, "\t\r\n,[]{}") == NULL && strstr(text, LINE_END) == NULL &&
           strstr(text, ": ") == NULL && strstr(text, " #") == NULL;
}

/* Whether a text may stand without quotes where another did. Digits may: then that is how dates and
 * times are written there. */
static bool is_like_plain(const char *text, const ScalarSite *site)
{
    bool digits_stood = site->replaced != NULL && g_ascii_isdigit(*site->replaced);
    bool is_number = g_ascii_isdigit(*text) || *text == '+';

    return site->like == NODE_STYLE_PLAIN && may_be_plain(text) &&
           (!is_number || (digits_stood && is_time(text) == is_time(site->replaced)));
}

/* --- in quotes --------------------------------------------------------------------------- */

/* In double quotes, JSON's texts are YAML's. Line ends that only some readers take for such are
 * escaped. */
static void append_double_quoted(GString *out, const char *text)
{
    g_autoptr(GString) quoted = g_string_new(NULL);

    json_text_append_string(quoted, NULL, text);
    g_string_replace(quoted, LINE_END, "\\u2028", 0);
    g_string_append(out, quoted->str);
}

static bool may_be_single_quoted(const char *text)
{
    return strpbrk(text, "\t\r\n") == NULL && strstr(text, LINE_END) == NULL;
}

static void append_single_quoted(GString *out, const char *text)
{
    g_autoptr(GString) quoted = g_string_new(text);

    g_string_replace(quoted, "'", "''", 0);
    g_string_append_printf(out, "'%s'", quoted->str);
}

/* --- after "|" and ">" ------------------------------------------------------------------- */

static void append_break(GString *out, const TextLayout *layout, guint indent)
{
    g_string_append_printf(out, "%s%*s", layout->line_end, (int)indent, "");
}

/* The length of a text without the line break at its end, if it has one. */
static gsize length_of_lines(const char *text)
{
    gsize length = strlen(text);

    return length > 0 && text[length - 1] == '\n' ? length - 1 : length;
}

/* Whether a text can be written after "|": it begins and ends with neither a blank nor an empty
 * line, and no line is of blanks alone. */
static bool may_be_literal(const char *text)
{
    gsize length = length_of_lines(text);

    if (length == 0 || strchr(" \t\n", *text) != NULL || text[length - 1] == '\n' ||
        strpbrk(text, "\t\r") != NULL || strstr(text, LINE_END) != NULL) {
        return false;
    }
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n' ? 1 : 0;
        gsize blanks = strspn(line, " ");
        if (blanks > 0 && (line[blanks] == '\n' || line[blanks] == '\0')) {
            return false;
        }
    }
    return true;
}

static void append_header(GString *out, char indicator, const char *text)
{
    g_string_append_c(out, indicator);
    if (text[length_of_lines(text)] == '\0') {
        g_string_append_c(out, '-');
    }
}

static void append_literal(GString *out, const char *text, const TextLayout *layout, guint indent)
{
    g_autofree char *all = g_strndup(text, length_of_lines(text));
    g_auto(GStrv) lines = g_strsplit(all, "\n", -1);

    append_header(out, '|', text);
    for (guint i = 0; lines[i] != NULL; i++) {
        append_break(out, layout, *lines[i] != '\0' ? indent : 0);
        g_string_append(out, lines[i]);
    }
}

/* One line is enough to tell a text after ">" from one after "|". */
static bool may_be_folded(const char *text)
{
    gsize length = length_of_lines(text);

    return may_be_literal(text) && memchr(text, '\n', length) == NULL &&
           strstr(text, "  ") == NULL && text[length - 1] != ' ';
}

static void append_folded(GString *out, const char *text, const TextLayout *layout, guint indent)
{
    g_autofree char *all = g_strndup(text, length_of_lines(text));
    g_auto(GStrv) words = g_strsplit(all, " ", -1);
    glong column = FOLD_WIDTH;

    append_header(out, '>', text);
    for (guint i = 0; words[i] != NULL; i++) {
        glong width = g_utf8_strlen(words[i], -1);
        if (i == 0 || column + 1 + width > FOLD_WIDTH) {
            append_break(out, layout, indent);
            column = indent + width;
        } else {
            g_string_append_c(out, ' ');
            column += 1 + width;
        }
        g_string_append(out, words[i]);
    }
}

/* --- all of them ------------------------------------------------------------------------- */

static void append_json(GString *out, const Node *scalar)
{
    if (node_is_null(scalar)) {
        g_string_append(out, "null");
    } else if (scalar->plain && is_json_literal(scalar->text)) {
        g_string_append(out, scalar->text);
    } else {
        append_double_quoted(out, scalar->text);
    }
}

/* A text of several lines is easiest to read after "|". */
static bool wants_literal(const char *text, const ScalarSite *site)
{
    bool has_lines = memchr(text, '\n', length_of_lines(text)) != NULL;

    return may_be_literal(text) &&
           (site->like == NODE_STYLE_LITERAL || (has_lines && site->like >= NODE_STYLE_FOLDED));
}

static void append_text(GString *out, const char *text, const TextLayout *layout,
                        const ScalarSite *site)
{
    bool may_be_block = site->indent > 0 && !layout->no_blocks;

    if (may_be_block && site->like == NODE_STYLE_FOLDED && may_be_folded(text)) {
        append_folded(out, text, layout, site->indent);
    } else if (may_be_block && wants_literal(text, site)) {
        append_literal(out, text, layout, site->indent);
    } else if (site->like == NODE_STYLE_SINGLE_QUOTED && may_be_single_quoted(text)) {
        append_single_quoted(out, text);
    } else if (site->like != NODE_STYLE_DOUBLE_QUOTED &&
               (is_safe(text) || (layout->bare_times && is_time(text)) ||
                is_like_plain(text, site))) {
        g_string_append(out, text);
    } else {
        append_double_quoted(out, text);
    }
}

void scalar_writer_append(GString *out, const Node *scalar, const TextLayout *layout,
                          const ScalarSite *site)
{
    if (layout->json) {
        append_json(out, scalar);
    } else if (node_is_null(scalar)) {
        g_string_append(out, "null");
    } else if (scalar->plain && is_literal(scalar->text)) {
        g_string_append(out, scalar->text);
    } else {
        append_text(out, scalar->text, layout, site);
    }
}
