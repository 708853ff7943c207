#include "file/prose/markdown_text.h"

#include <string.h>

#define BLANKS " \t\n"
#define FENCE_LENGTH 3
#define TAB_WIDTH 4
#define HEADING_MAX 6
#define NUMBER_MAX_LENGTH 9

/* --- blanks ---------------------------------------------------------------------------------- */

/* The length of a blank or break at the start of a text; else 0. */
static gsize blank_length(const char *text, const char *end)
{
    if (end - text >= 2 && strncmp(text, MARKDOWN_BREAK, strlen(MARKDOWN_BREAK)) == 0) {
        return strlen(MARKDOWN_BREAK);
    }
    return text < end && g_unichar_isspace(g_utf8_get_char(text))
               ? (gsize)(g_utf8_next_char(text) - text)
               : 0;
}

const char *markdown_text_skip_blanks(const char *text, const char *end)
{
    gsize length;

    while ((length = blank_length(text, end)) > 0) {
        text += length;
    }
    return text;
}

/* A line feed is always that of a break. */
const char *markdown_text_trim_blanks(const char *text, const char *end)
{
    while (end > text) {
        const char *last = g_utf8_prev_char(end);
        if (!g_unichar_isspace(g_utf8_get_char(last))) {
            break;
        }
        end = *last == '\n' && last > text && last[-1] == '\\' ? last - 1 : last;
    }
    return end;
}

bool markdown_text_is_blank(const char *text, gsize length)
{
    const char *at = text;

    while (at < text + length && g_unichar_isspace(g_utf8_get_char(at))) {
        at = g_utf8_next_char(at);
    }
    return at == text + length;
}

/* --- in a line ------------------------------------------------------------------------------- */

/* Whether a letter or digit is right before a place in a text. */
static bool is_after_word(const char *text, const char *at)
{
    return at > text && g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(at)));
}

static bool is_before_word(const char *at, const char *end)
{
    return at < end && g_unichar_isalnum(g_utf8_get_char(at));
}

/* Whether what follows an ampersand makes it a reference to a character. */
static bool is_reference(const char *at, const char *end)
{
    const char *first = at < end && *at == '#' ? at + 1 : at;

    at = first;
    while (at < end && g_ascii_isalnum(*at)) {
        at++;
    }
    return at > first && at < end && *at == ';';
}

/* Whether the character at a place is a mark. */
static bool is_mark(const char *text, const char *at, const char *end)
{
    switch (*at) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
        return true;
    case '_':
        return !is_after_word(text, at) || !is_before_word(at + 1, end);
    case '&':
        return is_reference(at + 1, end);
    default:
        return false;
    }
}

void markdown_text_append_escaped(GString *out, const char *text, gsize length)
{
    const char *end = text + length;

    for (const char *at = text; at < end; at++) {
        bool is_blank = strchr(BLANKS, *at) != NULL;
        if (is_blank && at + 1 < end && strchr(BLANKS, at[1]) != NULL) {
            continue;
        }
        if (is_mark(text, at, end)) {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, is_blank ? ' ' : *at);
    }
}

/* At least so many backticks, and more than a text has in a row. The caller owns them. */
static char *dup_ticks(gsize least, const char *text, gsize length)
{
    gsize longest = least - 1;
    gsize ticks = 0;

    for (gsize i = 0; i < length; i++) {
        ticks = text[i] == '`' ? ticks + 1 : 0;
        longest = MAX(longest, ticks);
    }
    return g_strnfill(longest + 1, '`');
}

static void append_unbroken(GString *out, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        g_string_append_c(out, strchr(BLANKS, text[i]) != NULL ? ' ' : text[i]);
    }
}

void markdown_text_append_code(GString *out, const char *text, gsize length)
{
    const char *end = text + length;
    const char *first = text;

    while (first < end && g_unichar_isspace(g_utf8_get_char(first))) {
        first = g_utf8_next_char(first);
    }
    const char *last = end;
    while (last > first && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(last)))) {
        last = g_utf8_prev_char(last);
    }
    append_unbroken(out, text, (gsize)(first - text));
    if (first < last) {
        g_autofree char *ticks = dup_ticks(1, first, (gsize)(last - first));
        const char *edge = *first == '`' || last[-1] == '`' ? " " : "";
        g_string_append(out, ticks);
        g_string_append(out, edge);
        append_unbroken(out, first, (gsize)(last - first));
        g_string_append(out, edge);
        g_string_append(out, ticks);
    }
    append_unbroken(out, last, (gsize)(end - last));
}

