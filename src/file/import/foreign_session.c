#include "file/import/foreign_session.h"

#include "file/agenda_limits.h"

Text foreign_session_text(Agenda *agenda, const char *value)
{
    const TextVariant variant = { .value = value };

    return value != NULL ? agenda_intern_text(agenda, &variant, 1) : (Text){ 0 };
}

const char *foreign_session_source(Agenda *agenda, const char *source, const char *id)
{
    return g_strcmp0(source, id) != 0 ? agenda_intern(agenda, source) : NULL;
}

/* --- lists ------------------------------------------------------------------------------- */

/* How many of a list are kept. */
static guint count_kept(ForeignSchedule *schedule, guint length, const char *what)
{
    if (length > AGENDA_FILE_MAX_LIST) {
        foreign_remark(schedule, what, "are cut: a session has at most 200", NULL);
    }
    return MIN(length, AGENDA_FILE_MAX_LIST);
}

static gconstpointer find_term(Agenda *agenda, NamedKind kind, const char *id)
{
    gconstpointer term = agenda_find_named(agenda, kind, id);

    return term != NULL ? term : agenda_add_named(agenda, kind, id);
}

/* The terms of a list, each once; NULL for none. */
static GPtrArray *read_terms(Agenda *agenda, NamedKind kind, const GPtrArray *words, guint n)
{
    GPtrArray *terms = n > 0 ? agenda_add_list(agenda, NULL) : NULL;

    for (guint i = 0; i < n; i++) {
        gconstpointer term = find_term(agenda, kind, words->pdata[i]);
        if (!g_ptr_array_find(terms, term, NULL)) {
            g_ptr_array_add(terms, (gpointer)term);
        }
    }
    return terms;
}

static GPtrArray *read_links(Agenda *agenda, const GArray *links, guint n)
{
    GPtrArray *list = n > 0 ? agenda_add_list(agenda, g_free) : NULL;

    for (guint i = 0; i < n; i++) {
        const ForeignLink *from = &g_array_index(links, ForeignLink, i);
        Link *link = g_new0(Link, 1);
        link->url = agenda_intern(agenda, from->url);
        link->title = foreign_session_text(agenda, from->title);
        g_ptr_array_add(list, link);
    }
    return list;
}

static void read_lists(ForeignSchedule *schedule, const ForeignEvent *event, Agenda *agenda,
                       Session *session)
{
    guint n_tags = count_kept(schedule, event->tags->len, "tags");
    guint n_languages = count_kept(schedule, event->languages->len, "languages");
    guint n_interpretation = count_kept(schedule, event->interpretation->len, "languages");
    guint n_links = count_kept(schedule, event->links->len, "links");

    session->tags = read_terms(agenda, NAMED_TAG, event->tags, n_tags);
    session->languages = read_terms(agenda, NAMED_LANGUAGE, event->languages, n_languages);
    session->interpretation =
        read_terms(agenda, NAMED_LANGUAGE, event->interpretation, n_interpretation);
    session->links = read_links(agenda, event->links, n_links);
}

/* --- the session ------------------------------------------------------------------------- */

void foreign_session_read(ForeignSchedule *schedule, const ForeignEvent *event, Agenda *agenda,
                          Session *session)
{
    session->source = foreign_session_source(agenda, event->source, session->id);
    session->status = event->status;
    session->title = foreign_session_text(agenda, event->title);
    session->subtitle = foreign_session_text(agenda, event->subtitle);
    session->abstract = foreign_session_text(agenda, event->abstract);
    session->type = event->type != NULL ? find_term(agenda, NAMED_TYPE, event->type) : NULL;
    session->url = agenda_intern(agenda, event->url);
    session->join = agenda_intern(agenda, event->join);
    session->contact = foreign_session_text(agenda, event->contact);
    session->image = agenda_intern(agenda, event->image);
    read_lists(schedule, event, agenda, session);
}

/* --- who contributes --------------------------------------------------------------------- */

/* Adds a contribution unless there is one of the same in that role. */
static void add_contribution(Agenda *agenda, Session *session, GHashTable *seen,
                             const Contribution *draft)
{
    bool is_new = g_hash_table_add(
        seen, g_strdup_printf("%s %s %s", draft->agency != NULL ? draft->agency->id : "",
                              draft->person != NULL ? draft->person->id : "", draft->role->id));

    if (is_new) {
        Contribution *contribution = agenda_add_contribution(agenda, session);
        *contribution = *draft;
        contribution->session = session;
    }
}

void foreign_session_add_contributions(const ForeignParties *parties, const ForeignEvent *event,
                                       Agenda *agenda, Session *session)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *organiser = foreign_parties_track(parties, event->track);

    for (guint i = 0; i < event->parties->len; i++) {
        const ForeignParty *party = &g_array_index(event->parties, ForeignParty, i);
        ForeignPartyIds who = foreign_parties_ids(parties, party);
        Contribution draft = {
            .agency = who.agency != NULL ? agenda_find_agency(agenda, who.agency) : NULL,
            .person = who.person != NULL ? agenda_find_person(agenda, who.person) : NULL,
            .role = agenda_find_role(agenda, party->role),
            .note = foreign_session_text(agenda, party->note),
        };
        if (draft.agency != NULL || draft.person != NULL) {
            add_contribution(agenda, session, seen, &draft);
        }
    }
    if (organiser != NULL) {
        const Contribution draft = { .agency = agenda_find_agency(agenda, organiser),
                                     .role = agenda_find_role(agenda, "organiser") };
        add_contribution(agenda, session, seen, &draft);
    }
}
