#include "file/references.h"

#include "base/clip.h"
#include "file/values.h"

/* With more ids than that, looking for the nearest takes longer than it helps. */
#define SUGGEST_FROM_MAX 10000

/* An id that a record has, in the records of its kind; `offset` is that of the id. */
static char *suggest_id(Reader *reader, const char *text, const GPtrArray *records, gsize offset)
{
    if (records->len == 0 || records->len > SUGGEST_FROM_MAX) {
        return NULL;
    }
    g_autofree const char **ids = g_new(const char *, records->len);
    for (guint i = 0; i < records->len; i++) {
        ids[i] = G_STRUCT_MEMBER(const char *, records->pdata[i], offset);
    }
    return reader_suggest(reader, text, ids, records->len);
}

static void report_unknown(Reader *reader, const Node *value, const char *kind,
                           const GPtrArray *records, gsize offset, const char *expected)
{
    g_autofree char *shown = clip_dup(value->text);

    reader_error(reader, value, "unknown-reference",
                 suggest_id(reader, value->text, records, offset), "unknown %s \"%s\"; expected %s",
                 kind, shown, expected);
}

void references_read_role(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *id = values_scalar(reader, field, value);

    if (id == NULL) {
        return;
    }
    *(const Role **)out = agenda_find_role(reader->agenda, id);
    if (*(const Role **)out == NULL) {
        report_unknown(reader, value, "role", reader->agenda->roles, offsetof(Role, id),
                       "a built-in role or the id of one in \"roles\"");
    }
}

void references_read_agency(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *id = values_scalar(reader, field, value);

    if (id == NULL) {
        return;
    }
    *(const Agency **)out = agenda_find_agency(reader->agenda, id);
    if (*(const Agency **)out == NULL) {
        report_unknown(reader, value, "agency", reader->agenda->agencies, offsetof(Agency, id),
                       "the id of one in \"agencies\"");
    }
}

void references_read_room(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *id = values_scalar(reader, field, value);

    if (id == NULL) {
        return;
    }
    *(const Room **)out = agenda_find_room(reader->agenda, id);
    if (*(const Room **)out == NULL) {
        report_unknown(reader, value, "room", reader->agenda->rooms, offsetof(Room, id),
                       "the id of one in \"rooms\"");
    }
}

void references_read_round_table(Reader *reader, const Field *field, const Node *value,
                                 gpointer out)
{
    const char *id = values_scalar(reader, field, value);

    if (id == NULL) {
        return;
    }
    *(const RoundTable **)out = agenda_find_round_table(reader->agenda, id);
    if (*(const RoundTable **)out == NULL) {
        report_unknown(reader, value, "round table", reader->agenda->round_tables,
                       offsetof(RoundTable, id), "the id of one in \"round-tables\"");
    }
}
