#include "history/sqlite/sqlite_database.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history/sqlite/sqlite_statement.h"

/* A step is an instruction of SQLite's machine; it is looked at so many at once. A sound file needs
 * some hundred for each of its rows, and a row takes some ten octets: here is room for ten times
 * that. What turns in circles ends. */
#define STEPS_AT_ONCE 10000
#define STEPS_AT_LEAST 50000000
#define STEPS_PER_OCTET 100

/* The largest text, or row, that is read or written: an agenda file in JSON, with room. */
#define TEXT_OCTETS_MAX (128 * 1024 * 1024)

/* How much of a database is copied at once, and how long others then have their turn. */
#define COPY_PAGES 4096
#define COPY_PAUSE 2 /* milliseconds */

const SqliteKind SQLITE_KIND_HISTORY = {
    .name = "history",
    .remedy = "restore a copy of it; \"confeed history --verify\" says more",
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

bool sqlite_database_set_damaged(const SqliteDatabase *database, const char *words, GError **error)
{
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE, "%s: the %s is damaged (%s): %s",
                database->path, database->kind->name, words, database->kind->remedy);
    return false;
}

/* Who hardly waited is to be told no more than why. */
static void set_busy(const SqliteDatabase *database, GError **error)
{
    if (database->patience < 1000) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_BUSY, "%s: another program holds it",
                    database->path);
    } else {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_BUSY,
                    "%s: another program holds it, and did not let go of it in %g seconds: try "
                    "again",
                    database->path, database->patience / 1000.0);
    }
}

