#include "history/sqlite/sqlite_database.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history_support.h"
#include "scratch.h"
#include "support.h"

#define NOBODY 65534

/* --- what may not be written ------------------------------------------------------------- */

/* A folder and what is in it may be read by all. */
static void set_modes(const char *folder, mode_t of_folder, mode_t of_files)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *file = g_build_filename(folder, name, NULL);
        assert_int_equal(g_chmod(file, of_files), 0);
    }
    assert_int_equal(g_chmod(folder, of_folder), 0);
}

/* From here on nothing in the folder can be written; modes do not bind root, who becomes another
 * for this time. Skips the test where that cannot be. */
static void forbid_writing(const char *folder)
{
    set_modes(folder, 0555, 0444);
    if (geteuid() == 0 && (seteuid(NOBODY) != 0 || access(folder, R_OK) != 0)) {
        assert_int_equal(seteuid(0), 0);
        print_message("skipped: root cannot become another user here\n");
        skip();
    }
}

static void allow_writing(const char *folder)
{
    assert_int_equal(seteuid(getuid()), 0);
    set_modes(folder, 0755, 0644);
}

/* In a folder whose name says something else in a URI. */
static char *odd_path_new(void)
{
    g_autofree char *folder = scratch_new();
    g_autofree char *odd = g_build_filename(folder, "a%20b?mode=memory#é", NULL);

    assert_int_equal(g_mkdir(odd, 0755), 0);
    assert_int_equal(g_chmod(folder, 0755), 0);
    return g_build_filename(odd, "history.sqlite", NULL);
}

static void remove_odd(const char *path)
{
    g_autofree char *odd = g_path_get_dirname(path);
    g_autofree char *folder = g_path_get_dirname(odd);

    scratch_remove(folder);
}

static void publish_one(const char *path, guint number)
{
    History *history = history_support_open(path, HISTORY_WRITE);
    HistoryFacts *facts = history_support_facts("a", number);
    g_autofree char *text = g_strdup_printf("text %u", number);

    history_support_record(facts, "session", "1", text);
    history_support_append(history, facts);
    history_close(history);
}

static void assert_append_is_refused(History *history, guint number)
{
    g_autoptr(HistoryFacts) facts = history_support_facts("a", number);
    g_autoptr(GError) error = NULL;

    assert_true(history_is_read_only(history));
    assert_false(history_support_try_append(history, facts, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_READ_ONLY));
    assert_true(g_str_has_prefix(error->message, history_name(history)));
    assert_non_null(strstr(error->message, ": the history can only be read"));
}

static void what_is_opened_for_reading_is_not_written(void **state)
{
    g_autofree char *path = history_support_path_new();

    publish_one(path, 1);
    History *history = history_support_open(path, HISTORY_READ);
    assert_append_is_refused(history, 2);
    history_close(history);
    history_support_remove(path);
}

static void a_history_that_cannot_be_written_is_read(void **state)
{
    g_autofree char *path = odd_path_new();
    g_autofree char *folder = g_path_get_dirname(path);

    publish_one(path, 1);
    g_autofree char *before = scratch_describe(folder);
    forbid_writing(folder);
    History *history = history_support_open(path, HISTORY_WRITE);
    assert_append_is_refused(history, 2);
    g_autofree char *text = history_support_read(history, "a", 1);
    g_autofree char *faults = history_support_verify(history);
    assert_non_null(strstr(text, "text 1"));
    assert_string_equal(faults, "");
    history_close(history);
    allow_writing(folder);
    g_autofree char *after = scratch_describe(folder);
    assert_string_equal(after, before);
    remove_odd(path);
}

static void its_news_are_seen_all_the_same(void **state)
{
    g_autofree char *path = odd_path_new();
    g_autofree char *folder = g_path_get_dirname(path);

    publish_one(path, 1);
    forbid_writing(folder);
    History *history = history_support_open(path, HISTORY_READ);
    g_autofree char *first = history_support_read(history, "a", 1);
    assert_false(history_has_news(history));
    allow_writing(folder);
    publish_one(path, 2);
    forbid_writing(folder);
    assert_true(history_has_news(history));
    assert_false(history_has_news(history));
    g_autofree char *second = history_support_read(history, "a", 2);
    assert_non_null(strstr(second, "text 2"));
    assert_append_is_refused(history, 3);
    history_close(history);
    allow_writing(folder);
    remove_odd(path);
}

