#include "file/table/csv_text.h"

#include <string.h>

#include "file/table/table.h"

#define MARK_UTF_8 "\xEF\xBB\xBF"
#define MARK_UTF_16_LE "\xFF\xFE"
#define MARK_UTF_16_BE "\xFE\xFF"

static const char WINDOWS_1252[] = "WINDOWS-1252";
static const char UTF_16_LE[] = "UTF-16LE";
static const char UTF_16_BE[] = "UTF-16BE";

void csv_text_prepare(void)
{
    static const char *const ENCODINGS[] = { WINDOWS_1252, UTF_16_LE, UTF_16_BE };

    for (gsize i = 0; i < G_N_ELEMENTS(ENCODINGS); i++) {
        /* Never closed: that would unload it. */
        (void)g_iconv_open("UTF-8", ENCODINGS[i]);
    }
}

static bool has_mark(const char *data, gsize size, const char *mark)
{
    return size >= strlen(mark) && memcmp(data, mark, strlen(mark)) == 0;
}

/* The line of an octet, in a text with line feeds, carriage returns, or both. */
static guint line_at(const char *text, gsize offset)
{
    guint line = 1;

    for (gsize i = 0; i < offset; i++) {
        bool ends = text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
        line += ends ? 1 : 0;
    }
    return line;
}

static char *from_utf_16(const char *data, gsize size, GError **error)
{
    const char *encoding = has_mark(data, size, MARK_UTF_16_LE) ? UTF_16_LE : UTF_16_BE;
    gsize length = 0;
    g_autofree char *text =
        g_convert(data + 2, (gssize)(size - 2), "UTF-8", encoding, NULL, &length, NULL);

    if (text == NULL || strlen(text) != length) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED,
                    "the file begins as UTF-16, but does not go on so; save it as UTF-8");
        return NULL;
    }
    return g_steal_pointer(&text);
}

static char *from_windows_1252(const char *data, gsize size, GError **error)
{
    gsize read = 0;
    char *text = g_convert(data, (gssize)size, "UTF-8", WINDOWS_1252, &read, NULL, NULL);

    if (text == NULL) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED,
                    "line %u: the octet 0x%02X is neither UTF-8 nor Windows-1252 here; save the "
                    "file as UTF-8",
                    line_at(data, read), (guchar)data[read]);
    }
    return text;
}

char *csv_text_dup(const char *data, gsize size, bool *out_is_guess, GError **error)
{
    gsize skipped = has_mark(data, size, MARK_UTF_8) ? strlen(MARK_UTF_8) : 0;
    const char *text = data + skipped;
    gsize length = size - skipped;

    *out_is_guess = false;
    if (has_mark(data, size, MARK_UTF_16_LE) || has_mark(data, size, MARK_UTF_16_BE)) {
        return from_utf_16(data, size, error);
    }
    const char *nul = length > 0 ? memchr(text, '\0', length) : NULL;
    if (nul != NULL) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED,
                    "line %u holds a NUL octet, as no text does; is this a CSV file?",
                    line_at(text, (gsize)(nul - text)));
        return NULL;
    }
    if (g_utf8_validate_len(text, length, NULL)) {
        return g_strndup(text, length);
    }
    *out_is_guess = true;
    return from_windows_1252(text, length, error);
}
