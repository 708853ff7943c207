#pragma once

#include <glib.h>
#include <stdbool.h>

/* A text in one or several languages; without variants it is absent. */
typedef struct TextVariant {
    const char *lang; /* BCP 47 tag, or NULL for a text given without a language */
    const char *value;
} TextVariant;

typedef struct Text {
    const TextVariant *variants;
    gsize n_variants;
    gsize shown; /* which of them stands for it; the first one given, unless in a translation */
} Text;

/* The value in the language asked for, else in its primary language ("fr" for "fr-BE"), else in
 * another region's ("fr-CA"), else, or if lang is NULL, the one that is shown; NULL if the text is
 * absent. */
const char *text_get(const Text *text, const char *lang);

/* The first value given, whatever is shown: what tells one thing from another. NULL if the text is
 * absent. */
const char *text_first(const Text *text);

/* Whether text_get would not have to fall back for that language on what is shown. */
bool text_has(const Text *text, const char *lang);

/* Which variant is to be shown where these languages are asked for, the one liked best first: that
 * in the first of them that it has; else the first one given. `langs` ends with NULL. */
gsize text_choose(const Text *text, const char *const *langs);

/* Whether two texts say something else in any language, or list of them. Sets what they say in the
 * first one in which they do: that of the first value given, else those of the variants, of `after`
 * first; NULL for what is not there in a language in which the other says what it would say anyhow.
 * If they do not differ, it is what they say at first. */
bool text_differs(const Text *before, const Text *after, const char **out_before,
                  const char **out_after);
