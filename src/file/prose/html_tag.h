#pragma once

#include <glib.h>

/* What an element is in prose. Blocks stand first. */
typedef enum HtmlKind {
    HTML_CONTAINER,
    HTML_HEADING,
    HTML_LIST,
    HTML_ITEM,
    HTML_QUOTE,
    HTML_PREFORMATTED,
    HTML_RULE,
    /* What stands in lines. */
    HTML_PLAIN,
    HTML_CELL,
    HTML_CODE,
    HTML_EMPHASIS,
    HTML_LINK,
    HTML_PICTURE,
    HTML_BREAK,
    HTML_HIDDEN,
} HtmlKind;

typedef struct HtmlTag {
    HtmlKind kind;
    guint level;       /* of a heading; of emphasis, its asterisks; 1 for a list with numbers */
    const char *names; /* with a blank around each */
} HtmlTag;

/* The tag of a name, whatever the case of its letters; NULL if it is not known, as of <stdio.h>.
 * Also unknown are those of HTML that people who write about programs mean otherwise, such as
 * <map>. It lives as long as the program. */
const HtmlTag *html_tag_find(const char *name, gsize length);
