#include "render/markdown_plain.h"

#include <string.h>

#include "render/markdown.h"

#define QUOTE "> "
#define CODE_INDENT "    "

typedef struct Writer {
    const Markdown *markdown;
    GString *out;
    GString *prefix;      /* what each line begins with: of the quotations and items it is in */
    bool is_after_marker; /* the first block of an item or quotation stands beside the marker */
    guint links;          /* links and images around what is written now */
    gsize link_start;     /* where the words of the outermost begin */
} Writer;

/* Lines do not end with blanks. */
static void end_line(Writer *writer)
{
    gsize length = writer->out->len;

    while (length > 0 && writer->out->str[length - 1] == ' ') {
        length--;
    }
    g_string_truncate(writer->out, length);
}

static void break_line(Writer *writer)
{
    end_line(writer);
    g_string_append_c(writer->out, '\n');
    g_string_append_len(writer->out, writer->prefix->str, writer->prefix->len);
}

static void begin_block(Writer *writer, const cmark_node *block)
{
    if (writer->out->len > 0 && !writer->is_after_marker) {
        break_line(writer);
        if (markdown_has_gap_above(writer->markdown, block)) {
            break_line(writer);
        }
    }
    writer->is_after_marker = false;
}

/* Each line but the first begins with the prefix, and all with an indent. */
static void append_lines(Writer *writer, const char *lines, const char *indent)
{
    const char *end;

    g_string_append(writer->out, indent);
    while ((end = strchr(lines, '\n')) != NULL) {
        g_string_append_len(writer->out, lines, end - lines);
        break_line(writer);
        g_string_append(writer->out, indent);
        lines = end + 1;
    }
    g_string_append(writer->out, lines);
}

/* --- blocks ---------------------------------------------------------------------------------- */

/* The marker, and as many blanks before the lines that follow. */
static void begin_item(Writer *writer, cmark_node *item)
{
    cmark_node *list = cmark_node_parent(item);
    gsize done = GPOINTER_TO_SIZE(cmark_node_get_user_data(list));
    gsize before = writer->prefix->len;
    g_autofree char *marker = NULL;

    begin_block(writer, item);
    if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
        bool has_paren = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM;
        marker = g_strdup_printf("%" G_GSIZE_FORMAT "%s ", cmark_node_get_list_start(list) + done,
                                 has_paren ? ")" : ".");
    } else {
        marker = g_strdup("- ");
    }
    g_string_append(writer->out, marker);
    g_string_append_printf(writer->prefix, "%*s", (int)strlen(marker), "");
    writer->is_after_marker = true;
    cmark_node_set_user_data(list, GSIZE_TO_POINTER(done + 1));
    cmark_node_set_user_data(item, GSIZE_TO_POINTER(before));
}

static void begin_quote(Writer *writer, cmark_node *quote)
{
    begin_block(writer, quote);
    cmark_node_set_user_data(quote, GSIZE_TO_POINTER(writer->prefix->len));
    g_string_append(writer->out, QUOTE);
    g_string_append(writer->prefix, QUOTE);
    writer->is_after_marker = true;
}

static void end_container(Writer *writer, cmark_node *block)
{
    end_line(writer);
    g_string_truncate(writer->prefix, GPOINTER_TO_SIZE(cmark_node_get_user_data(block)));
    writer->is_after_marker = false;
}

static void append_code_block(Writer *writer, const cmark_node *block)
{
    g_autofree char *code = markdown_dup_literal(block);

    begin_block(writer, block);
    append_lines(writer, g_strchomp(code),
                 markdown_is_fenced(writer->markdown, block) ? "" : CODE_INDENT);
}

static void append_html_block(Writer *writer, const cmark_node *block)
{
    g_autofree char *html = markdown_dup_literal(block);

    begin_block(writer, block);
    append_lines(writer, g_strchomp(html), "");
}

/* --- inlines --------------------------------------------------------------------------------- */

static void append_literal(Writer *writer, const cmark_node *node)
{
    g_autofree char *literal = markdown_dup_literal(node);

    append_lines(writer, literal, "");
}

static void begin_link(Writer *writer)
{
    if (writer->links++ == 0) {
        writer->link_start = writer->out->len;
    }
}

/* A link that holds an image has one address: its own. */
static void end_link(Writer *writer, const cmark_node *link)
{
    if (--writer->links > 0 || markdown_says_address(link)) {
        return;
    }
    g_autofree char *address = markdown_dup_address(link);
    if (address == NULL) {
        return;
    }
    bool has_words = writer->out->len > writer->link_start;
    const char *shown =
        g_str_has_prefix(address, "mailto:") ? address + strlen("mailto:") : address;
    g_string_append_printf(writer->out, has_words ? " (%s)" : "%s", shown);
}

/* --- the whole ------------------------------------------------------------------------------- */

static void enter(Writer *writer, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        begin_quote(writer, node);
        break;
    case CMARK_NODE_ITEM:
        begin_item(writer, node);
        break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
        begin_block(writer, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        append_code_block(writer, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
        append_html_block(writer, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        begin_block(writer, node);
        g_string_append(writer->out, "---");
        break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
        append_literal(writer, node);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        break_line(writer);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        begin_link(writer);
        break;
    default: /* lists and emphasis leave no trace */
        break;
    }
}

static void leave(Writer *writer, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_ITEM:
        end_container(writer, node);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        end_link(writer, node);
        break;
    default:
        break;
    }
}

char *markdown_plain_dup(const char *text)
{
    g_autoptr(Markdown) markdown = markdown_parse(text);

    if (markdown == NULL) {
        return g_strdup(text);
    }
    g_autoptr(GString) prefix = g_string_new(NULL);
    Writer writer = { .markdown = markdown, .out = g_string_new(NULL), .prefix = prefix };
    cmark_iter *nodes = cmark_iter_new(markdown->root);
    cmark_event_type event;
    while ((event = cmark_iter_next(nodes)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(nodes);
        if (event == CMARK_EVENT_ENTER) {
            enter(&writer, node);
        } else {
            leave(&writer, node);
        }
    }
    cmark_iter_free(nodes);
    return g_string_free(writer.out, FALSE);
}
