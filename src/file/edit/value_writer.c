#include "file/edit/value_writer.h"

#include <string.h>

const TextLayout TEXT_LAYOUT_OWN = {
    .line_end = "\n",
    .step = 2,
    .list_step = 2,
    .dash_step = 2,
};

void value_writer_append_break(GString *out, const TextLayout *layout, guint column)
{
    g_string_append_printf(out, "%s%*s", layout->line_end, (int)column, "");
}

static void append_key(GString *out, const TextLayout *layout, const char *key)
{
    const Node scalar = { .type = NODE_SCALAR, .text = key, .length = (guint32)strlen(key) };

    scalar_writer_append(out, &scalar, layout, &SCALAR_SITE_LINE);
    g_string_append_c(out, ':');
}

static bool is_on_line(const Node *value)
{
    return value->type == NODE_SCALAR || value->length == 0;
}

/* A text or an empty collection, after a blank. */
static void append_on_line(GString *out, const TextLayout *layout, guint indent, const Node *value)
{
    const ScalarSite site = { .like = NODE_STYLE_ALIAS, .indent = indent };

    g_string_append_c(out, ' ');
    if (value->type == NODE_SCALAR) {
        scalar_writer_append(out, value, layout, &site);
    } else {
        g_string_append(out, value->type == NODE_SEQUENCE ? "[]" : "{}");
    }
}

/* The pairs or items of a collection, the first of which begins where we are. */
static void append_children(GString *out, const TextLayout *layout, guint column,
                            const Node *collection)
{
    for (guint i = 0; i < collection->length; i++) {
        if (i > 0) {
            value_writer_append_break(out, layout, column);
        }
        if (collection->type == NODE_SEQUENCE) {
            value_writer_append_item(out, layout, column, node_item(collection, i));
        } else {
            value_writer_append_pair(out, layout, column, node_key(collection, i)->text,
                                     node_value(collection, i));
        }
    }
}

void value_writer_append_behind_key(GString *out, const TextLayout *layout, guint column,
                                    const Node *value)
{
    if (is_on_line(value)) {
        append_on_line(out, layout, column + layout->step, value);
        return;
    }
    column += value->type == NODE_SEQUENCE ? layout->list_step : layout->step;
    value_writer_append_break(out, layout, column);
    append_children(out, layout, column, value);
}

/* A collection begins on the line of its dash. */
void value_writer_append_behind_dash(GString *out, const TextLayout *layout, guint column,
                                     const Node *value)
{
    if (is_on_line(value)) {
        append_on_line(out, layout, column + layout->dash_step, value);
        return;
    }
    g_string_append_printf(out, "%*s", (int)layout->dash_step - 1, "");
    append_children(out, layout, column + layout->dash_step, value);
}

void value_writer_append_pair(GString *out, const TextLayout *layout, guint column, const char *key,
                              const Node *value)
{
    append_key(out, layout, key);
    value_writer_append_behind_key(out, layout, column, value);
}

/* --- what is carried over ---------------------------------------------------------------- */

static const CarriedItem *find_carried(const TextLayout *layout, const Node *value)
{
    return layout->carried != NULL ? g_hash_table_lookup(layout->carried, value) : NULL;
}

bool value_writer_carries(const TextLayout *layout, const Node *value)
{
    bool carries = find_carried(layout, value) != NULL;

    for (guint i = 0; !carries && value->type != NODE_SCALAR && i < value->length; i++) {
        carries = value_writer_carries(layout, value->type == NODE_SEQUENCE ? node_item(value, i)
                                                                            : node_value(value, i));
    }
    return carries;
}

/* Appends a line, indented by more or fewer columns than it was. */
static void append_shifted(GString *out, const char *line, gsize length, gint shift)
{
    gsize indent = 0;

    while (indent < length && line[indent] == ' ') {
        indent++;
    }
    if (indent == length || strchr("\r\n", line[indent]) != NULL) {
        shift = 0;
    }
    g_string_append_printf(out, "%*s", MAX((gint)indent + shift, 0), "");
    g_string_append_len(out, line + indent, (gssize)(length - indent));
}

static void append_carried(GString *out, const CarriedItem *carried, guint column)
{
    gint shift = (gint)column - (gint)carried->column;
    const char *line = carried->text;

    for (bool is_first = true; *line != '\0'; is_first = false) {
        gsize length = strcspn(line, "\r\n");
        length += strspn(line + length, "\r") > 0 ? 1 : 0;
        length += line[length] == '\n' ? 1 : 0;
        append_shifted(out, line, length, is_first ? 0 : shift);
        line += length;
    }
}

void value_writer_append_item(GString *out, const TextLayout *layout, guint column,
                              const Node *value)
{
    const CarriedItem *carried = find_carried(layout, value);

    g_string_append_c(out, '-');
    if (carried != NULL) {
        append_carried(out, carried, column);
    } else {
        value_writer_append_behind_dash(out, layout, column, value);
    }
}

void value_writer_append_top(GString *out, const TextLayout *layout, const Node *value)
{
    if (value->type == NODE_SCALAR || value->length == 0) {
        value_writer_append_flow(out, layout, NULL, value, (FlowShape){ 0 });
    } else {
        append_children(out, layout, 0, value);
    }
}

/* --- in brackets ------------------------------------------------------------------------- */

static void append_bracketed(GString *out, const TextLayout *layout, const Node *collection,
                             FlowShape shape)
{
    bool is_list = collection->type == NODE_SEQUENCE;
    FlowShape inner = { shape.lines, shape.column + layout->step };

    g_string_append_c(out, is_list ? '[' : '{');
    for (guint i = 0; i < collection->length; i++) {
        if (shape.lines) {
            g_string_append(out, i > 0 ? "," : "");
            value_writer_append_break(out, layout, inner.column);
        } else if (i > 0) {
            g_string_append(out, layout->tight ? "," : ", ");
        }
        value_writer_append_flow(out, layout, is_list ? NULL : node_key(collection, i)->text,
                                 is_list ? node_item(collection, i) : node_value(collection, i),
                                 inner);
    }
    if (shape.lines && collection->length > 0) {
        value_writer_append_break(out, layout, shape.column);
    }
    g_string_append_c(out, is_list ? ']' : '}');
}

void value_writer_append_flow(GString *out, const TextLayout *layout, const char *key,
                              const Node *value, FlowShape shape)
{
    if (key != NULL) {
        append_key(out, layout, key);
        g_string_append(out, layout->tight ? "" : " ");
    }
    if (value->type == NODE_SCALAR) {
        scalar_writer_append(out, value, layout, &SCALAR_SITE_LINE);
    } else {
        append_bracketed(out, layout, value, shape);
    }
}
