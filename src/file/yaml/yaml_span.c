#include "file/yaml/yaml_span.h"

#include <string.h>

/* RFC 3629 §3: an octet 10xxxxxx continues a character. */
static bool is_continuation(char octet)
{
    return ((guchar)octet & 0xC0) == 0x80;
}

Place yaml_place_at(const char *data, gsize offset)
{
    Place place = { 1, 1 };

    for (gsize i = 0; i < offset; i++) {
        if (data[i] == '\n') {
            place = (Place){ place.line + 1, 1 };
        } else if (!is_continuation(data[i])) {
            place.column++;
        }
    }
    return place;
}

gsize yaml_cursor_seek(YamlCursor *cursor, const yaml_mark_t *mark)
{
    while (cursor->index < mark->index && cursor->offset < cursor->size) {
        do {
            cursor->offset++;
        } while (cursor->offset < cursor->size && is_continuation(cursor->data[cursor->offset]));
        cursor->index++;
    }
    /* Backwards, if the start of an event lies before the end of the one before it. */
    while (cursor->index > mark->index && cursor->offset > 0) {
        do {
            cursor->offset--;
        } while (cursor->offset > 0 && is_continuation(cursor->data[cursor->offset]));
        cursor->index--;
    }
    return cursor->offset;
}

gsize yaml_cursor_skip_comment(const YamlCursor *cursor, gsize offset)
{
    const char *end = memchr(cursor->data + offset, '\n', cursor->size - offset);

    return end != NULL ? (gsize)(end - cursor->data) : cursor->size;
}

gsize yaml_cursor_skip_property(const YamlCursor *cursor, gsize offset)
{
    bool is_verbatim = offset + 1 < cursor->size && memcmp(cursor->data + offset, "!<", 2) == 0;
    /* A verbatim tag, "!<…>", may hold commas and brackets. */
    const char *ends = is_verbatim ? " \t\r\n" : " \t\r\n,]}";

    while (offset < cursor->size && strchr(ends, cursor->data[offset]) == NULL) {
        offset++;
    }
    return offset;
}

/* Finds where the content of a span begins, after any anchor and tag, and its place. Comments and
 * line breaks may stand in between. */
static void find_content(const YamlCursor *cursor, YamlSpan *span, bool has_properties)
{
    gsize at = span->start;
    gsize line = at;

    /* Without properties, the span begins with its content. */
    while (has_properties && at < span->end) {
        char c = cursor->data[at];
        if (c == '&' || c == '!') {
            at = yaml_cursor_skip_property(cursor, at);
        } else if (c == '#') {
            at = yaml_cursor_skip_comment(cursor, at);
        } else if (c == '\n') {
            line = ++at;
            span->place = (Place){ span->place.line + 1, 1 };
        } else if (c == ' ' || c == '\t' || c == '\r') {
            at++;
        } else {
            break;
        }
    }
    span->content = MIN(at, span->end);
    span->place.column += (guint)g_utf8_strlen(cursor->data + line, (gssize)(span->content - line));
}

static bool has_properties(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor != NULL || event->data.sequence_start.tag != NULL;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor != NULL || event->data.mapping_start.tag != NULL;
    default:
        return false;
    }
}

YamlSpan yaml_cursor_span(YamlCursor *cursor, const yaml_event_t *event)
{
    YamlSpan span = { .start = yaml_cursor_seek(cursor, &event->start_mark) };

    /* Never before the start, whatever the marks of a value that is not written say. */
    span.end = MAX(span.start, yaml_cursor_seek(cursor, &event->end_mark));
    span.place = (Place){ (guint)event->start_mark.line + 1, (guint)event->start_mark.column + 1 };
    find_content(cursor, &span, has_properties(event));
    return span;
}
