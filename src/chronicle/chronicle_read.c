#include "chronicle/chronicle_read.h"

#include <string.h>

#include "chronicle/bygone.h"
#include "chronicle/kept_zone.h"
#include "chronicle/soundness.h"
#include "chronicle/stream.h"
#include "chronicle/withdrawn.h"
#include "file/agenda_file.h"
#include "file/agenda_records.h"
#include "file/zone_file.h"

#define STRINGS_BLOCK 65536 /* octets: an agenda has thousands of texts */

/* --- agendas ----------------------------------------------------------------------------- */

/* The records of a revision; NULL for HISTORY_ERROR. */
static GArray *records_of(const History *history, const HistoryFacts *facts, GError **error)
{
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));

    for (guint i = 0; i < facts->records->len; i++) {
        const HistoryRecord *fact = &g_array_index(facts->records, HistoryRecord, i);
        AgendaRecord record = { fact->kind, fact->id, fact->place, fact->text };
        g_array_append_val(records, record);
    }
    const AgendaRecord *malformed = agenda_records_find_malformed(records);
    if (malformed != NULL) {
        soundness_set_error(history, &facts->entry, error, "its %s \"%s\" is malformed",
                            malformed->kind, malformed->id);
        return NULL;
    }
    return g_steal_pointer(&records);
}

/* The agenda file that records make together. A revision's agenda is always read by way of this
 * text: so a history can hold nothing that a file could not, and one parser checks both. */
static char *file_of(const GArray *records)
{
    GString *text = g_string_new(NULL);

    agenda_records_append_file(text, records);
    return g_string_free(text, FALSE);
}

/* Takes the text; NULL is passed on. `tz` is the zone to be read in, or NULL for that which was
 * kept. A text that was once valid may not be so for this program, or its zone may have been kept
 * neither by the history nor by this machine: that is no damage, and has another message. */
static Agenda *parse_agenda(History *history, const HistoryFacts *facts, char *take_text, Tz *tz,
                            GError **error)
{
    g_autofree char *text = take_text;
    g_autoptr(Tz) kept = NULL;

    if (text == NULL || (tz == NULL && !kept_zone_read(history, facts, &kept, error))) {
        return NULL;
    }
    g_autofree char *name = g_strdup_printf("%s: revision %u of %s", history_name(history),
                                            facts->entry.number, facts->entry.agenda);
    g_autoptr(AgendaFile) file =
        agenda_file_parse_kept(name, text, strlen(text), tz != NULL ? tz : kept);
    if (file->agenda == NULL) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s cannot be read by this version of confeed: %s", name,
                    findings_get(file->findings, 0)->text);
        return NULL;
    }
    g_autofree char *id = stream_dup_agenda(facts->entry.agenda);
    if (strcmp(file->agenda->id, id) != 0) {
        soundness_set_error(history, &facts->entry, error, "its agenda is called \"%s\"",
                            file->agenda->id);
        return NULL;
    }
    if (kept_zone_is_there(facts) && kept != NULL &&
        strcmp(tz_name(kept), tz_name(file->agenda->tz)) != 0) {
        soundness_set_error(history, &facts->entry, error, "its zone is called \"%s\"",
                            tz_name(kept));
        return NULL;
    }
    return agenda_file_steal_agenda(file);
}

/* The file of a whole revision, compared with its digests: nothing else would notice that an octet
 * of a text has changed. */
static char *published_file_of(const History *history, const HistoryFacts *facts, GError **error)
{
    g_autoptr(GArray) records = records_of(history, facts, error);

    if (records == NULL) {
        return NULL;
    }
    g_autofree char *digest = agenda_records_digest(records);
    g_autofree char *rules = agenda_records_rules_digest(records);
    if (strcmp(digest, facts->entry.digest) != 0 || g_strcmp0(rules, facts->entry.rules) != 0) {
        soundness_set_error(history, &facts->entry, error, "it is not what was published");
        return NULL;
    }
    return file_of(records);
}

