#include "history/sqlite/sqlite_schema.h"

#include <sqlite3.h>

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history_support.h"
#include "scratch.h"
#include "support.h"

/* Opening a path must fail like this: PATH and the text. */
static void assert_unusable(const char *path, HistoryAccess access, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *wanted = g_strconcat(path, text, NULL);

    assert_null(history_open(path, access, &error));
    assert_string_equal(error->message, wanted);
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
}

static void write_octets(const char *path, const char *octets, gssize size)
{
    assert_true(g_file_set_contents(path, octets, size, NULL));
}

static void a_new_history_is_marked_as_ours_and_has_no_log(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *octets = NULL;
    gsize size;

    history_close(history_support_open(path, HISTORY_WRITE));
    assert_true(g_file_get_contents(path, &octets, &size, NULL));
    assert_memory_equal(octets, "SQLite format 3", 16);
    assert_memory_equal(octets + 18, "\1\1", 2);     /* no log that is written ahead */
    assert_memory_equal(octets + 60, "\0\0\0\7", 4); /* the schema */
    assert_memory_equal(octets + 68, "cnfd", 4);     /* the application */
    assert_int_equal(history_support_size(path), size);
    history_support_remove(path);
}

static void a_header_has(const char *path, gsize at, const char *octets, gsize length)
{
    g_autofree char *there = NULL;
    gsize size;

    assert_true(g_file_get_contents(path, &there, &size, NULL));
    assert_memory_equal(there + at, octets, length);
}

static void what_is_closed_is_one_file(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *folder = g_path_get_dirname(path);
    History *history = history_support_open(path, HISTORY_WRITE);
    History *reader = history_support_open(path, HISTORY_READ);

    history_support_append(history, history_support_facts("a", 1));
    history_close(history);
    history_close(reader);
    assert_true(scratch_has(folder, "history.sqlite"));
    assert_false(scratch_has(folder, "history.sqlite-journal"));
    assert_false(scratch_has(folder, "history.sqlite-wal"));
    history_support_remove(path);
}

static void an_empty_file_is_a_new_history(void **state)
{
    g_autofree char *path = history_support_path_new();

    write_octets(path, "", 0);
    assert_unusable(path, HISTORY_READ, ": there is no history in it");
    assert_int_equal(history_support_size(path), 0);
    History *history = history_support_open(path, HISTORY_WRITE);
    history_support_append(history, history_support_facts("a", 1));
    history_close(history);
    history_close(history_support_open(path, HISTORY_READ));
    history_support_remove(path);
}

static void one_whose_making_was_cut_short_is_made(void **state)
{
    g_autofree char *path = history_support_path_new();

    history_support_tamper(path, "PRAGMA journal_mode = WAL; CREATE TABLE t(a); DROP TABLE t;");
    assert_true(history_support_size(path) > 0);
    history_close(history_support_open(path, HISTORY_WRITE));
    history_close(history_support_open(path, HISTORY_READ));
    history_support_remove(path);
}

static void what_is_not_there_is_not_made_for_reading(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *below = g_build_filename(path, "below", NULL);

    assert_unusable(path, HISTORY_READ, ": there is no history");
    assert_false(scratch_has(folder, "history.sqlite"));
    write_octets(path, "x", 1);
    assert_unusable(below, HISTORY_READ, ": there is no history");
    history_support_remove(path);
}

static void a_folder_for_it_is_not_made(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *below = g_build_filename(folder, "nowhere", "below", NULL);
    g_autoptr(GError) error = NULL;

    assert_null(history_open(below, HISTORY_WRITE, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_FAILED));
    assert_non_null(
        strstr(error->message, "nowhere/below: cannot be made: No such file or directory"));
    history_support_remove(path);
}

static void a_file_that_is_no_database_is_refused_and_left_alone(void **state)
{
    static const char TEXT[] = "agenda:\n  id: gfmd-2007\n";
    g_autofree char *path = history_support_path_new();
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *large = g_strnfill(10000, 'x');
    const char *const texts[] = { "xy", TEXT, large };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        write_octets(path, texts[i], -1);
        g_autofree char *before = scratch_describe(folder);
        assert_unusable(path, HISTORY_READ,
                        ": not a history of confeed: choose another file, or restore a copy");
        assert_unusable(path, HISTORY_WRITE,
                        ": not a history of confeed: choose another file, or restore a copy");
        g_autofree char *after = scratch_describe(folder);
        assert_string_equal(after, before);
    }
    history_support_remove(path);
}

