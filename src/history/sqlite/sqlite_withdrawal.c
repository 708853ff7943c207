#include "history/sqlite/sqlite_withdrawal.h"

#include "history/sqlite/sqlite_statement.h"

static SqliteStatement *prepare(SqliteDatabase *database, const HistoryRewriting *rewriting,
                                const char *sql)
{
    SqliteStatement *statement = sqlite_statement_new(database, sql);

    sqlite_statement_bind_text(statement, 1, rewriting->agenda);
    return statement;
}

/* --- records ----------------------------------------------------------------------------- */

/* When a record that is in force in a revision began; 0 if there is none. */
static bool find_first(SqliteDatabase *database, const HistoryRewriting *rewriting,
                       const HistoryRewrittenRecord *record, guint *out_first, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        prepare(database, rewriting,
                "SELECT first FROM record" SQLITE_IN_FORCE " AND kind = ?3 AND id = ?4");
    guint first = 0;

    sqlite_statement_bind_number(statement, 2, record->number);
    sqlite_statement_bind_text(statement, 3, record->kind);
    sqlite_statement_bind_text(statement, 4, record->id);
    while (sqlite_statement_next(statement)) {
        first = sqlite_statement_count(statement, 0);
    }
    if (!sqlite_statement_end(statement, error)) {
        return false;
    }
    *out_first = first;
    return true;
}

/* Makes two rows of one that began before the first revision that is rewritten: the earlier one
 * stays as it is. */
static bool split_record(SqliteDatabase *database, const HistoryRewriting *rewriting,
                         const HistoryRewrittenRecord *record, guint first, GError **error)
{
    /* The later row is the one that moves: its end need not be known then. */
    g_autoptr(SqliteStatement) move =
        prepare(database, rewriting,
                "UPDATE record SET first = ?2 "
                "WHERE agenda = ?1 AND kind = ?3 AND id = ?4 AND first = ?5");
    g_autoptr(SqliteStatement) copy =
        prepare(database, rewriting,
                "INSERT INTO record(agenda, kind, id, first, last, place, text) "
                "SELECT agenda, kind, id, ?5, ?2, place, text FROM record "
                "WHERE agenda = ?1 AND kind = ?3 AND id = ?4 AND first = ?2");
    SqliteStatement *const both[] = { move, copy };

    for (gsize i = 0; i < G_N_ELEMENTS(both); i++) {
        sqlite_statement_bind_number(both[i], 2, rewriting->since);
        sqlite_statement_bind_text(both[i], 3, record->kind);
        sqlite_statement_bind_text(both[i], 4, record->id);
        sqlite_statement_bind_number(both[i], 5, first);
        if (!sqlite_statement_run(both[i], error)) {
            return false;
        }
    }
    return true;
}

static bool write_records(SqliteDatabase *database, const HistoryRewriting *rewriting,
                          GError **error)
{
    g_autoptr(SqliteStatement) write =
        prepare(database, rewriting,
                "UPDATE record SET text = ?5, id = ?6 WHERE agenda = ?1 AND first <= ?7 "
                "AND (last IS NULL OR last > ?2) AND kind = ?3 AND id = ?4");

    for (guint i = 0; i < rewriting->records->len; i++) {
        const HistoryRewrittenRecord *record =
            &g_array_index(rewriting->records, HistoryRewrittenRecord, i);
        guint first;
        if (!find_first(database, rewriting, record, &first, error) ||
            (first > 0 && first < rewriting->since &&
             !split_record(database, rewriting, record, first, error))) {
            return false;
        }
        sqlite_statement_bind_number(write, 2, record->number);
        sqlite_statement_bind_text(write, 3, record->kind);
        sqlite_statement_bind_text(write, 4, record->id);
        sqlite_statement_bind_text(write, 5, record->text);
        sqlite_statement_bind_text(write, 6, record->new_id);
        sqlite_statement_bind_number(write, 7, record->last);
        if (!sqlite_statement_run(write, error)) {
            return false;
        }
    }
    return true;
}

