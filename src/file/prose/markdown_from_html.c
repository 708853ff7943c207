#include "file/prose/markdown_from_html.h"

#include "file/prose/html_tree.h"
#include "file/prose/markdown_line.h"
#include "file/prose/markdown_text.h"

#include <string.h>

/* Each line repeats the marks of all lists and quotations that it is in. */
#define NESTING_MAX 8
#define START_MAX_LENGTH 8

/* Texts of blocks, whose lines end without blanks. */
typedef GPtrArray Blocks;

static Blocks *new_blocks(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

/* Takes a text, which may be NULL for none. */
static void add_text(Blocks *blocks, char *text)
{
    if (text != NULL) {
        g_ptr_array_add(blocks, text);
    }
}

/* Appends all blocks, parted by line feeds. */
static void append_joined(GString *out, const Blocks *blocks, const char *between)
{
    for (guint i = 0; i < blocks->len; i++) {
        g_string_append(out, i > 0 ? between : "");
        g_string_append(out, blocks->pdata[i]);
    }
}

/* Appends a text whose first line, and others, begin with something. */
static void append_prefixed(GString *out, const char *text, const char *first, const char *others)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *line = g_strconcat(i > 0 ? others : first, lines[i], NULL);
        g_string_append(out, i > 0 ? "\n" : "");
        g_string_append(out, g_strchomp(line));
    }
}

/* Adds the blocks that nodes make, from `first` up to and without `end`. */
static void add_nodes(Blocks *blocks, const xmlNode *first, const xmlNode *end, guint nesting);

/* --- lists ----------------------------------------------------------------------------------- */

/* Whether a block is a list that may follow a line without an empty one between. */
static bool is_close_list(const char *block)
{
    return g_str_has_prefix(block, "- ") || g_str_has_prefix(block, "+ ") ||
           g_str_has_prefix(block, "1. ") || g_str_has_prefix(block, "1) ");
}

static bool is_tight(const Blocks *item)
{
    return item->len < 2 || (item->len == 2 && is_close_list(item->pdata[1]));
}

/* Adds an item, unless it shows nothing. */
static void add_item(GPtrArray *items, const xmlNode *first, const xmlNode *end, guint nesting)
{
    g_autoptr(GPtrArray) item = new_blocks();

    add_nodes(item, first, end, nesting);
    if (item->len > 0) {
        g_ptr_array_add(items, g_steal_pointer(&item));
    }
}

/* The blocks of each item of a list. What stands between items is one. */
static GPtrArray *items_of(const xmlNode *list, guint nesting)
{
    GPtrArray *items = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    const xmlNode *node = list->children;

    while (node != NULL) {
        const xmlNode *end = node;
        while (end != NULL && !html_node_is(end, HTML_ITEM)) {
            end = end->next;
        }
        add_item(items, node, end, nesting);
        if (end != NULL) {
            add_item(items, end->children, NULL, nesting);
        }
        node = end != NULL ? end->next : NULL;
    }
    return items;
}

/* Whether a block is a list with the first mark of its kind: one right after it takes the other, or
 * both would be one. */
static bool is_first_kind(const char *block)
{
    gsize digits = strspn(block, "0123456789");

    return g_str_has_prefix(block, "- ") || (digits > 0 && g_str_has_prefix(block + digits, ". "));
}

/* The number of a list's first item. */
static guint start_of(const xmlNode *list)
{
    g_autofree char *value = html_node_dup_attribute(list, "start");
    const char *start = value != NULL ? value : "";
    gsize digits = strspn(start, "0123456789");
    bool is_number = digits > 0 && digits <= START_MAX_LENGTH && start[digits] == '\0';

    return is_number ? (guint)g_ascii_strtoull(start, NULL, 10) : 1;
}

static void append_item(GString *out, const Blocks *item, const char *mark, const char *between)
{
    g_autofree char *indent = g_strnfill(strlen(mark), ' ');
    g_autoptr(GString) text = g_string_new(NULL);

    append_joined(text, item, between);
    append_prefixed(out, text->str, mark, indent);
}

/* The items have blocks. */
static char *dup_items(const GPtrArray *items, const xmlNode *list, bool is_other)
{
    GString *out = g_string_new(NULL);
    guint start = start_of(list);
    bool are_tight = true;

    for (guint i = 0; i < items->len; i++) {
        are_tight = are_tight && is_tight(items->pdata[i]);
    }
    const char *between = are_tight ? "\n" : "\n\n";
    for (guint i = 0; i < items->len; i++) {
        g_autofree char *mark = html_node_tag(list)->level == 1
                                    ? g_strdup_printf("%u%c ", start + i, is_other ? ')' : '.')
                                    : g_strdup(is_other ? "+ " : "- ");
        g_string_append(out, i > 0 ? between : "");
        append_item(out, items->pdata[i], mark, between);
    }
    return g_string_free(out, FALSE);
}

