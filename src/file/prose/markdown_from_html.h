#pragma once

/* HTML, as people write it about a session, as Markdown (CommonMark 0.30). Paragraphs, headings,
 * lists, quotations, code, emphasis, links and images keep their form. Of what has none in Markdown
 * the text stays, and a tag that is not known, such as "<stdio.h>", is text. Links to elsewhere
 * than the web (http, https) and mail are text, too.
 *
 * libxml2 reads it, which must be valid UTF-8: of a text, the first 256 KiB, and nothing behind
 * some 256 elements that stand in each other (as its version has it). The result has no control
 * characters but line feeds, and neither blanks nor line feeds at its ends. The caller owns it. */
char *markdown_from_html(const char *html);
