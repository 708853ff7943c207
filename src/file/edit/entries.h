#pragma once

#include <stdbool.h>

#include "file/yaml/node_spans.h"

/* A text whose nodes are known. All is borrowed. */
typedef struct SourceText {
    const char *data;
    gsize size;
    gsize start; /* 0, or behind a byte order mark */
    const NodeSpans *spans;
} SourceText;

/* What a collection holds, from its "-" or key on, in octets. */
typedef struct Entry {
    gsize start; /* the "-", the "?" or the key; in brackets, the value of a list */
    gsize lead;  /* behind the "-" or the ":" (of a list in brackets: start); 0 without a ":" */
    gsize end;   /* behind the value, or what is there of it; its empty lines do not count */
    gsize comma; /* in brackets: the comma behind it; 0 if there is none */
    const NodeSpan *span; /* of the value */
} Entry;

/* The entries of a collection that stands at `span`: an array of Entry, the caller's own. */
GArray *entries_of(const SourceText *text, const Node *collection, const NodeSpan *span);

/* Where a value that is written ends, whose empty lines do not count. */
gsize entries_value_end(const SourceText *text, const Node *value, const NodeSpan *span);

/* Whether a collection is in brackets. (A pair that stands alone in a list has none.) */
bool entries_have_brackets(const SourceText *text, const NodeSpan *span);

/* Behind the anchor and the tag of a value, or where it begins if it has none. */
gsize entries_properties_end(const SourceText *text, const NodeSpan *span);

/* --- lines ------------------------------------------------------------------------------- */

/* Where the line of an octet begins, where its text ends, and where the next line begins. */
gsize source_text_line_start(const SourceText *text, gsize at);
gsize source_text_line_end(const SourceText *text, gsize at);
gsize source_text_next_line(const SourceText *text, gsize at);

/* Behind blanks and tabs; behind line ends and comments, too. */
gsize source_text_skip_blanks(const SourceText *text, gsize at);
gsize source_text_skip_filler(const SourceText *text, gsize at);

/* Before the blanks and tabs that end at an octet. */
gsize source_text_trim_blanks(const SourceText *text, gsize at);

/* Whether only blanks stand before an octet on its line. */
bool source_text_begins_line(const SourceText *text, gsize at);

/* Whether a line or the text ends at an octet. */
bool source_text_ends_line(const SourceText *text, gsize at);

/* Whether a line ends between two octets. */
bool source_text_has_break(const SourceText *text, gsize from, gsize to);

/* Whether the lines from `at` on begin with empty ones or a comment that reach beyond a column: a
 * text after "|" before them would swallow them. */
bool source_text_has_lines_at(const SourceText *text, gsize at, guint column);