/* --- what is derived --------------------------------------------------------------------- */

static bool write_renamings(SqliteDatabase *database, const HistoryRewriting *rewriting,
                            GError **error)
{
    static const char *const STATEMENTS[] = {
        "UPDATE event SET key = ?3 WHERE agenda = ?1 AND key = ?2",
        "UPDATE departure SET key = ?3 WHERE agenda = ?1 AND key = ?2",
    };

    for (guint i = 0; i < rewriting->renamings->len; i++) {
        const HistoryRenaming *renaming = &g_array_index(rewriting->renamings, HistoryRenaming, i);
        for (gsize j = 0; j < G_N_ELEMENTS(STATEMENTS); j++) {
            g_autoptr(SqliteStatement) statement = prepare(database, rewriting, STATEMENTS[j]);
            sqlite_statement_bind_text(statement, 2, renaming->key);
            sqlite_statement_bind_text(statement, 3, renaming->new_key);
            if (!sqlite_statement_run(statement, error)) {
                return false;
            }
        }
    }
    return true;
}

static bool write_feeds(SqliteDatabase *database, const HistoryRewriting *rewriting, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        prepare(database, rewriting,
                "UPDATE feed SET name = ?4, description = ?5, subject = ?6 "
                "WHERE agenda = ?1 AND first <= ?7 AND (last IS NULL OR last > ?2) AND path = ?3 "
                "AND kind IS NOT NULL");

    for (guint i = 0; i < rewriting->feeds->len; i++) {
        const HistoryRewrittenFeed *feed =
            &g_array_index(rewriting->feeds, HistoryRewrittenFeed, i);
        sqlite_statement_bind_number(statement, 2, feed->number);
        sqlite_statement_bind_text(statement, 3, feed->path);
        sqlite_statement_bind_text(statement, 4, feed->name);
        sqlite_statement_bind_text(statement, 5, feed->description);
        sqlite_statement_bind_text(statement, 6, feed->subject);
        sqlite_statement_bind_number(statement, 7, feed->last);
        if (!sqlite_statement_run(statement, error)) {
            return false;
        }
    }
    return true;
}

static bool write_entries(SqliteDatabase *database, const HistoryRewriting *rewriting,
                          GError **error)
{
    g_autoptr(SqliteStatement) statement =
        prepare(database, rewriting,
                "UPDATE revision SET by = ?3, why = ?4, digest = ?5 "
                "WHERE agenda = ?1 AND number = ?2");

    for (guint i = 0; i < rewriting->entries->len; i++) {
        const HistoryEntry *entry = &g_array_index(rewriting->entries, HistoryEntry, i);
        sqlite_statement_bind_number(statement, 2, entry->number);
        sqlite_statement_bind_text(statement, 3, entry->by);
        sqlite_statement_bind_text(statement, 4, entry->why);
        sqlite_statement_bind_text(statement, 5, entry->digest);
        if (!sqlite_statement_run(statement, error)) {
            return false;
        }
    }
    return true;
}

static bool write_changes(SqliteDatabase *database, const HistoryRewriting *rewriting,
                          GError **error)
{
    g_autoptr(SqliteStatement) remove = prepare(
        database, rewriting, "DELETE FROM change WHERE agenda = ?1 AND number = ?2 AND path = ?3");
    g_autoptr(SqliteStatement) write =
        prepare(database, rewriting,
                "INSERT OR REPLACE INTO change(agenda, number, path, words, json) "
                "VALUES (?1, ?2, ?3, ?4, ?5)");

    for (guint i = 0; i < rewriting->changes->len; i++) {
        const HistoryChange *change = &g_array_index(rewriting->changes, HistoryChange, i);
        SqliteStatement *statement = change->words != NULL ? write : remove;
        sqlite_statement_bind_number(statement, 2, change->number);
        sqlite_statement_bind_text(statement, 3, change->path);
        if (change->words != NULL) {
            sqlite_statement_bind_text(statement, 4, change->words);
            sqlite_statement_bind_text(statement, 5, change->json);
        }
        if (!sqlite_statement_run(statement, error)) {
            return false;
        }
    }
    return true;
}

