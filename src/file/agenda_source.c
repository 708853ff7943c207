#include "file/agenda_source.h"

#include <string.h>

#include "file/fields.h"
#include "file/values.h"

/* The values as they are written. */
typedef struct SourceDraft {
    const char *from;
    const char *url;
    const char *file;
    CivilTime every;
    const char *agencies;
    const char *delimiter;
} SourceDraft;

static const SchemaField FIELDS[] = {
    { "from", FIELD_TYPE_STRING, .offset = offsetof(SourceDraft, from), .required = SCHEMA_ALWAYS,
      .description = "A format of `confeed import`: `frab`, `schedule-json`, `pretalx`, `indico`, "
                     "`ics`, `csv`, `workbook`." },
    { "url", FIELD_TYPE_URL, .offset = offsetof(SourceDraft, url), .one_of = true,
      .description = "Where it is fetched." },
    { "file", FIELD_TYPE_STRING, .offset = offsetof(SourceDraft, file), .one_of = true,
      .description = "Or a file, from the folder of this one." },
    { "every", FIELD_TYPE_DURATION, .offset = offsetof(SourceDraft, every),
      .description = "How often `serve` looks whether it has changed: from 1m to 1d, by default "
                     "15m, or of a file 5 seconds." },
    { "agencies", FIELD_TYPE_STRING, .offset = offsetof(SourceDraft, agencies),
      .description = "Who is an agency: `organisations` (the default), `speakers`, `tracks`, "
                     "`none`." },
    { "map", FIELD_TYPE_RECORD,
      .description = "What the columns of a table hold, by their names: `{Topic: title}`." },
    { "delimiter", FIELD_TYPE_STRING, .offset = offsetof(SourceDraft, delimiter),
      .description = "What stands between the cells of CSV, or `tab`." },
};

const SchemaRecord AGENDA_SOURCE_SCHEMA = { "a source", SCHEMA_FORM(0), .fields = FIELDS,
                                            .n_fields = G_N_ELEMENTS(FIELDS),
                                            .size = sizeof(SourceDraft) };

static void clear(gpointer data)
{
    AgendaSource *source = data;

    g_strfreev((char **)source->hints.columns);
    agenda_free(source->strings);
}

AgendaSource *agenda_source_ref(AgendaSource *source)
{
    return g_atomic_rc_box_acquire(source);
}

void agenda_source_unref(AgendaSource *source)
{
    if (source != NULL) {
        g_atomic_rc_box_release_full(source, clear);
    }
}

static bool equal_columns(const char *const *a, const char *const *b)
{
    return a == NULL || b == NULL ? a == b : g_strv_equal(a, b);
}

bool agenda_source_equals(const AgendaSource *a, const AgendaSource *b)
{
    return a->format == b->format && g_strcmp0(a->url, b->url) == 0 &&
           g_strcmp0(a->path, b->path) == 0 && a->every == b->every &&
           g_strcmp0(a->options.id, b->options.id) == 0 &&
           g_strcmp0(a->options.timezone, b->options.timezone) == 0 &&
           a->options.agencies == b->options.agencies &&
           equal_columns(a->hints.columns, b->hints.columns) &&
           a->hints.delimiter == b->hints.delimiter;
}

/* --- values ------------------------------------------------------------------------------ */

static void read_format(Reader *reader, const Fields *fields, const char *name, AgendaSource *out)
{
    const Node *node = fields_good_node(fields, "from");
    g_autoptr(GPtrArray) names = foreign_format_list_names();

    out->format = node != NULL ? foreign_format_find(name) : NULL;
    if (node == NULL || out->format != NULL) {
        return;
    }
    char *hint = reader_suggest(reader, name, (const char *const *)names->pdata, names->len);
    g_ptr_array_add(names, NULL);
    g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
    reader_error(reader, node, "unknown-format", hint,
                 "there is no format \"%s\"; expected one of %s", name, all);
}

static void read_agencies(Reader *reader, const Fields *fields, const char *word, AgendaSource *out)
{
    const Node *node = fields_good_node(fields, "agencies");

    if (node != NULL && !foreign_agencies_parse(word, &out->options.agencies)) {
        reader_error(reader, node, "bad-word", NULL,
                     "\"%s\" does not say who is an agency; expected organisations, speakers, "
                     "tracks or none",
                     word);
    }
}

