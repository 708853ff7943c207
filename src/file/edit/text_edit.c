#include "file/edit/text_edit.h"

#include <string.h>

#include "file/agenda_limits.h"
#include "file/edit/edit_site.h"
#include "file/edit/layout_finder.h"
#include "file/edit/value_writer.h"

struct TextEdit {
    EditSite site;
    TextLayout layout;
    NodeTree *tree;
    NodeSpans *spans;
    Changes *changes;
    GArray *carries; /* Carry */
    Arena *arena;
};

/* An item of a list that goes elsewhere with its text. */
typedef struct Carry {
    const Node *node;
    const NodeSpan *span;
    gsize dash;
} Carry;

static void carried_item_free(gpointer data)
{
    CarriedItem *carried = data;

    g_free(carried->text);
    g_free(carried);
}

G_DEFINE_QUARK(text - edit - error, text_edit_error)

TextEdit *text_edit_new(const char *text, gsize size, Findings *findings)
{
    static const char MARK[] = "\xEF\xBB\xBF";
    g_autoptr(NodeSpans) spans = node_spans_new();
    NodeTree *tree = node_tree_parse_with_spans(text, size, spans, findings);

    if (tree == NULL) {
        return NULL;
    }
    TextEdit *edit = g_new0(TextEdit, 1);
    bool has_mark = size >= strlen(MARK) && memcmp(text, MARK, strlen(MARK)) == 0;
    edit->tree = tree;
    edit->spans = g_steal_pointer(&spans);
    edit->changes = changes_new();
    edit->site.splices = splices_new();
    edit->site.text =
        (SourceText){ text, size, .start = has_mark ? strlen(MARK) : 0, .spans = edit->spans };
    edit->layout = layout_finder_find(&edit->site.text, node_tree_root(tree));
    edit->layout.carried = g_hash_table_new_full(NULL, NULL, NULL, carried_item_free);
    edit->carries = g_array_new(FALSE, FALSE, sizeof(Carry));
    edit->arena = arena_new();
    return edit;
}

void text_edit_free(TextEdit *edit)
{
    if (edit == NULL) {
        return;
    }
    g_hash_table_unref(edit->layout.carried);
    g_array_unref(edit->carries);
    arena_free(edit->arena);
    splices_free(edit->site.splices);
    changes_free(edit->changes);
    node_spans_free(edit->spans);
    node_tree_free(edit->tree);
    g_free(edit);
}

const Node *text_edit_top(const TextEdit *edit)
{
    return node_tree_root(edit->tree);
}

const NodeSpans *text_edit_spans(const TextEdit *edit)
{
    return edit->spans;
}

/* --- collecting -------------------------------------------------------------------------- */

static const Node *child_node(const Node *collection, guint index)
{
    return collection->type == NODE_SEQUENCE ? node_item(collection, index)
                                             : node_value(collection, index);
}

static const NodeSpan *child_span(const TextEdit *edit, const Node *collection, guint index)
{
    return collection->type == NODE_SEQUENCE ? node_spans_item(edit->spans, collection, index)
                                             : node_spans_value(edit->spans, collection, index);
}

void text_edit_replace_top(TextEdit *edit, const Node *value)
{
    changes_replace_top(edit->changes, value);
}

void text_edit_replace(TextEdit *edit, const Node *collection, guint index, const Node *value)
{
    changes_replace(edit->changes, collection, index, value);
    if (child_span(edit, collection, index)->style != NODE_STYLE_ALIAS) {
        changes_follow(edit->changes, child_node(collection, index), value);
    }
}

void text_edit_remove(TextEdit *edit, const Node *collection, guint index)
{
    changes_remove(edit->changes, collection, index);
}

void text_edit_add_key(TextEdit *edit, const Node *mapping, guint before, const char *key,
                       const Node *value)
{
    changes_add(edit->changes, mapping,
                &(Addition){ .before = before, .key = key, .value = value });
}

void text_edit_add_item(TextEdit *edit, const Node *sequence, guint before, const Node *value)
{
    changes_add(edit->changes, sequence, &(Addition){ .before = before, .value = value });
}

const Node *text_edit_carry(TextEdit *edit, const Node *sequence, guint index)
{
    const SourceText *text = &edit->site.text;
    const NodeSpan *span = node_spans_item(edit->spans, sequence, index);
    gsize behind = source_text_trim_blanks(text, span->start);

    if (span->style != NODE_STYLE_BLOCK || behind == 0 || text->data[behind - 1] != '-') {
        return NULL;
    }
    Carry carry = { node_item(sequence, index), span, .dash = behind - 1 };
    g_array_append_val(edit->carries, carry);
    text_edit_remove(edit, sequence, index);
    return carry.node;
}

