#include "model/agenda/agenda.h"

#include "model/agenda/agenda_private.h"

#include <string.h>

#include "model/agenda/participant.h"
#include "model/agenda/schema.h"

/* --- strings ----------------------------------------------------------------------------- */

const char *agenda_intern(Agenda *agenda, const char *string)
{
    if (string == NULL) {
        return NULL;
    }
    /* Counted even if the chunk has the string already: an upper bound is enough, and costs
     * nothing. */
    agenda->lookup->octets += strlen(string) + 1;
    /* Ids and words recur thousands of times; each is stored once. */
    return g_string_chunk_insert_const(agenda->lookup->strings, string);
}

gsize agenda_text_octets(const Agenda *agenda)
{
    return agenda->lookup->octets;
}

Text agenda_intern_text(Agenda *agenda, const TextVariant *variants, guint n_variants)
{
    TextVariant *copy = g_new(TextVariant, n_variants);

    for (guint i = 0; i < n_variants; i++) {
        copy[i].lang = agenda_intern(agenda, variants[i].lang);
        copy[i].value = agenda_intern(agenda, variants[i].value);
    }
    /* Owned by the agenda, since Text has no owner of its own. */
    g_ptr_array_add(agenda->lookup->variants, copy);
    return (Text){ .variants = copy, .n_variants = n_variants };
}

GPtrArray *agenda_add_list(Agenda *agenda, GDestroyNotify free_item)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(free_item);

    g_ptr_array_add(agenda->lookup->lists, list);
    return list;
}

/* --- making and freeing ------------------------------------------------------------------ */

/* A slot only borrows its sessions, which the agenda owns. */
static void slot_free(gpointer data)
{
    Slot *slot = data;

    g_ptr_array_unref(slot->sessions);
    g_free(slot);
}

static void day_free(gpointer data)
{
    Day *day = data;

    g_ptr_array_unref(day->slots);
    g_free(day);
}

static void session_free(gpointer data)
{
    Session *session = data;

    g_ptr_array_unref(session->contributions);
    g_free(session);
}

static struct AgendaIndex *index_new(void)
{
    struct AgendaIndex *lookup = g_new0(struct AgendaIndex, 1);

    /* Records are found by these in any order, but listed by the arrays of the agenda only. */
    lookup->strings = g_string_chunk_new(4096);
    lookup->variants = g_ptr_array_new_with_free_func(g_free);
    lookup->lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (gsize i = 0; i < G_N_ELEMENTS(lookup->named); i++) {
        lookup->named[i] = g_hash_table_new(g_str_hash, g_str_equal);
    }
    lookup->sessions = g_hash_table_new(g_str_hash, g_str_equal);
    lookup->days = g_hash_table_new(g_direct_hash, g_direct_equal);
    lookup->sessions_of_agency = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    lookup->sessions_of_person = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    lookup->sessions_of_room = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    lookup->sessions_of_day = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    lookup->common = g_ptr_array_new();
    return lookup;
}

static void index_free(struct AgendaIndex *lookup)
{
    for (gsize i = 0; i < G_N_ELEMENTS(lookup->named); i++) {
        g_hash_table_unref(lookup->named[i]);
    }
    g_hash_table_unref(lookup->sessions);
    g_hash_table_unref(lookup->days);
    g_ptr_array_unref(lookup->sessions_of_agency);
    g_ptr_array_unref(lookup->sessions_of_person);
    g_ptr_array_unref(lookup->sessions_of_room);
    g_ptr_array_unref(lookup->sessions_of_day);
    g_ptr_array_unref(lookup->common);
    g_ptr_array_unref(lookup->variants);
    g_ptr_array_unref(lookup->lists);
    g_string_chunk_free(lookup->strings);
    g_free(lookup);
}

