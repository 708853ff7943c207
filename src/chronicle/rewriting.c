#include "chronicle/rewriting.h"

#include <string.h>

#include "chronicle/chronicle_read.h"
#include "chronicle/sequel.h"
#include "chronicle/soundness.h"
#include "file/agenda_records.h"
#include "model/change/difference.h"

#define PREPARATION "preparation"

/* A record as it is said by revisions that follow each other. It may have several rows: an earlier
 * withdrawal can have made equal ones of them. */
typedef struct Run {
    guint index; /* among the rewritten records */
    const char *place;
    const char *text;
} Run;

/* On the way through the revisions of a stream. */
typedef struct Walk {
    History *history;
    Withdrawal *withdrawal;
    Rewriting *to;
    guint last;          /* the number of the last revision */
    Sequel sequel;       /* what follows from the agendas */
    GHashTable *runs;    /* "kind id" → Run, of records that are rewritten */
    GHashTable *touched; /* keys of events that say something else where it is rewritten */
    GHashTable *earlier; /* "kind id" of records that do before the first that is rewritten */
    bool touches_names;  /* so does what events name, or the agenda itself */
    bool names_earlier;  /* so do those before the first that is rewritten */
} Walk;

void rewriting_free(Rewriting *rewriting)
{
    if (rewriting != NULL) {
        history_rewriting_free(rewriting->facts);
        g_clear_pointer(&rewriting->keys, g_hash_table_unref);
        g_free(rewriting);
    }
}

static const char *keep(const Walk *walk, const char *text)
{
    return text != NULL ? g_string_chunk_insert_const(walk->to->facts->strings, text) : NULL;
}

static char *dup_event_key(const char *kind, const char *id)
{
    return g_strconcat(strcmp(kind, PREPARATION) == 0 ? EVENT_KEY_PREPARATIONS : "", id, NULL);
}

/* --- records ----------------------------------------------------------------------------- */

/* The id that a record has from now on. */
static const char *find_new_id(const Walk *walk, const AgendaRecord *record)
{
    const char *id = strcmp(record->kind, PREPARATION) == 0
                         ? g_hash_table_lookup(walk->withdrawal->renamed, record->id)
                         : NULL;

    return id != NULL ? id : record->id;
}

static char *dup_name(const char *kind, const char *id)
{
    return g_strjoin(" ", kind, id, NULL);
}

static GHashTable *index_records(const GArray *records)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < records->len; i++) {
        AgendaRecord *record = &g_array_index(records, AgendaRecord, i);
        g_hash_table_insert(index, dup_name(record->kind, record->id), record);
    }
    return index;
}

static void note_touched(Walk *walk, const AgendaRecord *record, bool is_earlier)
{
    bool is_event = strcmp(record->kind, PREPARATION) == 0 || strcmp(record->kind, "session") == 0;

    if (is_earlier) {
        walk->names_earlier = walk->names_earlier || !is_event;
        g_hash_table_add(walk->earlier, dup_name(record->kind, record->id));
    } else if (is_event) {
        g_hash_table_add(walk->touched, dup_event_key(record->kind, record->id));
    } else {
        walk->touches_names = true;
    }
}

/* A record is in force in many revisions, and is rewritten once. */
static void add_record(Walk *walk, guint number, const AgendaRecord *before,
                       const AgendaRecord *after)
{
    GArray *records = walk->to->facts->records;
    HistoryRewrittenRecord rewritten = {
        .number = number,
        .last = number,
        .kind = before->kind,
        .id = keep(walk, before->id),
        .new_id = keep(walk, after->id),
        .text = keep(walk, after->text),
    };
    g_autofree char *name = dup_name(before->kind, before->id);
    const Run *run = g_hash_table_lookup(walk->runs, name);
    HistoryRewrittenRecord *last =
        run != NULL ? &g_array_index(records, HistoryRewrittenRecord, run->index) : NULL;

    if (last != NULL && last->last + 1 == number && strcmp(run->place, before->place) == 0 &&
        strcmp(run->text, before->text) == 0) {
        last->last = number;
        return;
    }
    Run *next = g_new0(Run, 1);
    next->index = records->len;
    next->place = keep(walk, before->place);
    next->text = keep(walk, before->text);
    g_hash_table_insert(walk->runs, g_steal_pointer(&name), next);
    g_array_append_val(records, rewritten);
}

/* Compares what an agenda said with what is left of it. By what is written today, since an older
 * program may have written a record otherwise: such a row must not count as rewritten. Returns the
 * records that are rewritten, by their names, from `afters`. */
