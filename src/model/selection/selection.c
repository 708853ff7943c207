#include "model/selection/selection.h"

void selection_init(Selection *selection)
{
    *selection = (Selection){ .plenaries = true, .breaks = true };
}

void selection_clear(Selection *selection)
{
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        g_clear_pointer(&selection->values[name], g_ptr_array_unref);
        g_clear_pointer(&selection->excluded[name], g_ptr_array_unref);
    }
}

void selection_add_nothing(Selection *selection, SelectionName name)
{
    if (selection->values[name] == NULL) {
        /* Empty, not NULL: it selects nothing until a record is added. */
        selection->values[name] = g_ptr_array_new();
    }
}

static void add_record(GPtrArray *records, gconstpointer record)
{
    if (!g_ptr_array_find(records, record, NULL)) {
        g_ptr_array_add(records, (gpointer)record);
    }
}

void selection_add(Selection *selection, SelectionName name, gconstpointer record)
{
    selection_add_nothing(selection, name);
    add_record(selection->values[name], record);
}

void selection_exclude(Selection *selection, SelectionName name, gconstpointer record)
{
    if (selection->excluded[name] == NULL) {
        selection->excluded[name] = g_ptr_array_new();
    }
    add_record(selection->excluded[name], record);
}

gconstpointer selection_kind_record(SessionKind kind)
{
    static const SessionKind KINDS[] = { SESSION_KIND_SESSION, SESSION_KIND_PLENARY,
                                         SESSION_KIND_BREAK };

    g_assert(KINDS[kind] == kind);
    return &KINDS[kind];
}

static bool is_asked_for(const Selection *selection, SelectionName name, gconstpointer record)
{
    GPtrArray *records = selection->values[name];

    return records == NULL || g_ptr_array_find(records, record, NULL);
}

/* Whether a chosen agency and person, or any if none is chosen, contribute in a role. */
static bool has_role(const Selection *selection, const Session *session, gconstpointer role)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution->role == role &&
            is_asked_for(selection, SELECTION_AGENCY, contribution->agency) &&
            is_asked_for(selection, SELECTION_PERSON, contribution->person)) {
            return true;
        }
    }
    return false;
}

static bool has_term(GPtrArray *terms, gconstpointer term)
{
    return terms != NULL && g_ptr_array_find(terms, term, NULL);
}

/* Whether a session is one of those that a record of a name stands for. Records are compared by
 * address: a selection belongs to one agenda, whose records are unique. */
static bool has_record(const Selection *selection, const Session *session, SelectionName name,
                       gconstpointer record)
{
    switch (name) {
    case SELECTION_AGENCY:
    case SELECTION_PERSON:
        return session_has_participant(session, record);
    case SELECTION_ROLE:
        return has_role(selection, session, record);
    case SELECTION_ROUND_TABLE:
        return session->round_table == record;
    case SELECTION_DAY:
        return session_is_on_day(session, ((const Day *)record)->date);
    case SELECTION_ROOM:
        return session->room == record;
    case SELECTION_SESSION:
        return session == record;
    case SELECTION_KIND:
        return selection_kind_record(session->kind) == record;
    case SELECTION_TYPE:
        return session->type == record;
    case SELECTION_TAG:
        return has_term(session->tags, record);
    case SELECTION_LANGUAGE:
        return has_term(session->languages, record) || has_term(session->interpretation, record);
    case N_SELECTION_NAMES:
        break;
    }
    g_assert_not_reached();
}

static bool has_any(const Selection *selection, const Session *session, SelectionName name,
                    const GPtrArray *records)
{
    for (guint i = 0; i < records->len; i++) {
        if (has_record(selection, session, name, records->pdata[i])) {
            return true;
        }
    }
    return false;
}

/* Whether a session has a value of a name that is asked for, or no value is. */
static bool passes(const Selection *selection, SelectionName name, const Session *session)
{
    const GPtrArray *records = selection->values[name];

    return records == NULL || has_any(selection, session, name, records);
}

static bool is_excluded(const Selection *selection, const Session *session)
{
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        const GPtrArray *records = selection->excluded[name];
        if (records != NULL && has_any(selection, session, name, records)) {
            return true;
        }
    }
    return false;
}

/* Whether any contribution is asked for. */
static bool has_contributor(const Selection *selection)
{
    return selection->values[SELECTION_AGENCY] != NULL ||
           selection->values[SELECTION_PERSON] != NULL || selection->values[SELECTION_ROLE] != NULL;
}

bool selection_has_contribution(const Selection *selection, const Contribution *contribution)
{
    return is_asked_for(selection, SELECTION_AGENCY, contribution->agency) &&
           is_asked_for(selection, SELECTION_PERSON, contribution->person) &&
           is_asked_for(selection, SELECTION_ROLE, contribution->role);
}

