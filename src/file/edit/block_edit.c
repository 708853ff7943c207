#include "file/edit/edit_site.h"

#include "file/edit/value_writer.h"

/*
 * An entry in block style has its lines: from its own, or what of that is left behind a "-" that it
 * shares, to that of its end, and comments behind it that are indented more than the collection.
 */

/* A new item stands in brackets as its neighbours do, up to this width. */
#define FLOW_WIDTH 100

typedef struct BlockEdit {
    const EditSite *site;
    const EditedCollection *collection;
    bool shares_line; /* the first entry stands behind a "-" */
    guint n_done;     /* additions that are written */
    TextLayout layout;
} BlockEdit;

static const Entry *entry_at(const BlockEdit *edit, guint index)
{
    return &g_array_index(edit->collection->entries, Entry, index);
}

static bool is_removed(const BlockEdit *edit, guint index)
{
    return edit->collection->change->fates[index] == FATE_REMOVED;
}

/* --- lines of an entry ------------------------------------------------------------------- */

static gsize lines_start(const BlockEdit *edit, guint index)
{
    gsize start = entry_at(edit, index)->start;

    return index == 0 && edit->shares_line ? start
                                           : source_text_line_start(&edit->site->text, start);
}

/* The end of the comments from `at` on that are indented more than a column, with empty lines
 * between them; `at` if there are none. */
static gsize skip_comments(const SourceText *text, guint column, gsize at)
{
    gsize end = at;

    while (at < text->size) {
        gsize first = source_text_skip_blanks(text, at);
        gsize next = source_text_next_line(text, at);
        if (first < text->size && text->data[first] == '#' && first - at > column) {
            end = next;
        } else if (first != source_text_line_end(text, at)) {
            break;
        }
        at = next;
    }
    return end;
}

gsize block_edit_lines_end(const SourceText *text, guint column, gsize end)
{
    return skip_comments(text, column, source_text_next_line(text, end));
}

static gsize lines_end(const BlockEdit *edit, guint index)
{
    return block_edit_lines_end(&edit->site->text, edit->collection->column,
                                entry_at(edit, index)->end);
}

/* Whether a text ends without a line end. */
static bool is_open_end(const SourceText *text, gsize at)
{
    return at == text->size && source_text_line_start(text, at) < at;
}

/* --- new entries ------------------------------------------------------------------------- */

/* Whether the list entries beside an index are collections in brackets. */
static bool is_among_flow(const BlockEdit *edit, guint before)
{
    guint n = edit->collection->node->length;
    const Entry *neighbour = n == 0 ? NULL : entry_at(edit, before > 0 ? before - 1 : 0);

    return neighbour != NULL && neighbour->span->style == NODE_STYLE_FLOW;
}

static void append_item(const BlockEdit *edit, GString *out, const Addition *addition)
{
    guint column = edit->collection->column;
    const Node *value = addition->value;
    gsize start = out->len;

    if (value->type != NODE_SCALAR && value->length > 0 && is_among_flow(edit, addition->before) &&
        !value_writer_carries(&edit->layout, value)) {
        g_string_append_printf(out, "-%*s", (int)edit->layout.dash_step - 1, "");
        value_writer_append_flow(out, &edit->layout, NULL, value, (FlowShape){ 0 });
        if (column + (gsize)g_utf8_strlen(out->str + start, -1) <= FLOW_WIDTH) {
            return;
        }
        g_string_truncate(out, start);
    }
    value_writer_append_item(out, &edit->layout, column, value);
}

static void append_addition(const BlockEdit *edit, GString *out, const Addition *addition)
{
    if (addition->key != NULL) {
        value_writer_append_pair(out, &edit->layout, edit->collection->column, addition->key,
                                 addition->value);
    } else {
        append_item(edit, out, addition);
    }
}

/* The lines of the additions that stand before an index and are not written yet; "" if there are
 * none. The first begins where its entry does, the last has its line end. */
