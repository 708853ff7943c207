#pragma once

#include <glib.h>

/* A text in one or several languages; without variants it is absent. */
typedef struct TextVariant {
    const char *lang; /* BCP 47 tag, or NULL for a text given without a language */
    const char *value;
} TextVariant;

typedef struct Text {
    const TextVariant *variants;
    gsize n_variants;
} Text;

/* The value in the language asked for, else in its primary language ("fr" for "fr-BE"), else in
 * another region's ("fr-CA"), else the first one given; NULL if the text is absent. lang may be
 * NULL: the first one given. */
const char *text_get(const Text *text, const char *lang);
