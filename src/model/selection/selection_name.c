#include "model/selection/selection_name.h"

#include <string.h>

#include "base/suggest.h"
#include "model/agenda/schema.h"

/* What addresses, messages and manuals need to know of each name, and how its records are found. A
 * name whose records are not of a named kind has its own functions. */
typedef struct NameRow {
    const char *word;   /* as addresses spell it */
    const char *phrase; /* as people call it */
    const char *values; /* what its values are, in words */
    gconstpointer (*find)(const Agenda *agenda, const char *id);
    void (*list)(const Agenda *agenda, GPtrArray *ids);
    char *(*label)(gconstpointer record);
    NamedKind named; /* unless there are functions */
    bool is_text;    /* its values are free text */
} NameRow;

/* --- days, sessions, kinds ---------------------------------------------------------------- */

static gconstpointer find_day(const Agenda *agenda, const char *id)
{
    CivilDate date;

    /* A day's id is its date. */
    return civil_parse_date(id, &date) ? agenda_find_day(agenda, date) : NULL;
}

static void list_days(const Agenda *agenda, GPtrArray *ids)
{
    for (guint i = 0; i < agenda->days->len; i++) {
        g_ptr_array_add(ids, civil_date_to_iso(((const Day *)agenda->days->pdata[i])->date));
    }
}

static char *label_of_day(gconstpointer day)
{
    return civil_date_to_words(((const Day *)day)->date);
}

static gconstpointer find_session(const Agenda *agenda, const char *id)
{
    return agenda_find_session(agenda, id);
}

static void list_sessions(const Agenda *agenda, GPtrArray *ids)
{
    for (guint i = 0; i < agenda->sessions->len; i++) {
        g_ptr_array_add(ids, g_strdup(((const Session *)agenda->sessions->pdata[i])->id));
    }
}

static char *label_of_session(gconstpointer record)
{
    const Session *session = record;

    return g_strdup(session_has_number(session) ? session->id : text_get(&session->title, NULL));
}

static gconstpointer find_kind(G_GNUC_UNUSED const Agenda *agenda, const char *word)
{
    for (SessionKind kind = 0; kind <= SESSION_KIND_BREAK; kind++) {
        if (strcmp(session_kind_word(kind), word) == 0) {
            return selection_kind_record(kind);
        }
    }
    return NULL;
}

static void list_kinds(G_GNUC_UNUSED const Agenda *agenda, GPtrArray *ids)
{
    for (SessionKind kind = 0; kind <= SESSION_KIND_BREAK; kind++) {
        g_ptr_array_add(ids, g_strdup(session_kind_word(kind)));
    }
}

static char *label_of_kind(gconstpointer record)
{
    SessionKind kind = *(const SessionKind *)record;

    return kind == SESSION_KIND_PLENARY ? g_strdup("plenaries")
                                        : g_strconcat(session_kind_word(kind), "s", NULL);
}

/* --- what events name --------------------------------------------------------------------- */

static char *label_of_participant(gconstpointer participant)
{
    return g_strdup(participant_label(participant));
}

static char *label_of_role(gconstpointer role)
{
    return g_strdup(text_get(&((const Role *)role)->label, NULL));
}

static char *label_of_room(gconstpointer room)
{
    return g_strdup(text_get(&((const Room *)room)->name, NULL));
}

static char *label_of_term(gconstpointer term)
{
    return g_strdup(term_label(term));
}

/* Tags of languages are the same in capitals (RFC 5646 §2.1.1). */
static gconstpointer find_language(const Agenda *agenda, const char *tag)
{
    for (guint i = 0; i < agenda->languages->len; i++) {
        if (g_ascii_strcasecmp(((const Term *)agenda->languages->pdata[i])->id, tag) == 0) {
            return agenda->languages->pdata[i];
        }
    }
    return NULL;
}

static void list_named(const Agenda *agenda, NamedKind kind, GPtrArray *ids)
{
    const GPtrArray *records = agenda_list_named(agenda, kind);

    for (guint i = 0; i < records->len; i++) {
        g_ptr_array_add(ids, g_strdup(schema_id(SCHEMA_NAMED[kind], records->pdata[i])));
    }
}

/* --- the names ---------------------------------------------------------------------------- */

static const NameRow NAMES[N_SELECTION_NAMES] = {
    [SELECTION_AGENCY] = { "agency", "agency", "ids", .named = NAMED_AGENCY,
                           .label = label_of_participant },
    [SELECTION_PERSON] = { "person", "person", "ids", .named = NAMED_PERSON,
                           .label = label_of_participant },
    [SELECTION_ROLE] = { "role", "role", "ids", .named = NAMED_ROLE, .label = label_of_role },
    /* It goes by its number, also when it is gone. */
    [SELECTION_ROUND_TABLE] = { "round-table", "round table", "ids", .named = NAMED_ROUND_TABLE },
    [SELECTION_DAY] = { "day", "day", "dates such as 2007-07-10", find_day, list_days, label_of_day,
                        .named = N_NAMED_KINDS },
    [SELECTION_ROOM] = { "room", "room", "ids", .named = NAMED_ROOM, .label = label_of_room },
    [SELECTION_SESSION] = { "session", "session", "ids", find_session, list_sessions,
                            label_of_session, .named = N_NAMED_KINDS },
    [SELECTION_KIND] = { "kind", "kind", "session, plenary or break", find_kind, list_kinds,
                         label_of_kind, .named = N_NAMED_KINDS },
    [SELECTION_TYPE] = { "type", "type", "words, spelt as the agenda spells them",
                         .named = NAMED_TYPE, .label = label_of_term, .is_text = true },
    [SELECTION_TAG] = { "tag", "tag", "words, likewise", .named = NAMED_TAG, .label = label_of_term,
                        .is_text = true },
    [SELECTION_LANGUAGE] = { "language", "language", "spoken or interpreted into, such as fr",
                             find_language, .named = NAMED_LANGUAGE, .label = label_of_term },
};

NamedKind selection_name_named(SelectionName name)
{
    return NAMES[name].named;
}

bool selection_name_is_text(SelectionName name)
{
    return NAMES[name].is_text;
}

char *selection_name_dup_value(SelectionName name, const char *id)
{
    return name == SELECTION_LANGUAGE ? g_ascii_strdown(id, -1) : g_strdup(id);
}

gconstpointer selection_name_find(SelectionName name, const Agenda *agenda, const char *id)
{
    const NameRow *row = &NAMES[name];

    return row->find != NULL ? row->find(agenda, id) : agenda_find_named(agenda, row->named, id);
}

char *selection_name_label(SelectionName name, const Agenda *agenda, const char *id)
{
    gconstpointer record = selection_name_find(name, agenda, id);

    if (name == SELECTION_ROUND_TABLE) {
        return agenda_dup_round_table_label(agenda, id);
    }
    return record != NULL ? NAMES[name].label(record) : g_strdup(id);
}

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

bool selection_name_parse_either(const char *word, SelectionName *out_name, bool *out_is_not)
{
    bool is_not = g_str_has_prefix(word, SELECTION_NOT);

    *out_is_not = is_not;
    return selection_name_parse(word + (is_not ? strlen(SELECTION_NOT) : 0), out_name);
}

char *selection_name_tell_unknown(SelectionName name, const Agenda *agenda, const char *id,
                                  guint max_listed)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    GString *text = g_string_new(NULL);

    if (NAMES[name].list != NULL) {
        NAMES[name].list(agenda, ids);
    } else {
        list_named(agenda, NAMES[name].named, ids);
    }
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
