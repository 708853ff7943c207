#include "render/markdown.h"

#include <string.h>

#define MAILTO "mailto:"
#define REPLACEMENT 0xFFFD

/* Each construct that counts, but for underlined headings, has one of these. */
#define MARKS "*_`~[\\&#>="
#define FENCE_LENGTH 3

/* Stand for the marks within web addresses, which are not marks there: noncharacters, which are no
 * part of any script (Unicode 15, §23.7). */
#define SHIELDED_STAR "\xEF\xB7\x90"
#define SHIELDED_LINE "\xEF\xB7\x91"

/* --- shielding web addresses --------------------------------------------------------------- */

/* The length of what follows "://" in an address that stands in a text. What an address seldom ends
 * with belongs to the sentence around it. */
static gsize address_length(const char *rest)
{
    gsize length = strcspn(rest, " \t\n<>\"`)]");

    while (length > 0 && strchr("*_.,;:!?'", rest[length - 1]) != NULL) {
        length--;
    }
    return length;
}

static void append_shielded(GString *out, const char *text, gsize length)
{
    for (const char *at = text; at < text + length; at++) {
        if (*at == '*') {
            g_string_append(out, SHIELDED_STAR);
        } else if (*at == '_') {
            g_string_append(out, SHIELDED_LINE);
        } else {
            g_string_append_c(out, *at);
        }
    }
}

/* CommonMark knows no addresses without brackets, and would take https://example.org/_a_/ apart. */
static char *dup_shielded(const char *text)
{
    GString *out = g_string_new(NULL);
    const char *colon;

    while ((colon = strstr(text, "://")) != NULL) {
        const char *rest = colon + strlen("://");
        gsize length = address_length(rest);
        g_string_append_len(out, text, rest - text);
        append_shielded(out, rest, length);
        text = rest + length;
    }
    g_string_append(out, text);
    return g_string_free(out, FALSE);
}

/* Whether an octet begins a mark of ours, or may begin a control character. */
static bool is_suspicious(guchar octet)
{
    return octet < ' ' || octet == 0x7F || octet == 0xC2 || octet == (guchar)SHIELDED_STAR[0];
}

/* With the marks that were shielded, and without control characters. */
static char *dup_clean(const char *text)
{
    const char *first = text;

    while (*first != '\0' && !is_suspicious((guchar)*first)) {
        first++;
    }
    GString *out = g_string_new_len(text, first - text);
    text = first;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (g_str_has_prefix(at, SHIELDED_STAR)) {
            g_string_append_c(out, '*');
        } else if (g_str_has_prefix(at, SHIELDED_LINE)) {
            g_string_append_c(out, '_');
        } else if (g_unichar_iscntrl(character) && *at != '\n' && *at != '\t') {
            g_string_append_unichar(out, REPLACEMENT);
        } else {
            g_string_append_len(out, at, g_utf8_next_char(at) - at);
        }
    }
    return g_string_free(out, FALSE);
}

/* --- nodes ----------------------------------------------------------------------------------- */

char *markdown_dup_literal(const cmark_node *node)
{
    return dup_clean(cmark_node_get_literal((cmark_node *)node));
}

char *markdown_dup_address(const cmark_node *node)
{
    static const char *const SCHEMES[] = { "https://", "http://", MAILTO, "tel:" };
    const char *url = cmark_node_get_url((cmark_node *)node);

    for (gsize i = 0; i < G_N_ELEMENTS(SCHEMES); i++) {
        if (g_ascii_strncasecmp(url, SCHEMES[i], strlen(SCHEMES[i])) == 0) {
            g_autofree char *clean = dup_clean(url);
            return g_uri_escape_string(clean,
                                       "%" G_URI_RESERVED_CHARS_GENERIC_DELIMITERS
                                           G_URI_RESERVED_CHARS_SUBCOMPONENT_DELIMITERS,
                                       TRUE);
        }
    }
    return NULL;
}

bool markdown_says_address(const cmark_node *link)
{
    const char *url = cmark_node_get_url((cmark_node *)link);
    cmark_node *words = cmark_node_first_child((cmark_node *)link);

    if (words == NULL || cmark_node_next(words) != NULL ||
        cmark_node_get_type(words) != CMARK_NODE_TEXT) {
        return false;
    }
    const char *literal = cmark_node_get_literal(words);
    return g_str_equal(literal, url) ||
           (g_str_has_prefix(url, MAILTO) && g_str_equal(literal, url + strlen(MAILTO)));
}

/* From the column on, which like the line begins at 1. */
static const char *source_of(const Markdown *markdown, int line, int column)
{
    return markdown->text + g_array_index(markdown->lines, gsize, line - 1) + column - 1;
}

bool markdown_has_gap_above(const Markdown *markdown, const cmark_node *block)
{
    int line = cmark_node_get_start_line((cmark_node *)block);

    if (line <= 1) {
        return false;
    }
    const char *above = source_of(markdown, line - 1, 1);
    return above[strspn(above, " \t>")] == '\n';
}

static const char *source_of_block(const Markdown *markdown, const cmark_node *block)
{
    return source_of(markdown, cmark_node_get_start_line((cmark_node *)block),
                     cmark_node_get_start_column((cmark_node *)block));
}

