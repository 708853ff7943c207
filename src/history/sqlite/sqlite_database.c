#include "history/sqlite/sqlite_database.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history/sqlite/sqlite_statement.h"

/* Bounds on the steps (instructions of SQLite's virtual machine) of a statement, so that a crafted
 * file cannot make it run for ever. SQLite calls us back every STEPS_AT_ONCE. A sound file needs
 * some hundred steps for each row, and a row takes some ten octets: this allows ten times that. */
#define STEPS_AT_ONCE 10000
#define STEPS_AT_LEAST 50000000
#define STEPS_PER_OCTET 100

/* The largest text or row that is read or written: ample for an agenda file in JSON. */
#define TEXT_OCTETS_MAX (128 * 1024 * 1024)

/* How much of a database is copied in one go, and how long others then get their turn. */
#define COPY_PAGES 4096
#define COPY_PAUSE 2 /* milliseconds */

const SqliteKind SQLITE_KIND_HISTORY = {
    .name = "history",
    .remedy = "restore a copy of it; \"confeed history --verify\" says more",
    .patience = 5000,
};

/* --- failures ---------------------------------------------------------------------------- */

/* The errno behind a result code; 0 if there is none. SQLite keeps the last one, which belongs to a
 * code only if that is a failure of the system. */
static int find_errno(const SqliteDatabase *database, int code)
{
    bool is_of_system = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;

    return is_of_system && database->handle != NULL ? sqlite3_system_errno(database->handle) : 0;
}

char *sqlite_database_dup_words(const SqliteDatabase *database, int code)
{
    int system = find_errno(database, code);
    /* The handle has words only for its latest failure; for others, the code's general ones must
     * do. */
    bool is_last = database->handle != NULL && sqlite3_extended_errcode(database->handle) == code;
    /* The words may quote names from a damaged file, which can be any octets. */
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

/* After hardly any wait, the message says only why, and not for how long. */
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
    /* A full disk often shows as an I/O error; the errno tells. */
    bool is_full = find_errno(database, code) == ENOSPC || find_errno(database, code) == EDQUOT;

    switch (is_full ? SQLITE_FULL : code & 0xff) {
    case SQLITE_NOTADB:
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: not a %s of confeed: choose another file, or restore a copy",
                    database->path, database->kind->name);
        break;
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: /* our statements are right, so the tables are not as we made them */
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

/* Called by SQLite every STEPS_AT_ONCE; anything but 0 interrupts the statement. */
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

/* Enough for our own statements, and little for a crafted schema. */
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

/* The settings of each connection: the file is not trusted, and what is committed is on the disk.
 * No automatic checkpoints: the log of an older program is checkpointed only by the last to close
 * the file, when nobody else has it open. See sqlite_schema.c. */
static int set_up(SqliteDatabase *database)
{
    sqlite3 *handle = database->handle;

    /* DEFENSIVE and TRUSTED_SCHEMA keep a crafted schema from doing harm; triggers and views are
     * not ours. cell_size_check notices damaged pages when they are read, instead of going on with
     * them. FULL syncs the journal before the file is touched, and the file before the commit
     * counts. secure_delete leaves nothing of what is replaced in the file. cache_spill would lock
     * readers out in the middle of a large change. */
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
                        "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
                        "PRAGMA secure_delete = ON; PRAGMA cache_spill = OFF;",
                        NULL, NULL, NULL);
}

void sqlite_database_set_patience(SqliteDatabase *database, int patience)
{
    database->patience = patience;
    sqlite3_busy_timeout(database->handle, patience);
}

/* --- where it is ------------------------------------------------------------------------- */

/* Looks at the path with stat, and never opens the file: on POSIX systems, closing any descriptor
 * of a file gives up all locks that this process has on it, SQLite's too. */
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