static void copy_file(const char *from, const char *folder, const char *name)
{
    g_autofree char *to = g_build_filename(folder, name, NULL);
    g_autofree char *octets = NULL;
    gsize size;

    assert_true(g_file_get_contents(from, &octets, &size, NULL));
    assert_true(g_file_set_contents(to, octets, (gssize)size, NULL));
}

/* Copies what a program would leave behind that is killed in the middle of a publication: the file
 * half written, and its journal. */
static void leave_behind(const char *path, const char *folder)
{
    g_autofree char *journal = g_strconcat(path, "-journal", NULL);
    sqlite3 *other = NULL;

    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other,
                                  "PRAGMA cache_size = 1; BEGIN; UPDATE revision SET by = 'nobody';"
                                  "INSERT INTO change SELECT agenda, number, 'p' || value,"
                                  " hex(zeroblob(2000)), '[]' FROM revision,"
                                  " json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]');",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    copy_file(path, folder, "history.sqlite");
    copy_file(journal, folder, "history.sqlite-journal");
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
}

static void one_with_a_journal_is_read_as_it_was_and_not_in_part(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *left = odd_path_new();
    g_autofree char *folder = g_path_get_dirname(left);
    g_autoptr(GError) error = NULL;

    publish_one(path, 1);
    leave_behind(path, folder);
    forbid_writing(folder);
    assert_null(history_open(left, HISTORY_READ, &error));
    allow_writing(folder);
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_FAILED));
    assert_non_null(strstr(error->message,
                           "history.sqlite: what was published last is in a journal beside it, and "
                           "it or its folder cannot be written: open it once as somebody who can"));
    History *again = history_support_open(left, HISTORY_READ);
    g_autofree char *text = history_support_read(again, "a", 1);
    g_autofree char *faults = history_support_verify(again);
    assert_non_null(strstr(text, "|Ada|"));
    assert_string_equal(faults, "");
    history_close(again);
    assert_false(scratch_has(folder, "history.sqlite-journal"));
    remove_odd(left);
    history_support_remove(path);
}

static void one_of_an_older_program_that_cannot_be_written_is_told(void **state)
{
    g_autofree char *path = odd_path_new();
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;

    publish_one(path, 1);
    history_support_tamper(path, "PRAGMA journal_mode = WAL");
    forbid_writing(folder);
    assert_null(history_open(path, HISTORY_READ, &error));
    allow_writing(folder);
    assert_non_null(strstr(error->message, "history.sqlite: made by an older version of confeed"));
    history_close(history_support_open(path, HISTORY_READ));
    remove_odd(path);
}

/* --- where it is ------------------------------------------------------------------------- */

static void assert_append_fails(History *history, guint number, const char *text)
{
    g_autoptr(HistoryFacts) facts = history_support_facts("a", number);
    g_autoptr(GError) error = NULL;

    assert_false(history_support_try_append(history, facts, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_FAILED));
    if (strstr(error->message, text) == NULL) {
        fail_msg("%s", error->message);
    }
}

static void one_that_is_moved_is_missed_and_found_again(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *aside = g_strconcat(path, ".aside", NULL);
    History *history = history_support_open(path, HISTORY_WRITE);

    history_support_append(history, history_support_facts("a", 1));
    assert_int_equal(history_find_place(history), HISTORY_IN_PLACE);
    assert_int_equal(g_rename(path, aside), 0);
    assert_int_equal(history_find_place(history), HISTORY_GONE);
    assert_append_fails(history, 2,
                        ": the history that was opened is no longer there: put it back");
    g_autofree char *text = history_support_read(history, "a", 1);
    assert_int_equal(g_rename(aside, path), 0);
    assert_int_equal(history_find_place(history), HISTORY_IN_PLACE);
    history_support_append(history, history_support_facts("a", 2));
    history_close(history);
    history_support_remove(path);
}