static GHashTable *compare_records(Walk *walk, guint number, const GArray *befores, GArray *afters,
                                   bool *out_differs)
{
    g_autoptr(GHashTable) index = index_records(afters);
    GHashTable *rewritten = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool is_earlier = number < walk->to->facts->since;

    *out_differs = false;
    for (guint i = 0; i < befores->len; i++) {
        const AgendaRecord *before = &g_array_index(befores, AgendaRecord, i);
        g_autofree char *name = dup_name(before->kind, find_new_id(walk, before));
        const AgendaRecord *after = g_hash_table_lookup(index, name);
        g_assert(after != NULL);
        if (strcmp(before->text, after->text) == 0) {
            continue;
        }
        *out_differs = true;
        note_touched(walk, before, is_earlier);
        if (!is_earlier) {
            add_record(walk, number, before, after);
            g_hash_table_insert(rewritten, dup_name(before->kind, before->id), (gpointer)after);
        }
    }
    return rewritten;
}

/* The digest of the rows as they are once they are rewritten. */
static const char *find_digest(const Walk *walk, const HistoryFacts *facts, GHashTable *rewritten)
{
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));

    for (guint i = 0; i < facts->records->len; i++) {
        const HistoryRecord *fact = &g_array_index(facts->records, HistoryRecord, i);
        AgendaRecord record = { fact->kind, fact->id, fact->place, fact->text };
        g_autofree char *name = dup_name(fact->kind, fact->id);
        const AgendaRecord *after = g_hash_table_lookup(rewritten, name);
        if (after != NULL) {
            record.id = after->id;
            record.text = after->text;
        }
        g_array_append_val(records, record);
    }
    g_autofree char *digest = agenda_records_digest(records);
    return keep(walk, digest);
}

/* Whether a text of an entry is to be taken out: if it has the words, or `is_all`; not if it was
 * before. */
static bool tells(const Walk *walk, const char *text, bool is_all)
{
    return strcmp(text, WITHDRAWAL_PLACEHOLDER) != 0 &&
           (is_all || withdrawal_has_words(walk->withdrawal, text));
}

static void rewrite_entry(Walk *walk, const HistoryFacts *facts, GHashTable *rewritten)
{
    HistoryEntry entry = facts->entry;
    bool tells_by = tells(walk, entry.by, false);
    bool tells_why =
        entry.why != NULL && tells(walk, entry.why, walk->withdrawal->kind == WITHDRAWAL_AGENDA);

    if (g_hash_table_size(rewritten) == 0 && !tells_by && !tells_why) {
        return;
    }
    entry.by = tells_by ? WITHDRAWAL_PLACEHOLDER : keep(walk, entry.by);
    entry.why = tells_why ? WITHDRAWAL_PLACEHOLDER : keep(walk, entry.why);
    entry.digest = find_digest(walk, facts, rewritten);
    g_array_append_val(walk->to->facts->entries, entry);
}

/* --- what is shown from before ------------------------------------------------------------ */

/* The id of a preparation's record from the key of its event; NULL if that is no preparation's. */
static const char *preparation_of(const char *key)
{
    return g_str_has_prefix(key, EVENT_KEY_PREPARATIONS) ? key + strlen(EVENT_KEY_PREPARATIONS)
                                                         : NULL;
}

static void look_at_departures(Walk *walk, const HistoryFacts *facts)
{
    guint since = walk->to->facts->since;

    for (guint i = 0; i < facts->departures->len; i++) {
        const HistoryDeparture *departure = &g_array_index(facts->departures, HistoryDeparture, i);
        const char *preparation = preparation_of(departure->key);
        g_autofree char *name = preparation != NULL ? dup_name(PREPARATION, preparation)
                                                    : dup_name("session", departure->key);
        if (departure->version < since &&
            (walk->names_earlier || g_hash_table_contains(walk->earlier, name))) {
            walk->to->reaches_back = true;
        }
    }
}

/* What is gone is called what it was called last. */
static bool look_at_gone(Walk *walk, const HistoryFacts *facts, GError **error)
{
    g_autoptr(HistoryFacts) gone =
        history_read_gone(walk->history, facts->entry.agenda, facts->entry.number, error);

    for (guint i = 0; gone != NULL && i < gone->records->len; i++) {
        const HistoryRecord *fact = &g_array_index(gone->records, HistoryRecord, i);
        g_autofree char *name = dup_name(fact->kind, fact->id);
        if (g_hash_table_contains(walk->earlier, name) &&
            !g_hash_table_contains(walk->runs, name)) {
            walk->to->reaches_back = true;
        }
    }
    return gone != NULL;
}

/* Looks for what a rewritten revision shows as it was said before the first of them. */
static bool look_back(Walk *walk, const HistoryFacts *facts, GError **error)
{
    if (facts->entry.number < walk->to->facts->since || g_hash_table_size(walk->earlier) == 0) {
        return true;
    }
    look_at_departures(walk, facts);
    return look_at_gone(walk, facts, error);
}

/* --- what the last revision shows otherwise ----------------------------------------------- */

