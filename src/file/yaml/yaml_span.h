#pragma once

#include "model/agenda/finding.h"

#include <yaml.h>

/* Where an event of libyaml stands in its text, in octets from the beginning. */
typedef struct YamlSpan {
    gsize start;   /* where its first anchor or tag begins … */
    gsize content; /* … where the thing that they are for begins … */
    gsize end;     /* … and where it ends */
    Place place;   /* of `content` */
} YamlSpan;

/* The place of an octet of a text. */
Place yaml_place_at(const char *data, gsize offset);

/* A position in a text that follows the parser's marks, which count characters, not octets. */
typedef struct YamlCursor {
    const char *data; /* borrowed */
    gsize size;
    gsize index; /* the position in characters */
    gsize offset;
} YamlCursor;

/* Moves to a mark. Returns its offset in octets. Cheap as long as marks come nearly in order. */
gsize yaml_cursor_seek(YamlCursor *cursor, const yaml_mark_t *mark);

/* The span of an event; moves to its end. */
YamlSpan yaml_cursor_span(YamlCursor *cursor, const yaml_event_t *event);

/* The end of the comment that begins at `offset`: where its line ends. */
gsize yaml_cursor_skip_comment(const YamlCursor *cursor, gsize offset);

/* The end of the anchor, alias or tag that begins at `offset`. */
gsize yaml_cursor_skip_property(const YamlCursor *cursor, gsize offset);
