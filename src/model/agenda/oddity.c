#include "model/agenda/oddity.h"

#include <string.h>

#include "model/agenda/schema.h"

/* --- names ------------------------------------------------------------------------------- */

/* Warns of a name that a record before has, too, whatever the case of letters. */
static void check_name(GHashTable *names, const SchemaRecord *schema, gpointer record,
                       const char *key, const char *name, Findings *findings)
{
    char *folded = name != NULL ? g_utf8_casefold(name, -1) : NULL;
    gpointer first = folded != NULL ? g_hash_table_lookup(names, folded) : NULL;

    if (folded == NULL || first == record) {
        g_free(folded);
    } else if (first == NULL) {
        g_hash_table_insert(names, folded, record);
    } else {
        findings_add(findings, SEVERITY_WARNING, *schema_place(schema, record), "same-name", NULL,
                     "%s \"%s\" has the same %s as \"%s\", \"%s\": nobody can tell them apart",
                     schema->name, schema_id(schema, record), key, schema_id(schema, first), name);
        g_free(folded);
    }
}

/* Compares what the records of a kind are called by a key: agencies have two. */
static void check_names(const Agenda *agenda, NamedKind kind, const char *key, Findings *findings)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const SchemaRecord *schema = SCHEMA_NAMED[kind];
    const GPtrArray *records = agenda_list_named(agenda, kind);

    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        for (guint j = 0; strcmp(field->key, key) == 0 && j < records->len; j++) {
            gpointer record = records->pdata[j];
            g_autofree char *name = schema_field_dup_text(field, record);
            check_name(names, schema, record, key, name, findings);
        }
    }
}

/* --- ids --------------------------------------------------------------------------------- */

/* Whether Windows takes an id for a device, with an extension, too. */
static bool is_device(const char *id)
{
    static const char *const DEVICES[] = { "aux", "con", "nul", "prn", NULL };
    g_autofree char *folded = g_ascii_strdown(id, (gssize)strcspn(id, "."));
    bool is_port = strlen(folded) == 4 && folded[3] >= '1' && folded[3] <= '9' &&
                   (g_str_has_prefix(folded, "com") || g_str_has_prefix(folded, "lpt"));

    return is_port || g_strv_contains(DEVICES, folded);
}

static void check_id(const char *name, const char *id, Place place, Findings *findings)
{
    if (id == NULL) {
        return;
    }
    if (is_device(id)) {
        findings_add(findings, SEVERITY_WARNING, place, "odd-id", NULL,
                     "%s has the id \"%s\", which no file on Windows can have as its name", name,
                     id);
    } else if (*id == '_') {
        findings_add(findings, SEVERITY_WARNING, place, "odd-id", NULL,
                     "%s has the id \"%s\": some web servers leave out files that begin with \"_\"",
                     name, id);
    }
}

/* Roles and terms have no files. */
static void check_ids(const Agenda *agenda, Findings *findings)
{
    check_id("the agenda", agenda->id, (Place){ 0 }, findings);
    for (NamedKind kind = NAMED_AGENCY; kind <= NAMED_ROUND_TABLE; kind++) {
        const SchemaRecord *schema = SCHEMA_NAMED[kind];
        const GPtrArray *records = agenda_list_named(agenda, kind);
        for (guint i = 0; i < records->len; i++) {
            gpointer record = records->pdata[i];
            check_id(schema->name, schema_id(schema, record), *schema_place(schema, record),
                     findings);
        }
    }
    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        check_id(SCHEMA_SESSIONS[session->kind].name, session->id, session->place, findings);
    }
}

/* Sessions must differ in more than capitals, and all other ids are in small letters. */
static void check_preparations(const Agenda *agenda, Findings *findings)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        if (preparation->id == NULL) {
            continue;
        }
        char *folded = g_ascii_strdown(preparation->id, -1);
        const char *first = g_hash_table_lookup(ids, folded);
        check_id(SCHEMA_PREPARATION.name, preparation->id, preparation->place, findings);
        if (first != NULL) {
            findings_add(findings, SEVERITY_WARNING, preparation->place, "similar-id", NULL,
                         "the ids of the preparations \"%s\" and \"%s\" differ only in small and "
                         "capital letters",
                         preparation->id, first);
        }
        g_hash_table_replace(ids, folded, (gpointer)preparation->id);
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static void check_stamp(const Agenda *agenda, gint64 now, Findings *findings)
{
    if (agenda->has_published && agenda->published > now + CIVIL_DAY_SECONDS) {
        g_autofree char *stamp = civil_stamp_to_text(agenda->published);
        findings_add(findings, SEVERITY_WARNING, (Place){ 0 }, "future-stamp", NULL,
                     "\"published\" is %s, more than a day ahead: changes are not dated before it",
                     stamp);
    }
}

void oddity_report(const Agenda *agenda, gint64 now, Findings *findings)
{
    check_names(agenda, NAMED_AGENCY, "short", findings);
    check_names(agenda, NAMED_AGENCY, "name", findings);
    check_names(agenda, NAMED_PERSON, "name", findings);
    check_names(agenda, NAMED_ROOM, "name", findings);
    check_names(agenda, NAMED_ROUND_TABLE, "title", findings);
    check_ids(agenda, findings);
    check_preparations(agenda, findings);
    check_stamp(agenda, now, findings);
}
