#include "file/prose/html_tree.h"

#include "file/prose/characters.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define OPTIONS (HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET)

/* --- before libxml2 -------------------------------------------------------------------------- */

/* Whether libxml2 would misread a tag: the empty element <wbr>, which it takes for one with an end,
 * and that of mail programs, which it takes for <p>. */
static bool is_misread(const char *name, gsize length)
{
    return (length == 3 && g_ascii_strncasecmp(name, "wbr", length) == 0) ||
           (length == 3 && g_ascii_strncasecmp(name, "o:p", length) == 0);
}

/* Appends what may be a tag at a bracket, or makes text of the bracket. Gives the place behind what
 * it has taken. */
static const char *take_bracket(GString *out, const char *bracket)
{
    const char *name = bracket + (bracket[1] == '/' ? 2 : 1);
    gsize length = strcspn(name, " \t\n<>/");
    const char *end = name + strcspn(name, "<>");

    if (*end == '>' && is_misread(name, length)) {
        return end + 1;
    }
    bool is_known = *end == '>' && html_tag_find(name, length) != NULL;
    g_string_append(out, is_known || !g_ascii_isalpha(*name) ? "<" : "&lt;");
    return bracket + 1;
}

/* HTML that has only known tags, and no character that may not come in. The caller owns it. */
static char *dup_readable(const char *html)
{
    g_autoptr(GString) clean = g_string_new(NULL);
    GString *out = g_string_new(NULL);
    gsize length = strnlen(html, HTML_TREE_MAX_SIZE + 1);
    const char *bracket;

    if (length > HTML_TREE_MAX_SIZE) {
        length = (gsize)(g_utf8_find_prev_char(html, html + length) - html);
    }
    characters_append(clean, html, length);
    const char *at = clean->str;
    while ((bracket = strchr(at, '<')) != NULL) {
        g_string_append_len(out, at, bracket - at);
        at = take_bracket(out, bracket);
    }
    g_string_append(out, at);
    return g_string_free(out, FALSE);
}

/* --- behind libxml2 -------------------------------------------------------------------------- */

static bool has_scheme(const char *address, const char *scheme)
{
    return address != NULL && g_ascii_strncasecmp(address, scheme, strlen(scheme)) == 0;
}

bool html_address_is_web(const char *address)
{
    return has_scheme(address, "https://") || has_scheme(address, "http://");
}

static bool leads_somewhere(const xmlNode *link)
{
    g_autofree char *address = html_node_dup_attribute(link, "href");

    return html_address_is_web(address) || has_scheme(address, "mailto:");
}

static const HtmlTag *tag_of(const xmlNode *node)
{
    static const HtmlTag PLAIN = { .kind = HTML_PLAIN };
    static const HtmlTag HIDDEN = { .kind = HTML_HIDDEN };

    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        return NULL;
    }
    if (node->type != XML_ELEMENT_NODE) {
        return &HIDDEN;
    }
    const char *name = (const char *)node->name;
    const HtmlTag *tag = html_tag_find(name, strlen(name));
    bool is_idle = tag == NULL || (tag->kind == HTML_LINK && !leads_somewhere(node));
    return is_idle ? &PLAIN : tag;
}

/* Makes one text of all that is in a node. */
static void flatten(xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent(node);

    while (node->children != NULL) {
        xmlNode *child = node->children;
        xmlUnlinkNode(child);
        xmlFreeNode(child);
    }
    xmlAddChild(node, xmlNewText(content));
    xmlFree(content);
}

/* Notes of each node what it is. */
static void prepare(xmlNode *node, guint depth)
{
    node->_private = (gpointer)tag_of(node);
    if (node->type != XML_ELEMENT_NODE) {
        return;
    }
    if (depth == HTML_TREE_MAX_DEPTH) {
        flatten(node);
    }
    for (xmlNode *child = node->children; child != NULL; child = child->next) {
        prepare(child, depth + 1);
    }
}

xmlDoc *html_tree_parse(const char *html)
{
    g_autofree char *readable = dup_readable(html);
    xmlDoc *tree = htmlReadMemory(readable, (int)strlen(readable), NULL, "UTF-8", OPTIONS);

    for (xmlNode *node = tree != NULL ? tree->children : NULL; node != NULL; node = node->next) {
        prepare(node, 0);
    }
    return tree;
}

/* --- nodes ----------------------------------------------------------------------------------- */

const HtmlTag *html_node_tag(const xmlNode *node)
{
    return node->_private;
}

bool html_node_is(const xmlNode *node, HtmlKind kind)
{
    const HtmlTag *tag = html_node_tag(node);

    return tag != NULL && tag->kind == kind;
}

bool html_node_is_block(const xmlNode *node)
{
    const HtmlTag *tag = html_node_tag(node);

    return tag != NULL && tag->kind <= HTML_RULE;
}

static bool is_link(const xmlNode *node)
{
    return html_node_is(node, HTML_LINK);
}

static bool has_any(const xmlNode *node, bool (*is_wanted)(const xmlNode *node))
{
    if (html_node_is(node, HTML_HIDDEN)) {
        return false;
    }
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (is_wanted(child) || has_any(child, is_wanted)) {
            return true;
        }
    }
    return false;
}

bool html_node_has_link(const xmlNode *node)
{
    return is_link(node) || has_any(node, is_link);
}

bool html_node_has_block(const xmlNode *node)
{
    return has_any(node, html_node_is_block);
}

char *html_node_dup_attribute(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);

    if (value == NULL) {
        return NULL;
    }
    GString *clean = g_string_new(NULL);
    characters_append(clean, (const char *)value, strlen((const char *)value));
    xmlFree(value);
    return g_strstrip(g_string_free(clean, FALSE));
}

void html_node_append_own_text(GString *out, const xmlNode *node)
{
    const char *text = (const char *)node->content;

    characters_append(out, text, strlen(text));
}

void html_node_append_text(GString *out, const xmlNode *node)
{
    if (html_node_tag(node) == NULL) {
        html_node_append_own_text(out, node);
        return;
    }
    if (html_node_is(node, HTML_HIDDEN)) {
        return;
    }
    bool has_lines = html_node_is_block(node) || html_node_is(node, HTML_CELL);
    if (has_lines || html_node_is(node, HTML_BREAK)) {
        g_string_append_c(out, '\n');
    }
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        html_node_append_text(out, child);
    }
    if (has_lines) {
        g_string_append_c(out, '\n');
    }
}