static void add_event_keys(GHashTable *keys, const Agenda *agenda, const Agenda *redacted)
{
    g_autoptr(Difference) difference = difference_new(agenda, redacted);

    for (guint i = 0; i < difference->events->len; i++) {
        const EventPair *event = difference->events->pdata[i];
        if (event->differs && event->new_session != NULL) {
            g_hash_table_add(keys, event_key_of_session(event->new_session));
        } else if (event->differs && event->new_preparation != NULL &&
                   event->new_preparation->timing != PREPARATION_UNDATED) {
            g_hash_table_add(keys, event_key_of_preparation(event->new_preparation));
        }
    }
}

static void add_departed_keys(const Walk *walk, GHashTable *keys, const HistoryFacts *facts)
{
    for (guint i = 0; i < facts->departures->len; i++) {
        const char *key = g_array_index(facts->departures, HistoryDeparture, i).key;
        if (!walk->touches_names && !g_hash_table_contains(walk->touched, key)) {
            continue;
        }
        const char *preparation = preparation_of(key);
        const char *id = preparation != NULL
                             ? g_hash_table_lookup(walk->withdrawal->renamed, preparation)
                             : NULL;
        g_hash_table_add(keys, id != NULL ? dup_event_key(PREPARATION, id) : g_strdup(key));
    }
}

static void find_keys(Walk *walk, const HistoryFacts *facts, const Agenda *agenda,
                      const Agenda *redacted)
{
    const HistoryRewriting *to = walk->to->facts;

    if (to->records->len + to->feeds->len + to->entries->len + to->changes->len > 0) {
        walk->to->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        add_event_keys(walk->to->keys, agenda, redacted);
        add_departed_keys(walk, walk->to->keys, facts);
    }
}

/* --- revision by revision ---------------------------------------------------------------- */

static bool step(Walk *walk, guint number, GError **error)
{
    const char *stream = walk->to->facts->agenda;
    g_autoptr(HistoryFacts) facts = history_read(walk->history, stream, number, error);
    bool is_sound = facts != NULL && soundness_check_facts(walk->history, facts, error);
    g_autoptr(Agenda) agenda =
        is_sound ? chronicle_read_agenda_of(walk->history, facts, error) : NULL;

    if (agenda == NULL) {
        return false;
    }
    walk->to->is_named = walk->to->is_named || withdrawal_names_part_of(walk->withdrawal, agenda);
    g_autoptr(Agenda) redacted = withdrawal_redact(walk->withdrawal, agenda);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(65536);
    g_autoptr(GArray) befores = agenda_records_of(agenda, strings);
    g_autoptr(GArray) afters = agenda_records_of(redacted, strings);
    bool differs;
    g_autoptr(GHashTable) rewritten = compare_records(walk, number, befores, afters, &differs);
    if (number >= walk->to->facts->since) {
        rewrite_entry(walk, facts, rewritten);
    }
    if (!sequel_step(&walk->sequel, facts, g_steal_pointer(&agenda), g_steal_pointer(&redacted),
                     differs, error)) {
        return false;
    }
    if (number == walk->last) {
        find_keys(walk, facts, walk->sequel.said, walk->sequel.left);
    }
    return look_back(walk, facts, error);
}

static void add_renamings(const Walk *walk)
{
    GHashTableIter iter;
    gpointer key;
    gpointer id;

    g_hash_table_iter_init(&iter, walk->withdrawal->renamed);
    while (g_hash_table_iter_next(&iter, &key, &id)) {
        g_autofree char *old_key = dup_event_key(PREPARATION, key);
        g_autofree char *new_key = dup_event_key(PREPARATION, id);
        HistoryRenaming renaming = { keep(walk, old_key), keep(walk, new_key) };
        g_array_append_val(walk->to->facts->renamings, renaming);
    }
}

Rewriting *rewriting_new(History *history, const char *stream, guint since, Withdrawal *withdrawal,
                         GError **error)
{
    g_autoptr(Rewriting) rewriting = g_new0(Rewriting, 1);
    Walk walk = { .history = history, .withdrawal = withdrawal, .to = rewriting };
    bool is_done = history_find(history, stream, G_MAXINT64, &walk.last, error);

    rewriting->facts = history_rewriting_new(stream, since);
    sequel_init(&walk.sequel, history, rewriting->facts);
    walk.runs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    walk.touched = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    walk.earlier = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint number = 1; number <= walk.last && is_done; number++) {
        is_done = step(&walk, number, error);
    }
    add_renamings(&walk);
    rewriting->reaches_back = rewriting->reaches_back || walk.sequel.reaches_back;
    sequel_clear(&walk.sequel);
    g_hash_table_unref(walk.runs);
    g_hash_table_unref(walk.touched);
    g_hash_table_unref(walk.earlier);
    return is_done ? g_steal_pointer(&rewriting) : NULL;
}