static void another_programs_database_is_refused_and_left_alone(void **state)
{
    static const char *const OTHERS[] = {
        "CREATE TABLE t(a)",
        "CREATE TABLE t(a); PRAGMA application_id = 7",
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 1",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        g_autofree char *path = history_support_path_new();
        g_autofree char *folder = g_path_get_dirname(path);
        history_support_tamper(path, OTHERS[i]);
        g_autofree char *before = scratch_describe(folder);
        assert_unusable(
            path, HISTORY_WRITE,
            ": another program's database, not a history of confeed: choose another file");
        g_autofree char *after = scratch_describe(folder);
        assert_string_equal(after, before);
        history_support_remove(path);
    }
}

static void a_newer_schema_is_refused(void **state)
{
    g_autofree char *path = history_support_path_new();

    history_close(history_support_open(path, HISTORY_WRITE));
    history_support_tamper(path, "PRAGMA user_version = 8");
    assert_unusable(path, HISTORY_READ,
                    ": made by a newer version of confeed (schema 8, this one knows 7): use that "
                    "version");
    history_support_tamper(path, "PRAGMA user_version = -1");
    assert_unusable(path, HISTORY_WRITE,
                    ": the history is damaged (no schema): restore a copy of it");
    history_support_remove(path);
}

static void what_is_no_file_is_refused(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *folder = g_path_get_dirname(path);

    assert_int_equal(mkfifo(path, 0666), 0);
    assert_unusable(path, HISTORY_READ, ": not a file: choose another name");
    assert_unusable(path, HISTORY_WRITE, ": not a file: choose another name");
    assert_unusable(folder, HISTORY_WRITE, ": not a file: choose another name");
    history_support_remove(path);
}

static void a_name_is_always_that_of_a_file(void **state)
{
    static const char *const NAMES[] = { ":memory:", "file:a?mode=memory", "-", " " };
    g_autofree char *folder = scratch_new();
    g_autofree char *before = g_get_current_dir();

    assert_int_equal(g_chdir(folder), 0);
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        history_close(history_support_open(NAMES[i], HISTORY_WRITE));
        assert_true(scratch_has(folder, NAMES[i]));
    }
    assert_int_equal(g_chdir(before), 0);
    scratch_remove(folder);
}

static void an_older_history_is_brought_up_to_date_and_says_what_it_said(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);

    history_support_append(history, history_support_facts("a", 1));
    g_autofree char *before = history_support_read(history, "a", 1);
    history_close(history);
    history_support_tamper(path, "ALTER TABLE feed DROP COLUMN subject; DROP TABLE token;"
                                 "ALTER TABLE revision DROP COLUMN clock;"
                                 "ALTER TABLE revision DROP COLUMN rules;"
                                 "ALTER TABLE revision DROP COLUMN least; DROP TABLE file;"
                                 "ALTER TABLE revision DROP COLUMN membership;"
                                 "DROP TABLE withdrawal; DROP TABLE source;"
                                 "PRAGMA user_version = 1");
    history = history_support_open(path, HISTORY_READ);
    g_autofree char *after = history_support_read(history, "a", 1);
    guint malformed;
    g_autoptr(GArray) tokens = history_list_tokens(history, strings, &malformed, NULL);
    assert_string_equal(after, before);
    assert_int_equal(tokens->len, 0);
    history_close(history);
    history_support_remove(path);
}

/* Older programs kept a log apart. It goes once nobody has it open, also if it is only read. */
static void the_log_of_an_older_program_goes(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *log = g_strconcat(path, "-wal", NULL);
    g_autoptr(GError) error = NULL;
    History *history = history_support_open(path, HISTORY_WRITE);
    sqlite3 *older = NULL;

    history_support_append(history, history_support_facts("a", 1));
    history_close(history);
    history_support_tamper(path, "PRAGMA journal_mode = WAL");
    assert_int_equal(sqlite3_open(path, &older), SQLITE_OK);
    assert_int_equal(sqlite3_exec(older, "UPDATE revision SET why = 'w'", NULL, NULL, NULL), 0);
    history = history_support_open(path, HISTORY_WRITE);
    history_support_append(history, history_support_facts("a", 2));
    assert_true(history_support_size(log) > 0);
    history_close(history);
    assert_int_equal(sqlite3_close(older), SQLITE_OK);

    history = history_support_open(path, HISTORY_READ);
    g_autofree char *text = history_support_read(history, "a", 2);
    assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
    history_close(history);
    a_header_has(path, 18, "\1\1", 2);
    history_support_remove(path);
}

