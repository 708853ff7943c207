#include "render/report/change_items.h"

#include <string.h>

static const GPtrArray *list_of(const SchemaField *field, const Session *session)
{
    return G_STRUCT_MEMBER(GPtrArray *, session, field->offset);
}

static guint length_of(const GPtrArray *list)
{
    return list != NULL ? list->len : 0;
}

/* A link goes by its title, or else its address. */
static const char *name_of(const SchemaField *field, gconstpointer item)
{
    if (field->of != &SCHEMA_LINK) {
        return term_label(item);
    }
    const Link *link = item;
    const char *title = text_get(&link->title, NULL);
    return title != NULL ? title : link->url;
}

/* Whether two items are the same one: terms have ids; links are known by their names. */
static bool is_same(const SchemaField *field, gconstpointer a, gconstpointer b)
{
    return field->of == &SCHEMA_LINK ? strcmp(name_of(field, a), name_of(field, b)) == 0
                                     : strcmp(((const Term *)a)->id, ((const Term *)b)->id) == 0;
}

static gconstpointer find(const SchemaField *field, const GPtrArray *list, gconstpointer item)
{
    for (guint i = 0; i < length_of(list); i++) {
        if (is_same(field, list->pdata[i], item)) {
            return list->pdata[i];
        }
    }
    return NULL;
}

/* What people see of a link is its name; its address is what they follow. */
static bool is_changed(const SchemaField *field, gconstpointer before, gconstpointer after)
{
    return field->of == &SCHEMA_LINK &&
           strcmp(((const Link *)before)->url, ((const Link *)after)->url) != 0;
}

typedef enum Fate {
    FATE_ADDED,
    FATE_CHANGED,
    FATE_REMOVED,
} Fate;

/* Whether something became of an item, which `other` has, too, or does not. */
static bool has_fate(const SchemaField *field, Fate fate, gconstpointer item,
                     const GPtrArray *others)
{
    gconstpointer other = find(field, others, item);

    return fate == FATE_CHANGED ? other != NULL && is_changed(field, other, item) : other == NULL;
}

/* Appends the items of a list that something became of, and what. */
static void append_items(GString *out, const SchemaField *field, Fate fate, const GPtrArray *list,
                         const GPtrArray *others)
{
    static const char *const WORDS[] = { "added", "changed", "removed" };
    const char *separator = out->len > 0 ? ", " : "";
    bool any = false;

    for (guint i = 0; i < length_of(list); i++) {
        if (has_fate(field, fate, list->pdata[i], others)) {
            g_string_append_printf(out, "%s\"%s\"", any ? ", " : separator,
                                   name_of(field, list->pdata[i]));
            any = true;
        }
    }
    if (any) {
        g_string_append_printf(out, " %s", WORDS[fate]);
    }
}

void change_items_append(GString *out, const SchemaField *field, const Session *before,
                         const Session *after)
{
    const GPtrArray *old_list = list_of(field, before);
    const GPtrArray *new_list = list_of(field, after);
    g_autoptr(GString) words = g_string_new(NULL);

    append_items(words, field, FATE_ADDED, new_list, old_list);
    append_items(words, field, FATE_CHANGED, new_list, old_list);
    append_items(words, field, FATE_REMOVED, old_list, new_list);
    /* They differ all the same: in their order, or in a language that is not shown. */
    g_string_append(out, words->len > 0 ? words->str : "changed");
}
