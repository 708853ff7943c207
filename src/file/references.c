#include "file/references.h"

#include <string.h>

#include "base/clip.h"
#include "file/agenda_limits.h"
#include "file/forms.h"
#include "file/texts.h"

/* With more ids than this, looking for the nearest takes longer than it is worth. */
#define SUGGEST_FROM_MAX 10000

/* What to expect of a reference, in words; the caller owns them. */
static char *dup_expected(const SchemaRecord *schema)
{
    for (gsize i = 0; i < SCHEMA_FILE.n_fields; i++) {
        const SchemaField *list = &SCHEMA_FILE.fields[i];
        if (schema_is_named(list->of) && list->of->named == schema->named) {
            return g_strdup_printf("%sthe id of one in \"%s\"",
                                   schema->named == NAMED_ROLE ? "a built-in role or " : "",
                                   list->key);
        }
    }
    g_assert_not_reached();
}

/* A hint that names the nearest id of such a record; NULL if none is near. */
static char *suggest_id(Reader *reader, const char *text, const SchemaRecord *schema)
{
    const GPtrArray *records = agenda_list_named(reader->agenda, schema->named);

    if (records->len == 0 || records->len > SUGGEST_FROM_MAX) {
        return NULL;
    }
    g_autofree const char **ids = g_new(const char *, records->len);
    for (guint i = 0; i < records->len; i++) {
        ids[i] = schema_id(schema, records->pdata[i]);
    }
    return reader_suggest(reader, text, ids, records->len);
}

/* A term of which the file has no list is there as soon as a session has it. */
static gconstpointer add_term(Reader *reader, const SchemaField *field, const Node *value)
{
    NamedKind kind = field->of->named;
    const char *id = NULL;
    bool is_good = kind == NAMED_LANGUAGE ? forms_read_language(reader, field, value, &id)
                                          : texts_read_term(reader, field, value, &id);

    if (!is_good) {
        return NULL;
    }
    gconstpointer term = agenda_find_named(reader->agenda, kind, id);
    return term != NULL ? term : agenda_add_named(reader->agenda, kind, id);
}

static void report_unknown(Reader *reader, const SchemaField *field, const Node *value)
{
    g_autofree char *shown = clip_dup(value->text);
    g_autofree char *expected = dup_expected(field->of);
    g_autofree char *kind = g_strdelimit(g_strdup(field->of->word), "-", ' ');

    reader_error(reader, value, "unknown-reference", suggest_id(reader, value->text, field->of),
                 "unknown %s \"%s\"; expected %s", kind, shown, expected);
}

bool references_read(Reader *reader, const SchemaField *field, const Node *value,
                     gpointer out_member)
{
    if (values_scalar(reader, field, value) == NULL) {
        return false;
    }
    /* The schema puts lists of named records before whatever refers to them. */
    gconstpointer record = reader->is_open[field->of->named]
                               ? add_term(reader, field, value)
                               : agenda_find_named(reader->agenda, field->of->named, value->text);
    if (record == NULL) {
        if (!reader->is_open[field->of->named]) {
            report_unknown(reader, field, value);
        }
        return false;
    }
    *(gconstpointer *)out_member = record;
    return true;
}

static void read_item(Reader *reader, const SchemaField *field, const Node *item, GPtrArray *list)
{
    gconstpointer record = NULL;

    if (!references_read(reader, field, item, &record)) {
        return;
    }
    if (g_ptr_array_find(list, record, NULL)) {
        reader_error(reader, item, "duplicate-value", NULL, "\"%s\" has \"%s\" already", field->key,
                     item->text);
    } else {
        g_ptr_array_add(list, (gpointer)record);
    }
}

bool references_read_list(Reader *reader, const SchemaField *field, const Node *value,
                          gpointer out_member)
{
    if (!values_are_list(reader, field, value, AGENDA_FILE_MAX_LIST)) {
        return false;
    }
    GPtrArray *list = value->length > 0 ? agenda_add_list(reader->agenda, NULL) : NULL;
    for (guint i = 0; i < value->length; i++) {
        read_item(reader, field, node_item(value, i), list);
    }
    *(GPtrArray **)out_member = list;
    return true;
}
