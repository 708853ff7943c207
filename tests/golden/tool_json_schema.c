/* Prints contrib/confeed-agenda.schema.json: what an agenda file may hold, as the schema has it,
 * for editors. It is draft 7 of JSON Schema, because what editors ask about YAML knows no later one
 * well. It is not as strict as the reader: what one value says of another is left to "confeed
 * check". */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/agenda_source.h"
#include "model/address/id.h"
#include "model/agenda/schema.h"

/* A type that is forgotten here is an error. */
#pragma GCC diagnostic error "-Wswitch"

#define VALUE_OF(macro) #macro
#define DIGITS_OF(macro) VALUE_OF(macro)
#define NOT_EMPTY "\\S"
#define LANGUAGE "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"

/* --- values ------------------------------------------------------------------------------ */

/* What the values of a type look like. */
typedef struct Shape {
    const char *name;              /* of its definition; NULL: the row says it */
    const char *types;             /* of JSON, a blank between. Without quotes, YAML makes numbers
                                    * and more of what is read as text */
    const char *pattern;           /* of strings */
    json_t *(*wrap)(json_t *take); /* makes more of it; or NULL */
} Shape;

/* A text or a map from language to text. */
static json_t *wrap_languages(json_t *take_text)
{
    return json_pack("{s:[O, {s:s, s:i, s:{s:s}, s:o}]}", "anyOf", take_text, "type", "object",
                     "minProperties", 1, "propertyNames", "pattern", LANGUAGE,
                     "additionalProperties", take_text);
}

/* One, or a list of them. */
static json_t *wrap_list(json_t *take_item)
{
    return json_pack("{s:[O, {s:s, s:o}]}", "anyOf", take_item, "type", "array", "items",
                     take_item);
}

/* Two numbers in a text or a list. */
static json_t *wrap_position(json_t *take_text)
{
    return json_pack("{s:[o, {s:s, s:{s:s}, s:i, s:i}]}", "anyOf", take_text, "type", "array",
                     "items", "type", "number", "minItems", 2, "maxItems", 2);
}

/* The pattern holds for strings only. */
static json_t *wrap_count(json_t *take_count)
{
    json_object_set_new(take_count, "minimum", json_integer(1));
    return take_count;
}

static json_t *wrap_truth(json_t *take_unused)
{
    json_decref(take_unused);
    return json_pack("{s:[b, b, s, s]}", "enum", 1, 0, "yes", "no");
}

static Shape shape_of(FieldType type)
{
    switch (type) {
    case FIELD_TYPE_ID:
        return (Shape){ "id", "string integer", "^[" ID_OCTETS "]{1," DIGITS_OF(ID_MAX) "}$",
                        NULL };
    case FIELD_TYPE_CODE:
        return (Shape){ "code", "string number",
                        "^(?!\\.)[" ID_CODE_OCTETS "]{1," DIGITS_OF(ID_MAX) "}$", NULL };
    case FIELD_TYPE_STRING:
        return (Shape){ "string", "string number boolean", NOT_EMPTY, NULL };
    case FIELD_TYPE_TERM:
        return (Shape){ "term", "string number boolean", "^[^,]*[^,\\s][^,]*$", NULL };
    case FIELD_TYPE_LANGUAGE:
        return (Shape){ "language-tag", "string", LANGUAGE, NULL };
    case FIELD_TYPE_EMAIL:
        return (Shape){ "email", "string", "^[^\\s@]+@[^\\s@]+$", NULL };
    case FIELD_TYPE_GEO:
        return (Shape){ "geo", "string", "^[-+.0-9]+\\s*[,;]\\s*[-+.0-9]+$", wrap_position };
    case FIELD_TYPE_URL:
        return (Shape){ "url", "string", "^https?://[^\\s\"<>\\\\^`{|}]+$", NULL };
    case FIELD_TYPE_ORIGINS:
        return (Shape){ "origins", "string", "^(https?://[A-Za-z0-9.:-]+ ?)+$", wrap_list };
    case FIELD_TYPE_LINE:
        return (Shape){ "line", "string number boolean", NOT_EMPTY, wrap_languages };
    case FIELD_TYPE_PROSE:
        return (Shape){ "prose", "string number boolean", NOT_EMPTY, wrap_languages };
    case FIELD_TYPE_COUNT:
        return (Shape){ "count", "integer string", "^0*[1-9][0-9]{0,6}$", wrap_count };
    case FIELD_TYPE_BOOL:
        return (Shape){ "truth", "boolean", NULL, wrap_truth };
    case FIELD_TYPE_ZONE:
        return (Shape){ "zone", "string", "^[A-Za-z0-9+_/-]+$", NULL };
    case FIELD_TYPE_STAMP:
        return (Shape){ "stamp", "string",
                        "^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?"
                        "([Zz]|[+-]\\d\\d:\\d\\d)$",
                        NULL };
    case FIELD_TYPE_DATE:
        return (Shape){ "date", "string", "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", NULL };
    case FIELD_TYPE_CLOCK:
        return (Shape){ "clock", "string", "^(\\d\\d|[1-9]\\d\\d):[0-5]\\d$", NULL };
    case FIELD_TYPE_DURATION:
        return (Shape){ "duration", "string integer",
                        "^(\\d{1,5}(:[0-5]\\d)?|(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?)$", NULL };
    case FIELD_TYPE_WORD:
    case FIELD_TYPE_REFERENCE:
    case FIELD_TYPE_REFERENCES:
    case FIELD_TYPE_PART:
    case FIELD_TYPE_PARTS:
    case FIELD_TYPE_RECORD:
    case FIELD_TYPE_RECORDS:
        return (Shape){ NULL, NULL, NULL, NULL };
    }
    g_assert_not_reached();
}

