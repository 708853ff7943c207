#pragma once

#include "file/prose/html_tree.h"

/* The nodes from `first` up to, and without, `end`, which is one of its siblings or NULL, as a
 * paragraph of Markdown; NULL if they show nothing. The caller owns it. */
char *markdown_line_dup(const xmlNode *first, const xmlNode *end);
