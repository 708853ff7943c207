#include "chronicle/chronicle_verify.h"

#include <string.h>

#include "chronicle/bygone.h"
#include "chronicle/chronicle_read.h"
#include "chronicle/delta.h"
#include "chronicle/lasting.h"
#include "chronicle/risen.h"
#include "chronicle/stream.h"
#include "model/revision/succession.h"
#include "model/view/view_succession.h"
#include "render/report/change_text.h"

/* The revision that should follow, made from an agenda, which is taken. Sets the difference to the
 * one before, if there is one. */
static Revision *follow(const Revision *previous, Agenda *take_agenda, const HistoryEntry *entry,
                        Difference **out_difference)
{
    Occasion occasion = { entry->stamp, entry->clock, entry->keep, entry->least,
                          (MembershipRule)entry->membership };

    if (previous == NULL) {
        return succession_first(take_agenda, &occasion);
    }
    *out_difference = difference_new(previous->agenda, take_agenda);
    return succession_next(previous, take_agenda, *out_difference, &occasion);
}

static void G_GNUC_PRINTF(3, 4)
    add_fault(GPtrArray *faults, const HistoryEntry *entry, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(faults,
                    g_strdup_printf("revision %u of %s: %s", entry->number, entry->agenda, text));
}

/* Whether a gone feed has the words that it had last. Where an older program wrote no subject, it
 * was taken from the name. */
static bool is_called(const Feed *feed, const Feed *last)
{
    g_autofree char *of_name = bygone_dup_subject(feed->name);

    return feed->kind == last->kind && strcmp(feed->name, last->name) == 0 &&
           strcmp(feed->description, last->description) == 0 &&
           (strcmp(feed->subject, last->subject) == 0 || strcmp(feed->subject, of_name) == 0);
}

static void compare_names(const Revision *kept, const Revision *expected, const HistoryEntry *entry,
                          GPtrArray *faults)
{
    for (guint i = 0; i < expected->feeds->len; i++) {
        const RevisionFeed *feed = expected->feeds->pdata[i];
        const RevisionFeed *there = revision_find_feed(kept, feed->feed->path);
        if (feed->is_gone && there != NULL && there->is_gone && !there->is_restored &&
            !is_called(there->feed, feed->feed)) {
            add_fault(faults, entry, "the feed %s is not called what it was", feed->feed->path);
        }
    }
}

static void drop_feed(GArray *feeds, const char *path)
{
    for (guint i = feeds->len; i > 0; i--) {
        if (strcmp(g_array_index(feeds, HistoryFeed, i - 1).path, path) == 0) {
            g_array_remove_index(feeds, i - 1);
        }
    }
}

/* When a restored feed changed, the program that let it go did not write down. But none let one go
 * that still told of a departure. */
static void judge_restored(GArray *feeds, const Revision *kept, const Revision *expected)
{
    for (guint i = 0; i < kept->feeds->len; i++) {
        const RevisionFeed *feed = kept->feeds->pdata[i];
        const RevisionFeed *wanted = revision_find_feed(expected, feed->feed->path);
        if (!feed->is_restored) {
            continue;
        }
        drop_feed(feeds, feed->feed->path);
        if (wanted != NULL && wanted->departures != NULL) {
            HistoryFeed fault = { .path = feed->feed->path };
            g_array_append_val(feeds, fault);
        }
    }
}

/* --- stamps ------------------------------------------------------------------------------ */

