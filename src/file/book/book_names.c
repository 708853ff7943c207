#include "file/book/book_names.h"

#include <string.h>

#include "base/fold.h"
#include "base/suggest.h"

/* With more ids than this, looking for the nearest takes longer than it is worth. */
#define SUGGEST_FROM_MAX 10000

struct BookNames {
    GHashTable *ids[N_NAMED_KINDS];    /* a set of char * */
    GHashTable *called[N_NAMED_KINDS]; /* folded name → its id; "" if several have it */
    GPtrArray *sorted[N_NAMED_KINDS];  /* the ids in the order of the book */
    GStringChunk *strings;
};

void book_names_free(BookNames *names)
{
    for (NamedKind kind = 0; kind < N_NAMED_KINDS; kind++) {
        g_hash_table_unref(names->ids[kind]);
        g_hash_table_unref(names->called[kind]);
        g_ptr_array_unref(names->sorted[kind]);
    }
    g_string_chunk_free(names->strings);
    g_free(names);
}

static void add_id(BookNames *names, NamedKind kind, const char *id)
{
    char *copy = g_string_chunk_insert(names->strings, id);

    if (g_hash_table_add(names->ids[kind], copy)) {
        g_ptr_array_add(names->sorted[kind], copy);
    }
}

static void add_name(BookNames *names, NamedKind kind, const char *name, const char *id)
{
    g_autofree char *folded = fold_dup(name);
    const char *other = g_hash_table_lookup(names->called[kind], folded);

    if (other == NULL || strcmp(other, id) != 0) {
        g_hash_table_insert(names->called[kind], g_string_chunk_insert(names->strings, folded),
                            g_string_chunk_insert(names->strings, other != NULL ? "" : id));
    }
}

/* The key by which people know a record: its first text. */
static const SchemaField *find_label(const SchemaRecord *schema)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (schema_field_is_text(&schema->fields[i])) {
            return &schema->fields[i];
        }
    }
    return NULL;
}

static void add_list(BookNames *names, NamedKind kind, const BookList *list)
{
    const SchemaField *label = find_label(SCHEMA_NAMED[kind]);

    for (guint i = 0; i < list->records->len; i++) {
        const BookRecord *record = book_list_record(list, i);
        const BookEntry *id = book_list_find(list, record, "id");
        if (id == NULL) {
            continue;
        }
        add_id(names, kind, id->text);
        add_name(names, kind, id->text, id->text);
        for (guint j = 0; j < record->n_entries; j++) {
            const BookEntry *entry = book_list_entry(list, record, j);
            if (book_column_field(entry->column) == label) {
                add_name(names, kind, entry->text, id->text);
            }
        }
    }
}

/* The sheet may call them otherwise. */
static void add_built_in_roles(BookNames *names)
{
    g_autoptr(Agenda) agenda = agenda_new("", NULL);

    for (guint i = 0; i < agenda->roles->len; i++) {
        const Role *role = agenda->roles->pdata[i];
        if (!book_names_has(names, NAMED_ROLE, role->id)) {
            add_id(names, NAMED_ROLE, role->id);
            add_name(names, NAMED_ROLE, role->id, role->id);
            add_name(names, NAMED_ROLE, text_first(&role->label), role->id);
        }
    }
}

BookNames *book_names_new(const BookLists *lists)
{
    BookNames *names = g_new0(BookNames, 1);

    names->strings = g_string_chunk_new(4096);
    for (NamedKind kind = 0; kind < N_NAMED_KINDS; kind++) {
        BookSheetKind sheet = book_sheet_of_named(kind);
        names->ids[kind] = g_hash_table_new(g_str_hash, g_str_equal);
        names->called[kind] = g_hash_table_new(g_str_hash, g_str_equal);
        names->sorted[kind] = g_ptr_array_new();
        if (sheet < N_BOOK_SHEETS) {
            add_list(names, kind, &lists->lists[sheet]);
        }
    }
    add_built_in_roles(names);
    return names;
}

const char *book_names_resolve(const BookNames *names, NamedKind kind, const char *text)
{
    if (book_names_has(names, kind, text)) {
        return text;
    }
    g_autofree char *folded = fold_dup(text);
    const char *id = g_hash_table_lookup(names->called[kind], folded);
    return id != NULL && *id != '\0' ? id : text;
}

bool book_names_has(const BookNames *names, NamedKind kind, const char *id)
{
    return g_hash_table_contains(names->ids[kind], id);
}

char *book_names_suggest(const BookNames *names, NamedKind kind, const char *text)
{
    const GPtrArray *ids = names->sorted[kind];
    const char *nearest = ids->len <= SUGGEST_FROM_MAX
                              ? suggest_nearest(text, (const char *const *)ids->pdata, ids->len)
                              : NULL;

    return nearest != NULL ? g_strdup_printf("did you mean \"%s\"?", nearest) : NULL;
}