Arena *text_edit_arena(TextEdit *edit)
{
    return edit->arena;
}

/* --- putting into the text --------------------------------------------------------------- */

static void put_changes(TextEdit *edit, const Node *node, const NodeSpan *span);

/* Whether a collection that changes is written anew: empty brackets in block style, which give way
 * to it, and a pair without brackets, which has no room for another. */
static bool is_written_anew(const TextEdit *edit, const Node *node, const NodeSpan *span,
                            bool is_flow)
{
    bool is_empty = node->length == 0 && !is_flow;

    return span->style == NODE_STYLE_FLOW &&
           (is_empty || !entries_have_brackets(&edit->site.text, span)) &&
           change_is_of_entries(changes_of(edit->changes, node));
}

static bool is_emptied(const TextEdit *edit, const Node *node, const NodeSpan *span)
{
    return span->style == NODE_STYLE_BLOCK && changes_of(edit->changes, node) != NULL &&
           changes_outcome(edit->changes, node)->length == 0;
}

/* Has the entries of a collection ready, once. */
static void find_entries(TextEdit *edit, EditedCollection *collection, GArray **entries)
{
    if (*entries == NULL) {
        *entries = entries_of(&edit->site.text, collection->node, collection->span);
        collection->entries = *entries;
        collection->layout = edit->layout;
        if (collection->node->type == NODE_SEQUENCE &&
            collection->span->style == NODE_STYLE_BLOCK) {
            collection->layout = layout_finder_of_list(&edit->site.text, &edit->layout, *entries);
        }
    }
}

/* Puts empty brackets behind the key or dash of a collection in block style that loses all entries.
 */
static void put_brackets(TextEdit *edit, const Node *node, const NodeSpan *span, const Entry *entry)
{
    bool has_properties = span->start < span->content;
    gsize at = has_properties ? entries_properties_end(&edit->site.text, span) : entry->lead;

    splices_put(edit->site.splices, at, at, node->type == NODE_SEQUENCE ? " []" : " {}");
}

static void put_child(TextEdit *edit, EditedCollection *collection, guint index, GArray **entries)
{
    const Node *child = child_node(collection->node, index);
    const NodeSpan *span = child_span(edit, collection->node, index);
    Fate fate = collection->change != NULL ? collection->change->fates[index] : FATE_KEPT;

    if (fate == FATE_REPLACED) {
        find_entries(edit, collection, entries);
        value_edit_put(&edit->site, collection, index, child, collection->change->values[index]);
    } else if (fate == FATE_REMOVED || child->type == NODE_SCALAR ||
               span->style == NODE_STYLE_ALIAS) {
        return;
    } else if (is_written_anew(edit, child, span, collection->span->style == NODE_STYLE_FLOW)) {
        find_entries(edit, collection, entries);
        value_edit_put(&edit->site, collection, index, child,
                       changes_outcome(edit->changes, child));
    } else {
        if (is_emptied(edit, child, span)) {
            find_entries(edit, collection, entries);
            put_brackets(edit, child, span, &g_array_index(*entries, Entry, index));
        }
        put_changes(edit, child, span);
    }
}

/* Puts the changes within a collection into the text. Recursion: no tree is deeper than
 * AGENDA_FILE_MAX_DEPTH. */
static void put_changes(TextEdit *edit, const Node *node, const NodeSpan *span)
{
    g_autoptr(GArray) entries = NULL;
    EditedCollection collection = {
        .node = node,
        .span = span,
        .change = changes_of(edit->changes, node),
        .column = node->column - 1,
    };

    /* First what stands within: at one place it comes before what follows. */
    for (guint i = 0; i < node->length; i++) {
        put_child(edit, &collection, i, &entries);
    }
    if (change_is_of_entries(collection.change)) {
        find_entries(edit, &collection, &entries);
        if (span->style == NODE_STYLE_FLOW) {
            flow_edit_put(&edit->site, &collection);
        } else {
            block_edit_put(&edit->site, &collection);
        }
    }
}

static void put_another_top(TextEdit *edit, const Node *value)
{
    const SourceText *text = &edit->site.text;
    const NodeSpan *span = node_spans_top(edit->spans);
    gsize end = entries_value_end(text, node_tree_root(edit->tree), span);
    bool stands_alone = source_text_begins_line(text, span->start);
    g_autoptr(GString) out = g_string_new(stands_alone ? NULL : edit->layout.line_end);

    if (span->style == NODE_STYLE_FLOW) {
        value_writer_append_flow(out, &edit->layout, NULL, value, (FlowShape){ 0 });
    } else {
        value_writer_append_top(out, &edit->layout, value);
    }
    splices_put(edit->site.splices, span->start, end, out->str);
}