static bool is_same_record(const AgendaRecord *record, const HistoryRecord *fact)
{
    return strcmp(record->kind, fact->kind) == 0 && strcmp(record->id, fact->id) == 0 &&
           strcmp(record->place, fact->place) == 0 && strcmp(record->text, fact->text) == 0;
}

/* Whether an agenda says the same as a revision's. Both have records sorted by kind and id. */
static bool is_agenda_of(const HistoryFacts *facts, const Agenda *agenda)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(STRINGS_BLOCK);
    g_autoptr(GArray) records = agenda_records_of(agenda, strings);
    /* The zone comes last. Where none was kept, the system's must do in any case. */
    guint n_records = records->len - (kept_zone_is_there(facts) ? 0 : 1);

    if (n_records != facts->records->len) {
        return false;
    }
    for (guint i = 0; i < n_records; i++) {
        if (!is_same_record(&g_array_index(records, AgendaRecord, i),
                            &g_array_index(facts->records, HistoryRecord, i))) {
            return false;
        }
    }
    return true;
}

Agenda *chronicle_read_agenda_of(History *history, const HistoryFacts *facts, GError **error)
{
    return parse_agenda(history, facts, published_file_of(history, facts, error), NULL, error);
}

/* --- departures -------------------------------------------------------------------------- */

static void collect_keys(const HistoryFacts *facts, guint version, GPtrArray *keys)
{
    for (guint i = 0; i < facts->departures->len; i++) {
        const HistoryDeparture *departure = &g_array_index(facts->departures, HistoryDeparture, i);
        if (departure->version == version) {
            g_ptr_array_add(keys, (gpointer)departure->key);
        }
    }
}

/* The agenda of a past revision, as far as the events that departed after it need it. No digest:
 * that is of the whole agenda. */
static Past *read_past(History *history, const HistoryFacts *facts, guint version, GError **error)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new();

    collect_keys(facts, version, keys);
    g_autoptr(HistoryFacts) then =
        history_read_events(history, facts->entry.agenda, version, keys, error);
    g_autoptr(GArray) records = then != NULL ? records_of(history, then, error) : NULL;
    Agenda *agenda =
        records != NULL ? parse_agenda(history, then, file_of(records), NULL, error) : NULL;
    if (agenda == NULL) {
        return NULL;
    }
    Past *past = past_new(agenda, version);
    for (guint i = 0; i < then->feeds->len; i++) {
        const HistoryFeed *feed = &g_array_index(then->feeds, HistoryFeed, i);
        FeedKind kind;
        if (feed_kind_parse(feed->kind, &kind) && feed_kind_is_own(kind)) {
            past_add_gone_feed(past, kind, feed->path);
        }
    }
    return past;
}

/* Many events can depart with one revision: its past is read once, and shared. */
static bool add_departures(Revision *revision, History *history, const HistoryFacts *facts,
                           GError **error)
{
    g_autoptr(GHashTable) pasts =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)past_unref);

    for (guint i = 0; i < facts->departures->len; i++) {
        const HistoryDeparture *fact = &g_array_index(facts->departures, HistoryDeparture, i);
        Past *past = g_hash_table_lookup(pasts, GUINT_TO_POINTER(fact->version));
        if (past == NULL) {
            past = read_past(history, facts, fact->version, error);
            if (past == NULL) {
                return false;
            }
            g_hash_table_insert(pasts, GUINT_TO_POINTER(fact->version), past);
        }
        Departure departure = { .key = (char *)fact->key,
                                .stamp = fact->stamp,
                                .told = revision_told(revision, fact->changed, fact->departed) };
        if (!revision_add_departure(revision, past, &departure)) {
            soundness_set_error(history, &facts->entry, error,
                                "the event %s, departed from it, is not in revision %u", fact->key,
                                fact->version);
            return false;
        }
    }
    return true;
}

/* --- revisions --------------------------------------------------------------------------- */

