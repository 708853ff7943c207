#include "render/web/html.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* --- text and attributes ------------------------------------------------------------------- */

/* Whether an octet may begin a character that is not copied unchanged. Octets, not characters, are
 * looked at first: nearly all text is plain, and is copied in long pieces. */
static bool is_special(guchar octet)
{
    switch (octet) {
    case '&':
    case '<':
    case '>':
    case '"':
    case '\'':
    case 0x7F:
    case 0xC2: /* before U+0080 to U+009F */
    case 0xEF: /* before U+FDD0 to U+FDEF, U+FFFE and U+FFFF */
        return true;
    case '\t':
    case '\n':
        return false;
    default:
        return octet < ' ' || octet >= 0xF0; /* beyond U+FFFF: each plane ends with two */
    }
}

static const char *entity_of(char octet)
{
    switch (octet) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Control characters and noncharacters (HTML, "preprocessing the input stream"). */
static bool is_forbidden(gunichar c)
{
    return (c < 0xA0 && g_unichar_iscntrl(c)) || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c & 0xFFFE) == 0xFFFE;
}

void html_append_text(GString *out, const char *text)
{
    const char *at = text;

    while (*at != '\0') {
        const char *plain = at;
        while (*at != '\0' && !is_special((guchar)*at)) {
            at++;
        }
        g_string_append_len(out, plain, at - plain);
        if (*at != '\0') {
            const char *entity = entity_of(*at);
            const char *next = g_utf8_next_char(at);
            if (entity != NULL) {
                g_string_append(out, entity);
            } else if (is_forbidden(g_utf8_get_char(at))) {
                g_string_append(out, REPLACEMENT);
            } else {
                g_string_append_len(out, at, next - at);
            }
            at = next;
        }
    }
}

void html_append_values(GString *out, const char *markup, const char *const *values, gsize n_values)
{
    gsize used = 0;
    const char *place;

    while ((place = strstr(markup, "{}")) != NULL) {
        g_assert(used < n_values && values[used] != NULL);
        g_string_append_len(out, markup, place - markup);
        html_append_text(out, values[used++]);
        markup = place + strlen("{}");
    }
    g_assert(used == n_values);
    g_string_append(out, markup);
}

/* --- texts of agendas ------------------------------------------------------------------------ */

void html_append_language(GString *out, const Text *text)
{
    /* The language is that of the variant that text_get returned. Its direction nobody states:
     * browsers take it from the first letter. */
    const char *lang = text->n_variants > 0 ? text->variants[text->shown].lang : NULL;

    if (lang != NULL) {
        html_append(out, " lang=\"{}\"", lang);
    }
    g_string_append(out, " dir=\"auto\"");
}

void html_append_element(GString *out, const char *name, const char *class, const Text *text)
{
    const char *value = text_get(text, NULL);

    if (value == NULL) {
        return;
    }
    html_append(out, "<{}", name);
    if (class != NULL) {
        html_append(out, " class=\"{}\"", class);
    }
    html_append_language(out, text);
    html_append(out, ">{}</{}>", value, name);
}

/* --- addresses and scripts ------------------------------------------------------------------- */

void html_append_url_component(GString *out, const char *text)
{
    g_string_append_uri_escaped(out, text, NULL, FALSE);
}

void html_append_json(GString *out, const char *json)
{
    /* Outside of strings, JSON has none of these; within them, an escape means the same. */
    for (const char *at = json; *at != '\0'; at++) {
        if (strchr("<>&", *at) != NULL) {
            g_string_append_printf(out, "\\u%04x", (guint)*at);
        } else {
            g_string_append_c(out, *at);
        }
    }
}
