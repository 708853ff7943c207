#include "model/selection/selection_name.h"

#include <string.h>

#include "base/suggest.h"

/* --- finding a value --------------------------------------------------------------------- */

static const Day *find_day(const Agenda *agenda, const char *id)
{
    CivilDate date;

    /* A day's id is its date. */
    return civil_parse_date(id, &date) ? agenda_find_day(agenda, date) : NULL;
}

static bool find_kind(const char *word, SessionKind *out_kind)
{
    static const SessionKind KINDS[] = { SESSION_KIND_SESSION, SESSION_KIND_PLENARY,
                                         SESSION_KIND_BREAK };

    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (strcmp(session_kind_word(KINDS[i]), word) == 0) {
            *out_kind = KINDS[i];
            return true;
        }
    }
    return false;
}

static gconstpointer find_record(SelectionName name, const Agenda *agenda, const char *id)
{
    switch (name) {
    case SELECTION_AGENCY:
        return agenda_find_agency(agenda, id);
    case SELECTION_PERSON:
        return agenda_find_person(agenda, id);
    case SELECTION_ROLE:
        return agenda_find_role(agenda, id);
    case SELECTION_ROUND_TABLE:
        return agenda_find_round_table(agenda, id);
    case SELECTION_DAY:
        return find_day(agenda, id);
    case SELECTION_ROOM:
        return agenda_find_room(agenda, id);
    case SELECTION_SESSION:
        return agenda_find_session(agenda, id);
    case SELECTION_KIND:
    /* Not `default`, so that the compiler finds a name that is forgotten here. */
    case N_SELECTION_NAMES:
        break;
    }
    g_assert_not_reached();
}

/* --- selecting it ------------------------------------------------------------------------ */

/* Where a selection keeps the records of a name; NULL for SELECTION_KIND, which has no records. */
static GPtrArray **records_of(SelectionName name, Selection *selection)
{
    GPtrArray **const records[N_SELECTION_NAMES] = {
        [SELECTION_AGENCY] = &selection->agencies,
        [SELECTION_PERSON] = &selection->people,
        [SELECTION_ROLE] = &selection->roles,
        [SELECTION_ROUND_TABLE] = &selection->round_tables,
        [SELECTION_DAY] = &selection->days,
        [SELECTION_ROOM] = &selection->rooms,
        [SELECTION_SESSION] = &selection->sessions,
    };

    return records[name];
}

void selection_name_add_nothing(SelectionName name, Selection *selection)
{
    GPtrArray **records = records_of(name, selection);

    g_assert(records != NULL);
    if (*records == NULL) {
        /* Empty, not NULL: it selects nothing until a record is added. */
        *records = g_ptr_array_new();
    }
}

bool selection_name_add(SelectionName name, Selection *selection, const Agenda *agenda,
                        const char *id)
{
    if (name == SELECTION_KIND) {
        SessionKind kind;
        bool is_kind = find_kind(id, &kind);
        selection->kinds |= is_kind ? 1U << kind : 0;
        return is_kind;
    }
    gconstpointer record = find_record(name, agenda, id);
    if (record == NULL) {
        return false;
    }
    selection_name_add_nothing(name, selection);
    GPtrArray *records = *records_of(name, selection);
    if (!g_ptr_array_find(records, record, NULL)) {
        g_ptr_array_add(records, (gpointer)record);
    }
    return true;
}

bool selection_name_has(SelectionName name, const Agenda *agenda, const char *id)
{
    SessionKind kind;

    return name == SELECTION_KIND ? find_kind(id, &kind) : find_record(name, agenda, id) != NULL;
}

/* --- telling of it ----------------------------------------------------------------------- */

static char *label_of_kind(const char *word)
{
    SessionKind kind;

    if (!find_kind(word, &kind)) {
        return g_strdup(word);
    }
    return kind == SESSION_KIND_PLENARY ? g_strdup("plenaries") : g_strconcat(word, "s", NULL);
}

static char *label_of_session(const Session *session)
{
    return g_strdup(session_has_number(session) ? session->id : text_get(&session->title, NULL));
}

char *selection_name_label(SelectionName name, const Agenda *agenda, const char *id)
{
    gconstpointer record = name != SELECTION_KIND ? find_record(name, agenda, id) : NULL;

    if (name == SELECTION_KIND) {
        return label_of_kind(id);
    }
    /* The number is all of its label, so a round table that is gone has the same one. */
    if (name == SELECTION_ROUND_TABLE) {
        return g_strconcat("Round Table ", id, NULL);
    }
    if (record == NULL) {
        return g_strdup(id);
    }
    switch (name) {
    case SELECTION_AGENCY:
    case SELECTION_PERSON:
        return g_strdup(participant_label(record));
    case SELECTION_ROLE:
        return g_strdup(text_get(&((const Role *)record)->label, NULL));
    case SELECTION_DAY:
        return civil_date_to_words(((const Day *)record)->date);
    case SELECTION_ROOM:
        return g_strdup(text_get(&((const Room *)record)->name, NULL));
    default:
        return label_of_session(record);
    }
}

