#include "model/agenda/schema.h"

#include <string.h>

#define MEMBER(member_type, record, field) G_STRUCT_MEMBER(member_type, record, (field)->offset)

/* The size of the member that holds a value; that of a part depends on the row. Records are 0: a
 * list of them belongs to its owner and is never copied as it is. */
static const gsize SIZES[] = {
    [FIELD_TYPE_ID] = sizeof(const char *),
    [FIELD_TYPE_CODE] = sizeof(const char *),
    [FIELD_TYPE_STRING] = sizeof(const char *),
    [FIELD_TYPE_TERM] = sizeof(const char *),
    [FIELD_TYPE_LANGUAGE] = sizeof(const char *),
    [FIELD_TYPE_URL] = sizeof(const char *),
    [FIELD_TYPE_EMAIL] = sizeof(const char *),
    [FIELD_TYPE_GEO] = sizeof(const char *),
    [FIELD_TYPE_ORIGINS] = sizeof(const char *),
    [FIELD_TYPE_LINE] = sizeof(Text),
    [FIELD_TYPE_PROSE] = sizeof(Text),
    [FIELD_TYPE_COUNT] = sizeof(guint),
    [FIELD_TYPE_BOOL] = sizeof(bool),
    [FIELD_TYPE_WORD] = sizeof(guint),
    [FIELD_TYPE_ZONE] = sizeof(Tz *),
    [FIELD_TYPE_STAMP] = sizeof(gint64),
    [FIELD_TYPE_DATE] = sizeof(CivilDate),
    [FIELD_TYPE_CLOCK] = sizeof(CivilTime),
    [FIELD_TYPE_DURATION] = sizeof(CivilTime),
    [FIELD_TYPE_REFERENCE] = sizeof(gconstpointer),
    [FIELD_TYPE_REFERENCES] = sizeof(GPtrArray *),
    [FIELD_TYPE_PART] = 0,
    [FIELD_TYPE_PARTS] = sizeof(GPtrArray *),
    [FIELD_TYPE_RECORD] = 0,
    [FIELD_TYPE_RECORDS] = 0,
};

static gsize size_of(const SchemaField *field)
{
    return field->type == FIELD_TYPE_PART ? field->of->size : SIZES[field->type];
}

/* How many items a list has, which may be NULL. */
static guint length_of(const SchemaField *field, gconstpointer record)
{
    const GPtrArray *list = MEMBER(GPtrArray *, record, field);

    return list != NULL ? list->len : 0;
}

bool schema_field_is_allowed(const SchemaField *field, const SchemaRecord *schema)
{
    return field->forms == 0 || (field->forms & schema->form) != 0;
}

bool schema_field_is_required(const SchemaField *field, const SchemaRecord *schema)
{
    return (field->required & schema->form) != 0;
}

bool schema_field_is_text(const SchemaField *field)
{
    return field->type == FIELD_TYPE_LINE || field->type == FIELD_TYPE_PROSE;
}

bool schema_field_is_string(const SchemaField *field)
{
    switch (field->type) {
    case FIELD_TYPE_ID:
    case FIELD_TYPE_CODE:
    case FIELD_TYPE_STRING:
    case FIELD_TYPE_TERM:
    case FIELD_TYPE_LANGUAGE:
    case FIELD_TYPE_URL:
    case FIELD_TYPE_EMAIL:
    case FIELD_TYPE_GEO:
    case FIELD_TYPE_ORIGINS:
        return true;
    default:
        return false;
    }
}

gpointer schema_field_member(const SchemaField *field, gpointer record)
{
    return G_STRUCT_MEMBER_P(record, field->offset);
}

void schema_field_clear(const SchemaField *field, gpointer record)
{
    memset(schema_field_member(field, record), 0, size_of(field));
}

static bool has_default_value(const SchemaField *field, gconstpointer record);

static bool is_empty_part(const SchemaRecord *schema, gconstpointer part)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (!has_default_value(&schema->fields[i], part)) {
            return false;
        }
    }
    return true;
}

