#include "file/agenda_reader.h"

#include <string.h>

#include "file/agenda_file.h"
#include "file/contribution_reader.h"
#include "file/day_reader.h"
#include "model/address/address.h"

/* --- the head ---------------------------------------------------------------------------- */

static const char *default_short_name(Agenda *agenda)
{
    g_autofree char *name = agenda_dup_default_short_name(agenda);

    return agenda_intern(agenda, name);
}

/* Addresses of private calendars begin with that word. */
static void check_reserved(Reader *reader, const Node *id)
{
    if (id != NULL && strcmp(id->text, ADDRESS_PRIVATE) == 0) {
        reader_error(reader, id, "bad-id", NULL,
                     "the id \"%s\" is taken: addresses that begin with it are those of private "
                     "calendars",
                     id->text);
    }
}

static void read_head(Reader *reader, const Node *node)
{
    Agenda *agenda = reader->agenda;
    Fields fields;

    /* Straight into the agenda: its head has no record of its own. */
    fields_read(reader, node, &SCHEMA_AGENDA, agenda, &fields);
    check_reserved(reader, fields_good_node(&fields, "id"));
    agenda->has_published = fields_good_node(&fields, "published") != NULL;
    if (agenda->short_name == NULL) {
        agenda->short_name = default_short_name(agenda);
    }
}

/* --- what events name -------------------------------------------------------------------- */

/* Values are read into a draft, so that a record with a bad or repeated id leaves no trace. */
typedef union NamedDraft {
    Role role;
    Participant participant;
    Room room;
    RoundTable round_table;
    Term term;
} NamedDraft;

/* The record with an item's id, if there is one. Looked up before the item is read: for a built-in
 * role other keys are required. */
static gpointer find_named(Reader *reader, const Node *item, NamedKind kind)
{
    if (item->type != NODE_MAPPING) {
        return NULL;
    }
    for (guint i = 0; i < item->length; i++) {
        const Node *value = node_value(item, i);
        if (strcmp(node_key(item, i)->text, "id") == 0 && value->type == NODE_SCALAR) {
            return agenda_edit_named(reader->agenda, kind, value->text);
        }
    }
    return NULL;
}

/* Reads an item of a list of named records. A record that exists without a place in the file is a
 * built-in role, which an item may change in part. */
static void read_named(Reader *reader, const Node *item, gpointer user)
{
    const SchemaRecord *schema = user;
    gpointer record = find_named(reader, item, schema->named);
    NamedDraft draft = { 0 };
    Fields fields;

    schema_set_defaults(schema, &draft);
    if (record != NULL) {
        schema = schema->named == NAMED_ROLE ? &SCHEMA_ROLES[ROLE_FORM_BUILT_IN] : schema;
        schema_assign(schema, &draft, record);
    }
    fields_read(reader, item, schema, &draft, &fields);
    const Node *id = fields_good_node(&fields, "id");
    if (id == NULL) {
        return;
    }
    if (record != NULL && schema_place(schema, record)->line != 0) {
        reader_error(reader, id, "duplicate-id", NULL, "there is %s \"%s\" already, on line %u",
                     schema->name, id->text, schema_place(schema, record)->line);
        return;
    }
    if (record == NULL) {
        record = agenda_add_named(reader->agenda, schema->named, id->text);
    }
    schema_assign(schema, record, &draft);
    *schema_place(schema, record) = node_place(item);
}

/* --- the file ---------------------------------------------------------------------------- */

static void read_records(Reader *reader, const Fields *fields)
{
    /* In the order of the rows, whatever the order of the file: a reference needs its record. */
    reader->is_open[NAMED_LANGUAGE] = true;
    for (gsize i = 0; i < SCHEMA_FILE.n_fields; i++) {
        const SchemaField *list = &SCHEMA_FILE.fields[i];
        if (schema_is_named(list->of)) {
            bool is_term = list->of->named >= NAMED_TYPE;
            reader->is_open[list->of->named] = is_term && fields_node(fields, list->key) == NULL;
            fields_read_list(reader, fields, list->key, read_named, (gpointer)list->of);
        }
    }
    fields_read_list(reader, fields, "days", day_reader_read, NULL);
    fields_read_list(reader, fields, "preparations", contribution_reader_read_preparation, NULL);
}

Agenda *agenda_reader_read(const Node *root, const KeptZone *kept, Findings *findings)
{
    g_auto(Reader) reader;
    Fields fields;

    reader_init(&reader, findings, kept);
    fields_read(&reader, root, &SCHEMA_FILE, reader.agenda, &fields);
    /* First, because sessions need the time zone. */
    const Node *head = fields_node(&fields, "agenda");
    if (head != NULL) {
        read_head(&reader, head);
    }
    read_records(&reader, &fields);
    if (findings_count(findings, SEVERITY_ERROR) > 0) {
        return NULL;
    }
    agenda_finish(reader.agenda);
    return g_steal_pointer(&reader.agenda);
}
