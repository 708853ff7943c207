#include "file/merge/record_references.h"

#include <stdbool.h>
#include <string.h>

char *record_references_dup_name(const char *kind, const char *id)
{
    return g_strconcat(kind, " ", id, NULL);
}

/* A reference in a text: "KIND":"ID". Within a string of JSON no quote stands alone, so that it is
 * none of those. */
typedef struct Reference {
    const char *id; /* in the text */
    gsize length;
    char *name;
} Reference;

static void reference_clear(Reference *reference)
{
    g_clear_pointer(&reference->name, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reference, reference_clear)

/* Whether a text ends with a key that refers to something. */
static const char *find_kind(const char *text, const char *end)
{
    static const char *const KINDS[] = { "agency", "person", "room", "round-table", "role" };

    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        gsize length = strlen(KINDS[i]);
        if ((gsize)(end - text) > length && end[-(gssize)length - 1] == '"' &&
            strncmp(end - length, KINDS[i], length) == 0) {
            return KINDS[i];
        }
    }
    return NULL;
}

/* Finds the next reference from a place on. */
static bool find_next(const char *text, const char *from, Reference *out)
{
    static const char BETWEEN[] = "\":\"";

    for (const char *at = strstr(from, BETWEEN); at != NULL; at = strstr(at + 1, BETWEEN)) {
        const char *kind = find_kind(text, at);
        if (kind != NULL) {
            out->id = at + strlen(BETWEEN);
            out->length = strcspn(out->id, "\"");
            out->name = g_strdup_printf("%s %.*s", kind, (int)out->length, out->id);
            return true;
        }
    }
    return false;
}

void record_references_collect(const char *text, GHashTable *names)
{
    Reference reference;

    for (const char *at = text; find_next(text, at, &reference); at = reference.id) {
        g_hash_table_add(names, reference.name);
    }
}

char *record_references_rename(const char *text, GHashTable *ids)
{
    GString *out = g_string_new(NULL);
    const char *at = text;

    for (g_auto(Reference) reference = { 0 }; find_next(text, at, &reference);
         at = reference.id + reference.length, reference_clear(&reference)) {
        const char *id = g_hash_table_lookup(ids, reference.name);
        g_string_append_len(out, at, reference.id - at);
        if (id != NULL) {
            g_string_append(out, id);
        } else {
            g_string_append_len(out, reference.id, (gssize)reference.length);
        }
    }
    g_string_append(out, at);
    return g_string_free(out, FALSE);
}
