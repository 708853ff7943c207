#include "model/agenda/schema.h"

#include <string.h>

#define MEMBER(member_type, record, field) G_STRUCT_MEMBER(member_type, record, (field)->offset)

/* The size of the member that holds a value. Records are 0: a list belongs to its owner and is
 * never copied as it is. */
static const gsize SIZES[] = {
    [FIELD_TYPE_ID] = sizeof(const char *),
    [FIELD_TYPE_CODE] = sizeof(const char *),
    [FIELD_TYPE_STRING] = sizeof(const char *),
    [FIELD_TYPE_URL] = sizeof(const char *),
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
    [FIELD_TYPE_RECORD] = 0,
    [FIELD_TYPE_RECORDS] = 0,
};

bool schema_field_is_allowed(const SchemaField *field, const SchemaRecord *schema)
{
    return field->forms == 0 || (field->forms & schema->form) != 0;
}

bool schema_field_is_required(const SchemaField *field, const SchemaRecord *schema)
{
    return (field->required & schema->form) != 0;
}

gpointer schema_field_member(const SchemaField *field, gpointer record)
{
    return G_STRUCT_MEMBER_P(record, field->offset);
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
    case FIELD_TYPE_RECORDS:
        return MEMBER(GPtrArray *, record, field)->len == 0;
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

static const char *keep_text(SchemaText *text, char *take_value)
{
    gsize length = g_strlcpy(text->octets, take_value, sizeof text->octets);

    /* The texts of counts, stamps and dates are short; SchemaText has room for all of them. */
    g_assert(length < sizeof text->octets);
    g_free(take_value);
    return text->octets;
}

const char *schema_field_text(const SchemaField *field, gconstpointer record, SchemaText *text)
{
    switch (field->type) {
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        return text_first(&MEMBER(Text, record, field));
    case FIELD_TYPE_COUNT: {
        guint count = MEMBER(guint, record, field);
        /* 0 stands for "unknown", as in a room's capacity. */
        return count != 0 ? keep_text(text, g_strdup_printf("%u", count)) : NULL;
    }
    case FIELD_TYPE_BOOL:
        return MEMBER(bool, record, field) ? "true" : "false";
    case FIELD_TYPE_WORD:
        return field->words[MEMBER(guint, record, field)];
    case FIELD_TYPE_ZONE:
        return tz_name(MEMBER(Tz *, record, field));
    case FIELD_TYPE_STAMP:
        return keep_text(text, civil_stamp_to_text(MEMBER(gint64, record, field)));
    case FIELD_TYPE_DATE:
        return keep_text(text, civil_date_to_iso(MEMBER(CivilDate, record, field)));
    case FIELD_TYPE_REFERENCE: {
        gconstpointer named = MEMBER(gconstpointer, record, field);
        return named != NULL ? schema_id(field->of, named) : NULL;
    }
    case FIELD_TYPE_CLOCK:
    case FIELD_TYPE_DURATION:
    case FIELD_TYPE_RECORD:
    case FIELD_TYPE_RECORDS:
        g_assert_not_reached();
    default:
        return MEMBER(const char *, record, field);
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

bool schema_field_differs(const SchemaField *field, gconstpointer before, gconstpointer after)
{
    const char *old_text;
    const char *new_text;

    switch (field->type) {
    case FIELD_TYPE_ID:
    case FIELD_TYPE_CODE:
    case FIELD_TYPE_STRING:
    case FIELD_TYPE_URL:
    case FIELD_TYPE_ORIGINS:
        return g_strcmp0(MEMBER(const char *, before, field), MEMBER(const char *, after, field)) !=
               0;
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
        memcpy(schema_field_member(field, to), &MEMBER(guint8, from, field), SIZES[field->type]);
    }
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
        if (field->type == FIELD_TYPE_RECORDS) {
            const GPtrArray *records = MEMBER(GPtrArray *, record, field);
            for (guint j = 0; j < records->len; j++) {
                schema_walk(field->of, records->pdata[j], visit, user);
            }
        }
    }
}
