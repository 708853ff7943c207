#include "file/edit/edit_site.h"

#include "file/edit/value_writer.h"

#include <string.h>

/* A value and its place. */
typedef struct ValueEdit {
    const EditSite *site;
    const EditedCollection *collection;
    const Entry *entry;
    const Node *old;
    const Node *value;
} ValueEdit;

static const SourceText *text_of(const ValueEdit *edit)
{
    return &edit->site->text;
}

/* "&name" of the anchor before a value, if it has one, with blanks around it where it needs them;
 * the caller's own. Tags are dropped: what they say is of the old value. */
static char *dup_anchor(const ValueEdit *edit, const char *before, const char *behind)
{
    const SourceText *text = text_of(edit);
    const NodeSpan *span = edit->entry->span;

    for (gsize at = span->start; span->style != NODE_STYLE_ALIAS && at < span->content;) {
        gsize end = at;
        while (end < span->content && strchr(" \t\r\n", text->data[end]) == NULL) {
            end++;
        }
        if (text->data[at] == '&') {
            return g_strdup_printf("%s%.*s%s", before, (int)(end - at), text->data + at, behind);
        }
        at = MAX(source_text_skip_filler(text, end), at + 1);
    }
    return g_strdup("");
}

/* How a text stood that another text replaces. */
static ScalarSite scalar_site(const ValueEdit *edit, guint indent)
{
    const NodeSpan *span = edit->entry->span;
    bool is_text = edit->old->type == NODE_SCALAR && span->style != NODE_STYLE_ALIAS &&
                   span->content < span->end;

    return (ScalarSite){
        .like = is_text ? (NodeStyle)span->style : NODE_STYLE_ALIAS,
        .replaced = is_text ? edit->old->text : NULL,
        .indent = indent,
    };
}

static void append_value(const ValueEdit *edit, GString *out, const ScalarSite *site)
{
    const SourceText *text = text_of(edit);
    gsize start = edit->entry->start;
    FlowShape shape = { .lines =
                            edit->collection->layout.json && source_text_begins_line(text, start) };

    if (edit->value->type == NODE_SCALAR) {
        scalar_writer_append(out, edit->value, &edit->collection->layout, site);
        return;
    }
    if (shape.lines) {
        shape.column = (guint)(start - source_text_line_start(text, start));
    }
    value_writer_append_flow(out, &edit->collection->layout, NULL, edit->value, shape);
}

/* --- in brackets ------------------------------------------------------------------------- */

static void put_in_brackets(const ValueEdit *edit)
{
    const SourceText *text = text_of(edit);
    const Entry *entry = edit->entry;
    ScalarSite site = scalar_site(edit, 0);
    g_autofree char *anchor = dup_anchor(edit, "", " ");
    g_autoptr(GString) out = g_string_new(NULL);
    bool is_pair = edit->collection->node->type == NODE_MAPPING;
    bool is_written = entry->span->start < entry->span->end;
    gsize start = is_written ? entry->span->start : entry->end;

    if (is_pair && entry->lead == 0) {
        g_string_append(out, ": ");
    } else if (is_pair && start == entry->lead && !edit->collection->layout.json) {
        g_string_append_c(out, ' ');
    }
    g_string_append(out, anchor);
    append_value(edit, out, &site);
    gsize end = is_written ? entry->end : start;
    /* A ":" or "#" must not touch it. */
    if (end < text->size && strchr(":#&*", text->data[end]) != NULL) {
        g_string_append_c(out, ' ');
    }
    splices_put(edit->site->splices, start, end, out->str);
}

/* --- in block style ---------------------------------------------------------------------- */

static bool is_on_line(const ValueEdit *edit)
{
    bool was_flow = edit->entry->span->style == NODE_STYLE_FLOW && edit->old->length > 0;

    return edit->value->type == NODE_SCALAR || edit->value->length == 0 || was_flow;
}

/* Removes the old value, from behind its ":" or "-" on, and whatever stands before it there. If it
 * has lines of its own, these go. */
