#include "file/yaml/line_ends.h"

#include <string.h>

bool line_end_is(gunichar character)
{
    return character == 0x85 || character == 0x2028 || character == 0x2029;
}

/* The first octet from `from` on with which one of the line ends may begin; `size` if there is
 * none. Nearly every agenda is searched to its end. */
static gsize find_candidate(const char *data, gsize size, gsize from)
{
    gsize at = from;

    while (at < size && data[at] != '\r' && data[at] != '\xC2' && data[at] != '\xE2') {
        at++;
    }
    return at;
}

/* Appends the character at an octet, or what stands for it. Returns how many octets it has. */
static gsize append_character(GString *out, const char *data, gsize size, gsize at)
{
    if (data[at] == '\r') {
        bool is_alone = at + 1 == size || data[at + 1] != '\n';
        g_string_append_c(out, is_alone ? '\n' : '\r');
        return 1;
    }
    /* The text is UTF-8, so the character is whole. */
    gunichar character = g_utf8_get_char(data + at);
    gsize length = (guchar)g_utf8_skip[(guchar)data[at]];
    g_string_append_unichar(out, line_end_is(character) ? LINE_END_MARK : character);
    return length;
}

char *line_ends_mark(const char *data, gsize size, gsize *out_size)
{
    g_autoptr(GString) marked = g_string_sized_new(size);
    gsize done = 0;

    while (done < size) {
        gsize at = find_candidate(data, size, done);
        g_string_append_len(marked, data + done, (gssize)(at - done));
        done = at < size ? at + append_character(marked, data, size, at) : size;
    }
    *out_size = marked->len;
    bool is_same = marked->len == size && memcmp(marked->str, data, size) == 0;
    return is_same ? NULL : g_string_free(g_steal_pointer(&marked), FALSE);
}
