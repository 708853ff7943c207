#include "chronicle/strand.h"

#include <string.h>

#include "chronicle/chronicle_read.h"
#include "chronicle/delta.h"
#include "chronicle/stream.h"
#include "file/agenda_records.h"
#include "model/agenda/participant.h"
#include "model/revision/succession.h"
#include "model/view/agenda_view.h"
#include "model/view/view_succession.h"
#include "render/report/change_text.h"

Strand *strand_new(char *take_stream, Agenda *take_agenda, const Revision *previous)
{
    Strand *strand = g_new0(Strand, 1);

    strand->stream = take_stream;
    strand->agenda = take_agenda;
    strand->previous = previous;
    return strand;
}

void strand_free(Strand *strand)
{
    if (strand == NULL) {
        return;
    }
    history_facts_free(strand->facts);
    difference_free(strand->difference);
    revision_free(strand->revision);
    revision_free(strand->basis);
    revision_free(strand->own_previous);
    agenda_free(strand->agenda);
    g_free(strand->stream);
    g_free(strand);
}

/* --- the next revision ------------------------------------------------------------------- */

/* Adds a change note for each feed that the revision changed, to the log and to the facts. */
static void tell_changes(HistoryFacts *facts, Revision *revision, const Difference *difference)
{
    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        g_autofree char *words = change_text_words(difference, feed);
        g_autofree char *json = change_text_json(feed);
        HistoryChange change = {
            .number = revision->number,
            .stamp = revision->stamp,
            .path = feed_change_feed(feed)->path,
            .words = g_string_chunk_insert(facts->strings, words),
            .json = g_string_chunk_insert(facts->strings, json),
        };
        change_log_add(revision->log, change.path, change.number, change.stamp, words, json);
        g_array_append_val(facts->changes, change);
    }
}

/* The revision that the next one follows: the previous one, or the part that concerns an agency. */
static const Revision *find_basis(const Strand *strand)
{
    return strand->basis != NULL ? strand->basis : strand->previous;
}

static Revision *make_revision(Strand *strand, const PublishOptions *how, gint64 now)
{
    const Revision *previous = strand->previous;
    Agenda *agenda = g_steal_pointer(&strand->agenda);
    Occasion occasion = { now, how->now, how->keep_seconds, how->least_sequence,
                          MEMBERSHIP_CHANGES };
    Revision *revision = previous == NULL ? succession_first(agenda, &occasion)
                                          : succession_next(find_basis(strand), agenda,
                                                            strand->difference, &occasion);

    revision->log = previous != NULL && previous->log != NULL ? change_log_dup(previous->log)
                                                              : change_log_new();
    return revision;
}

/* Fills in the facts. They are relative to the previous revision, not to the basis: the stream has
 * all of that in force. */
static void describe(Strand *strand, const GArray *records, const PublishOptions *how)
{
    g_autofree char *digest = agenda_records_digest(records);
    g_autofree char *rules = agenda_records_rules_digest(records);
    HistoryFacts *facts = strand->facts;

    facts->entry = (HistoryEntry){
        .agenda = strand->stream,
        .number = strand->revision->number,
        .stamp = strand->revision->stamp,
        .keep = strand->revision->keep_seconds,
        .by = how->by,
        .why = how->why,
        .digest = g_string_chunk_insert(facts->strings, digest),
        .rules = g_string_chunk_insert(facts->strings, rules),
        .clock = strand->revision->clock,
        .least = strand->revision->least_sequence,
        .membership = strand->revision->membership,
    };
    facts->previous = strand->previous != NULL ? strand->previous->stamp : 0;
    facts->origin = strand->is_new ? strand->revision->agenda->id : NULL;
    delta_add_events(facts, strand->previous, strand->revision);
    delta_add_departures(facts, strand->previous, strand->revision);
    delta_add_feeds(facts, strand->previous, strand->revision);
}

/* The records that the history has of the previous revision. */
static GArray *previous_records_of(const Revision *previous, GStringChunk *strings)
{
    GArray *records = previous != NULL ? agenda_records_of(previous->agenda, strings)
                                       : g_array_new(FALSE, FALSE, sizeof(AgendaRecord));

    /* The zone comes last. */
    if (previous != NULL && !previous->keeps_zone) {
        g_array_set_size(records, records->len - 1);
    }
    return records;
}

/* Whether the rules of the zone are all that is new. */
static bool has_only_zone(const HistoryFacts *facts)
{
    return facts->records->len == 1 &&
           strcmp(g_array_index(facts->records, HistoryRecord, 0).kind, "zone") == 0;
}

static bool has_changed_feed(const Revision *revision)
{
    for (guint i = 0; i < revision->feeds->len; i++) {
        if (((const RevisionFeed *)revision->feeds->pdata[i])->changed == revision->stamp) {
            return true;
        }
    }
    return false;
}

/* Gives up the revision that was made. */
static bool drop(Strand *strand)
{
    g_clear_pointer(&strand->difference, difference_free);
    g_clear_pointer(&strand->revision, revision_free);
    return false;
}

