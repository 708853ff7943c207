#include "service/translations.h"

#include <string.h>

/* Each takes as much memory as the revision that it translates. */
#define ENTRIES_MAX 4

/* A revision in some languages, and what makes its resources. */
typedef struct Entry {
    const Revision *of;
    char *langs;
    Revision *revision;
    ResourceMaker *maker;
} Entry;

struct Translations {
    const ResourceOptions *options;
    GPtrArray *entries; /* Entry *, at most ENTRIES_MAX, the most recently used at the end */
};

static void entry_free(gpointer data)
{
    Entry *entry = data;

    resource_maker_free(entry->maker);
    revision_free(entry->revision);
    g_free(entry->langs);
    g_free(entry);
}

Translations *translations_new(const ResourceOptions *options)
{
    Translations *translations = g_new0(Translations, 1);

    translations->options = options;
    translations->entries = g_ptr_array_new_with_free_func(entry_free);
    return translations;
}

void translations_free(Translations *translations)
{
    if (translations != NULL) {
        g_ptr_array_unref(translations->entries);
        g_free(translations);
    }
}

/* --- making one -------------------------------------------------------------------------- */

static bool has_language(const GPtrArray *languages, const char *lang)
{
    for (guint i = 0; i < languages->len; i++) {
        /* Asked like a text in this language, so that tags match here as they do there. */
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

/* The same languages in the spelling that is kept, so that few lists of languages differ: one that
 * no text is in is left out, and a tag that no text has is cut to its primary language. Both give
 * the same calendar. "" if nothing is left. */
static char *canonical_dup(const Agenda *agenda, const char *langs)
{
    g_auto(GStrv) tags = g_strsplit(langs, ",", -1);
    g_autoptr(GPtrArray) languages = translation_list_languages(agenda);
    g_autoptr(GString) canonical = g_string_new(NULL);

    for (char **tag = tags; *tag != NULL; tag++) {
        if (!has_language(languages, *tag)) {
            continue;
        }
        if (!g_ptr_array_find_with_equal_func(languages, *tag, is_same_tag, NULL)) {
            (*tag)[strcspn(*tag, "-")] = '\0';
        }
        g_string_append_printf(canonical, "%s%s", canonical->len > 0 ? "," : "", *tag);
    }
    return g_string_free(g_steal_pointer(&canonical), FALSE);
}

static Revision *translate(const Revision *revision, const char *langs)
{
    g_auto(GStrv) tags = g_strsplit(langs, ",", -1);

    return translation_new(revision, (const char *const *)tags);
}

Revision *translations_make(const Revision *revision, const char *langs)
{
    g_autofree char *canonical = canonical_dup(revision->agenda, langs);

    return *canonical != '\0' ? translate(revision, canonical) : NULL;
}

/* --- keeping them ------------------------------------------------------------------------ */

/* Finds an entry and moves it to the end; NULL if there is none. */
static Entry *find_entry(Translations *translations, const Revision *revision, const char *langs)
{
    for (guint i = 0; i < translations->entries->len; i++) {
        Entry *entry = translations->entries->pdata[i];
        if (entry->of == revision && strcmp(entry->langs, langs) == 0) {
            g_ptr_array_steal_index(translations->entries, i);
            g_ptr_array_add(translations->entries, entry);
            return entry;
        }
    }
    return NULL;
}

/* Keeps a translation, if necessary in the place of the least recently used. */
static Entry *keep(Translations *translations, const Revision *of, const char *langs,
                   Revision *take_revision)
{
    Entry *entry = g_new0(Entry, 1);

    entry->of = of;
    entry->langs = g_strdup(langs);
    entry->revision = take_revision;
    entry->maker = resource_maker_new(take_revision, translations->options);
    if (translations->entries->len == ENTRIES_MAX) {
        g_ptr_array_remove_index(translations->entries, 0);
    }
    g_ptr_array_add(translations->entries, entry);
    return entry;
}

ResourceMaker *translations_find(Translations *translations, const Revision *revision,
                                 const char *langs, const Revision **out_revision)
{
    Entry *entry = find_entry(translations, revision, langs);

    if (entry == NULL) {
        g_autofree char *canonical = canonical_dup(revision->agenda, langs);
        if (*canonical == '\0') {
            return NULL;
        }
        /* The same languages may be there already, asked for in another spelling. */
        entry = find_entry(translations, revision, canonical);
        if (entry == NULL) {
            entry = keep(translations, revision, canonical, translate(revision, canonical));
        }
    }
    *out_revision = entry->revision;
    return entry->maker;
}

void translations_forget(Translations *translations, const Revision *revision)
{
    /* Backwards, since removing an entry moves those after it. */
    for (guint i = translations->entries->len; i > 0; i--) {
        const Entry *entry = translations->entries->pdata[i - 1];
        if (revision == NULL || entry->of == revision) {
            g_ptr_array_remove_index(translations->entries, i - 1);
        }
    }
}