/* --- what is not ours -------------------------------------------------------------------- */

/* That a history with a schema that was tampered with is refused, whoever opens it how. */
static void assert_tables_are_refused(const char *sql, const char *words)
{
    static const HistoryAccess ACCESSES[] = { HISTORY_READ, HISTORY_WRITE, HISTORY_COPY };
    g_autofree char *path = history_support_path_new();
    g_autofree char *text = g_strconcat(": the history is damaged (", words,
                                        "): restore a copy of it; \"confeed history --verify\" "
                                        "says more",
                                        NULL);

    history_close(history_support_open(path, HISTORY_WRITE));
    history_support_tamper(path, sql);
    for (gsize i = 0; i < G_N_ELEMENTS(ACCESSES); i++) {
        assert_unusable(path, ACCESSES[i], text);
    }
    history_support_remove(path);
}

static void tables_and_what_hangs_on_them_are_as_they_were_made(void **state)
{
    assert_tables_are_refused(
        "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM record; END",
        "the trigger t is not one of a history");
    assert_tables_are_refused("CREATE VIEW v AS SELECT * FROM token",
                              "the view v is not one of a history");
    assert_tables_are_refused("CREATE INDEX i ON change(words)",
                              "the index i is not one of a history");
    assert_tables_are_refused("CREATE TABLE more(a)", "the table more is not one of a history");
    assert_tables_are_refused("ALTER TABLE token ADD COLUMN more TEXT AS (agenda || agency)",
                              "the table token is not one of a history");
    assert_tables_are_refused("DROP TABLE token", "the table token is missing");
    assert_tables_are_refused("DROP INDEX feed_in_force", "the index feed_in_force is missing");
    assert_tables_are_refused("DROP TABLE change; CREATE VIEW change AS SELECT 1",
                              "the view change is not one of a history");
    assert_tables_are_refused("PRAGMA user_version = 1", "the table feed is not one of a history");
}

static gpointer make_and_publish(gpointer path)
{
    static gint makers; /* atomic */
    g_autoptr(GError) error = NULL;
    g_autoptr(History) history = history_open(path, HISTORY_WRITE, &error);
    g_autofree char *agenda = g_strdup_printf("agenda-%d", g_atomic_int_add(&makers, 1));
    g_autoptr(HistoryFacts) facts = history_support_facts(agenda, 1);

    if (history == NULL || !history_support_try_append(history, facts, &error)) {
        return g_strdup(error->message);
    }
    return NULL;
}

static void several_make_the_same_history_at_once(void **state)
{
    for (guint round = 0; round < 5; round++) {
        g_autofree char *path = history_support_path_new();
        GThread *threads[6];
        for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
            threads[i] = g_thread_new("maker", make_and_publish, path);
        }
        for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
            g_autofree char *failure = g_thread_join(threads[i]);
            if (failure != NULL) {
                fail_msg("%s", failure);
            }
        }
        History *history = history_support_open(path, HISTORY_READ);
        g_autoptr(GPtrArray) agendas = history_list_agendas(history, NULL);
        assert_int_equal(agendas->len, G_N_ELEMENTS(threads));
        history_close(history);
        history_support_remove(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_history_is_marked_as_ours_and_has_no_log),
        cmocka_unit_test(what_is_closed_is_one_file),
        cmocka_unit_test(an_empty_file_is_a_new_history),
        cmocka_unit_test(one_whose_making_was_cut_short_is_made),
        cmocka_unit_test(what_is_not_there_is_not_made_for_reading),
        cmocka_unit_test(a_folder_for_it_is_not_made),
        cmocka_unit_test(a_file_that_is_no_database_is_refused_and_left_alone),
        cmocka_unit_test(another_programs_database_is_refused_and_left_alone),
        cmocka_unit_test(a_newer_schema_is_refused),
        cmocka_unit_test(an_older_history_is_brought_up_to_date_and_says_what_it_said),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(a_name_is_always_that_of_a_file),
        cmocka_unit_test(the_log_of_an_older_program_goes),
        cmocka_unit_test(tables_and_what_hangs_on_them_are_as_they_were_made),
        cmocka_unit_test(several_make_the_same_history_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