static void add_feeds(Revision *revision, const HistoryFacts *facts)
{
    for (guint i = 0; i < facts->feeds->len; i++) {
        const HistoryFeed *fact = &g_array_index(facts->feeds, HistoryFeed, i);
        if (fact->kind != NULL) {
            revision_add_gone_feed(revision, bygone_feed(fact), fact->changed);
        } else {
            revision_set_feed(revision, fact->path, fact->changed);
        }
    }
}

static bool read_log(Revision *revision, History *history, const HistoryEntry *entry,
                     GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) changes = history_read_changes(history, entry->agenda, revision->number,
                                                     CHANGE_LOG_NOTES_MAX, strings, error);

    if (changes == NULL || !soundness_check_changes(history, entry, changes, error)) {
        return false;
    }
    revision->log = change_log_new();
    /* The history has the latest first, and a log is built from the earliest on. */
    for (guint i = changes->len; i > 0; i--) {
        const HistoryChange *change = &g_array_index(changes, HistoryChange, i - 1);
        change_log_add(revision->log, change->path, change->number, change->stamp, change->words,
                       change->json);
    }
    return true;
}

/* Makes a revision from its facts and its agenda, which is taken; NULL if that is NULL, or for
 * HISTORY_ERROR. */
static Revision *read_revision(History *history, const HistoryFacts *facts, Agenda *take_agenda,
                               GError **error)
{
    g_autoptr(Agenda) agenda = take_agenda;

    if (agenda == NULL || !soundness_check_events(history, facts, agenda, error)) {
        return NULL;
    }
    g_autoptr(Revision) revision = revision_begin(g_steal_pointer(&agenda), facts->entry.number,
                                                  facts->entry.stamp, facts->entry.keep);
    revision->clock = facts->entry.clock;
    g_array_append_vals(revision->clocks, facts->clocks->data, facts->clocks->len);
    revision->least_sequence = facts->entry.least;
    revision->membership = (MembershipRule)facts->entry.membership;
    revision->keeps_zone = kept_zone_is_there(facts);
    for (guint i = 0; i < facts->events->len; i++) {
        const HistoryEvent *fact = &g_array_index(facts->events, HistoryEvent, i);
        revision_set_event(revision, fact->key, fact->stamp);
    }
    add_feeds(revision, facts);
    if (!withdrawn_read(revision, history, facts->entry.agenda, error) ||
        !bygone_add(revision, history, facts, error) ||
        !add_departures(revision, history, facts, error) ||
        !read_log(revision, history, &facts->entry, error)) {
        return NULL;
    }
    revision_finish(revision);
    return g_steal_pointer(&revision);
}

Revision *chronicle_read(History *history, const char *agenda, guint number, GError **error)
{
    g_autoptr(HistoryFacts) facts = history_read(history, agenda, number, error);
    bool is_sound = facts != NULL && soundness_check_facts(history, facts, error);

    Agenda *its_agenda = is_sound ? chronicle_read_agenda_of(history, facts, error) : NULL;

    return is_sound ? read_revision(history, facts, its_agenda, error) : NULL;
}

Revision *chronicle_read_with(History *history, guint number, Agenda **inout_agenda, GError **error)
{
    g_autoptr(HistoryFacts) facts = history_read(history, (*inout_agenda)->id, number, error);

    if (facts == NULL || !soundness_check_facts(history, facts, error)) {
        return NULL;
    }
    Agenda *agenda = is_agenda_of(facts, *inout_agenda)
                         ? g_steal_pointer(inout_agenda)
                         : chronicle_read_agenda_of(history, facts, error);
    return read_revision(history, facts, agenda, error);
}

bool chronicle_read_at(History *history, const char *agenda, gint64 stamp, Revision **out_revision,
                       GError **error)
{
    guint number;

    if (!history_find(history, agenda, stamp, &number, error)) {
        return false;
    }
    *out_revision = number > 0 ? chronicle_read(history, agenda, number, error) : NULL;
    return number == 0 || *out_revision != NULL;
}

