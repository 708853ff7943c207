/* Covers src/service/editions.c where there is a history. */
#include "service/editions.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture.h"
#include "editions_call.h"
#include "history_support.h"
#include "scratch.h"
#include "support.h"

#define NOBODY 65534

static char *A_YAML[] = { (char *)"a.yaml", NULL };
static char *BOTH[] = { (char *)"a.yaml", (char *)"b.yaml", NULL };
static char *NO_FILE[] = { NULL };

#define NO_FILE_OF_B                                                                   \
    "confeed: b: is in the history, and in none of the files that are read; what was " \
    "published of it stays\n"

/* --- publishing files -------------------------------------------------------------------- */

static void files_are_published_into_a_history_that_is_made_if_need_be(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);

    editions_call_write("b", "B");
    editions_call_write("a", "A");
    editions_call_assert_opened(
        &call, BOTH, EXIT_STATUS_OK, "a@1 b@1",
        EDITIONS_CALL_FIRST_A EDITIONS_CALL_PUBLISHED("b", "1, 2007-07-12T00:00:00Z: 1 calendar"));
    g_autoptr(GArray) entries = history_list(editions_history(call.editions), "b", strings, NULL);
    const HistoryEntry *entry = &g_array_index(entries, HistoryEntry, 0);
    assert_int_equal(entries->len, 1);
    assert_string_equal(entry->by, "anna");
    assert_string_equal(entry->why, "b.yaml");
    assert_int_equal(entry->stamp, 1184198400);
    assert_int_equal(entry->keep, REVISION_KEEP_DEFAULT);
}

static void what_is_published_already_is_not_published_again(void **state)
{
    g_auto(EditionsCall) first = { 0 };
    g_auto(EditionsCall) second = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&first, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_assert_opened(&second, A_YAML, EXIT_STATUS_OK, "a@1", "");
    editions_call_assert_read(&second, editions_read_files, false, "a@1", "");
}

static void a_file_that_changes_is_published(void **state)
{
    g_auto(EditionsCall) call = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_write("a", "Other");
    editions_call_assert_read(
        &call, editions_read_files, true, "a@2",
        EDITIONS_CALL_PUBLISHED("a", "2, 2007-07-12T00:00:01Z: 1 calendar changes"));
    assert_string_equal(editions_call_title(&call, 0), "Other");
}

static void all_that_a_history_holds_is_there_in_order(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) of_a = { 0 };
    g_auto(EditionsCall) of_none = { 0 };

    editions_call_write("a", "A");
    editions_call_write("b", "B");
    editions_call_assert_opened(
        &call, BOTH, EXIT_STATUS_OK, "a@1 b@1",
        EDITIONS_CALL_FIRST_A EDITIONS_CALL_PUBLISHED("b", "1, 2007-07-12T00:00:00Z: 1 calendar"));
    editions_call_assert_opened(&of_a, A_YAML, EXIT_STATUS_OK, "a@1 b@1", NO_FILE_OF_B);
    editions_call_assert_opened(&of_none, NO_FILE, EXIT_STATUS_OK, "a@1 b@1", "");
    editions_call_assert_read(&of_none, editions_read_files, false, "a@1 b@1", "");
}

static void a_file_that_breaks_leaves_the_last_revision(void **state)
{
    static const char BROKEN[] = "a.yaml:1:1: error: an agenda file needs the key \"days\"\n";
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) again = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    scratch_write(".", "a.yaml", "agenda: {id: a, title: A, timezone: Europe/Brussels}\n");
    editions_call_assert_read(&call, editions_read_files, false, "a@1", BROKEN);
    editions_call_assert_opened(&again, A_YAML, EXIT_STATUS_INPUT, "a@1", BROKEN);
    assert_string_equal(editions_call_title(&again, 0), "A");
}

#define TWIN(path, other)                                                                   \
    "confeed: error: " path ": the agenda's id is \"a\", as in " other ": none of them is " \
    "taken, and what was there stays, until there is only one\n"