bool strand_step(Strand *strand, const PublishOptions *how, gint64 now, bool with_notes)
{
    const Revision *previous = strand->previous;
    g_autoptr(HistoryFacts) facts = history_facts_new();
    g_autoptr(GArray) records = agenda_records_of(strand->agenda, facts->strings);
    g_autoptr(GArray) previous_records = previous_records_of(previous, facts->strings);

    bool is_raised = previous != NULL && how->least_sequence > previous->least_sequence;
    GHashTable *told_anew =
        how->told_anew != NULL ? g_hash_table_lookup(how->told_anew, strand->stream) : NULL;

    /* By records, not by difference: the history also keeps what reaches no calendar. */
    bool is_same = delta_add_records(facts, previous_records, records) == 0 ||
                   (has_only_zone(facts) && !previous->keeps_zone);
    if (is_same && !is_raised && told_anew == NULL) {
        return false;
    }
    if (previous != NULL) {
        strand->difference = difference_new(find_basis(strand)->agenda, strand->agenda);
    }
    strand->revision = make_revision(strand, how, now);
    /* New rules that move nothing can wait for the next revision. */
    if (has_only_zone(facts) && told_anew == NULL && !has_changed_feed(strand->revision)) {
        return drop(strand);
    }
    if (told_anew != NULL) {
        succession_tell_anew(strand->revision, told_anew);
    }
    strand->facts = g_steal_pointer(&facts);
    if (with_notes && strand->difference != NULL) {
        tell_changes(strand->facts, strand->revision, strand->difference);
    }
    describe(strand, records, how);
    return true;
}

/* --- what is private --------------------------------------------------------------------- */

/* Makes the view of the whole agenda that the stream is for. */
static void set_view(Strand *strand, const Agenda *whole, const Revision *public)
{
    const char *agency = stream_participant(strand->stream);

    if (agency == NULL) {
        strand->agenda = agenda_view_of_all(whole, NULL);
        return;
    }
    bool is_own = strand->own_previous != NULL;
    strand->agenda = view_succession_agenda(whole, strand->previous, is_own, agency);
    if (strand->previous != NULL) {
        strand->basis = view_succession_basis(strand->previous, public, strand->agenda, agency);
    }
}

/* Adds the strand of a stream. `is_there`: the history already has the stream. */
static bool add_strand(GPtrArray *strands, History *history, const char *stream,
                       const Agenda *whole, bool is_there, const Revision *public, GError **error)
{
    g_autoptr(Strand) strand = strand_new(g_strdup(stream), NULL, public);

    if (is_there) {
        if (!chronicle_read_last(history, stream, &strand->own_previous, error)) {
            return false;
        }
        strand->previous = strand->own_previous;
    }
    strand->is_new = !is_there && public != NULL;
    set_view(strand, whole, public);
    g_ptr_array_add(strands, g_steal_pointer(&strand));
    return true;
}

static bool has_stream(const GPtrArray *streams, const char *stream)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)streams, stream, g_str_equal, NULL);
}

static gpointer copy_string(gconstpointer string, G_GNUC_UNUSED gpointer data)
{
    return g_strdup(string);
}

/* Adds the streams of those who now see something private and have none yet. */
static void add_new_streams(GPtrArray *streams, const Agenda *whole, const GPtrArray *participants,
                            const GPtrArray *there)
{
    for (guint i = 0; i < participants->len; i++) {
        const Participant *participant = participants->pdata[i];
        if (agenda_view_has_private(whole, participant)) {
            g_autofree char *key = participant_dup_key(participant);
            g_autofree char *stream = stream_of_participant(whole->id, key);
            if (!has_stream(there, stream)) {
                g_ptr_array_add(streams, g_steal_pointer(&stream));
            }
        }
    }
}

/* The streams that are there, and new ones for agencies and people who now see something private.
 * The whole agenda's comes with the first of these: what they see as changed is compared with that.
 * A stream stays even when nothing in it is private any more: calendars follow it. */
static GPtrArray *list_streams(const Agenda *whole, GPtrArray *there)
{
    GPtrArray *streams = g_ptr_array_copy(there, copy_string, NULL);
    g_autofree char *of_whole = stream_of_whole(whole->id);
    bool is_private = !agenda_view_is_public(whole);

    g_ptr_array_set_free_func(streams, g_free);
    if (is_private) {
        add_new_streams(streams, whole, whole->agencies, there);
        add_new_streams(streams, whole, whole->people, there);
    }
    /* With it, too, what is for the organisers only. */
    if ((streams->len > 0 || is_private) && !has_stream(there, of_whole)) {
        g_ptr_array_add(streams, g_steal_pointer(&of_whole));
    }
    return streams;
}

GPtrArray *strand_list_private(History *history, const Revision *previous, const Agenda *whole,
                               GError **error)
{
    g_autoptr(GPtrArray) there = history_list_streams(history, whole->id, error);
    g_autoptr(GPtrArray) strands = g_ptr_array_new_with_free_func((GDestroyNotify)strand_free);

    if (there == NULL) {
        return NULL;
    }
    g_autoptr(GPtrArray) streams = list_streams(whole, there);
    for (guint i = 0; i < streams->len; i++) {
        const char *stream = streams->pdata[i];
        if (!add_strand(strands, history, stream, whole, has_stream(there, stream), previous,
                        error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&strands);
}