static void put_top(TextEdit *edit)
{
    const Node *top = node_tree_root(edit->tree);
    const NodeSpan *span = node_spans_top(edit->spans);

    if (changes_top(edit->changes) != NULL) {
        put_another_top(edit, changes_top(edit->changes));
    } else if (top->type != NODE_SCALAR) {
        if (is_emptied(edit, top, span)) {
            gsize at = source_text_line_start(&edit->site.text, span->content);
            g_autofree char *empty =
                g_strconcat(top->type == NODE_SEQUENCE ? "[]" : "{}", edit->layout.line_end, NULL);
            splices_put(edit->site.splices, at, at, empty);
        }
        put_changes(edit, top, span);
    }
}

/* --- carrying over ----------------------------------------------------------------------- */

/* The text of an item as it will be, from behind its "-", without the last line end. The caller
 * owns it. NULL if it cannot be changed in its text. */
static GString *take_text(TextEdit *edit, const Carry *carry, guint column)
{
    const SourceText *text = &edit->site.text;
    gsize value_end = entries_value_end(text, carry->node, carry->span);
    gsize end = block_edit_lines_end(text, column, value_end);
    Splices *others = edit->site.splices;
    g_autoptr(Splices) own = splices_new();

    edit->site.splices = own;
    put_changes(edit, carry->node, carry->span);
    edit->site.splices = others;
    GString *taken = splices_apply(own, text->data, carry->dash + 1, end);
    while (taken != NULL && taken->len > 0 && strchr("\r\n", taken->str[taken->len - 1]) != NULL) {
        g_string_truncate(taken, taken->len - 1);
    }
    return taken;
}

static bool take_texts(TextEdit *edit)
{
    for (guint i = 0; i < edit->carries->len; i++) {
        const Carry *carry = &g_array_index(edit->carries, Carry, i);
        gsize line = source_text_line_start(&edit->site.text, carry->dash);
        guint column = (guint)(carry->dash - line);
        GString *text = take_text(edit, carry, column);
        if (text == NULL) {
            return false;
        }
        CarriedItem *carried = g_new0(CarriedItem, 1);
        carried->text = g_string_free(text, FALSE);
        carried->column = column;
        g_hash_table_insert(edit->layout.carried, (gpointer)carry->node, carried);
    }
    return true;
}

/* --- checking ---------------------------------------------------------------------------- */

static bool check(TextEdit *edit, const GString *text, GError **error)
{
    const Node *top = changes_top(edit->changes);
    const Node *wanted = top != NULL ? top : changes_outcome(edit->changes, text_edit_top(edit));

    if (text->len > AGENDA_FILE_MAX_SIZE) {
        g_set_error(error, TEXT_EDIT_ERROR, TEXT_EDIT_ERROR_TOO_LARGE,
                    "the file would be larger than %d octets", AGENDA_FILE_MAX_SIZE);
        return false;
    }
    g_autoptr(Findings) findings = findings_new("");
    g_autoptr(NodeTree) tree = node_tree_parse(text->str, text->len, findings);
    if (tree == NULL) {
        gsize first = 0;
        while (findings_get(findings, first)->severity != SEVERITY_ERROR) {
            first++;
        }
        const Finding *finding = findings_get(findings, first);
        g_set_error(error, TEXT_EDIT_ERROR, TEXT_EDIT_ERROR_IMPOSSIBLE,
                    "the file cannot be changed in its text: line %u would be wrong: %s",
                    finding->place.line, finding->text);
        return false;
    }
    if (!node_equals(node_tree_root(tree), wanted)) {
        g_set_error_literal(error, TEXT_EDIT_ERROR, TEXT_EDIT_ERROR_IMPOSSIBLE,
                            "the file cannot be changed in its text, as it is written");
        return false;
    }
    return true;
}

char *text_edit_apply(TextEdit *edit, gsize *out_size, GError **error)
{
    g_autoptr(GString) text = NULL;

    changes_sort(edit->changes);
    if (take_texts(edit)) {
        put_top(edit);
        text = splices_apply(edit->site.splices, edit->site.text.data, 0, edit->site.text.size);
    }
    if (text == NULL) {
        g_set_error_literal(error, TEXT_EDIT_ERROR, TEXT_EDIT_ERROR_IMPOSSIBLE,
                            "the file cannot be changed in its text: changes overlap");
        return NULL;
    }
    if (!check(edit, text, error)) {
        return NULL;
    }
    *out_size = text->len;
    return g_string_free(g_steal_pointer(&text), FALSE);
}
