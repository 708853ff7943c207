#include "history_support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>

#include "scratch.h"
#include "support.h"

char *history_support_path_new(void)
{
    g_autofree char *folder = scratch_new();

    return g_build_filename(folder, "history.sqlite", NULL);
}

void history_support_remove(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);

    scratch_remove(folder);
}

History *history_support_open(const char *path, HistoryAccess access)
{
    g_autoptr(GError) error = NULL;
    History *history = history_open(path, access, &error);

    if (history == NULL) {
        fail_msg("not opened: %s", error->message);
    }
    return history;
}

/* --- facts ------------------------------------------------------------------------------- */

static const char *keep(HistoryFacts *facts, const char *text)
{
    return text != NULL ? g_string_chunk_insert(facts->strings, text) : NULL;
}

HistoryFacts *history_support_facts(const char *agenda, guint number)
{
    HistoryFacts *facts = history_facts_new();

    facts->entry = (HistoryEntry){
        .agenda = keep(facts, agenda),
        .number = number,
        .stamp = (gint64)number * 1000,
        .keep = REVISION_KEEP_ALWAYS,
        .by = "Ada",
        .digest = "d1",
    };
    facts->previous = (gint64)(number - 1) * 1000;
    return facts;
}

void history_support_record(HistoryFacts *facts, const char *kind, const char *id, const char *text)
{
    HistoryRecord record = {
        .kind = keep(facts, kind),
        .id = keep(facts, id),
        .place = g_str_equal(kind, "session") ? "2007-07-10 09:00" : "",
        .text = keep(facts, text),
    };

    g_array_append_val(facts->records, record);
}

static EventStamp stamp_of(const HistoryFacts *facts, guint sequence)
{
    return (EventStamp){
        .created = 7,
        .changed = facts->entry.stamp,
        .sequence = sequence,
    };
}

void history_support_event(HistoryFacts *facts, const char *key, guint sequence)
{
    HistoryEvent event = { .key = keep(facts, key), .stamp = stamp_of(facts, sequence) };

    g_array_append_val(facts->events, event);
}

void history_support_departure(HistoryFacts *facts, const char *key, guint version, bool is_over)
{
    HistoryDeparture departure = {
        .key = keep(facts, key),
        .version = version,
        .stamp = stamp_of(facts, 3),
        .is_over = is_over,
    };

    g_array_append_val(facts->departures, departure);
}

void history_support_feed(HistoryFacts *facts, const char *path, const char *name, bool is_over)
{
    HistoryFeed feed = {
        .path = keep(facts, path),
        .changed = facts->entry.stamp,
        .kind = name != NULL ? "session" : NULL,
        .name = keep(facts, name),
        .description = name != NULL ? "was a feed" : NULL,
        .subject = keep(facts, name),
        .is_over = is_over,
    };

    g_array_append_val(facts->feeds, feed);
}

void history_support_change(HistoryFacts *facts, const char *path, const char *words)
{
    HistoryChange change = {
        .number = facts->entry.number,
        .stamp = facts->entry.stamp,
        .path = keep(facts, path),
        .words = keep(facts, words),
        .json = "[]",
    };

    g_array_append_val(facts->changes, change);
}

bool history_support_try_append(History *history, const HistoryFacts *facts, GError **error)
{
    g_autoptr(GPtrArray) all_facts = g_ptr_array_new();

    g_ptr_array_add(all_facts, (gpointer)facts);
    return history_append_all(history, all_facts, NULL, error);
}

void history_support_append(History *history, HistoryFacts *take_facts)
{
    g_autoptr(HistoryFacts) facts = take_facts;
    g_autoptr(GError) error = NULL;

    if (!history_support_try_append(history, facts, &error)) {
        fail_msg("not published: %s", error->message);
    }
}

/* --- as lines ---------------------------------------------------------------------------- */

static char *line_of_stamp(const EventStamp *stamp)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u", stamp->created,
                           stamp->changed, stamp->sequence);
}

char *history_support_line_of_record(const HistoryRecord *record)
{
    return g_strdup_printf("record %s|%s|%s|%s\n", record->kind, record->id, record->place,
                           record->text != NULL ? record->text : "-");
}

