#include "model/agenda/agenda_extract.h"

/* A copy in progress. */
typedef struct Extract {
    const Agenda *from;
    Agenda *to;
    const ExtractRule *rule;
    GHashTable *copies; /* record → its copy */
} Extract;

static Text copy_text(const Extract *extract, const Text *text)
{
    const char *const *langs = extract->rule->langs;

    /* Interning would allocate an empty array. */
    if (text->n_variants == 0) {
        return *text;
    }
    Text copy = agenda_intern_text(extract->to, text->variants, text->n_variants);
    copy.shown = langs != NULL ? text_choose(text, langs) : text->shown;
    return copy;
}

static gconstpointer copy_of_named(Extract *extract, const SchemaRecord *schema,
                                   gconstpointer record);
static void copy_values(Extract *extract, const SchemaRecord *schema, gpointer copy);

static GPtrArray *copy_references(Extract *extract, const SchemaField *field,
                                  const GPtrArray *records)
{
    GPtrArray *list = records != NULL ? agenda_add_list(extract->to, NULL) : NULL;

    for (guint i = 0; records != NULL && i < records->len; i++) {
        g_ptr_array_add(list, (gpointer)copy_of_named(extract, field->of, records->pdata[i]));
    }
    return list;
}

static GPtrArray *copy_parts(Extract *extract, const SchemaField *field, const GPtrArray *parts)
{
    GPtrArray *list = parts != NULL ? agenda_add_list(extract->to, g_free) : NULL;

    for (guint i = 0; parts != NULL && i < parts->len; i++) {
        gpointer copy = g_memdup2(parts->pdata[i], field->of->size);
        copy_values(extract, field->of, copy);
        g_ptr_array_add(list, copy);
    }
    return list;
}

/* Puts a copy of its own into the place of a value that belongs to the original. */
static void copy_value(Extract *extract, const SchemaField *field, gpointer member)
{
    if (schema_field_is_string(field)) {
        *(const char **)member = agenda_intern(extract->to, *(const char **)member);
        return;
    }
    switch (field->type) {
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        *(Text *)member = copy_text(extract, member);
        break;
    case FIELD_TYPE_REFERENCE:
        *(gconstpointer *)member = copy_of_named(extract, field->of, *(gconstpointer *)member);
        break;
    case FIELD_TYPE_REFERENCES:
        *(GPtrArray **)member = copy_references(extract, field, *(GPtrArray **)member);
        break;
    case FIELD_TYPE_PART:
        copy_values(extract, field->of, member);
        break;
    case FIELD_TYPE_PARTS:
        *(GPtrArray **)member = copy_parts(extract, field, *(GPtrArray **)member);
        break;
    default:
        break; /* a plain value */
    }
}

static void copy_values(Extract *extract, const SchemaRecord *schema, gpointer copy)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        copy_value(extract, &schema->fields[i], schema_field_member(&schema->fields[i], copy));
    }
}

/* Leaves out what is for the organisers only, which no key that is required is. */
static void drop_private(const SchemaRecord *schema, gpointer copy)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (schema->fields[i].is_private) {
            schema_field_clear(&schema->fields[i], copy);
        }
    }
}

/* Copies the values of all keys. Strings are interned anew, and references lead to copies. */
static void copy_fields(Extract *extract, const SchemaRecord *schema, gpointer copy,
                        gconstpointer record)
{
    /* Plain values are right then; the pointers still belong to the original. */
    schema_assign(schema, copy, record);
    if (extract->rule->is_public) {
        drop_private(schema, copy);
    }
    copy_values(extract, schema, copy);
    if (extract->rule->edit != NULL) {
        extract->rule->edit(extract->to, schema, copy, record, extract->rule->data);
    }
}

/* Copies a record with its place in the file. */
static void copy_record(Extract *extract, const SchemaRecord *schema, gpointer copy,
                        gconstpointer record)
{
    copy_fields(extract, schema, copy, record);
    *schema_place(schema, copy) = *schema_place(schema, (gpointer)record);
}

/* --- what events name: each is copied when first asked for -------------------------------- */

/* The copy of a record that events name; NULL for NULL. A built-in role exists from the start, but
 * not as the file may have changed it. */
static gconstpointer copy_of_named(Extract *extract, const SchemaRecord *schema,
                                   gconstpointer record)
{
    gpointer copy = record == NULL ? NULL : g_hash_table_lookup(extract->copies, record);

    if (copy == NULL && record != NULL) {
        const char *id = schema_id(schema, record);
        copy = agenda_edit_named(extract->to, schema->named, id);
        copy = copy != NULL ? copy : agenda_add_named(extract->to, schema->named, id);
        copy_record(extract, schema, copy, record);
        g_hash_table_insert(extract->copies, (gpointer)record, copy);
    }
    return copy;
}