static void of_two_files_with_one_id_none_is_taken(void **state)
{
    static const char COPY[] = "agenda: {id: a, title: B, timezone: Europe/Brussels}\ndays: []\n";
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) again = { 0 };
    g_auto(EditionsCall) third = { 0 };

    editions_call_write("a", "A");
    scratch_write(".", "b.yaml", COPY);
    editions_call_assert_opened(&call, BOTH, EXIT_STATUS_INPUT, "",
                                TWIN("a.yaml", "b.yaml") TWIN("b.yaml", "a.yaml"));
    assert_true(editions_can_wait(call.editions));
    editions_call_write("b", "B");
    editions_call_assert_read(
        &call, editions_read_files, true, "a@1 b@1",
        EDITIONS_CALL_FIRST_A EDITIONS_CALL_PUBLISHED("b", "1, 2007-07-12T00:00:00Z: 1 calendar"));
    scratch_write(".", "b.yaml", COPY);
    editions_call_assert_read(&call, editions_read_files, false, "a@1 b@1",
                              TWIN("a.yaml", "b.yaml") TWIN("b.yaml", "a.yaml"));
    editions_call_assert_read(&call, editions_read_files, false, "a@1 b@1", "");
    assert_false(editions_are_good(call.editions));
    editions_call_assert_opened(&again, BOTH, EXIT_STATUS_INPUT, "a@1 b@1",
                                TWIN("a.yaml", "b.yaml") TWIN("b.yaml", "a.yaml") NO_FILE_OF_B);
    assert_string_equal(editions_call_title(&again, 0), "A");
    scratch_write(".", "b.yaml", "agenda: 7\n");
    editions_call_assert_opened(&third, A_YAML, EXIT_STATUS_OK, "a@1 b@1", NO_FILE_OF_B);
}

static void a_time_that_is_none_publishes_nothing(void **state)
{
    g_auto(EditionsCall) call = { 0 };

    editions_call_write("a", "A");
    g_setenv("SOURCE_DATE_EPOCH", "today", true);
    editions_call_assert_opened(
        &call, A_YAML, EXIT_STATUS_ENVIRONMENT, "",
        "confeed: error: SOURCE_DATE_EPOCH is \"today\", and should be seconds since "
        "1970\n");
}

/* --- not publishing ---------------------------------------------------------------------- */

