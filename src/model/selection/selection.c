#include "model/selection/selection.h"

void selection_init(Selection *selection)
{
    *selection = (Selection){ .plenaries = true, .breaks = true };
}

void selection_clear(Selection *selection)
{
    g_clear_pointer(&selection->agencies, g_ptr_array_unref);
    g_clear_pointer(&selection->people, g_ptr_array_unref);
    g_clear_pointer(&selection->roles, g_ptr_array_unref);
    g_clear_pointer(&selection->round_tables, g_ptr_array_unref);
    g_clear_pointer(&selection->days, g_ptr_array_unref);
    g_clear_pointer(&selection->rooms, g_ptr_array_unref);
    g_clear_pointer(&selection->sessions, g_ptr_array_unref);
}

static void add_value(GPtrArray **values, gconstpointer value)
{
    if (*values == NULL) {
        /* NULL does not narrow, but an empty array selects nothing: create it with the first
         * value. */
        *values = g_ptr_array_new();
    }
    if (!g_ptr_array_find(*values, value, NULL)) {
        g_ptr_array_add(*values, (gpointer)value);
    }
}

void selection_add_agency(Selection *selection, const Participant *agency)
{
    add_value(&selection->agencies, agency);
}

void selection_add_person(Selection *selection, const Participant *person)
{
    add_value(&selection->people, person);
}

void selection_add_role(Selection *selection, const Role *role)
{
    add_value(&selection->roles, role);
}

void selection_add_round_table(Selection *selection, const RoundTable *round_table)
{
    add_value(&selection->round_tables, round_table);
}

void selection_add_day(Selection *selection, const Day *day)
{
    add_value(&selection->days, day);
}

void selection_add_room(Selection *selection, const Room *room)
{
    add_value(&selection->rooms, room);
}

void selection_add_session(Selection *selection, const Session *session)
{
    add_value(&selection->sessions, session);
}

/* Whether a value is asked for, or no value is. Values are compared by address: a selection belongs
 * to one agenda, whose records are unique. */
static bool passes(const GPtrArray *values, gconstpointer value)
{
    return values == NULL || g_ptr_array_find((GPtrArray *)values, value, NULL);
}

/* Whether contributions are asked for. */
static bool has_contributors(const Selection *selection)
{
    return selection->agencies != NULL || selection->people != NULL || selection->roles != NULL;
}

/* Whether a chosen agency and person contribute in a chosen role. One contribution must meet all:
 * the ILO as a speaker beside someone else in the chair is no match for "ILO as chair". */
static bool passes_contributions(const Selection *selection, const Session *session)
{
    if (!has_contributors(selection)) {
        return true;
    }
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (passes(selection->agencies, contribution->agency) &&
            passes(selection->people, contribution->person) &&
            passes(selection->roles, contribution->role)) {
            return true;
        }
    }
    return false;
}

static bool passes_days(const Selection *selection, const Session *session)
{
    for (guint i = 0; selection->days != NULL && i < selection->days->len; i++) {
        if (session_is_on_day(session, ((const Day *)selection->days->pdata[i])->date)) {
            return true;
        }
    }
    return selection->days == NULL;
}

/* The names that narrow plenaries and breaks, too. */
static bool passes_place(const Selection *selection, const Session *session)
{
    return (selection->kinds == 0 || (selection->kinds & 1U << session->kind) != 0) &&
           passes_days(selection, session) && passes(selection->rooms, session->room) &&
           passes(selection->sessions, session);
}

bool selection_has_session(const Selection *selection, const Session *session)
{
    if (!passes_place(selection, session)) {
        return false;
    }
    switch (session->kind) {
    case SESSION_KIND_BREAK:
        return selection->breaks;
    case SESSION_KIND_PLENARY:
        /* Without `plenaries`, one is in only by its contributions. Some must be asked for, or
         * every plenary would pass the empty condition. */
        return selection->plenaries || (has_contributors(selection) &&
                                        passes(selection->round_tables, session->round_table) &&
                                        passes_contributions(selection, session));
    case SESSION_KIND_SESSION:
        return passes(selection->round_tables, session->round_table) &&
               passes_contributions(selection, session);
    }
    g_assert_not_reached();
}

