#include "file/agenda_records.h"

#include <string.h>

#include "base/json_text.h"
#include "model/agenda/schema.h"

typedef struct Writer {
    const Agenda *agenda;
    GArray *records;
    GStringChunk *strings;
    GString *text; /* of the record being written */
} Writer;

/* --- values ------------------------------------------------------------------------------ */

static void append_languages(GString *out, const Text *text)
{
    for (guint i = 0; i < text->n_variants; i++) {
        /* Several variants can only come from a mapping of languages. */
        g_assert(text->variants[i].lang != NULL);
        json_text_append_string(out, text->variants[i].lang, text->variants[i].value);
    }
}

static void append_text(GString *out, const char *key, const Text *text)
{
    if (text->n_variants == 1 && text->variants[0].lang == NULL) {
        json_text_append_string(out, key, text->variants[0].value);
    } else if (text->n_variants > 0) {
        json_text_open(out, key, '{');
        append_languages(out, text);
        json_text_close(out, '}');
    }
}

static void append_ids(GString *out, const SchemaField *field, const GPtrArray *records)
{
    json_text_open(out, field->key, '[');
    for (guint i = 0; i < records->len; i++) {
        json_text_append_string(out, NULL, schema_id(field->of, records->pdata[i]));
    }
    json_text_close(out, ']');
}

/* Contributions and parts are records within records. */
static void append_record(GString *out, const char *key, const SchemaRecord *schema,
                          gconstpointer record);

static void append_records(GString *out, const SchemaField *field, const GPtrArray *records)
{
    json_text_open(out, field->key, '[');
    for (guint i = 0; i < records->len; i++) {
        append_record(out, NULL, field->of, records->pdata[i]);
    }
    json_text_close(out, ']');
}

static void append_value(GString *out, const SchemaField *field, gconstpointer record)
{
    gconstpointer member = schema_field_member(field, (gpointer)record);

    switch (field->type) {
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        append_text(out, field->key, member);
        break;
    case FIELD_TYPE_COUNT:
        json_text_append_number(out, field->key, *(const guint *)member);
        break;
    case FIELD_TYPE_BOOL:
        json_text_append_bool(out, field->key, *(const bool *)member);
        break;
    case FIELD_TYPE_CLOCK: {
        /* Only sessions: a slot's times are part of its sessions' places. */
        const Session *session = record;
        g_autofree char *clock = civil_clock_after(session->day->date, *(const CivilTime *)member);
        json_text_append_string(out, field->key, clock);
        break;
    }
    case FIELD_TYPE_REFERENCES:
        append_ids(out, field, *(GPtrArray *const *)member);
        break;
    case FIELD_TYPE_PART:
        append_record(out, field->key, field->of, member);
        break;
    case FIELD_TYPE_PARTS:
    case FIELD_TYPE_RECORDS:
        append_records(out, field, *(GPtrArray *const *)member);
        break;
    default: {
        g_autofree char *text = schema_field_dup_text(field, record);
        json_text_append_string(out, field->key, text);
    }
    }
}

/* Writes a record without defaults. The record of a day has no slots: its sessions are records of
 * their own. */
static void append_record(GString *out, const char *key, const SchemaRecord *schema,
                          gconstpointer record)
{
    json_text_open(out, key, '{');
    for (gsize i = 0; i < schema->n_fields; i++) {
        const SchemaField *field = &schema->fields[i];
        if (field->of != &SCHEMA_SLOT && !schema_field_is_default(field, record)) {
            append_value(out, field, record);
        }
    }
    json_text_close(out, '}');
}

/* --- records ----------------------------------------------------------------------------- */

/* The name of a record in the history. `kind` is not copied. */
typedef struct RecordName {
    const char *kind;
    const char *id;
    const char *place;
} RecordName;

/* Adds a record. Many sessions share a place, which is stored once. */
static void add_record(Writer *writer, const SchemaRecord *schema, gconstpointer record,
                       RecordName name)
{
    g_string_truncate(writer->text, 0);
    append_record(writer->text, NULL, schema, record);
    AgendaRecord row = {
        .kind = name.kind,
        .id = g_string_chunk_insert(writer->strings, name.id),
        .place = g_string_chunk_insert_const(writer->strings, name.place),
        .text = g_string_chunk_insert_len(writer->strings, writer->text->str,
                                          (gssize)writer->text->len),
    };
    g_array_append_val(writer->records, row);
}

