#include "schema_sample.h"

#include <string.h>

static void append_record(GString *out, const SchemaSample *sample, const SchemaRecord *schema,
                          bool is_second);

/* --- values ------------------------------------------------------------------------------ */

typedef enum Value {
    VALUE_USUAL,
    VALUE_OWN,    /* of the key that is looked at */
    VALUE_SECOND, /* of the second record of a kind */
} Value;

static const char *text_value(Value value)
{
    return value == VALUE_OWN
               ? "{en: Two, fr: Deux, " SCHEMA_SAMPLE_LANGUAGE ": Mbili}"
               : (value == VALUE_SECOND ? "{en: Second, fr: Seconde}" : "{en: One, fr: Un}");
}

static void append_word(GString *out, const SchemaField *field)
{
    guint last = 0;

    while (field->words[last + 1] != NULL) {
        last++;
    }
    g_string_append(out, field->words[last]);
}

/* Whether a key is one of sessions, and not of what else has such a key. */
static bool is_of_session(const SchemaField *field)
{
    const SchemaRecord *schema = &SCHEMA_SESSIONS[SESSION_KIND_SESSION];

    return field >= schema->fields && field < schema->fields + schema->n_fields;
}

/* The days of a preparation and of the session, and the hours of the slot, with the session's,
 * which ends on its own day. */
static const char *time_value(const SchemaField *field, bool is_own)
{
    bool is_start = strcmp(field->key, "start") == 0;

    switch (field->type) {
    case FIELD_TYPE_STAMP:
        return "2007-07-01T00:00:00Z";
    case FIELD_TYPE_DURATION:
        return "2h";
    case FIELD_TYPE_DATE:
        return is_own && !is_of_session(field) ? "2007-07-11" : "2007-07-10";
    default:
        return is_start ? (is_own ? "'10:00'" : "'09:00'") : (is_own ? "'11:00'" : "'12:00'");
    }
}

/* A list has two records of what events name, and else one. */
static void append_records(GString *out, const SchemaSample *sample, const SchemaField *field)
{
    bool is_named = schema_is_named(field->of);
    g_string_append_c(out, '[');
    append_record(out, sample, field->of, false);
    if (is_named) {
        g_string_append(out, ", ");
        append_record(out, sample, field->of, true);
    }
    g_string_append_c(out, ']');
}

static void append_value(GString *out, const SchemaSample *sample, const SchemaField *field,
                         Value value);

/* A part that is looked at has all its keys. */
static void append_part(GString *out, const SchemaSample *sample, const SchemaField *field,
                        Value value)
{
    if (value != VALUE_OWN) {
        append_record(out, sample, field->of, false);
        return;
    }
    g_string_append_c(out, '{');
    for (gsize i = 0; i < field->of->n_fields; i++) {
        g_string_append_printf(out, "%s%s: ", i > 0 ? ", " : "", field->of->fields[i].key);
        append_value(out, sample, &field->of->fields[i], value);
    }
    g_string_append_c(out, '}');
}

static void append_value(GString *out, const SchemaSample *sample, const SchemaField *field,
                         Value value)
{
    bool is_own = value != VALUE_USUAL;

    switch (field->type) {
    case FIELD_TYPE_ID:
    case FIELD_TYPE_CODE:
    case FIELD_TYPE_TERM:
    case FIELD_TYPE_REFERENCE:
        g_string_append(out, is_own ? "two" : "one");
        break;
    case FIELD_TYPE_LANGUAGE:
        g_string_append(out, is_own ? "pt-BR" : "en");
        break;
    case FIELD_TYPE_REFERENCES:
        g_string_append_c(out, '[');
        append_value(out, sample, &field->of->fields[0], value);
        g_string_append_c(out, ']');
        break;
    case FIELD_TYPE_EMAIL:
        g_string_append(out, "own@example.org");
        break;
    case FIELD_TYPE_GEO:
        g_string_append(out, is_own ? "[50.85, 4.35]" : "[-3.1, 0]");
        break;
    case FIELD_TYPE_PART:
        append_part(out, sample, field, value);
        break;
    case FIELD_TYPE_PARTS:
        g_string_append_c(out, '[');
        append_part(out, sample, field, value);
        g_string_append_c(out, ']');
        break;
    case FIELD_TYPE_STRING:
        g_string_append(out, is_own ? "Two" : "One");
        break;
    case FIELD_TYPE_URL:
        g_string_append(out, is_own ? "'https://example.org/own'" : "'https://example.org/one'");
        break;
    case FIELD_TYPE_ORIGINS:
        g_string_append(out, is_own ? "[https://a.example, http://b.example:80]"
                                    : "[https://a.example]");
        break;
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        g_string_append(out, text_value(value));
        break;
    case FIELD_TYPE_COUNT:
        g_string_append(out, "7");
        break;
    case FIELD_TYPE_BOOL:
        g_string_append(out, field->required != 0 && is_own ? "false" : "true");
        break;
    case FIELD_TYPE_WORD:
        append_word(out, field);
        break;
    case FIELD_TYPE_ZONE:
        g_string_append(out, is_own ? "Asia/Tokyo" : "Europe/Brussels");
        break;
    case FIELD_TYPE_RECORD:
        append_record(out, sample, field->of, false);
        break;
    case FIELD_TYPE_RECORDS:
        append_records(out, sample, field);
        break;
    default:
        g_string_append(out, time_value(field, is_own));
    }
}