static json_t *strings_to_json(const char *const *strings)
{
    json_t *list = json_array();

    for (gsize i = 0; strings[i] != NULL; i++) {
        json_array_append_new(list, json_string(strings[i]));
    }
    return list;
}

static json_t *shape_to_json(const Shape *shape)
{
    g_auto(GStrv) types = g_strsplit(shape->types, " ", -1);
    json_t *value = json_pack("{s:o, s:s*}", "type",
                              types[1] == NULL ? json_string(types[0])
                                               : strings_to_json((const char *const *)types),
                              "pattern", shape->pattern);

    return shape->wrap != NULL ? shape->wrap(value) : value;
}

/* --- keys -------------------------------------------------------------------------------- */

/* "round-table" for "a round table". The caller's own. */
static char *dup_name(const SchemaRecord *schema)
{
    const char *name = strchr(schema->name, ' ') + 1;
    const char *bare = g_str_has_prefix(name, "new ") ? name + strlen("new ") : name;

    return g_strdelimit(g_strdup(bare), " ", '-');
}

static json_t *refer(const char *name)
{
    return json_pack("{s:o}", "$ref", json_sprintf("#/definitions/%s", name));
}

/* Refers to a record's definition, and makes it unless it is there. */
static json_t *refer_to_record(json_t *definitions, const SchemaRecord *schema);

/* What the value of a key looks like; definitions that it needs are added. */
static json_t *field_to_json(json_t *definitions, const SchemaField *field)
{
    Shape shape = shape_of(field->type);

    if (shape.name != NULL) {
        if (json_object_get(definitions, shape.name) == NULL) {
            json_object_set_new(definitions, shape.name, shape_to_json(&shape));
        }
        return refer(shape.name);
    }
    if (field->type == FIELD_TYPE_WORD) {
        return json_pack("{s:o, s:s}", "enum", strings_to_json(field->words), "default",
                         field->words[0]);
    }
    if (field->of == NULL) {
        /* Keys of people's own. */
        return json_pack("{s:s, s:{s:s}}", "type", "object", "additionalProperties", "type",
                         "string");
    }
    /* What is named has an id, which is its first key. */
    bool is_named = field->type == FIELD_TYPE_REFERENCE || field->type == FIELD_TYPE_REFERENCES;
    bool is_one = field->type == FIELD_TYPE_REFERENCE || field->type == FIELD_TYPE_PART ||
                  field->type == FIELD_TYPE_RECORD;
    json_t *item = is_named ? field_to_json(definitions, &field->of->fields[0])
                            : refer_to_record(definitions, field->of);
    return is_one ? item : json_pack("{s:s, s:o}", "type", "array", "items", item);
}

/* Adds what the row says in words. Draft 7 lets validators pass over what stands beside "$ref";
 * editors show it. */
static void describe(json_t *value, const SchemaField *field)
{
    g_autoptr(GString) words = g_string_new(NULL);

    if (field->type == FIELD_TYPE_REFERENCE) {
        g_string_append_printf(words, "The id of %s.", field->of->name);
    }
    if (field->description != NULL) {
        g_string_append_printf(words, "%s%s", words->len > 0 ? " " : "", field->description);
    }
    if (words->len > 0) {
        json_object_set_new(value, "description", json_string(words->str));
    }
}

/* --- records ----------------------------------------------------------------------------- */

#define NEITHER(one, other) "{\"not\": {\"required\": [\"" one "\", \"" other "\"]}}"

