#pragma once

#include <glib.h>
#include <stdbool.h>

/* A text in one or more languages; absent if it has no variants. */
typedef struct TextVariant {
    const char *lang; /* BCP 47 tag; NULL if the file gives no language */
    const char *value;
} TextVariant;

typedef struct Text {
    const TextVariant *variants;
    guint n_variants;
    guint shown; /* the variant that is shown; the first, except in a translation */
} Text;

/* Whether a text has the form of a language tag: subtags of one to eight letters and digits, the
 * first of letters (RFC 5646 §2.1). Whether it is registered does not matter. */
bool text_is_tag(const char *tag);

/* The value in a language or else in its primary language ("fr" for "fr-BE"), in another region's
 * ("fr-CA"), or the one that is shown, as it is for NULL. NULL if the text is absent. */
const char *text_get(const Text *text, const char *lang);

/* The first value in the file, whichever is shown: for identifying things. NULL if the text is
 * absent. */
const char *text_first(const Text *text);

/* Whether text_get finds a value for a language without falling back on the one that is shown. */
bool text_has(const Text *text, const char *lang);

/* Which variant to show to those who read these languages, best liked first, ended by NULL: the one
 * in the first language that the text has, or else the first variant. */
guint text_choose(const Text *text, const char *const *langs);

/*
 * Whether two texts differ in any language, or for any list of languages.
 *
 * Sets what they say where they first differ: in the first value of each, or else in a variant,
 * trying those of `after` first. NULL stands for a side that has nothing in a language in which the
 * other says only what it would say anyway. If they do not differ, sets the first value of each.
 */
bool text_differs(const Text *before, const Text *after, const char **out_before,
                  const char **out_after);
