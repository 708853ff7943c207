#include "file/yaml/node_spans.h"

#include <string.h>

struct NodeSpans {
    GArray *all;        /* NodeSpan */
    GHashTable *firsts; /* const Node *: the index of its first child in `all` */
};

NodeSpans *node_spans_new(void)
{
    NodeSpans *spans = g_new0(NodeSpans, 1);

    spans->all = g_array_new(FALSE, FALSE, sizeof(NodeSpan));
    spans->firsts = g_hash_table_new(NULL, NULL);
    return spans;
}

void node_spans_free(NodeSpans *spans)
{
    if (spans == NULL) {
        return;
    }
    g_array_unref(spans->all);
    g_hash_table_unref(spans->firsts);
    g_free(spans);
}

void node_spans_add(NodeSpans *spans, const Node *collection, const NodeSpan *children, gsize n)
{
    g_hash_table_insert(spans->firsts, (gpointer)collection, GUINT_TO_POINTER(spans->all->len));
    g_array_append_vals(spans->all, children, (guint)n);
}

/* --- marked line ends -------------------------------------------------------------------- */

/* U+0085 has two octets, and its mark has three. Returns where each mark of one ends. */
static GArray *find_longer_marks(const char *data, gsize size, gsize start)
{
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (gsize at = start; at + 1 < size; at++) {
        if (memcmp(data + at, "\xC2\x85", 2) == 0) {
            guint32 end = (guint32)(at + 3 - start + ends->len);
            g_array_append_val(ends, end);
        }
    }
    return ends;
}

/* How many of some numbers in order are not above another. */
static guint32 count_up_to(const GArray *numbers, guint32 most)
{
    guint low = 0;

    for (guint high = numbers->len; low < high;) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(numbers, guint32, middle) <= most) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Where a text in double quotes ends that begins at `start`. */
static guint32 find_quote(const char *data, gsize size, gsize start)
{
    gsize at = start + 1;

    while (at < size && data[at] != '"') {
        at += data[at] == '\\' ? 2 : 1;
    }
    return (guint32)MIN(at + 1, size);
}

void node_spans_unmark(NodeSpans *spans, const char *data, gsize size)
{
    static const char MARK[] = "\xEF\xBB\xBF";
    gsize start = size >= strlen(MARK) && memcmp(data, MARK, strlen(MARK)) == 0 ? strlen(MARK) : 0;
    g_autoptr(GArray) ends = find_longer_marks(data, size, start);

    for (guint i = 0; i < spans->all->len; i++) {
        NodeSpan *span = &g_array_index(spans->all, NodeSpan, i);
        guint32 *offsets[] = { &span->start, &span->content, &span->end };
        for (gsize k = 0; k < G_N_ELEMENTS(offsets); k++) {
            *offsets[k] += (guint32)start - count_up_to(ends, *offsets[k]);
        }
        /* Pairs of escapes that were joined (file/yaml/surrogates.h) had made it shorter. */
        if (span->style == NODE_STYLE_DOUBLE_QUOTED) {
            span->end = find_quote(data, size, span->content);
        }
    }
}

/* --- asking ------------------------------------------------------------------------------ */

static const NodeSpan *child(const NodeSpans *spans, const Node *collection, gsize index)
{
    gpointer first;
    bool is_known = g_hash_table_lookup_extended(spans->firsts, collection, NULL, &first);

    g_assert(is_known);
    return &g_array_index(spans->all, NodeSpan, GPOINTER_TO_UINT(first) + index);
}

const NodeSpan *node_spans_item(const NodeSpans *spans, const Node *sequence, guint index)
{
    g_assert(sequence->type == NODE_SEQUENCE && index < sequence->length);
    return child(spans, sequence, index);
}

const NodeSpan *node_spans_key(const NodeSpans *spans, const Node *mapping, guint index)
{
    g_assert(mapping->type == NODE_MAPPING && index < mapping->length);
    return child(spans, mapping, 2 * (gsize)index);
}

const NodeSpan *node_spans_value(const NodeSpans *spans, const Node *mapping, guint index)
{
    g_assert(mapping->type == NODE_MAPPING && index < mapping->length);
    return child(spans, mapping, 2 * (gsize)index + 1);
}

const NodeSpan *node_spans_top(const NodeSpans *spans)
{
    return child(spans, NULL, 0);
}