bool chronicle_read_last(History *history, const char *agenda, Revision **out_revision,
                         GError **error)
{
    return chronicle_read_at(history, agenda, G_MAXINT64, out_revision, error);
}

/* By stamp, which tells histories apart. It asks for the one before, too: only then is the stamp
 * that of the revision, rather than a later moment. */
bool chronicle_holds(History *history, const char *agenda, guint number, gint64 stamp,
                     bool *out_holds, GError **error)
{
    guint then;
    guint before;

    if (!history_find(history, agenda, stamp, &then, error) ||
        !history_find(history, agenda, stamp - 1, &before, error)) {
        return false;
    }
    *out_holds = then == number && before == number - 1;
    return true;
}

Agenda *chronicle_read_agenda(History *history, const char *agenda, guint number, GError **error)
{
    g_autoptr(HistoryFacts) facts = history_read(history, agenda, number, error);

    return facts != NULL ? chronicle_read_agenda_of(history, facts, error) : NULL;
}

/* --- with all that is private ------------------------------------------------------------ */

/* Sets out_stamp if there is such a revision, and leaves it otherwise. */
static bool find_stamp(History *history, const char *agenda, guint number, gint64 *out_stamp,
                       GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) entries = history_list(history, agenda, strings, error);

    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const HistoryEntry *entry = &g_array_index(entries, HistoryEntry, i);
        *out_stamp = entry->number == number ? entry->stamp : *out_stamp;
    }
    return entries != NULL;
}

/* The facts of the whole agenda at the time of a public revision, or as they were published
 * last (CHRONICLE_LAST). Without a stream of the whole at that time, nothing was private yet, and
 * the public revision is the whole. */
static HistoryFacts *read_whole(History *history, const char *agenda, guint number, GError **error)
{
    g_autofree char *stream = stream_of_whole(agenda);
    gint64 stamp = number == CHRONICLE_LAST ? G_MAXINT64 : G_MININT64;
    guint public = number;
    guint whole = 0;

    if (!find_stamp(history, agenda, number, &stamp, error) ||
        !history_find(history, stream, stamp, &whole, error) ||
        (number == CHRONICLE_LAST && !history_find(history, agenda, stamp, &public, error))) {
        return NULL;
    }
    return whole > 0 ? history_read(history, stream, whole, error)
                     : history_read(history, agenda, public, error);
}

Agenda *chronicle_read_whole(History *history, const char *agenda, guint number, GError **error)
{
    g_autoptr(HistoryFacts) facts = read_whole(history, agenda, number, error);

    return facts != NULL ? chronicle_read_agenda_of(history, facts, error) : NULL;
}

Agenda *chronicle_read_again(History *history, const char *agenda, guint number, GError **error)
{
    g_autoptr(HistoryFacts) facts = read_whole(history, agenda, number, error);
    g_autoptr(Agenda) then = facts != NULL ? chronicle_read_agenda_of(history, facts, error) : NULL;
    g_autoptr(Tz) tz = then != NULL ? zone_file_read(tz_name(then->tz), NULL) : NULL;

    if (tz != NULL && strcmp(tz_rules(tz), tz_rules(then->tz)) != 0) {
        agenda_free(then);
        then = parse_agenda(history, facts, published_file_of(history, facts, error), tz, error);
    }
    if (then == NULL || !withdrawn_drop(history, number, &then, error)) {
        return NULL;
    }
    return g_steal_pointer(&then);
}

char *chronicle_read_file(History *history, const char *agenda, guint number, GError **error)
{
    g_autoptr(HistoryFacts) facts = read_whole(history, agenda, number, error);

    return facts != NULL ? published_file_of(history, facts, error) : NULL;
}

Agenda *chronicle_read_under(History *history, const char *agenda, Tz *tz, GError **error)
{
    g_autoptr(HistoryFacts) facts = read_whole(history, agenda, CHRONICLE_LAST, error);
    char *text = facts != NULL ? published_file_of(history, facts, error) : NULL;

    return parse_agenda(history, facts, text, tz, error);
}