/* Where an agenda has the records of a kind, and the size of each. */
static const struct {
    gsize list;
    gsize size;
} NAMED[N_NAMED_KINDS] = {
    [NAMED_ROLE] = { offsetof(Agenda, roles), sizeof(Role) },
    [NAMED_AGENCY] = { offsetof(Agenda, agencies), sizeof(Participant) },
    [NAMED_PERSON] = { offsetof(Agenda, people), sizeof(Participant) },
    [NAMED_ROOM] = { offsetof(Agenda, rooms), sizeof(Room) },
    [NAMED_ROUND_TABLE] = { offsetof(Agenda, round_tables), sizeof(RoundTable) },
    [NAMED_TYPE] = { offsetof(Agenda, types), sizeof(Term) },
    [NAMED_TAG] = { offsetof(Agenda, tags), sizeof(Term) },
    [NAMED_LANGUAGE] = { offsetof(Agenda, languages), sizeof(Term) },
};

static GPtrArray **list_of(const Agenda *agenda, NamedKind kind)
{
    return &G_STRUCT_MEMBER(GPtrArray *, agenda, NAMED[kind].list);
}

Agenda *agenda_new(const char *id, Tz *tz)
{
    Agenda *agenda = g_new0(Agenda, 1);

    agenda->lookup = index_new();
    for (NamedKind kind = 0; kind < N_NAMED_KINDS; kind++) {
        *list_of(agenda, kind) = g_ptr_array_new_with_free_func(g_free);
    }
    agenda->days = g_ptr_array_new_with_free_func(day_free);
    agenda->sessions = g_ptr_array_new_with_free_func(session_free);
    agenda->preparations = g_ptr_array_new_with_free_func(g_free);
    agenda->tz = tz == NULL ? NULL : tz_ref(tz);
    agenda->id = agenda_intern(agenda, id);
    agenda_add_built_in_roles(agenda);
    return agenda;
}

void agenda_free(Agenda *agenda)
{
    if (agenda == NULL) {
        return;
    }
    for (NamedKind kind = 0; kind < N_NAMED_KINDS; kind++) {
        g_ptr_array_unref(*list_of(agenda, kind));
    }
    g_ptr_array_unref(agenda->days);
    g_ptr_array_unref(agenda->sessions);
    g_ptr_array_unref(agenda->preparations);
    index_free(agenda->lookup);
    g_clear_pointer(&agenda->tz, tz_unref);
    g_free(agenda);
}

/* --- adding ------------------------------------------------------------------------------ */

/* Puts a record into its array and, by its id, into its table. */
static void add_record(GPtrArray *array, GHashTable *table, const char *id, gpointer record)
{
    bool is_new = g_hash_table_insert(table, (gpointer)id, record);

    g_assert(is_new);
    g_ptr_array_add(array, record);
}

gpointer agenda_add_named(Agenda *agenda, NamedKind kind, const char *id)
{
    const SchemaRecord *schema = SCHEMA_NAMED[kind];
    gpointer record = g_malloc0(NAMED[kind].size);
    const char *own_id = agenda_intern(agenda, id);

    /* Everything else is 0 by default. */
    schema_set_defaults(schema, record);
    /* The first key of a named record is its id (SCHEMA_NAMED). */
    *(const char **)schema_field_member(&schema->fields[0], record) = own_id;
    add_record(*list_of(agenda, kind), agenda->lookup->named[kind], own_id, record);
    if (kind == NAMED_ROLE) {
        ((Role *)record)->index = G_MAXUINT; /* after the built-in ones, until agenda_finish numbers
                                              * all */
    } else if (kind == NAMED_AGENCY || kind == NAMED_PERSON) {
        ((Participant *)record)->named = kind;
        /* Nobody is at two places at once; a delegation may be. */
        ((Participant *)record)->delegation = 1;
    }
    return record;
}

Role *agenda_add_role(Agenda *agenda, const char *id)
{
    return agenda_add_named(agenda, NAMED_ROLE, id);
}

Participant *agenda_add_agency(Agenda *agenda, const char *id)
{
    return agenda_add_named(agenda, NAMED_AGENCY, id);
}

Participant *agenda_add_person(Agenda *agenda, const char *id)
{
    return agenda_add_named(agenda, NAMED_PERSON, id);
}

Room *agenda_add_room(Agenda *agenda, const char *id)
{
    return agenda_add_named(agenda, NAMED_ROOM, id);
}