/* What delta finds between a kept revision and the expected one is what is wrong with it. */
static void compare_stamps(const Revision *kept, const Revision *expected, const Agenda *before,
                           bool is_rewritten, const HistoryEntry *entry, GPtrArray *faults)
{
    g_autoptr(HistoryFacts) facts = history_facts_new();

    delta_add_events(facts, kept, expected);
    delta_add_departures(facts, kept, expected);
    delta_add_feeds(facts, kept, expected);
    if (is_rewritten) {
        risen_drop(facts, kept);
    }
    if (kept->clock == REVISION_NO_CLOCK) {
        lasting_drop(facts, kept, expected, before);
    }
    if (kept->stamp != expected->stamp) {
        add_fault(faults, entry, "its time does not follow that of the one before");
    }
    if (facts->events->len > 0) {
        add_fault(faults, entry, "the stamps of events are others (%u, such as that of %s)",
                  facts->events->len, g_array_index(facts->events, HistoryEvent, 0).key);
    }
    if (facts->departures->len > 0) {
        add_fault(faults, entry, "departures are others (%u, such as that of %s)",
                  facts->departures->len,
                  g_array_index(facts->departures, HistoryDeparture, 0).key);
    }
    judge_restored(facts->feeds, kept, expected);
    if (facts->feeds->len > 0) {
        add_fault(faults, entry, "feeds changed at other times (%u, such as %s)", facts->feeds->len,
                  g_array_index(facts->feeds, HistoryFeed, 0).path);
    }
}

/* --- words ------------------------------------------------------------------------------- */

static const ChangeNote *find_note(const Revision *kept, const char *path, guint number)
{
    const GPtrArray *notes = change_log_find(kept->log, path);
    const ChangeNote *last = notes != NULL ? notes->pdata[0] : NULL;

    return last != NULL && last->number == number ? last : NULL;
}

/* Whether the change note of a feed is what it would be if it were written now. */
static bool is_told(const Revision *kept, const Difference *difference, const FeedChange *feed)
{
    const ChangeNote *note = find_note(kept, feed_change_feed(feed)->path, kept->number);
    g_autofree char *words = change_text_words(difference, feed);
    g_autofree char *json = change_text_json(feed);

    return note != NULL && strcmp(note->words, words) == 0 && strcmp(note->json, json) == 0;
}

/* Older programs did not tell that. */
static bool tells_clocks(const FeedChange *feed)
{
    bool any = false;

    for (guint i = 0; i < feed->changes->len && !any; i++) {
        any = ((const Change *)feed->changes->pdata[i])->kind == CHANGE_KIND_CLOCKS;
    }
    return any;
}

/* Writes the change notes again, since nothing else would notice altered words. Only public streams
 * have notes; a first revision changes nothing, and has none. */
static void compare_words(const Revision *kept, const Difference *difference,
                          const HistoryEntry *entry, GPtrArray *faults)
{
    bool has_words = difference != NULL && strchr(entry->agenda, '@') == NULL;
    guint n_expected = has_words ? difference->feeds->len : 0;
    guint n_kept = change_log_count(kept->log, kept->number);
    const FeedChange *other = NULL;
    guint n_others = 0;

    for (guint i = 0; i < n_expected; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        bool is_other_way = kept->clock == REVISION_NO_CLOCK &&
                            (lasting_has_other_words(difference, feed) || tells_clocks(feed));
        if (!is_other_way && !is_told(kept, difference, feed)) {
            other = feed;
            n_others++;
        }
    }
    if (n_others > 0) {
        add_fault(faults, entry, "what it changed has other words (%u, such as for %s)", n_others,
                  feed_change_feed(other)->path);
    }
    if (n_kept > n_expected) {
        add_fault(faults, entry, "it changed %u feeds, but has notes on %u", n_expected, n_kept);
    }
}

/* --- what an agency sees ----------------------------------------------------------------- */

/* Replaces the previous revision with the part of it that an agency's next one follows. */
static bool narrow(History *history, const HistoryEntry *entry, const Agenda *again,
                   Revision **inout_previous, GError **error)
{
    const char *agency = stream_participant(entry->agenda);
    g_autofree char *agenda = stream_dup_agenda(entry->agenda);
    g_autoptr(Revision) public = NULL;

    if (agency == NULL || *inout_previous == NULL) {
        return true;
    }
    if (!chronicle_read_at(history, agenda, entry->stamp - 1, &public, error)) {
        return false;
    }
    Revision *basis = view_succession_basis(*inout_previous, public, again, agency);
    revision_free(*inout_previous);
    *inout_previous = basis;
    return true;
}

