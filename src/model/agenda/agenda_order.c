#include "model/agenda/agenda_private.h"

#include <string.h>

#include "model/agenda/schema.h"

/* Orders ids as people count: 1.2 before 1.10. Not with strcoll(3), so that the order is the same
 * in every locale. strcmp makes it total, whatever strverscmp(3) thinks of leading zeros. */
static gint compare_ids(const char *a, const char *b)
{
    gint order = strverscmp(a, b);

    return order != 0 ? order : strcmp(a, b);
}

static gint compare_times(gint64 a, gint64 b)
{
    return a == b ? 0 : a < b ? -1 : 1;
}

/* Built-in roles have their index from the start, and all others the same one, so these are ordered
 * by id. */
static gint compare_roles(gconstpointer a, gconstpointer b)
{
    const Role *left = *(const Role *const *)a;
    const Role *right = *(const Role *const *)b;

    return left->index != right->index ? compare_times(left->index, right->index)
                                       : compare_ids(left->id, right->id);
}

/* All but roles are in the order of their ids. */
static gint compare_named(gconstpointer a, gconstpointer b, gpointer data)
{
    const SchemaRecord *schema = data;

    return compare_ids(schema_id(schema, *(gconstpointer const *)a),
                       schema_id(schema, *(gconstpointer const *)b));
}

static gint compare_days(gconstpointer a, gconstpointer b)
{
    return compare_times((*(const Day *const *)a)->date, (*(const Day *const *)b)->date);
}

gint session_compare(const Session *left, const Session *right)
{
    if (left->start != right->start) {
        return compare_times(left->start, right->start);
    }
    if (left->slot->all_day != right->slot->all_day) {
        return left->slot->all_day ? -1 : 1;
    }
    return compare_ids(left->id, right->id);
}

static gint compare_sessions(gconstpointer a, gconstpointer b)
{
    return session_compare(*(const Session *const *)a, *(const Session *const *)b);
}

gint session_compare_by_table(gconstpointer a, gconstpointer b)
{
    const Session *left = *(const Session *const *)a;
    const Session *right = *(const Session *const *)b;
    guint left_table = left->round_table == NULL ? G_MAXUINT : left->round_table->index;
    guint right_table = right->round_table == NULL ? G_MAXUINT : right->round_table->index;

    if (left_table != right_table) {
        return left_table < right_table ? -1 : 1;
    }
    return left->index < right->index ? -1 : 1;
}

/* Slots of the same time are told apart by their first sessions, so the sessions of each slot must
 * be sorted before. */
static gint compare_slots(gconstpointer a, gconstpointer b)
{
    const Slot *left = *(const Slot *const *)a;
    const Slot *right = *(const Slot *const *)b;

    if (left->all_day != right->all_day) {
        return left->all_day ? -1 : 1;
    }
    if (left->start != right->start) {
        return compare_times(left->start, right->start);
    }
    if (left->end != right->end) {
        return compare_times(left->end, right->end);
    }
    /* Slots without sessions come first; no agenda file has any. */
    if (left->sessions->len == 0 || right->sessions->len == 0) {
        return compare_times(left->sessions->len, right->sessions->len);
    }
    return compare_sessions(&left->sessions->pdata[0], &right->sessions->pdata[0]);
}

/* By agency, those without one last, then by person, those without one first. */
static gint compare_contributors(const Participant *agency, const Participant *person,
                                 const Participant *other_agency, const Participant *other_person)
{
    if (agency != other_agency) {
        return compare_times(agency != NULL ? agency->index : G_MAXINT64,
                             other_agency != NULL ? other_agency->index : G_MAXINT64);
    }
    return compare_times(person != NULL ? (gint64)person->index : -1,
                         other_person != NULL ? (gint64)other_person->index : -1);
}

static gint compare_contributions(gconstpointer a, gconstpointer b)
{
    const Contribution *left = *(const Contribution *const *)a;
    const Contribution *right = *(const Contribution *const *)b;

    return left->role->index != right->role->index
               ? compare_times(left->role->index, right->role->index)
               : compare_contributors(left->agency, left->person, right->agency, right->person);
}

static gint compare_preparations(gconstpointer a, gconstpointer b)
{
    const Preparation *left = *(const Preparation *const *)a;
    const Preparation *right = *(const Preparation *const *)b;
    /* As in the key of a preparation: the same in every translation. */
    const char *left_title = text_first(&left->title);
    const char *right_title = text_first(&right->title);

    if ((left->timing == PREPARATION_UNDATED) != (right->timing == PREPARATION_UNDATED)) {
        return left->timing == PREPARATION_UNDATED ? -1 : 1;
    }
    if (left->date != right->date) {
        return compare_times(left->date, right->date);
    }
    if (left->agency != right->agency || left->person != right->person) {
        return compare_contributors(left->agency, left->person, right->agency, right->person);
    }
    if (left->role != right->role) {
        return compare_times(left->role->index, right->role->index);
    }
    if (g_strcmp0(left_title, right_title) != 0) {
        return g_strcmp0(left_title, right_title);
    }
    return g_strcmp0(left->id, right->id);
}

