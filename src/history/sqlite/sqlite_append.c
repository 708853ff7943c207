#include "history/sqlite/sqlite_append.h"

#include <string.h>

#include "history/sqlite/sqlite_files.h"
#include "history/sqlite/sqlite_statement.h"

/*
 * Each kind of fact has a statement that ends the fact in force, if there is one, and a statement
 * that begins the new one. Ending comes first: an index allows only one fact of a key in force.
 * Parameters: ?1 is the agenda, ?2 the number of the revision, ?3 and following the key, then the
 * values.
 */

static SqliteStatement *prepare(SqliteDatabase *database, const HistoryEntry *entry,
                                const char *sql)
{
    SqliteStatement *statement = sqlite_statement_new(database, sql);

    sqlite_statement_bind_text(statement, 1, entry->agenda);
    sqlite_statement_bind_number(statement, 2, entry->number);
    return statement;
}

static void bind_stamp(SqliteStatement *statement, int parameter, const EventStamp *stamp)
{
    sqlite_statement_bind_number(statement, parameter, stamp->created);
    sqlite_statement_bind_number(statement, parameter + 1, stamp->changed);
    sqlite_statement_bind_number(statement, parameter + 2, stamp->sequence);
}

/* --- the facts --------------------------------------------------------------------------- */

static bool write_records(SqliteDatabase *database, const HistoryFacts *facts, GError **error)
{
    g_autoptr(SqliteStatement) end =
        prepare(database, &facts->entry,
                "UPDATE record SET last = ?2 "
                "WHERE agenda = ?1 AND kind = ?3 AND id = ?4 AND last IS NULL");
    g_autoptr(SqliteStatement) begin =
        prepare(database, &facts->entry,
                "INSERT INTO record(agenda, first, kind, id, place, text) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    for (guint i = 0; i < facts->records->len; i++) {
        const HistoryRecord *record = &g_array_index(facts->records, HistoryRecord, i);
        sqlite_statement_bind_text(end, 3, record->kind);
        sqlite_statement_bind_text(end, 4, record->id);
        sqlite_statement_bind_text(begin, 3, record->kind);
        sqlite_statement_bind_text(begin, 4, record->id);
        sqlite_statement_bind_text(begin, 5, record->place);
        sqlite_statement_bind_text(begin, 6, record->text);
        if (!sqlite_statement_run(end, error) ||
            (record->text != NULL && !sqlite_statement_run(begin, error))) {
            return false;
        }
    }
    return true;
}

static bool write_events(SqliteDatabase *database, const HistoryFacts *facts, GError **error)
{
    g_autoptr(SqliteStatement) end =
        prepare(database, &facts->entry,
                "UPDATE event SET last = ?2 WHERE agenda = ?1 AND key = ?3 AND last IS NULL");
    g_autoptr(SqliteStatement) begin =
        prepare(database, &facts->entry,
                "INSERT INTO event(agenda, first, key, created, changed, sequence) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    for (guint i = 0; i < facts->events->len; i++) {
        const HistoryEvent *event = &g_array_index(facts->events, HistoryEvent, i);
        sqlite_statement_bind_text(end, 3, event->key);
        sqlite_statement_bind_text(begin, 3, event->key);
        bind_stamp(begin, 4, &event->stamp);
        if (!sqlite_statement_run(end, error) || !sqlite_statement_run(begin, error)) {
            return false;
        }
    }
    return true;
}

static bool write_departures(SqliteDatabase *database, const HistoryFacts *facts, GError **error)
{
    g_autoptr(SqliteStatement) end =
        prepare(database, &facts->entry,
                "UPDATE departure SET last = ?2 "
                "WHERE agenda = ?1 AND key = ?3 AND version = ?4 AND last IS NULL");
    g_autoptr(SqliteStatement) begin =
        prepare(database, &facts->entry,
                "INSERT INTO departure(agenda, first, key, version, created, changed, sequence) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    for (guint i = 0; i < facts->departures->len; i++) {
        const HistoryDeparture *departure = &g_array_index(facts->departures, HistoryDeparture, i);
        sqlite_statement_bind_text(end, 3, departure->key);
        sqlite_statement_bind_number(end, 4, departure->version);
        sqlite_statement_bind_text(begin, 3, departure->key);
        sqlite_statement_bind_number(begin, 4, departure->version);
        bind_stamp(begin, 5, &departure->stamp);
        if (!sqlite_statement_run(end, error) ||
            (!departure->is_over && !sqlite_statement_run(begin, error))) {
            return false;
        }
    }
    return true;
}