static void with_manual_files_are_left_alone(void **state)
{
    g_auto(EditionsCall) first = { 0 };
    g_auto(EditionsCall) early = { .options = { .manual = true } };
    g_auto(EditionsCall) manual = { .options = { .manual = true } };

    editions_call_write("a", "A");
    editions_call_assert_opened(&early, A_YAML, EXIT_STATUS_ENVIRONMENT, "",
                                "confeed: error: " EDITIONS_CALL_HISTORY
                                ": there is no history; the first \"confeed publish\" makes it\n");
    editions_call_assert_opened(&first, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_write("a", "Other");
    editions_call_assert_opened(&manual, A_YAML, EXIT_STATUS_OK, "a@1", "");
    editions_call_assert_read(&manual, editions_read_files, false, "a@1", "");
    assert_string_equal(editions_call_title(&manual, 0), "A");
    editions_call_assert_read(
        &first, editions_read_files, true, "a@2",
        EDITIONS_CALL_PUBLISHED("a", "2, 2007-07-12T00:00:01Z: 1 calendar changes"));
    editions_call_assert_read(&manual, editions_read_history, true, "a@2", "");
    assert_string_equal(editions_call_title(&manual, 0), "Other");
}

static int check_options(gpointer data)
{
    return editions_options_are_whole(data) ? 0 : 1;
}

static void there_has_to_be_something_to_read(void **state)
{
    EditionsOptions nothing = { .paths = NO_FILE };
    EditionsOptions manual = { .paths = A_YAML, .manual = true };
    EditionsOptions history = { .paths = NO_FILE,
                                .history_path = EDITIONS_CALL_HISTORY,
                                .manual = true };
    EditionsOptions file = { .paths = A_YAML };
    g_auto(Captured) of_nothing = capture_run(check_options, &nothing);
    g_auto(Captured) of_manual = capture_run(check_options, &manual);
    g_auto(Captured) of_history = capture_run(check_options, &history);
    g_auto(Captured) of_file = capture_run(check_options, &file);

    assert_int_equal(of_nothing.status, 1);
    assert_string_equal(of_nothing.err,
                        "confeed: error: an agenda file is missing, or --history\n");
    assert_int_equal(of_manual.status, 1);
    assert_string_equal(of_manual.err, "confeed: error: --manual goes with --history\n");
    assert_int_equal(of_history.status, 0);
    assert_int_equal(of_file.status, 0);
    assert_string_equal(of_history.err, "");
    assert_string_equal(of_file.err, "");
}

/* --- a history that cannot be used ------------------------------------------------------- */

static void without_a_usable_history_nothing_is_served(void **state)
{
    static const char SAID[] = "confeed: error: history.db: not a history of confeed: choose "
                               "another file, or restore a copy\n";
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) manual = { .options = { .manual = true } };
    g_autofree char *junk = g_strnfill(5000, 'x');

    editions_call_write("a", "A");
    scratch_write(".", EDITIONS_CALL_HISTORY, junk);
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_ENVIRONMENT, "", SAID);
    assert_null(editions_history(call.editions));
    editions_call_assert_opened(&manual, A_YAML, EXIT_STATUS_ENVIRONMENT, "", SAID);
    g_autofree char *after = scratch_read(".", EDITIONS_CALL_HISTORY);
    assert_string_equal(after, junk);
}

/* From now on no more than what is said can be written, much as on a full disk. */
static void set_room(rlim_t octets)
{
    struct rlimit limit;

    signal(SIGXFSZ, octets != RLIM_INFINITY ? SIG_IGN : SIG_DFL);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = MIN(octets, limit.rlim_max);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void forbid_writing(void)
{
    set_room(2000);
}

static void allow_writing(void)
{
    set_room(RLIM_INFINITY);
}

static void what_cannot_be_published_leaves_the_last_revision(void **state)
{
    g_auto(EditionsCall) call = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    forbid_writing();
    editions_call_write("a", "Other");
    editions_call_assert_read(
        &call, editions_read_files, false, "a@1",
        "confeed: error: a.yaml: not published, the last revision stays: history.db: "
        "disk I/O error (File too large)\n");
    assert_string_equal(editions_call_title(&call, 0), "A");
    allow_writing();
    editions_call_assert_read(
        &call, editions_read_files, true, "a@2",
        EDITIONS_CALL_PUBLISHED("a", "2, 2007-07-12T00:00:01Z: 1 calendar changes"));
}

static void what_was_never_published_is_not_served_until_it_is(void **state)
{
    static const char SAID[] = "confeed: error: a.yaml: not published: "
                               "history.db: disk I/O error (File too large)\n";
    g_auto(EditionsCall) call = { 0 };

    history_close(history_support_open(EDITIONS_CALL_HISTORY, HISTORY_WRITE));
    forbid_writing();
    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_ENVIRONMENT, "", SAID);
    editions_call_write("a", "Other");
    editions_call_assert_read(&call, editions_read_files, false, "", SAID);
    allow_writing();
    editions_call_assert_read(&call, editions_read_files, true, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_write("a", "Third");
    editions_call_assert_read(
        &call, editions_read_files, true, "a@2",
        EDITIONS_CALL_PUBLISHED("a", "2, 2007-07-12T00:00:01Z: 1 calendar changes"));
}

static void what_others_have_published_takes_the_place_of_what_could_not_be(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) other = { 0 };

    history_close(history_support_open(EDITIONS_CALL_HISTORY, HISTORY_WRITE));
    forbid_writing();
    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_ENVIRONMENT, "",
                                "confeed: error: a.yaml: not published: history.db: "
                                "disk I/O error (File too large)\n");
    allow_writing();
    editions_call_assert_opened(&other, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_assert_read(&call, editions_read_history, true, "a@1", "");
}

