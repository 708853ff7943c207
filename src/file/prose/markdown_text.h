#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Texts as CommonMark that shows just them (https://spec.commonmark.org/0.30/). Within a paragraph,
 * MARKDOWN_BREAK parts its lines, and nothing else does.
 */
#define MARKDOWN_BREAK "\\\n"

/* Appends a text of which no character is a mark, but for what is one at the start of a line.
 * Blanks and line ends in a row become one blank. */
void markdown_text_append_escaped(GString *out, const char *text, gsize length);

/* Appends a text as code in a line, with the blanks around it outside. */
void markdown_text_append_code(GString *out, const char *text, gsize length);

/* Appends an address as what stands in the parentheses of a link. */
void markdown_text_append_destination(GString *out, const char *address);

/* A text as code of several lines; NULL if it has none that shows anything. The caller owns it. */
char *markdown_text_dup_fenced(const char *text);

/* Lines of Markdown, parted by breaks, as a paragraph: nothing is a mark at the start of a line, no
 * line has blanks at its ends, and none is empty. NULL if it has no line. The caller owns it. */
char *markdown_text_dup_paragraph(const char *lines);

/* The first place at or after `text` that shows something, and the one behind the last that does,
 * up to `end`: where there is none, both are `end`. Blanks and breaks show nothing. */
const char *markdown_text_skip_blanks(const char *text, const char *end);
const char *markdown_text_trim_blanks(const char *text, const char *end);

/* Whether a text that is not Markdown yet has nothing but blanks and line ends. */
bool markdown_text_is_blank(const char *text, gsize length);
