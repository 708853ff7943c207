#include "chronicle/chronicle_withdraw.h"

#include <string.h>

#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"
#include "chronicle/file_news.h"
#include "chronicle/rewriting.h"
#include "chronicle/stream.h"

/* A withdrawal on its way through the streams of an agenda. */
typedef struct Work {
    const char *agenda;
    Withdrawal *withdrawal; /* NULL: the agenda is retired */
    guint since;
    const PublishOptions *how;
    GPtrArray *rewritings; /* Rewriting *, of the streams that are looked at */
    GHashTable *told_anew; /* stream → set of keys; its keys are the streams that are rewritten */
    char *digest;          /* of what was published before; NULL: the agenda is retired */
    bool is_private;       /* what was public is private by now, and stays for who sees it */
    WithdrawalResult *result;
} Work;

/* --- which revisions --------------------------------------------------------------------- */

/* The first revision of a stream that is not older than a public one. */
static bool find_since(const Work *work, History *history, const char *stream, guint *out_since,
                       GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) entries = history_list(history, work->agenda, strings, error);
    guint before = 0;

    if (entries == NULL) {
        return false;
    }
    g_assert(work->since >= 1 && work->since <= entries->len);
    gint64 stamp = g_array_index(entries, HistoryEntry, work->since - 1).stamp;
    if (!history_find(history, stream, stamp - 1, &before, error)) {
        return false;
    }
    *out_since = before + 1;
    return true;
}

/* Whether the last revision of a stream has what is withdrawn. */
static bool is_in_last(const Work *work, History *history, const char *stream, bool *out_is_in,
                       GError **error)
{
    guint number;

    if (!history_find(history, stream, G_MAXINT64, &number, error)) {
        return false;
    }
    if (number == 0) {
        *out_is_in = false;
        return true;
    }
    g_autoptr(Agenda) agenda = chronicle_read_agenda(history, stream, number, error);
    if (agenda == NULL) {
        return false;
    }
    *out_is_in = withdrawal_names_part_of(work->withdrawal, agenda);
    return true;
}

static bool find_privacy(Work *work, History *history, GError **error)
{
    g_autofree char *whole = stream_of_whole(work->agenda);
    bool is_in_public;
    bool is_in_whole;

    if (!is_in_last(work, history, work->agenda, &is_in_public, error) ||
        !is_in_last(work, history, whole, &is_in_whole, error)) {
        return false;
    }
    work->is_private = is_in_whole && !is_in_public;
    return true;
}

/* --- rewriting --------------------------------------------------------------------------- */

static bool examine_stream(Work *work, History *history, const char *stream, GError **error)
{
    bool is_in = false;
    guint since;

    if ((work->is_private && !is_in_last(work, history, stream, &is_in, error)) ||
        !find_since(work, history, stream, &since, error)) {
        return false;
    }
    if (is_in) {
        return true;
    }
    Rewriting *rewriting = rewriting_new(history, stream, since, work->withdrawal, error);
    if (rewriting == NULL) {
        return false;
    }
    g_ptr_array_add(work->rewritings, rewriting);
    work->result->records += rewriting->facts->records->len;
    if (rewriting->keys != NULL) {
        g_hash_table_insert(work->told_anew, g_strdup(stream), g_hash_table_ref(rewriting->keys));
    }
    return true;
}

/* Finds what is to be rewritten in all streams, without writing yet: the revisions that are read
 * must be as they were published. */
static bool examine(Work *work, History *history, const GPtrArray *streams, GError **error)
{
    g_clear_pointer(&work->rewritings, g_ptr_array_unref);
    work->rewritings = g_ptr_array_new_with_free_func((GDestroyNotify)rewriting_free);
    g_hash_table_remove_all(work->told_anew);
    work->result->records = 0;
    if (!examine_stream(work, history, work->agenda, error)) {
        return false;
    }
    /* What never was public is withdrawn from those who see it: there is nothing else. */
    work->is_private =
        work->is_private && ((const Rewriting *)work->rewritings->pdata[0])->is_named;
    for (guint i = 0; i < streams->len; i++) {
        if (!examine_stream(work, history, streams->pdata[i], error)) {
            return false;
        }
    }
    return true;
}

/* Whether a stream shows what revisions before the first that is rewritten say. */
static bool reaches_back(const Work *work)
{
    bool any = g_hash_table_size(work->withdrawal->renamed) > 0;

    for (guint i = 0; i < work->rewritings->len && !any; i++) {
        any = ((const Rewriting *)work->rewritings->pdata[i])->reaches_back;
    }
    return any;
}

/* --- the new revision -------------------------------------------------------------------- */

/* What may be said of what was withdrawn. The key of a preparation without an id has its title. The
 * caller owns it. */
static char *dup_id(const Withdrawal *withdrawal)
{
    if (withdrawal == NULL || withdrawal->id == NULL || strchr(withdrawal->id, '/') != NULL) {
        return g_strdup("");
    }
    return withdrawal->key != NULL ? g_strjoin("/", withdrawal->id, withdrawal->key, NULL)
                                   : g_strdup(withdrawal->id);
}

/* Notes in a stream that was rewritten which revision told so. */
static bool note_withdrawal(const Work *work, History *history, const char *stream, GError **error)
{
    g_autofree char *id = dup_id(work->withdrawal);
    HistoryWithdrawal withdrawal = {
        .agenda = stream,
        .kind = work->withdrawal != NULL ? withdrawal_kind_word(work->withdrawal->kind)
                                         : HISTORY_RETIREMENT,
        .id = id,
    };

    if (!history_find(history, stream, G_MAXINT64, &withdrawal.number, error)) {
        return false;
    }
    withdrawal.since = withdrawal.number;
    return (work->withdrawal == NULL ||
            find_since(work, history, stream, &withdrawal.since, error)) &&
           history_add_withdrawal(history, &withdrawal, error);
}

