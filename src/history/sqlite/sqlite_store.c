#include "history/sqlite/sqlite_store.h"

#include "history/sqlite/sqlite_append.h"
#include "history/sqlite/sqlite_database.h"
#include "history/sqlite/sqlite_files.h"
#include "history/sqlite/sqlite_read.h"
#include "history/sqlite/sqlite_schema.h"
#include "history/sqlite/sqlite_sources.h"
#include "history/sqlite/sqlite_tokens.h"
#include "history/sqlite/sqlite_verify.h"
#include "history/sqlite/sqlite_withdrawal.h"

typedef struct SqliteStore {
    HistoryStore base;
    SqliteDatabase *database;
    bool is_read_only;
    gint64 version; /* PRAGMA data_version: changes when another connection has written */
} SqliteStore;

static SqliteDatabase *database_of(HistoryStore *store)
{
    return ((SqliteStore *)store)->database;
}

static void store_close(HistoryStore *store)
{
    sqlite_database_close(database_of(store));
    g_free(store);
}

static void store_set_patience(HistoryStore *store, guint milliseconds)
{
    sqlite_database_set_patience(database_of(store), (int)MIN(milliseconds, G_MAXINT));
}

static bool store_is_read_only(const HistoryStore *store)
{
    return ((const SqliteStore *)store)->is_read_only;
}

/* A file that somebody has vacuumed is shorter, too, but whole: then SQLite can still read it, and
 * its new size counts. */
static HistoryPlace store_find_place(HistoryStore *store)
{
    SqliteDatabase *database = database_of(store);
    HistoryPlace place = sqlite_database_find_place(database);
    gint64 before = database->octets;

    if (place != HISTORY_TRUNCATED) {
        return place;
    }
    if (sqlite_database_measure(database, NULL) && database->octets > 0) {
        return HISTORY_IN_PLACE;
    }
    database->octets = before;
    return HISTORY_TRUNCATED;
}

static GPtrArray *store_list_agendas(HistoryStore *store, GError **error)
{
    return sqlite_read_agendas(database_of(store), error);
}

static GPtrArray *store_list_streams(HistoryStore *store, const char *agenda, GError **error)
{
    return sqlite_read_streams(database_of(store), agenda, error);
}

static GArray *store_list(HistoryStore *store, const char *agenda, GStringChunk *strings,
                          GError **error)
{
    return sqlite_read_list(database_of(store), agenda, strings, error);
}

static bool store_find(HistoryStore *store, const char *agenda, gint64 stamp, guint *out_number,
                       GError **error)
{
    return sqlite_read_number(database_of(store), agenda, stamp, out_number, error);
}

static HistoryFacts *store_read(HistoryStore *store, const char *agenda, guint number,
                                GError **error)
{
    return sqlite_read_facts(database_of(store), agenda, number, error);
}

static HistoryFacts *store_read_events(HistoryStore *store, const char *agenda, guint number,
                                       const GPtrArray *keys, GError **error)
{
    return sqlite_read_events(database_of(store), agenda, number, keys, error);
}

static HistoryFacts *store_read_gone(HistoryStore *store, const char *agenda, guint number,
                                     GError **error)
{
    return sqlite_read_gone(database_of(store), agenda, number, error);
}

static GArray *store_read_changes(HistoryStore *store, const char *agenda, guint number,
                                  guint limit, GStringChunk *strings, GError **error)
{
    return sqlite_read_changes(database_of(store), agenda, number, limit, strings, error);
}

static bool read_version(SqliteStore *store, gint64 *out_version, GError **error)
{
    return sqlite_database_ask(store->database, "PRAGMA data_version", out_version, error);
}

static bool read_news(SqliteStore *store, GError **error)
{
    return read_version(store, &store->version, error) &&
           sqlite_database_measure(store->database, error);
}

/* If this cannot be found out, it counts as news: whoever then reads learns why. It does not wait
 * for somebody who is publishing at this moment: the next call will find the news. */
static bool store_has_news(HistoryStore *base)
{
    SqliteStore *store = (SqliteStore *)base;
    gint64 before = store->version;
    int patience = store->database->patience;
    g_autoptr(GError) error = NULL;

    sqlite_database_set_patience(store->database, 0);
    bool is_known = read_news(store, &error);
    sqlite_database_set_patience(store->database, patience);
    bool is_held = !is_known && g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_BUSY);
    /* The version may have been read before the size could not be: nothing was noticed yet. */
    if (is_held) {
        store->version = before;
    }
    return !is_held && (!is_known || store->version != before);
}

static bool store_append_all(HistoryStore *store, const GPtrArray *all_facts,
                             const HistoryFile *file, GError **error)
{
    return sqlite_append(database_of(store), all_facts, file, error);
}

