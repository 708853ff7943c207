#include "service/translations.h"

#include <string.h>

#define KEPT_MAX 4

typedef struct Kept {
    const Revision *of;
    char *langs;
    Revision *revision;
    Publisher *publisher;
} Kept;

struct Translations {
    const PublishOptions *options;
    GPtrArray *kept; /* Kept *, at most KEPT_MAX, what was asked for last at the end */
};

static void kept_free(gpointer data)
{
    Kept *kept = data;

    publisher_free(kept->publisher);
    revision_free(kept->revision);
    g_free(kept->langs);
    g_free(kept);
}

Translations *translations_new(const PublishOptions *options)
{
    Translations *translations = g_new0(Translations, 1);

    translations->options = options;
    translations->kept = g_ptr_array_new_with_free_func(kept_free);
    return translations;
}

void translations_free(Translations *translations)
{
    if (translations != NULL) {
        g_ptr_array_unref(translations->kept);
        g_free(translations);
    }
}

/* --- making one -------------------------------------------------------------------------- */

static bool has_language(const GPtrArray *languages, const char *lang)
{
    for (guint i = 0; i < languages->len; i++) {
        TextVariant variant = { .lang = languages->pdata[i] };
        Text text = { .variants = &variant, .n_variants = 1 };
        if (text_has(&text, lang)) {
            return true;
        }
    }
    return false;
}

static gboolean is_same_tag(gconstpointer a, gconstpointer b)
{
    return g_ascii_strcasecmp(a, b) == 0;
}

static char *tell_unknown(const Agenda *agenda, const GPtrArray *languages, const char *lang)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_printf(text, "In %s nothing is told in the language \"%s\"; ", agenda->id, lang);
    if (languages->len == 0) {
        g_string_append(text, "no text says in which language it is");
    }
    for (guint i = 0; i < languages->len; i++) {
        g_string_append_printf(text, "%s%s",
                               i > 0 ? ", " : "there are: ", (const char *)languages->pdata[i]);
    }
    g_string_append(text, ".\n");
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* A tag that no text has answers as its primary language alone does, so that the lists of languages
 * that give different calendars are few. NULL, with words, if there is none of one of them. */
static char *canonical_dup(const Agenda *agenda, const char *langs, char **out_text)
{
    g_auto(GStrv) tags = g_strsplit(langs, ",", -1);
    g_autoptr(GPtrArray) languages = translation_list_languages(agenda);

    for (char **tag = tags; *tag != NULL; tag++) {
        if (!has_language(languages, *tag)) {
            *out_text = tell_unknown(agenda, languages, *tag);
            return NULL;
        }
        if (!g_ptr_array_find_with_equal_func(languages, *tag, is_same_tag, NULL)) {
            (*tag)[strcspn(*tag, "-")] = '\0';
        }
    }
    return g_strjoinv(",", tags);
}

static Revision *translate(const Revision *revision, const char *langs)
{
    g_auto(GStrv) tags = g_strsplit(langs, ",", -1);

    return translation_new(revision, (const char *const *)tags);
}

Revision *translations_make(const Revision *revision, const char *langs, char **out_text)
{
    g_autofree char *canonical = canonical_dup(revision->agenda, langs, out_text);

    return canonical != NULL ? translate(revision, canonical) : NULL;
}

/* --- keeping them ------------------------------------------------------------------------ */

/* Puts it at the end. */
static Kept *find_kept(Translations *translations, const Revision *revision, const char *langs)
{
    for (guint i = 0; i < translations->kept->len; i++) {
        Kept *kept = translations->kept->pdata[i];
        if (kept->of == revision && strcmp(kept->langs, langs) == 0) {
            g_ptr_array_steal_index(translations->kept, i);
            g_ptr_array_add(translations->kept, kept);
            return kept;
        }
    }
    return NULL;
}

static Kept *keep(Translations *translations, const Revision *of, const char *langs,
                  Revision *take_revision)
{
    Kept *kept = g_new0(Kept, 1);

    kept->of = of;
    kept->langs = g_strdup(langs);
    kept->revision = take_revision;
    kept->publisher = publisher_new(take_revision, translations->options);
    if (translations->kept->len == KEPT_MAX) {
        g_ptr_array_remove_index(translations->kept, 0);
    }
    g_ptr_array_add(translations->kept, kept);
    return kept;
}

Publisher *translations_find(Translations *translations, const Revision *revision,
                             const char *langs, const Revision **out_revision, char **out_text)
{
    Kept *kept = find_kept(translations, revision, langs);

    if (kept == NULL) {
        g_autofree char *canonical = canonical_dup(revision->agenda, langs, out_text);
        if (canonical == NULL) {
            return NULL;
        }
        kept = find_kept(translations, revision, canonical);
        if (kept == NULL) {
            kept = keep(translations, revision, canonical, translate(revision, canonical));
        }
    }
    *out_revision = kept->revision;
    return kept->publisher;
}

void translations_forget(Translations *translations, const Revision *revision)
{
    for (guint i = translations->kept->len; i > 0; i--) {
        const Kept *kept = translations->kept->pdata[i - 1];
        if (revision == NULL || kept->of == revision) {
            g_ptr_array_remove_index(translations->kept, i - 1);
        }
    }
}