/* --- what was withdrawn ------------------------------------------------------------------ */

/* How much of a revision follows from its agenda and the one before. */
typedef enum Derivation {
    DERIVATION_WHOLE,
    DERIVATION_MOST, /* a withdrawal has rewritten what raised some of its stamps */
    DERIVATION_NONE, /* it is the first of those, and followed one that is not there any more */
} Derivation;

static Derivation find_derivation(const GArray *withdrawals, guint number)
{
    Derivation derivation = DERIVATION_WHOLE;

    for (guint i = 0; i < withdrawals->len; i++) {
        const HistoryWithdrawal *withdrawal = &g_array_index(withdrawals, HistoryWithdrawal, i);
        if (number >= withdrawal->since && number <= withdrawal->number) {
            /* The first that was rewritten; what a retirement follows is as it was. */
            bool is_first =
                number > 1 && number == withdrawal->since && number < withdrawal->number;
            derivation = MAX(derivation, is_first ? DERIVATION_NONE : DERIVATION_MOST);
        }
    }
    return derivation;
}

/* --- revision by revision ---------------------------------------------------------------- */

/* A stream that is verified. */
typedef struct Verifying {
    History *history;
    const GArray *withdrawals;
    Revision *previous; /* or NULL */
    GPtrArray *faults;
} Verifying;

static void verifying_clear(Verifying *verifying)
{
    revision_free(verifying->previous);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Verifying, verifying_clear)

/* Each revision is read twice: as it is kept, and once more only its agenda, for the one made anew.
 * The kept one then is the previous one, so that a fault does not spread to those after it. */
static bool verify_revision(Verifying *verifying, const HistoryEntry *entry, bool is_copy,
                            GError **error)
{
    History *history = verifying->history;
    Derivation derivation = find_derivation(verifying->withdrawals, entry->number);
    g_autoptr(Revision) kept = chronicle_read(history, entry->agenda, entry->number, error);
    Agenda *again =
        kept != NULL ? chronicle_read_agenda(history, entry->agenda, entry->number, error) : NULL;

    if (again == NULL ||
        (!is_copy && !narrow(history, entry, again, &verifying->previous, error))) {
        agenda_free(again);
        return false;
    }
    g_autoptr(Difference) difference = NULL;
    g_autoptr(Revision) expected = follow(verifying->previous, again, entry, &difference);
    if (derivation != DERIVATION_NONE) {
        const Agenda *before = difference != NULL ? difference->old_agenda : NULL;
        compare_names(kept, expected, entry, verifying->faults);
        compare_stamps(kept, expected, before, derivation == DERIVATION_MOST, entry,
                       verifying->faults);
        compare_words(kept, difference, entry, verifying->faults);
    }
    revision_free(verifying->previous);
    verifying->previous = g_steal_pointer(&kept);
    return true;
}

/* Reports damage as a fault like others; other errors are passed on. The rest of the stream cannot
 * be checked then. The history's name is cut off, since the faults of others do not have it. */
static bool tell_damage(const History *history, GError *take_error, GPtrArray *faults,
                        GError **error)
{
    g_autofree char *name = g_strconcat(history_name(history), ": ", NULL);

    if (!g_error_matches(take_error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE)) {
        g_propagate_error(error, take_error);
        return false;
    }
    const char *text = take_error->message;
    g_ptr_array_add(faults, g_strdup(g_str_has_prefix(text, name) ? text + strlen(name) : text));
    g_error_free(take_error);
    return true;
}

/* --- streams ----------------------------------------------------------------------------- */

/* What both a stream and the public one have, if the former began as a copy. */
typedef struct Origin {
    History *history;
    const GArray *publics;     /* HistoryEntry */
    const GArray *withdrawals; /* HistoryWithdrawal, from the public stream */
} Origin;

