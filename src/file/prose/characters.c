#include "file/prose/characters.h"

#include "file/yaml/encoding.h"

#define NEXT_LINE 0x85

static void append_character(GString *out, gunichar character)
{
    if (character == '\f' || character == '\v' || character == NEXT_LINE) {
        g_string_append_c(out, ' ');
    } else if (character == '\n' || character == '\t' ||
               (!g_unichar_iscntrl(character) && !encoding_is_forbidden(character))) {
        g_string_append_unichar(out, character);
    }
}

void characters_append(GString *out, const char *text, gsize length)
{
    const char *end = text + length;

    for (const char *at = encoding_append_plain(out, text, end); at < end;
         at = encoding_append_plain(out, g_utf8_next_char(at), end)) {
        bool is_pair = *at == '\r' && at + 1 < end && at[1] == '\n';
        if (*at == '\r' && !is_pair) {
            g_string_append_c(out, '\n');
        } else {
            append_character(out, g_utf8_get_char(at));
        }
    }
}
