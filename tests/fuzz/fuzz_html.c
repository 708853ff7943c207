/* Any text as HTML, and as a plain text: the Markdown made of it is sound, and shows its words. */
#include "file/prose/html_tree.h"
#include "file/prose/markdown_from_html.h"
#include "file/prose/markdown_from_plain.h"
#include "file/prose/text_is_html.h"

#include <cmark.h>
#include <stdint.h>
#include <string.h>

/* Each line may repeat the numbers of eight lists, and a tab in code stands for four blanks. */
#define GROWTH_MAX 100

static void append_words(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (!g_unichar_isspace(character)) {
            g_string_append_unichar(out, character);
        }
    }
}

/* No HTML comes through, and links lead where they may. */
static void check_node(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    g_assert(type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
        const char *url = cmark_node_get_url(node);
        g_assert(g_ascii_strncasecmp(url, "http://", 7) == 0 ||
                 g_ascii_strncasecmp(url, "https://", 8) == 0 ||
                 g_ascii_strncasecmp(url, "mailto:", 7) == 0);
    }
}

/* What Markdown shows, without blanks. The caller owns it. */
static GString *shown_by(const char *markdown)
{
    GString *out = g_string_new(NULL);
    cmark_node *root = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    cmark_iter *nodes = cmark_iter_new(root);
    cmark_event_type event;

    while ((event = cmark_iter_next(nodes)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(nodes);
        const char *literal = cmark_node_get_literal(node);
        if (event == CMARK_EVENT_ENTER) {
            check_node(node);
            append_words(out, literal != NULL ? literal : "");
        }
    }
    cmark_iter_free(nodes);
    cmark_node_free(root);
    return out;
}

static void check_form(const char *text, const char *markdown)
{
    gsize length = strlen(markdown);

    g_assert(g_utf8_validate(markdown, -1, NULL));
    g_assert(length <= GROWTH_MAX * strlen(text) + GROWTH_MAX);
    for (const char *at = markdown; *at != '\0'; at = g_utf8_next_char(at)) {
        g_assert(*at == '\n' || !g_unichar_iscntrl(g_utf8_get_char(at)));
        g_assert(*at != ' ' || at[1] != '\n');
    }
    g_assert(!g_unichar_isspace(g_utf8_get_char(markdown)));
    g_assert(length == 0 || strchr(" \n", markdown[length - 1]) == NULL);
}

static bool has_kind(const xmlNode *node, HtmlKind kind)
{
    bool found = html_node_is(node, kind);

    if (html_node_tag(node) == NULL) {
        return false;
    }
    for (const xmlNode *child = node->children; child != NULL && !found; child = child->next) {
        found = has_kind(child, kind);
    }
    return found;
}

/* The description of an image is no text, and the links in code of several lines follow it. */
static void check_html(const char *html)
{
    g_autofree char *markdown = markdown_from_html(html);
    g_autoptr(GString) found = shown_by(markdown);
    g_autoptr(xmlDoc) tree = html_tree_parse(html);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) wanted = g_string_new(NULL);
    bool is_shown = true;

    check_form(html, markdown);
    for (const xmlNode *node = tree != NULL ? tree->children : NULL; node != NULL;
         node = node->next) {
        html_node_append_text(text, node);
        is_shown = is_shown && !has_kind(node, HTML_PICTURE) &&
                   !(has_kind(node, HTML_PREFORMATTED) && html_node_has_link(node));
    }
    append_words(wanted, text->str);
    if (is_shown) {
        g_assert_cmpstr(found->str, ==, wanted->str);
    }
}

/* A text of which nothing is a tag or a reference shows the same as HTML and as what it is. */
static void check_plain(const char *text)
{
    g_autofree char *markdown = markdown_from_plain(text);
    g_autoptr(GString) found = shown_by(markdown);

    check_form(text, markdown);
    if (strpbrk(text, "<&") == NULL) {
        g_autofree char *from_html = markdown_from_html(text);
        g_autoptr(GString) wanted = shown_by(from_html);
        g_assert_cmpstr(found->str, ==, wanted->str);
        g_assert(!text_is_html(text));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);

    check_html(text);
    check_plain(text);
    return 0;
}
