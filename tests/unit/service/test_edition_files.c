#include <sqlite3.h>
#include <string.h>

#include "editions_call.h"
#include "history_support.h"
#include "scratch.h"
#include "service/follow/file_watch.h"
#include "support.h"

#define HEAD "agenda: {id: a, title: A, timezone: Europe/Brussels}\ndays:\n"

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

static void open_call(EditionsCall *call, bool is_service)
{
    static char *paths[] = { (char *)"a.yaml", NULL };

    call->options.is_service = is_service;
    g_free(editions_call_open(call, paths));
}

static guint number_of(const EditionsCall *call)
{
    return ((const Revision *)editions_revisions(call->editions)->pdata[0])->number;
}

/* Reads; `said` is what is said, of one line without its "confeed: ". */
static void assert_read(EditionsCall *call, bool (*read)(Editions *editions), guint number,
                        bool is_good, const char *said)
{
    g_autofree char *text = editions_call_read(call, read);
    const char *line = g_str_has_prefix(text, "confeed: ") ? text + strlen("confeed: ") : text;
    assert_string_equal(line, said);
    assert_int_equal(number_of(call), number);
    assert_int_equal(editions_are_good(call->editions), is_good);
}

#define REVISION_2 "a: revision 2, 2007-07-12T00:00:01Z: 3 calendars change\n"
#define HELD "error: a.yaml: held back, what was there stays: "
#define REMEDY "; if that is meant: confeed publish --accept a.yaml --history history.db\n"

/* --- what is held back -------------------------------------------------------------------- */

static void what_is_held_back_is_said_once(void **state)
{
    g_auto(EditionsCall) call = { 0 };

    write_agenda(12, "");
    open_call(&call, true);
    write_agenda(12, "          - {id: x, title: X}");
    assert_read(&call, editions_read_files, 1, false,
                HELD "its last line, 20, has no end, as if it were not all saved" REMEDY);
    assert_read(&call, editions_read_files, 1, false, "");
    write_agenda(12, "          - {id: x, title: Y}");
    assert_read(&call, editions_read_files, 1, false,
                HELD "its last line, 20, has no end, as if it were not all saved" REMEDY);
    write_agenda(6, "          - {id: x, title: Xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}\n");
    assert_read(&call, editions_read_files, 1, false,
                HELD "6 of 12 sessions are not in it any more: s6 Session 6, s7 Session 7, s8 "
                     "Session 8 and 3 more" REMEDY);
    assert_int_equal(editions_due(call.editions), G_MAXINT64);
    write_agenda(12, "");
    assert_read(&call, editions_read_files, 1, true, "a.yaml: what it says is published by now\n");
}

static void what_is_held_back_is_read_again_when_others_have_published(void **state)
{
    g_auto(EditionsCall) call = { 0 };

    write_agenda(12, "");
    open_call(&call, true);
    write_agenda(12, "          - {id: x, title: X}");
    assert_read(&call, editions_read_files, 1, false,
                HELD "its last line, 20, has no end, as if it were not all saved" REMEDY);
    g_auto(EditionsCall) other = { 0 };
    write_agenda(12, "          - {id: x, title: X}\n");
    open_call(&other, true);
    write_agenda(12, "          - {id: x, title: X}");
    assert_read(&call, editions_read_history, 2, false, "");
    assert_true(editions_due(call.editions) <= g_get_monotonic_time());
    assert_read(&call, editions_read_due_files, 2, true,
                "a.yaml: what it says is published by now\n");
    assert_int_equal(editions_due(call.editions), G_MAXINT64);
}

static void what_is_held_back_for_a_command_is_an_error_of_its_input(void **state)
{
    g_auto(EditionsCall) first = { 0 };
    g_auto(EditionsCall) second = { 0 };

    write_agenda(12, "");
    open_call(&first, false);
    assert_int_equal(first.status, EXIT_STATUS_OK);
    write_agenda(3, "");
    open_call(&second, false);
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

    assert_int_equal(sqlite3_open(EDITIONS_CALL_HISTORY, &holder), SQLITE_OK);
    assert_int_equal(sqlite3_exec(holder, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    return holder;
}

static void wait_until_due(const EditionsCall *call)
{
    gint64 due = editions_due(call->editions);

    assert_true(due <= g_get_monotonic_time() + 2 * G_USEC_PER_SEC);
    g_usleep((gulong)MAX(due - g_get_monotonic_time(), 0));
}

static void what_could_not_be_published_is_tried_again_and_said_once(void **state)
{
    g_auto(EditionsCall) call = { 0 };

    write_agenda(12, "");
    open_call(&call, true);
    sqlite3 *holder = open_holder();
    write_agenda(13, "");
    assert_read(&call, editions_read_files, 1, false,
                FAILED "; it is tried again until it works\n");
    assert_read(&call, editions_read_due_files, 1, false, "");
    wait_until_due(&call);
    assert_read(&call, editions_read_due_files, 1, false, "");
    assert_int_equal(sqlite3_close(holder), SQLITE_OK);
    wait_until_due(&call);
    assert_read(&call, editions_read_due_files, 2, true, REVISION_2);
    assert_int_equal(editions_due(call.editions), G_MAXINT64);
}

static void a_command_tries_once(void **state)
{
    g_auto(EditionsCall) call = { 0 };

    write_agenda(12, "");
    open_call(&call, false);
    history_set_patience(editions_history(call.editions), 10);
    sqlite3 *holder = open_holder();
    write_agenda(13, "");
    assert_read(&call, editions_read_files, 1, false, FAILED "\n");
    assert_int_equal(editions_due(call.editions), G_MAXINT64);
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

static void assert_waits(EditionsCall *call, const gint64 *whens, guint count, guint number,
                         gint64 due, const char *said)
{
    Answers answers = { whens, 0, count };

    editions_wait_until_whole(call->editions, when_whole, &answers);
    assert_read(call, editions_read_files, number, true, said);
    assert_int_equal(editions_due(call->editions), due);
}

static void a_file_is_read_when_it_is_whole_before_and_after(void **state)
{
    static const gint64 OPEN[] = { SETTLING_NEVER };
    static const gint64 LATER[] = { 1234 };
    static const gint64 OPENED_MEANWHILE[] = { 0, SETTLING_NEVER };
    static const gint64 WHOLE[] = { 0 };
    g_auto(EditionsCall) call = { 0 };

    write_agenda(12, "");
    open_call(&call, true);
    scratch_write(".", "a.yaml", HEAD "  - {");
    assert_waits(&call, OPEN, 1, 1, SETTLING_NEVER, "");
    assert_waits(&call, LATER, 1, 1, 1234, "");
    assert_waits(&call, OPENED_MEANWHILE, 2, 1, SETTLING_NEVER, "");
    write_agenda(13, "");
    assert_waits(&call, WHOLE, 1, 2, SETTLING_NEVER, REVISION_2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDITIONS_CALL_TEST(what_is_held_back_is_said_once),
        EDITIONS_CALL_TEST(what_is_held_back_is_read_again_when_others_have_published),
        EDITIONS_CALL_TEST(what_is_held_back_for_a_command_is_an_error_of_its_input),
        EDITIONS_CALL_TEST(what_could_not_be_published_is_tried_again_and_said_once),
        EDITIONS_CALL_TEST(a_command_tries_once),
        EDITIONS_CALL_TEST(a_file_is_read_when_it_is_whole_before_and_after),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