static GString *take_lines(BlockEdit *edit, guint before)
{
    const Change *change = edit->collection->change;
    GString *lines = g_string_new(NULL);
    guint first = edit->n_done;
    guint n = change_next_additions(change, before, &edit->n_done);

    for (guint i = first; i < first + n; i++) {
        if (i > first) {
            value_writer_append_break(lines, &edit->layout, edit->collection->column);
        }
        append_addition(edit, lines, &g_array_index(change->additions, Addition, i));
    }
    return lines;
}

/* Puts new entries on lines of their own at an octet with which a line begins, or at the end. */
static void put_lines(BlockEdit *edit, guint before, gsize at, bool is_open)
{
    const SourceText *text = &edit->site->text;

    edit->layout.no_blocks = source_text_has_lines_at(text, at, edit->collection->column);
    g_autoptr(GString) lines = take_lines(edit, before);
    g_autoptr(GString) out = g_string_new(NULL);
    if (lines->len == 0) {
        return;
    }
    if (is_open) {
        g_string_append(out, edit->layout.line_end);
    }
    g_string_append_printf(out, "%*s%s", (int)edit->collection->column, "", lines->str);
    if (!is_open) {
        g_string_append(out, edit->layout.line_end);
    }
    splices_put(edit->site->splices, at, at, out->str);
}

/* --- the first entry, behind a dash ------------------------------------------------------ */

/* Whether nothing but blanks stands between the lines of the entries from the first on. */
static bool has_no_comments(const BlockEdit *edit, guint next)
{
    const SourceText *text = &edit->site->text;

    for (guint i = 0; i < next; i++) {
        gsize at = lines_end(edit, i);
        gsize end = lines_start(edit, i + 1);
        for (; at < end; at++) {
            if (text->data[at] == '#') {
                return false;
            }
        }
    }
    return true;
}

/* What takes the place of the entries before `next`, the first that stays, on the line of the dash.
 * Returns how many of them are gone with it. */
static guint put_first(BlockEdit *edit, guint next)
{
    const SourceText *text = &edit->site->text;
    Splices *splices = edit->site->splices;
    gsize start = entry_at(edit, 0)->start;
    g_autoptr(GString) lines = take_lines(edit, next);

    if (next == 0) {
        if (lines->len > 0) {
            value_writer_append_break(lines, &edit->layout, edit->collection->column);
            splices_put(splices, start, start, lines->str);
        }
        return 0;
    }
    if (lines->len == 0 && next < edit->collection->node->length && has_no_comments(edit, next)) {
        splices_put(splices, start, entry_at(edit, next)->start, "");
        return next;
    }
    if (lines->len == 0) {
        start = source_text_trim_blanks(text, start);
    }
    g_string_append(lines, edit->layout.line_end);
    splices_put(splices, start, lines_end(edit, 0), lines->str);
    return 1;
}

/* --- all of them ------------------------------------------------------------------------- */

static guint first_kept(const BlockEdit *edit)
{
    guint index = 0;

    while (index < edit->collection->node->length && is_removed(edit, index)) {
        index++;
    }
    return index;
}

void block_edit_put(const EditSite *site, const EditedCollection *collection)
{
    guint n = collection->node->length;
    BlockEdit edit = { .site = site, .collection = collection, .layout = collection->layout };

    edit.shares_line = !source_text_begins_line(&site->text, entry_at(&edit, 0)->start);
    guint done = edit.shares_line ? put_first(&edit, first_kept(&edit)) : 0;
    if (!edit.shares_line) {
        put_lines(&edit, 0, lines_start(&edit, 0), false);
    }
    for (guint i = 0; i < n; i++) {
        gsize end = lines_end(&edit, i);
        if (i >= done && is_removed(&edit, i)) {
            splices_put(site->splices, lines_start(&edit, i), end, "");
        }
        put_lines(&edit, i + 1, end, !is_removed(&edit, i) && is_open_end(&site->text, end));
    }
}