static void add_list(Blocks *blocks, const xmlNode *list, guint nesting)
{
    g_autoptr(GPtrArray) items = items_of(list, nesting + 1);
    bool is_other = blocks->len > 0 && is_first_kind(blocks->pdata[blocks->len - 1]);

    if (items->len > 0) {
        add_text(blocks, dup_items(items, list, is_other));
    }
}

/* --- other blocks ---------------------------------------------------------------------------- */

/* Number signs at its end would be taken for a mark. */
static void add_heading(Blocks *blocks, const xmlNode *heading)
{
    g_autofree char *lines = markdown_line_dup(heading->children, NULL);

    if (lines == NULL) {
        return;
    }
    GString *text = g_string_new(NULL);
    g_string_append_len(text, "######", html_node_tag(heading)->level);
    g_string_append_c(text, ' ');
    g_string_append(text, lines);
    g_string_replace(text, MARKDOWN_BREAK, " ", 0);
    gsize end = text->len;
    while (text->str[end - 1] == '#') {
        end--;
    }
    if (end < text->len && text->str[end - 1] == ' ') {
        g_string_insert_c(text, (gssize)end, '\\');
    }
    add_text(blocks, g_string_free(text, FALSE));
}

static void add_quote(Blocks *blocks, const xmlNode *quote, guint nesting)
{
    g_autoptr(GPtrArray) inner = new_blocks();
    g_autoptr(GString) text = g_string_new(NULL);
    GString *out = g_string_new(NULL);

    add_nodes(inner, quote->children, NULL, nesting + 1);
    append_joined(text, inner, "\n\n");
    if (text->len > 0) {
        append_prefixed(out, text->str, "> ", "> ");
    }
    add_text(blocks, g_string_free(out, out->len == 0));
}

static void add_links(Blocks *blocks, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (html_node_is(child, HTML_LINK)) {
            add_text(blocks, markdown_line_dup(child, child->next));
        } else if (!html_node_is(child, HTML_HIDDEN)) {
            add_links(blocks, child);
        }
    }
}

/* No link can stand in it: they follow. */
static void add_preformatted(Blocks *blocks, const xmlNode *node)
{
    g_autoptr(GString) text = g_string_new(NULL);

    html_node_append_text(text, node);
    add_text(blocks, markdown_text_dup_fenced(text->str));
    add_links(blocks, node);
}

static void add_block(Blocks *blocks, const xmlNode *node, guint nesting)
{
    bool is_nested = html_node_is(node, HTML_LIST) || html_node_is(node, HTML_QUOTE);

    if (is_nested && nesting >= NESTING_MAX) {
        add_nodes(blocks, node->children, NULL, nesting);
        return;
    }
    switch (html_node_tag(node)->kind) {
    case HTML_HEADING:
        add_heading(blocks, node);
        break;
    case HTML_LIST:
        add_list(blocks, node, nesting);
        break;
    case HTML_QUOTE:
        add_quote(blocks, node, nesting);
        break;
    case HTML_PREFORMATTED:
        add_preformatted(blocks, node);
        break;
    case HTML_RULE:
        add_text(blocks, g_strdup("***"));
        break;
    default:
        add_nodes(blocks, node->children, NULL, nesting);
        break;
    }
}

/* Whether a node makes blocks. So do elements of lines around blocks, unless they are worth more
 * than those: writers often wrap all in them, or forget their end. */
static bool is_block(const xmlNode *node)
{
    bool is_wrapper = html_node_is(node, HTML_PLAIN) || html_node_is(node, HTML_CELL) ||
                      html_node_is(node, HTML_EMPHASIS);

    return html_node_is_block(node) || (is_wrapper && html_node_has_block(node));
}

static void add_nodes(Blocks *blocks, const xmlNode *first, const xmlNode *end, guint nesting)
{
    while (first != end) {
        if (is_block(first)) {
            add_block(blocks, first, nesting);
            first = first->next;
            continue;
        }
        const xmlNode *run_end = first;
        while (run_end != end && !is_block(run_end)) {
            run_end = run_end->next;
        }
        add_text(blocks, markdown_line_dup(first, run_end));
        first = run_end;
    }
}

char *markdown_from_html(const char *html)
{
    g_autoptr(xmlDoc) tree = html_tree_parse(html);
    g_autoptr(GPtrArray) blocks = new_blocks();
    GString *out = g_string_new(NULL);

    if (tree != NULL) {
        add_nodes(blocks, tree->children, NULL, 0);
    }
    append_joined(out, blocks, "\n\n");
    return g_string_free(out, FALSE);
}
