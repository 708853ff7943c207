#include "render/ical/content_line.h"

#include <stdbool.h>
#include <string.h>

/* How many octets of text, at most `limit`, can be taken without cutting a character. Text that is
 * not UTF-8 is cut at the limit, or folding would never end. */
static gsize fitting_length(const char *text, gsize length, gsize limit)
{
    if (length <= limit) {
        return length;
    }
    gsize fit = limit;
    while (fit > 0 && ((guchar)text[fit] & 0xC0) == 0x80) {
        fit--;
    }
    return fit > 0 ? fit : limit;
}

void content_line_append(GString *out, const char *line, gsize length)
{
    gsize room = CONTENT_LINE_MAX_OCTETS;

    while (length > room) {
        gsize fit = fitting_length(line, length, room);
        g_string_append_len(out, line, (gssize)fit);
        g_string_append_len(out, "\r\n ", 3);
        line += fit;
        length -= fit;
        /* The blank that begins a continuation counts (RFC 5545 §3.1). */
        room = CONTENT_LINE_MAX_OCTETS - 1;
    }
    g_string_append_len(out, line, (gssize)length);
    g_string_append_len(out, "\r\n", 2);
}

/* The octets of a physical line without the CRs before its LF. None of them belongs to a value,
 * since libical escapes those. */
static gsize length_without_cr(const char *line, gsize length)
{
    while (length > 0 && line[length - 1] == '\r') {
        length--;
    }
    return length;
}

void content_line_append_folded(GString *out, const char *text)
{
    g_autoptr(GString) unfolded = g_string_new(NULL);

    while (*text != '\0') {
        gsize length = strcspn(text, "\n");
        const char *next = text + length + (text[length] == '\n' ? 1 : 0);
        gsize octets = length_without_cr(text, length);
        bool goes_on = *next == ' ' || *next == '\t';

        /* Nearly all lines are whole, and need no copy. */
        if (!goes_on && unfolded->len == 0) {
            content_line_append(out, text, octets);
        } else {
            g_string_append_len(unfolded, text, (gssize)octets);
            if (!goes_on) {
                content_line_append(out, unfolded->str, unfolded->len);
                g_string_truncate(unfolded, 0);
            }
        }
        text = goes_on ? next + 1 : next;
    }
}