static Day *copy_of_day(Extract *extract, const Day *day)
{
    Day *copy = g_hash_table_lookup(extract->copies, day);

    if (copy == NULL) {
        copy = agenda_add_day(extract->to, day->date);
        copy_record(extract, &SCHEMA_DAY, copy, day);
        g_hash_table_insert(extract->copies, (gpointer)day, copy);
    }
    return copy;
}

static Slot *copy_of_slot(Extract *extract, const Slot *slot)
{
    Slot *copy = g_hash_table_lookup(extract->copies, slot);

    if (copy == NULL) {
        copy = agenda_add_slot(extract->to, copy_of_day(extract, slot->day));
        copy_record(extract, &SCHEMA_SLOT, copy, slot);
        g_hash_table_insert(extract->copies, (gpointer)slot, copy);
    }
    return copy;
}

/* --- events ------------------------------------------------------------------------------ */

/* The days on which a session goes on, beside the one under which it stands. */
static void copy_days(Extract *extract, const Session *session)
{
    CivilDate first;
    CivilDate last;

    session_days(session, &first, &last);
    for (CivilDate date = first; date <= last; date++) {
        const Day *day = agenda_find_day(extract->from, date);
        if (day != NULL) {
            copy_of_day(extract, day);
        }
    }
}

static void copy_session(Extract *extract, const Session *session)
{
    const ExtractRule *rule = extract->rule;
    Slot *slot = copy_of_slot(extract, session->slot);
    Session *copy = agenda_add_session(extract->to, slot, session->id);

    copy_record(extract, &SCHEMA_SESSIONS[session->kind], copy, session);
    /* What the reader derives, and no key has. */
    copy->kind = session->kind;
    copy->start_utc = session->start_utc;
    copy->end_utc = session->end_utc;
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (rule->has_contribution == NULL || rule->has_contribution(contribution, rule->data)) {
            copy_record(extract, &SCHEMA_CONTRIBUTION, agenda_add_contribution(extract->to, copy),
                        contribution);
        }
    }
}

static void copy_preparation(Extract *extract, const Preparation *preparation)
{
    Preparation *copy = agenda_add_preparation(extract->to);

    copy_record(extract, &SCHEMA_PREPARATION, copy, preparation);
    copy->timing = preparation->timing;
}

static void copy_all_named(Extract *extract, NamedKind kind)
{
    const GPtrArray *records = agenda_list_named(extract->from, kind);
    const ExtractRule *rule = extract->rule;

    for (guint i = 0; i < records->len; i++) {
        /* A term that the file does not list is there only while sessions have it. */
        bool is_listed =
            kind < NAMED_TYPE || ((const Term *)records->pdata[i])->label.n_variants > 0;
        bool is_participant = kind == NAMED_AGENCY || kind == NAMED_PERSON;
        if (is_listed && (!is_participant || rule->has_participant == NULL ||
                          rule->has_participant(records->pdata[i], rule->data))) {
            copy_of_named(extract, SCHEMA_NAMED[kind], records->pdata[i]);
        }
    }
}

static void copy_all_names(Extract *extract)
{
    for (NamedKind kind = 0; kind < N_NAMED_KINDS; kind++) {
        copy_all_named(extract, kind);
    }
    for (guint i = 0; i < extract->from->days->len; i++) {
        copy_of_day(extract, extract->from->days->pdata[i]);
    }
}

static void copy_events(Extract *extract)
{
    const ExtractRule *rule = extract->rule;
    bool has_common = false;

    for (guint i = 0; i < extract->from->sessions->len; i++) {
        const Session *session = extract->from->sessions->pdata[i];
        if (rule->has_session(session, rule->data)) {
            copy_session(extract, session);
            copy_days(extract, session);
            has_common = has_common || session->kind != SESSION_KIND_SESSION;
        }
    }
    /* A plenary or break stands in the feed of every agency and person, and revision_departures
     * finds those feeds by the records of the extract. */
    if (has_common) {
        copy_all_named(extract, NAMED_AGENCY);
        copy_all_named(extract, NAMED_PERSON);
    }
    for (guint i = 0; i < extract->from->preparations->len; i++) {
        const Preparation *preparation = extract->from->preparations->pdata[i];
        if (rule->has_preparation(preparation, rule->data)) {
            copy_preparation(extract, preparation);
        }
    }
}

Agenda *agenda_extract(const Agenda *agenda, const ExtractRule *rule)
{
    g_autoptr(GHashTable) copies = g_hash_table_new(NULL, NULL);
    Extract extract = {
        .from = agenda, .to = agenda_new(agenda->id, agenda->tz), .rule = rule, .copies = copies
    };

    copy_fields(&extract, &SCHEMA_AGENDA, extract.to, agenda);
    /* No key of its own: the reader notes whether `published` was there. */
    extract.to->has_published = agenda->has_published;
    if (rule->with_all_names) {
        copy_all_names(&extract);
    }
    copy_events(&extract);
    agenda_finish(extract.to);
    return extract.to;
}