bool sqlite_database_fail(const SqliteDatabase *database, int code, GError **error)
{
    g_autofree char *words = sqlite_database_dup_words(database, code);
    bool is_full = find_errno(database, code) == ENOSPC || find_errno(database, code) == EDQUOT;

    switch (is_full ? SQLITE_FULL : code & 0xff) {
    case SQLITE_NOTADB:
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: not a %s of confeed: choose another file, or restore a copy",
                    database->path, database->kind->name);
        break;
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: /* our statements are right: tables or columns are not as we made them */
        sqlite_database_set_damaged(database, words, error);
        break;
    case SQLITE_RANGE: /* see sqlite_statement_stamp */
        sqlite_database_set_damaged(database, "a number or a time in it can be none", error);
        break;
    case SQLITE_INTERRUPT: /* see take_steps */
    case SQLITE_TOOBIG:
        sqlite_database_set_damaged(database, "it holds more than a file of its size can", error);
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

/* --- bounds ------------------------------------------------------------------------------ */

static int take_steps(gpointer data)
{
    SqliteDatabase *database = data;

    database->steps_left -= MIN(database->steps_left, STEPS_AT_ONCE);
    return database->steps_left == 0;
}

void sqlite_database_begin_steps(SqliteDatabase *database)
{
    database->steps_left = STEPS_AT_LEAST + STEPS_PER_OCTET * (guint64)database->octets;
}

guint64 sqlite_database_most_octets(const SqliteDatabase *database)
{
    return TEXT_OCTETS_MAX + 2 * (guint64)database->octets;
}

static void set_limits(sqlite3 *handle)
{
    static const struct {
        int limit;
        int value;
    } LIMITS[] = {
        { SQLITE_LIMIT_LENGTH, TEXT_OCTETS_MAX },
        { SQLITE_LIMIT_SQL_LENGTH, 100000 },
        { SQLITE_LIMIT_COLUMN, 100 },
        { SQLITE_LIMIT_EXPR_DEPTH, 100 },
        { SQLITE_LIMIT_COMPOUND_SELECT, 10 },
        { SQLITE_LIMIT_VDBE_OP, 100000 },
        { SQLITE_LIMIT_FUNCTION_ARG, 20 },
        { SQLITE_LIMIT_ATTACHED, 0 },
        { SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
        { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
        { SQLITE_LIMIT_WORKER_THREADS, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(LIMITS); i++) {
        sqlite3_limit(handle, LIMITS[i].limit, LIMITS[i].value);
    }
}

/* What is asked of each connection. A log that an older program has left is brought home only by
 * who closes it last, alone: see sqlite_schema.c. */
static int set_up(SqliteDatabase *database)
{
    sqlite3 *handle = database->handle;

    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, database->patience);
    set_limits(handle);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_progress_handler(handle, STEPS_AT_ONCE, take_steps, database);
    sqlite_database_begin_steps(database);
    return sqlite3_exec(handle,
                        "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
                        "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;",
                        NULL, NULL, NULL);
}

void sqlite_database_set_patience(SqliteDatabase *database, int patience)
{
    database->patience = patience;
    sqlite3_busy_timeout(database->handle, patience);
}

/* --- where it is ------------------------------------------------------------------------- */

/* The place is told by its name, so that nobody else's locks on the file are given up: on POSIX
 * systems that is what closing any descriptor of it does. */
HistoryPlace sqlite_database_find_place(const SqliteDatabase *database)
{
    struct stat status;
    int has_moved = 0;

    if (!database->has_place) {
        return HISTORY_IN_PLACE;
    }
    if (stat(database->path, &status) != 0) {
        return HISTORY_GONE;
    }
    sqlite3_file_control(database->handle, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
    if (has_moved || status.st_dev != database->device || status.st_ino != database->inode) {
        return HISTORY_REPLACED;
    }
    return status.st_size < database->octets ? HISTORY_TRUNCATED : HISTORY_IN_PLACE;
}

static void note_place(SqliteDatabase *database)
{
    struct stat status;

    if (stat(database->path, &status) == 0) {
        database->has_place = true;
        database->device = status.st_dev;
        database->inode = status.st_ino;
    }
}

/* What an older program has in its log counts as a page, but is not in the file yet. */
bool sqlite_database_measure(SqliteDatabase *database, GError **error)
{
    struct stat status;
    gint64 pages;
    gint64 page_size;

    if (!sqlite_database_ask(database, "PRAGMA page_count", &pages, error) ||
        !sqlite_database_ask(database, "PRAGMA page_size", &page_size, error)) {
        return false;
    }
    database->octets = pages * page_size;
    if (stat(database->path, &status) == 0) {
        database->octets = MIN(database->octets, status.st_size);
    }
    return true;
}

/* --- connecting -------------------------------------------------------------------------- */

/* Whether something stands beside it that SQLite has first to put into place. */
static bool has_left_over(const char *path)
{
    static const char *const ENDINGS[] = { "-wal", "-journal" };
    struct stat status;
    bool any = false;

    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        g_autofree char *name = g_strconcat(path, ENDINGS[i], NULL);
        any = any || (stat(name, &status) == 0 && status.st_size > 0);
    }
    return any;
}

/* Whether a journal can be made beside it. */
static bool may_write_beside(const char *absolute)
{
    g_autofree char *folder = g_path_get_dirname(absolute);

    return faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) == 0;
}

static int connect_to(SqliteDatabase *database, const char *absolute)
{
    int code = sqlite3_open_v2(absolute, &database->handle, SQLITE_OPEN_READWRITE, NULL);

    if (code != SQLITE_OK) {
        return database->handle != NULL ? sqlite3_extended_errcode(database->handle) : code;
    }
    note_place(database);
    code = set_up(database);
    /* Reads the first page, and with it whatever was left over. */
    return code == SQLITE_OK
               ? sqlite3_exec(database->handle, "PRAGMA application_id", NULL, NULL, NULL)
               : code;
}

/* A history that is only to be read is opened for writing all the same, if that is possible:
 * somebody must be able to put into place what another has left over. */
static bool connect_as_possible(SqliteDatabase *database, GError **error)
{
    /* Absolute, since to SQLite some names are no files. */
    g_autofree char *absolute = g_canonicalize_filename(database->path, NULL);
    bool may_write = may_write_beside(absolute);
    int code = connect_to(database, absolute);
    bool is_for_lack_of_rights =
        (code & 0xff) == SQLITE_READONLY ||
        ((code & 0xff) == SQLITE_CANTOPEN && faccessat(AT_FDCWD, absolute, R_OK, AT_EACCESS) == 0);

    database->is_read_only = !may_write || (database->handle != NULL &&
                                            sqlite3_db_readonly(database->handle, "main") == 1);
    if (is_for_lack_of_rights) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED,
                    has_left_over(absolute)
                        ? "%s: what was published last is in a journal beside it, and it or its "
                          "folder cannot be written: open it once as somebody who can"
                        : "%s: made by an older version of confeed, and it or its folder cannot be "
                          "written: open it once as somebody who can",
                    database->path);
        return false;
    }
    return code == SQLITE_OK ? sqlite_database_measure(database, error)
                             : sqlite_database_fail(database, code, error);
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

/* --- copying ----------------------------------------------------------------------------- */

/* Copies bit by bit, so that others can write meanwhile: then it begins again. */
static int copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *copying = sqlite3_backup_init(to, "main", from, "main");
    int code = SQLITE_OK;

    if (copying == NULL) {
        return sqlite3_extended_errcode(to);
    }
    while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        code = sqlite3_backup_step(copying, COPY_PAGES);
        if (code != SQLITE_DONE) {
            sqlite3_sleep(COPY_PAUSE);
        }
    }
    return sqlite3_backup_finish(copying);
}

