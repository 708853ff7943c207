#include "model/revision/word_search.h"

#include <string.h>

#include "base/fold.h"
#include "model/agenda/participant.h"

/* --- what is searched -------------------------------------------------------------------- */

static void append(GString *out, const char *text)
{
    g_string_append_c(out, ' ');
    g_string_append(out, text);
}

/* In every language. */
static void append_text(GString *out, const Text *text)
{
    for (guint i = 0; i < text->n_variants; i++) {
        append(out, text->variants[i].value);
    }
}

static void append_participant(GString *out, const Participant *participant)
{
    if (participant != NULL) {
        append(out, participant->id);
        append_text(out, &participant->label);
        append_text(out, &participant->name);
    }
}

static void append_contributor(GString *out, Contributor who)
{
    append_participant(out, who.person);
    append_participant(out, who.agency);
    append_participant(out, contributor_affiliation(who));
}

/* As pages show it, so that what is seen can be found. */
static void append_role(GString *out, const Role *role, ContributionStatus status)
{
    append_text(out, &role->label);
    if (status != CONTRIBUTION_STATUS_CONFIRMED) {
        g_string_append_printf(out, " (%s)", contribution_status_word(status));
    }
}

static void append_terms(GString *out, const Session *session)
{
    if (session->type != NULL) {
        append(out, term_label(session->type));
    }
    for (guint i = 0; session->tags != NULL && i < session->tags->len; i++) {
        append(out, term_label(session->tags->pdata[i]));
    }
}

char *word_search_dup_session(const Session *session)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (session_has_number(session)) {
        append(text, session->id);
    }
    append_text(text, &session->title);
    append_text(text, &session->subtitle);
    append_terms(text, session);
    if (session->room != NULL) {
        append_text(text, &session->room->name);
    }
    if (session->round_table != NULL) {
        append_text(text, &session->round_table->title);
    }
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        append_contributor(text, contribution_by(contribution));
        append_role(text, contribution->role, contribution->status);
    }
    return fold_dup_for_search(text->str);
}

char *word_search_dup_preparation(const Preparation *preparation)
{
    g_autoptr(GString) text = g_string_new(NULL);

    append_text(text, &preparation->title);
    append_contributor(text, preparation_by(preparation));
    append_role(text, preparation->role, preparation->status);
    return fold_dup_for_search(text->str);
}

char *word_search_dup_record(NamedKind kind, gconstpointer record)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (kind == NAMED_ROOM) {
        const Room *room = record;
        append(text, room->id);
        append_text(text, &room->name);
    } else if (kind == NAMED_ROUND_TABLE) {
        const RoundTable *table = record;
        append(text, table->id);
        append_text(text, &table->title);
    } else {
        append_participant(text, record);
    }
    return fold_dup_for_search(text->str);
}

/* --- finding ----------------------------------------------------------------------------- */

char **word_search_dup_words(const char *text)
{
    g_autofree char *folded = fold_dup_for_search(text);

    return g_strsplit(folded, " ", -1);
}

bool word_search_finds(char *const *words, const char *folded)
{
    while (*words != NULL && strstr(folded, *words) != NULL) {
        words++;
    }
    return *words == NULL;
}

static bool has_words(const Session *session, char *const *words)
{
    g_autofree char *searched = word_search_dup_session(session);

    return word_search_finds(words, searched);
}

static bool is_told(const Departure *departure, const Revision *revision)
{
    return departure->session != NULL && departure_is_kept(departure, revision);
}

void word_search_narrow(SelectionQuery *query, const Revision *revision, const char *text)
{
    const GPtrArray *sessions = revision->agenda->sessions;
    const GPtrArray *departures = revision->departures;
    g_auto(GStrv) words = word_search_dup_words(text);
    guint found = 0;

    /* Before anything is found, or finding nothing would select everything. */
    selection_query_add_nothing(query, SELECTION_SESSION);
    for (guint i = 0; i < sessions->len && found < WORD_SEARCH_MAX; i++) {
        const Session *session = sessions->pdata[i];
        if (has_words(session, words)) {
            selection_query_add(query, SELECTION_SESSION, session->id);
            found++;
        }
    }
    for (guint i = 0; i < departures->len && found < WORD_SEARCH_MAX; i++) {
        const Departure *departure = departures->pdata[i];
        if (is_told(departure, revision) && has_words(departure->session, words)) {
            selection_query_add(query, SELECTION_SESSION, departure->session->id);
            found++;
        }
    }
}
