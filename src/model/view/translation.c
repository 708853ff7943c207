#include "model/view/translation.h"

#include "model/agenda/schema.h"
#include "model/view/agenda_view.h"

/* --- making one -------------------------------------------------------------------------- */

/* Departures show in feeds as well, so their pasts are translated, too. */
static Past *translate_past(const Past *past, const char *const *langs)
{
    Past *copy = past_new(agenda_view_of_all(past->agenda, langs), past->number);

    for (guint i = 0; i < past->gone_feeds->len; i++) {
        const Feed *gone = past->gone_feeds->pdata[i];
        past_add_gone_feed(copy, gone->kind, gone->path);
    }
    return copy;
}

static void copy_departures(Revision *translation, const Revision *revision,
                            const char *const *langs)
{
    g_autoptr(GHashTable) pasts =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)past_unref);

    for (guint i = 0; i < revision->departures->len; i++) {
        const Departure *departure = revision->departures->pdata[i];
        Past *past = g_hash_table_lookup(pasts, departure->past);
        /* Departures of one revision share their past. */
        if (past == NULL) {
            past = translate_past(departure->past, langs);
            g_hash_table_insert(pasts, departure->past, past);
        }
        bool is_there = revision_add_departure(translation, past, departure);
        g_assert(is_there);
    }
}

Revision *translation_new(const Revision *revision, const char *const *langs)
{
    Revision *translation =
        revision_begin(agenda_view_of_all(revision->agenda, langs), revision->number,
                       revision->stamp, revision->keep_seconds);

    revision_copy_terms(translation, revision);
    translation->has_history = revision->has_history;
    translation->unkept_since = revision->unkept_since;
    /* Changes are told in the words that they had. */
    translation->log = revision->log != NULL ? change_log_ref(revision->log) : NULL;
    /* The order is that of any revision made part by part: everything before revision_finish. */
    revision_copy_events(translation, revision);
    copy_departures(translation, revision, langs);
    revision_copy_feeds(translation, revision);
    revision_copy_names(translation, revision);
    revision_finish(translation);
    return translation;
}

/* --- which there are --------------------------------------------------------------------- */

static void add_languages(GHashTable *languages, const Text *text)
{
    for (guint i = 0; i < text->n_variants; i++) {
        const char *lang = text->variants[i].lang;
        if (lang != NULL) {
            g_hash_table_add(languages, (gpointer)lang);
        }
    }
}

/* Adds the languages of all texts of a record. */
static void add_record(const SchemaRecord *schema, gconstpointer record, gpointer languages)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        if (schema_field_is_text(field)) {
            add_languages(languages, schema_field_member(field, (gpointer)record));
        }
    }
}

static gint compare_languages(gconstpointer a, gconstpointer b)
{
    return g_ascii_strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

/* BCP 47 tags are case-insensitive: "fr-CA" and "fr-ca" are one language. */
static guint hash_language(gconstpointer lang)
{
    g_autofree char *lower = g_ascii_strdown(lang, -1);

    return g_str_hash(lower);
}

static gboolean is_same_language(gconstpointer a, gconstpointer b)
{
    return g_ascii_strcasecmp(a, b) == 0;
}

GPtrArray *translation_list_languages(const Agenda *agenda)
{
    g_autoptr(GHashTable) languages = g_hash_table_new(hash_language, is_same_language);
    GPtrArray *list = g_ptr_array_new();
    GHashTableIter iter;
    gpointer lang;

    /* The head of the agenda is a single record, which schema_walk does not enter. */
    schema_walk(&SCHEMA_AGENDA, agenda, add_record, languages);
    schema_walk(&SCHEMA_FILE, agenda, add_record, languages);
    g_hash_table_iter_init(&iter, languages);
    while (g_hash_table_iter_next(&iter, &lang, NULL)) {
        g_ptr_array_add(list, lang);
    }
    /* A hash table has no order of its own, and output must not depend on one. */
    g_ptr_array_sort(list, compare_languages);
    return list;
}
