#include "history/sqlite_database.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history/sqlite_statement.h"

const SqliteKind SQLITE_KIND_HISTORY = {
    .name = "history",
    .remedy = "restore a copy of it; \"confeed history --verify\" tells more",
    .patience = 5000,
};

/* --- failures ---------------------------------------------------------------------------- */

/* The errno behind a result code; 0 if there is none. */
static int find_errno(const SqliteDatabase *database, int code)
{
    bool is_of_system = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;

    return is_of_system && database->handle != NULL ? sqlite3_system_errno(database->handle) : 0;
}

char *sqlite_database_dup_words(const SqliteDatabase *database, int code)
{
    int system = find_errno(database, code);
    bool is_last = database->handle != NULL && sqlite3_extended_errcode(database->handle) == code;
    /* Names out of a damaged file are octets of any kind. */
    g_autofree char *words =
        g_utf8_make_valid(is_last ? sqlite3_errmsg(database->handle) : sqlite3_errstr(code), -1);

    return system != 0 ? g_strdup_printf("%s (%s)", words, g_strerror(system))
                       : g_steal_pointer(&words);
}

static void set_damaged(const SqliteDatabase *database, const char *words, GError **error)
{
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE, "%s: the %s is damaged (%s): %s",
                database->path, database->kind->name, words, database->kind->remedy);
}

/* Who hardly waited is to be told no more than why. */
static void set_busy(const SqliteDatabase *database, GError **error)
{
    if (database->patience < 1000) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED, "%s: another program holds it",
                    database->path);
    } else {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED,
                    "%s: another program holds it, and did not let go of it in %g seconds: try "
                    "again",
                    database->path, database->patience / 1000.0);
    }
}

bool sqlite_database_fail(const SqliteDatabase *database, int code, GError **error)
{
    g_autofree char *words = sqlite_database_dup_words(database, code);
    bool is_full = find_errno(database, code) == ENOSPC;

    switch (is_full ? SQLITE_FULL : code & 0xff) {
    case SQLITE_NOTADB:
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: not a %s of confeed: choose another file, or restore a copy",
                    database->path, database->kind->name);
        break;
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: /* our statements are right: tables or columns are not as we made them */
        set_damaged(database, words, error);
        break;
    case SQLITE_READONLY:
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_READ_ONLY, "%s: cannot be written: %s",
                    database->path, words);
        break;
    case SQLITE_BUSY:
        set_busy(database, error);
        break;
    case SQLITE_FULL:
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED, "%s: no space left on the disk",
                    database->path);
        break;
    default:
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED, "%s: %s", database->path, words);
    }
    return false;
}

/* --- connecting -------------------------------------------------------------------------- */

static SqliteLook look_at(const char *path)
{
    static const char *const LOGS[] = { "-wal", "-journal" };
    SqliteLook look = { 0 };
    struct stat status;

    for (gsize i = 0; i < G_N_ELEMENTS(LOGS); i++) {
        g_autofree char *log = g_strconcat(path, LOGS[i], NULL);
        look.log_size += stat(log, &status) == 0 ? status.st_size : 0;
    }
    if (stat(path, &status) == 0) {
        look.inode = status.st_ino;
        look.size = status.st_size;
        look.changed = (gint64)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
    }
    return look;
}

static bool is_same_look(const SqliteLook *a, const SqliteLook *b)
{
    return a->inode == b->inode && a->size == b->size && a->changed == b->changed &&
           a->log_size == b->log_size;
}

/* What is asked of each connection. A file may come from anywhere: nothing in its schema is
 * trusted, and damage is looked for early. */
static int set_up(sqlite3 *handle, int patience)
{
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, patience);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return sqlite3_exec(handle,
                        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;",
                        NULL, NULL, NULL);
}

/* Replaces the handle; also a failed one, which tells why it failed. */
static int connect_to(SqliteDatabase *database, const char *name, int flags)
{
    sqlite3_close(database->handle);
    database->handle = NULL;
    database->look = look_at(database->path);
    int code = sqlite3_open_v2(name, &database->handle, flags, NULL);
    if (code != SQLITE_OK) {
        return database->handle != NULL ? sqlite3_extended_errcode(database->handle) : code;
    }
    code = set_up(database->handle, database->patience);
    if (code != SQLITE_OK) {
        return code;
    }
    /* Reads the first page, and with it whatever is in the log. */
    code = sqlite3_exec(database->handle, "PRAGMA application_id", NULL, NULL, NULL);
    database->is_read_only = sqlite3_db_readonly(database->handle, "main") == 1;
    return code;
}

