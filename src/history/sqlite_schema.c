#include "history/sqlite_schema.h"

#include "history/sqlite_statement.h"

/* "cnfd": marks a file as ours (https://sqlite.org/fileformat2.html, application ID). */
#define APPLICATION_ID "1668179556"

#define SET_LOG_APART "PRAGMA journal_mode = WAL"
#define RETRY_MICROSECONDS 5000

/* Texts of any length are in tables with rows of their own; the others are kept within their key,
 * in whose order they are read. Only what follows `last` in a record is long, so that those not in
 * force are passed over without it. */
static const char FIRST_SCHEMA[] =
    "CREATE TABLE revision("
    " agenda TEXT NOT NULL CHECK (agenda <> ''),"
    " number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295),"
    " stamp INTEGER NOT NULL,"
    " keep INTEGER NOT NULL,"
    " by TEXT NOT NULL,"
    " why TEXT,"
    " digest TEXT NOT NULL,"
    " PRIMARY KEY (agenda, number)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX revision_by_stamp ON revision(agenda, stamp);"

    "CREATE TABLE record("
    " agenda TEXT NOT NULL,"
    " kind TEXT NOT NULL CHECK (kind <> ''),"
    " id TEXT NOT NULL,"
    " first INTEGER NOT NULL,"
    " last INTEGER CHECK (first < last),"
    " place TEXT NOT NULL,"
    " text TEXT NOT NULL,"
    " PRIMARY KEY (agenda, kind, id, first),"
    " FOREIGN KEY (agenda, first) REFERENCES revision(agenda, number),"
    " FOREIGN KEY (agenda, last) REFERENCES revision(agenda, number)"
    ") STRICT;"
    "CREATE UNIQUE INDEX record_in_force ON record(agenda, kind, id) WHERE last IS NULL;"

    "CREATE TABLE event("
    " agenda TEXT NOT NULL,"
    " key TEXT NOT NULL CHECK (key <> ''),"
    " first INTEGER NOT NULL,"
    " last INTEGER CHECK (first < last),"
    " created INTEGER NOT NULL,"
    " changed INTEGER NOT NULL,"
    " sequence INTEGER NOT NULL CHECK (sequence BETWEEN 0 AND 4294967295),"
    " PRIMARY KEY (agenda, key, first),"
    " FOREIGN KEY (agenda, first) REFERENCES revision(agenda, number),"
    " FOREIGN KEY (agenda, last) REFERENCES revision(agenda, number)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX event_in_force ON event(agenda, key) WHERE last IS NULL;"

    "CREATE TABLE departure("
    " agenda TEXT NOT NULL,"
    " key TEXT NOT NULL CHECK (key <> ''),"
    " version INTEGER NOT NULL CHECK (version < first),"
    " first INTEGER NOT NULL,"
    " last INTEGER CHECK (first < last),"
    " created INTEGER NOT NULL,"
    " changed INTEGER NOT NULL,"
    " sequence INTEGER NOT NULL CHECK (sequence BETWEEN 0 AND 4294967295),"
    " PRIMARY KEY (agenda, key, version, first),"
    " FOREIGN KEY (agenda, version) REFERENCES revision(agenda, number),"
    " FOREIGN KEY (agenda, first) REFERENCES revision(agenda, number),"
    " FOREIGN KEY (agenda, last) REFERENCES revision(agenda, number)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX departure_in_force ON departure(agenda, key, version)"
    " WHERE last IS NULL;"

    "CREATE TABLE feed("
    " agenda TEXT NOT NULL,"
    " path TEXT NOT NULL CHECK (path <> ''),"
    " first INTEGER NOT NULL,"
    " last INTEGER CHECK (first < last),"
    " changed INTEGER NOT NULL,"
    " kind TEXT,"
    " name TEXT,"
    " description TEXT,"
    " PRIMARY KEY (agenda, path, first),"
    " FOREIGN KEY (agenda, first) REFERENCES revision(agenda, number),"
    " FOREIGN KEY (agenda, last) REFERENCES revision(agenda, number)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX feed_in_force ON feed(agenda, path) WHERE last IS NULL;"

    "CREATE TABLE change("
    " agenda TEXT NOT NULL,"
    " number INTEGER NOT NULL,"
    " path TEXT NOT NULL CHECK (path <> ''),"
    " words TEXT NOT NULL,"
    " json TEXT NOT NULL,"
    " PRIMARY KEY (agenda, number, path),"
    " FOREIGN KEY (agenda, number) REFERENCES revision(agenda, number)"
    ") STRICT;"

    "PRAGMA application_id = " APPLICATION_ID ";";