static bool has_default_value(const SchemaField *field, gconstpointer record)
{
    switch (field->type) {
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        return MEMBER(Text, record, field).n_variants == 0;
    case FIELD_TYPE_COUNT:
        return MEMBER(guint, record, field) == field->initial;
    case FIELD_TYPE_BOOL:
        return !MEMBER(bool, record, field);
    case FIELD_TYPE_WORD:
        return MEMBER(guint, record, field) == 0;
    case FIELD_TYPE_STAMP:
    case FIELD_TYPE_DATE:
    case FIELD_TYPE_CLOCK:
    case FIELD_TYPE_RECORD:
        return false;
    case FIELD_TYPE_DURATION:
        /* The end says it. */
        return true;
    case FIELD_TYPE_PART:
        return is_empty_part(field->of, &MEMBER(guint8, record, field));
    case FIELD_TYPE_REFERENCES:
    case FIELD_TYPE_PARTS:
    case FIELD_TYPE_RECORDS:
        return length_of(field, record) == 0;
    default:
        return MEMBER(gconstpointer, record, field) == NULL;
    }
}

bool schema_field_is_default(const SchemaField *field, gconstpointer record)
{
    /* Even a required value equal to the default must be written. */
    if (field->required != 0) {
        return false;
    }
    return field->is_default != NULL ? field->is_default(record) : has_default_value(field, record);
}

/* --- texts ------------------------------------------------------------------------------- */

/* Appends a text after what is there, parted from it; nothing if it is NULL. Takes it. */
static void append_text(GString *out, const char *separator, char *take_text)
{
    if (take_text != NULL) {
        g_string_append_printf(out, "%s%s", out->len > 0 ? separator : "", take_text);
    }
    g_free(take_text);
}

/* A text in all its languages: within a part, any of them may be what differs. */
static char *dup_variants(const Text *text)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < text->n_variants; i++) {
        append_text(out, " / ", g_strdup(text->variants[i].value));
    }
    return g_string_free(out, out->len == 0);
}

static void append_part(GString *out, const SchemaRecord *schema, gconstpointer part)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        append_text(words, " ",
                    field->type == FIELD_TYPE_LINE ? dup_variants(&MEMBER(Text, part, field))
                                                   : schema_field_dup_text(field, part));
    }
    append_text(out, ", ", g_strdup(words->str));
}

/* The items of a list, or a part; NULL if there is nothing. */
static char *dup_joined(const SchemaField *field, gconstpointer record)
{
    GString *out = g_string_new(NULL);
    const GPtrArray *list =
        field->type == FIELD_TYPE_PART ? NULL : MEMBER(GPtrArray *, record, field);

    if (field->type == FIELD_TYPE_PART) {
        append_part(out, field->of, &MEMBER(guint8, record, field));
    }
    for (guint i = 0; list != NULL && i < list->len; i++) {
        if (field->type == FIELD_TYPE_PARTS) {
            append_part(out, field->of, list->pdata[i]);
        } else {
            append_text(out, ", ", g_strdup(schema_id(field->of, list->pdata[i])));
        }
    }
    return g_string_free(out, out->len == 0);
}

char *schema_field_dup_text(const SchemaField *field, gconstpointer record)
{
    switch (field->type) {
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        return g_strdup(text_first(&MEMBER(Text, record, field)));
    case FIELD_TYPE_COUNT: {
        guint count = MEMBER(guint, record, field);
        /* 0 stands for "unknown", as in a room's capacity. */
        return count != 0 ? g_strdup_printf("%u", count) : NULL;
    }
    case FIELD_TYPE_BOOL:
        return g_strdup(MEMBER(bool, record, field) ? "true" : "false");
    case FIELD_TYPE_WORD:
        return g_strdup(field->words[MEMBER(guint, record, field)]);
    case FIELD_TYPE_ZONE:
        return g_strdup(tz_name(MEMBER(Tz *, record, field)));
    case FIELD_TYPE_STAMP:
        return civil_stamp_to_text(MEMBER(gint64, record, field));
    case FIELD_TYPE_DATE:
        return civil_date_to_iso(MEMBER(CivilDate, record, field));
    case FIELD_TYPE_REFERENCE: {
        gconstpointer named = MEMBER(gconstpointer, record, field);
        return named != NULL ? g_strdup(schema_id(field->of, named)) : NULL;
    }
    case FIELD_TYPE_REFERENCES:
    case FIELD_TYPE_PART:
    case FIELD_TYPE_PARTS:
        return dup_joined(field, record);
    case FIELD_TYPE_CLOCK:
    case FIELD_TYPE_DURATION:
    case FIELD_TYPE_RECORD:
    case FIELD_TYPE_RECORDS:
        g_assert_not_reached();
    default:
        return g_strdup(MEMBER(const char *, record, field));
    }
}

/* --- differences ------------------------------------------------------------------------- */

/* Whether a named record shows differently to those who name it. Only the keys whose change reaches
 * them are shown there. */
