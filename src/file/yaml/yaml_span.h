#pragma once

#include "model/agenda/finding.h"

#include <yaml.h>

/* Where an event of libyaml stands in its text. */
typedef struct YamlSpan {
    gsize start;   /* octets from the beginning of the text: of the first anchor or tag … */
    gsize content; /* … of what these are for … */
    gsize end;     /* … and behind it */
    Place place;   /* of the content */
} YamlSpan;

/* The place of what is so many octets from the beginning of a text. */
Place yaml_place_at(const char *data, gsize offset);

/* A position in a text that follows the parser's marks, which count characters. */
typedef struct YamlCursor {
    const char *data; /* borrowed */
    gsize size;
    gsize index; /* in characters */
    gsize offset;
} YamlCursor;

/* Goes to a mark; returns its place in octets. Marks come in their order, or nearly so. */
gsize yaml_cursor_seek(YamlCursor *cursor, const yaml_mark_t *mark);

YamlSpan yaml_cursor_span(YamlCursor *cursor, const yaml_event_t *event);

/* The end of the comment that begins at `offset`, where its line ends. */
gsize yaml_cursor_skip_comment(const YamlCursor *cursor, gsize offset);

/* The end of the anchor, alias or tag that begins at `offset`. */
gsize yaml_cursor_skip_property(const YamlCursor *cursor, gsize offset);