/* Adds an empty list for each of `length` owners. */
static void add_lists(GPtrArray *lists, guint length)
{
    for (guint i = 0; i < length; i++) {
        g_ptr_array_add(lists, g_ptr_array_new());
    }
}

/* Appends a session to an owner's list, once: whoever has several roles in it comes up several
 * times.
 */
static void append_once(GPtrArray *lists, guint owner, Session *session)
{
    GPtrArray *list = lists->pdata[owner];

    if (list->len == 0 || list->pdata[list->len - 1] != session) {
        g_ptr_array_add(list, session);
    }
}

/* By the days on which it goes on, which are few, rather than by those of the agenda. */
static void list_session_by_days(Agenda *agenda, Session *session)
{
    GPtrArray *lists = agenda->lookup->sessions_of_day;
    CivilDate first;
    CivilDate last;

    append_once(lists, session->day->index, session);
    session_days(session, &first, &last);
    for (CivilDate date = first; date <= last; date++) {
        const Day *day = agenda_find_day(agenda, date);
        if (day != NULL) {
            append_once(lists, day->index, session);
        }
    }
}

static void list_sessions_by_owner(Agenda *agenda)
{
    struct AgendaIndex *lookup = agenda->lookup;

    add_lists(lookup->sessions_of_agency, agenda->agencies->len);
    add_lists(lookup->sessions_of_person, agenda->people->len);
    add_lists(lookup->sessions_of_room, agenda->rooms->len);
    add_lists(lookup->sessions_of_day, agenda->days->len);
    for (guint i = 0; i < agenda->sessions->len; i++) {
        Session *session = agenda->sessions->pdata[i];
        for (guint j = 0; j < session->contributions->len; j++) {
            const Contribution *contribution = session->contributions->pdata[j];
            if (contribution->agency != NULL) {
                append_once(lookup->sessions_of_agency, contribution->agency->index, session);
            }
            if (contribution->person != NULL) {
                append_once(lookup->sessions_of_person, contribution->person->index, session);
            }
        }
        if (session->room != NULL) {
            append_once(lookup->sessions_of_room, session->room->index, session);
        }
        list_session_by_days(agenda, session);
        if (session->kind != SESSION_KIND_SESSION) {
            g_ptr_array_add(lookup->common, session);
        }
    }
}

/* Every record that events name begins with its index. */
static void number(const GPtrArray *records)
{
    for (guint i = 0; i < records->len; i++) {
        *(guint *)records->pdata[i] = i;
    }
}

static void finish_named(Agenda *agenda)
{
    g_ptr_array_sort(agenda->roles, compare_roles);
    number(agenda->roles);
    for (NamedKind kind = NAMED_ROLE + 1; kind < N_NAMED_KINDS; kind++) {
        GPtrArray *records = (GPtrArray *)agenda_list_named(agenda, kind);
        g_ptr_array_sort_with_data(records, compare_named, (gpointer)SCHEMA_NAMED[kind]);
        number(records);
    }
}

static gint compare_indices(gconstpointer a, gconstpointer b)
{
    return compare_times(**(const guint *const *)a, **(const guint *const *)b);
}

/* Sorts the lists of what a session names. */
static void finish_references(Session *session)
{
    const SchemaRecord *schema = &SCHEMA_SESSIONS[session->kind];

    for (gsize i = 0; i < schema->n_fields; i++) {
        if (schema->fields[i].type == FIELD_TYPE_REFERENCES) {
            GPtrArray *list = *(GPtrArray **)schema_field_member(&schema->fields[i], session);
            if (list != NULL) {
                g_ptr_array_sort(list, compare_indices);
            }
        }
    }
}

static void finish_sessions(Agenda *agenda)
{
    g_ptr_array_sort(agenda->sessions, compare_sessions);
    for (guint i = 0; i < agenda->sessions->len; i++) {
        Session *session = agenda->sessions->pdata[i];
        session->index = i;
        session->until = session->slot->all_day ? civil_last_day(session->end) : 0;
        g_ptr_array_sort(session->contributions, compare_contributions);
        finish_references(session);
    }
}

static void finish_days(Agenda *agenda)
{
    g_ptr_array_sort(agenda->days, compare_days);
    for (guint i = 0; i < agenda->days->len; i++) {
        Day *day = agenda->days->pdata[i];
        day->index = i;
        for (guint j = 0; j < day->slots->len; j++) {
            Slot *slot = day->slots->pdata[j];
            slot->until = slot->all_day ? civil_last_day(slot->end) : 0;
            g_ptr_array_sort(slot->sessions, compare_sessions);
        }
        g_ptr_array_sort(day->slots, compare_slots);
    }
}

void agenda_finish(Agenda *agenda)
{
    /* The order matters: contributions and preparations are sorted by the indices of agencies,
     * people and roles, and slots by their sessions. */
    finish_named(agenda);
    finish_sessions(agenda);
    finish_days(agenda);
    g_ptr_array_sort(agenda->preparations, compare_preparations);
    number(agenda->preparations);
    list_sessions_by_owner(agenda);
}