static bool is_shown_otherwise(const SchemaRecord *schema, gconstpointer before,
                               gconstpointer after)
{
    if (before == NULL || after == NULL) {
        return before != after;
    }
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        if (field->reach == REACH_NAMING && schema_field_differs(field, before, after)) {
            return true;
        }
    }
    return false;
}

static bool parts_differ(const SchemaRecord *schema, gconstpointer before, gconstpointer after)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (schema_field_differs(&schema->fields[i], before, after)) {
            return true;
        }
    }
    return false;
}

static bool lists_differ(const SchemaField *field, gconstpointer before, gconstpointer after)
{
    const GPtrArray *old_list = MEMBER(GPtrArray *, before, field);
    const GPtrArray *new_list = MEMBER(GPtrArray *, after, field);
    guint length = length_of(field, after);

    if (length_of(field, before) != length) {
        return true;
    }
    for (guint i = 0; i < length; i++) {
        bool differs = field->type == FIELD_TYPE_PARTS
                           ? parts_differ(field->of, old_list->pdata[i], new_list->pdata[i])
                           : is_shown_otherwise(field->of, old_list->pdata[i], new_list->pdata[i]);
        if (differs) {
            return true;
        }
    }
    return false;
}

bool schema_field_differs(const SchemaField *field, gconstpointer before, gconstpointer after)
{
    const char *old_text;
    const char *new_text;

    if (schema_field_is_string(field)) {
        return g_strcmp0(MEMBER(const char *, before, field), MEMBER(const char *, after, field)) !=
               0;
    }
    switch (field->type) {
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        return text_differs(&MEMBER(Text, before, field), &MEMBER(Text, after, field), &old_text,
                            &new_text);
    case FIELD_TYPE_ZONE:
        return strcmp(tz_name(MEMBER(Tz *, before, field)), tz_name(MEMBER(Tz *, after, field))) !=
               0;
    case FIELD_TYPE_REFERENCE:
        return is_shown_otherwise(field->of, MEMBER(gconstpointer, before, field),
                                  MEMBER(gconstpointer, after, field));
    case FIELD_TYPE_REFERENCES:
    case FIELD_TYPE_PARTS:
        return lists_differ(field, before, after);
    case FIELD_TYPE_PART:
        return parts_differ(field->of, &MEMBER(guint8, before, field),
                            &MEMBER(guint8, after, field));
    case FIELD_TYPE_RECORD:
    case FIELD_TYPE_RECORDS:
        g_assert_not_reached();
    default:
        /* Plain values of one size, without padding. */
        return memcmp(&MEMBER(guint8, before, field), &MEMBER(guint8, after, field),
                      SIZES[field->type]) != 0;
    }
}

/* --- records ----------------------------------------------------------------------------- */

void schema_set_defaults(const SchemaRecord *schema, gpointer record)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        if (field->type == FIELD_TYPE_COUNT) {
            MEMBER(guint, record, field) = field->initial;
        }
    }
}

void schema_assign(const SchemaRecord *schema, gpointer to, gconstpointer from)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        memcpy(schema_field_member(field, to), &MEMBER(guint8, from, field), size_of(field));
    }
}

bool schema_has_private(const SchemaRecord *schema, gconstpointer record)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (schema->fields[i].is_private && !has_default_value(&schema->fields[i], record)) {
            return true;
        }
    }
    return false;
}

bool schema_is_named(const SchemaRecord *schema)
{
    /* A record that has no kind of its own has the first one. */
    return schema != NULL && schema->fields == SCHEMA_NAMED[schema->named]->fields;
}

const char *schema_id(const SchemaRecord *schema, gconstpointer record)
{
    return MEMBER(const char *, record, &schema->fields[0]);
}

Place *schema_place(const SchemaRecord *schema, gpointer record)
{
    return G_STRUCT_MEMBER_P(record, schema->place);
}

void schema_walk(const SchemaRecord *schema, gconstpointer record, SchemaVisit *visit,
                 gpointer user)
{
    visit(schema, record, user);
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        /* Single records (a slot's plenary or break) are also in the list of the slot's
         * sessions. */
        if (field->type == FIELD_TYPE_RECORDS || field->type == FIELD_TYPE_PARTS) {
            const GPtrArray *records = MEMBER(GPtrArray *, record, field);
            for (guint j = 0; j < length_of(field, record); j++) {
                schema_walk(field->of, records->pdata[j], visit, user);
            }
        } else if (field->type == FIELD_TYPE_PART) {
            schema_walk(field->of, &MEMBER(guint8, record, field), visit, user);
        }
    }
}
