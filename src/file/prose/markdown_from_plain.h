#pragma once

/* A plain text, which must be valid UTF-8, as Markdown (CommonMark 0.30) that shows just that text:
 * its words, lines and paragraphs, which empty lines part. Nothing in it is a mark. The result has
 * no control characters but line feeds, and neither blanks nor line feeds at its ends. The caller
 * owns it. */
char *markdown_from_plain(const char *text);