/* --- what there is ------------------------------------------------------------------------ */

static void list_agencies(const Agenda *agenda, GPtrArray *ids)
{
    for (guint i = 0; i < agenda->agencies->len; i++) {
        g_ptr_array_add(ids, g_strdup(((const Participant *)agenda->agencies->pdata[i])->id));
    }
}

static void list_people(const Agenda *agenda, GPtrArray *ids)
{
    for (guint i = 0; i < agenda->people->len; i++) {
        g_ptr_array_add(ids, g_strdup(((const Participant *)agenda->people->pdata[i])->id));
    }
}

static void list_roles(const Agenda *agenda, GPtrArray *ids)
{
    for (guint i = 0; i < agenda->roles->len; i++) {
        g_ptr_array_add(ids, g_strdup(((const Role *)agenda->roles->pdata[i])->id));
    }
}

static void list_round_tables(const Agenda *agenda, GPtrArray *ids)
{
    for (guint i = 0; i < agenda->round_tables->len; i++) {
        g_ptr_array_add(ids, g_strdup(((const RoundTable *)agenda->round_tables->pdata[i])->id));
    }
}

static void list_days(const Agenda *agenda, GPtrArray *ids)
{
    for (guint i = 0; i < agenda->days->len; i++) {
        g_ptr_array_add(ids, civil_date_to_iso(((const Day *)agenda->days->pdata[i])->date));
    }
}

static void list_rooms(const Agenda *agenda, GPtrArray *ids)
{
    for (guint i = 0; i < agenda->rooms->len; i++) {
        g_ptr_array_add(ids, g_strdup(((const Room *)agenda->rooms->pdata[i])->id));
    }
}

static void list_sessions(const Agenda *agenda, GPtrArray *ids)
{
    for (guint i = 0; i < agenda->sessions->len; i++) {
        g_ptr_array_add(ids, g_strdup(((const Session *)agenda->sessions->pdata[i])->id));
    }
}

static void list_kinds(G_GNUC_UNUSED const Agenda *agenda, GPtrArray *ids)
{
    g_ptr_array_add(ids, g_strdup(session_kind_word(SESSION_KIND_SESSION)));
    g_ptr_array_add(ids, g_strdup(session_kind_word(SESSION_KIND_PLENARY)));
    g_ptr_array_add(ids, g_strdup(session_kind_word(SESSION_KIND_BREAK)));
}

/* What addresses, messages and manuals need to know of each name. */
static const struct {
    const char *word;   /* as addresses spell it */
    const char *phrase; /* as people call it */
    const char *values; /* what its values are, in words */
    void (*list)(const Agenda *agenda, GPtrArray *ids);
} NAMES[N_SELECTION_NAMES] = {
    [SELECTION_AGENCY] = { "agency", "agency", "ids", list_agencies },
    [SELECTION_PERSON] = { "person", "person", "ids", list_people },
    [SELECTION_ROLE] = { "role", "role", "ids", list_roles },
    [SELECTION_ROUND_TABLE] = { "round-table", "round table", "ids", list_round_tables },
    [SELECTION_DAY] = { "day", "day", "dates such as 2007-07-10", list_days },
    [SELECTION_ROOM] = { "room", "room", "ids", list_rooms },
    [SELECTION_SESSION] = { "session", "session", "ids", list_sessions },
    [SELECTION_KIND] = { "kind", "kind", "session, plenary or break", list_kinds },
};

const char *selection_name_word(SelectionName name)
{
    return NAMES[name].word;
}

const char *selection_name_values(SelectionName name)
{
    return NAMES[name].values;
}

bool selection_name_parse(const char *word, SelectionName *out_name)
{
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        if (strcmp(NAMES[name].word, word) == 0) {
            *out_name = name;
            return true;
        }
    }
    return false;
}

char *selection_name_tell_unknown(SelectionName name, const Agenda *agenda, const char *id,
                                  guint max_listed)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    GString *text = g_string_new(NULL);

    NAMES[name].list(agenda, ids);
    g_string_printf(text, "no %s \"%s\"", NAMES[name].phrase, id);
    /* Among all values, not only those that will be listed. */
    const char *nearest = suggest_nearest(id, (const char *const *)ids->pdata, ids->len);
    if (nearest != NULL) {
        g_string_append_printf(text, " (did you mean \"%s\"?)", nearest);
    }
    g_string_append(text, ids->len == 0 ? "; there is none" : "; there are: ");
    for (guint i = 0; i < MIN(ids->len, max_listed); i++) {
        g_string_append_printf(text, "%s%s", i == 0 ? "" : ", ", (const char *)ids->pdata[i]);
    }
    if (ids->len > max_listed) {
        g_string_append_printf(text, " and %u more", ids->len - max_listed);
    }
    return g_string_free(text, FALSE);
}
