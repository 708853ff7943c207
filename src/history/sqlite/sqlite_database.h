#pragma once

#include <sqlite3.h>
#include <sys/types.h>

#include "history/history_facts.h"

/* What is kept in a file, for what is told of it. */
typedef struct SqliteKind {
    const char *name;   /* "history" */
    const char *remedy; /* what to do if it is damaged */
    int patience;       /* as sqlite_database_set_patience, unless that says otherwise */
} SqliteKind;

extern const SqliteKind SQLITE_KIND_HISTORY;

/*
 * A connection to a database file, and how its failures are told.
 *
 * A database has a rollback journal, beside it for as long as it is written, and no write-ahead
 * log: so nothing of it is left behind where another file is moved into its place, and SQLite's
 * fault that two connections which write and bring home a log at once can lose pages (before
 * 3.51.3) is out of the question. Who reads one row after the other keeps others from writing
 * meanwhile: what takes long is to be read from a copy (HISTORY_COPY).
 *
 * A file may come from anywhere. Nothing in its schema is trusted, and no statement takes more
 * steps, or gives more text, than what a file of its size can hold.
 */
typedef struct SqliteDatabase {
    sqlite3 *handle;
    const SqliteKind *kind;
    char *path;
    int patience; /* milliseconds */
    bool is_read_only;

    /* The file that was opened; of a copy, none. */
    bool has_place;
    dev_t device;
    ino_t inode;
    gint64 octets; /* of the file, or of what was copied, when it was last known to be whole */

    guint64 steps_left; /* of the statement that runs */
} SqliteDatabase;

/* Connects to a file, which must be there but for HISTORY_WRITE. What is in it is not looked at yet
 * but for its first page: that it is a database at all. Fails with HISTORY_ERROR. The kind is
 * static. */
SqliteDatabase *sqlite_database_open(const char *path, const SqliteKind *kind, HistoryAccess access,
                                     GError **error);

/* An empty one, in memory; the kind is static. */
SqliteDatabase *sqlite_database_new_empty(const SqliteKind *kind);
void sqlite_database_close(SqliteDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SqliteDatabase, sqlite_database_close)

/* Where the file is that was opened. */
HistoryPlace sqlite_database_find_place(const SqliteDatabase *database);

/* Notes how large the file is now, as nobody writes it; fails if it cannot be told. */
bool sqlite_database_measure(SqliteDatabase *database, GError **error);

/* Sets how long others are waited for, in milliseconds, if not as long as its kind says. */
void sqlite_database_set_patience(SqliteDatabase *database, int patience);

/* A statement begins. */
void sqlite_database_begin_steps(SqliteDatabase *database);

/* The most octets of text that a statement may give. */
guint64 sqlite_database_most_octets(const SqliteDatabase *database);

/* What a result code means, in SQLite's words and those of the system; the caller's own. */
char *sqlite_database_dup_words(const SqliteDatabase *database, int code);

/* Sets an error that tells what a result code means and what to do; false. */
bool sqlite_database_fail(const SqliteDatabase *database, int code, GError **error);

/* Sets an error that tells of damage, and what to do; false. */
bool sqlite_database_set_damaged(const SqliteDatabase *database, const char *words, GError **error);

/* Runs statements that give no rows. */
bool sqlite_database_run(SqliteDatabase *database, const char *sql, GError **error);

/* The number that a statement gives: one row, one column. */
bool sqlite_database_ask(SqliteDatabase *database, const char *sql, gint64 *out_number,
                         GError **error);

/* Does work in one transaction, which nobody else's write can come between; nothing of it remains
 * if it fails. It does if the file is no longer in its place: there it would be lost. */
typedef bool (*SqliteWork)(SqliteDatabase *database, gconstpointer data, GError **error);
bool sqlite_database_transact(SqliteDatabase *database, SqliteWork work, gconstpointer data,
                              GError **error);
