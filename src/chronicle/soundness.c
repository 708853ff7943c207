#include "chronicle/soundness.h"

#include <string.h>

#include "chronicle/stream.h"
#include "model/address/id.h"

void soundness_set_error(const History *history, const HistoryEntry *entry, GError **error,
                         const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *fault = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                "%s: the history is damaged (revision %u of %s: %s): restore a copy of it",
                history_name(history), entry->number, entry->agenda, fault);
}

bool soundness_check_name(const History *history, const char *agenda, GError **error)
{
    if (id_is_good(agenda)) {
        return true;
    }
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                "%s: the history is damaged (no agenda can be called \"%s\"): restore a copy of it",
                history_name(history), agenda);
    return false;
}

static bool is_stamp(gint64 stamp)
{
    return stamp >= 0 && stamp <= CIVIL_MAX_STAMP;
}

/* Whether a stamp can be that of an event in a revision: it changed with it, or before. */
static bool is_event_stamp(const EventStamp *stamp, const HistoryEntry *entry)
{
    return is_stamp(stamp->created) && stamp->created <= stamp->changed &&
           stamp->changed <= entry->stamp && stamp->sequence <= HISTORY_NUMBER_MAX;
}

/* Whether a text has no control characters except line breaks. */
static bool is_clean(const char *text)
{
    for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
        if (g_unichar_iscntrl(g_utf8_get_char(c)) && *c != '\n') {
            return false;
        }
    }
    return true;
}

/* --- feeds ------------------------------------------------------------------------------- */

/* Whether a gone feed can once have been one of its kind: "AGENDA/FOLDER/ID". Its path becomes a
 * name of files, and must not lead anywhere else. */
static bool is_gone_feed(const HistoryEntry *entry, const HistoryFeed *feed)
{
    g_auto(GStrv) parts = g_strsplit(feed->path, "/", -1);
    g_autofree char *agenda = stream_dup_agenda(entry->agenda);
    FeedKind kind;

    return feed->name != NULL && is_clean(feed->name) && feed->description != NULL &&
           is_clean(feed->description) && (feed->subject == NULL || is_clean(feed->subject)) &&
           feed_kind_parse(feed->kind, &kind) && g_strv_length(parts) == 3 &&
           strcmp(parts[0], agenda) == 0 && g_strcmp0(parts[1], feed_kind_folder(kind)) == 0 &&
           id_can_be_code(parts[2]);
}

static bool check_feeds(const History *history, const HistoryFacts *facts, GError **error)
{
    for (guint i = 0; i < facts->feeds->len; i++) {
        const HistoryFeed *feed = &g_array_index(facts->feeds, HistoryFeed, i);
        if (!is_stamp(feed->changed) || feed->changed > facts->entry.stamp ||
            (feed->kind != NULL && !is_gone_feed(&facts->entry, feed))) {
            soundness_set_error(history, &facts->entry, error, "its feed %s is malformed",
                                feed->path);
            return false;
        }
    }
    return true;
}

/* --- facts ------------------------------------------------------------------------------- */

static bool check_stamps(const History *history, const HistoryFacts *facts, GError **error)
{
    for (guint i = 0; i < facts->events->len; i++) {
        const HistoryEvent *event = &g_array_index(facts->events, HistoryEvent, i);
        if (!is_event_stamp(&event->stamp, &facts->entry)) {
            soundness_set_error(history, &facts->entry, error, "no stamp is that of its event %s",
                                event->key);
            return false;
        }
    }
    for (guint i = 0; i < facts->departures->len; i++) {
        const HistoryDeparture *departure = &g_array_index(facts->departures, HistoryDeparture, i);
        /* It departed from an earlier revision, which can be read again. */
        if (!is_event_stamp(&departure->stamp, &facts->entry) || !is_stamp(departure->changed) ||
            !is_stamp(departure->departed) || departure->version == 0 ||
            departure->version >= facts->entry.number) {
            soundness_set_error(history, &facts->entry, error,
                                "no stamp is that of the event %s, departed from it",
                                departure->key);
            return false;
        }
    }
    return true;
}

bool soundness_check_facts(const History *history, const HistoryFacts *facts, GError **error)
{
    const HistoryEntry *entry = &facts->entry;

    if (!is_stamp(entry->stamp)) {
        soundness_set_error(history, entry, error, "its time is none");
        return false;
    }
    if (entry->keep != REVISION_KEEP_ALWAYS && !is_stamp(entry->keep)) {
        soundness_set_error(history, entry, error,
                            "how long it keeps what is cancelled is no time");
        return false;
    }
    if (entry->clock < REVISION_NO_CLOCK || entry->clock > entry->stamp ||
        entry->least > HISTORY_NUMBER_MAX) {
        soundness_set_error(history, entry, error, "its clock or its least SEQUENCE is none");
        return false;
    }
    if (entry->membership > MEMBERSHIP_CHANGES) {
        soundness_set_error(history, entry, error, "by which rule entries left it is unknown");
        return false;
    }
    return check_stamps(history, facts, error) && check_feeds(history, facts, error);
}

/* --- events ------------------------------------------------------------------------------ */

static GHashTable *keys_of(const HistoryFacts *facts)
{
    GHashTable *keys = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < facts->events->len; i++) {
        g_hash_table_add(keys, (gpointer)g_array_index(facts->events, HistoryEvent, i).key);
    }
    return keys;
}

/* Takes the key. */
static bool check_event(const History *history, const HistoryFacts *facts, GHashTable *keys,
                        char *take_key, GError **error)
{
    g_autofree char *key = take_key;

    if (!g_hash_table_contains(keys, key)) {
        soundness_set_error(history, &facts->entry, error, "its event %s has no stamp", key);
        return false;
    }
    return true;
}

bool soundness_check_events(const History *history, const HistoryFacts *facts, const Agenda *agenda,
                            GError **error)
{
    g_autoptr(GHashTable) keys = keys_of(facts);

    for (guint i = 0; i < agenda->sessions->len; i++) {
        if (!check_event(history, facts, keys, event_key_of_session(agenda->sessions->pdata[i]),
                         error)) {
            return false;
        }
    }
    for (guint i = 0; i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        if (preparation->timing != PREPARATION_UNDATED &&
            !check_event(history, facts, keys, event_key_of_preparation(preparation), error)) {
            return false;
        }
    }
    return true;
}

/* --- changes ----------------------------------------------------------------------------- */

bool soundness_check_changes(const History *history, const HistoryEntry *entry,
                             const GArray *changes, GError **error)
{
    for (guint i = 0; i < changes->len; i++) {
        const HistoryChange *change = &g_array_index(changes, HistoryChange, i);
        const HistoryChange *before = i > 0 ? change - 1 : NULL;
        /* Within a feed the latest is first, and no revision stands twice. */
        bool follows = before == NULL || strcmp(before->path, change->path) != 0 ||
                       before->number > change->number;
        if (!follows || change->number == 0 || change->number > entry->number ||
            !is_stamp(change->stamp) || !g_str_has_suffix(change->words, "\n") ||
            !is_clean(change->words)) {
            soundness_set_error(history, entry, error,
                                "what revision %u changed in %s is malformed", change->number,
                                change->path);
            return false;
        }
    }
    return true;
}
