#include "model/text.h"

#include <string.h>

/* How well a variant's tag answers a wish for `lang`, of which the first `length` octets are the
 * primary language: 3 is what was asked for, 2 the primary language, 1 another region of it. */
static gint match(const char *tag, const char *lang, gsize length)
{
    if (tag == NULL || length == 0) {
        return 0;
    }
    if (g_ascii_strcasecmp(tag, lang) == 0) {
        return 3;
    }
    if (g_ascii_strncasecmp(tag, lang, length) != 0) {
        return 0;
    }
    return tag[length] == '\0' ? 2 : tag[length] == '-' ? 1 : 0;
}

const char *text_get(const Text *text, const char *lang)
{
    gsize length = lang != NULL ? strcspn(lang, "-") : 0;
    gsize best = 0;
    gint best_match = 0;

    if (text->n_variants == 0) {
        return NULL;
    }
    for (gsize i = 0; lang != NULL && i < text->n_variants; i++) {
        gint this_match = match(text->variants[i].lang, lang, length);
        if (this_match > best_match) {
            best = i;
            best_match = this_match;
        }
    }
    return text->variants[best].value;
}
