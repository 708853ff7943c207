#include "history/sqlite/sqlite_read.h"

#include <string.h>

#include "history/sqlite/sqlite_statement.h"

/*
 * Values from a damaged file are passed on as they are, unless they have the wrong type:
 * chronicle/soundness checks them, and can say which revision is damaged. Lists are checked here,
 * since nobody checks them later.
 *
 * Nothing here needs a transaction: publishing another revision does not change what holds in this
 * one. It only sets `last`, to a number that is higher.
 */

/* --- rows -------------------------------------------------------------------------------- */

/* Appends the current row of a statement to an array. */
typedef void (*ReadRow)(SqliteStatement *statement, GStringChunk *strings, GArray *out);

static bool read_rows(SqliteStatement *statement, ReadRow read_row, GStringChunk *strings,
                      GArray *out, GError **error)
{
    while (sqlite_statement_next(statement)) {
        read_row(statement, strings, out);
    }
    return sqlite_statement_end(statement, error);
}

static const char *keep_text(SqliteStatement *statement, int column, GStringChunk *strings)
{
    return g_string_chunk_insert(strings, sqlite_statement_text(statement, column));
}

/* For columns with few different texts: equal ones are stored once. */
static const char *keep_once(SqliteStatement *statement, int column, GStringChunk *strings)
{
    return g_string_chunk_insert_const(strings, sqlite_statement_text(statement, column));
}

static const char *keep_text_or_null(SqliteStatement *statement, int column, GStringChunk *strings)
{
    const char *text = sqlite_statement_text_or_null(statement, column);

    return text != NULL ? g_string_chunk_insert(strings, text) : NULL;
}

static EventStamp stamp_at(SqliteStatement *statement, int column)
{
    return (EventStamp){
        .created = sqlite_statement_number(statement, column),
        .changed = sqlite_statement_number(statement, column + 1),
        .sequence = sqlite_statement_count(statement, column + 2),
    };
}

static void read_entry(SqliteStatement *statement, GStringChunk *strings, GArray *out)
{
    HistoryEntry entry = {
        .agenda = keep_once(statement, 0, strings),
        .number = sqlite_statement_count(statement, 1),
        .stamp = sqlite_statement_number(statement, 2),
        .keep = sqlite_statement_number(statement, 3),
        .by = keep_text(statement, 4, strings),
        .why = keep_text_or_null(statement, 5, strings),
        .digest = keep_text(statement, 6, strings),
        .rules = keep_text_or_null(statement, 7, strings),
        .clock = sqlite_statement_number(statement, 8),
        .least = sqlite_statement_count(statement, 9),
        .membership = sqlite_statement_count(statement, 10),
    };

    g_array_append_val(out, entry);
}

static void read_clock(SqliteStatement *statement, G_GNUC_UNUSED GStringChunk *strings, GArray *out)
{
    StampClock clock = { sqlite_statement_number(statement, 0),
                         sqlite_statement_number(statement, 1) };

    g_array_append_val(out, clock);
}

static void read_record(SqliteStatement *statement, GStringChunk *strings, GArray *out)
{
    HistoryRecord record = {
        .kind = keep_once(statement, 0, strings),
        .id = keep_text(statement, 1, strings),
        .place = keep_once(statement, 2, strings),
        .text = keep_text(statement, 3, strings),
    };

    g_array_append_val(out, record);
}

static void read_event(SqliteStatement *statement, GStringChunk *strings, GArray *out)
{
    HistoryEvent event = {
        .key = keep_text(statement, 0, strings),
        .stamp = stamp_at(statement, 1),
    };

    g_array_append_val(out, event);
}

static void read_departure(SqliteStatement *statement, GStringChunk *strings, GArray *out)
{
    HistoryDeparture departure = {
        .key = keep_text(statement, 0, strings),
        .version = sqlite_statement_count(statement, 1),
        .stamp = stamp_at(statement, 2),
        .changed = sqlite_statement_number(statement, 5),
        .departed = sqlite_statement_number(statement, 6),
    };

    g_array_append_val(out, departure);
}

static void read_feed(SqliteStatement *statement, GStringChunk *strings, GArray *out)
{
    HistoryFeed feed = {
        .path = keep_text(statement, 0, strings),
        .changed = sqlite_statement_number(statement, 1),
        .kind = keep_text_or_null(statement, 2, strings),
        .name = keep_text_or_null(statement, 3, strings),
        .description = keep_text_or_null(statement, 4, strings),
        .subject = keep_text_or_null(statement, 5, strings),
    };

    g_array_append_val(out, feed);
}

