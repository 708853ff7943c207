#include "history/sqlite/sqlite_verify.h"

#include <string.h>

#include "history/sqlite/sqlite_statement.h"
#include "history/sqlite/sqlite_tokens.h"

/* Each of these statements finds one kind of contradiction, and returns a row with a line of text
 * for each. A hundred of a kind are enough: a damaged file may have millions. */
#define RECORD_NAME "kind || ' ' || id"
#define EVENT_NAME "'event ' || key"
#define DEPARTURE_NAME "'departure ' || key || ' of revision ' || version"
#define FEED_NAME "'feed ' || path"
#define CHANGE_NAME "'change of ' || path"
#define WITHDRAWAL_NAME "'withdrawal of ' || kind"

/* A fact must have ended when the next one with its key begins. */
#define TWICE(table, key, name)                                                            \
    "SELECT printf('%s: %s: is there twice in revision %d', agenda, " name ", next) FROM " \
    "(SELECT agenda, " key ", last, lead(first) OVER "                                     \
    "(PARTITION BY agenda, " key " ORDER BY first) AS next FROM " table ") "               \
    "WHERE next IS NOT NULL AND (last IS NULL OR last > next) LIMIT 100"

/* The tables' own conditions forbid this. But a damaged or forged file need not keep to them. */
#define BACKWARDS(table, name)                                                                   \
    "SELECT printf('%s: %s: ends in revision %d, begins in %d', agenda, " name ", last, first) " \
    "FROM " table " WHERE last <= first LIMIT 100"

/* A column names a revision that is missing. SQLite checks foreign keys only on writing. */
#define UNKNOWN(table, column, name)                                                           \
    "SELECT printf('%s: %s: names revision %d, which is not there', agenda, " name ", " column \
    ") FROM " table " WHERE " column " IS NOT NULL AND NOT EXISTS "                            \
    "(SELECT 1 FROM revision WHERE revision.agenda = " table ".agenda "                        \
    "AND revision.number = " table "." column ") LIMIT 100"

/* A revision contradicts the one before it, whose value is `before`. */
#define OF_REVISIONS(value, condition, text)                                                     \
    "SELECT printf('%s: revision %d " text "', agenda, number) FROM (SELECT agenda, number, "    \
    "stamp, lag(" value ") OVER (PARTITION BY agenda ORDER BY number) AS before FROM revision) " \
    "WHERE " condition " LIMIT 100"

/* A stamp of an event contradicts the one before it, whose value is `before`. */
#define OF_EVENTS(value, condition, text)                                                 \
    "SELECT printf('%s: event %s: " text " in revision %d', agenda, key, first) FROM "    \
    "(SELECT *, lag(" value ") OVER (PARTITION BY agenda, key ORDER BY first) AS before " \
    "FROM event) WHERE " condition " LIMIT 100"

#define IS_PREPARATION "key GLOB '" EVENT_KEY_PREPARATIONS "*'"

