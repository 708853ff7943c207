#include "file/fields.h"

#include <string.h>

#include "base/clip.h"
#include "file/agenda_limits.h"
#include "file/forms.h"
#include "file/references.h"
#include "file/texts.h"
#include "file/values.h"

static ValueRead read_part;
static ValueRead read_parts;

/* By FieldType; NULL for values that the caller reads. */
static ValueRead *const READERS[] = {
    [FIELD_TYPE_ID] = values_read_id,
    [FIELD_TYPE_CODE] = values_read_code,
    [FIELD_TYPE_STRING] = texts_read_string,
    [FIELD_TYPE_TERM] = texts_read_term,
    [FIELD_TYPE_LANGUAGE] = forms_read_language,
    [FIELD_TYPE_URL] = texts_read_url,
    [FIELD_TYPE_EMAIL] = forms_read_email,
    [FIELD_TYPE_GEO] = forms_read_geo,
    [FIELD_TYPE_ORIGINS] = texts_read_origins,
    [FIELD_TYPE_LINE] = texts_read_line,
    [FIELD_TYPE_PROSE] = texts_read_prose,
    [FIELD_TYPE_COUNT] = values_read_count,
    [FIELD_TYPE_BOOL] = values_read_bool,
    [FIELD_TYPE_WORD] = values_read_word,
    [FIELD_TYPE_ZONE] = values_read_zone,
    [FIELD_TYPE_STAMP] = values_read_stamp,
    [FIELD_TYPE_DATE] = values_read_date,
    [FIELD_TYPE_CLOCK] = values_read_clock,
    [FIELD_TYPE_DURATION] = values_read_duration,
    [FIELD_TYPE_REFERENCE] = references_read,
    [FIELD_TYPE_REFERENCES] = references_read_list,
    [FIELD_TYPE_PART] = read_part,
    [FIELD_TYPE_PARTS] = read_parts,
    [FIELD_TYPE_RECORD] = NULL,
    [FIELD_TYPE_RECORDS] = NULL,
};

/* The index of a key's row; -1 if the record cannot have the key. */
static gssize find_field(const SchemaRecord *schema, const char *key)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (strcmp(schema->fields[i].key, key) == 0) {
            return schema_field_is_allowed(&schema->fields[i], schema) ? (gssize)i : -1;
        }
    }
    return -1;
}

static void report_unknown(Reader *reader, const SchemaRecord *schema, const Node *key)
{
    /* One more, for the NULL that g_strjoinv needs. */
    const char *keys[SCHEMA_FIELDS_MAX + 1] = { NULL };
    gsize n_keys = 0;

    for (gsize i = 0; i < schema->n_fields; i++) {
        if (schema_field_is_allowed(&schema->fields[i], schema)) {
            keys[n_keys++] = schema->fields[i].key;
        }
    }
    g_autofree char *expected = g_strjoinv(", ", (char **)keys);
    g_autofree char *shown = clip_dup(key->text);
    reader_error(reader, key, "unknown-key", reader_suggest(reader, key->text, keys, n_keys),
                 "unknown key \"%s\" in %s; expected one of %s", shown, schema->name, expected);
}

/* Finds the value of each row, which may be null; NULL if the key is not there. */
static void find_values(Reader *reader, const Node *mapping, const SchemaRecord *schema,
                        const Node **values)
{
    guint lines[SCHEMA_FIELDS_MAX] = { 0 };

    for (guint i = 0; i < mapping->length; i++) {
        const Node *key = node_key(mapping, i);
        gssize found = find_field(schema, key->text);
        if (found < 0) {
            report_unknown(reader, schema, key);
            /* YAML forbids it, but libyaml does not check; the first one counts. */
        } else if (lines[found] != 0) {
            reader_error(reader, key, "duplicate-key", NULL,
                         "the key \"%s\" is here twice; the first is on line %u", key->text,
                         lines[found]);
        } else {
            lines[found] = key->line;
            values[found] = node_value(mapping, i);
        }
    }
}