static void read_every(Reader *reader, const Fields *fields, CivilTime every, AgendaSource *out)
{
    const Node *node = fields_good_node(fields, "every");

    out->every = out->url != NULL ? AGENDA_SOURCE_EVERY_URL : AGENDA_SOURCE_EVERY_FILE;
    if (node == NULL) {
        return;
    }
    if (every < AGENDA_SOURCE_EVERY_MIN || every > AGENDA_SOURCE_EVERY_MAX) {
        reader_error(reader, node, "bad-duration", NULL,
                     "a source is looked at every minute at most, and every day at least");
        return;
    }
    out->every = (guint)every;
}

static void read_map(Reader *reader, const Node *node, AgendaSource *out)
{
    g_autoptr(GPtrArray) columns = g_ptr_array_new();

    if (node->type != NODE_MAPPING) {
        reader_error(reader, node, "wrong-type", NULL,
                     "expected names of columns with keys, as in {Topic: title}, found %s",
                     node_type_words((NodeType)node->type));
        return;
    }
    for (guint i = 0; i < node->length; i++) {
        const Node *key = node_value(node, i);
        if (key->type != NODE_SCALAR) {
            reader_error(reader, key, "wrong-type", NULL, "expected a key, found %s",
                         node_type_words((NodeType)key->type));
            continue;
        }
        g_ptr_array_add(columns, g_strconcat(node_key(node, i)->text, "=", key->text, NULL));
    }
    g_ptr_array_add(columns, NULL);
    out->hints.columns = (const char *const *)g_ptr_array_steal(columns, NULL);
}

static void read_hints(Reader *reader, const Fields *fields, const char *delimiter,
                       AgendaSource *out)
{
    const Node *map = fields_node(fields, "map");
    const Node *node = fields_good_node(fields, "delimiter");
    const Node *either = map != NULL ? map : node;

    if (either != NULL && out->format != NULL && !out->format->is_table) {
        reader_error(reader, either, "not-a-table", NULL,
                     "\"map\" and \"delimiter\" are for tables, and %s is none", out->format->name);
    }
    if (map != NULL) {
        read_map(reader, map, out);
    }
    if (node != NULL && strcmp(delimiter, "tab") == 0) {
        out->hints.delimiter = '\t';
    } else if (node != NULL && strlen(delimiter) == 1) {
        out->hints.delimiter = *delimiter;
    } else if (node != NULL) {
        reader_error(reader, node, "bad-delimiter", NULL,
                     "\"%s\" is no delimiter; expected one character, or tab", delimiter);
    }
}

/* --- the whole --------------------------------------------------------------------------- */

/* A text of the head, which is read as such later; NULL if it has none. */
static const char *head_text(Reader *reader, const Node *root, const char *key)
{
    const Node *head = node_find(root, "agenda");
    const Node *value = head != NULL ? node_find(head, key) : NULL;
    bool is_text = value != NULL && value->type == NODE_SCALAR && !node_is_null(value);

    return is_text ? agenda_intern(reader->agenda, value->text) : NULL;
}

static void read_source(Reader *reader, const Node *root, const Node *node, AgendaSource *out)
{
    SourceDraft draft = { 0 };
    Fields fields;

    if (!fields_read(reader, node, &AGENDA_SOURCE_SCHEMA, &draft, &fields)) {
        return;
    }
    if (draft.url != NULL && draft.file != NULL) {
        reader_error(reader, node, "two-sources", NULL,
                     "a source is at a \"url\" or in a \"file\", not both");
    }
    out->url = draft.url;
    out->path = draft.file;
    out->options.id = head_text(reader, root, "id");
    out->options.timezone = head_text(reader, root, "timezone");
    read_format(reader, &fields, draft.from, out);
    read_agencies(reader, &fields, draft.agencies, out);
    read_every(reader, &fields, draft.every, out);
    read_hints(reader, &fields, draft.delimiter, out);
}

AgendaSource *agenda_source_read(const Node *root, Findings *findings)
{
    const Node *node = node_find(root, "source");
    g_autoptr(AgendaSource) source = g_atomic_rc_box_new0(AgendaSource);
    g_auto(Reader) reader;

    if (node == NULL) {
        return NULL;
    }
    guint before = findings_count(findings, SEVERITY_ERROR);
    reader_init(&reader, findings, NULL);
    source->place = node_place(node);
    read_source(&reader, root, node, source);
    source->strings = g_steal_pointer(&reader.agenda);
    return findings_count(findings, SEVERITY_ERROR) == before ? g_steal_pointer(&source) : NULL;
}
