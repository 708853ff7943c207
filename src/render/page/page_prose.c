#include "render/page/page_prose.h"

#include "render/markdown.h"
#include "render/web/html.h"

typedef struct Writer {
    GString *out;
    guint links;      /* links and images around what is written now */
    gsize link_start; /* where the words of the outermost begin */
} Writer;

static void append_literal(GString *out, const cmark_node *node)
{
    g_autofree char *literal = markdown_dup_literal(node);

    html_append_text(out, literal);
}

static void append_list(GString *out, cmark_node *list, bool is_end)
{
    bool is_ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int start = cmark_node_get_list_start(list);

    if (!is_ordered) {
        g_string_append(out, is_end ? "</ul>" : "<ul>");
    } else if (is_end) {
        g_string_append(out, "</ol>");
    } else if (start == 1) {
        g_string_append(out, "<ol>");
    } else {
        g_string_append_printf(out, "<ol start=\"%d\">", start);
    }
}

/* The paragraphs of a tight list are not set apart; two in one item are. */
static void append_paragraph(GString *out, cmark_node *paragraph, bool is_end)
{
    cmark_node *item = cmark_node_parent(paragraph);
    bool is_bare = cmark_node_get_type(item) == CMARK_NODE_ITEM &&
                   cmark_node_get_list_tight(cmark_node_parent(item)) != 0;

    if (!is_bare) {
        g_string_append(out, is_end ? "</p>" : "<p>");
    }
}

/* Links do not hold others, so only the outermost is one. Its user data say whether it is. */
static void begin_link(Writer *writer, cmark_node *link)
{
    if (writer->links++ > 0) {
        return;
    }
    g_autofree char *address = markdown_dup_address(link);
    if (address != NULL) {
        html_append(writer->out, "<a href=\"{}\" rel=\"noopener nofollow\">", address);
        cmark_node_set_user_data(link, link);
    }
    writer->link_start = writer->out->len;
}

static void end_link(Writer *writer, cmark_node *link)
{
    writer->links--;
    if (cmark_node_get_user_data(link) == NULL) {
        return;
    }
    if (writer->out->len == writer->link_start) {
        g_autofree char *address = markdown_dup_address(link);
        html_append_text(writer->out, address);
    }
    g_string_append(writer->out, "</a>");
}

/* What is enclosed in tags without attributes, or is written at once. */
static void append_node(GString *out, const cmark_node *node, cmark_node_type type, bool is_end)
{
    static const struct {
        const char *begin;
        const char *end; /* behind the literal, if the node has one and no children */
    } TAGS[] = {
        [CMARK_NODE_BLOCK_QUOTE] = { "<blockquote>", "</blockquote>" },
        [CMARK_NODE_ITEM] = { "<li>", "</li>" },
        [CMARK_NODE_CODE_BLOCK] = { "<pre><code>", "</code></pre>" },
        [CMARK_NODE_HTML_BLOCK] = { "<p>", "</p>" },
        [CMARK_NODE_HEADING] = { "<p><strong>", "</strong></p>" },
        [CMARK_NODE_THEMATIC_BREAK] = { "<hr>", "" },
        [CMARK_NODE_TEXT] = { "", "" },
        [CMARK_NODE_SOFTBREAK] = { "<br>", "" },
        [CMARK_NODE_LINEBREAK] = { "<br>", "" },
        [CMARK_NODE_CODE] = { "<code>", "</code>" },
        [CMARK_NODE_HTML_INLINE] = { "", "" },
        [CMARK_NODE_EMPH] = { "<em>", "</em>" },
        [CMARK_NODE_STRONG] = { "<strong>", "</strong>" },
    };

    if (type >= G_N_ELEMENTS(TAGS) || TAGS[type].begin == NULL) {
        return;
    }
    if (!is_end) {
        g_string_append(out, TAGS[type].begin);
    }
    bool is_leaf = cmark_node_get_literal((cmark_node *)node) != NULL;
    if (is_leaf) {
        append_literal(out, node);
    }
    if (is_end || is_leaf) {
        g_string_append(out, TAGS[type].end);
    }
}

static void append_event(Writer *writer, cmark_node *node, bool is_end)
{
    cmark_node_type type = cmark_node_get_type(node);

    switch (type) {
    case CMARK_NODE_LIST:
        append_list(writer->out, node, is_end);
        break;
    case CMARK_NODE_PARAGRAPH:
        append_paragraph(writer->out, node, is_end);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        if (is_end) {
            end_link(writer, node);
        } else {
            begin_link(writer, node);
        }
        break;
    default:
        append_node(writer->out, node, type, is_end);
    }
}

static void append_markdown(GString *out, const Markdown *markdown)
{
    Writer writer = { .out = out };
    cmark_iter *nodes = cmark_iter_new(markdown->root);
    cmark_event_type event;

    while ((event = cmark_iter_next(nodes)) != CMARK_EVENT_DONE) {
        append_event(&writer, cmark_iter_get_node(nodes), event == CMARK_EVENT_EXIT);
    }
    cmark_iter_free(nodes);
}

void page_prose_append(GString *out, const char *class, const Text *text)
{
    const char *value = text_get(text, NULL);
    g_autoptr(Markdown) markdown = value != NULL ? markdown_parse(value) : NULL;

    if (markdown == NULL) {
        html_append_element(out, "p", class, text);
        return;
    }
    html_append(out, "<div class=\"{} prose\"", class);
    html_append_language(out, text);
    g_string_append_c(out, '>');
    append_markdown(out, markdown);
    g_string_append(out, "</div>");
}
