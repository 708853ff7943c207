#include "history/history.h"

#include "history/sqlite/sqlite_store.h"

/* All that is the same for every store is done here; the rest is passed on to the store. */
struct History {
    HistoryStore *store;
    char *name;
};

/* --- opening ----------------------------------------------------------------------------- */

History *history_open(const char *path, HistoryAccess access, GError **error)
{
    HistoryStore *store = sqlite_store_open(path, access, error);

    if (store == NULL) {
        return NULL;
    }
    History *history = g_new0(History, 1);
    history->store = store;
    history->name = g_strdup(path);
    return history;
}

void history_close(History *history)
{
    if (history == NULL) {
        return;
    }
    history->store->class->close(history->store);
    g_free(history->name);
    g_free(history);
}

void history_set_patience(History *history, guint milliseconds)
{
    history->store->class->set_patience(history->store, milliseconds);
}

bool history_is_read_only(const History *history)
{
    return history->store->class->is_read_only(history->store);
}

const char *history_name(const History *history)
{
    return history->name;
}

HistoryPlace history_find_place(History *history)
{
    return history->store->class->find_place(history->store);
}

/* --- reading ----------------------------------------------------------------------------- */

GPtrArray *history_list_agendas(History *history, GError **error)
{
    return history->store->class->list_agendas(history->store, error);
}

GPtrArray *history_list_streams(History *history, const char *agenda, GError **error)
{
    return history->store->class->list_streams(history->store, agenda, error);
}

GArray *history_list(History *history, const char *agenda, GStringChunk *strings, GError **error)
{
    return history->store->class->list(history->store, agenda, strings, error);
}

bool history_find(History *history, const char *agenda, gint64 stamp, guint *out_number,
                  GError **error)
{
    return history->store->class->find(history->store, agenda, stamp, out_number, error);
}

HistoryFacts *history_read(History *history, const char *agenda, guint number, GError **error)
{
    return history->store->class->read(history->store, agenda, number, error);
}

HistoryFacts *history_read_events(History *history, const char *agenda, guint number,
                                  const GPtrArray *keys, GError **error)
{
    return history->store->class->read_events(history->store, agenda, number, keys, error);
}

HistoryFacts *history_read_gone(History *history, const char *agenda, guint number, GError **error)
{
    return history->store->class->read_gone(history->store, agenda, number, error);
}

GArray *history_read_changes(History *history, const char *agenda, guint number, guint limit,
                             GStringChunk *strings, GError **error)
{
    return history->store->class->read_changes(history->store, agenda, number, limit, strings,
                                               error);
}

bool history_has_news(History *history)
{
    return history->store->class->has_news(history->store);
}

/* --- writing, looking after it ----------------------------------------------------------- */

static bool check_writable(const History *history, GError **error)
{
    if (history_is_read_only(history)) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_READ_ONLY,
                    "%s: the history can only be read", history->name);
        return false;
    }
    return true;
}

bool history_append_all(History *history, const GPtrArray *all_facts, const HistoryFile *file,
                        GError **error)
{
    return check_writable(history, error) &&
           history->store->class->append_all(history->store, all_facts, file, error);
}

GArray *history_list_files(History *history, const char *agenda, GStringChunk *strings,
                           GError **error)
{
    return history->store->class->list_files(history->store, agenda, strings, error);
}

bool history_put_file(History *history, const HistoryFile *file, GError **error)
{
    return check_writable(history, error) &&
           history->store->class->put_file(history->store, file, error);
}

bool history_find_source(History *history, const char *agenda, GStringChunk *strings,
                         HistorySource *out_source, GError **error)
{
    return history->store->class->find_source(history->store, agenda, strings, out_source, error);
}

bool history_put_source(History *history, const HistorySource *source, GError **error)
{
    return check_writable(history, error) &&
           history->store->class->put_source(history->store, source, error);
}

typedef struct TransactedWork {
    History *history;
    HistoryWork work;
    gpointer data;
} TransactedWork;

static bool do_work(gpointer data, GError **error)
{
    const TransactedWork *work = data;

    return work->work(work->history, work->data, error);
}

bool history_transact(History *history, HistoryWork work, gpointer data, GError **error)
{
    TransactedWork transacted = { history, work, data };

    return check_writable(history, error) &&
           history->store->class->transact(history->store, do_work, &transacted, error);
}

bool history_rewrite(History *history, const HistoryRewriting *rewriting, GError **error)
{
    return check_writable(history, error) &&
           history->store->class->rewrite(history->store, rewriting, error);
}

bool history_add_withdrawal(History *history, const HistoryWithdrawal *withdrawal, GError **error)
{
    return check_writable(history, error) &&
           history->store->class->add_withdrawal(history->store, withdrawal, error);
}

GArray *history_list_withdrawals(History *history, const char *agenda, GStringChunk *strings,
                                 GError **error)
{
    return history->store->class->list_withdrawals(history->store, agenda, strings, error);
}

bool history_clear(History *history, GError **error)
{
    return check_writable(history, error) && history->store->class->clear(history->store, error);
}

GArray *history_list_tokens(History *history, GStringChunk *strings, guint *out_malformed,
                            GError **error)
{
    return history->store->class->list_tokens(history->store, strings, out_malformed, error);
}

bool history_put_tokens(History *history, const GArray *tokens, GError **error)
{
    return check_writable(history, error) &&
           history->store->class->put_tokens(history->store, tokens, error);
}

bool history_remove_token(History *history, const char *digest, GError **error)
{
    return check_writable(history, error) &&
           history->store->class->remove_token(history->store, digest, error);
}

bool history_verify(History *history, GPtrArray *faults, GError **error)
{
    return history->store->class->verify(history->store, faults, error);
}