/* --- records ----------------------------------------------------------------------------- */

static bool is_looked_at(const SchemaSample *sample, const SchemaRecord *schema, const char *key)
{
    return sample->field != NULL && sample->field >= schema->fields &&
           sample->field < schema->fields + schema->n_fields &&
           strcmp(sample->field->key, key) == 0;
}

/* Whether a key is the end that the day of an end needs. */
static bool is_end_of_day(const SchemaSample *sample, const SchemaRecord *schema,
                          const SchemaField *field)
{
    return strcmp(field->key, "end") == 0 && is_looked_at(sample, schema, "until");
}

/* What a slot and a preparation need, though neither key by itself must be there. */
static bool is_needed(const SchemaSample *sample, const SchemaRecord *schema,
                      const SchemaField *field)
{
    if (schema == &SCHEMA_SLOT && field->type == FIELD_TYPE_CLOCK) {
        bool is_end = strcmp(field->key, "end") == 0;
        return !sample->is_set || (!is_looked_at(sample, schema, "all-day") &&
                                   !(is_end && is_looked_at(sample, schema, "duration")));
    }
    /* A day of an end needs the end. */
    if (sample->is_set && is_end_of_day(sample, schema, field)) {
        return true;
    }
    if (schema == &SCHEMA_PREPARATION && field->type == FIELD_TYPE_CODE) {
        return true;
    }
    if (schema == &SCHEMA_PREPARATION && field->type == FIELD_TYPE_DATE) {
        bool is_due = sample->is_set && is_looked_at(sample, schema, "due");
        return strcmp(field->key, is_due ? "due" : "date") == 0;
    }
    return schema == &SCHEMA_SLOT && field->of == &SCHEMA_SESSIONS[sample->kind];
}

/* Whether a key has a part in which the key that is looked at may stand. */
static bool holds_looked_at(const SchemaSample *sample, const SchemaField *field)
{
    bool any = false;

    if (field->type != FIELD_TYPE_PART && field->type != FIELD_TYPE_PARTS) {
        return false;
    }
    for (gsize i = 0; i < field->of->n_fields && !any; i++) {
        any = &field->of->fields[i] == sample->field ||
              holds_looked_at(sample, &field->of->fields[i]);
    }
    return any;
}

/* What a person belongs to is shown where they do not contribute for an agency. */
static bool hides_looked_at(const SchemaSample *sample, const SchemaField *field)
{
    return field->one_of && field->of == &SCHEMA_AGENCY && sample->field != NULL &&
           sample->field >= SCHEMA_PERSON.fields &&
           sample->field < SCHEMA_PERSON.fields + SCHEMA_PERSON.n_fields;
}

/* Events name what they can, so that a change of that reaches them. */
static bool is_given(const SchemaSample *sample, const SchemaRecord *schema,
                     const SchemaField *field)
{
    if (!schema_field_is_allowed(field, schema) || hides_looked_at(sample, field)) {
        return false;
    }
    if (schema_field_is_required(field, schema) || is_needed(sample, schema, field) ||
        holds_looked_at(sample, field)) {
        return true;
    }
    if (field == sample->field) {
        return sample->is_set;
    }
    return schema != &SCHEMA_SLOT &&
           (field->type == FIELD_TYPE_REFERENCE || field->type == FIELD_TYPE_REFERENCES ||
            field->type == FIELD_TYPE_RECORDS);
}

static void append_record(GString *out, const SchemaSample *sample, const SchemaRecord *schema,
                          bool is_second)
{
    const char *separator = "";

    g_string_append_c(out, '{');
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        bool is_own =
            sample->is_set && (field == sample->field ||
                               (is_of_session(field) && is_end_of_day(sample, schema, field)));
        if (is_second ? schema_field_is_required(field, schema) : is_given(sample, schema, field)) {
            g_string_append_printf(out, "%s%s: ", separator, field->key);
            append_value(out, sample, field,
                         is_second ? VALUE_SECOND : (is_own ? VALUE_OWN : VALUE_USUAL));
            separator = ", ";
        }
    }
    g_string_append_c(out, '}');
}

char *schema_sample_dup_file(const SchemaSample *sample)
{
    GString *out = g_string_new(NULL);

    append_record(out, sample, &SCHEMA_FILE, false);
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
