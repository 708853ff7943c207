#include "serve/http/byte_range.h"

#include <stdbool.h>
#include <string.h>

#define UNIT "bytes="

/* Reads digits, at least one. A number too large for 64 bits becomes the largest: it lies beyond
 * any body in any case. */
static bool read_number(const char **at, guint64 *out_number)
{
    const char *text = *at;
    guint64 number = 0;

    if (!g_ascii_isdigit(*text)) {
        return false;
    }
    for (; g_ascii_isdigit(*text); text++) {
        guint64 digit = (guint64)(*text - '0');

        number = number > (G_MAXUINT64 - digit) / 10 ? G_MAXUINT64 : number * 10 + digit;
    }
    *at = text;
    *out_number = number;
    return true;
}

/* The octets from the first to the last of these positions, as far as they exist. */
static ByteRange between(guint64 first, guint64 last, gsize size)
{
    if (first >= size) {
        return (ByteRange){ .kind = BYTE_RANGE_WHOLE };
    }
    return (ByteRange){ .kind = BYTE_RANGE_PART,
                        .first = first,
                        .length = MIN(last, size - 1) - first + 1 };
}

/* "-500": the last 500 octets. */
static ByteRange parse_suffix(const char *text, gsize size)
{
    guint64 length;

    if (!read_number(&text, &length) || *text != '\0') {
        return (ByteRange){ .kind = BYTE_RANGE_WHOLE };
    }
    /* "-0" begins beyond the end, as no octet follows. */
    return between(size - MIN(length, size), G_MAXUINT64, size);
}

ByteRange byte_range_parse(const char *text, gsize size)
{
    static const ByteRange WHOLE = { .kind = BYTE_RANGE_WHOLE };
    guint64 first;
    guint64 last = G_MAXUINT64;

    if (size == 0 || g_ascii_strncasecmp(text, UNIT, strlen(UNIT)) != 0) {
        return WHOLE;
    }
    text += strlen(UNIT);
    if (*text == '-') {
        return parse_suffix(text + 1, size);
    }
    if (!read_number(&text, &first) || *text != '-') {
        return WHOLE;
    }
    text++;
    if (*text != '\0' && (!read_number(&text, &last) || *text != '\0' || last < first)) {
        return WHOLE;
    }
    return between(first, last, size);
}