void markdown_text_append_destination(GString *out, const char *address)
{
    const char *end = address + strlen(address);
    bool has_parentheses = strpbrk(address, "()") != NULL;

    g_string_append(out, has_parentheses ? "<" : "");
    for (const char *at = address; at < end; at = g_utf8_next_char(at)) {
        if (*at == '&' && is_reference(at + 1, end)) {
            g_string_append(out, "&amp;");
        } else if (*at == '\n' || *at == '\t') {
            continue; /* as browsers do */
        } else if (strchr("<>\\`", *at) != NULL || g_unichar_isspace(g_utf8_get_char(at))) {
            for (const char *octet = at; octet < g_utf8_next_char(at); octet++) {
                g_string_append_printf(out, "%%%02X", (guchar)*octet);
            }
        } else {
            g_string_append_len(out, at, g_utf8_next_char(at) - at);
        }
    }
    g_string_append(out, has_parentheses ? ">" : "");
}

/* --- lines ----------------------------------------------------------------------------------- */

/* Appends a line of code with blanks for tabs. */
static void append_code_line(GString *out, const char *line, gsize length)
{
    gsize first = out->len;

    while (length > 0 && strchr(" \t", line[length - 1]) != NULL) {
        length--;
    }
    for (gsize i = 0; i < length; i++) {
        if (line[i] == '\t') {
            gsize column = (out->len - first) % TAB_WIDTH;
            g_string_append_printf(out, "%*s", (int)(TAB_WIDTH - column), "");
        } else {
            g_string_append_c(out, line[i]);
        }
    }
    g_string_append_c(out, '\n');
}

char *markdown_text_dup_fenced(const char *text)
{
    g_autofree char *ticks = dup_ticks(FENCE_LENGTH, text, strlen(text));

    if (markdown_text_is_blank(text, strlen(text))) {
        return NULL;
    }
    GString *out = g_string_new(NULL);
    g_string_append(out, ticks);
    g_string_append_c(out, '\n');
    text += strspn(text, "\n");
    gsize first = out->len;
    while (*text != '\0') {
        gsize length = strcspn(text, "\n");
        append_code_line(out, text, length);
        text += length + (text[length] == '\n' ? 1 : 0);
    }
    while (out->len > first + 1 && out->str[out->len - 2] == '\n') {
        g_string_truncate(out, out->len - 1);
    }
    g_string_append(out, ticks);
    return g_string_free(out, FALSE);
}

/* Whether a mark of a list or heading ends at a place. */
static bool ends_marker(const char *at, const char *end)
{
    return at == end || *at == ' ';
}

/* Where a backslash keeps the start of a line from being a mark; NULL if it is none. */
static const char *guard_place(const char *line, const char *end)
{
    gsize signs = strspn(line, "#");
    gsize digits = strspn(line, "0123456789");
    const char *behind = line + digits;

    if (signs > 0) {
        return signs <= HEADING_MAX && ends_marker(line + signs, end) ? line : NULL;
    }
    if (digits > 0) {
        bool is_number = digits <= NUMBER_MAX_LENGTH && behind < end &&
                         (*behind == '.' || *behind == ')') && ends_marker(behind + 1, end);
        return is_number ? behind : NULL;
    }
    bool is_bullet = (*line == '-' || *line == '+') && ends_marker(line + 1, end);
    bool is_rule = (*line == '-' || *line == '=') && line + strspn(line, "-= ") >= end;
    bool is_fence = strncmp(line, "~~~", FENCE_LENGTH) == 0;
    return *line == '>' || is_bullet || is_rule || is_fence ? line : NULL;
}

static void append_guarded(GString *out, const char *line, const char *end)
{
    const char *place = guard_place(line, end);

    if (place != NULL) {
        g_string_append_len(out, line, place - line);
        g_string_append_c(out, '\\');
        line = place;
    }
    for (const char *at = line; at < end; at++) {
        if (*at != ' ' || at[1] != ' ') {
            g_string_append_c(out, *at);
        }
    }
}

char *markdown_text_dup_paragraph(const char *lines)
{
    const char *end = lines + strlen(lines);
    const char *line = markdown_text_skip_blanks(lines, end);

    if (line == end) {
        return NULL;
    }
    GString *out = g_string_new(NULL);
    while (line < end) {
        const char *line_end = strstr(line, MARKDOWN_BREAK);
        line_end = line_end != NULL ? line_end : end;
        g_string_append(out, out->len > 0 ? MARKDOWN_BREAK : "");
        append_guarded(out, line, markdown_text_trim_blanks(line, line_end));
        line = markdown_text_skip_blanks(line_end, end);
    }
    return g_string_free(out, FALSE);
}
