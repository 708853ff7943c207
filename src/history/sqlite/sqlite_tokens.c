#include "history/sqlite/sqlite_tokens.h"

#include "history/sqlite/sqlite_statement.h"

static HistoryToken token_at(SqliteStatement *statement, GStringChunk *strings)
{
    const char *successor = sqlite_statement_text_or_null(statement, 4);

    return (HistoryToken){
        .digest = g_string_chunk_insert(strings, sqlite_statement_text(statement, 0)),
        .agenda = g_string_chunk_insert_const(strings, sqlite_statement_text(statement, 1)),
        .participant = g_string_chunk_insert_const(strings, sqlite_statement_text(statement, 2)),
        .lock = g_string_chunk_insert(strings, sqlite_statement_text(statement, 3)),
        .successor = successor != NULL ? g_string_chunk_insert(strings, successor) : NULL,
        .made = sqlite_statement_stamp(statement, 5),
        .ends = sqlite_statement_stamp_or_never(statement, 6),
    };
}

/* Only sound rows are read: one damaged token must not close the calendars of all. */
GArray *sqlite_tokens_list(SqliteDatabase *database, GStringChunk *strings, guint *out_malformed,
                           GError **error)
{
    gint64 malformed;
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database, "SELECT digest, agenda, agency, lock, successor, made, ends FROM token "
                  "WHERE " SQLITE_TOKEN_IS_SOUND " ORDER BY agenda, agency, made, digest");
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(HistoryToken));

    while (sqlite_statement_next(statement)) {
        HistoryToken token = token_at(statement, strings);
        g_array_append_val(tokens, token);
    }
    if (!sqlite_statement_end(statement, error) ||
        !sqlite_database_ask(database,
                             "SELECT count(*) FROM token WHERE NOT " SQLITE_TOKEN_IS_SOUND,
                             &malformed, error)) {
        return NULL;
    }
    *out_malformed = (guint)malformed;
    return g_steal_pointer(&tokens);
}

/* A token is written again when it gets a successor or another end. */
static bool write_tokens(SqliteDatabase *database, gconstpointer data, GError **error)
{
    const GArray *tokens = data;
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database,
        "INSERT OR REPLACE INTO token(digest, agenda, agency, lock, successor, made, ends) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    for (guint i = 0; i < tokens->len; i++) {
        const HistoryToken *token = &g_array_index(tokens, HistoryToken, i);
        sqlite_statement_bind_text(statement, 1, token->digest);
        sqlite_statement_bind_text(statement, 2, token->agenda);
        sqlite_statement_bind_text(statement, 3, token->participant);
        sqlite_statement_bind_text(statement, 4, token->lock);
        sqlite_statement_bind_text(statement, 5, token->successor);
        sqlite_statement_bind_number(statement, 6, token->made);
        sqlite_statement_bind_number(statement, 7, token->ends);
        if (!sqlite_statement_run(statement, error)) {
            return false;
        }
    }
    return true;
}

bool sqlite_tokens_put(SqliteDatabase *database, const GArray *tokens, GError **error)
{
    return sqlite_database_transact(database, write_tokens, tokens, error);
}

static bool remove_token(SqliteDatabase *database, gconstpointer digest, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "DELETE FROM token WHERE digest = ?1");

    sqlite_statement_bind_text(statement, 1, digest);
    return sqlite_statement_run(statement, error);
}

bool sqlite_tokens_remove(SqliteDatabase *database, const char *digest, GError **error)
{
    return sqlite_database_transact(database, remove_token, digest, error);
}