/* Whether a chosen agency and person contribute in a chosen role. One contribution must meet all:
 * the ILO as a speaker beside someone else in the chair is no match for "ILO as chair". */
static bool passes_contributions(const Selection *selection, const Session *session)
{
    if (!has_contributor(selection)) {
        return true;
    }
    for (guint i = 0; i < session->contributions->len; i++) {
        if (selection_has_contribution(selection, session->contributions->pdata[i])) {
            return true;
        }
    }
    return false;
}

/* The names that narrow plenaries and breaks, too. */
static bool passes_place(const Selection *selection, const Session *session)
{
    return passes(selection, SELECTION_KIND, session) &&
           passes(selection, SELECTION_DAY, session) &&
           passes(selection, SELECTION_ROOM, session) &&
           passes(selection, SELECTION_SESSION, session);
}

/* And those that narrow the others. */
static bool passes_subject(const Selection *selection, const Session *session)
{
    return passes(selection, SELECTION_ROUND_TABLE, session) &&
           passes(selection, SELECTION_TYPE, session) &&
           passes(selection, SELECTION_TAG, session) &&
           passes(selection, SELECTION_LANGUAGE, session) &&
           passes_contributions(selection, session);
}

static bool has_subject(const Selection *selection)
{
    return has_contributor(selection) || selection->values[SELECTION_TYPE] != NULL ||
           selection->values[SELECTION_TAG] != NULL ||
           selection->values[SELECTION_LANGUAGE] != NULL;
}

bool selection_has_session(const Selection *selection, const Session *session)
{
    if (!passes_place(selection, session) || is_excluded(selection, session)) {
        return false;
    }
    switch (session->kind) {
    case SESSION_KIND_BREAK:
        return selection->breaks;
    case SESSION_KIND_PLENARY:
        /* Without `plenaries`, one is in only by its contributions and terms. Some must be asked
         * for, or every plenary would pass the empty condition. */
        return selection->plenaries ||
               (has_subject(selection) && passes_subject(selection, session));
    case SESSION_KIND_SESSION:
        return passes_subject(selection, session);
    }
    g_assert_not_reached();
}

/* What a preparation has of a name that is about contributions; NULL of the others. */
static gconstpointer part_of(const Preparation *preparation, SelectionName name)
{
    return name == SELECTION_AGENCY   ? (gconstpointer)preparation->agency
           : name == SELECTION_PERSON ? (gconstpointer)preparation->person
           : name == SELECTION_ROLE   ? (gconstpointer)preparation->role
                                      : NULL;
}

bool selection_has_preparation(const Selection *selection, const Preparation *preparation)
{
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        GPtrArray *excluded = selection->excluded[name];
        gconstpointer part = part_of(preparation, name);
        /* A preparation has no place in the programme, so it cannot pass any name that is about
         * that. */
        if (!is_asked_for(selection, name, part) ||
            (excluded != NULL && part != NULL && g_ptr_array_find(excluded, part, NULL))) {
            return false;
        }
    }
    return preparation->timing != PREPARATION_UNDATED || selection->undated;
}

/* --- finding what is selected ------------------------------------------------------------ */

/* The record of a name that has exactly one, otherwise NULL. */
static gconstpointer only_record(const Selection *selection, SelectionName name)
{
    const GPtrArray *records = selection->values[name];

    return records != NULL && records->len == 1 ? records->pdata[0] : NULL;
}

/* Whether nothing is left of the values of a name that are asked for. */
static bool is_empty(const Selection *selection, SelectionName name)
{
    return selection->values[name] != NULL && selection->values[name]->len == 0;
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
    const GPtrArray *sessions = selection->values[SELECTION_SESSION];
    gconstpointer agency = only_record(selection, SELECTION_AGENCY);
    gconstpointer person = only_record(selection, SELECTION_PERSON);
    gconstpointer room = only_record(selection, SELECTION_ROOM);
    gconstpointer day = only_record(selection, SELECTION_DAY);
    Walk walk = { .first = agenda->sessions, .second = &NONE };

    if (sessions != NULL && sessions->len <= 1) {
        walk.first = sessions;
    } else if (is_empty(selection, SELECTION_AGENCY) || is_empty(selection, SELECTION_PERSON)) {
        walk.first = agenda_common_sessions(agenda);
    } else if (person != NULL || agency != NULL) {
        walk.first = agenda_sessions_of_participant(agenda, person != NULL ? person : agency);
        /* Plenaries and breaks pass whoever is chosen. */
        walk.second = agenda_common_sessions(agenda);
    } else if (room != NULL) {
        walk.first = agenda_sessions_of_room(agenda, room);
    } else if (day != NULL) {
        walk.first = agenda_sessions_of_day(agenda, day);
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