static GArray *store_list_files(HistoryStore *store, const char *agenda, GStringChunk *strings,
                                GError **error)
{
    return sqlite_files_list(database_of(store), agenda, strings, error);
}

static bool store_put_file(HistoryStore *store, const HistoryFile *file, GError **error)
{
    return sqlite_files_put(database_of(store), file, error);
}

static bool store_find_source(HistoryStore *store, const char *agenda, GStringChunk *strings,
                              HistorySource *out_source, GError **error)
{
    return sqlite_sources_find(database_of(store), agenda, strings, out_source, error);
}

static bool store_put_source(HistoryStore *store, const HistorySource *source, GError **error)
{
    return sqlite_sources_put(database_of(store), source, error);
}

typedef struct StoreWork {
    bool (*work)(gpointer data, GError **error);
    gpointer data;
} StoreWork;

static bool do_work(G_GNUC_UNUSED SqliteDatabase *database, gconstpointer data, GError **error)
{
    const StoreWork *work = data;

    return work->work(work->data, error);
}

static bool store_transact(HistoryStore *store, bool (*work)(gpointer data, GError **error),
                           gpointer data, GError **error)
{
    StoreWork all = { work, data };

    return sqlite_database_transact(database_of(store), do_work, &all, error);
}

static bool store_rewrite(HistoryStore *store, const HistoryRewriting *rewriting, GError **error)
{
    return sqlite_withdrawal_rewrite(database_of(store), rewriting, error);
}

static bool store_add_withdrawal(HistoryStore *store, const HistoryWithdrawal *withdrawal,
                                 GError **error)
{
    return sqlite_withdrawal_add(database_of(store), withdrawal, error);
}

static GArray *store_list_withdrawals(HistoryStore *store, const char *agenda,
                                      GStringChunk *strings, GError **error)
{
    return sqlite_withdrawal_list(database_of(store), agenda, strings, error);
}

static bool store_clear(HistoryStore *store, GError **error)
{
    return sqlite_withdrawal_clear(database_of(store), error);
}

static GArray *store_list_tokens(HistoryStore *store, GStringChunk *strings, guint *out_malformed,
                                 GError **error)
{
    return sqlite_tokens_list(database_of(store), strings, out_malformed, error);
}

static bool store_put_tokens(HistoryStore *store, const GArray *tokens, GError **error)
{
    return sqlite_tokens_put(database_of(store), tokens, error);
}

static bool store_remove_token(HistoryStore *store, const char *digest, GError **error)
{
    return sqlite_tokens_remove(database_of(store), digest, error);
}

static bool store_verify(HistoryStore *store, GPtrArray *faults, GError **error)
{
    return sqlite_verify(database_of(store), faults, error);
}

static const HistoryStoreClass CLASS = {
    .close = store_close,
    .set_patience = store_set_patience,
    .is_read_only = store_is_read_only,
    .find_place = store_find_place,
    .list_agendas = store_list_agendas,
    .list_streams = store_list_streams,
    .list = store_list,
    .find = store_find,
    .read = store_read,
    .read_events = store_read_events,
    .read_gone = store_read_gone,
    .read_changes = store_read_changes,
    .has_news = store_has_news,
    .append_all = store_append_all,
    .list_files = store_list_files,
    .put_file = store_put_file,
    .find_source = store_find_source,
    .put_source = store_put_source,
    .transact = store_transact,
    .rewrite = store_rewrite,
    .add_withdrawal = store_add_withdrawal,
    .list_withdrawals = store_list_withdrawals,
    .clear = store_clear,
    .list_tokens = store_list_tokens,
    .put_tokens = store_put_tokens,
    .remove_token = store_remove_token,
    .verify = store_verify,
};

HistoryStore *sqlite_store_open(const char *path, HistoryAccess access, GError **error)
{
    g_autoptr(SqliteDatabase) database =
        sqlite_database_open(path, &SQLITE_KIND_HISTORY, access, error);

    if (database == NULL || !sqlite_schema_prepare(database, access, error)) {
        return NULL;
    }
    /* What a killed program left to be cleared; if that fails, it is tried again next time. */
    if (access != HISTORY_COPY && !database->is_read_only) {
        sqlite_withdrawal_clear(database, NULL);
    }
    SqliteStore *store = g_new0(SqliteStore, 1);
    store->base.class = &CLASS;
    /* A copy or a history opened for reading may be writable to SQLite, but nothing is published
     * there. */
    store->is_read_only = access != HISTORY_WRITE || database->is_read_only;
    store->database = g_steal_pointer(&database);
    if (!read_version(store, &store->version, error)) {
        store_close(&store->base);
        return NULL;
    }
    return &store->base;
}
