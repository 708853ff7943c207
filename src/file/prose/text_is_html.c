#include "file/prose/text_is_html.h"

#include "file/prose/html_tag.h"

#include <string.h>

#define BLANKS " \t\n\r\f"
#define NAME_MAX_LENGTH 10

/* What even without attributes is nobody's placeholder. */
static const char TELLING[] =
    " b blockquote br center dd div dl dt em fieldset figcaption h1 h2 h3 h4 h5 h6 hr i li o:p ol"
    " p pre span strong tbody tfoot thead tr ul wbr ";

/* Whether a bracket begins a tag that tells. */
static bool is_telling(const char *bracket)
{
    bool is_end = bracket[1] == '/';
    const char *name = bracket + (is_end ? 2 : 1);
    gsize length = strcspn(name, BLANKS "<>/");
    const char *end = name + strcspn(name, "<>");

    if (*end != '>' || length == 0 || length > NAME_MAX_LENGTH) {
        return false;
    }
    g_autofree char *small = g_ascii_strdown(name, (gssize)length);
    g_autofree char *word = g_strconcat(" ", small, " ", NULL);
    bool has_more = is_end || memchr(name, '=', (gsize)(end - name)) != NULL;
    return strstr(TELLING, word) != NULL || (has_more && html_tag_find(name, length) != NULL);
}

bool text_is_html(const char *text)
{
    for (const char *at = text; (at = strchr(at, '<')) != NULL; at++) {
        bool is_code = at > text && at[-1] == '`';
        if (!is_code && is_telling(at)) {
            return true;
        }
    }
    return false;
}
