#include "file/edit/layout_finder.h"

#include "file/edit/value_writer.h"

#include <string.h>

/* More columns are no indentation that anybody wants to see again. */
#define STEP_MAX 16

typedef struct Finder {
    const SourceText *text;
    TextLayout layout;
    bool has_step;
    bool has_list_step;
    bool has_dash_step;
    bool has_times;
} Finder;

static const char *find_line_end(const SourceText *text)
{
    gsize end = source_text_line_end(text, text->start);

    if (end == text->size || text->data[end] == '\n') {
        return "\n";
    }
    return end + 1 < text->size && text->data[end + 1] == '\n' ? "\r\n" : "\r";
}

static void find_step(Finder *finder, const Node *mapping, const Node *value, const NodeSpan *span)
{
    guint step = value->column - mapping->column;

    if (span->style != NODE_STYLE_BLOCK || value->column < mapping->column || step > STEP_MAX) {
        return;
    }
    if (value->type == NODE_MAPPING && !finder->has_step && step > 0) {
        finder->layout.step = step;
        finder->has_step = true;
    } else if (value->type == NODE_SEQUENCE && !finder->has_list_step) {
        finder->layout.list_step = step;
        finder->has_list_step = true;
    }
}

static void find_dash_step(Finder *finder, const Node *sequence, const Node *item,
                           const NodeSpan *span)
{
    guint step = item->column - sequence->column;

    if (!finder->has_dash_step && item->type == NODE_MAPPING && span->style == NODE_STYLE_BLOCK &&
        item->column > sequence->column + 1 && step <= STEP_MAX) {
        finder->layout.dash_step = step;
        finder->has_dash_step = true;
    }
}

/* Whether a date or a time stands there without quotes. */
static void find_times(Finder *finder, const Node *scalar, const NodeSpan *span)
{
    bool is_time = strlen(scalar->text) >= strlen("9:00") && g_ascii_isdigit(*scalar->text) &&
                   strpbrk(scalar->text, "-:") != NULL;

    if (!finder->has_times && is_time) {
        finder->layout.bare_times = span->style == NODE_STYLE_PLAIN;
        finder->has_times = true;
    }
}

static bool has_all(const Finder *finder)
{
    return finder->has_step && finder->has_list_step && finder->has_dash_step && finder->has_times;
}

/* Recursion: no tree is deeper than AGENDA_FILE_MAX_DEPTH. Aliases lead nowhere new. */
static void look_at(Finder *finder, const Node *node, const NodeSpan *span)
{
    if (node->type == NODE_SCALAR) {
        find_times(finder, node, span);
    }
    for (guint i = 0; node->type == NODE_SEQUENCE && i < node->length && !has_all(finder); i++) {
        const NodeSpan *item = node_spans_item(finder->text->spans, node, i);
        if (item->style != NODE_STYLE_ALIAS) {
            find_dash_step(finder, node, node_item(node, i), item);
            look_at(finder, node_item(node, i), item);
        }
    }
    for (guint i = 0; node->type == NODE_MAPPING && i < node->length && !has_all(finder); i++) {
        const NodeSpan *value = node_spans_value(finder->text->spans, node, i);
        if (value->style != NODE_STYLE_ALIAS) {
            find_step(finder, node, node_value(node, i), value);
            look_at(finder, node_value(node, i), value);
        }
    }
}

/* Recursion as above. */
static bool is_json(const SourceText *text, const Node *node, const NodeSpan *span)
{
    bool is_good = node->type == NODE_SCALAR
                       ? span->style == NODE_STYLE_DOUBLE_QUOTED || span->style == NODE_STYLE_PLAIN
                       : span->style == NODE_STYLE_FLOW;

    for (guint i = 0; is_good && node->type == NODE_MAPPING && i < node->length; i++) {
        is_good = node_spans_key(text->spans, node, i)->style == NODE_STYLE_DOUBLE_QUOTED &&
                  is_json(text, node_value(node, i), node_spans_value(text->spans, node, i));
    }
    for (guint i = 0; is_good && node->type == NODE_SEQUENCE && i < node->length; i++) {
        is_good = is_json(text, node_item(node, i), node_spans_item(text->spans, node, i));
    }
    return is_good;
}

static bool is_tight(const SourceText *text, const Node *top)
{
    if (top->type != NODE_MAPPING || top->length == 0) {
        return false;
    }
    gsize end = node_spans_key(text->spans, top, 0)->end;
    return end + 1 < text->size && strchr(" \t\r\n", text->data[end + 1]) == NULL;
}

/* By how much the lines within the outermost brackets are indented. */
static guint find_flow_step(const SourceText *text, const NodeSpan *top, guint otherwise)
{
    gsize first = source_text_skip_filler(text, top->content + 1);
    gsize step = first - source_text_line_start(text, first);

    return step > 0 && step <= STEP_MAX && source_text_has_break(text, top->content, first)
               ? (guint)step
               : otherwise;
}

TextLayout layout_finder_find(const SourceText *text, const Node *top)
{
    Finder finder = { .text = text, .layout = TEXT_LAYOUT_OWN };
    const NodeSpan *span = node_spans_top(text->spans);
    TextLayout *layout = &finder.layout;

    look_at(&finder, top, span);
    layout->line_end = find_line_end(text);
    layout->json = span->style == NODE_STYLE_FLOW && is_json(text, top, span);
    layout->tight = layout->json && is_tight(text, top);
    if (span->style == NODE_STYLE_FLOW) {
        layout->step = find_flow_step(text, span, layout->step);
    } else if (!finder.has_step && finder.has_list_step && layout->list_step > 0) {
        layout->step = layout->list_step;
    }
    if (!finder.has_list_step) {
        layout->list_step = layout->step;
    }
    return *layout;
}

TextLayout layout_finder_of_list(const SourceText *text, const TextLayout *layout,
                                 const GArray *entries)
{
    TextLayout found = *layout;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        gsize step = entry->span->start - entry->start;
        if (step >= 2 && step <= STEP_MAX && entry->end > entry->lead &&
            !source_text_has_break(text, entry->start, entry->span->start)) {
            found.dash_step = (guint)step;
            break;
        }
    }
    return found;
}
