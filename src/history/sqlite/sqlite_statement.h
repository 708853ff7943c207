#pragma once

#include "history/sqlite/sqlite_database.h"

/*
 * A statement and its rows. The first failure, from preparing the statement on, is remembered, and
 * sqlite_statement_end reports it; so nothing else needs to be checked. Usage:
 * sqlite_statement_new, bind values to its parameters, read columns while sqlite_statement_next is
 * true, and sqlite_statement_end.
 */
typedef struct SqliteStatement SqliteStatement;

/* Never NULL. Borrows the database, which must live longer. */
SqliteStatement *sqlite_statement_new(SqliteDatabase *database, const char *sql);
void sqlite_statement_free(SqliteStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SqliteStatement, sqlite_statement_free)

/* The condition of a fact that is in force in revision ?2 of agenda ?1. */
#define SQLITE_IN_FORCE " WHERE agenda = ?1 AND first <= ?2 AND (last IS NULL OR last > ?2)"

/* Parameters count from 1. A text may be NULL; it is borrowed until sqlite_statement_end. */
void sqlite_statement_bind_text(SqliteStatement *statement, int parameter, const char *text);
void sqlite_statement_bind_number(SqliteStatement *statement, int parameter, gint64 number);

/* Goes to the first or the next row; false if there is none, or if anything has failed. */
bool sqlite_statement_next(SqliteStatement *statement);

/* Ends a run; false, with HISTORY_ERROR, if anything failed or a value was not of its type. The
 * statement can then be run again. */
bool sqlite_statement_end(SqliteStatement *statement, GError **error);

/* Runs a statement to its end, for its effect. */
bool sqlite_statement_run(SqliteStatement *statement, GError **error);

/* What the last sqlite_statement_end reported, in SQLite's words; "" if nothing had failed.
 * Borrowed. */
const char *sqlite_statement_words(const SqliteStatement *statement);

/* Values of the current row; columns count from 0. Texts are UTF-8, and borrowed until the next
 * row. A value of another type, as in a damaged file, reads as "" or 0, and sqlite_statement_end
 * fails. */
const char *sqlite_statement_text(SqliteStatement *statement, int column);
const char *sqlite_statement_text_or_null(SqliteStatement *statement, int column);
char *sqlite_statement_dup_name(SqliteStatement *statement, int column); /* never fails */
gint64 sqlite_statement_number(SqliteStatement *statement, int column);
guint sqlite_statement_count(SqliteStatement *statement, int column); /* to HISTORY_NUMBER_MAX */

/* Unix seconds that calendars can express; the second also returns G_MAXINT64, for "never". */
gint64 sqlite_statement_stamp(SqliteStatement *statement, int column);
gint64 sqlite_statement_stamp_or_never(SqliteStatement *statement, int column);
