#include "chronicle/sequel.h"

#include <string.h>

#include "model/change/difference.h"
#include "model/view/withdrawal.h"
#include "render/report/change_text.h"

/* A gone feed that the withdrawal calls otherwise. */
typedef struct GoneFeed {
    guint number; /* of the revision with which it went */
    Feed *said;
    Feed *left;
    guint run; /* behind its last one among the rewritten feeds; 0: there is none yet */
} GoneFeed;

static void gone_feed_free(gpointer data)
{
    GoneFeed *gone = data;

    feed_free(gone->said);
    feed_free(gone->left);
    g_free(gone);
}

void sequel_init(Sequel *sequel, History *history, HistoryRewriting *to)
{
    *sequel = (Sequel){
        .history = history,
        .to = to,
        .gone = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, gone_feed_free),
    };
}

void sequel_clear(Sequel *sequel)
{
    agenda_free(sequel->said);
    agenda_free(sequel->left);
    g_hash_table_unref(sequel->gone);
}

static const char *keep(const Sequel *sequel, const char *text)
{
    return text != NULL ? g_string_chunk_insert_const(sequel->to->strings, text) : NULL;
}

/* --- gone feeds -------------------------------------------------------------------------- */

/* What it is called. An older program wrote no subject. */
static bool is_called(const HistoryFeed *fact, const Feed *feed)
{
    return strcmp(fact->name, feed->name) == 0 &&
           strcmp(fact->description, feed->description) == 0 &&
           (fact->subject == NULL || g_strcmp0(fact->subject, feed->subject) == 0);
}

static bool is_called_otherwise(const Feed *said, const Feed *left)
{
    return strcmp(said->name, left->name) != 0 ||
           strcmp(said->description, left->description) != 0 ||
           g_strcmp0(said->subject, left->subject) != 0;
}

/* The index borrows from the feeds. */
static GHashTable *index_feeds(const GPtrArray *feeds)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < feeds->len; i++) {
        Feed *feed = feeds->pdata[i];
        g_hash_table_insert(index, feed->path, feed);
    }
    return index;
}

/* Finds what has gone with this revision, and was called otherwise in what is left of the one
 * before. */
static void add_gone(Sequel *sequel, const HistoryFacts *facts)
{
    g_autoptr(GPtrArray) saids = feed_list(sequel->said);
    g_autoptr(GPtrArray) lefts = feed_list(sequel->left);
    g_autoptr(GHashTable) said_index = index_feeds(saids);
    g_autoptr(GHashTable) left_index = index_feeds(lefts);

    for (guint i = 0; i < facts->feeds->len; i++) {
        const HistoryFeed *fact = &g_array_index(facts->feeds, HistoryFeed, i);
        const Feed *said = g_hash_table_lookup(said_index, fact->path);
        const Feed *left = g_hash_table_lookup(left_index, fact->path);
        if (fact->kind != NULL && said != NULL && left != NULL && is_called_otherwise(said, left)) {
            GoneFeed *gone = g_new0(GoneFeed, 1);
            gone->number = facts->entry.number;
            gone->said = feed_dup_gone(said);
            gone->left = feed_dup_gone(left);
            g_hash_table_insert(sequel->gone, g_strdup(fact->path), gone);
        }
    }
}

/* A feed is gone in many revisions, and is rewritten once. */
static void rewrite_feed(Sequel *sequel, guint number, const HistoryFeed *fact, GoneFeed *gone)
{
    GArray *feeds = sequel->to->feeds;
    HistoryRewrittenFeed *last =
        gone->run > 0 ? &g_array_index(feeds, HistoryRewrittenFeed, gone->run - 1) : NULL;
    bool is_known = is_called(fact, gone->said);
    HistoryRewrittenFeed rewritten = {
        .number = number,
        .last = number,
        .path = keep(sequel, fact->path),
        .name = keep(sequel, is_known ? gone->left->name : WITHDRAWAL_PLACEHOLDER),
        .description = keep(sequel, is_known ? gone->left->description : WITHDRAWAL_PLACEHOLDER),
        .subject = keep(sequel, is_known ? gone->left->subject : WITHDRAWAL_PLACEHOLDER),
    };

    if (last != NULL && last->last + 1 == number && strcmp(last->name, rewritten.name) == 0) {
        last->last = number;
        return;
    }
    g_array_append_val(feeds, rewritten);
    gone->run = feeds->len;
}

static void rewrite_feeds(Sequel *sequel, const HistoryFacts *facts)
{
    guint since = sequel->to->since;

    if (sequel->differs) {
        add_gone(sequel, facts);
    }
    for (guint i = 0; i < facts->feeds->len && g_hash_table_size(sequel->gone) > 0; i++) {
        const HistoryFeed *fact = &g_array_index(facts->feeds, HistoryFeed, i);
        GoneFeed *gone = g_hash_table_lookup(sequel->gone, fact->path);
        if (gone != NULL && fact->kind == NULL) {
            g_hash_table_remove(sequel->gone, fact->path);
        } else if (gone != NULL && facts->entry.number >= since && !is_called(fact, gone->left)) {
            sequel->reaches_back = sequel->reaches_back || gone->number < since;
            rewrite_feed(sequel, facts->entry.number, fact, gone);
        }
    }
}