bool markdown_is_fenced(const Markdown *markdown, const cmark_node *block)
{
    const char *source = source_of_block(markdown, block);

    return strspn(source, "`") >= FENCE_LENGTH || strspn(source, "~") >= FENCE_LENGTH;
}

/* --- what counts ----------------------------------------------------------------------------- */

/* Each escape and each entity takes at least one of these from the text, and brings fewer in. */
static gsize count_escaping(const char *text)
{
    gsize count = 0;

    for (const char *at = text; *at != '\0'; at++) {
        count += *at == '\\' || *at == '&' || *at == ';';
    }
    return count;
}

/* An address in angle brackets is a link, too, but stands in many plain texts. cmark does not tell
 * it from a link with an address for its words, but that has one of these. */
static bool has_written_links(const char *text)
{
    return strstr(text, "](") != NULL || strstr(text, "]:") != NULL;
}

/* 2*3*4 is a product. */
static bool is_within_word(cmark_node *emphasis)
{
    cmark_node *previous = cmark_node_previous(emphasis);
    cmark_node *next = cmark_node_next(emphasis);
    const char *before = previous != NULL ? cmark_node_get_literal(previous) : NULL;
    const char *after = next != NULL ? cmark_node_get_literal(next) : NULL;

    return before != NULL && before[0] != '\0' && after != NULL &&
           g_ascii_isalnum(before[strlen(before) - 1]) && g_ascii_isalnum(after[0]);
}

/* >50 is a comparison. */
static bool is_comparison(const Markdown *markdown, const cmark_node *quote)
{
    char next = source_of_block(markdown, quote)[1];

    return g_ascii_isdigit(next) || next == '=';
}

static bool counts(const Markdown *markdown, cmark_node *node, bool has_links)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_CODE:
    case CMARK_NODE_IMAGE:
        return true;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        return !is_within_word(node);
    case CMARK_NODE_BLOCK_QUOTE:
        return !is_comparison(markdown, node);
    case CMARK_NODE_CODE_BLOCK:
        return markdown_is_fenced(markdown, node);
    case CMARK_NODE_HEADING:
        /* Dashes under a line are a rule as often as they make a heading. */
        return cmark_node_get_heading_level(node) == 1 ||
               cmark_node_get_start_line(node) == cmark_node_get_end_line(node);
    case CMARK_NODE_LINK:
        return has_links || !markdown_says_address(node);
    default:
        return false;
    }
}

static bool has_words(const char *literal)
{
    return literal[strspn(literal, " \t\n")] != '\0';
}

/* Whether the text counts, and something is left without its marks. Of escapes the tree has no
 * trace but that something is missing. So are definitions of links that are never used: then we
 * cannot tell. */
static bool has_marks(const Markdown *markdown)
{
    cmark_iter *nodes = cmark_iter_new(markdown->root);
    cmark_event_type event;
    gsize escaping = 0;
    guint depth = 0;
    guint deepest = 0;
    bool has_links = has_written_links(markdown->text);
    bool any = false;
    bool any_words = false;

    while ((event = cmark_iter_next(nodes)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(nodes);
        const char *literal = cmark_node_get_literal(node);
        bool is_container = cmark_node_first_child(node) != NULL;
        if (event == CMARK_EVENT_EXIT) {
            depth -= is_container;
            continue;
        }
        depth += is_container;
        deepest = MAX(deepest, depth);
        any = any || counts(markdown, node, has_links);
        if (literal != NULL) {
            escaping += count_escaping(literal);
            any_words = any_words || has_words(literal);
        }
    }
    cmark_iter_free(nodes);
    any = any || (!has_links && escaping < count_escaping(markdown->text));
    return any && any_words && deepest <= MARKDOWN_MAX_DEPTH;
}

/* --- parsing --------------------------------------------------------------------------------- */

static GArray *find_lines(const char *text)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(gsize));
    gsize start = 0;

    g_array_append_val(lines, start);
    for (const char *end = text; (end = strchr(end, '\n')) != NULL; end++) {
        start = end + 1 - text;
        g_array_append_val(lines, start);
    }
    return lines;
}

/* What is plain at the first glance need not be parsed; nor can be what holds our own marks, or
 * line breaks that we do not know. */
static bool may_have_marks(const char *text)
{
    return strpbrk(text, MARKS) != NULL && strlen(text) <= MARKDOWN_MAX_LENGTH &&
           strchr(text, '\r') == NULL && strstr(text, SHIELDED_STAR) == NULL &&
           strstr(text, SHIELDED_LINE) == NULL;
}

Markdown *markdown_parse(const char *text)
{
    if (!may_have_marks(text)) {
        return NULL;
    }
    g_autoptr(Markdown) markdown = g_new0(Markdown, 1);
    markdown->text = dup_shielded(text);
    markdown->lines = find_lines(markdown->text);
    markdown->root =
        cmark_parse_document(markdown->text, strlen(markdown->text), CMARK_OPT_DEFAULT);
    return has_marks(markdown) ? g_steal_pointer(&markdown) : NULL;
}

void markdown_free(Markdown *markdown)
{
    if (markdown == NULL) {
        return;
    }
    cmark_node_free(markdown->root);
    g_array_unref(markdown->lines);
    g_free(markdown->text);
    g_free(markdown);
}