/* Reports a required value as missing. `value` is NULL if its key is not there, or else a null. */
static void report_missing(Reader *reader, const Node *node, const Node *value,
                           const SchemaRecord *schema, const SchemaField *field)
{
    if (value == NULL) {
        reader_error(reader, node, "missing-key", NULL, "%s needs the key \"%s\"", schema->name,
                     field->key);
    } else {
        reader_error(reader, value, "empty", NULL, "\"%s\" has no value, but %s needs one",
                     field->key, schema->name);
    }
}

/* Reports that none of the keys is there of which the record needs one. */
static void check_one_of(Reader *reader, const Node *node, const Node *const *values,
                         const SchemaRecord *schema)
{
    g_autoptr(GString) keys = NULL;

    for (gsize i = 0; i < schema->n_fields; i++) {
        if (!schema->fields[i].one_of) {
            continue;
        }
        if (values[i] != NULL && !node_is_null(values[i])) {
            return;
        }
        keys = keys != NULL ? g_string_append(keys, " or ") : g_string_new(NULL);
        g_string_append_printf(keys, "\"%s\"", schema->fields[i].key);
    }
    if (keys != NULL) {
        reader_error(reader, node, "missing-key", NULL, "%s needs the key %s", schema->name,
                     keys->str);
    }
}

bool fields_read(Reader *reader, const Node *node, const SchemaRecord *schema, gpointer record,
                 Fields *out_fields)
{
    const Node *values[SCHEMA_FIELDS_MAX] = { NULL };

    g_assert(schema->n_fields <= SCHEMA_FIELDS_MAX);
    *out_fields = (Fields){ .schema = schema };
    if (node->type != NODE_MAPPING) {
        reader_error(reader, node, "wrong-type", NULL, "expected %s, as keys with values, found %s",
                     schema->name, node_type_words((NodeType)node->type));
        return false;
    }
    find_values(reader, node, schema, values);
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        ValueRead *read = READERS[field->type];
        if (values[i] != NULL && !node_is_null(values[i])) {
            out_fields->nodes[i] = values[i];
            out_fields->is_good[i] =
                /* Values that the caller reads count as good, so that fields_good_node finds
                 * them. */
                read == NULL || read(reader, field, values[i], schema_field_member(field, record));
        } else if (schema_field_is_required(field, schema)) {
            report_missing(reader, node, values[i], schema, field);
        }
    }
    check_one_of(reader, node, values, schema);
    return true;
}

static bool read_part(Reader *reader, const SchemaField *field, const Node *value,
                      gpointer out_member)
{
    Fields fields;

    return fields_read(reader, value, field->of, out_member, &fields);
}

static bool read_parts(Reader *reader, const SchemaField *field, const Node *value,
                       gpointer out_member)
{
    if (!values_are_list(reader, field, value, AGENDA_FILE_MAX_LIST)) {
        return false;
    }
    GPtrArray *list = value->length > 0 ? agenda_add_list(reader->agenda, g_free) : NULL;
    for (guint i = 0; i < value->length; i++) {
        gpointer part = g_malloc0(field->of->size);
        g_ptr_array_add(list, part);
        read_part(reader, field, node_item(value, i), part);
    }
    *(GPtrArray **)out_member = list;
    return true;
}

const Node *fields_node(const Fields *fields, const char *key)
{
    gssize found = find_field(fields->schema, key);

    return found >= 0 ? fields->nodes[found] : NULL;
}

const Node *fields_good_node(const Fields *fields, const char *key)
{
    gssize found = find_field(fields->schema, key);

    return found >= 0 && fields->is_good[found] ? fields->nodes[found] : NULL;
}

void fields_read_list(Reader *reader, const Fields *fields, const char *key, ItemRead *read,
                      gpointer user)
{
    const Node *list = fields_node(fields, key);

    if (list == NULL) {
        return;
    }
    if (list->type != NODE_SEQUENCE) {
        reader_error(reader, list, "wrong-type", NULL, "expected a list of %s, found %s", key,
                     node_type_words((NodeType)list->type));
        return;
    }
    for (guint i = 0; i < list->length; i++) {
        /* More errors would not be kept; reading on would only take time. */
        if (findings_count(reader->findings, SEVERITY_ERROR) >= FINDINGS_MAX) {
            return;
        }
        read(reader, node_item(list, i), user);
    }
}