RoundTable *agenda_add_round_table(Agenda *agenda, const char *id)
{
    return agenda_add_named(agenda, NAMED_ROUND_TABLE, id);
}

Day *agenda_add_day(Agenda *agenda, CivilDate date)
{
    Day *day = g_new0(Day, 1);
    bool is_new = g_hash_table_insert(agenda->lookup->days, GINT_TO_POINTER(date), day);

    g_assert(is_new);
    day->agenda = agenda;
    day->date = date;
    day->slots = g_ptr_array_new_with_free_func(slot_free);
    g_ptr_array_add(agenda->days, day);
    return day;
}

Slot *agenda_add_slot(Agenda *agenda, Day *day)
{
    Slot *slot = g_new0(Slot, 1);

    g_assert(agenda_find_day(agenda, day->date) == day);
    slot->day = day;
    slot->sessions = g_ptr_array_new();
    g_ptr_array_add(day->slots, slot);
    return slot;
}

Session *agenda_add_session(Agenda *agenda, Slot *slot, const char *id)
{
    Session *session = g_new0(Session, 1);

    session->id = agenda_intern(agenda, id);
    session->day = slot->day;
    session->slot = slot;
    session->contributions = g_ptr_array_new_with_free_func(g_free);
    add_record(agenda->sessions, agenda->lookup->sessions, session->id, session);
    g_ptr_array_add(slot->sessions, session);
    return session;
}

Contribution *agenda_add_contribution(Agenda *agenda, Session *session)
{
    Contribution *contribution = g_new0(Contribution, 1);

    g_assert(agenda_find_session(agenda, session->id) == session);
    contribution->session = session;
    g_ptr_array_add(session->contributions, contribution);
    return contribution;
}

Preparation *agenda_add_preparation(Agenda *agenda)
{
    Preparation *preparation = g_new0(Preparation, 1);

    g_ptr_array_add(agenda->preparations, preparation);
    return preparation;
}

gpointer agenda_edit_named(Agenda *agenda, NamedKind kind, const char *id)
{
    return g_hash_table_lookup(agenda->lookup->named[kind], id);
}

Role *agenda_edit_role(Agenda *agenda, const char *id)
{
    return agenda_edit_named(agenda, NAMED_ROLE, id);
}

/* --- looking up -------------------------------------------------------------------------- */

const GPtrArray *agenda_list_named(const Agenda *agenda, NamedKind kind)
{
    return *list_of(agenda, kind);
}

gconstpointer agenda_find_named(const Agenda *agenda, NamedKind kind, const char *id)
{
    return g_hash_table_lookup(agenda->lookup->named[kind], id);
}

const Role *agenda_find_role(const Agenda *agenda, const char *id)
{
    return agenda_find_named(agenda, NAMED_ROLE, id);
}

const Participant *agenda_find_agency(const Agenda *agenda, const char *id)
{
    return agenda_find_named(agenda, NAMED_AGENCY, id);
}

const Participant *agenda_find_person(const Agenda *agenda, const char *id)
{
    return agenda_find_named(agenda, NAMED_PERSON, id);
}

const Room *agenda_find_room(const Agenda *agenda, const char *id)
{
    return agenda_find_named(agenda, NAMED_ROOM, id);
}

const RoundTable *agenda_find_round_table(const Agenda *agenda, const char *id)
{
    return agenda_find_named(agenda, NAMED_ROUND_TABLE, id);
}

const Session *agenda_find_session(const Agenda *agenda, const char *id)
{
    return g_hash_table_lookup(agenda->lookup->sessions, id);
}

const Day *agenda_find_day(const Agenda *agenda, CivilDate date)
{
    /* A date is its own key: it fits into a pointer. */
    return g_hash_table_lookup(agenda->lookup->days, GINT_TO_POINTER(date));
}

const GPtrArray *agenda_sessions_of_participant(const Agenda *agenda,
                                                const Participant *participant)
{
    const GPtrArray *lists = participant->named == NAMED_PERSON
                                 ? agenda->lookup->sessions_of_person
                                 : agenda->lookup->sessions_of_agency;

    /* Filled by agenda_finish, which sets the indices, too. */
    return lists->pdata[participant->index];
}