char *history_support_line_of_event(const HistoryEvent *event)
{
    g_autofree char *stamp = line_of_stamp(&event->stamp);

    return g_strdup_printf("event %s|%s\n", event->key, stamp);
}

char *history_support_line_of_departure(const HistoryDeparture *departure)
{
    g_autofree char *stamp = line_of_stamp(&departure->stamp);

    return g_strdup_printf("departure %s|%u|%s\n", departure->key, departure->version, stamp);
}

char *history_support_line_of_feed(const HistoryFeed *feed)
{
    return g_strdup_printf(
        "feed %s|%" G_GINT64_FORMAT "|%s|%s|%s%s%s\n", feed->path, feed->changed,
        feed->kind != NULL ? feed->kind : "-", feed->name != NULL ? feed->name : "-",
        feed->description != NULL ? feed->description : "-", feed->subject != NULL ? "|" : "",
        feed->subject != NULL ? feed->subject : "");
}

char *history_support_line_of_change(const HistoryChange *change)
{
    return g_strdup_printf("change %s|%u|%" G_GINT64_FORMAT "|%s|%s\n", change->path,
                           change->number, change->stamp, change->words, change->json);
}

char *history_support_line_of_entry(const HistoryEntry *entry)
{
    return g_strdup_printf("revision %s|%u|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s|%s|%s\n",
                           entry->agenda, entry->number, entry->stamp, entry->keep, entry->by,
                           entry->why != NULL ? entry->why : "-", entry->digest);
}

#define APPEND_LINES(out, array, Type, line_of)                          \
    for (guint i = 0; i < (array)->len; i++) {                           \
        g_autofree char *line = line_of(&g_array_index(array, Type, i)); \
        g_string_append(out, line);                                      \
    }

char *history_support_describe(const HistoryFacts *facts)
{
    GString *out = g_string_new(NULL);
    g_autofree char *entry = history_support_line_of_entry(&facts->entry);

    g_string_append(out, entry);
    APPEND_LINES(out, facts->records, HistoryRecord, history_support_line_of_record);
    APPEND_LINES(out, facts->events, HistoryEvent, history_support_line_of_event);
    APPEND_LINES(out, facts->departures, HistoryDeparture, history_support_line_of_departure);
    APPEND_LINES(out, facts->feeds, HistoryFeed, history_support_line_of_feed);
    APPEND_LINES(out, facts->changes, HistoryChange, history_support_line_of_change);
    return g_string_free(out, FALSE);
}

char *history_support_read(History *history, const char *agenda, guint number)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(HistoryFacts) facts = history_read(history, agenda, number, &error);

    if (facts == NULL) {
        fail_msg("not read: %s", error->message);
    }
    return history_support_describe(facts);
}

/* --- the file ---------------------------------------------------------------------------- */

char *history_support_verify(History *history)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;

    if (!history_verify(history, faults, &error)) {
        fail_msg("not verified: %s", error->message);
    }
    g_ptr_array_add(faults, NULL);
    return g_strjoinv("\n", (char **)faults->pdata);
}

void history_support_tamper(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    sqlite3_exec(handle, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
    }
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

/* The only number that a statement finds. */
static gint64 ask(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    gint64 found = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    return found;
}

/* Where the header counts the changes: who has the file open looks there for what is new. */
#define COUNTER_AT 27

void history_support_ruin(const char *path, const char *table)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
    gint64 page = ask(path, sql);
    gint64 size = ask(path, "PRAGMA page_size");
    g_autofree char *junk = g_strnfill((gsize)size, '#');
    FILE *file = fopen(path, "r+b");

    assert_non_null(file);
    assert_int_equal(fseek(file, COUNTER_AT, SEEK_SET), 0);
    int counter = fgetc(file);
    assert_int_equal(fseek(file, COUNTER_AT, SEEK_SET), 0);
    assert_int_not_equal(fputc((counter + 1) % 256, file), EOF);
    assert_int_equal(fseek(file, (long)((page - 1) * size), SEEK_SET), 0);
    assert_int_equal(fwrite(junk, (size_t)size, 1, file), 1);
    assert_int_equal(fclose(file), 0);
}

gint64 history_support_size(const char *path)
{
    GStatBuf status;

    return g_stat(path, &status) == 0 ? status.st_size : 0;
}