static void remove_old(const ValueEdit *edit, const char *instead)
{
    const SourceText *text = text_of(edit);
    const Entry *entry = edit->entry;
    bool is_behind = !source_text_has_break(text, entry->lead, entry->span->start);

    if (is_behind) {
        splices_put(edit->site->splices, entry->lead, entry->end, instead);
        return;
    }
    splices_put(edit->site->splices, entry->lead, entry->lead, instead);
    splices_put(edit->site->splices, source_text_line_start(text, entry->span->start),
                source_text_next_line(text, entry->end), "");
}

/* Whether a comment follows on the line of an octet. */
static bool has_comment(const SourceText *text, gsize at)
{
    gsize first = source_text_skip_blanks(text, at);

    return first < text->size && text->data[first] == '#';
}

static void put_on_line(const ValueEdit *edit)
{
    const SourceText *text = text_of(edit);
    const Entry *entry = edit->entry;
    bool is_list = edit->collection->node->type == NODE_SEQUENCE;
    guint step = is_list ? edit->collection->layout.dash_step : edit->collection->layout.step;
    bool is_behind = !source_text_has_break(text, entry->lead, entry->span->start);
    gsize last = is_behind ? entry->end : entry->lead;
    /* Nothing but its lines can stand behind "|". */
    bool has_room = !has_comment(text, last) &&
                    !source_text_has_lines_at(text, source_text_next_line(text, last),
                                              edit->collection->column);
    ScalarSite site = scalar_site(edit, has_room ? edit->collection->column + step : 0);
    g_autofree char *anchor = dup_anchor(edit, "", " ");
    g_autoptr(GString) out = g_string_new(NULL);

    if (is_behind && entry->lead < entry->span->start) {
        /* With the blanks that stood before it. */
        g_string_append(out, anchor);
        append_value(edit, out, &site);
        splices_put(edit->site->splices, entry->span->start, entry->end, out->str);
        return;
    }
    g_string_append_printf(out, " %s", anchor);
    append_value(edit, out, &site);
    remove_old(edit, out->str);
}

/* Puts a collection on lines of its own, behind a comment that may stand on that of its key. */
static void put_on_lines(const ValueEdit *edit)
{
    const SourceText *text = text_of(edit);
    const Entry *entry = edit->entry;
    bool is_list = edit->collection->node->type == NODE_SEQUENCE;
    guint column = edit->collection->column;
    bool is_behind = !source_text_has_break(text, entry->lead, entry->span->start);
    gsize last = is_behind ? entry->end : entry->lead;
    gsize at = source_text_line_end(text, last);
    g_autofree char *anchor = dup_anchor(edit, " ", "");
    g_autoptr(GString) out = g_string_new(NULL);
    TextLayout layout = edit->collection->layout;

    layout.no_blocks = source_text_has_lines_at(text, source_text_next_line(text, at), column);
    if (!is_list) {
        value_writer_append_behind_key(out, &layout, column, edit->value);
    } else if (*anchor == '\0' && !has_comment(text, last)) {
        value_writer_append_behind_dash(out, &layout, column, edit->value);
    } else {
        g_autoptr(GString) lines = g_string_new(NULL);
        value_writer_append_behind_dash(lines, &layout, column, edit->value);
        value_writer_append_break(out, &layout, column + 1);
        g_string_append(out, lines->str);
    }
    remove_old(edit, anchor);
    splices_put(edit->site->splices, at, at, out->str);
}

void value_edit_put(const EditSite *site, const EditedCollection *collection, guint index,
                    const Node *old, const Node *value)
{
    const Entry *entry = &g_array_index(collection->entries, Entry, index);
    ValueEdit edit = {
        .site = site,
        .collection = collection,
        .entry = entry,
        .old = old,
        .value = value,
    };

    if (collection->span->style == NODE_STYLE_FLOW) {
        put_in_brackets(&edit);
    } else if (entry->lead == 0) {
        /* "? key" without a value. */
        g_autoptr(GString) out = g_string_new(NULL);
        value_writer_append_break(out, &collection->layout, collection->column);
        g_string_append_c(out, ':');
        value_writer_append_behind_key(out, &collection->layout, collection->column, value);
        splices_put(site->splices, entry->end, entry->end, out->str);
    } else if (is_on_line(&edit)) {
        put_on_line(&edit);
    } else {
        put_on_lines(&edit);
    }
}
