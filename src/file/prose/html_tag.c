#include "file/prose/html_tag.h"

#include <string.h>

#define NAME_MAX_LENGTH 10

static const HtmlTag TAGS[] = {
    { HTML_CONTAINER, 0,
      " address article aside body center dd details div dl dt fieldset figcaption figure footer"
      " form head header html main nav p section summary table tbody tfoot thead tr " },
    { HTML_HEADING, 1, " h1 " },
    { HTML_HEADING, 2, " h2 " },
    { HTML_HEADING, 3, " h3 " },
    { HTML_HEADING, 4, " h4 " },
    { HTML_HEADING, 5, " h5 " },
    { HTML_HEADING, 6, " h6 " },
    { HTML_LIST, 0, " ul " },
    { HTML_LIST, 1, " ol " },
    { HTML_ITEM, 0, " li " },
    { HTML_QUOTE, 0, " blockquote " },
    { HTML_PREFORMATTED, 0, " pre " },
    { HTML_RULE, 0, " hr " },
    { HTML_PLAIN, 0,
      " abbr acronym bdi bdo big button caption cite col colgroup data del dfn font input ins label"
      " mark meta noscript q s small span strike sub sup time u var " },
    { HTML_CELL, 0, " td th " },
    { HTML_CODE, 0, " code kbd samp tt " },
    { HTML_EMPHASIS, 1, " em i " },
    { HTML_EMPHASIS, 2, " b strong " },
    { HTML_LINK, 0, " a " },
    { HTML_PICTURE, 0, " img " },
    { HTML_BREAK, 0, " br " },
    { HTML_HIDDEN, 0, " script style template title " },
};

const HtmlTag *html_tag_find(const char *name, gsize length)
{
    g_autofree char *small = g_ascii_strdown(name, (gssize)MIN(length, NAME_MAX_LENGTH + 1));
    g_autofree char *word = g_strconcat(" ", small, " ", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(TAGS); i++) {
        if (strstr(TAGS[i].names, word) != NULL) {
            return &TAGS[i];
        }
    }
    return NULL;
}
