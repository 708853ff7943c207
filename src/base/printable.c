#include "base/printable.h"

#include <glib.h>
#include <stdbool.h>

/* Embeddings, overrides and isolates (Unicode Standard Annex #9). Their effect can reach beyond the
 * text that holds them. */
static bool sets_direction(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_unseen(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);

    /* The two ranges are variation selectors, which only change how the character before them
     * looks. */
    return type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
           type == G_UNICODE_PARAGRAPH_SEPARATOR || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xE0100 && c <= 0xE01EF);
}

static void append_escape(GString *out, gunichar c)
{
    g_string_append_printf(out, c <= 0xFF ? "\\x%02x" : "\\u{%x}", (guint)c);
}

char *printable_dup(const char *text)
{
    GString *printable = g_string_new(NULL);

    while (*text != '\0') {
        /* The text may be invalid UTF-8, as a file name can be; such octets pass through one by
         * one. */
        gunichar c = g_utf8_get_char_validated(text, -1);
        bool is_character = c != (gunichar)-1 && c != (gunichar)-2;
        /* Some terminals obey U+0080 to U+009F as they do escape sequences. iscntrl covers them. */
        if (is_character && (g_unichar_iscntrl(c) || is_unseen(c))) {
            append_escape(printable, c);
        } else {
            g_string_append_len(printable, text, is_character ? g_utf8_skip[(guchar)*text] : 1);
        }
        text += is_character ? g_utf8_skip[(guchar)*text] : 1;
    }
    return g_string_free(printable, FALSE);
}

char *printable_lines_dup(const char *text)
{
    GString *printable = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (sets_direction(c)) {
            append_escape(printable, c);
        } else {
            g_string_append_len(printable, at, g_utf8_next_char(at) - at);
        }
    }
    return g_string_free(printable, FALSE);
}