bool selection_has_preparation(const Selection *selection, const Preparation *preparation)
{
    /* A preparation has no place in the programme, so it cannot pass any name that is about
     * that. */
    return (preparation->timing != PREPARATION_UNDATED || selection->undated) &&
           selection->round_tables == NULL && selection->days == NULL && selection->rooms == NULL &&
           selection->sessions == NULL && selection->kinds == 0 &&
           passes(selection->agencies, preparation->agency) &&
           passes(selection->people, preparation->person) &&
           passes(selection->roles, preparation->role);
}

/* --- finding what is selected ------------------------------------------------------------ */

/* The value of a name that has exactly one, otherwise NULL. */
static gconstpointer only_value(const GPtrArray *values)
{
    return values != NULL && values->len == 1 ? values->pdata[0] : NULL;
}

/* Whether nothing is left of the values that are asked for. */
static bool is_empty(const GPtrArray *values)
{
    return values != NULL && values->len == 0;
}

/* Iterates over the union of two arrays of sessions, both in the order of the agenda, each session
 * once. */
typedef struct Walk {
    const GPtrArray *first;
    const GPtrArray *second;
    guint in_first;
    guint in_second;
} Walk;

/*
 * Starts a walk through a superset of the selected sessions. Where a name allows it, that is less
 * than all of them, so that listing a feed costs in proportion to what the feed holds.
 */
static Walk walk_candidates(const Selection *selection, const Agenda *agenda)
{
    static const GPtrArray NONE;
    Walk walk = { .first = agenda->sessions, .second = &NONE };

    if (selection->sessions != NULL && selection->sessions->len <= 1) {
        walk.first = selection->sessions;
    } else if (is_empty(selection->agencies) || is_empty(selection->people)) {
        walk.first = agenda_common_sessions(agenda);
    } else if (only_value(selection->people) != NULL || only_value(selection->agencies) != NULL) {
        gconstpointer person = only_value(selection->people);
        walk.first = agenda_sessions_of_participant(
            agenda, person != NULL ? person : only_value(selection->agencies));
        /* Plenaries and breaks pass whoever is chosen. */
        walk.second = agenda_common_sessions(agenda);
    } else if (only_value(selection->rooms) != NULL) {
        walk.first = agenda_sessions_of_room(agenda, only_value(selection->rooms));
    } else if (only_value(selection->days) != NULL) {
        walk.first = agenda_sessions_of_day(agenda, only_value(selection->days));
    }
    return walk;
}

/* The next session; NULL at the end. */
static const Session *walk_next(Walk *walk)
{
    const Session *left =
        walk->in_first < walk->first->len ? walk->first->pdata[walk->in_first] : NULL;
    const Session *right =
        walk->in_second < walk->second->len ? walk->second->pdata[walk->in_second] : NULL;
    const Session *next =
        right == NULL || (left != NULL && left->index < right->index) ? left : right;

    /* A session that is in both arrays is at the front of both: step over it in both. */
    walk->in_first += next == left ? 1 : 0;
    walk->in_second += next == right ? 1 : 0;
    return next;
}

GPtrArray *selection_dup_sessions(const Selection *selection, const Agenda *agenda)
{
    GPtrArray *sessions = g_ptr_array_new();
    Walk walk = walk_candidates(selection, agenda);

    for (const Session *session = walk_next(&walk); session != NULL; session = walk_next(&walk)) {
        if (selection_has_session(selection, session)) {
            g_ptr_array_add(sessions, (gpointer)session);
        }
    }
    return sessions;
}

bool selection_has_marked_session(const Selection *selection, const Agenda *agenda,
                                  const guint8 *marks)
{
    Walk walk = walk_candidates(selection, agenda);

    for (const Session *session = walk_next(&walk); session != NULL; session = walk_next(&walk)) {
        if (marks[session->index] != 0 && selection_has_session(selection, session)) {
            return true;
        }
    }
    return false;
}

bool selection_has_preparations(const Selection *selection, const Agenda *agenda)
{
    for (guint i = 0; i < agenda->preparations->len; i++) {
        if (selection_has_preparation(selection, agenda->preparations->pdata[i])) {
            return true;
        }
    }
    return false;
}

GPtrArray *selection_dup_preparations(const Selection *selection, const Agenda *agenda)
{
    GPtrArray *preparations = g_ptr_array_new();

    for (guint i = 0; i < agenda->preparations->len; i++) {
        if (selection_has_preparation(selection, agenda->preparations->pdata[i])) {
            g_ptr_array_add(preparations, agenda->preparations->pdata[i]);
        }
    }
    return preparations;
}
