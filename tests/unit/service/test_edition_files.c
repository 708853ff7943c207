#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "capture.h"
#include "history_support.h"
#include "scratch.h"
#include "service/editions.h"
#include "service/follow/file_watch.h"
#include "support.h"

#define HISTORY "history.db"
#define HEAD "agenda: {id: a, title: A, timezone: Europe/Brussels}\ndays:\n"

static char *before;

/* Each test has a folder to itself and works in it. */
static int enter_folder(void **state)
{
    char *folder = scratch_new();

    g_setenv("SOURCE_DATE_EPOCH", "1184198400", true);
    before = g_get_current_dir();
    *state = folder;
    return chdir(folder);
}

static int leave_folder(void **state)
{
    int status = chdir(before);

    g_unsetenv("SOURCE_DATE_EPOCH");
    scratch_remove(*state);
    g_free(*state);
    g_clear_pointer(&before, g_free);
    return status;
}

/* a.yaml, an agenda of so many sessions, with whatever is to follow. */
static void write_agenda(guint count, const char *end)
{
    g_autoptr(GString) text = g_string_new(HEAD "  - date: 2007-07-10\n    slots:\n      - start: "
                                                "\"09:00\"\n        end: \"10:00\"\n        "
                                                "sessions:\n");

    for (guint i = 0; i < count; i++) {
        g_string_append_printf(text, "          - {id: s%u, title: Session %u}\n", i, i);
    }
    g_string_append(text, end);
    scratch_write(".", "a.yaml", text->str);
}

/* Editions of a.yaml with a history, as a service has them. */
typedef struct Bench {
    EditionsOptions options;
    Editions *editions;
    ExitStatus status;
    bool any;
    bool (*read)(Editions *editions);
} Bench;