static bool write_all(SqliteDatabase *database, gconstpointer data, GError **error)
{
    const HistoryRewriting *rewriting = data;

    return write_records(database, rewriting, error) &&
           write_renamings(database, rewriting, error) && write_feeds(database, rewriting, error) &&
           write_entries(database, rewriting, error) && write_changes(database, rewriting, error);
}

bool sqlite_withdrawal_rewrite(SqliteDatabase *database, const HistoryRewriting *rewriting,
                               GError **error)
{
    return sqlite_database_transact(database, write_all, rewriting, error);
}

/* --- withdrawals ------------------------------------------------------------------------- */

static bool write_withdrawal(SqliteDatabase *database, gconstpointer data, GError **error)
{
    const HistoryWithdrawal *withdrawal = data;
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "INSERT INTO withdrawal(agenda, number, since, kind, id, "
                                       "cleared) VALUES (?1, ?2, ?3, ?4, ?5, 0)");

    sqlite_statement_bind_text(statement, 1, withdrawal->agenda);
    sqlite_statement_bind_number(statement, 2, withdrawal->number);
    sqlite_statement_bind_number(statement, 3, withdrawal->since);
    sqlite_statement_bind_text(statement, 4, withdrawal->kind);
    sqlite_statement_bind_text(statement, 5, withdrawal->id);
    return sqlite_statement_run(statement, error);
}

bool sqlite_withdrawal_add(SqliteDatabase *database, const HistoryWithdrawal *withdrawal,
                           GError **error)
{
    return sqlite_database_transact(database, write_withdrawal, withdrawal, error);
}

GArray *sqlite_withdrawal_list(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                               GError **error)
{
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "SELECT agenda, number, since, kind, id FROM withdrawal "
                                       "WHERE agenda = ?1 ORDER BY number");
    g_autoptr(GArray) withdrawals = g_array_new(FALSE, FALSE, sizeof(HistoryWithdrawal));

    sqlite_statement_bind_text(statement, 1, agenda);
    while (sqlite_statement_next(statement)) {
        HistoryWithdrawal withdrawal = {
            .agenda = g_string_chunk_insert_const(strings, sqlite_statement_text(statement, 0)),
            .number = sqlite_statement_count(statement, 1),
            .since = sqlite_statement_count(statement, 2),
            .kind = g_string_chunk_insert_const(strings, sqlite_statement_text(statement, 3)),
            .id = g_string_chunk_insert(strings, sqlite_statement_text(statement, 4)),
        };
        g_array_append_val(withdrawals, withdrawal);
    }
    return sqlite_statement_end(statement, error) ? g_steal_pointer(&withdrawals) : NULL;
}

/* --- clearing ---------------------------------------------------------------------------- */

static bool write_cleared(SqliteDatabase *database, G_GNUC_UNUSED gconstpointer data,
                          GError **error)
{
    return sqlite_database_run(database, "UPDATE withdrawal SET cleared = 1 WHERE cleared = 0",
                               error);
}

/* secure_delete has left nothing of the rows that were rewritten. But an older program may have
 * left copies of them behind, as may a page that was split: only a new file has none of these. */
bool sqlite_withdrawal_clear(SqliteDatabase *database, GError **error)
{
    gint64 left;

    if (!sqlite_database_ask(database, "SELECT count(*) FROM withdrawal WHERE cleared = 0", &left,
                             error)) {
        return false;
    }
    return left == 0 || (sqlite_database_compact(database, error) &&
                         sqlite_database_transact(database, write_cleared, NULL, error));
}
