#include "file/references.h"

#include "base/clip.h"

/* With more ids than this, looking for the nearest takes longer than it is worth. */
#define SUGGEST_FROM_MAX 10000

/* By NamedKind. */
static const struct {
    const char *kind;
    const char *expected;
} WORDS[] = {
    [NAMED_ROLE] = { "role", "a built-in role or the id of one in \"roles\"" },
    [NAMED_AGENCY] = { "agency", "the id of one in \"agencies\"" },
    [NAMED_ROOM] = { "room", "the id of one in \"rooms\"" },
    [NAMED_ROUND_TABLE] = { "round table", "the id of one in \"round-tables\"" },
};

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

bool references_read(Reader *reader, const SchemaField *field, const Node *value,
                     gpointer out_member)
{
    const char *id = values_scalar(reader, field, value);

    if (id == NULL) {
        return false;
    }
    /* The schema puts lists of named records before whatever refers to them. */
    gconstpointer record = agenda_find_named(reader->agenda, field->of->named, id);
    if (record == NULL) {
        g_autofree char *shown = clip_dup(id);
        reader_error(reader, value, "unknown-reference", suggest_id(reader, id, field->of),
                     "unknown %s \"%s\"; expected %s", WORDS[field->of->named].kind, shown,
                     WORDS[field->of->named].expected);
        return false;
    }
    *(gconstpointer *)out_member = record;
    return true;
}
