#include "file/ics/ics_line.h"

#include <string.h>

static const char BYTE_ORDER_MARK[] = "\xEF\xBB\xBF";

void ics_lines_init(IcsLines *lines, const char *data, gsize size)
{
    gsize mark = strlen(BYTE_ORDER_MARK);
    bool has_mark = size >= mark && memcmp(data, BYTE_ORDER_MARK, mark) == 0;

    *lines = (IcsLines){
        .at = data + (has_mark ? mark : 0),
        .end = data + size,
        .next_line = 1,
        .text = g_string_new(NULL),
    };
}

void ics_lines_clear(IcsLines *lines)
{
    g_string_free(lines->text, TRUE);
}

/* Where a line ends: at CR LF or, in files of careless programs, at one of them. */
static const char *find_line_end(const IcsLines *lines)
{
    const char *at = lines->at;

    while (at < lines->end && *at != '\n' && *at != '\r') {
        at++;
    }
    return at;
}

/* Appends a line of the file, as far as there is room. */
static void append(IcsLines *lines, const char *text, gsize length)
{
    gsize room = ICS_LINE_MAX - lines->text->len;
    gsize at = lines->text->len;

    lines->is_too_long = lines->is_too_long || length > room;
    g_string_append_len(lines->text, text, (gssize)MIN(length, room));
    for (; at < lines->text->len; at++) {
        if (lines->text->str[at] == '\0') {
            lines->text->str[at] = '\x01';
        }
    }
}

/* Takes in one line of the file. */
static void take_line(IcsLines *lines)
{
    const char *end = find_line_end(lines);
    bool is_pair = end + 1 < lines->end && end[0] == '\r' && end[1] == '\n';

    append(lines, lines->at, (gsize)(end - lines->at));
    lines->at = end < lines->end ? end + (is_pair ? 2 : 1) : end;
    lines->next_line++;
}

static bool is_continued(const IcsLines *lines)
{
    return lines->at < lines->end && (*lines->at == ' ' || *lines->at == '\t');
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t")] == '\0';
}

/* Octets that are no text become U+FFFD. */
static void repair(GString *text)
{
    if (!g_utf8_validate_len(text->str, text->len, NULL)) {
        g_autofree char *valid = g_utf8_make_valid(text->str, (gssize)text->len);
        g_string_assign(text, valid);
    }
}

bool ics_lines_next(IcsLines *lines)
{
    while (lines->at < lines->end) {
        g_string_truncate(lines->text, 0);
        lines->is_too_long = false;
        lines->line = lines->next_line;
        take_line(lines);
        while (is_continued(lines)) {
            lines->at++;
            take_line(lines);
        }
        repair(lines->text);
        if (!is_blank(lines->text->str)) {
            return true;
        }
    }
    return false;
}
