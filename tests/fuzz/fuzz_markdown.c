/* Any text as prose: it stays as it is, or becomes plain words and elements that are sound. */
#include <stdint.h>
#include <string.h>

#include "render/markdown.h"
#include "render/markdown_plain.h"
#include "render/page/page_prose.h"

/* An item's number can stand before each of its lines, on every level. */
#define GROWTH_MAX (8 * MARKDOWN_MAX_DEPTH)

static void check_plain(const char *text, const char *plain, bool is_markdown)
{
    g_assert(g_utf8_validate(plain, -1, NULL));
    g_assert(is_markdown || strcmp(plain, text) == 0);
    g_assert(strlen(plain) <= GROWTH_MAX * (strlen(text) + 1));
    for (const char *at = plain; is_markdown && *at != '\0'; at = g_utf8_next_char(at)) {
        g_assert(!g_unichar_iscntrl(g_utf8_get_char(at)) || *at == '\n' || *at == '\t');
    }
}

/* Whether a tag is one that pages use, and has no attributes but those that we write. */
static bool is_known(const char *tag)
{
    static const char *const TAGS[] = {
        "<div class=\"abstract prose\" dir=\"auto\">",
        "<p class=\"abstract\" dir=\"auto\">",
        "<a href=\"http",
        "<a href=\"HTTP",
        "<a href=\"mailto:",
        "<a href=\"tel:",
        "<ol start=\"",
        "<p>",
        "<em>",
        "<strong>",
        "<code>",
        "<pre>",
        "<blockquote>",
        "<ul>",
        "<ol>",
        "<li>",
        "<br>",
        "<hr>",
        "</",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TAGS); i++) {
        if (g_ascii_strncasecmp(tag, TAGS[i], strlen(TAGS[i])) == 0) {
            return true;
        }
    }
    return false;
}

static void check_element(const char *element)
{
    gsize depth = 0;

    g_assert(g_utf8_validate(element, -1, NULL));
    for (const char *tag = element; (tag = strchr(tag, '<')) != NULL; tag++) {
        bool is_alone = g_str_has_prefix(tag, "<br>") || g_str_has_prefix(tag, "<hr>");
        g_assert(is_known(tag));
        g_assert(tag[1] != '/' || depth > 0);
        depth += is_alone ? 0 : tag[1] == '/' ? (gsize)-1 : 1;
    }
    g_assert(depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);

    if (!g_utf8_validate(text, -1, NULL)) {
        return 0;
    }
    const TextVariant variant = { NULL, text };
    const Text prose = { &variant, 1, 0 };
    g_autoptr(Markdown) markdown = markdown_parse(text);
    g_autofree char *plain = markdown_plain_dup(text);
    g_autoptr(GString) element = g_string_new(NULL);
    page_prose_append(element, "abstract", &prose);
    check_plain(text, plain, markdown != NULL);
    check_element(element->str);
    return 0;
}
