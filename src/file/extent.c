#include "file/extent.h"

#include <string.h>

#define FNV_BASIS G_GUINT64_CONSTANT(0xcbf29ce484222325)
#define FNV_PRIME G_GUINT64_CONSTANT(0x100000001b3)

/* Skips blank lines and comments. */
static const char *skip_to_content(const char *at, const char *end)
{
    while (at < end && (strchr(" \t\r\n", *at) != NULL || *at == '#')) {
        if (*at == '#') {
            const char *line_end = memchr(at, '\n', (gsize)(end - at));
            at = line_end != NULL ? line_end : end;
        } else {
            at++;
        }
    }
    return at;
}

/* Whether a text is JSON, or YAML in brackets. */
static bool is_flow(const char *text, gsize size)
{
    static const char BYTE_ORDER_MARK[] = "\xef\xbb\xbf";
    gsize mark = sizeof BYTE_ORDER_MARK - 1;
    const char *start =
        size >= mark && memcmp(text, BYTE_ORDER_MARK, mark) == 0 ? text + mark : text;
    const char *content = skip_to_content(start, text + size);

    return content < text + size && (*content == '{' || *content == '[');
}

Extent *extent_new(const char *text, gsize size)
{
    Extent *extent = g_new0(Extent, 1);
    guint64 digest = FNV_BASIS;

    extent->size = size;
    extent->is_flow = is_flow(text, size);
    extent->ends_with_break = size == 0 || text[size - 1] == '\n' || text[size - 1] == '\r';
    extent->lines = g_array_new(FALSE, FALSE, sizeof(ExtentLine));
    for (gsize i = 0; i < size; i++) {
        digest = (digest ^ (guchar)text[i]) * FNV_PRIME;
        if (text[i] != '\n') {
            continue;
        }
        extent->n_breaks++;
        if (extent->lines->len < EXTENT_LINES_MAX) {
            /* The digest so far costs nothing more. */
            ExtentLine line = { .size = i + 1, .digest = digest };
            g_array_append_val(extent->lines, line);
        }
    }
    extent->digest = digest;
    return extent;
}

void extent_mix(Extent *extent, const char *text, gsize size)
{
    for (gsize i = 0; i < size; i++) {
        extent->digest = (extent->digest ^ (guchar)text[i]) * FNV_PRIME;
    }
}

Extent *extent_copy(const Extent *extent)
{
    Extent *copy = g_new(Extent, 1);

    *copy = *extent;
    copy->lines = g_array_copy(extent->lines);
    return copy;
}

void extent_free(Extent *extent)
{
    if (extent != NULL) {
        g_array_unref(extent->lines);
        g_free(extent);
    }
}

/* Whether a text consists of the first lines of the last one, perhaps with a part of the next, and
 * the last one went on. */
static bool is_cut(const Extent *extent, const Extent *last)
{
    guint count = extent->n_breaks;

    if (count == 0 || count > last->lines->len || extent->size >= last->size) {
        return false;
    }
    const ExtentLine *now = &g_array_index(extent->lines, ExtentLine, count - 1);
    const ExtentLine *then = &g_array_index(last->lines, ExtentLine, count - 1);
    bool is_beginning = now->size == then->size && now->digest == then->digest;
    bool is_at_line_end = extent->size == now->size;

    /* An unfinished line may also be an edited last line. */
    return is_beginning && (is_at_line_end || count < last->n_breaks);
}

ExtentDoubt extent_doubt(const Extent *extent, const Extent *last)
{
    bool is_open = !extent->ends_with_break && !extent->is_flow;

    /* Some editors never end the last line: if it was open before, it says nothing that it is open
     * now. */
    if (is_open && (last == NULL || last->ends_with_break || last->is_flow)) {
        return EXTENT_DOUBT_OPEN_LINE;
    }
    /* A text that has grown did not shrink; MIN keeps the difference from wrapping round. */
    if (last != NULL && last->size - MIN(last->size, extent->size) > last->size / 3) {
        return EXTENT_DOUBT_SHRUNK;
    }
    if (last != NULL && !extent->is_flow && is_cut(extent, last)) {
        return EXTENT_DOUBT_CUT;
    }
    return EXTENT_DOUBT_NONE;
}
