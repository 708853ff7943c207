#pragma once

#include "file/edit/scalar_writer.h"

/*
 * Writes values as YAML or JSON. No line end follows what is written, and it begins on a line that
 * is indented already. Columns count from 0.
 */

/* "key: value" and "- value" in a collection in block style, which stands at a column. */
void value_writer_append_pair(GString *out, const TextLayout *layout, guint column, const char *key,
                              const Node *value);
void value_writer_append_item(GString *out, const TextLayout *layout, guint column,
                              const Node *value);

/* Whether an item is carried over that is in a value, or is the value: then it cannot be in
 * brackets. Recursion: no tree is deeper than AGENDA_FILE_MAX_DEPTH. */
bool value_writer_carries(const TextLayout *layout, const Node *value);

/* Just what stands behind "key:" or "-", with the blank or line break before it. */
void value_writer_append_behind_key(GString *out, const TextLayout *layout, guint column,
                                    const Node *value);
void value_writer_append_behind_dash(GString *out, const TextLayout *layout, guint column,
                                     const Node *value);

/* A value that stands alone, at the first column. */
void value_writer_append_top(GString *out, const TextLayout *layout, const Node *value);

/* How a value in brackets is written: on one line, or in a line for each item, indented by so many
 * columns more than the line in which it begins. */
typedef struct FlowShape {
    bool lines;
    guint column; /* of that line */
} FlowShape;

/* "key: value", or just the value if the key is NULL, within brackets. */
void value_writer_append_flow(GString *out, const TextLayout *layout, const char *key,
                              const Node *value, FlowShape shape);

/* A line end, and blanks up to a column. */
void value_writer_append_break(GString *out, const TextLayout *layout, guint column);