static void a_revision_that_is_damaged_is_told_and_nothing_takes_its_place(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) again = { 0 };
    static const char DAMAGE[] =
        "confeed: error: history.db: the history is damaged (revision 1 of a: its agenda \"\" is "
        "malformed): restore a copy of it\n";

    editions_call_write("a", "A");
    editions_call_write("b", "B");
    editions_call_assert_opened(
        &call, BOTH, EXIT_STATUS_OK, "a@1 b@1",
        EDITIONS_CALL_FIRST_A EDITIONS_CALL_PUBLISHED("b", "1, 2007-07-12T00:00:00Z: 1 calendar"));
    editions_call_clear(&call);
    history_support_tamper(EDITIONS_CALL_HISTORY,
                           "UPDATE record SET text = 'x' WHERE agenda = 'a'");
    editions_call_assert_opened(&again, BOTH, EXIT_STATUS_ENVIRONMENT, "b@1", DAMAGE);
    assert_non_null(editions_lack(again.editions));
}

/* --- others who publish ------------------------------------------------------------------ */

static void what_others_publish_is_taken_over(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) other = { 0 };

    editions_call_write("a", "A");
    editions_call_write("b", "B");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_assert_read(&call, editions_read_history, false, "a@1", "");
    editions_call_write("a", "Other");
    editions_call_assert_opened(
        &other, BOTH, EXIT_STATUS_OK, "a@2 b@1",
        EDITIONS_CALL_PUBLISHED("a", "2, 2007-07-12T00:00:01Z: 1 calendar changes")
            EDITIONS_CALL_PUBLISHED("b", "1, 2007-07-12T00:00:00Z: 1 calendar"));
    editions_call_assert_read(&call, editions_read_history, true, "a@2 b@1", "");
    assert_string_equal(editions_call_title(&call, 0), "Other");
    editions_call_assert_read(&call, editions_read_history, false, "a@2 b@1", "");
    editions_call_assert_read(&other, editions_read_history, false, "a@2 b@1", "");
}

static void a_file_is_published_after_what_others_have_published_meanwhile(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) other = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_write("a", "B");
    editions_call_assert_opened(
        &other, A_YAML, EXIT_STATUS_OK, "a@2",
        EDITIONS_CALL_PUBLISHED("a", "2, 2007-07-12T00:00:01Z: 1 calendar changes"));
    editions_call_write("a", "C");
    editions_call_assert_read(
        &call, editions_read_files, true, "a@3",
        EDITIONS_CALL_PUBLISHED("a", "3, 2007-07-12T00:00:02Z: 1 calendar changes"));
    assert_string_equal(editions_call_title(&call, 0), "C");
    editions_call_assert_read(&other, editions_read_history, true, "a@3", "");
    assert_string_equal(editions_call_title(&other, 0), "C");
}

static void what_others_have_published_of_the_same_file_is_not_published_twice(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) other = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_write("a", "B");
    editions_call_assert_opened(
        &other, A_YAML, EXIT_STATUS_OK, "a@2",
        EDITIONS_CALL_PUBLISHED("a", "2, 2007-07-12T00:00:01Z: 1 calendar changes"));
    editions_call_assert_read(&call, editions_read_files, true, "a@2", "");
    editions_call_assert_read(&call, editions_read_files, false, "a@2", "");
}

/* --- a history that can only be read ----------------------------------------------------- */

