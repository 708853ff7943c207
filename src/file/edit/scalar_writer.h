#pragma once

#include "file/edit/text_layout.h"
#include "file/yaml/node_spans.h"

/* Where a text is to stand. */
typedef struct ScalarSite {
    NodeStyle
        like; /* how the text was written that it replaces; NODE_STYLE_ALIAS if there is none */
    const char *replaced; /* that text, or NULL */
    guint indent; /* columns of the further lines of a text after "|" or ">"; 0 if there must be
                   * none, as in brackets and in keys */
} ScalarSite;

/* The site of a text that replaces none, on one line. */
extern const ScalarSite SCALAR_SITE_LINE;

/* Appends a text so that it is read again as what it is: without quotes if it cannot be taken for
 * anything else, in the quotes that stood there before, or after the "|" or ">" that did; JSON in
 * JSON. No line end follows. */
void scalar_writer_append(GString *out, const Node *scalar, const TextLayout *layout,
                          const ScalarSite *site);