static void bench_clear(Bench *bench)
{
    g_clear_pointer(&bench->editions, editions_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

static int open_all(gpointer data)
{
    Bench *bench = data;

    bench->editions = editions_new(&bench->options, &bench->status);
    return 0;
}

static int read_all(gpointer data)
{
    Bench *bench = data;

    bench->any = bench->read(bench->editions);
    return 0;
}

static void open_bench(Bench *bench, bool is_service)
{
    static char *paths[] = { (char *)"a.yaml", NULL };

    bench->options = (EditionsOptions){ .paths = paths,
                                        .history_path = HISTORY,
                                        .keep_seconds = REVISION_KEEP_DEFAULT,
                                        .by = "anna",
                                        .is_service = is_service };
    g_auto(Captured) captured = capture_run(open_all, bench);
    assert_int_equal(captured.status, 0);
}

static guint number_of(const Bench *bench)
{
    return ((const Revision *)editions_revisions(bench->editions)->pdata[0])->number;
}

/* Reads; `said` is what is said, of one line without its "confeed: ". */
static void assert_read(Bench *bench, bool (*read)(Editions *editions), guint number, bool is_good,
                        const char *said)
{
    bench->read = read;
    g_auto(Captured) captured = capture_run(read_all, bench);
    const char *line =
        g_str_has_prefix(captured.err, "confeed: ") ? captured.err + 9 : captured.err;
    assert_string_equal(line, said);
    assert_int_equal(number_of(bench), number);
    assert_int_equal(editions_are_good(bench->editions), is_good);
}

#define REVISION_2 "a: revision 2, 2007-07-12T00:00:01Z: 3 calendars change\n"
#define HELD "error: a.yaml: held back, what was there stays: "
#define REMEDY "; if that is meant: confeed publish --accept a.yaml --history history.db\n"

/* --- what is held back -------------------------------------------------------------------- */

static void what_is_held_back_is_said_once(void **state)
{
    g_auto(Bench) bench = { 0 };

    write_agenda(12, "");
    open_bench(&bench, true);
    write_agenda(12, "          - {id: x, title: X}");
    assert_read(&bench, editions_read_files, 1, false,
                HELD "its last line, 20, has no end, as if it were not all saved" REMEDY);
    assert_read(&bench, editions_read_files, 1, false, "");
    write_agenda(12, "          - {id: x, title: Y}");
    assert_read(&bench, editions_read_files, 1, false,
                HELD "its last line, 20, has no end, as if it were not all saved" REMEDY);
    write_agenda(6, "          - {id: x, title: Xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}\n");
    assert_read(&bench, editions_read_files, 1, false,
                HELD "6 of 12 sessions are not in it any more: s6 Session 6, s7 Session 7, s8 "
                     "Session 8 and 3 more" REMEDY);
    assert_int_equal(editions_due(bench.editions), G_MAXINT64);
    write_agenda(12, "");
    assert_read(&bench, editions_read_files, 1, true, "a.yaml: what it says is published by now\n");
}

static void what_is_held_back_is_read_again_when_others_have_published(void **state)
{
    g_auto(Bench) bench = { 0 };

    write_agenda(12, "");
    open_bench(&bench, true);
    write_agenda(12, "          - {id: x, title: X}");
    assert_read(&bench, editions_read_files, 1, false,
                HELD "its last line, 20, has no end, as if it were not all saved" REMEDY);
    g_auto(Bench) other = { 0 };
    write_agenda(12, "          - {id: x, title: X}\n");
    open_bench(&other, true);
    write_agenda(12, "          - {id: x, title: X}");
    assert_read(&bench, editions_read_history, 2, false, "");
    assert_true(editions_due(bench.editions) <= g_get_monotonic_time());
    assert_read(&bench, editions_read_due_files, 2, true,
                "a.yaml: what it says is published by now\n");
    assert_int_equal(editions_due(bench.editions), G_MAXINT64);
}

static void what_is_held_back_for_a_command_is_an_error_of_its_input(void **state)
{
    g_auto(Bench) first = { 0 };
    g_auto(Bench) second = { 0 };

    write_agenda(12, "");
    open_bench(&first, false);
    assert_int_equal(first.status, EXIT_STATUS_OK);
    write_agenda(3, "");
    open_bench(&second, false);
    assert_int_equal(second.status, EXIT_STATUS_INPUT);
    assert_int_equal(number_of(&second), 1);
}

/* --- what is tried again ------------------------------------------------------------------- */

#define FAILED \
    "error: a.yaml: not published, the last revision stays: history.db: another program holds it"

/* Another program that writes to the history. It holds it until it is closed. */
static sqlite3 *open_holder(void)
{
    sqlite3 *holder = NULL;

    assert_int_equal(sqlite3_open(HISTORY, &holder), SQLITE_OK);
    assert_int_equal(sqlite3_exec(holder, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    return holder;
}

static void wait_until_due(const Bench *bench)
{
    gint64 due = editions_due(bench->editions);

    assert_true(due <= g_get_monotonic_time() + 2 * G_USEC_PER_SEC);
    g_usleep((gulong)MAX(due - g_get_monotonic_time(), 0));
}

static void what_could_not_be_published_is_tried_again_and_said_once(void **state)
{
    g_auto(Bench) bench = { 0 };

    write_agenda(12, "");
    open_bench(&bench, true);
    sqlite3 *holder = open_holder();
    write_agenda(13, "");
    assert_read(&bench, editions_read_files, 1, false,
                FAILED "; it is tried again until it works\n");
    assert_read(&bench, editions_read_due_files, 1, false, "");
    wait_until_due(&bench);
    assert_read(&bench, editions_read_due_files, 1, false, "");
    assert_int_equal(sqlite3_close(holder), SQLITE_OK);
    wait_until_due(&bench);
    assert_read(&bench, editions_read_due_files, 2, true, REVISION_2);
    assert_int_equal(editions_due(bench.editions), G_MAXINT64);
}

static void a_command_tries_once(void **state)
{
    g_auto(Bench) bench = { 0 };

    write_agenda(12, "");
    open_bench(&bench, false);
    history_set_patience(editions_history(bench.editions), 10);
    sqlite3 *holder = open_holder();
    write_agenda(13, "");
    assert_read(&bench, editions_read_files, 1, false, FAILED "\n");
    assert_int_equal(editions_due(bench.editions), G_MAXINT64);
    assert_int_equal(sqlite3_close(holder), SQLITE_OK);
}

/* --- what is not whole yet ------------------------------------------------------------------ */

/* The answers to when_whole, one after the other; the last stays. */
typedef struct Answers {
    const gint64 *whens;
    guint at;
    guint count;
} Answers;

static gint64 when_whole(const char *path, gpointer data)
{
    Answers *answers = data;

    assert_string_equal(path, "a.yaml");
    return answers->whens[MIN(answers->at++, answers->count - 1)];
}

static void assert_waits(Bench *bench, const gint64 *whens, guint count, guint number, gint64 due,
                         const char *said)
{
    Answers answers = { whens, 0, count };

    editions_wait_until_whole(bench->editions, when_whole, &answers);
    assert_read(bench, editions_read_files, number, true, said);
    assert_int_equal(editions_due(bench->editions), due);
}

static void a_file_is_read_when_it_is_whole_before_and_after(void **state)
{
    static const gint64 OPEN[] = { SETTLING_NEVER };
    static const gint64 LATER[] = { 1234 };
    static const gint64 OPENED_MEANWHILE[] = { 0, SETTLING_NEVER };
    static const gint64 WHOLE[] = { 0 };
    g_auto(Bench) bench = { 0 };

    write_agenda(12, "");
    open_bench(&bench, true);
    scratch_write(".", "a.yaml", HEAD "  - {");
    assert_waits(&bench, OPEN, 1, 1, SETTLING_NEVER, "");
    assert_waits(&bench, LATER, 1, 1, 1234, "");
    assert_waits(&bench, OPENED_MEANWHILE, 2, 1, SETTLING_NEVER, "");
    write_agenda(13, "");
    assert_waits(&bench, WHOLE, 1, 2, SETTLING_NEVER, REVISION_2);
}

#define FILES_TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILES_TEST(what_is_held_back_is_said_once),
        FILES_TEST(what_is_held_back_is_read_again_when_others_have_published),
        FILES_TEST(what_is_held_back_for_a_command_is_an_error_of_its_input),
        FILES_TEST(what_could_not_be_published_is_tried_again_and_said_once),
        FILES_TEST(a_command_tries_once),
        FILES_TEST(a_file_is_read_when_it_is_whole_before_and_after),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