static void read_change(SqliteStatement *statement, GStringChunk *strings, GArray *out)
{
    HistoryChange change = {
        .number = sqlite_statement_count(statement, 0),
        .stamp = sqlite_statement_number(statement, 1),
        .path = keep_once(statement, 2, strings),
        .words = keep_text(statement, 3, strings),
        .json = keep_text(statement, 4, strings),
    };

    g_array_append_val(out, change);
}

/* --- revisions --------------------------------------------------------------------------- */

#define ENTRY_COLUMNS \
    "agenda, number, stamp, keep, by, why, digest, rules, clock, least, membership"

/* The names in the first column; the caller's own. A name that no agenda can have is kept, rather
 * than making all of it fail: it must not hide the others, and reading it shows what is wrong. */
static GPtrArray *read_names(SqliteStatement *statement, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    while (sqlite_statement_next(statement)) {
        g_ptr_array_add(names, sqlite_statement_dup_name(statement, 0));
    }
    return sqlite_statement_end(statement, error) ? g_steal_pointer(&names) : NULL;
}

GPtrArray *sqlite_read_agendas(SqliteDatabase *database, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "SELECT DISTINCT agenda FROM revision "
                                       "WHERE instr(agenda, '@') = 0 ORDER BY agenda");

    return read_names(statement, error);
}

/* A range of names, which the primary key finds without looking at others: "A" comes after "@". */
GPtrArray *sqlite_read_streams(SqliteDatabase *database, const char *agenda, GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database, "SELECT DISTINCT agenda FROM revision "
                  "WHERE agenda >= ?1 || '@' AND agenda < ?1 || 'A' ORDER BY agenda");

    sqlite_statement_bind_text(statement, 1, agenda);
    return read_names(statement, error);
}

static bool is_time(gint64 stamp)
{
    return stamp >= 0 && stamp <= CIVIL_MAX_STAMP;
}

/* Whether revisions are 1, 2, 3 …, each later than the one before, at a valid time. */
static bool check_order(const SqliteDatabase *database, const char *agenda, const GArray *entries,
                        GError **error)
{
    for (guint i = 0; i < entries->len; i++) {
        const HistoryEntry *entry = &g_array_index(entries, HistoryEntry, i);
        if (entry->number != i + 1 || !is_time(entry->stamp) ||
            (i > 0 && entry->stamp <= (entry - 1)->stamp)) {
            g_autofree char *words =
                g_strdup_printf("revision %u of %s does not follow another", entry->number, agenda);
            return sqlite_database_set_damaged(database, words, error);
        }
    }
    return true;
}

GArray *sqlite_read_list(SqliteDatabase *database, const char *agenda, GStringChunk *strings,
                         GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database, "SELECT " ENTRY_COLUMNS " FROM revision WHERE agenda = ?1 ORDER BY number");
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(HistoryEntry));

    sqlite_statement_bind_text(statement, 1, agenda);
    return read_rows(statement, read_entry, strings, entries, error) &&
                   check_order(database, agenda, entries, error)
               ? g_steal_pointer(&entries)
               : NULL;
}

bool sqlite_read_number(SqliteDatabase *database, const char *agenda, gint64 stamp,
                        guint *out_number, GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database, "SELECT number FROM revision WHERE agenda = ?1 AND stamp <= ?2 "
                  "ORDER BY stamp DESC LIMIT 1");
    guint number = 0;
    bool any = false;

    sqlite_statement_bind_text(statement, 1, agenda);
    sqlite_statement_bind_number(statement, 2, stamp);
    while (sqlite_statement_next(statement)) {
        number = sqlite_statement_count(statement, 0);
        any = true;
    }
    if (!sqlite_statement_end(statement, error)) {
        return false;
    }
    /* Callers take 0 for "none". */
    if (any && number == 0) {
        return sqlite_database_set_damaged(database, "a revision has the number 0", error);
    }
    *out_number = number;
    return true;
}

/* --- facts ------------------------------------------------------------------------------- */

/* Whether all revisions before this one are there, each with an earlier stamp. */
static bool check_place(SqliteDatabase *database, const HistoryEntry *entry, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "SELECT count(*) FROM revision WHERE agenda = ?1 "
                                       "AND number < ?2 AND stamp < ?3");
    guint before = 0;

    sqlite_statement_bind_text(statement, 1, entry->agenda);
    sqlite_statement_bind_number(statement, 2, entry->number);
    sqlite_statement_bind_number(statement, 3, entry->stamp);
    while (sqlite_statement_next(statement)) {
        before = sqlite_statement_count(statement, 0);
    }
    if (!sqlite_statement_end(statement, error)) {
        return false;
    }
    if (before + 1 != entry->number) {
        g_autofree char *words = g_strdup_printf("revision %u of %s does not follow another",
                                                 entry->number, entry->agenda);
        return sqlite_database_set_damaged(database, words, error);
    }
    return true;
}