/* Puts a connection to a copy in the place of one. The copy is a file without a name: where there
 * is no room for it, that is told of the history. */
static bool make_copy(SqliteDatabase *database, GError **error)
{
    sqlite3 *from = database->handle;

    database->handle = NULL;
    int code =
        sqlite3_open_v2("", &database->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    code = code == SQLITE_OK ? copy_pages(from, database->handle) : code;
    code = code == SQLITE_OK ? set_up(database) : code;
    sqlite3_close(from);
    database->has_place = false;
    database->is_read_only = false;
    return code == SQLITE_OK || sqlite_database_fail(database, code, error);
}

/* --- opening and closing ----------------------------------------------------------------- */

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
    if (!connect_as_possible(database, error) ||
        (access == HISTORY_COPY && !make_copy(database, error))) {
        return NULL;
    }
    return g_steal_pointer(&database);
}

SqliteDatabase *sqlite_database_new_empty(const SqliteKind *kind)
{
    SqliteDatabase *database = g_new0(SqliteDatabase, 1);

    database->kind = kind;
    database->patience = kind->patience;
    database->path = g_strdup("memory");
    /* What fails here shows in the first statement. */
    sqlite3_open_v2(":memory:", &database->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                    NULL);
    set_up(database);
    return database;
}

void sqlite_database_close(SqliteDatabase *database)
{
    if (database == NULL) {
        return;
    }
    /* A log is not brought home into what is not there any more; nor is what stands beside another
     * file removed. */
    if (database->handle != NULL && sqlite_database_find_place(database) != HISTORY_IN_PLACE) {
        sqlite3_db_config(database->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    }
    int code = sqlite3_close(database->handle);
    g_assert(code == SQLITE_OK);
    g_free(database->path);
    g_free(database);
}

/* --- statements without rows ------------------------------------------------------------- */

bool sqlite_database_run(SqliteDatabase *database, const char *sql, GError **error)
{
    sqlite_database_begin_steps(database);
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

static bool check_place(const SqliteDatabase *database, GError **error)
{
    if (sqlite_database_find_place(database) == HISTORY_IN_PLACE) {
        return true;
    }
    g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED,
                "%s: the %s that was opened is no longer there: put it back, or a copy of it",
                database->path, database->kind->name);
    return false;
}

bool sqlite_database_transact(SqliteDatabase *database, SqliteWork work, gconstpointer data,
                              GError **error)
{
    if (!check_place(database, error) || !sqlite_database_run(database, "BEGIN IMMEDIATE", error)) {
        return false;
    }
    /* Whoever moves the file away without asking may do so at this very moment, too. */
    if (check_place(database, error) && work(database, data, error) &&
        check_place(database, error) && sqlite_database_run(database, "COMMIT", error)) {
        return check_place(database, error) && sqlite_database_measure(database, error);
    }
    /* After some failures SQLite has rolled back by itself. */
    if (!sqlite3_get_autocommit(database->handle)) {
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    }
    return false;
}
