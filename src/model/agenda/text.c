#include "model/agenda/text.h"

#include <string.h>

bool text_is_tag(const char *tag)
{
    g_auto(GStrv) subtags = g_strsplit(tag, "-", -1);

    for (guint i = 0; subtags[i] != NULL; i++) {
        gsize length = strlen(subtags[i]);
        if (length < 1 || length > 8) {
            return false;
        }
        for (gsize j = 0; j < length; j++) {
            if (!(i == 0 ? g_ascii_isalpha(subtags[i][j]) : g_ascii_isalnum(subtags[i][j]))) {
                return false;
            }
        }
    }
    /* Only "x" and "i" are a single letter; they need another subtag. */
    return subtags[0] != NULL &&
           (strlen(subtags[0]) > 1 || (strchr("xXiI", *subtags[0]) != NULL && subtags[1] != NULL));
}

/* How well a variant's tag matches `lang`, whose first `length` octets are the primary language: 3
 * exactly, 2 the primary language alone, 1 another region of it, 0 not at all. */
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

/* Finds the variant that matches best, the first of equals; false if none matches. */
static bool find(const Text *text, const char *lang, guint *out_index)
{
    gsize length = strcspn(lang, "-");
    gint best_match = 0;

    for (guint i = 0; i < text->n_variants; i++) {
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
    guint index = text->shown;

    if (text->n_variants == 0) {
        return NULL;
    }
    if (lang != NULL) {
        /* Leaves the index alone if it finds nothing. */
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
    guint index;

    return find(text, lang, &index);
}

guint text_choose(const Text *text, const char *const *langs)
{
    guint index = 0;

    while (*langs != NULL && !find(text, *langs, &index)) {
        langs++;
    }
    return index;
}

typedef const char *(*TextReader)(const Text *text, const char *lang);

/* The value in a language, without falling back on the one that is shown; NULL if there is none. */
static const char *get_exactly(const Text *text, const char *lang)
{
    return lang != NULL && text_has(text, lang) ? text_get(text, lang) : NULL;
}

/* Whether two texts read differently in any language that one of them has a variant for. */
static bool is_read_differently(const Text *before, const Text *after, TextReader read,
                                const char **out_before, const char **out_after)
{
    /* `after` first, so that the report is about what there is now. */
    const Text *both[] = { after, before };

    for (gsize i = 0; i < G_N_ELEMENTS(both); i++) {
        for (guint j = 0; j < both[i]->n_variants; j++) {
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

/* A text with a single variant reads the same in every language, whatever its tag. With several
 * variants, which languages exist decides what is shown to those who ask for more than one. */
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
