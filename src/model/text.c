#include "model/text.h"

#include <stdbool.h>
#include <string.h>

/* Whether a variant's tag is `lang`, or `lang` with more subtags. */
static bool is_language(const char *tag, const char *lang, gsize length)
{
    return tag != NULL && g_ascii_strncasecmp(tag, lang, length) == 0 &&
           (tag[length] == '\0' || tag[length] == '-');
}

const char *text_get(const Text *text, const char *lang)
{
    if (text->n_variants == 0) {
        return NULL;
    }
    if (lang != NULL) {
        for (gsize i = 0; i < text->n_variants; i++) {
            const char *tag = text->variants[i].lang;
            if (tag != NULL && g_ascii_strcasecmp(tag, lang) == 0) {
                return text->variants[i].value;
            }
        }
        for (gsize i = 0; i < text->n_variants; i++) {
            if (is_language(text->variants[i].lang, lang, strcspn(lang, "-"))) {
                return text->variants[i].value;
            }
        }
    }
    return text->variants[0].value;
}
