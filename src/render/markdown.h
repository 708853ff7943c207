#pragma once

#include <cmark.h>
#include <glib.h>
#include <stdbool.h>

/*
 * Prose that may hold Markdown (CommonMark, https://spec.commonmark.org/0.30/).
 *
 * Most prose is plain, and is to stay as it is, octet for octet. So a text counts as Markdown only
 * for what nobody writes by accident: emphasis, code spans and fenced code, links, images,
 * headings, block quotes, backslash escapes and entities. Paragraphs, lists, indented lines, HTML,
 * rules, web and e-mail addresses (also in angle brackets), and lines underlined with dashes are
 * what plain texts have, too: these alone do not count, and HTML never means anything.
 *
 * Neither does a text that is nothing but marks, is longer than MARKDOWN_MAX_LENGTH octets,
 * or is nested deeper than MARKDOWN_MAX_DEPTH: so what can be made of a text is bounded.
 */
#define MARKDOWN_MAX_LENGTH (64 * 1024)
#define MARKDOWN_MAX_DEPTH 32

typedef struct Markdown {
    cmark_node *root; /* its user data are free to use */
    char *text;       /* as it was parsed */
    GArray *lines;    /* gsize: where in `text` each line begins */
} Markdown;

/* Parses a text, which must be valid UTF-8; NULL if it does not count as Markdown. */
Markdown *markdown_parse(const char *text);
void markdown_free(Markdown *markdown);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Markdown, markdown_free)

/* What stands in a text, code or HTML node. A control character, which entities can bring in,
 * becomes U+FFFD, but for tabs and line breaks. The caller owns it. */
char *markdown_dup_literal(const cmark_node *node);

/* Where a link or an image leads, without octets that an address cannot have; NULL if it leads
 * elsewhere than to the web, to mail or to a telephone. The caller owns it. */
char *markdown_dup_address(const cmark_node *node);

/* Whether the words of a link are its address, for mail without "mailto:". */
bool markdown_says_address(const cmark_node *link);

/* Whether the line above a block is empty, but for what marks a quotation. */
bool markdown_has_gap_above(const Markdown *markdown, const cmark_node *block);

/* Whether a code block stands between fences. Otherwise it is indented. */
bool markdown_is_fenced(const Markdown *markdown, const cmark_node *block);
