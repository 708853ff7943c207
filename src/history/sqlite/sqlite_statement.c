#include "history/sqlite/sqlite_statement.h"

struct SqliteStatement {
    SqliteDatabase *database;
    sqlite3_stmt *handle; /* NULL if it could not be prepared */
    int code;             /* the first failure, or SQLITE_OK */
    bool is_running;
    guint64 octets; /* of text that it has returned */
    char *words;    /* what had failed at the last end; or NULL */
};

SqliteStatement *sqlite_statement_new(SqliteDatabase *database, const char *sql)
{
    SqliteStatement *statement = g_new0(SqliteStatement, 1);

    statement->database = database;
    statement->code = sqlite3_prepare_v2(database->handle, sql, -1, &statement->handle, NULL);
    return statement;
}

void sqlite_statement_free(SqliteStatement *statement)
{
    if (statement == NULL) {
        return;
    }
    sqlite3_finalize(statement->handle);
    g_free(statement->words);
    g_free(statement);
}

/* Only the first failure: those that follow are mostly its consequences. */
static void remember(SqliteStatement *statement, int code)
{
    if (statement->code == SQLITE_OK) {
        statement->code = code;
    }
}

/* Not copied (SQLITE_STATIC): that is why callers must keep a text until the end. */
void sqlite_statement_bind_text(SqliteStatement *statement, int parameter, const char *text)
{
    if (statement->handle != NULL) {
        remember(statement,
                 sqlite3_bind_text(statement->handle, parameter, text, -1, SQLITE_STATIC));
    }
}

void sqlite_statement_bind_number(SqliteStatement *statement, int parameter, gint64 number)
{
    if (statement->handle != NULL) {
        remember(statement, sqlite3_bind_int64(statement->handle, parameter, number));
    }
}

bool sqlite_statement_next(SqliteStatement *statement)
{
    if (statement->code != SQLITE_OK) {
        return false;
    }
    if (!statement->is_running) {
        sqlite_database_begin_steps(statement->database);
        statement->is_running = true;
        statement->octets = 0;
    }
    int code = sqlite3_step(statement->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        remember(statement, code);
    }
    return code == SQLITE_ROW;
}

bool sqlite_statement_end(SqliteStatement *statement, GError **error)
{
    int code = statement->code;
    bool is_right = code == SQLITE_OK || sqlite_database_fail(statement->database, code, error);

    g_free(statement->words);
    statement->words = is_right ? NULL : sqlite_database_dup_words(statement->database, code);
    /* A statement that could not be prepared keeps its code, and fails again. */
    if (statement->handle != NULL) {
        sqlite3_reset(statement->handle);
        statement->code = SQLITE_OK;
        statement->is_running = false;
    }
    return is_right;
}

bool sqlite_statement_run(SqliteStatement *statement, GError **error)
{
    while (sqlite_statement_next(statement)) {
    }
    return sqlite_statement_end(statement, error);
}

const char *sqlite_statement_words(const SqliteStatement *statement)
{
    return statement->words != NULL ? statement->words : "";
}

/* --- values ------------------------------------------------------------------------------ */

const char *sqlite_statement_text_or_null(SqliteStatement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL
               ? NULL
               : sqlite_statement_text(statement, column);
}

const char *sqlite_statement_text(SqliteStatement *statement, int column)
{
    if (sqlite3_column_type(statement->handle, column) == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_column_text(statement->handle, column);
        int size = sqlite3_column_bytes(statement->handle, column);
        /* With its size given, g_utf8_validate below refuses a NUL within the text as well. */
        statement->octets += (guint64)size;
        if (statement->octets > sqlite_database_most_octets(statement->database)) {
            remember(statement, SQLITE_TOOBIG);
            return "";
        }
        if (text != NULL && g_utf8_validate(text, size, NULL)) {
            return text;
        }
    }
    remember(statement, SQLITE_CORRUPT);
    return "";
}

/* Takes a text of any type and any octets: names are listed even in a damaged file. */
char *sqlite_statement_dup_name(SqliteStatement *statement, int column)
{
    const char *name = (const char *)sqlite3_column_text(statement->handle, column);
    int size = sqlite3_column_bytes(statement->handle, column);

    return name != NULL ? g_utf8_make_valid(name, size) : g_strdup("");
}

gint64 sqlite_statement_number(SqliteStatement *statement, int column)
{
    if (sqlite3_column_type(statement->handle, column) != SQLITE_INTEGER) {
        remember(statement, SQLITE_CORRUPT);
        return 0;
    }
    return sqlite3_column_int64(statement->handle, column);
}

/* SQLITE_RANGE, which our statements never cause, gives another message than other damage. */
gint64 sqlite_statement_stamp(SqliteStatement *statement, int column)
{
    gint64 stamp = sqlite_statement_number(statement, column);

    if (stamp < 0 || stamp > CIVIL_MAX_STAMP) {
        remember(statement, SQLITE_RANGE);
        return 0;
    }
    return stamp;
}

gint64 sqlite_statement_stamp_or_never(SqliteStatement *statement, int column)
{
    bool is_never = sqlite_statement_number(statement, column) == G_MAXINT64;

    return is_never ? G_MAXINT64 : sqlite_statement_stamp(statement, column);
}

guint sqlite_statement_count(SqliteStatement *statement, int column)
{
    gint64 number = sqlite_statement_number(statement, column);

    if (number < 0 || number > HISTORY_NUMBER_MAX) {
        remember(statement, SQLITE_CORRUPT);
        return 0;
    }
    return (guint)number;
}
