#include "history/sqlite/sqlite_files.h"

#include "history/sqlite/sqlite_statement.h"

GArray *sqlite_files_list(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                          GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database, "SELECT agenda, path, digest FROM file WHERE agenda = ?1 ORDER BY path");
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(HistoryFile));

    sqlite_statement_bind_text(statement, 1, agenda);
    while (sqlite_statement_next(statement)) {
        HistoryFile file = {
            .agenda = g_string_chunk_insert_const(strings, sqlite_statement_text(statement, 0)),
            .path = g_string_chunk_insert(strings, sqlite_statement_text(statement, 1)),
            .digest = g_string_chunk_insert(strings, sqlite_statement_text(statement, 2)),
        };
        g_array_append_val(files, file);
    }
    return sqlite_statement_end(statement, error) ? g_steal_pointer(&files) : NULL;
}

/* A revert has the path "", which is sorted out here, too: the next one takes its place. */
bool sqlite_files_write(SqliteDatabase *database, const HistoryFile *file, GError **error)
{
    static const char *const STATEMENTS[] = {
        "DELETE FROM file WHERE agenda = ?1 AND path IN (?2, '')",
        "INSERT INTO file(agenda, path, digest) VALUES (?1, ?2, ?3)",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(STATEMENTS); i++) {
        g_autoptr(SqliteStatement) statement = sqlite_statement_new(database, STATEMENTS[i]);
        sqlite_statement_bind_text(statement, 1, file->agenda);
        sqlite_statement_bind_text(statement, 2, file->path);
        if (i == 1) {
            sqlite_statement_bind_text(statement, 3, file->digest);
        }
        if (!sqlite_statement_run(statement, error)) {
            return false;
        }
    }
    return true;
}

static bool write_file(SqliteDatabase *database, gconstpointer file, GError **error)
{
    return sqlite_files_write(database, file, error);
}

bool sqlite_files_put(SqliteDatabase *database, const HistoryFile *file, GError **error)
{
    return sqlite_database_transact(database, write_file, file, error);
}