/* As a file that nobody changes: only right while nothing is in its log. */
static int connect_to_unchanging(SqliteDatabase *database, const char *absolute)
{
    g_autofree char *uri = g_filename_to_uri(absolute, NULL, NULL);
    g_autofree char *name = g_strconcat(uri, "?immutable=1", NULL);

    database->is_unchanging = true;
    return connect_to(database, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

/* That the log, or the index of it, may not be made. */
static bool is_for_lack_of_rights(int code)
{
    return (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
}

/* That they cannot be made on this disk, as it is now. */
static bool is_for_lack_of_room(const SqliteDatabase *database, int code)
{
    int system = find_errno(database, code);

    return code == SQLITE_IOERR_SHMOPEN || code == SQLITE_IOERR_SHMSIZE ||
           code == SQLITE_IOERR_SHMMAP || system == ENOSPC || system == EDQUOT;
}

/* A history that is only to be read is opened for writing all the same, if that is possible:
 * somebody must be able to put the log into place. */
static bool connect_as_possible(SqliteDatabase *database, GError **error)
{
    /* Absolute, since to SQLite some names are no files. */
    g_autofree char *absolute = g_canonicalize_filename(database->path, NULL);
    int code = connect_to(database, absolute, SQLITE_OPEN_READWRITE);
    bool has_log = look_at(database->path).log_size > 0;

    if (is_for_lack_of_room(database, code) && !has_log) {
        sqlite_database_fail(database, code, &database->lack);
        code = connect_to_unchanging(database, absolute);
    } else if (is_for_lack_of_rights(code)) {
        if (has_log) {
            g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED,
                        "%s: what was published last is in a log beside it, and its folder cannot "
                        "be written: open it once as somebody who can",
                        database->path);
            return false;
        }
        code = connect_to_unchanging(database, absolute);
    }
    return code == SQLITE_OK || sqlite_database_fail(database, code, error);
}

/* An empty file: SQLite would not say why it cannot. */
static bool make_file(const char *path, GError **error)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

    if (file < 0) {
        bool is_forbidden = errno == EACCES || errno == EPERM || errno == EROFS;
        g_set_error(error, HISTORY_ERROR,
                    is_forbidden ? HISTORY_ERROR_READ_ONLY : HISTORY_ERROR_FAILED,
                    "%s: cannot be made: %s", path, g_strerror(errno));
        return false;
    }
    close(file);
    return true;
}

/* Sees to it that there is a file. What is no file is refused: a pipe would be waited for. */
static bool find_file(const char *path, const SqliteKind *kind, HistoryAccess access,
                      GError **error)
{
    struct stat status;

    if (stat(path, &status) != 0) {
        if (access == HISTORY_WRITE) {
            return make_file(path, error);
        }
        bool is_missing = errno == ENOENT || errno == ENOTDIR;
        g_set_error(error, HISTORY_ERROR,
                    is_missing ? HISTORY_ERROR_UNUSABLE : HISTORY_ERROR_FAILED, "%s: %s%s", path,
                    is_missing ? "there is no " : "", is_missing ? kind->name : g_strerror(errno));
        return false;
    }
    if (!S_ISREG(status.st_mode)) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: not a file: choose another name", path);
        return false;
    }
    return true;
}

SqliteDatabase *sqlite_database_open(const char *path, const SqliteKind *kind, HistoryAccess access,
                                     GError **error)
{
    if (!find_file(path, kind, access, error)) {
        return NULL;
    }
    g_autoptr(SqliteDatabase) database = g_new0(SqliteDatabase, 1);
    database->kind = kind;
    database->path = g_strdup(path);
    database->patience = kind->patience;
    return connect_as_possible(database, error) ? g_steal_pointer(&database) : NULL;
}

void sqlite_database_close(SqliteDatabase *database)
{
    if (database == NULL) {
        return;
    }
    int code = sqlite3_close(database->handle);
    g_assert(code == SQLITE_OK);
    g_clear_error(&database->lack);
    g_free(database->path);
    g_free(database);
}

void sqlite_database_set_patience(SqliteDatabase *database, int patience)
{
    database->patience = patience;
    sqlite3_busy_timeout(database->handle, patience);
}

/* Puts a new connection into the place of another. */
static void swap(SqliteDatabase *a, SqliteDatabase *b)
{
    SqliteDatabase kept = *a;

    sqlite_database_set_patience(b, kept.patience);
    *a = *b;
    *b = kept;
}

bool sqlite_database_renew(SqliteDatabase *database)
{
    SqliteLook look = look_at(database->path);

    if (!database->is_unchanging || is_same_look(&look, &database->look)) {
        return false;
    }
    g_autoptr(SqliteDatabase) fresh =
        sqlite_database_open(database->path, database->kind, HISTORY_READ, NULL);
    if (fresh == NULL) {
        return false;
    }
    swap(database, fresh);
    return true;
}

bool sqlite_database_find_room(SqliteDatabase *database, GError **error)
{
    if (database->lack == NULL) {
        return true;
    }
    g_autoptr(SqliteDatabase) fresh =
        sqlite_database_open(database->path, database->kind, HISTORY_WRITE, error);
    if (fresh == NULL) {
        return false;
    }
    swap(database, fresh);
    if (database->lack != NULL) {
        g_propagate_error(error, g_error_copy(database->lack));
        return false;
    }
    return true;
}

/* --- statements without rows ------------------------------------------------------------- */

bool sqlite_database_run(SqliteDatabase *database, const char *sql, GError **error)
{
    int code = sqlite3_exec(database->handle, sql, NULL, NULL, NULL);

    return code == SQLITE_OK || sqlite_database_fail(database, code, error);
}

bool sqlite_database_ask(SqliteDatabase *database, const char *sql, gint64 *out_number,
                         GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(database, sql);
    gint64 number = 0;

    while (sqlite_statement_next(statement)) {
        number = sqlite_statement_number(statement, 0);
    }
    if (!sqlite_statement_end(statement, error)) {
        return false;
    }
    *out_number = number;
    return true;
}

bool sqlite_database_transact(SqliteDatabase *database, SqliteWork work, gconstpointer data,
                              GError **error)
{
    if (!sqlite_database_run(database, "BEGIN IMMEDIATE", error)) {
        return false;
    }
    if (work(database, data, error) && sqlite_database_run(database, "COMMIT", error)) {
        return true;
    }
    /* After some failures SQLite has rolled back by itself. */
    if (!sqlite3_get_autocommit(database->handle)) {
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    }
    return false;
}