static const char TOKENS[] = "CREATE TABLE token("
                             " digest TEXT NOT NULL PRIMARY KEY CHECK (digest <> ''),"
                             " agenda TEXT NOT NULL,"
                             " agency TEXT NOT NULL,"
                             " made INTEGER NOT NULL,"
                             " ends INTEGER NOT NULL,"
                             " successor TEXT,"
                             " lock TEXT NOT NULL"
                             ") STRICT, WITHOUT ROWID;";

/* What makes a schema of the one before: the first of an empty file. Never changed once released:
 * a new schema is a new line. */
static const char *const MIGRATIONS[] = {
    FIRST_SCHEMA,
    TOKENS,
};

/* --- what is there ----------------------------------------------------------------------- */

typedef struct Identity {
    bool is_ours;
    bool is_empty; /* a new file, or one whose making was cut short */
    gint64 schema;
} Identity;

/* By one statement, so that what another program makes of an empty file meanwhile is seen wholly or
 * not at all: reading the tables opens the transaction that all of it is read in. */
static bool read_identity(SqliteDatabase *database, Identity *out_identity, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "SELECT application_id = " APPLICATION_ID ", user_version,"
                                       " application_id = 0 AND user_version = 0"
                                       " AND NOT EXISTS (SELECT 1 FROM sqlite_schema)"
                                       " FROM pragma_application_id, pragma_user_version");
    Identity identity = { 0 };

    while (sqlite_statement_next(statement)) {
        identity.is_ours = sqlite_statement_number(statement, 0) != 0;
        identity.schema = sqlite_statement_number(statement, 1);
        identity.is_empty = sqlite_statement_number(statement, 2) != 0;
    }
    if (!sqlite_statement_end(statement, error)) {
        return false;
    }
    *out_identity = identity;
    return true;
}

static bool set_unusable(const SqliteDatabase *database, const char *what, GError **error)
{
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE, "%s: %s", database->path, what);
    return false;
}

static bool check_identity(const SqliteDatabase *database, const Identity *identity,
                           HistoryAccess access, GError **error)
{
    gint64 known = G_N_ELEMENTS(MIGRATIONS);

    if (identity->is_empty) {
        return (access == HISTORY_WRITE && !database->is_read_only) ||
               set_unusable(database, "there is no history in it", error);
    }
    if (!identity->is_ours) {
        return set_unusable(
            database, "another program's database, not a history of confeed: choose another file",
            error);
    }
    if (identity->schema > known) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: made by a newer version of confeed (schema %" G_GINT64_FORMAT
                    ", this one knows %" G_GINT64_FORMAT "): use that version",
                    database->path, identity->schema, known);
        return false;
    }
    if (identity->schema < 1) {
        return set_unusable(database, "the history is damaged (no schema): restore a copy of it",
                            error);
    }
    if (identity->schema < known && database->is_read_only) {
        return set_unusable(database,
                            "made by an older version of confeed, and it cannot be written: open "
                            "it once as somebody who can",
                            error);
    }
    return true;
}

/* --- migrating --------------------------------------------------------------------------- */

/* Goes on by one schema, unless another program has done so meanwhile. */
static bool migrate(SqliteDatabase *database, gconstpointer data, GError **error)
{
    const gsize *from = data;
    gint64 schema;

    if (!sqlite_database_ask(database, "PRAGMA user_version", &schema, error)) {
        return false;
    }
    if (schema != (gint64)*from) {
        return true;
    }
    g_autofree char *done = g_strdup_printf("PRAGMA user_version = %" G_GSIZE_FORMAT, *from + 1);
    return sqlite_database_run(database, MIGRATIONS[*from], error) &&
           sqlite_database_run(database, done, error);
}

/* With a log apart, readers and the one who writes do not wait for each other. Where the file
 * system has no shared memory it stays as it was, which is as safe. SQLite does not wait by itself
 * for others who do the same to a new file. */
static bool set_log_apart(SqliteDatabase *database, GError **error)
{
    gint64 deadline = g_get_monotonic_time() + database->patience * G_TIME_SPAN_MILLISECOND;
    int code = sqlite3_exec(database->handle, SET_LOG_APART, NULL, NULL, NULL);

    while ((code & 0xff) == SQLITE_BUSY && g_get_monotonic_time() < deadline) {
        g_usleep(RETRY_MICROSECONDS);
        code = sqlite3_exec(database->handle, SET_LOG_APART, NULL, NULL, NULL);
    }
    return code == SQLITE_OK || sqlite_database_fail(database, code, error);
}

bool sqlite_schema_prepare(SqliteDatabase *database, HistoryAccess access, GError **error)
{
    Identity identity;

    if (!read_identity(database, &identity, error) ||
        !check_identity(database, &identity, access, error)) {
        return false;
    }
    for (gsize from = (gsize)identity.schema; from < G_N_ELEMENTS(MIGRATIONS); from++) {
        if (!sqlite_database_transact(database, migrate, &from, error)) {
            return false;
        }
    }
    return database->is_read_only || set_log_apart(database, error);
}
