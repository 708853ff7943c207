#include "chronicle/lasting.h"

static bool lasts(const Session *session)
{
    return session != NULL && civil_lasts_days(session->start, session->end);
}

static void add_sessions(GHashTable *keys, const Agenda *agenda)
{
    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        if (lasts(session)) {
            g_hash_table_add(keys, (gpointer)session->id);
        }
    }
}

static void add_departures(GHashTable *keys, const Revision *revision)
{
    for (guint i = 0; i < revision->departures->len; i++) {
        const Departure *departure = revision->departures->pdata[i];
        if (lasts(departure->session)) {
            g_hash_table_add(keys, departure->key);
        }
    }
}

void lasting_drop(HistoryFacts *facts, const Revision *kept, const Revision *expected,
                  const Agenda *before)
{
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);

    add_sessions(keys, kept->agenda);
    if (before != NULL) {
        add_sessions(keys, before);
    }
    add_departures(keys, kept);
    add_departures(keys, expected);
    if (g_hash_table_size(keys) == 0) {
        return;
    }
    for (guint i = facts->events->len; i > 0; i--) {
        if (g_hash_table_contains(keys, g_array_index(facts->events, HistoryEvent, i - 1).key)) {
            g_array_remove_index(facts->events, i - 1);
        }
    }
    for (guint i = facts->departures->len; i > 0; i--) {
        if (g_hash_table_contains(keys,
                                  g_array_index(facts->departures, HistoryDeparture, i - 1).key)) {
            g_array_remove_index(facts->departures, i - 1);
        }
    }
    g_array_set_size(facts->feeds, 0);
}

static bool has_lasting(const Feed *feed, const Agenda *agenda)
{
    g_autoptr(GPtrArray) sessions = NULL;

    if (feed == NULL) {
        return false;
    }
    sessions = selection_dup_sessions(&feed->selection, agenda);
    for (guint i = 0; i < sessions->len; i++) {
        if (lasts(sessions->pdata[i])) {
            return true;
        }
    }
    return false;
}

bool lasting_has_other_words(const Difference *difference, const FeedChange *feed)
{
    return has_lasting(feed->old_feed, difference->old_agenda) ||
           has_lasting(feed->new_feed, difference->new_agenda);
}