static bool write_feeds(SqliteDatabase *database, const HistoryFacts *facts, GError **error)
{
    g_autoptr(SqliteStatement) end =
        prepare(database, &facts->entry,
                "UPDATE feed SET last = ?2 WHERE agenda = ?1 AND path = ?3 AND last IS NULL");
    g_autoptr(SqliteStatement) begin =
        prepare(database, &facts->entry,
                "INSERT INTO feed(agenda, first, path, changed, kind, name, description, "
                "subject) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");

    for (guint i = 0; i < facts->feeds->len; i++) {
        const HistoryFeed *feed = &g_array_index(facts->feeds, HistoryFeed, i);
        sqlite_statement_bind_text(end, 3, feed->path);
        sqlite_statement_bind_text(begin, 3, feed->path);
        sqlite_statement_bind_number(begin, 4, feed->changed);
        sqlite_statement_bind_text(begin, 5, feed->kind);
        sqlite_statement_bind_text(begin, 6, feed->name);
        sqlite_statement_bind_text(begin, 7, feed->description);
        sqlite_statement_bind_text(begin, 8, feed->subject);
        if (!sqlite_statement_run(end, error) ||
            (!feed->is_over && !sqlite_statement_run(begin, error))) {
            return false;
        }
    }
    return true;
}

static bool write_changes(SqliteDatabase *database, const HistoryFacts *facts, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        prepare(database, &facts->entry,
                "INSERT INTO change(agenda, number, path, words, json) "
                "VALUES (?1, ?2, ?3, ?4, ?5)");

    for (guint i = 0; i < facts->changes->len; i++) {
        const HistoryChange *change = &g_array_index(facts->changes, HistoryChange, i);
        sqlite_statement_bind_text(statement, 3, change->path);
        sqlite_statement_bind_text(statement, 4, change->words);
        sqlite_statement_bind_text(statement, 5, change->json);
        if (!sqlite_statement_run(statement, error)) {
            return false;
        }
    }
    return true;
}

/* --- the revision ------------------------------------------------------------------------ */

static bool write_entry(SqliteDatabase *database, const HistoryEntry *entry, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        prepare(database, entry,
                "INSERT INTO revision(agenda, number, stamp, keep, by, why, digest, rules, clock, "
                "least, membership) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");

    sqlite_statement_bind_number(statement, 3, entry->stamp);
    sqlite_statement_bind_number(statement, 4, entry->keep);
    sqlite_statement_bind_text(statement, 5, entry->by);
    sqlite_statement_bind_text(statement, 6, entry->why);
    sqlite_statement_bind_text(statement, 7, entry->digest);
    sqlite_statement_bind_text(statement, 8, entry->rules);
    sqlite_statement_bind_number(statement, 9, entry->clock);
    sqlite_statement_bind_number(statement, 10, entry->least);
    sqlite_statement_bind_number(statement, 11, entry->membership);
    return sqlite_statement_run(statement, error);
}

/* Begins a stream with a copy of all that another one holds, except its changes: only the public
 * stream has a change log. */
static bool copy_origin(SqliteDatabase *database, const HistoryFacts *facts, GError **error)
{
    static const char *const STATEMENTS[] = {
        "INSERT INTO revision(agenda, number, stamp, keep, by, why, digest, rules, clock, least, "
        "membership) "
        "SELECT ?1, number, stamp, keep, by, why, digest, rules, clock, least, membership "
        "FROM revision WHERE agenda = ?2",
        "INSERT INTO record(agenda, kind, id, first, last, place, text) "
        "SELECT ?1, kind, id, first, last, place, text FROM record WHERE agenda = ?2",
        "INSERT INTO event SELECT ?1, key, first, last, created, changed, sequence "
        "FROM event WHERE agenda = ?2",
        "INSERT INTO departure "
        "SELECT ?1, key, version, first, last, created, changed, sequence "
        "FROM departure WHERE agenda = ?2",
        "INSERT INTO feed SELECT ?1, path, first, last, changed, kind, name, description, subject "
        "FROM feed WHERE agenda = ?2",
        "INSERT INTO withdrawal SELECT ?1, number, since, kind, id, cleared "
        "FROM withdrawal WHERE agenda = ?2",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(STATEMENTS); i++) {
        g_autoptr(SqliteStatement) statement = sqlite_statement_new(database, STATEMENTS[i]);
        sqlite_statement_bind_text(statement, 1, facts->entry.agenda);
        sqlite_statement_bind_text(statement, 2, facts->origin);
        if (!sqlite_statement_run(statement, error)) {
            return false;
        }
    }
    return true;
}

/* The last revision of a stream; number 0 if there is none. */
typedef struct Last {
    guint number;
    gint64 stamp;
    char *by;
} Last;

static void last_clear(Last *last)
{
    g_free(last->by);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Last, last_clear)