static bool read_entry_of(SqliteDatabase *database, const char *agenda, guint number,
                          HistoryFacts *facts, GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(
        database, "SELECT " ENTRY_COLUMNS " FROM revision WHERE agenda = ?1 AND number = ?2");
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(HistoryEntry));

    sqlite_statement_bind_text(statement, 1, agenda);
    sqlite_statement_bind_number(statement, 2, number);
    if (!read_rows(statement, read_entry, facts->strings, entries, error)) {
        return false;
    }
    if (entries->len == 0) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: there is no revision %u of %s: restore a copy", database->path, number,
                    agenda);
        return false;
    }
    facts->entry = g_array_index(entries, HistoryEntry, 0);
    return check_place(database, &facts->entry, error);
}

static bool read_in_force(SqliteDatabase *database, const char *sql, ReadRow read_row,
                          HistoryFacts *facts, GArray *out, GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(database, sql);

    sqlite_statement_bind_text(statement, 1, facts->entry.agenda);
    sqlite_statement_bind_number(statement, 2, facts->entry.number);
    return read_rows(statement, read_row, facts->strings, out, error);
}

HistoryFacts *sqlite_read_facts(SqliteDatabase *database, const char *agenda, guint number,
                                GError **error)
{
    g_autoptr(HistoryFacts) facts = history_facts_new();

    if (!read_entry_of(database, agenda, number, facts, error) ||
        !read_in_force(database,
                       "SELECT kind, id, place, text FROM record" SQLITE_IN_FORCE
                       " ORDER BY kind, id",
                       read_record, facts, facts->records, error) ||
        !read_in_force(database,
                       "SELECT key, created, changed, sequence FROM event" SQLITE_IN_FORCE
                       " ORDER BY key",
                       read_event, facts, facts->events, error) ||
        !read_in_force(
            database,
            "SELECT key, version, created, changed, sequence, coalesce("
            "(SELECT event.changed FROM event WHERE event.agenda = departure.agenda"
            " AND event.key = departure.key AND event.first <= version"
            " ORDER BY event.first DESC LIMIT 1), 0), coalesce("
            "(SELECT iif(clock < 0, stamp, clock) FROM revision WHERE revision.agenda ="
            " departure.agenda AND number = version + 1), 0) FROM departure" SQLITE_IN_FORCE
            " ORDER BY key, version DESC",
            read_departure, facts, facts->departures, error) ||
        !read_in_force(
            database,
            "SELECT path, changed, kind, name, description, subject FROM feed" SQLITE_IN_FORCE
            " ORDER BY path",
            read_feed, facts, facts->feeds, error) ||
        !read_in_force(database,
                       "SELECT stamp, clock FROM revision WHERE agenda = ?1 AND number <= ?2 "
                       "AND clock BETWEEN 0 AND stamp - 1 ORDER BY number",
                       read_clock, facts, facts->clocks, error)) {
        return NULL;
    }
    return g_steal_pointer(&facts);
}

/* --- some events ------------------------------------------------------------------------- */

static gint compare_records(gconstpointer a, gconstpointer b)
{
    const HistoryRecord *first = a;
    const HistoryRecord *second = b;
    gint order = strcmp(first->kind, second->kind);

    return order != 0 ? order : strcmp(first->id, second->id);
}

/* All records that are not events. The conditions are ranges, so that SQLite skips the events in
 * one step: "kind NOT IN (…)" would look at each. */
static bool read_frame(SqliteDatabase *database, HistoryFacts *facts, GError **error)
{
    static const char *const STATEMENTS[] = {
        "SELECT kind, id, place, text FROM record" SQLITE_IN_FORCE " AND kind < 'preparation'",
        "SELECT kind, id, place, text FROM record" SQLITE_IN_FORCE
        " AND kind > 'preparation' AND kind < 'session'",
        "SELECT kind, id, place, text FROM record" SQLITE_IN_FORCE " AND kind > 'session'",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(STATEMENTS); i++) {
        if (!read_in_force(database, STATEMENTS[i], read_record, facts, facts->records, error)) {
            return false;
        }
    }
    return true;
}

