#include "model/view/concern.h"

#include "model/agenda/participant.h"

GHashTable *concern_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static bool concerns_session(const Session *session, const char *key)
{
    /* Plenaries and breaks are for everybody. */
    if (session->kind != SESSION_KIND_SESSION) {
        return true;
    }
    for (guint i = 0; i < session->contributions->len; i++) {
        if (contributor_has_key(contribution_by(session->contributions->pdata[i]), key)) {
            return true;
        }
    }
    return false;
}

static bool concerns_preparation(const Preparation *preparation, const char *key)
{
    /* By key, since a participant has a record in each revision. */
    return contributor_has_key(preparation_by(preparation), key);
}

/* Adds the events that concern somebody; all events if it is NULL. */
static void add_events(GHashTable *concern, const Agenda *agenda, const char *key)
{
    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        if (key == NULL || concerns_session(session, key)) {
            g_hash_table_add(concern, event_key_of_session(session));
        }
    }
    for (guint i = 0; i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        if (key == NULL || concerns_preparation(preparation, key)) {
            g_hash_table_add(concern, event_key_of_preparation(preparation));
        }
    }
}

void concern_add_agenda(GHashTable *concern, const Agenda *agenda, const char *key)
{
    add_events(concern, agenda, key);
}

void concern_add_all(GHashTable *concern, const Agenda *agenda)
{
    add_events(concern, agenda, NULL);
}

void concern_add_revision(GHashTable *concern, const Revision *revision, const char *key)
{
    concern_add_agenda(concern, revision->agenda, key);
    for (guint i = 0; i < revision->departures->len; i++) {
        const Departure *departure = revision->departures->pdata[i];
        if (departure->session != NULL ? concerns_session(departure->session, key)
                                       : concerns_preparation(departure->preparation, key)) {
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