/* Just after opening: the file that is there now is taken for the one that was opened. */
static void note_place(SqliteDatabase *database)
{
    struct stat status;

    if (stat(database->path, &status) == 0) {
        database->has_place = true;
        database->device = status.st_dev;
        database->inode = status.st_ino;
    }
}

/* Pages that are still in the log of an older program count for SQLite, but are not in the file
 * yet: hence the smaller of both. */
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

/* Whether there is a log or journal beside it that SQLite must recover from first. */
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

/* Whether a journal can be created beside it. */
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
    /* Opening is lazy: only this reads the first page, and recovers from what was left over. */
    return code == SQLITE_OK
               ? sqlite3_exec(database->handle, "PRAGMA application_id", NULL, NULL, NULL)
               : code;
}

/* Even a history that is only to be read is opened for writing if possible: otherwise nobody could
 * recover from what a killed program left over. */
static bool connect_as_possible(SqliteDatabase *database, GError **error)
{
    /* Absolute, since some names, such as ":memory:", do not name files for SQLite. */
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

/* Makes an empty file, for its owner alone: it holds what is private, and who reads what. SQLite
 * makes journals with the same rights. It could make the file, too, but would not say why if that
 * fails. */
static bool make_file(const char *path, GError **error)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

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

/* Makes sure that there is a file. Anything but a regular file is refused: opening a pipe would
 * block. */
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

/* Copies in portions, so that others can write meanwhile; SQLite then starts again by itself.
 * Portions are large, so that this does not happen again and again. Each waits for whoever holds
 * the source as long as the connection has patience. */
static int copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *copying = sqlite3_backup_init(to, "main", from, "main");
    int code = SQLITE_OK;

    if (copying == NULL) {
        return sqlite3_extended_errcode(to);
    }
    while (code == SQLITE_OK) {
        code = sqlite3_backup_step(copying, COPY_PAGES);
        if (code == SQLITE_OK) {
            sqlite3_sleep(COPY_PAUSE);
        }
    }
    int failure = sqlite3_backup_finish(copying);
    return code == SQLITE_DONE ? failure : code;
}

/* Replaces a connection with one to a copy, a temporary file without a name. If there is no room
 * for that, the message names the history, since nobody knows the other. */
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
    /* If this fails, the first statement fails, and says why. */
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
    /* Do not checkpoint a log into a file that is no longer there, nor remove what now lies beside
     * another file. */
    if (database->handle != NULL && sqlite_database_find_place(database) != HISTORY_IN_PLACE) {
        sqlite3_db_config(database->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    }
    /* It fails only if a statement was not freed: a mistake of ours. */
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
    if (!sqlite3_get_autocommit(database->handle)) {
        return work(database, data, error);
    }
    /* IMMEDIATE takes the lock for writing at once. If it were taken later, two programs that have
     * both read could not go on, and one of them would fail without waiting. */
    if (!check_place(database, error) || !sqlite_database_run(database, "BEGIN IMMEDIATE", error)) {
        return false;
    }
    /* The file can be moved away at any moment, even after the last check before the commit: then
     * what was committed is lost, and the caller must learn so. */
    if (check_place(database, error) && work(database, data, error) &&
        check_place(database, error) && sqlite_database_run(database, "COMMIT", error)) {
        return check_place(database, error) && sqlite_database_measure(database, error);
    }
    /* After some failures SQLite has already rolled back by itself. */
    if (!sqlite3_get_autocommit(database->handle)) {
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    }
    return false;
}

bool sqlite_database_compact(SqliteDatabase *database, GError **error)
{
    /* SQLite makes the new file as an attached one, which is forbidden otherwise. */
    sqlite3_limit(database->handle, SQLITE_LIMIT_ATTACHED, 1);
    bool is_done = check_place(database, error) && sqlite_database_run(database, "VACUUM", error) &&
                   sqlite_database_measure(database, error);
    sqlite3_limit(database->handle, SQLITE_LIMIT_ATTACHED, 0);
    return is_done;
}