/* The id of the agenda to which stream ?1 belongs: paths begin with that. */
#define AGENDA_ID "substr(?1, 1, instr(?1 || '@', '@') - 1)"

/* Those of agencies and people. A range of paths, so that the feeds of sessions are skipped in one
 * step: "0" comes after "/". */
static bool read_gone_own(SqliteDatabase *database, HistoryFacts *facts, GError **error)
{
    return read_in_force(
        database,
        "SELECT path, changed, kind, name, description, subject FROM feed" SQLITE_IN_FORCE
        " AND path BETWEEN " AGENDA_ID " || '/agencies/' AND " AGENDA_ID " || '/people0'"
        " AND kind IN ('agency', 'person') ORDER BY path",
        read_feed, facts, facts->feeds, error);
}

static bool read_keys(SqliteDatabase *database, GHashTable *keys, HistoryFacts *facts,
                      GError **error)
{
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "SELECT kind, id, place, text FROM record" SQLITE_IN_FORCE
                                       " AND kind = ?3 AND id = ?4");
    GHashTableIter iter;
    gpointer key;

    sqlite_statement_bind_text(statement, 1, facts->entry.agenda);
    sqlite_statement_bind_number(statement, 2, facts->entry.number);
    g_hash_table_iter_init(&iter, keys);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        bool is_preparation = g_str_has_prefix(key, EVENT_KEY_PREPARATIONS);
        const char *id = (const char *)key + (is_preparation ? strlen(EVENT_KEY_PREPARATIONS) : 0);
        sqlite_statement_bind_text(statement, 3, is_preparation ? "preparation" : "session");
        sqlite_statement_bind_text(statement, 4, id);
        if (!read_rows(statement, read_record, facts->strings, facts->records, error)) {
            return false;
        }
    }
    return true;
}

HistoryFacts *sqlite_read_events(SqliteDatabase *database, const char *agenda, guint number,
                                 const GPtrArray *keys, GError **error)
{
    g_autoptr(HistoryFacts) facts = history_facts_new();
    g_autoptr(GHashTable) once = g_hash_table_new(g_str_hash, g_str_equal);

    /* A damaged history may give a key twice, but a record must not be read twice. */
    for (guint i = 0; i < keys->len; i++) {
        g_hash_table_add(once, keys->pdata[i]);
    }
    if (!read_entry_of(database, agenda, number, facts, error) ||
        !read_frame(database, facts, error) || !read_keys(database, once, facts, error) ||
        !read_gone_own(database, facts, error)) {
        return NULL;
    }
    /* The statements above come in no common order, and a hash table has none. */
    g_array_sort(facts->records, compare_records);
    return g_steal_pointer(&facts);
}

/* --- what is gone ------------------------------------------------------------------------ */

/* What was last said of each thing up to revision ?2 of agenda ?1, if that is over by then: beside
 * max(), SQLite takes the other columns from the same row
 * (https://sqlite.org/lang_select.html#bareagg). */
#define GONE(columns, table, conditions, key)           \
    "(SELECT " columns ", last, max(first) FROM " table \
    " WHERE agenda = ?1 AND first <= ?2" conditions " GROUP BY " key ")"

#define GONE_RECORDS(conditions)                                                             \
    "SELECT kind, id, place, text FROM " GONE("kind, id, place, text", "record", conditions, \
                                              "kind, id") " WHERE last <= ?2"

static bool has_wordless_feed(const HistoryFacts *facts)
{
    for (guint i = 0; i < facts->feeds->len; i++) {
        if (g_array_index(facts->feeds, HistoryFeed, i).kind == NULL) {
            return true;
        }
    }
    return false;
}

/* Roles, types and tags; and all kinds but those of events (see read_frame) where a feed has no
 * words, since its session may name any of them. */
static bool read_gone_frame(SqliteDatabase *database, HistoryFacts *facts, GError **error)
{
    static const char *const STATEMENTS[] = {
        GONE_RECORDS(" AND kind = 'role'"),
        GONE_RECORDS(" AND kind IN ('tag', 'type')"),
        GONE_RECORDS(" AND kind < 'preparation'"),
        GONE_RECORDS(" AND kind > 'preparation' AND kind < 'role'"),
        GONE_RECORDS(" AND kind > 'role' AND kind < 'session'"),
        GONE_RECORDS(" AND kind > 'session' AND kind NOT IN ('tag', 'type')"),
    };
    gsize wanted = has_wordless_feed(facts) ? G_N_ELEMENTS(STATEMENTS) : 2;

    for (gsize i = 0; i < wanted; i++) {
        if (!read_in_force(database, STATEMENTS[i], read_record, facts, facts->records, error)) {
            return false;
        }
    }
    return true;
}

