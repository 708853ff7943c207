#pragma once

#include <sqlite3.h>

#include "history/history.h"

/* What is kept in a file, for what is told of it. */
typedef struct SqliteKind {
    const char *name;   /* "history" */
    const char *remedy; /* what to do if it is damaged */
    int patience;       /* as sqlite_database_set_patience, unless that says otherwise */
} SqliteKind;

extern const SqliteKind SQLITE_KIND_HISTORY;

/* What a file and its logs look like from outside. */
typedef struct SqliteLook {
    guint64 inode;
    gint64 size;
    gint64 changed; /* Unix nanoseconds */
    gint64 log_size;
} SqliteLook;

/*
 * A connection to a database file, and how its failures are told.
 */
typedef struct SqliteDatabase {
    sqlite3 *handle;
    const SqliteKind *kind;
    char *path;
    int patience; /* milliseconds */
    bool is_read_only;

    /* In a folder that cannot be written, and on a full disk, SQLite's log cannot be made, and
     * without one SQLite reads only what it may take for unchanging. Should it change after all,
     * the connection is made anew (sqlite_database_renew). */
    bool is_unchanging;
    SqliteLook look; /* when it was connected */
    GError *lack;    /* it is so because of the disk, which says this; NULL */
} SqliteDatabase;

/* Connects to a file, which for HISTORY_READ must be there. What is in it is not looked at yet but
 * for its first page: that it is a database at all. Fails with HISTORY_ERROR. The kind is static.
 */
SqliteDatabase *sqlite_database_open(const char *path, const SqliteKind *kind, HistoryAccess access,
                                     GError **error);
void sqlite_database_close(SqliteDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SqliteDatabase, sqlite_database_close)

/* How long others are waited for who hold it, in milliseconds. */
void sqlite_database_set_patience(SqliteDatabase *database, int patience);

/* Connects again if the file was taken for unchanging and has changed; true if it did that. */
bool sqlite_database_renew(SqliteDatabase *database);

/* Connects again if the disk was in the way of writing; fails if it still is. */
bool sqlite_database_find_room(SqliteDatabase *database, GError **error);

/* What a result code means, in SQLite's words and those of the system; the caller's own. */
char *sqlite_database_dup_words(const SqliteDatabase *database, int code);

/* Sets an error that tells what a result code means and what to do; false. */
bool sqlite_database_fail(const SqliteDatabase *database, int code, GError **error);

/* Runs statements that give no rows. */
bool sqlite_database_run(SqliteDatabase *database, const char *sql, GError **error);

/* The number that a statement gives: one row, one column. */
bool sqlite_database_ask(SqliteDatabase *database, const char *sql, gint64 *out_number,
                         GError **error);

/* Does work in one transaction, which nobody else's write can come between; nothing of it remains
 * if it fails. */
typedef bool (*SqliteWork)(SqliteDatabase *database, gconstpointer data, GError **error);
bool sqlite_database_transact(SqliteDatabase *database, SqliteWork work, gconstpointer data,
                              GError **error);