/* Another is opened as itself, be the one before it still open. */
static void one_that_is_replaced_is_not_taken_for_the_other(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *backup = g_strconcat(path, ".backup", NULL);
    History *history = history_support_open(path, HISTORY_WRITE);

    history_support_append(history, history_support_facts("a", 1));
    copy_file(path, folder, "history.sqlite.backup");
    history_support_append(history, history_support_facts("a", 2));
    assert_int_equal(g_rename(backup, path), 0);
    assert_int_equal(history_find_place(history), HISTORY_REPLACED);
    assert_append_fails(history, 3, ": the history that was opened is no longer there");
    History *other = history_support_open(path, HISTORY_WRITE);
    g_autoptr(GError) error = NULL;
    assert_null(history_read(other, "a", 2, &error));
    history_close(history);
    history_support_append(other, history_support_facts("a", 2));
    g_autofree char *faults = history_support_verify(other);
    assert_string_equal(faults, "");
    history_close(other);
    history_support_remove(path);
}

static void one_that_is_cut_short_is_missed_but_not_one_that_was_vacuumed(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    history_support_append(history, history_support_facts("a", 1));
    history_support_tamper(path, "CREATE TABLE t(a); INSERT INTO t SELECT zeroblob(100000);");
    assert_true(history_has_news(history));
    history_support_tamper(path, "DROP TABLE t; VACUUM;");
    assert_int_equal(history_find_place(history), HISTORY_IN_PLACE);
    assert_int_equal(truncate(path, history_support_size(path) - 4096), 0);
    assert_int_equal(history_find_place(history), HISTORY_TRUNCATED);
    assert_append_fails(history, 2, ": the history that was opened is no longer there");
    assert_int_equal(truncate(path, 0), 0);
    assert_int_equal(history_find_place(history), HISTORY_TRUNCATED);
    history_close(history);
    history_support_remove(path);
}

/* Who reads on and on keeps nobody from publishing. */
static void a_copy_is_as_it_was_and_holds_nobody_up(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    history_support_append(history, history_support_facts("a", 1));
    History *copy = history_support_open(path, HISTORY_COPY);
    history_support_append(history, history_support_facts("a", 2));
    g_autofree char *text = history_support_read(copy, "a", 1);
    g_autofree char *faults = history_support_verify(copy);
    assert_string_equal(faults, "");
    assert_null(history_read(copy, "a", 2, NULL));
    assert_append_is_refused(copy, 2);
    history_close(copy);
    history_close(history);
    history_support_remove(path);
}

/* --- what each connection is like ---------------------------------------------------------- */

static int setting(const SqliteDatabase *database, int which)
{
    int value = -1;

    assert_int_equal(sqlite3_db_config(database->handle, which, -1, &value), SQLITE_OK);
    return value;
}

static void nothing_in_a_file_is_trusted(void **state)
{
    static const HistoryAccess ACCESSES[] = { HISTORY_READ, HISTORY_WRITE, HISTORY_COPY };
    g_autofree char *path = history_support_path_new();
    gint64 value = 0;

    publish_one(path, 1);
    for (gsize i = 0; i < G_N_ELEMENTS(ACCESSES); i++) {
        g_autoptr(SqliteDatabase) database =
            sqlite_database_open(path, &SQLITE_KIND_HISTORY, ACCESSES[i], NULL);
        assert_int_equal(setting(database, SQLITE_DBCONFIG_DEFENSIVE), 1);
        assert_int_equal(setting(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA), 0);
        assert_int_equal(setting(database, SQLITE_DBCONFIG_ENABLE_TRIGGER), 0);
        assert_int_equal(setting(database, SQLITE_DBCONFIG_ENABLE_VIEW), 0);
        assert_true(sqlite_database_ask(database, "PRAGMA cell_size_check", &value, NULL));
        assert_int_equal(value, 1);
        assert_true(sqlite_database_ask(database, "PRAGMA wal_autocheckpoint", &value, NULL));
        assert_int_equal(value, 0);
    }
    history_support_remove(path);
}