static void read_term(SqliteStatement *statement, GStringChunk *strings, GArray *out)
{
    HistoryRecord record = {
        .kind = keep_once(statement, 0, strings),
        .id = keep_text(statement, 1, strings),
        .place = "",
    };

    g_array_append_val(out, record);
}

/* What sessions named, by earlier words of theirs. No other record tells of a term that the file
 * did not list. Few sessions have any, so texts without are not taken apart. */
static bool read_terms(SqliteDatabase *database, HistoryFacts *facts, GError **error)
{
    return read_in_force(
        database,
        "WITH past AS (SELECT text FROM record WHERE agenda = ?1 AND kind = 'session'"
        " AND last <= ?2 AND (instr(text, '\"type\"') > 0 OR instr(text, '\"tags\"') > 0"
        " OR instr(text, '\"languages\"') > 0 OR instr(text, '\"interpretation\"') > 0)"
        " AND json_valid(text)), "
        "named AS (SELECT 'type' AS kind, value FROM past, json_each(text, '$.type')"
        " UNION SELECT 'tag', value FROM past, json_each(text, '$.tags')"
        " UNION SELECT 'language', value FROM past, json_each(text, '$.languages')"
        " UNION SELECT 'language', value FROM past, json_each(text, '$.interpretation')) "
        "SELECT kind, value FROM named WHERE typeof(value) = 'text'",
        read_term, facts, facts->records, error);
}

/* The sessions whose feeds went without leaving their words. */
static bool read_gone_sessions(SqliteDatabase *database, HistoryFacts *facts, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, GONE_RECORDS(" AND kind = 'session' AND id = ?3"));

    sqlite_statement_bind_text(statement, 1, facts->entry.agenda);
    sqlite_statement_bind_number(statement, 2, facts->entry.number);
    for (guint i = 0; i < facts->feeds->len; i++) {
        const HistoryFeed *feed = &g_array_index(facts->feeds, HistoryFeed, i);
        const char *slash = strrchr(feed->path, '/');
        if (feed->kind != NULL || slash == NULL) {
            continue;
        }
        sqlite_statement_bind_text(statement, 3, slash + 1);
        if (!read_rows(statement, read_record, facts->strings, facts->records, error)) {
            return false;
        }
    }
    return true;
}

HistoryFacts *sqlite_read_gone(SqliteDatabase *database, const char *agenda, guint number,
                               GError **error)
{
    g_autoptr(HistoryFacts) facts = history_facts_new();

    facts->entry.agenda = g_string_chunk_insert(facts->strings, agenda);
    facts->entry.number = number;
    if (!read_in_force(database,
                       "SELECT path, stamp, kind, name, description, subject FROM " GONE(
                           "path, kind, name, description, subject", "feed", "",
                           "path") " JOIN revision ON agenda = ?1 AND number = last"
                                   " WHERE last <= ?2 ORDER BY path",
                       read_feed, facts, facts->feeds, error) ||
        !read_gone_frame(database, facts, error) || !read_terms(database, facts, error) ||
        !read_gone_sessions(database, facts, error)) {
        return NULL;
    }
    g_array_sort(facts->records, compare_records);
    return g_steal_pointer(&facts);
}

/* --- changes ----------------------------------------------------------------------------- */

/* First finds the latest of each path, for which the primary key is enough; only their texts, which
 * are long, are then read. */
GArray *sqlite_read_changes(SqliteDatabase *database, const char *agenda, guint number, guint limit,
                            GStringChunk *strings, GError **error)
{
    g_autoptr(SqliteStatement) statement =
        sqlite_statement_new(database, "WITH known AS ("
                                       " SELECT agenda, number, path, row_number() OVER"
                                       "  (PARTITION BY path ORDER BY number DESC) AS place"
                                       " FROM change WHERE agenda = ?1 AND number <= ?2) "
                                       "SELECT number, stamp, path, words, json "
                                       "FROM known JOIN change USING (agenda, number, path)"
                                       " JOIN revision USING (agenda, number) "
                                       "WHERE place <= ?3 ORDER BY path, number DESC");
    g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(HistoryChange));

    sqlite_statement_bind_text(statement, 1, agenda);
    sqlite_statement_bind_number(statement, 2, number);
    sqlite_statement_bind_number(statement, 3, limit);
    return read_rows(statement, read_change, strings, changes, error) ? g_steal_pointer(&changes)
                                                                      : NULL;
}
