#include "file/fields.h"

#include "base/clip.h"

#include <string.h>

static gssize find_field(const Record *record, const char *key)
{
    for (gsize i = 0; i < record->n_fields; i++) {
        if (strcmp(record->fields[i].key, key) == 0) {
            return (gssize)i;
        }
    }
    return -1;
}

static void report_unknown(Reader *reader, const Record *record, const Node *key)
{
    const char *keys[FIELDS_MAX + 1] = { NULL };

    for (gsize i = 0; i < record->n_fields; i++) {
        keys[i] = record->fields[i].key;
    }
    g_autofree char *expected = g_strjoinv(", ", (char **)keys);
    g_autofree char *shown = clip_dup(key->text);
    reader_error(reader, key, "unknown-key",
                 reader_suggest(reader, key->text, keys, record->n_fields),
                 "unknown key \"%s\" in %s; expected one of %s", shown, record->name, expected);
}

/* Finds the value of each field; NULL where there is none. */
static void find_values(Reader *reader, const Node *mapping, const Record *record,
                        const Node **values)
{
    guint lines[FIELDS_MAX] = { 0 };

    for (guint i = 0; i < mapping->length; i++) {
        const Node *key = node_key(mapping, i);
        gssize found = find_field(record, key->text);
        if (found < 0) {
            report_unknown(reader, record, key);
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

bool fields_read(Reader *reader, const Node *node, const Record *record, gpointer draft)
{
    const Node *values[FIELDS_MAX] = { NULL };

    g_assert(record->n_fields <= FIELDS_MAX);
    if (node->type != NODE_MAPPING) {
        reader_error(reader, node, "wrong-type", NULL, "expected %s, as keys with values, found %s",
                     record->name, node_type_words((NodeType)node->type));
        return false;
    }
    find_values(reader, node, record, values);
    for (gsize i = 0; i < record->n_fields; i++) {
        const Field *field = &record->fields[i];
        if (values[i] != NULL && !node_is_null(values[i])) {
            field->read(reader, field, values[i], (char *)draft + field->offset);
        } else if (field->required && values[i] == NULL) {
            reader_error(reader, node, "missing-key", NULL, "%s needs the key \"%s\"", record->name,
                         field->key);
        } else if (field->required) {
            reader_error(reader, values[i], "empty", NULL, "\"%s\" has no value, but %s needs one",
                         field->key, record->name);
        }
    }
    return true;
}

void fields_read_list(Reader *reader, const char *key, const Node *list, ItemRead *read,
                      gpointer user)
{
    if (list->type != NODE_SEQUENCE) {
        reader_error(reader, list, "wrong-type", NULL, "expected a list of %s, found %s", key,
                     node_type_words((NodeType)list->type));
        return;
    }
    for (guint i = 0; i < list->length; i++) {
        if (findings_count(reader->findings, SEVERITY_ERROR) >= FINDINGS_MAX) {
            return;
        }
        read(reader, node_item(list, i), user);
    }
}

void fields_keep(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    (void)reader;
    (void)field;
    *(const Node **)out = value;
}