static bool read_last(SqliteDatabase *database, const char *agenda, Last *out_last, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "SELECT number, stamp, by FROM revision "
                                       "WHERE agenda = ?1 ORDER BY number DESC LIMIT 1");

    sqlite_statement_bind_text(statement, 1, agenda);
    while (sqlite_statement_next(statement)) {
        out_last->number = sqlite_statement_count(statement, 0);
        out_last->stamp = sqlite_statement_stamp(statement, 1);
        out_last->by = g_strdup(sqlite_statement_text(statement, 2));
    }
    return sqlite_statement_end(statement, error);
}

/* The octets of a stream's name that are the agenda's id. */
static int agenda_octets(const char *stream)
{
    return (int)strcspn(stream, "@");
}

static bool set_stale(const SqliteDatabase *database, const HistoryEntry *entry, const Last *last,
                      GError **error)
{
    g_autofree char *time = civil_stamp_to_text(last->stamp);

    /* A history that has less than we know of was probably restored from a copy. */
    if (last->number >= entry->number) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_STALE,
                    "%s: revision %u of %.*s was published meanwhile by %s at %s", database->path,
                    last->number, agenda_octets(entry->agenda), entry->agenda, last->by, time);
    } else {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_STALE,
                    "%s: revision %u of %s, on which this one is based, is not there: the last is "
                    "%u",
                    database->path, entry->number - 1, entry->agenda, last->number);
    }
    return false;
}

/* Numbers and times run out, if only in a history that was tampered with. */
static bool check_range(const SqliteDatabase *database, const HistoryEntry *entry, GError **error)
{
    if (entry->number > HISTORY_NUMBER_MAX || entry->stamp > CIVIL_MAX_STAMP) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED,
                    "%s: %s can have no revision after %u: its %s is the last there can be",
                    database->path, entry->agenda, entry->number - 1,
                    entry->number > HISTORY_NUMBER_MAX ? "number" : "time");
        return false;
    }
    return true;
}

static bool check_entry(SqliteDatabase *database, const HistoryFacts *facts, GError **error)
{
    const HistoryEntry *entry = &facts->entry;
    g_auto(Last) last = { 0 };

    if (!read_last(database, entry->agenda, &last, error)) {
        return false;
    }
    if (last.number != entry->number - 1) {
        return set_stale(database, entry, &last, error);
    }
    /* The same number, but another time: a copy of the history, or a file in its place, went on. */
    if (last.number > 0 && last.stamp != facts->previous) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_STALE,
                    "%s: revision %u of %s is not the one on which this is based: it is another "
                    "history than before",
                    database->path, last.number, entry->agenda);
        return false;
    }
    if (last.number > 0 && entry->stamp <= last.stamp) {
        g_autofree char *time = civil_stamp_to_text(last.stamp);
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_FAILED,
                    "%s: revision %u of %s must be later than the one before, of %s",
                    database->path, entry->number, entry->agenda, time);
        return false;
    }
    return check_range(database, entry, error);
}

/* If somebody published in the origin meanwhile, the copy has a revision more, and check_entry
 * fails: nothing needs to be compared here. */
static bool begin_stream(SqliteDatabase *database, const HistoryFacts *facts, GError **error)
{
    g_auto(Last) last = { 0 };

    if (!read_last(database, facts->entry.agenda, &last, error)) {
        return false;
    }
    return last.number > 0 || copy_origin(database, facts, error);
}

/* The order matters: the stream must be there before it is checked, and the revision before facts
 * that refer to it. */
static bool write_revision(SqliteDatabase *database, const HistoryFacts *facts, GError **error)
{
    return (facts->origin == NULL || begin_stream(database, facts, error)) &&
           check_entry(database, facts, error) && write_entry(database, &facts->entry, error) &&
           write_records(database, facts, error) && write_events(database, facts, error) &&
           write_departures(database, facts, error) && write_feeds(database, facts, error) &&
           write_changes(database, facts, error);
}

typedef struct Publishing {
    const GPtrArray *all_facts;
    const HistoryFile *file; /* or NULL */
} Publishing;

static bool write_all(SqliteDatabase *database, gconstpointer data, GError **error)
{
    const Publishing *publishing = data;
    bool is_written = true;

    for (guint i = 0; i < publishing->all_facts->len && is_written; i++) {
        is_written = write_revision(database, publishing->all_facts->pdata[i], error);
    }
    return is_written &&
           (publishing->file == NULL || sqlite_files_write(database, publishing->file, error));
}

bool sqlite_append(SqliteDatabase *database, const GPtrArray *all_facts, const HistoryFile *file,
                   GError **error)
{
    Publishing publishing = { all_facts, file };

    return sqlite_database_transact(database, write_all, &publishing, error);
}
