#include "file/book/book_text.h"

#include <string.h>

#include "base/json_text.h"
#include "file/agenda_limits.h"

void book_text_init(BookText *text, const BookNames *names, BookFaults *faults)
{
    const BookPlace none = { 0 };

    *text = (BookText){
        .json = g_string_new(NULL),
        .places = g_array_new(FALSE, FALSE, sizeof(BookPlace)),
        .names = names,
        .faults = faults,
    };
    g_array_append_val(text->places, none);
}

void book_text_clear(BookText *text)
{
    if (text->json != NULL) {
        g_string_free(text->json, TRUE);
    }
    g_array_unref(text->places);
}

void book_text_mark(BookText *text, BookPlace place)
{
    g_string_append_c(text->json, '\n');
    g_array_append_val(text->places, place);
}

/* --- values ------------------------------------------------------------------------------ */

/* The entries of a key: those among all whose path leads over it at a depth. */
typedef struct Entries {
    const BookEntry **items;
    guint length;
} Entries;

static void append_string(BookText *text, const char *key, const BookEntry *entry,
                          const char *value)
{
    /* A name may stand for a longer id. The reader refuses what is so long. */
    if (text->json->len <= AGENDA_FILE_MAX_SIZE) {
        book_text_mark(text, entry->place);
        json_text_append_string(text->json, key, value);
    }
}

/* A text with its languages. */
static void append_text(BookText *text, const char *key, const Entries *entries)
{
    const BookEntry *first = entries->items[0];

    if (entries->length == 1 && first->language == NULL) {
        append_string(text, key, first, first->text);
        return;
    }
    book_text_mark(text, first->place);
    json_text_open(text->json, key, '{');
    for (guint i = 0; i < entries->length; i++) {
        const BookEntry *entry = entries->items[i];
        if (entry->language == NULL) {
            book_faults_add(text->faults, entry->place,
                            g_strdup_printf("call the column \"%s [en]\", if it is English", key),
                            "\"%s\" is here in other languages, too, and this text names none",
                            key);
        } else {
            append_string(text, entry->language, entry, entry->text);
        }
    }
    json_text_close(text->json, '}');
}

/* The ids of a list: parted by commas or line ends. */
static void append_references(BookText *text, const SchemaField *field, const BookEntry *entry)
{
    g_auto(GStrv) items = g_strsplit_set(entry->text, ",\n", -1);

    book_text_mark(text, entry->place);
    json_text_open(text->json, field->key, '[');
    for (guint i = 0; items[i] != NULL; i++) {
        const char *item = g_strstrip(items[i]);
        if (*item != '\0') {
            append_string(text, NULL, entry,
                          book_names_resolve(text->names, field->of->named, item));
        }
    }
    json_text_close(text->json, ']');
}

static void append_fields(BookText *text, const SchemaRecord *schema, const Entries *entries,
                          guint depth);

static void append_single(BookText *text, const SchemaField *field, const BookEntry *entry)
{
    if (field->type == FIELD_TYPE_REFERENCES) {
        append_references(text, field, entry);
    } else if (field->type == FIELD_TYPE_REFERENCE) {
        append_string(text, field->key, entry,
                      book_names_resolve(text->names, field->of->named, entry->text));
    } else {
        append_string(text, field->key, entry, entry->text);
    }
}

static void append_value(BookText *text, const SchemaField *field, const Entries *entries,
                         guint depth)
{
    if (schema_field_is_text(field)) {
        append_text(text, field->key, entries);
        return;
    }
    if (field->type == FIELD_TYPE_PART) {
        book_text_mark(text, entries->items[0]->place);
        json_text_open(text->json, field->key, '{');
        append_fields(text, field->of, entries, depth + 1);
        json_text_close(text->json, '}');
        return;
    }
    /* A cell of the matrix may say it twice, which is then told as of any file. */
    for (guint i = 0; i < entries->length; i++) {
        append_single(text, field, entries->items[i]);
    }
}

static void append_fields(BookText *text, const SchemaRecord *schema, const Entries *entries,
                          guint depth)
{
    g_autofree const BookEntry **items = g_new(const BookEntry *, entries->length + 1);

    for (gsize i = 0; i < schema->n_fields; i++) {
        Entries own = { .items = items };
        for (guint j = 0; j < entries->length; j++) {
            const BookEntry *entry = entries->items[j];
            if (entry->column->part == BOOK_PART_RECORD &&
                entry->column->path[depth] == &schema->fields[i]) {
                items[own.length++] = entry;
            }
        }
        if (own.length > 0) {
            append_value(text, &schema->fields[i], &own, depth);
        }
    }
}

/* --- records ----------------------------------------------------------------------------- */

void book_text_append_fields(BookText *text, const SchemaRecord *schema, const BookEntry *entries,
                             guint n_entries)
{
    g_autofree const BookEntry **items = g_new(const BookEntry *, n_entries + 1);
    const Entries all = { items, n_entries };

    for (guint i = 0; i < n_entries; i++) {
        items[i] = &entries[i];
    }
    append_fields(text, schema, &all, 0);
}

void book_text_append_record(BookText *text, const BookList *list, const BookRecord *record)
{
    book_text_mark(text, record->place);
    json_text_open(text->json, NULL, '{');
    book_text_append_fields(text, BOOK_SHEETS[list->kind].schema, book_list_entry(list, record, 0),
                            record->n_entries);
    json_text_close(text->json, '}');
}