static bool note_withdrawals(const Work *work, History *history, GError **error)
{
    GHashTableIter iter;
    gpointer stream;

    g_hash_table_iter_init(&iter, work->told_anew);
    while (g_hash_table_iter_next(&iter, &stream, NULL)) {
        if (!note_withdrawal(work, history, stream, error)) {
            return false;
        }
    }
    return true;
}

/* Publishes what is left. The revision before is one that was rewritten, so nothing of what was
 * taken out gets into the new one, nor into what is said of the difference. */
static bool publish(const Work *work, History *history, GError **error)
{
    g_autoptr(Revision) previous = NULL;
    g_auto(Publication) publication = { 0 };

    if (!chronicle_read_last(history, work->agenda, &previous, error)) {
        return false;
    }
    Agenda *whole = chronicle_read_whole(history, work->agenda, CHRONICLE_LAST, error);
    if (whole == NULL) {
        return false;
    }
    if (work->withdrawal != NULL && !work->is_private) {
        whole = withdrawal_drop(work->withdrawal, whole);
    }
    PublishOptions how = *work->how;
    how.caution = CAUTION_NONE;
    how.keep_seconds = previous->keep_seconds;
    how.told_anew = work->told_anew;
    /* No file that says so publishes it again before it has changed. */
    HistoryFile before = { work->agenda, "", work->digest };
    how.file = work->digest != NULL ? &before : NULL;
    PublishOutcome outcome = chronicle_publish(history, previous, whole, &how, &publication, error);
    if (outcome == PUBLISH_FAILED) {
        return false;
    }
    /* It is told anew, so it has a new revision. */
    g_assert(outcome == PUBLISH_DONE && publication.revision != NULL);
    work->result->number = publication.revision->number;
    work->result->stamp = publication.revision->stamp;
    return note_withdrawals(work, history, error);
}

/* The public stream tells all who subscribe, even if only a private one was rewritten. */
static void tell_public(Work *work)
{
    if (!g_hash_table_contains(work->told_anew, work->agenda)) {
        g_hash_table_insert(work->told_anew, g_strdup(work->agenda),
                            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL));
    }
}

/* --- withdrawing ------------------------------------------------------------------------- */

static bool rewrite_all(const Work *work, History *history, GError **error)
{
    for (guint i = 0; i < work->rewritings->len; i++) {
        const Rewriting *rewriting = work->rewritings->pdata[i];
        if (rewriting->keys != NULL && !history_rewrite(history, rewriting->facts, error)) {
            return false;
        }
    }
    return true;
}

/* Gives ids that no other withdrawal gives: by the number of the revision that will tell it. */
static bool set_ids(const Work *work, History *history, GError **error)
{
    guint last;

    if (!history_find(history, work->agenda, G_MAXINT64, &last, error)) {
        return false;
    }
    g_autofree char *prefix = withdrawal_dup_id_prefix(last + 1);
    withdrawal_set_id_prefix(work->withdrawal, prefix);
    return true;
}

static bool withdraw(History *history, gpointer data, GError **error)
{
    Work *work = data;
    g_autoptr(GPtrArray) streams = history_list_streams(history, work->agenda, error);

    if (streams == NULL || !set_ids(work, history, error)) {
        return false;
    }
    work->digest = file_news_dup_published(history, work->agenda, error);
    if (work->digest == NULL || !find_privacy(work, history, error) ||
        !examine(work, history, streams, error)) {
        return false;
    }
    if (work->since > 1 && reaches_back(work)) {
        work->since = 1;
        if (!examine(work, history, streams, error)) {
            return false;
        }
    }
    if (g_hash_table_size(work->told_anew) == 0) {
        return true;
    }
    work->result->since = work->since;
    tell_public(work);
    return rewrite_all(work, history, error) && publish(work, history, error);
}

static GHashTable *new_told_anew(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                 (GDestroyNotify)g_hash_table_unref);
}

bool chronicle_withdraw(History *history, const char *agenda, Withdrawal *withdrawal, guint since,
                        const PublishOptions *how, WithdrawalResult *out_result, GError **error)
{
    g_autoptr(GHashTable) told_anew = new_told_anew();
    WithdrawalResult result = { 0 };
    Work work = {
        .agenda = agenda,
        .withdrawal = withdrawal,
        .since = since,
        .how = how,
        .told_anew = told_anew,
        .result = &result,
    };
    bool is_done = history_transact(history, withdraw, &work, error);

    g_clear_pointer(&work.rewritings, g_ptr_array_unref);
    g_free(work.digest);
    if (is_done) {
        *out_result = result;
    }
    return is_done;
}

/* --- retiring ---------------------------------------------------------------------------- */

static bool retire(History *history, gpointer data, GError **error)
{
    Work *work = data;

    tell_public(work);
    return publish(work, history, error);
}

bool chronicle_retire(History *history, const char *agenda, const PublishOptions *how,
                      guint *out_number, GError **error)
{
    g_autoptr(GHashTable) told_anew = new_told_anew();
    WithdrawalResult result = { 0 };
    Work work = { .agenda = agenda, .how = how, .told_anew = told_anew, .result = &result };

    if (!history_transact(history, retire, &work, error)) {
        return false;
    }
    *out_number = result.number;
    return true;
}
