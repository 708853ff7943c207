#include "model/agenda/text.h"

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

/* The variant that answers a wish best; false if none does. */
static bool find(const Text *text, const char *lang, gsize *out_index)
{
    gsize length = strcspn(lang, "-");
    gint best_match = 0;

    for (gsize i = 0; i < text->n_variants; i++) {
        gint this_match = match(text->variants[i].lang, lang, length);
        if (this_match > best_match) {
            *out_index = i;
            best_match = this_match;
        }
    }
    return best_match > 0;
}

const char *text_get(const Text *text, const char *lang)
{
    gsize index = text->shown;

    if (text->n_variants == 0) {
        return NULL;
    }
    if (lang != NULL) {
        find(text, lang, &index);
    }
    return text->variants[index].value;
}

const char *text_first(const Text *text)
{
    return text->n_variants > 0 ? text->variants[0].value : NULL;
}

bool text_has(const Text *text, const char *lang)
{
    gsize index;

    return find(text, lang, &index);
}

gsize text_choose(const Text *text, const char *const *langs)
{
    gsize index = 0;

    while (*langs != NULL && !find(text, *langs, &index)) {
        langs++;
    }
    return index;
}

typedef const char *(*TextReader)(const Text *text, const char *lang);

/* NULL if there is nothing in the language itself. */
static const char *get_exactly(const Text *text, const char *lang)
{
    return lang != NULL && text_has(text, lang) ? text_get(text, lang) : NULL;
}

/* Whether two texts are read differently in a language that one of them names. */
static bool is_read_differently(const Text *before, const Text *after, TextReader read,
                                const char **out_before, const char **out_after)
{
    const Text *both[] = { after, before };

    for (gsize i = 0; i < G_N_ELEMENTS(both); i++) {
        for (gsize j = 0; j < both[i]->n_variants; j++) {
            const char *lang = both[i]->variants[j].lang;
            const char *old_value = read(before, lang);
            const char *new_value = read(after, lang);
            if (g_strcmp0(old_value, new_value) != 0) {
                *out_before = old_value;
                *out_after = new_value;
                return true;
            }
        }
    }
    return false;
}

/* A text of one variant is the same in every language, whatever it is said to be in. In others,
 * which languages there are decides what is shown where several are asked for. */
bool text_differs(const Text *before, const Text *after, const char **out_before,
                  const char **out_after)
{
    *out_before = text_first(before);
    *out_after = text_first(after);
    return g_strcmp0(*out_before, *out_after) != 0 ||
           is_read_differently(before, after, text_get, out_before, out_after) ||
           ((before->n_variants > 1 || after->n_variants > 1) &&
            is_read_differently(before, after, get_exactly, out_before, out_after));
}