/* Whether the file says something of a record that events can name, beside that they do. */
static bool is_listed(NamedKind kind, gconstpointer record)
{
    return kind == NAMED_ROLE   ? !role_is_as_built_in(record)
           : kind >= NAMED_TYPE ? ((const Term *)record)->label.n_variants > 0
                                : true;
}

/* Adds the records of a kind that events name. A role that the file has changed is written in full,
 * so that it does not depend on what is built in. */
static void add_named(Writer *writer, NamedKind kind)
{
    const SchemaRecord *schema = SCHEMA_NAMED[kind];
    const GPtrArray *records = agenda_list_named(writer->agenda, kind);

    for (guint i = 0; i < records->len; i++) {
        gconstpointer record = records->pdata[i];
        if (is_listed(kind, record)) {
            add_record(writer, schema, record,
                       (RecordName){ schema->word, schema_id(schema, record), "" });
        }
    }
}

/* --- days -------------------------------------------------------------------------------- */

/* "09:00 13:00", "all-day" or, where it lasts for several days, "all-day 2007-07-12". */
static char *dup_slot_times(const Slot *slot)
{
    if (slot->all_day && civil_lasts_days(slot->start, slot->end)) {
        g_autofree char *until = civil_date_to_iso(slot->until);
        return g_strconcat("all-day ", until, NULL);
    }
    if (slot->all_day) {
        return g_strdup("all-day");
    }
    g_autofree char *start = civil_clock_after(slot->day->date, slot->start);
    g_autofree char *end = civil_clock_after(slot->day->date, slot->end);
    return g_strconcat(start, " ", end, NULL);
}

static void add_sessions(Writer *writer, const char *date, const Slot *slot)
{
    g_autofree char *times = dup_slot_times(slot);

    for (guint i = 0; i < slot->sessions->len; i++) {
        const Session *session = slot->sessions->pdata[i];
        g_autofree char *place =
            g_strconcat(date, " ", times, " ", session_kind_key(session->kind), NULL);
        /* A record for each session, so that a change of one is one row in the history. */
        add_record(writer, &SCHEMA_SESSIONS[session->kind], session,
                   (RecordName){ "session", session->id, place });
    }
}

static void add_day(Writer *writer, const Day *day)
{
    g_autofree char *date = civil_date_to_iso(day->date);

    add_record(writer, &SCHEMA_DAY, day, (RecordName){ "day", date, "" });
    for (guint i = 0; i < day->slots->len; i++) {
        add_sessions(writer, date, day->slots->pdata[i]);
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static void add_preparation(Writer *writer, const Preparation *preparation)
{
    g_autofree char *key = preparation_dup_key(preparation);

    add_record(writer, &SCHEMA_PREPARATION, preparation, (RecordName){ "preparation", key, "" });
}

static void add_zone(Writer *writer)
{
    const Tz *tz = writer->agenda->tz;
    AgendaRecord row = {
        .kind = "zone",
        .id = g_string_chunk_insert(writer->strings, tz_name(tz)),
        .place = "",
    };

    g_string_truncate(writer->text, 0);
    json_text_open(writer->text, NULL, '{');
    json_text_append_string(writer->text, "rules", tz_rules(tz));
    json_text_close(writer->text, '}');
    row.text = g_string_chunk_insert(writer->strings, writer->text->str);
    g_array_append_val(writer->records, row);
}

static void add_all(Writer *writer)
{
    const Agenda *agenda = writer->agenda;

    add_record(writer, &SCHEMA_AGENDA, agenda, (RecordName){ "agenda", "", "" });
    for (NamedKind kind = 0; kind < N_NAMED_KINDS; kind++) {
        add_named(writer, kind);
    }
    for (guint i = 0; i < agenda->days->len; i++) {
        add_day(writer, agenda->days->pdata[i]);
    }
    for (guint i = 0; i < agenda->preparations->len; i++) {
        add_preparation(writer, agenda->preparations->pdata[i]);
    }
    add_zone(writer);
}

gint agenda_record_compare(gconstpointer a, gconstpointer b)
{
    const AgendaRecord *left = a;
    const AgendaRecord *right = b;
    gint order = strcmp(left->kind, right->kind);

    return order != 0 ? order : strcmp(left->id, right->id);
}

GArray *agenda_records_of(const Agenda *agenda, GStringChunk *strings)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Writer writer = {
        .agenda = agenda,
        .records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord)),
        .strings = strings,
        .text = text,
    };

    add_all(&writer);
    g_array_sort(writer.records, agenda_record_compare);
    return writer.records;
}