static void a_statement_that_does_not_end_is_ended(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autoptr(GError) error = NULL;
    gint64 value;

    publish_one(path, 1);
    g_autoptr(SqliteDatabase) database =
        sqlite_database_open(path, &SQLITE_KIND_HISTORY, HISTORY_READ, NULL);
    assert_false(
        sqlite_database_ask(database,
                            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
                            "SELECT count(*) FROM r",
                            &value, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    assert_non_null(strstr(error->message, "it holds more than a file of its size can"));
    history_support_remove(path);
}

static void one_that_cannot_be_made_is_an_error(void **state)
{
    g_autofree char *path = odd_path_new();
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;

    forbid_writing(folder);
    assert_null(history_open(path, HISTORY_WRITE, &error));
    allow_writing(folder);
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_READ_ONLY));
    assert_non_null(strstr(error->message, "history.sqlite: cannot be made: Permission denied"));
    remove_odd(path);
}

static void one_that_cannot_be_read_is_an_error(void **state)
{
    g_autofree char *path = odd_path_new();
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;

    publish_one(path, 1);
    forbid_writing(folder);
    uid_t user = geteuid();
    assert_int_equal(seteuid(getuid()), 0);
    assert_int_equal(g_chmod(path, 0), 0);
    assert_int_equal(seteuid(user), 0);
    assert_null(history_open(path, HISTORY_READ, &error));
    allow_writing(folder);
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_FAILED));
    assert_non_null(strstr(error->message, ": unable to open database file (Permission denied)"));
    remove_odd(path);
}

/* --- what another holds ------------------------------------------------------------------ */

static void a_lock_that_is_not_given_up_is_told(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autoptr(HistoryFacts) facts = history_support_facts("a", 1);
    g_autoptr(GError) error = NULL;
    History *history = history_support_open(path, HISTORY_WRITE);
    sqlite3 *other = NULL;

    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    gint64 before = g_get_monotonic_time();
    assert_false(history_support_try_append(history, facts, &error));
    assert_true(g_get_monotonic_time() - before > 4 * G_USEC_PER_SEC);
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_BUSY));
    assert_non_null(strstr(error->message, ": another program holds it, and did not let go of it "
                                           "in 5 seconds: try again"));
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_true(history_support_try_append(history, facts, NULL));
    history_close(history);
    history_support_remove(path);
}

static void who_has_no_patience_is_told_at_once(void **state)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *said = g_strconcat(path, ": another program holds it", NULL);
    g_autoptr(HistoryFacts) facts = history_support_facts("a", 1);
    g_autoptr(GError) error = NULL;
    History *history = history_support_open(path, HISTORY_WRITE);
    sqlite3 *other = NULL;

    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    history_set_patience(history, 10);
    gint64 before = g_get_monotonic_time();
    assert_false(history_support_try_append(history, facts, &error));
    assert_true(g_get_monotonic_time() - before < 3 * G_USEC_PER_SEC);
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_BUSY));
    assert_string_equal(error->message, said);
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_opened_for_reading_is_not_written),
        cmocka_unit_test(a_history_that_cannot_be_written_is_read),
        cmocka_unit_test(its_news_are_seen_all_the_same),
        cmocka_unit_test(one_with_a_journal_is_read_as_it_was_and_not_in_part),
        cmocka_unit_test(one_of_an_older_program_that_cannot_be_written_is_told),
        cmocka_unit_test(one_that_is_moved_is_missed_and_found_again),
        cmocka_unit_test(one_that_is_replaced_is_not_taken_for_the_other),
        cmocka_unit_test(one_that_is_cut_short_is_missed_but_not_one_that_was_vacuumed),
        cmocka_unit_test(a_copy_is_as_it_was_and_holds_nobody_up),
        cmocka_unit_test(nothing_in_a_file_is_trusted),
        cmocka_unit_test(a_statement_that_does_not_end_is_ended),
        cmocka_unit_test(one_that_cannot_be_made_is_an_error),
        cmocka_unit_test(one_that_cannot_be_read_is_an_error),
        cmocka_unit_test(a_lock_that_is_not_given_up_is_told),
        cmocka_unit_test(who_has_no_patience_is_told_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