/* What the rows do not say of a record: a list of more schemas that hold; or NULL. */
static json_t *rules_of(const SchemaRecord *schema)
{
    static const struct {
        const SchemaRecord *schema;
        const char *rules;
    } RULES[] = {
        { &SCHEMA_SLOT,
          "[{\"if\": {\"properties\": {\"all-day\": {\"enum\": [true, \"yes\"]}}, "
          "\"required\": [\"all-day\"]}, "
          "\"then\": {\"properties\": {\"start\": false, \"end\": false, \"duration\": false}}, "
          "\"else\": {\"required\": [\"start\"], \"anyOf\": [{\"required\": [\"end\"]}, "
          "{\"required\": [\"duration\"]}]}}, "
          "{\"oneOf\": [{\"required\": [\"plenary\"]}, {\"required\": [\"break\"]}, "
          "{\"required\": [\"sessions\"]}]}, " NEITHER("duration", "end") ", " NEITHER(
              "duration", "until") "]" },
        { &SCHEMA_SESSIONS[SESSION_KIND_SESSION], "[" NEITHER("duration", "end") "]" },
        { &SCHEMA_SESSIONS[SESSION_KIND_PLENARY], "[" NEITHER("duration", "end") "]" },
        { &SCHEMA_SESSIONS[SESSION_KIND_BREAK], "[" NEITHER("duration", "end") "]" },
        { &SCHEMA_PREPARATION, "[" NEITHER("date", "due") "]" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(RULES); i++) {
        if (RULES[i].schema == schema) {
            json_t *rules = json_loads(RULES[i].rules, 0, NULL);
            g_assert(rules != NULL);
            return rules;
        }
    }
    return NULL;
}

/* A role that is built in needs fewer keys than a new one. */
static json_t *make_role_rule(json_t *required)
{
    g_autoptr(Agenda) agenda = agenda_new("a", NULL);
    json_t *ids = json_array();

    for (guint i = 0; i < agenda->roles->len; i++) {
        const Role *role = agenda->roles->pdata[i];
        json_array_append_new(ids, json_string(role->id));
    }
    return json_pack("[{s:[{s:{s:{s:o}}}, {s:o}]}]", "anyOf", "properties", "id", "enum", ids,
                     "required", required);
}

static json_t *record_to_json(json_t *definitions, const SchemaRecord *schema)
{
    json_t *properties = json_object();
    json_t *required = json_array();
    json_t *rules = rules_of(schema);
    json_t *one_of = json_array();

    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        if (!schema_field_is_allowed(field, schema)) {
            continue;
        }
        json_t *value = field_to_json(definitions, field);
        describe(value, field);
        json_object_set_new(properties, field->key, value);
        if (schema_field_is_required(field, schema)) {
            json_array_append_new(required, json_string(field->key));
        }
        if (field->one_of) {
            json_array_append_new(one_of, json_pack("{s:[s]}", "required", field->key));
        }
    }
    if (schema == &SCHEMA_ROLES[ROLE_FORM_NEW]) {
        rules = make_role_rule(required);
        required = json_pack("[s]", schema->fields[0].key);
    }
    json_t *record =
        json_pack("{s:s, s:o, s:b, s:o, s:o*}", "type", "object", "properties", properties,
                  "additionalProperties", 0, "required", required, "allOf", rules);
    if (json_array_size(one_of) > 0) {
        json_object_set(record, "anyOf", one_of);
    }
    json_decref(one_of);
    return record;
}

static json_t *refer_to_record(json_t *definitions, const SchemaRecord *schema)
{
    g_autofree char *name = dup_name(schema);

    if (json_object_get(definitions, name) == NULL) {
        json_object_set_new(definitions, name, record_to_json(definitions, schema));
    }
    return refer(name);
}

/* A file may say where its days come from, and what is said here of their sessions. */
static void add_source(json_t *file, json_t *definitions)
{
    json_t *properties = json_object_get(file, "properties");
    json_t *required = json_object_get(file, "required");

    json_object_set_new(properties, "source", refer_to_record(definitions, &AGENDA_SOURCE_SCHEMA));
    json_object_set_new(properties, "annotate",
                        json_pack("{s:s, s:s, s:{s:s}}", "type", "object", "description",
                                  "Keys of sessions of the source, by what it calls them, or their "
                                  "ids.",
                                  "additionalProperties", "type", "object"));
    json_object_set_new(file, "anyOf",
                        json_pack("[{s:[s]}, {s:O}]", "required", "source", "required", required));
    json_object_set_new(file, "required", json_pack("[s]", "agenda"));
}

int main(void)
{
    json_t *definitions = json_object();
    json_t *head =
        json_pack("{s:s, s:s, s:s}", "$schema", "http://json-schema.org/draft-07/schema#", "title",
                  "Agenda of a conference, for confeed", "description",
                  "Keys and values of an agenda file, for editors; confeed check tells "
                  "more. Draft 7, which YAML language servers know.");

    json_object_update_new(head, record_to_json(definitions, &SCHEMA_FILE));
    add_source(head, definitions);
    json_object_set_new(head, "definitions", definitions);
    json_dumpf(head, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(head);
    return 0;
}
