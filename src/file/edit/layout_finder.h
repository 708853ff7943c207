#pragma once

#include "file/edit/entries.h"
#include "file/edit/text_layout.h"

/* How a text is laid out, by the first of its kind in it for each thing. */
TextLayout layout_finder_find(const SourceText *text, const Node *top);

/* The same for a list in block style, whose dashes may be followed by other blanks. */
TextLayout layout_finder_of_list(const SourceText *text, const TextLayout *layout,
                                 const GArray *entries);
