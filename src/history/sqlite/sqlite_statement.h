#pragma once

#include "history/sqlite/sqlite_database.h"

/*
 * A statement and its rows. What goes wrong on the way, from its text on, is remembered and told by
 * sqlite_statement_end. So it is used: sqlite_statement_new, values for its parameters, then its
 * columns while there is an sqlite_statement_next, and sqlite_statement_end.
 */
typedef struct SqliteStatement SqliteStatement;

SqliteStatement *sqlite_statement_new(SqliteDatabase *database, const char *sql);
void sqlite_statement_free(SqliteStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SqliteStatement, sqlite_statement_free)

/* Parameters count from 1. A text, which may be NULL, is borrowed until the end. */
void sqlite_statement_bind_text(SqliteStatement *statement, int parameter, const char *text);
void sqlite_statement_bind_number(SqliteStatement *statement, int parameter, gint64 number);

/* Goes to the next row, or to the first; false if there is none or it failed. */
bool sqlite_statement_next(SqliteStatement *statement);

/* Whether all went well and every value was what it should be. The statement can then be run
 * again. */
bool sqlite_statement_end(SqliteStatement *statement, GError **error);

/* Runs it to its end, for what it does. */
bool sqlite_statement_run(SqliteStatement *statement, GError **error);

/* What went wrong, in SQLite's words, after sqlite_statement_end; borrowed. */
const char *sqlite_statement_words(const SqliteStatement *statement);

/* Values of the row, columns from 0. Texts are borrowed until the next row, and UTF-8. A value that
 * is of another kind, as in a damaged file, reads as "" or 0 and lets sqlite_statement_end fail. */
const char *sqlite_statement_text(SqliteStatement *statement, int column);
const char *sqlite_statement_text_or_null(SqliteStatement *statement, int column);
char *sqlite_statement_dup_name(SqliteStatement *statement, int column); /* never fails */
gint64 sqlite_statement_number(SqliteStatement *statement, int column);
guint sqlite_statement_count(SqliteStatement *statement, int column); /* to HISTORY_NUMBER_MAX */

/* Unix seconds that calendars can tell; or, of the second, G_MAXINT64 for what never is. */
gint64 sqlite_statement_stamp(SqliteStatement *statement, int column);
gint64 sqlite_statement_stamp_or_never(SqliteStatement *statement, int column);
