#include "history/sqlite/sqlite_sources.h"

#include "history/sqlite/sqlite_statement.h"

/* NULL for NULL. */
static const char *insert(GStringChunk *strings, const char *text)
{
    return text != NULL ? g_string_chunk_insert(strings, text) : NULL;
}

bool sqlite_sources_find(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                         HistorySource *out_source, GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database, "SELECT agenda, checked, changed, fault FROM source WHERE agenda = ?1");

    *out_source = (HistorySource){ 0 };
    sqlite_statement_bind_text(statement, 1, agenda);
    while (sqlite_statement_next(statement)) {
        *out_source = (HistorySource){
            .agenda = insert(strings, sqlite_statement_text(statement, 0)),
            .checked = sqlite_statement_number(statement, 1),
            .changed = sqlite_statement_number(statement, 2),
            .fault = insert(strings, sqlite_statement_text_or_null(statement, 3)),
        };
    }
    return sqlite_statement_end(statement, error);
}

static bool write_source(SqliteDatabase *database, gconstpointer data, GError **error)
{
    const HistorySource *source = data;
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "INSERT OR REPLACE INTO source(agenda, checked, changed, "
                                       "fault) VALUES (?1, ?2, ?3, ?4)");

    sqlite_statement_bind_text(statement, 1, source->agenda);
    sqlite_statement_bind_number(statement, 2, source->checked);
    sqlite_statement_bind_number(statement, 3, source->changed);
    sqlite_statement_bind_text(statement, 4, source->fault);
    return sqlite_statement_run(statement, error);
}

bool sqlite_sources_put(SqliteDatabase *database, const HistorySource *source, GError **error)
{
    return sqlite_database_transact(database, write_source, source, error);
}
