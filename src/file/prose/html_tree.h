#pragma once

#include "file/prose/html_tag.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* HTML as libxml2 reads it, in the form that prose needs. */

/* Octets that are read of a text; the rest is left out. It bounds the time that libxml2 takes for
 * what is meant to keep it busy. */
#define HTML_TREE_MAX_SIZE (256 * 1024)

/* Elements stand at most so deep in each other; of what is deeper, the text stays. */
#define HTML_TREE_MAX_DEPTH 100

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

/* Reads HTML, which must be valid UTF-8, and may leave out end tags or have too many. A tag that is
 * not known is text. What holds nothing may give NULL. */
xmlDoc *html_tree_parse(const char *html);

/* What an element is: a link only if it leads to the web or mail. Comments and the like are
 * hidden; NULL for a text. */
const HtmlTag *html_node_tag(const xmlNode *node);

bool html_node_is(const xmlNode *node, HtmlKind kind);
bool html_node_is_block(const xmlNode *node);

/* Whether something in a node leads somewhere, or is a block. */
bool html_node_has_link(const xmlNode *node);
bool html_node_has_block(const xmlNode *node);

/* The value of an attribute, without blanks at its ends, or NULL. The caller owns it. */
char *html_node_dup_attribute(const xmlNode *node, const char *name);

/* Whether an address, which may be NULL, is one of the web. */
bool html_address_is_web(const char *address);

/* Appends the text of a text node. */
void html_node_append_own_text(GString *out, const xmlNode *node);

/* Appends all text in a node that shows, in lines as its blocks are. */
void html_node_append_text(GString *out, const xmlNode *node);