/* Whether a private revision has as many events as the public one: an agency's own has fewer. */
static bool has_as_many_events(const Origin *origin, const HistoryEntry *entry,
                               const HistoryEntry *public)
{
    g_autoptr(Agenda) agenda =
        chronicle_read_agenda(origin->history, entry->agenda, entry->number, NULL);
    g_autoptr(Agenda) other =
        chronicle_read_agenda(origin->history, public->agenda, public->number, NULL);

    /* What cannot be read is told when it is verified. */
    return agenda != NULL && other != NULL && agenda->sessions->len == other->sessions->len &&
           agenda->preparations->len == other->preparations->len;
}

/* The first revision of a stream's own differs from the public one: it has something private, and
 * so another digest. But so has a copy of what was taken out of the public one alone. */
static bool is_copy(const Origin *origin, const HistoryEntry *entry, const HistoryEntry *public)
{
    return entry->stamp == public->stamp &&
           (strcmp(entry->digest, public->digest) == 0 ||
            (find_derivation(origin->withdrawals, public->number) != DERIVATION_WHOLE &&
             has_as_many_events(origin, entry, public)));
}

/* How many revisions a private stream copied from the public one when it began. */
static guint count_copies(const Origin *origin, const GArray *entries)
{
    guint n = 0;

    while (n < entries->len && n < origin->publics->len &&
           is_copy(origin, &g_array_index(entries, HistoryEntry, n),
                   &g_array_index(origin->publics, HistoryEntry, n))) {
        n++;
    }
    return n;
}

/* Of a stream, or NULL; also sets out_withdrawals then. */
static GArray *list_entries(History *history, const char *stream, GStringChunk *strings,
                            GArray **out_withdrawals, GError **error)
{
    g_autoptr(GArray) entries = history_list(history, stream, strings, error);

    *out_withdrawals =
        entries != NULL ? history_list_withdrawals(history, stream, strings, error) : NULL;
    return *out_withdrawals != NULL ? g_steal_pointer(&entries) : NULL;
}

static bool verify_stream(History *history, const char *stream, GPtrArray *faults, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autofree char *agenda = stream_dup_agenda(stream);
    g_autoptr(GArray) public_withdrawals = NULL;
    g_autoptr(GArray) withdrawals = NULL;
    g_autoptr(GArray) publics = list_entries(history, agenda, strings, &public_withdrawals, error);
    g_autoptr(GArray) entries =
        publics != NULL ? list_entries(history, stream, strings, &withdrawals, error) : NULL;

    if (entries == NULL) {
        return false;
    }
    Origin origin = { history, publics, public_withdrawals };
    g_auto(Verifying) verifying = { .history = history,
                                    .withdrawals = withdrawals,
                                    .faults = faults };
    guint n_copies = count_copies(&origin, entries);
    for (guint i = 0; i < entries->len; i++) {
        GError *failure = NULL;
        if (!verify_revision(&verifying, &g_array_index(entries, HistoryEntry, i), i < n_copies,
                             &failure)) {
            return tell_damage(history, failure, faults, error);
        }
    }
    return true;
}

static bool verify_agenda(History *history, const char *agenda, GPtrArray *faults, GError **error)
{
    g_autoptr(GPtrArray) streams = history_list_streams(history, agenda, error);
    bool is_done = streams != NULL && verify_stream(history, agenda, faults, error);

    for (guint i = 0; is_done && i < streams->len; i++) {
        is_done = verify_stream(history, streams->pdata[i], faults, error);
    }
    return is_done;
}

bool chronicle_verify(History *history, GPtrArray *faults, GError **error)
{
    g_autoptr(GPtrArray) agendas = history_list_agendas(history, error);

    for (guint i = 0; agendas != NULL && i < agendas->len; i++) {
        if (!verify_agenda(history, agendas->pdata[i], faults, error)) {
            return false;
        }
    }
    return agendas != NULL;
}
