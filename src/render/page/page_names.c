#include "render/page/page_names.h"

#include <string.h>

#include "base/fold.h"
#include "model/agenda/participant.h"
#include "model/agenda/schema.h"
#include "model/revision/word_search.h"

static void name_free(gpointer data)
{
    PageName *name = data;

    g_free(name->label);
    g_free(name->searched);
    g_free(name->unseen);
    g_free(name);
}

static bool is_participant(NamedKind kind)
{
    return kind == NAMED_AGENCY || kind == NAMED_PERSON;
}

/* What a record is called by itself, whatever others are called; the caller's own. */
static char *dup_own_label(const Agenda *agenda, const PageName *name)
{
    switch (name->kind) {
    case NAMED_ROOM:
        return g_strdup(text_get(&((const Room *)name->record)->name, NULL));
    case NAMED_ROUND_TABLE:
        return agenda_dup_round_table_label(agenda, name->id);
    default:
        return g_strdup(participant_label(name->record));
    }
}

/* Tells a record apart from another one with the same label: by its full name, or else its id. */
static char *dup_longer_label(const PageName *name)
{
    const char *label = name->label;
    const char *full = is_participant(name->kind)
                           ? text_get(&((const Participant *)name->record)->name, NULL)
                           : NULL;

    return full != NULL && strcmp(full, label) != 0 ? g_strdup_printf("%s – %s", label, full)
                                                    : g_strdup_printf("%s (%s)", label, name->id);
}

/* Gives a longer label to names that share theirs. */
static void tell_apart(const GPtrArray *names)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < names->len; i++) {
        const char *label = ((const PageName *)names->pdata[i])->label;
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, label));
        g_hash_table_insert(counts, g_strdup(label), GUINT_TO_POINTER(count + 1));
    }
    for (guint i = 0; i < names->len; i++) {
        PageName *name = names->pdata[i];
        if (GPOINTER_TO_UINT(g_hash_table_lookup(counts, name->label)) > 1) {
            char *longer = dup_longer_label(name);
            g_free(name->label);
            name->label = longer;
        }
    }
}

/* What a script that sees labels has to be told besides, in few octets. */
static void set_unseen(const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        PageName *name = names->pdata[i];
        g_autofree char *seen = fold_dup_for_search(name->label);
        g_auto(GStrv) words = g_strsplit(name->searched, " ", -1);
        GString *unseen = g_string_new(NULL);
        for (char **word = words; *word != NULL; word++) {
            if (strstr(seen, *word) == NULL) {
                g_string_append_printf(unseen, "%s%s", unseen->len > 0 ? " " : "", *word);
            }
        }
        name->unseen = g_string_free(unseen, FALSE);
    }
}

/* A label as it is sorted, beside its name. */
typedef struct Key {
    char *folded;
    gpointer name;
} Key;

static void key_clear(gpointer data)
{
    g_free(((Key *)data)->folded);
}

static gint compare_keys(gconstpointer a, gconstpointer b)
{
    const Key *left = a;
    const Key *right = b;
    gint order = strverscmp(left->folded, right->folded);

    return order != 0
               ? order
               : strcmp(((const PageName *)left->name)->id, ((const PageName *)right->name)->id);
}

static void sort_by_label(GPtrArray *names)
{
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(Key));

    g_array_set_clear_func(keys, key_clear);
    for (guint i = 0; i < names->len; i++) {
        PageName *name = names->pdata[i];
        Key key = { fold_dup_for_search(name->label), name };
        g_array_append_val(keys, key);
    }
    g_array_sort(keys, compare_keys);
    for (guint i = 0; i < names->len; i++) {
        names->pdata[i] = g_array_index(keys, Key, i).name;
    }
}

GPtrArray *page_names_new(const Agenda *agenda, NamedKind kind)
{
    const GPtrArray *records = agenda_list_named(agenda, kind);
    GPtrArray *names = g_ptr_array_new_with_free_func(name_free);

    for (guint i = 0; i < records->len; i++) {
        PageName *name = g_new0(PageName, 1);
        name->kind = kind;
        name->record = records->pdata[i];
        name->id = schema_id(SCHEMA_NAMED[kind], name->record);
        name->label = dup_own_label(agenda, name);
        name->searched = word_search_dup_record(kind, name->record);
        g_ptr_array_add(names, name);
    }
    tell_apart(names);
    set_unseen(names);
    if (is_participant(kind)) {
        sort_by_label(names);
    }
    return names;
}
