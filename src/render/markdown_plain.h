#pragma once

/* Prose in plain words, for whatever shows no marks; a copy if it does not count as Markdown
 * (markdown.h). A link is followed by its address in parentheses, unless it says nothing else. An
 * image is its description. Lines and empty lines stand where the author left them. The caller owns
 * it. */
char *markdown_plain_dup(const char *text);
