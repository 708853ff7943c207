#include "file/edit/entries.h"

#include <string.h>

/* --- lines ------------------------------------------------------------------------------- */

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

gsize source_text_line_start(const SourceText *text, gsize at)
{
    while (at > text->start && !is_break(text->data[at - 1])) {
        at--;
    }
    return at;
}

gsize source_text_line_end(const SourceText *text, gsize at)
{
    while (at < text->size && !is_break(text->data[at])) {
        at++;
    }
    return at;
}

gsize source_text_next_line(const SourceText *text, gsize at)
{
    gsize end = source_text_line_end(text, at);
    bool is_pair = end + 1 < text->size && text->data[end] == '\r' && text->data[end + 1] == '\n';

    return MIN(end + (is_pair ? 2 : 1), text->size);
}

gsize source_text_skip_blanks(const SourceText *text, gsize at)
{
    while (at < text->size && is_blank(text->data[at])) {
        at++;
    }
    return at;
}

gsize source_text_skip_filler(const SourceText *text, gsize at)
{
    while (at < text->size) {
        if (text->data[at] == '#') {
            at = source_text_line_end(text, at);
        } else if (is_blank(text->data[at]) || is_break(text->data[at])) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

gsize source_text_trim_blanks(const SourceText *text, gsize at)
{
    while (at > text->start && is_blank(text->data[at - 1])) {
        at--;
    }
    return at;
}

bool source_text_begins_line(const SourceText *text, gsize at)
{
    gsize trimmed = source_text_trim_blanks(text, at);

    return trimmed == text->start || is_break(text->data[trimmed - 1]);
}

bool source_text_ends_line(const SourceText *text, gsize at)
{
    return at == text->size || is_break(text->data[at]);
}

bool source_text_has_break(const SourceText *text, gsize from, gsize to)
{
    while (from < to && !is_break(text->data[from])) {
        from++;
    }
    return from < to;
}

bool source_text_has_lines_at(const SourceText *text, gsize at, guint column)
{
    while (at < text->size) {
        gsize first = source_text_skip_blanks(text, at);
        bool is_empty = source_text_ends_line(text, first);
        if (!is_empty && text->data[first] != '#') {
            return false;
        }
        if (first - at > column || !is_empty) {
            return first - at > column;
        }
        at = source_text_next_line(text, at);
    }
    return false;
}

static char octet_at(const SourceText *text, gsize at)
{
    return at < text->size ? text->data[at] : '\0';
}

/* --- ends of values ---------------------------------------------------------------------- */

/* The octets of the line end that ends at an octet; 0 if there is none. */
static gsize line_end_length(const SourceText *text, gsize end)
{
    bool is_pair = end >= 2 && text->data[end - 1] == '\n' && text->data[end - 2] == '\r';

    return is_pair ? 2 : end > 0 && is_break(text->data[end - 1]) ? 1 : 0;
}

/* Where a text after "|" or ">" ends: before the line end of its last line that is not empty. With
 * "+" all lines count. */
static gsize block_end(const SourceText *text, const NodeSpan *span)
{
    gsize header_end = source_text_line_end(text, span->content);
    gsize end = MAX(span->end, header_end);
    gsize header = span->content + 1;

    while (header < header_end && strchr("+-0123456789", text->data[header]) != NULL) {
        header++;
    }
    bool keeps = memchr(text->data + span->content, '+', header - span->content) != NULL;
    if (keeps) {
        return MAX(end - line_end_length(text, end), header_end);
    }
    while (end > header_end && is_break(text->data[end - 1])) {
        end--;
    }
    return end;
}

bool entries_have_brackets(const SourceText *text, const NodeSpan *span)
{
    return span->style == NODE_STYLE_FLOW && span->content < span->end &&
           strchr("[{", text->data[span->content]) != NULL;
}

static bool is_written(const NodeSpan *span)
{
    return span->start < span->end || span->style != NODE_STYLE_PLAIN;
}

gsize entries_properties_end(const SourceText *text, const NodeSpan *span)
{
    gsize end = span->start;

    for (gsize at = end; at < span->content; at = source_text_skip_filler(text, end)) {
        end = at + 1;
        while (end < span->content && !is_blank(text->data[end]) && !is_break(text->data[end])) {
            end++;
        }
    }
    return end;
}

/* Where the ":" behind a key ends; 0 if there is none. */
static gsize key_lead(const SourceText *text, const NodeSpan *key)
{
    gsize colon = source_text_skip_filler(text, is_written(key) ? key->end : key->start);

    return octet_at(text, colon) == ':' ? colon + 1 : 0;
}

/* Where the last value of a collection ends that has no end of its own. Goes as deep as the file
 * does (AGENDA_FILE_MAX_DEPTH). */
static gsize last_end(const SourceText *text, const Node *collection);

/* Where a value ends; `written_before` if it is not written. */
static gsize value_end(const SourceText *text, const Node *value, const NodeSpan *span,
                       gsize written_before)
{
    if (span->style == NODE_STYLE_LITERAL || span->style == NODE_STYLE_FOLDED) {
        return block_end(text, span);
    }
    if (span->style == NODE_STYLE_BLOCK ||
        (span->style == NODE_STYLE_FLOW && !entries_have_brackets(text, span))) {
        return last_end(text, value);
    }
    return is_written(span) ? span->end : written_before;
}

static gsize last_end(const SourceText *text, const Node *collection)
{
    guint last = collection->length - 1;

    if (collection->type == NODE_SEQUENCE) {
        const NodeSpan *span = node_spans_item(text->spans, collection, last);
        /* Behind the dash, where an item stands that is not written. */
        return value_end(text, node_item(collection, last), span, span->start);
    }
    const NodeSpan *key = node_spans_key(text->spans, collection, last);
    return value_end(text, node_value(collection, last),
                     node_spans_value(text->spans, collection, last),
                     MAX(key_lead(text, key), key->end));
}

gsize entries_value_end(const SourceText *text, const Node *value, const NodeSpan *span)
{
    return value_end(text, value, span, span->end);
}

/* --- entries ----------------------------------------------------------------------------- */

static Entry item_at(const SourceText *text, const Node *sequence, guint index, gsize start)
{
    const NodeSpan *span = node_spans_item(text->spans, sequence, index);
    bool has_dash = octet_at(text, start) == '-' && start < span->start;
    Entry entry = { .start = start, .lead = start + (has_dash ? 1 : 0), .span = span };

    entry.end = value_end(text, node_item(sequence, index), span, entry.lead);
    return entry;
}

static Entry pair_at(const SourceText *text, const Node *mapping, guint index, gsize start)
{
    const NodeSpan *span = node_spans_value(text->spans, mapping, index);
    const NodeSpan *key = node_spans_key(text->spans, mapping, index);
    Entry entry = { .start = start, .lead = key_lead(text, key), .span = span };

    entry.end = value_end(text, node_value(mapping, index), span, MAX(entry.lead, key->end));
    return entry;
}

GArray *entries_of(const SourceText *text, const Node *collection, const NodeSpan *span)
{
    GArray *entries = g_array_sized_new(FALSE, FALSE, sizeof(Entry), collection->length);
    gsize at = span->content + (entries_have_brackets(text, span) ? 1 : 0);

    for (guint i = 0; i < collection->length; i++) {
        gsize start = source_text_skip_filler(text, at);
        Entry entry = collection->type == NODE_SEQUENCE ? item_at(text, collection, i, start)
                                                        : pair_at(text, collection, i, start);
        gsize comma = source_text_skip_filler(text, entry.end);
        at = entry.end;
        if (span->style == NODE_STYLE_FLOW && octet_at(text, comma) == ',') {
            entry.comma = comma;
            at = comma + 1;
        }
        g_array_append_val(entries, entry);
    }
    return entries;
}
