#include "file/yaml/encoding.h"

#include "file/yaml/line_ends.h"

#define BYTE_ORDER_MARK 0xFEFF

bool encoding_is_forbidden(gunichar character)
{
    if (character < 0x20) {
        return character != '\t' && character != '\n' && character != '\r';
    }
    if (character < 0x7F) {
        return false;
    }
    return (character <= 0x9F && !line_end_is(character)) || character == BYTE_ORDER_MARK ||
           (character & 0xFFFE) == 0xFFFE;
}

gsize encoding_plain_length(const char *data, gsize size)
{
    gsize length = 0;

    while (length < size && data[length] >= 0x20 && data[length] < 0x7F) {
        length++;
    }
    return length;
}

const char *encoding_append_plain(GString *out, const char *text, const char *end)
{
    gsize length = encoding_plain_length(text, (gsize)(end - text));

    g_string_append_len(out, text, (gssize)length);
    return text + length;
}

/* A hint at what to do about the encoding, from the first octets of the text. */
static char *guess_encoding(const char *data, gsize size)
{
    const guchar *octets = (const guchar *)data;

    if (size >= 2 &&
        ((octets[0] == 0xFF && octets[1] == 0xFE) || (octets[0] == 0xFE && octets[1] == 0xFF))) {
        return g_strdup("the file is in UTF-16; save it as UTF-8");
    }
    return g_strdup("save the file as UTF-8");
}

static void report_invalid(Findings *findings, Place place, const char *data, gsize size,
                           gsize position)
{
    findings_add(findings, SEVERITY_ERROR, place, "invalid-utf-8", guess_encoding(data, size),
                 "the octet 0x%02X is not valid UTF-8 here", (guchar)data[position]);
}

bool encoding_check(const char *data, gsize size, Findings *findings)
{
    Place place = { 1, 1 };
    guint errors = findings_count(findings, SEVERITY_ERROR);

    for (gsize i = 0; i < size;) {
        gsize length = encoding_plain_length(data + i, size - i);
        if (length > 0) {
            place.column += (guint)length;
            i += length;
            continue;
        }
        gunichar character = (guchar)data[i];
        length = 1;
        if (character >= 0x80) {
            character = g_utf8_get_char_validated(data + i, (gssize)MIN(size - i, 6));
            /* g_utf8_get_char_validated returns (gunichar)-1 or -2 for what is no character. */
            if (character >= 0x110000) {
                report_invalid(findings, place, data, size, i);
                return false;
            }
            length = (gsize)g_unichar_to_utf8(character, NULL);
        }
        if (encoding_is_forbidden(character) && !(character == BYTE_ORDER_MARK && i == 0)) {
            findings_add(findings, SEVERITY_ERROR, place, "control-character", NULL,
                         "the control character U+%04X has no place in a text", character);
        }
        /* Editors do not count it as a column. */
        place.column += character == BYTE_ORDER_MARK && i == 0 ? 0 : 1;
        /* A carriage return alone is a line break of YAML. */
        if (character == '\n' || (character == '\r' && (i + 1 == size || data[i + 1] != '\n'))) {
            place = (Place){ place.line + 1, 1 };
        }
        i += length;
    }
    return findings_count(findings, SEVERITY_ERROR) == errors;
}
