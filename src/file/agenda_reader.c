#include "file/agenda_reader.h"

#include "file/agenda_file.h"
#include "file/contribution_reader.h"
#include "file/day_reader.h"
#include "file/texts.h"
#include "file/values.h"
#include "model/address/address.h"

#include <string.h>

/* --- the head ---------------------------------------------------------------------------- */

/* Holds the same names as the agenda, for what cannot be set there directly. */
typedef struct AgendaDraft {
    IdValue id;
    const char *short_name;
    Text title;
    Text description;
    const char *url;
    const char *location;
    Tz *tz;
    StampValue published;
} AgendaDraft;

static const Field AGENDA_FIELDS[] = {
    { "id", values_read_id, offsetof(AgendaDraft, id), true },
    { "title", texts_read_line, offsetof(AgendaDraft, title), true },
    { "short", texts_read_string, offsetof(AgendaDraft, short_name), false },
    { "description", texts_read_prose, offsetof(AgendaDraft, description), false },
    { "url", texts_read_url, offsetof(AgendaDraft, url), false },
    { "timezone", values_read_zone, offsetof(AgendaDraft, tz), true },
    { "location", texts_read_string, offsetof(AgendaDraft, location), false },
    { "published", values_read_stamp, offsetof(AgendaDraft, published), false },
};

static const Record AGENDA = { "the agenda", AGENDA_FIELDS, G_N_ELEMENTS(AGENDA_FIELDS) };

static const char *default_short_name(Agenda *agenda)
{
    g_autofree char *name = agenda_dup_default_short_name(agenda);

    return agenda_intern(agenda, name);
}

/* The addresses of private calendars begin with it. */
static void check_reserved(Reader *reader, const IdValue *id)
{
    if (id->text != NULL && strcmp(id->text, ADDRESS_PRIVATE) == 0) {
        reader_error(reader, id->node, "bad-id", NULL,
                     "the id \"%s\" is taken: addresses that begin with it are those of private "
                     "calendars",
                     id->text);
    }
}

static void read_agenda(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    AgendaDraft draft = { 0 };
    Agenda *agenda = reader->agenda;

    (void)field;
    (void)out;
    fields_read(reader, value, &AGENDA, &draft);
    check_reserved(reader, &draft.id);
    agenda->id = agenda_intern(agenda, draft.id.text == NULL ? "" : draft.id.text);
    agenda->title = draft.title;
    agenda->short_name = draft.short_name == NULL ? default_short_name(agenda) : draft.short_name;
    agenda->description = draft.description;
    agenda->url = draft.url;
    agenda->location = draft.location;
    agenda->tz = draft.tz;
    agenda->has_published = draft.published.node != NULL;
    agenda->published = draft.published.utc;
}

/* --- roles, agencies, rooms, round tables ------------------------------------------------ */

static void report_duplicate(Reader *reader, const IdValue *id, const char *kind, Place first)
{
    reader_error(reader, id->node, "duplicate-id", NULL, "there is a %s \"%s\" already, on line %u",
                 kind, id->text, first.line);
}

typedef struct RoleDraft {
    IdValue id;
    Text label;
    bool present;
} RoleDraft;

static const Field NEW_ROLE_FIELDS[] = {
    { "id", values_read_id, offsetof(RoleDraft, id), true },
    { "label", texts_read_line, offsetof(RoleDraft, label), true },
    { "present", values_read_bool, offsetof(RoleDraft, present), true },
};

/* What is left out stays as it is built in. */
static const Field BUILT_IN_ROLE_FIELDS[] = {
    { "id", values_read_id, offsetof(RoleDraft, id), true },
    { "label", texts_read_line, offsetof(RoleDraft, label), false },
    { "present", values_read_bool, offsetof(RoleDraft, present), false },
};

static const Record NEW_ROLE = { "a new role", NEW_ROLE_FIELDS, G_N_ELEMENTS(NEW_ROLE_FIELDS) };
static const Record BUILT_IN_ROLE = { "a role", BUILT_IN_ROLE_FIELDS,
                                      G_N_ELEMENTS(BUILT_IN_ROLE_FIELDS) };

/* The role that the item's id names, if there is one. */
static Role *find_named_role(Reader *reader, const Node *item)
{
    if (item->type != NODE_MAPPING) {
        return NULL;
    }
    for (guint i = 0; i < item->length; i++) {
        const Node *value = node_value(item, i);
        if (strcmp(node_key(item, i)->text, "id") == 0 && value->type == NODE_SCALAR) {
            return agenda_edit_role(reader->agenda, value->text);
        }
    }
    return NULL;
}

static void read_role(Reader *reader, const Node *item, gpointer user)
{
    Role *role = find_named_role(reader, item);
    RoleDraft draft = { 0 };

    (void)user;
    if (role != NULL) {
        draft.label = role->label;
        draft.present = role->present;
    }
    fields_read(reader, item, role == NULL ? &NEW_ROLE : &BUILT_IN_ROLE, &draft);
    if (draft.id.text == NULL) {
        return;
    }
    if (role != NULL && role->place.line != 0) {
        report_duplicate(reader, &draft.id, "role", role->place);
        return;
    }
    if (role == NULL) {
        role = agenda_add_role(reader->agenda, draft.id.text);
    }
    role->label = draft.label;
    role->present = draft.present;
    role->place = node_place(item);
}