/* --- notes on changes -------------------------------------------------------------------- */

/* The notes on a revision: path → HistoryChange. */
typedef struct Notes {
    guint number;
    GHashTable *kept;  /* as the history has them */
    GHashTable *said;  /* as they would be written now */
    GHashTable *left;  /* the same, of what is left */
    bool is_untouched; /* no earlier withdrawal has begun here */
} Notes;

/* What would be written of the changes: an array of HistoryChange. */
static GArray *note_changes(GStringChunk *strings, guint number, const Agenda *before,
                            const Agenda *after)
{
    g_autoptr(Difference) difference = difference_new(before, after);
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(HistoryChange));

    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        g_autofree char *words = change_text_words(difference, feed);
        g_autofree char *json = change_text_json(feed);
        HistoryChange note = {
            .number = number,
            .path = g_string_chunk_insert_const(strings, feed_change_feed(feed)->path),
            .words = g_string_chunk_insert(strings, words),
            .json = g_string_chunk_insert(strings, json),
        };
        g_array_append_val(notes, note);
    }
    return notes;
}

/* path → the note on a revision. The index borrows from the notes. */
static GHashTable *index_notes(const GArray *notes, guint number)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < notes->len; i++) {
        HistoryChange *note = &g_array_index(notes, HistoryChange, i);
        if (note->number == number) {
            g_hash_table_insert(index, (gpointer)note->path, note);
        }
    }
    return index;
}

/* Either may be NULL. */
static bool is_same_note(const HistoryChange *a, const HistoryChange *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a->words, b->words) == 0 &&
                      strcmp(a->json, b->json) == 0);
}

/* Whether all notes on a revision are what would be written now. */
static bool is_untouched(const GArray *saids, GHashTable *kept)
{
    bool is_same = g_hash_table_size(kept) == saids->len;

    for (guint i = 0; i < saids->len && is_same; i++) {
        const HistoryChange *said = &g_array_index(saids, HistoryChange, i);
        is_same = is_same_note(said, g_hash_table_lookup(kept, said->path));
    }
    return is_same;
}

static void rewrite_note(Sequel *sequel, const Notes *notes, const char *path)
{
    const HistoryChange *kept = g_hash_table_lookup(notes->kept, path);
    const HistoryChange *left = g_hash_table_lookup(notes->left, path);
    HistoryChange change = { .number = notes->number, .path = keep(sequel, path) };

    if (is_same_note(g_hash_table_lookup(notes->said, path), left) || is_same_note(kept, left)) {
        return;
    }
    if (notes->number < sequel->to->since) {
        sequel->reaches_back = sequel->reaches_back || kept != NULL;
        return;
    }
    if (left != NULL && notes->is_untouched) {
        change.words = keep(sequel, left->words);
        change.json = keep(sequel, left->json);
    }
    if (kept != NULL || change.words != NULL) {
        g_array_append_val(sequel->to->changes, change);
    }
}

/* There can be more notes than before: an agency whose part in a plenary is taken out sees what
 * others in it do, since nothing but the plenary is left. */
static bool rewrite_notes(Sequel *sequel, guint number, const Agenda *said, const Agenda *left,
                          GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) kepts =
        history_read_changes(sequel->history, sequel->to->agenda, number, 1, strings, error);

    if (kepts == NULL) {
        return false;
    }
    g_autoptr(GArray) saids = note_changes(strings, number, sequel->said, said);
    g_autoptr(GArray) lefts = note_changes(strings, number, sequel->left, left);
    g_autoptr(GHashTable) kept_index = index_notes(kepts, number);
    g_autoptr(GHashTable) said_index = index_notes(saids, number);
    g_autoptr(GHashTable) left_index = index_notes(lefts, number);
    Notes notes = { number, kept_index, said_index, left_index, is_untouched(saids, kept_index) };
    for (guint i = 0; i < kepts->len; i++) {
        const HistoryChange *kept = &g_array_index(kepts, HistoryChange, i);
        if (kept->number == number) {
            rewrite_note(sequel, &notes, kept->path);
        }
    }
    for (guint i = 0; i < lefts->len; i++) {
        const char *path = g_array_index(lefts, HistoryChange, i).path;
        if (!g_hash_table_contains(kept_index, path)) {
            rewrite_note(sequel, &notes, path);
        }
    }
    return true;
}

/* --- revision by revision ---------------------------------------------------------------- */

bool sequel_step(Sequel *sequel, const HistoryFacts *facts, Agenda *take_said, Agenda *take_left,
                 bool differs, GError **error)
{
    bool has_notes = strchr(sequel->to->agenda, '@') == NULL;
    bool is_done = true;

    /* Only public streams have notes. */
    if (sequel->said != NULL) {
        rewrite_feeds(sequel, facts);
        is_done = !has_notes || !(sequel->differs || differs) ||
                  rewrite_notes(sequel, facts->entry.number, take_said, take_left, error);
    }
    agenda_free(sequel->said);
    agenda_free(sequel->left);
    sequel->said = take_said;
    sequel->left = take_left;
    sequel->differs = differs;
    return is_done;
}
