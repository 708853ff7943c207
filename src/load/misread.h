#pragma once

#include <glib.h>

typedef enum MisreadStyle {
    MISREAD_STYLE_SINGLE_QUOTED,
    MISREAD_STYLE_DOUBLE_QUOTED,
    MISREAD_STYLE_FOLDED, /* a block after ">" */
} MisreadStyle;

/* Whether a text as it stands in the file, without quotes or indicator, has one of the rare forms
 * that libfyaml 0.7.12 reads as something else than YAML 1.2 says, octets lost or added: a text
 * that has changed in silence is worse than none. Says what to write instead, or returns NULL. */
const char *misread_remedy(MisreadStyle style, const char *source, gsize length);
