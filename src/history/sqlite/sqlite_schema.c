#include "history/sqlite/sqlite_schema.h"

#include <string.h>

#include "history/sqlite/sqlite_statement.h"

/* "cnfd": marks a file as ours (https://sqlite.org/fileformat2.html, application ID). */
#define APPLICATION_ID "1668179556"

#define SET_JOURNAL "PRAGMA journal_mode = DELETE"

/* Tables with texts of any length have rowids. The others store their rows within the primary key,
 * in whose order they are read. In a record only the columns after `last` are long, so SQLite skips
 * records that are not in force without reading those. */
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

static const char FEED_SUBJECTS[] = "ALTER TABLE feed ADD COLUMN subject TEXT;";

static const char FILES[] = "ALTER TABLE revision ADD COLUMN rules TEXT;"
                            "ALTER TABLE revision ADD COLUMN clock INTEGER NOT NULL DEFAULT -1;"
                            "ALTER TABLE revision ADD COLUMN least INTEGER NOT NULL DEFAULT 0"
                            " CHECK (least BETWEEN 0 AND 4294967295);"
                            "CREATE TABLE file("
                            " agenda TEXT NOT NULL CHECK (agenda <> ''),"
                            " path TEXT NOT NULL,"
                            " digest TEXT NOT NULL,"
                            " PRIMARY KEY (agenda, path)"
                            ") STRICT, WITHOUT ROWID;";

static const char WITHDRAWALS[] =
    "CREATE TABLE withdrawal("
    " agenda TEXT NOT NULL,"
    " number INTEGER NOT NULL,"
    " since INTEGER NOT NULL CHECK (since <= number),"
    " kind TEXT NOT NULL CHECK (kind <> ''),"
    " id TEXT NOT NULL,"
    " cleared INTEGER NOT NULL,"
    " PRIMARY KEY (agenda, number),"
    " FOREIGN KEY (agenda, number) REFERENCES revision(agenda, number),"
    " FOREIGN KEY (agenda, since) REFERENCES revision(agenda, number)"
    ") STRICT, WITHOUT ROWID;";

static const char MEMBERSHIPS[] =
    "ALTER TABLE revision ADD COLUMN membership INTEGER NOT NULL DEFAULT 0"
    " CHECK (membership BETWEEN 0 AND 1);";

static const char SOURCES[] = "CREATE TABLE source("
                              " agenda TEXT NOT NULL PRIMARY KEY CHECK (agenda <> ''),"
                              " checked INTEGER NOT NULL,"
                              " changed INTEGER NOT NULL,"
                              " fault TEXT"
                              ") STRICT, WITHOUT ROWID;";

/* Each migration makes a schema from the one before it; the first starts from an empty file. Never
 * change one that was released: a new schema is a new line. */
static const char *const MIGRATIONS[] = {
    FIRST_SCHEMA, TOKENS, FEED_SUBJECTS, FILES, WITHDRAWALS, MEMBERSHIPS, SOURCES,
};

/* --- what is there ----------------------------------------------------------------------- */

typedef struct Identity {
    bool is_ours;
    bool is_empty; /* a new file, or one whose making was cut short */
    gint64 schema;
} Identity;

/* In one statement, so that what another program does meanwhile to an empty file is seen wholly or
 * not at all: reading sqlite_schema opens a transaction, and all is read within it. */
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

/* --- what it should be ------------------------------------------------------------------- */

/* Everything in the schema of a database, as "table record: CREATE TABLE …"; NULL if that cannot be
 * read. */
static GPtrArray *list_tables(SqliteDatabase *database, GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database, "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name");
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(g_free);

    while (sqlite_statement_next(statement)) {
        g_ptr_array_add(tables, g_strdup_printf("%s %s: %s", sqlite_statement_text(statement, 0),
                                                sqlite_statement_text(statement, 1),
                                                sqlite_statement_text(statement, 2)));
    }
    return sqlite_statement_end(statement, error) ? g_steal_pointer(&tables) : NULL;
}

/* What list_tables returns for a new file after the first `schema` migrations. */
static GPtrArray *list_expected_tables(gint64 schema, GError **error)
{
    g_autoptr(SqliteDatabase) empty = sqlite_database_new_empty(&SQLITE_KIND_HISTORY);

    for (gsize i = 0; i < G_N_ELEMENTS(MIGRATIONS) && (gint64)i < schema; i++) {
        if (!sqlite_database_run(empty, MIGRATIONS[i], error)) {
            return NULL;
        }
    }
    return list_tables(empty, error);
}

/* The first item of a list that is not in another; or NULL. */
static const char *find_other(const GPtrArray *tables, GPtrArray *others)
{
    for (guint i = 0; i < tables->len; i++) {
        if (!g_ptr_array_find_with_equal_func(others, tables->pdata[i], g_str_equal, NULL)) {
            return tables->pdata[i];
        }
    }
    return NULL;
}

/* Compares the whole schema, to the letter. An unknown trigger, view or index could do anything; a
 * table with other columns or conditions would be read wrongly. */
static bool check_tables(SqliteDatabase *database, gint64 schema, GError **error)
{
    g_autoptr(GPtrArray) expected = list_expected_tables(schema, error);
    g_autoptr(GPtrArray) tables = expected != NULL ? list_tables(database, error) : NULL;

    if (tables == NULL) {
        return false;
    }
    const char *foreign = find_other(tables, expected);
    const char *missing = find_other(expected, tables);
    if (foreign == NULL && missing == NULL) {
        return true;
    }
    const char *name = foreign != NULL ? foreign : missing;
    g_autofree char *words =
        g_strdup_printf("the %.*s %s", (int)strcspn(name, ":"), name,
                        foreign != NULL ? "is not one of a history" : "is missing");
    return sqlite_database_set_damaged(database, words, error);
}

/* --- migrating --------------------------------------------------------------------------- */

/* Migrates by one schema, unless another program has done so meanwhile. */
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

/* Older programs kept a write-ahead log, which must not be left behind when another file is moved
 * over this one. While such a program has the file open, it is busy, and the log stays. We never
 * checkpoint it then (see set_up in sqlite_database.c): older versions of SQLite cannot do that
 * safely while another connection writes. */
static bool set_journal(SqliteDatabase *database, GError **error)
{
    g_autoptr(GError) failure = NULL;

    if (!sqlite_database_run(database, SET_JOURNAL, &failure) &&
        !g_error_matches(failure, HISTORY_ERROR, HISTORY_ERROR_BUSY)) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    return true;
}

/* What is there, and whether it is as it should be, at one moment: another program may make or
 * migrate the file meanwhile. */
static bool look(SqliteDatabase *database, HistoryAccess access, Identity *out_identity,
                 GError **error)
{
    if (!sqlite_database_run(database, "BEGIN", error)) {
        return false;
    }
    bool is_right = read_identity(database, out_identity, error) &&
                    check_identity(database, out_identity, access, error) &&
                    check_tables(database, out_identity->schema, error);
    sqlite_database_run(database, "ROLLBACK", NULL);
    return is_right;
}

bool sqlite_schema_prepare(SqliteDatabase *database, HistoryAccess access, GError **error)
{
    Identity identity;

    if (!look(database, access, &identity, error)) {
        return false;
    }
    /* Each step is one transaction: if this is killed in between, the next opening goes on. */
    for (gsize from = (gsize)identity.schema; from < G_N_ELEMENTS(MIGRATIONS); from++) {
        if (!sqlite_database_transact(database, migrate, &from, error)) {
            return false;
        }
    }
    return database->is_read_only || set_journal(database, error);
}
