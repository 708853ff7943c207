#pragma once

#include <sqlite3.h>
#include <sys/types.h>

#include "history/history_facts.h"

/* A kind of database file: how messages speak of it, and how long it waits for others. */
typedef struct SqliteKind {
    const char *name;   /* "history" */
    const char *remedy; /* what to do if it is damaged */
    int patience;       /* milliseconds, until sqlite_database_set_patience says otherwise */
} SqliteKind;

extern const SqliteKind SQLITE_KIND_HISTORY;

/*
 * A connection to a database file, and the messages for its failures.
 *
 * A database has a rollback journal, which lies beside it only while it is written, and no
 * write-ahead log. So nothing is left behind that could be applied to another file moved into its
 * place, and a bug of SQLite before 3.51.3 cannot strike, by which pages can be lost if one
 * connection checkpoints a log while another begins it anew. The price: while somebody reads row by
 * row, nobody can write. So what takes long must be read from a copy (HISTORY_COPY).
 *
 * A file may come from anywhere. Nothing in its schema is trusted, and no statement may take more
 * steps, or return more text, than a sound file of that size could need.
 */
typedef struct SqliteDatabase {
    sqlite3 *handle;
    const SqliteKind *kind;
    char *path;
    int patience; /* milliseconds */
    bool is_read_only;

    /* The file that was opened; a copy has none. */
    bool has_place;
    dev_t device;
    ino_t inode;
    gint64 octets; /* the size of the file, or of what was copied, when it was last measured */

    guint64 steps_left; /* for the statement that runs */
} SqliteDatabase;

/* Connects to a file, which must be there unless access is HISTORY_WRITE. Looks at its first page
 * only: whether it is a database at all. Fails with HISTORY_ERROR. The kind must be static. */
SqliteDatabase *sqlite_database_open(const char *path, const SqliteKind *kind, HistoryAccess access,
                                     GError **error);

/* An empty database in memory. The kind must be static. */
SqliteDatabase *sqlite_database_new_empty(const SqliteKind *kind);
void sqlite_database_close(SqliteDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SqliteDatabase, sqlite_database_close)

/* Where the opened file is now. */
HistoryPlace sqlite_database_find_place(const SqliteDatabase *database);

/* Notes the size of the file, at a moment when nobody writes it. Fails with HISTORY_ERROR if that
 * cannot be found out. */
bool sqlite_database_measure(SqliteDatabase *database, GError **error);

/* Sets how long to wait for others, in milliseconds, instead of what the kind says. */
void sqlite_database_set_patience(SqliteDatabase *database, int patience);

/* Must be called when a statement begins: gives it its number of steps. */
void sqlite_database_begin_steps(SqliteDatabase *database);

/* The most octets of text that a statement may return. */
guint64 sqlite_database_most_octets(const SqliteDatabase *database);

/* What a result code means, in the words of SQLite and of the system; the caller's own. */
char *sqlite_database_dup_words(const SqliteDatabase *database, int code);

/* Sets an error that says what a result code means, and what to do; returns false. */
bool sqlite_database_fail(const SqliteDatabase *database, int code, GError **error);

/* Sets an error that says what is damaged, and what to do; returns false. */
bool sqlite_database_set_damaged(const SqliteDatabase *database, const char *words, GError **error);

/* Runs statements that return no rows. Fails with HISTORY_ERROR. */
bool sqlite_database_run(SqliteDatabase *database, const char *sql, GError **error);

/* Sets out_number to what a statement returns: one row with one number; 0 without a row. Fails with
 * HISTORY_ERROR. */
bool sqlite_database_ask(SqliteDatabase *database, const char *sql, gint64 *out_number,
                         GError **error);

/* Does work in one transaction: nobody else can write meanwhile, and if it fails, nothing of it
 * remains. It also fails if the file is no longer in its place, where the work would be lost. Work
 * within work is a part of its transaction. */
typedef bool (*SqliteWork)(SqliteDatabase *database, gconstpointer data, GError **error);
bool sqlite_database_transact(SqliteDatabase *database, SqliteWork work, gconstpointer data,
                              GError **error);

/* Writes the file anew, so that it holds what is in its tables and no more. Fails with
 * HISTORY_ERROR; the file is then as it was. Not within a transaction. */
bool sqlite_database_compact(SqliteDatabase *database, GError **error);