const GPtrArray *agenda_sessions_of_room(const Agenda *agenda, const Room *room)
{
    return agenda->lookup->sessions_of_room->pdata[room->index];
}

const GPtrArray *agenda_sessions_of_day(const Agenda *agenda, const Day *day)
{
    return agenda->lookup->sessions_of_day->pdata[day->index];
}

const GPtrArray *agenda_common_sessions(const Agenda *agenda)
{
    return agenda->lookup->common;
}

bool room_is_at_place(const Room *room)
{
    return room == NULL || room->address.n_variants == 0;
}

const char *agenda_geo_of(const Agenda *agenda, const Room *room)
{
    const char *of_place = room_is_at_place(room) ? agenda->geo : NULL;

    return room != NULL && room->geo != NULL ? room->geo : of_place;
}

const char *agenda_location(const Agenda *agenda)
{
    return text_get(&agenda->location, NULL);
}

const char *participant_label(const Participant *participant)
{
    return text_get(&participant->label, NULL);
}

const char *term_label(const Term *term)
{
    const char *label = text_get(&term->label, NULL);

    return label != NULL ? label : term->id;
}

SessionStatus session_status(const Session *session)
{
    return session->day->agenda->status == AGENDA_STATUS_CONFIRMED ? session->status
                                                                   : SESSION_STATUS_CANCELLED;
}

bool session_is_postponed(const Session *session)
{
    return session->status != SESSION_STATUS_CANCELLED &&
           session->day->agenda->status == AGENDA_STATUS_POSTPONED;
}

bool session_has_number(const Session *session)
{
    if (session->round_table == NULL) {
        return false;
    }
    const char *rest = session->id;
    return g_str_has_prefix(rest, session->round_table->id) &&
           rest[strlen(session->round_table->id)] == '.' &&
           rest[strlen(session->round_table->id) + 1] != '\0';
}

void session_days(const Session *session, CivilDate *out_first, CivilDate *out_last)
{
    *out_first = *out_last = session->day->date;
    if (civil_lasts_days(session->slot->start, session->slot->end)) {
        *out_first = *out_last = civil_date_of(session->start);
    }
    if (civil_lasts_days(session->start, session->end)) {
        *out_last = civil_last_day(session->end);
    }
}

bool session_is_on_day(const Session *session, CivilDate date)
{
    CivilDate first;
    CivilDate last;

    session_days(session, &first, &last);
    return session->day->date == date || (first <= date && date <= last);
}

bool session_has_participant(const Session *session, const Participant *participant)
{
    /* A handful at most, so a loop beats a table. */
    for (guint i = 0; participant != NULL && i < session->contributions->len; i++) {
        if (contribution_is_of(session->contributions->pdata[i], participant)) {
            return true;
        }
    }
    return false;
}

bool session_is_first_of_contributor(const Session *session, guint index)
{
    const Contribution *contribution = session->contributions->pdata[index];

    for (guint i = 0; i < index; i++) {
        const Contribution *before = session->contributions->pdata[i];
        if (before->agency == contribution->agency && before->person == contribution->person) {
            return false;
        }
    }
    return true;
}

const Text *preparation_shown_text(const Preparation *preparation)
{
    return preparation->title.n_variants > 0 ? &preparation->title : &preparation->role->label;
}

const char *preparation_shown_title(const Preparation *preparation)
{
    return text_get(preparation_shown_text(preparation), NULL);
}

char *preparation_dup_key(const Preparation *preparation)
{
    if (preparation->id != NULL) {
        return g_strdup(preparation->id);
    }
    const Participant *agency = preparation->agency;
    const Participant *person = preparation->person;
    const char *title = text_first(&preparation->title);
    g_autofree char *who = g_strconcat(agency != NULL ? agency->id : "", person != NULL ? "+" : "",
                                       person != NULL ? person->id : "", NULL);
    /* The first title, not the one that is shown: a translation must have the same key. */
    return g_strjoin("/", who, preparation->role->id, title != NULL ? title : "", NULL);
}