typedef struct AgencyDraft {
    IdValue id;
    Agency agency;
} AgencyDraft;

static const Field AGENCY_FIELDS[] = {
    { "id", values_read_id, offsetof(AgencyDraft, id), true },
    { "short", texts_read_string, offsetof(AgencyDraft, agency.short_name), true },
    { "name", texts_read_line, offsetof(AgencyDraft, agency.name), false },
    { "kind", values_read_agency_kind, offsetof(AgencyDraft, agency.kind), false },
    { "delegation", values_read_count, offsetof(AgencyDraft, agency.delegation), false },
    { "url", texts_read_url, offsetof(AgencyDraft, agency.url), false },
};

static const Record AGENCY = { "an agency", AGENCY_FIELDS, G_N_ELEMENTS(AGENCY_FIELDS) };

static void read_agency(Reader *reader, const Node *item, gpointer user)
{
    AgencyDraft draft = { .agency = { .delegation = 1 } };

    (void)user;
    fields_read(reader, item, &AGENCY, &draft);
    if (draft.id.text == NULL) {
        return;
    }
    const Agency *first = agenda_find_agency(reader->agenda, draft.id.text);
    if (first != NULL) {
        reader_error(reader, draft.id.node, "duplicate-id", NULL,
                     "there is an agency \"%s\" already, on line %u", first->id, first->place.line);
        return;
    }
    Agency *agency = agenda_add_agency(reader->agenda, draft.id.text);
    draft.agency.index = agency->index;
    draft.agency.id = agency->id;
    draft.agency.place = node_place(item);
    *agency = draft.agency;
}

typedef struct RoomDraft {
    IdValue id;
    Text name;
    guint capacity;
} RoomDraft;

static const Field ROOM_FIELDS[] = {
    { "id", values_read_id, offsetof(RoomDraft, id), true },
    { "name", texts_read_line, offsetof(RoomDraft, name), true },
    { "capacity", values_read_count, offsetof(RoomDraft, capacity), false },
};

static const Record ROOM = { "a room", ROOM_FIELDS, G_N_ELEMENTS(ROOM_FIELDS) };

static void read_room(Reader *reader, const Node *item, gpointer user)
{
    RoomDraft draft = { 0 };

    (void)user;
    fields_read(reader, item, &ROOM, &draft);
    if (draft.id.text == NULL) {
        return;
    }
    const Room *first = agenda_find_room(reader->agenda, draft.id.text);
    if (first != NULL) {
        report_duplicate(reader, &draft.id, "room", first->place);
        return;
    }
    Room *room = agenda_add_room(reader->agenda, draft.id.text);
    room->name = draft.name;
    room->capacity = draft.capacity;
    room->place = node_place(item);
}

typedef struct RoundTableDraft {
    IdValue id;
    Text title;
} RoundTableDraft;

static const Field ROUND_TABLE_FIELDS[] = {
    { "id", values_read_id, offsetof(RoundTableDraft, id), true },
    { "title", texts_read_line, offsetof(RoundTableDraft, title), false },
};

static const Record ROUND_TABLE = { "a round table", ROUND_TABLE_FIELDS,
                                    G_N_ELEMENTS(ROUND_TABLE_FIELDS) };

static void read_round_table(Reader *reader, const Node *item, gpointer user)
{
    RoundTableDraft draft = { 0 };

    (void)user;
    fields_read(reader, item, &ROUND_TABLE, &draft);
    if (draft.id.text == NULL) {
        return;
    }
    const RoundTable *first = agenda_find_round_table(reader->agenda, draft.id.text);
    if (first != NULL) {
        report_duplicate(reader, &draft.id, "round table", first->place);
        return;
    }
    RoundTable *round_table = agenda_add_round_table(reader->agenda, draft.id.text);
    round_table->title = draft.title;
    round_table->place = node_place(item);
}

/* --- the file ---------------------------------------------------------------------------- */

static void read_roles(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    fields_read_list(reader, field->key, value, read_role, out);
}

static void read_agencies(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    fields_read_list(reader, field->key, value, read_agency, out);
}

static void read_rooms(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    fields_read_list(reader, field->key, value, read_room, out);
}

static void read_round_tables(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    fields_read_list(reader, field->key, value, read_round_table, out);
}

/* What is referred to comes before what refers to it. */
static const Field FILE_FIELDS[] = {
    { "agenda", read_agenda, 0, true },
    { "roles", read_roles, 0, false },
    { "agencies", read_agencies, 0, false },
    { "rooms", read_rooms, 0, false },
    { "round-tables", read_round_tables, 0, false },
    { "days", day_reader_read_days, 0, true },
    { "preparations", contribution_reader_read_preparations, 0, false },
};

static const Record FILE_RECORD = { "an agenda file", FILE_FIELDS, G_N_ELEMENTS(FILE_FIELDS) };

Agenda *agenda_reader_read(const Node *root, Findings *findings)
{
    g_auto(Reader) reader;

    reader_init(&reader, findings);
    /* The sections put everything into the agenda; there is no draft. */
    fields_read(&reader, root, &FILE_RECORD, &reader);
    if (findings_count(findings, SEVERITY_ERROR) > 0) {
        return NULL;
    }
    agenda_finish(reader.agenda);
    return g_steal_pointer(&reader.agenda);
}
