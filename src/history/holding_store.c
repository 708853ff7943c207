#include "history/holding_store.h"

#include "history/sqlite/sqlite_statement.h"

#define SUFFIX ".subscribers"

/* "cnfs": marks a file as a list of subscribers. */
#define APPLICATION_ID "1668179571"

/* Little patience: the main thread writes it, and everything else waits meanwhile. */
static const SqliteKind KIND = {
    .name = "list of subscribers",
    .remedy = "remove it, and a new one is made",
    .patience = 100,
};

/* 1 for a list of subscribers, 0 for an empty file, in which one is still to be made, -1 for
 * anything else. */
static const char IDENTITY[] =
    "SELECT CASE WHEN application_id = " APPLICATION_ID " AND user_version = 1 THEN 1"
    " WHEN application_id = 0 AND user_version = 0 AND NOT EXISTS (SELECT 1 FROM sqlite_schema)"
    " THEN 0 ELSE -1 END FROM pragma_application_id, pragma_user_version";

static const char SCHEMA[] = "CREATE TABLE holding("
                             " path TEXT NOT NULL,"
                             " family TEXT NOT NULL,"
                             " number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295),"
                             " at INTEGER NOT NULL,"
                             " PRIMARY KEY (path, family)"
                             ") STRICT, WITHOUT ROWID;"
                             "PRAGMA application_id = " APPLICATION_ID "; PRAGMA user_version = 1;";

struct HoldingStore {
    SqliteDatabase *database;
};

char *holding_store_path_dup(const char *history_path)
{
    return g_strconcat(history_path, SUFFIX, NULL);
}

/* --- opening ----------------------------------------------------------------------------- */

/* Asks again, now within the transaction: another program may have made the tables meanwhile. */
static bool make_tables(SqliteDatabase *database, G_GNUC_UNUSED gconstpointer data, GError **error)
{
    gint64 identity;

    return sqlite_database_ask(database, IDENTITY, &identity, error) &&
           (identity != 0 || sqlite_database_run(database, SCHEMA, error));
}

static bool prepare(SqliteDatabase *database, HistoryAccess access, GError **error)
{
    gint64 identity;

    if (!sqlite_database_ask(database, IDENTITY, &identity, error)) {
        return false;
    }
    if (identity < 0 || (identity == 0 && access == HISTORY_READ)) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: not a list of subscribers of this version of confeed: choose another file",
                    database->path);
        return false;
    }
    return identity > 0 || sqlite_database_transact(database, make_tables, NULL, error);
}

HoldingStore *holding_store_open(const char *path, HistoryAccess access, GError **error)
{
    g_autoptr(SqliteDatabase) database = sqlite_database_open(path, &KIND, access, error);

    if (database == NULL || !prepare(database, access, error)) {
        return NULL;
    }
    HoldingStore *store = g_new0(HoldingStore, 1);
    store->database = g_steal_pointer(&database);
    return store;
}

void holding_store_close(HoldingStore *store)
{
    if (store != NULL) {
        sqlite_database_close(store->database);
        g_free(store);
    }
}

/* --- reading and writing ----------------------------------------------------------------- */

Holdings *holding_store_read(HoldingStore *store, GError **error)
{
    g_autoptr(Holdings) holdings = holdings_new();
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(store->database, "SELECT path, family, number, at FROM holding");

    while (sqlite_statement_next(statement)) {
        /* A newer program may know more families. */
        ClientFamily family;
        if (client_family_parse(sqlite_statement_text(statement, 1), &family)) {
            Holding holding = { .number = sqlite_statement_count(statement, 2),
                                .at = sqlite_statement_stamp(statement, 3) };
            holdings_set(holdings, sqlite_statement_text(statement, 0), family, holding);
        }
    }
    return sqlite_statement_end(statement, error) ? g_steal_pointer(&holdings) : NULL;
}

static bool write_calendar(SqliteStatement *statement, const char *path,
                           const CalendarHoldings *of_calendar, GError **error)
{
    for (ClientFamily family = 0; family < N_CLIENT_FAMILIES; family++) {
        const Holding *holding = &of_calendar->of[family];
        if (holding->number == 0) {
            continue;
        }
        sqlite_statement_bind_text(statement, 1, path);
        sqlite_statement_bind_text(statement, 2, client_family_word(family));
        sqlite_statement_bind_number(statement, 3, holding->number);
        sqlite_statement_bind_number(statement, 4, holding->at);
        if (!sqlite_statement_run(statement, error)) {
            return false;
        }
    }
    return true;
}

/* What is there and later stays: another program may have written it. */
static bool write_all(SqliteDatabase *database, gconstpointer data, GError **error)
{
    const Holdings *holdings = data;
    g_autoptr(GPtrArray) paths = holdings_list(holdings);
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database, "INSERT INTO holding(path, family, number, at) VALUES (?1, ?2, ?3, ?4)"
                  " ON CONFLICT DO UPDATE SET number = excluded.number, at = excluded.at"
                  " WHERE excluded.at >= at");

    for (guint i = 0; i < paths->len; i++) {
        if (!write_calendar(statement, paths->pdata[i], holdings_find(holdings, paths->pdata[i]),
                            error)) {
            return false;
        }
    }
    return true;
}

bool holding_store_write(HoldingStore *store, const Holdings *holdings, GError **error)
{
    return sqlite_database_transact(store->database, write_all, holdings, error);
}