/* Editions that may not write the history, and others that may. */
static void open_read_only(EditionsCall *call)
{
    bool is_root = geteuid() == 0;

    assert_int_equal(chmod(".", is_root ? 0755 : 0555), 0);
    assert_int_equal(chmod(EDITIONS_CALL_HISTORY, is_root ? 0644 : 0444), 0);
    assert_true(!is_root || seteuid(NOBODY) == 0);
    editions_call_assert_opened(
        call, A_YAML, EXIT_STATUS_OK, "a@2",
        "confeed: error: history.db cannot be written: what is published now will not be "
        "kept\n" EDITIONS_CALL_PUBLISHED("a", "2, 2007-07-12T00:00:01Z: 1 calendar changes"));
    assert_true(!is_root || seteuid(0) == 0);
    assert_int_equal(chmod(".", 0755), 0);
    assert_int_equal(chmod(EDITIONS_CALL_HISTORY, 0644), 0);
}

static void into_a_history_that_is_read_only_nothing_is_kept(void **state)
{
    g_auto(EditionsCall) first = { 0 };
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) later = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&first, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_clear(&first);
    editions_call_write("a", "Unkept");
    open_read_only(&call);
    assert_string_equal(editions_call_title(&call, 0), "Unkept");
    editions_call_assert_opened(&later, NO_FILE, EXIT_STATUS_OK, "a@1", "");
}

static void what_was_not_kept_stays_until_others_publish_something_later(void **state)
{
    g_auto(EditionsCall) first = { 0 };
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) other = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&first, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_clear(&first);
    editions_call_write("a", "Unkept");
    open_read_only(&call);
    editions_call_write("a", "A");
    editions_call_write("b", "B");
    editions_call_assert_opened(
        &other, BOTH, EXIT_STATUS_OK, "a@1 b@1",
        EDITIONS_CALL_PUBLISHED("b", "1, 2007-07-12T00:00:00Z: 1 calendar"));
    editions_call_assert_read(&call, editions_read_history, true, "a@2 b@1", "");
    assert_string_equal(editions_call_title(&call, 0), "Unkept");
    g_setenv("SOURCE_DATE_EPOCH", "1184199999", true);
    editions_call_write("a", "Later");
    editions_call_assert_read(
        &other, editions_read_files, true, "a@2 b@1",
        EDITIONS_CALL_PUBLISHED("a", "2, 2007-07-12T00:26:39Z: 1 calendar changes"));
    editions_call_assert_read(&call, editions_read_history, true, "a@2 b@1", "");
    assert_string_equal(editions_call_title(&call, 0), "Later");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDITIONS_CALL_TEST(files_are_published_into_a_history_that_is_made_if_need_be),
        EDITIONS_CALL_TEST(what_is_published_already_is_not_published_again),
        EDITIONS_CALL_TEST(a_file_that_changes_is_published),
        EDITIONS_CALL_TEST(all_that_a_history_holds_is_there_in_order),
        EDITIONS_CALL_TEST(a_file_that_breaks_leaves_the_last_revision),
        EDITIONS_CALL_TEST(of_two_files_with_one_id_none_is_taken),
        EDITIONS_CALL_TEST(a_time_that_is_none_publishes_nothing),
        EDITIONS_CALL_TEST(with_manual_files_are_left_alone),
        EDITIONS_CALL_TEST(there_has_to_be_something_to_read),
        EDITIONS_CALL_TEST(without_a_usable_history_nothing_is_served),
        EDITIONS_CALL_TEST(what_cannot_be_published_leaves_the_last_revision),
        EDITIONS_CALL_TEST(what_was_never_published_is_not_served_until_it_is),
        EDITIONS_CALL_TEST(what_others_have_published_takes_the_place_of_what_could_not_be),
        EDITIONS_CALL_TEST(a_revision_that_is_damaged_is_told_and_nothing_takes_its_place),
        EDITIONS_CALL_TEST(what_others_publish_is_taken_over),
        EDITIONS_CALL_TEST(a_file_is_published_after_what_others_have_published_meanwhile),
        EDITIONS_CALL_TEST(what_others_have_published_of_the_same_file_is_not_published_twice),
        EDITIONS_CALL_TEST(into_a_history_that_is_read_only_nothing_is_kept),
        EDITIONS_CALL_TEST(what_was_not_kept_stays_until_others_publish_something_later),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
