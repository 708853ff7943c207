#include "model/revision/word_search.h"

#include <string.h>

#include "model/agenda/participant.h"

/* Nothing for NULL. */
static void append_text(GString *out, const char *text)
{
    if (text != NULL) {
        g_string_append_printf(out, " %s", text);
    }
}

/* Everything about a session that is searched, in lower case. The caller owns it. */
static char *dup_searched(const Session *session)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (session_has_number(session)) {
        g_string_append_printf(text, "%s ", session->id);
    }
    g_string_append(text, text_get(&session->title, NULL));
    append_text(text, text_get(&session->subtitle, NULL));
    append_text(text, session->type != NULL ? term_label(session->type) : NULL);
    for (guint i = 0; session->tags != NULL && i < session->tags->len; i++) {
        append_text(text, term_label(session->tags->pdata[i]));
    }
    if (session->room != NULL) {
        g_string_append_printf(text, " %s", text_get(&session->room->name, NULL));
    }
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        g_autofree char *who = contributor_dup_label(contribution_by(contribution));
        g_string_append_printf(text, " %s %s", who, text_get(&contribution->role->label, NULL));
        /* As the page shows it, so that what is seen can be found. */
        if (contribution->status != CONTRIBUTION_STATUS_CONFIRMED) {
            g_string_append_printf(text, " (%s)", contribution_status_word(contribution->status));
        }
    }
    return g_utf8_strdown(text->str, -1);
}

/* Whether a session has all words, which are in lower case. */
static bool has_words(const Session *session, char **words)
{
    g_autofree char *searched = dup_searched(session);

    for (char **word = words; *word != NULL; word++) {
        if (strstr(searched, *word) == NULL) {
            return false;
        }
    }
    return true;
}

static bool is_told(const Departure *departure, const Revision *revision)
{
    return departure->session != NULL && departure_is_kept(departure, revision);
}

void word_search_narrow(SelectionQuery *query, const Revision *revision, const char *words)
{
    const GPtrArray *sessions = revision->agenda->sessions;
    const GPtrArray *departures = revision->departures;
    g_autofree char *small = g_utf8_strdown(words, -1);
    /* Empty words, between two blanks, are in every text. */
    g_auto(GStrv) parts = g_strsplit(small, " ", -1);
    guint found = 0;

    /* Before anything is found, or finding nothing would select everything. */
    selection_query_add_nothing(query, SELECTION_SESSION);
    for (guint i = 0; i < sessions->len && found < WORD_SEARCH_MAX; i++) {
        const Session *session = sessions->pdata[i];
        if (has_words(session, parts)) {
            selection_query_add(query, SELECTION_SESSION, session->id);
            found++;
        }
    }
    for (guint i = 0; i < departures->len && found < WORD_SEARCH_MAX; i++) {
        const Departure *departure = departures->pdata[i];
        if (is_told(departure, revision) && has_words(departure->session, parts)) {
            selection_query_add(query, SELECTION_SESSION, departure->session->id);
            found++;
        }
    }
}