static const char *const CHECKS[] = {
    "SELECT DISTINCT printf('\"%s\": no agenda can be called so', agenda) FROM revision "
    /* The stream of a person is "gfmd-2007@people/jane-doe". */
    "WHERE agenda = '' OR replace(agenda, '@people/', '@') GLOB '*[^@" ID_OCTETS "]*' LIMIT 100",
    OF_REVISIONS("number", "number <> coalesce(before, 0) + 1", "does not follow another"),
    OF_REVISIONS("stamp", "stamp <= before", "is not later than the one before"),
    TWICE("record", "kind, id", RECORD_NAME),
    TWICE("event", "key", EVENT_NAME),
    TWICE("departure", "key, version", DEPARTURE_NAME),
    TWICE("feed", "path", FEED_NAME),
    BACKWARDS("record", RECORD_NAME),
    BACKWARDS("event", EVENT_NAME),
    BACKWARDS("departure", DEPARTURE_NAME),
    BACKWARDS("feed", FEED_NAME),
    UNKNOWN("record", "first", RECORD_NAME),
    UNKNOWN("record", "last", RECORD_NAME),
    UNKNOWN("event", "first", EVENT_NAME),
    UNKNOWN("event", "last", EVENT_NAME),
    UNKNOWN("departure", "version", DEPARTURE_NAME),
    UNKNOWN("departure", "first", DEPARTURE_NAME),
    UNKNOWN("departure", "last", DEPARTURE_NAME),
    UNKNOWN("feed", "first", FEED_NAME),
    UNKNOWN("feed", "last", FEED_NAME),
    UNKNOWN("change", "number", CHANGE_NAME),
    UNKNOWN("withdrawal", "number", WITHDRAWAL_NAME),
    UNKNOWN("withdrawal", "since", WITHDRAWAL_NAME),
    OF_EVENTS("created", "created <> before", "created at another time"),
    OF_EVENTS("changed", "changed <= before", "not changed later than before"),
    OF_EVENTS("sequence", "sequence < before", "its sequence falls"),
    "SELECT printf('%s: a token of %s: is malformed', agenda, agency) FROM token "
    "WHERE NOT " SQLITE_TOKEN_IS_SOUND " LIMIT 100",
    "SELECT printf('%s: what the file %s published: is malformed', agenda, path) FROM file "
    "WHERE NOT (" SQLITE_IS_ID("agenda") " AND " SQLITE_IS_DIGEST("digest") ") LIMIT 100",
    /* A departure is shown as it was in its last revision, so it must be there. */
    "SELECT printf('%s: %s: the event is not in that revision', agenda, " DEPARTURE_NAME ") "
    "FROM departure WHERE NOT EXISTS (SELECT 1 FROM record "
    "WHERE record.agenda = departure.agenda "
    "AND kind = iif(" IS_PREPARATION ", 'preparation', 'session') "
    "AND id = iif(" IS_PREPARATION ", substr(key, length('" EVENT_KEY_PREPARATIONS "') + 1), key) "
    "AND record.first <= version AND (record.last IS NULL OR record.last > version)) LIMIT 100",
};

static void add_fault(GPtrArray *faults, const char *fault)
{
    /* "" is a text that could not be read: end_check reports that. */
    if (*fault != '\0' && !g_ptr_array_find_with_equal_func(faults, fault, g_str_equal, NULL)) {
        g_ptr_array_add(faults, g_strdup(fault));
    }
}

/* If a check cannot be completed because the file is damaged, that is a fault as well, and the
 * other checks go on. */
static bool end_check(SqliteStatement *statement, GPtrArray *faults, GError **error)
{
    g_autoptr(GError) failure = NULL;

    if (sqlite_statement_end(statement, &failure)) {
        return true;
    }
    if (!g_error_matches(failure, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE)) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    g_autofree char *fault =
        g_strdup_printf("the file: cannot be read in full: %s", sqlite_statement_words(statement));
    add_fault(faults, fault);
    return true;
}

/* Adds what PRAGMA integrity_check returned: one or more lines, or "ok". Lines with "***" are
 * headings. */
static void add_file_faults(GPtrArray *faults, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        if (**line != '\0' && strcmp(*line, "ok") != 0 && !g_str_has_prefix(*line, "***")) {
            g_autofree char *fault = g_strconcat("the file: ", *line, NULL);
            add_fault(faults, fault);
        }
    }
}

static bool check_file(SqliteDatabase *database, GPtrArray *faults, GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(database, "PRAGMA integrity_check");

    while (sqlite_statement_next(statement)) {
        add_file_faults(faults, sqlite_statement_text(statement, 0));
    }
    return end_check(statement, faults, error);
}

static bool check_facts(SqliteDatabase *database, const char *sql, GPtrArray *faults,
                        GError **error)
{
    g_autoptr(SqliteStatement) statement = sqlite_statement_new(database, sql);

    while (sqlite_statement_next(statement)) {
        add_fault(faults, sqlite_statement_text(statement, 0));
    }
    return end_check(statement, faults, error);
}

static bool check_all(SqliteDatabase *database, GPtrArray *faults, GError **error)
{
    bool is_done = check_file(database, faults, error);

    for (gsize i = 0; i < G_N_ELEMENTS(CHECKS) && is_done; i++) {
        is_done = check_facts(database, CHECKS[i], faults, error);
    }
    return is_done;
}

bool sqlite_verify(SqliteDatabase *database, GPtrArray *faults, GError **error)
{
    /* In one transaction, so that no publication comes in between. */
    if (!sqlite_database_run(database, "BEGIN", error)) {
        return false;
    }
    bool is_done = check_all(database, faults, error);
    sqlite_database_run(database, "ROLLBACK", NULL);
    return is_done;
}
