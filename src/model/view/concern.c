#include "model/view/concern.h"

#include <string.h>

GHashTable *concern_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static bool concerns_session(const Session *session, const char *agency)
{
    /* Plenaries and breaks are for everybody. */
    if (session->kind != SESSION_KIND_SESSION) {
        return true;
    }
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (strcmp(contribution->agency->id, agency) == 0) {
            return true;
        }
    }
    return false;
}

static bool concerns_preparation(const Preparation *preparation, const char *agency)
{
    /* By id, since an agency has a record in each revision. */
    return strcmp(preparation->agency->id, agency) == 0;
}

/* Adds the events that concern an agency; all events if it is NULL. */
static void add_events(GHashTable *concern, const Agenda *agenda, const char *agency)
{
    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        if (agency == NULL || concerns_session(session, agency)) {
            g_hash_table_add(concern, event_key_of_session(session));
        }
    }
    for (guint i = 0; i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        if (agency == NULL || concerns_preparation(preparation, agency)) {
            g_hash_table_add(concern, event_key_of_preparation(preparation));
        }
    }
}

void concern_add_agenda(GHashTable *concern, const Agenda *agenda, const char *agency)
{
    add_events(concern, agenda, agency);
}

void concern_add_all(GHashTable *concern, const Agenda *agenda)
{
    add_events(concern, agenda, NULL);
}

void concern_add_revision(GHashTable *concern, const Revision *revision, const char *agency)
{
    concern_add_agenda(concern, revision->agenda, agency);
    for (guint i = 0; i < revision->departures->len; i++) {
        const Departure *departure = revision->departures->pdata[i];
        if (departure->session != NULL ? concerns_session(departure->session, agency)
                                       : concerns_preparation(departure->preparation, agency)) {
            /* It may still show as cancelled, and may come back. */
            g_hash_table_add(concern, g_strdup(departure->key));
        }
    }
}

bool concern_has_session(GHashTable *concern, const Session *session)
{
    /* A session's key is its id (event_key_of_session). */
    return g_hash_table_contains(concern, session->id);
}

bool concern_has_preparation(GHashTable *concern, const Preparation *preparation)
{
    g_autofree char *key = event_key_of_preparation(preparation);

    return g_hash_table_contains(concern, key);
}
