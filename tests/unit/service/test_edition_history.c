/* Covers src/service/edition_history.c where the history goes, and edition_files.c where it holds
 * files back. */
#include "service/editions.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"
#include "editions_call.h"
#include "history_support.h"
#include "scratch.h"
#include "support.h"

#define ELSEWHERE "elsewhere.db"
#define WAITED                                                                                \
    "; until it is back, or a copy of it is moved there, nothing is published, and what was " \
    "stays served"
#define GONE "history.db: the history is gone" WAITED
#define IS_BACK "confeed: history.db: the history is back\n"
#define IS_ANOTHER \
    "confeed: history.db: another file was moved there, and is the history from now on\n"
#define CHANGED(number, time) \
    EDITIONS_CALL_PUBLISHED("a", number ", 2007-07-12T00:00:" time "Z: 1 calendar changes")

static char *A_YAML[] = { (char *)"a.yaml", NULL };
static char *BOTH[] = { (char *)"a.yaml", (char *)"b.yaml", NULL };
static char *NO_FILE[] = { NULL };

static void move(const char *from, const char *to)
{
    assert_int_equal(g_rename(from, to), 0);
}

static void copy(const char *from, const char *to)
{
    g_autofree char *data = NULL;
    gsize size;

    assert_true(g_file_get_contents(from, &data, &size, NULL));
    assert_true(g_file_set_contents(to, data, (gssize)size, NULL));
}

static void assert_lack(const EditionsCall *call, const char *expected)
{
    const char *lack = editions_lack(call->editions);

    assert_string_equal(lack != NULL ? lack : "", expected);
    assert_int_equal(editions_are_good(call->editions), lack == NULL);
    assert_int_equal(editions_holds(call->editions, "a"), lack == NULL);
}

/* --- a history that goes ------------------------------------------------------------------- */

static void a_history_that_is_gone_is_waited_for_and_what_was_stays(void **state)
{
    g_auto(EditionsCall) call = { .options = { .is_service = true } };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    assert_lack(&call, "");
    move(EDITIONS_CALL_HISTORY, ELSEWHERE);
    editions_call_assert_read(&call, editions_read_history, false, "a@1",
                              "confeed: error: " GONE "\n");
    editions_call_assert_read(&call, editions_read_history, false, "a@1", "");
    assert_lack(&call, GONE);
    move(ELSEWHERE, EDITIONS_CALL_HISTORY);
    editions_call_assert_read(&call, editions_read_history, true, "a@1", IS_BACK);
    assert_lack(&call, "");
    move(EDITIONS_CALL_HISTORY, ELSEWHERE);
    editions_call_assert_read(&call, editions_read_history, false, "a@1",
                              "confeed: error: " GONE "\n");
}

static void what_was_saved_while_the_history_was_gone_is_published_when_it_is_back(void **state)
{
    g_auto(EditionsCall) call = { .options = { .is_service = true } };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    move(EDITIONS_CALL_HISTORY, ELSEWHERE);
    editions_call_assert_read(&call, editions_read_history, false, "a@1",
                              "confeed: error: " GONE "\n");
    editions_call_write("a", "Other");
    editions_call_assert_read(&call, editions_read_files, false, "a@1",
                              "confeed: error: a.yaml: not published, the last revision stays: "
                              "history.db: the history that was opened is no longer there: put it "
                              "back, or a copy of it; it is tried again until it works\n");
    assert_string_equal(editions_call_title(&call, 0), "A");
    assert_false(scratch_has(".", EDITIONS_CALL_HISTORY));
    move(ELSEWHERE, EDITIONS_CALL_HISTORY);
    editions_call_assert_read(&call, editions_read_history, true, "a@2",
                              IS_BACK CHANGED("2", "01"));
    assert_string_equal(editions_call_title(&call, 0), "Other");
}

static void a_history_that_was_cut_short_is_waited_for(void **state)
{
    static const char CUT[] = "history.db: the history has been cut short" WAITED;
    g_auto(EditionsCall) call = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    copy(EDITIONS_CALL_HISTORY, ELSEWHERE);
    assert_int_equal(truncate(EDITIONS_CALL_HISTORY, 0), 0);
    g_autofree char *expected = g_strdup_printf("confeed: error: %s\n", CUT);
    editions_call_assert_read(&call, editions_read_history, false, "a@1", expected);
    assert_lack(&call, CUT);
    move(ELSEWHERE, EDITIONS_CALL_HISTORY);
    editions_call_assert_read(&call, editions_read_history, true, "a@1", IS_ANOTHER);
    assert_lack(&call, "");
}

static void what_is_moved_there_and_is_no_history_is_not_taken_up(void **state)
{
    static const char NO_HISTORY[] =
        "history.db: not a history of confeed: choose another file, or restore a copy" WAITED;
    g_autofree char *junk = g_strnfill(5000, 'x');
    g_autofree char *expected = g_strdup_printf("confeed: error: %s\n", NO_HISTORY);
    g_auto(EditionsCall) call = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    move(EDITIONS_CALL_HISTORY, ELSEWHERE);
    scratch_write(".", EDITIONS_CALL_HISTORY, junk);
    editions_call_assert_read(&call, editions_read_history, false, "a@1", expected);
    editions_call_assert_read(&call, editions_read_history, false, "a@1", "");
    assert_lack(&call, NO_HISTORY);
}

static void of_another_history_what_follows_is_taken_up(void **state)
{
    g_auto(EditionsCall) call = { .options = { .with_private = true } };
    g_auto(EditionsCall) other = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    copy(EDITIONS_CALL_HISTORY, ELSEWHERE);
    move(EDITIONS_CALL_HISTORY, "old.db");
    move(ELSEWHERE, EDITIONS_CALL_HISTORY);
    editions_call_write("a", "Other");
    editions_call_assert_opened(&other, A_YAML, EXIT_STATUS_OK, "a@2", CHANGED("2", "01"));
    editions_call_assert_read(&call, editions_read_history, true, "a@2", IS_ANOTHER);
    assert_string_equal(editions_call_title(&call, 0), "Other");
    assert_lack(&call, "");
}

/* A copy from before the second revision. */
static void an_older_history_takes_nothing_back(void **state)
{
    static const char LOST[] = "history.db: no longer holds revision 2 of a, which stays served: "
                               "put back the history that does, or start again with this one";
    g_autofree char *expected = g_strdup_printf(IS_ANOTHER "confeed: error: %s\n", LOST);
    g_auto(EditionsCall) call = { .options = { .manual = true } };
    g_auto(EditionsCall) other = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&other, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    copy(EDITIONS_CALL_HISTORY, ELSEWHERE);
    editions_call_write("a", "Other");
    editions_call_assert_read(&other, editions_read_files, true, "a@2", CHANGED("2", "01"));
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@2", "");
    move(ELSEWHERE, EDITIONS_CALL_HISTORY);
    editions_call_assert_read(&call, editions_read_history, true, "a@2", expected);
    assert_lack(&call, LOST);
    assert_string_equal(editions_call_title(&call, 0), "Other");
}

static void an_agenda_that_another_history_does_not_have_stays(void **state)
{
    static const char LOST[] = "history.db: no longer holds revision 1 of a, which stays served: "
                               "put back the history that does, or start again with this one";
    g_autofree char *expected = g_strdup_printf(IS_ANOTHER "confeed: error: %s\n", LOST);
    static char *b_yaml[] = { (char *)"b.yaml", NULL };
    g_auto(EditionsCall) call = { .options = { .manual = true } };
    g_auto(EditionsCall) of_a = { 0 };
    g_auto(EditionsCall) of_b = { 0 };

    editions_call_write("a", "A");
    editions_call_write("b", "B");
    editions_call_assert_opened(&of_a, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_assert_opened(&call, NO_FILE, EXIT_STATUS_OK, "a@1", "");
    move(EDITIONS_CALL_HISTORY, ELSEWHERE);
    editions_call_assert_opened(&of_b, b_yaml, EXIT_STATUS_OK, "b@1",
                                EDITIONS_CALL_PUBLISHED("b", "1, 2007-07-12T00:00:00Z: 1 "
                                                             "calendar"));
    editions_call_assert_read(&call, editions_read_history, true, "a@1 b@1", expected);
    assert_lack(&call, LOST);
}

static void an_agenda_whose_id_is_none_is_not_served_and_others_are(void **state)
{
    g_auto(EditionsCall) first = { 0 };
    g_auto(EditionsCall) call = { 0 };

    editions_call_write("a", "A");
    editions_call_write("b", "B");
    editions_call_assert_opened(
        &first, BOTH, EXIT_STATUS_OK, "a@1 b@1",
        EDITIONS_CALL_FIRST_A EDITIONS_CALL_PUBLISHED("b", "1, 2007-07-12T00:00:00Z: 1 calendar"));
    editions_call_clear(&first);
    history_support_tamper(EDITIONS_CALL_HISTORY, "UPDATE revision SET agenda = '../b'"
                                                  " WHERE agenda = 'b'");
    editions_call_assert_opened(&call, NO_FILE, EXIT_STATUS_ENVIRONMENT, "a@1",
                                "confeed: error: history.db: the history is damaged (no agenda can "
                                "be called \"../b\"): restore a copy of it\n");
    assert_non_null(editions_lack(call.editions));
}

/* --- files that are held back -------------------------------------------------------------- */

/* Publishes the first revision of "a" again, as others may. */
static void revert(void)
{
    g_autoptr(History) history = history_support_open(EDITIONS_CALL_HISTORY, HISTORY_WRITE);
    g_autoptr(Revision) last = NULL;
    g_auto(Publication) publication = { 0 };
    PublishOptions how = { .by = "bob", .now = 1184198500, .keep_seconds = REVISION_KEEP_DEFAULT };

    assert_true(chronicle_read_last(history, "a", &last, NULL));
    Agenda *again = chronicle_read_again(history, "a", 1, NULL);
    assert_int_equal(chronicle_publish(history, last, again, &how, &publication, NULL),
                     PUBLISH_DONE);
}

#define KEPT_BACK "confeed: a.yaml: says what revision 2 said; it is held back until it changes\n"

static void what_was_taken_back_is_kept_back_and_said_once(void **state)
{
    g_auto(EditionsCall) call = { .options = { .is_service = true } };
    g_auto(EditionsCall) again = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_write("a", "Other");
    editions_call_assert_read(&call, editions_read_files, true, "a@2", CHANGED("2", "01"));
    revert();
    editions_call_assert_read(&call, editions_read_files, true, "a@3", KEPT_BACK);
    editions_call_assert_read(&call, editions_read_files, false, "a@3", "");
    assert_string_equal(editions_call_title(&call, 0), "A");
    assert_true(editions_are_good(call.editions));
    editions_call_assert_opened(&again, A_YAML, EXIT_STATUS_OK, "a@3", KEPT_BACK);
    editions_call_write("a", "A");
    editions_call_assert_read(&call, editions_read_files, false, "a@3", "");
    editions_call_write("a", "Other");
    editions_call_assert_read(&call, editions_read_files, true, "a@4",
                              EDITIONS_CALL_PUBLISHED("a", "4, 2007-07-12T00:01:41Z: 1 calendar "
                                                           "changes"));
}

/* It says what another file of the agenda published. */
static void a_file_that_was_moved_is_kept_back_too(void **state)
{
    static char *moved[] = { (char *)"moved.yaml", NULL };
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) again = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    editions_call_write("a", "Other");
    editions_call_assert_read(&call, editions_read_files, true, "a@2", CHANGED("2", "01"));
    revert();
    move("a.yaml", "moved.yaml");
    editions_call_assert_opened(&again, moved, EXIT_STATUS_OK, "a@3",
                                "confeed: moved.yaml: says what revision 2 said; it is held back "
                                "until it changes\n");
}

static void where_what_files_have_said_cannot_be_read_nothing_is_published(void **state)
{
    static const char DAMAGED[] =
        "confeed: error: a.yaml: not published, the last revision stays: history.db: the history "
        "is damaged (database disk image is malformed): restore a copy of it; \"confeed history "
        "--verify\" says more\n";
    g_auto(EditionsCall) call = { 0 };

    editions_call_write("a", "A");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", EDITIONS_CALL_FIRST_A);
    history_support_ruin(EDITIONS_CALL_HISTORY, "file");
    editions_call_write("a", "Other");
    editions_call_assert_read(&call, editions_read_files, false, "a@1", DAMAGED);
    assert_false(editions_are_good(call.editions));
}

/* An agenda of that id with one session. */
static void write_with_session(const char *id)
{
    g_autofree char *path = g_strconcat(id, ".yaml", NULL);
    g_autofree char *text = g_strdup_printf(
        "agenda: {id: %s, title: A, timezone: Europe/Brussels}\ndays: [{date: 2007-07-20, slots: "
        "[{start: \"09:00\", end: \"10:00\", sessions: [{id: s, title: S}]}]}]\n",
        id);

    scratch_write(".", path, text);
}

static void an_id_that_changed_by_mistake_is_recognised(void **state)
{
    static const char HELD[] =
        "confeed: error: b.yaml: held back, what was there stays: it looks like the agenda a under "
        "a new id; if that is meant: confeed publish --accept b.yaml --history history.db\n"
        "confeed: a: is in the history, and in none of the files that are read; what was published "
        "of it stays\n";
    static char *b_yaml[] = { (char *)"b.yaml", NULL };
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) renamed = { 0 };
    g_auto(EditionsCall) beside = { 0 };

    write_with_session("a");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1",
                                EDITIONS_CALL_PUBLISHED("a", "1, 2007-07-12T00:00:00Z: 3 "
                                                             "calendars"));
    write_with_session("b");
    editions_call_assert_opened(&renamed, b_yaml, EXIT_STATUS_INPUT, "a@1", HELD);
    /* Where the other is still there, it is an agenda of its own. */
    editions_call_assert_opened(&beside, BOTH, EXIT_STATUS_OK, "a@1 b@1",
                                EDITIONS_CALL_PUBLISHED("b", "1, 2007-07-12T00:00:00Z: 3 "
                                                             "calendars"));
}

/* --- without a history --------------------------------------------------------------------- */

static void without_a_history_what_looks_cut_waits_for_another_start(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    EditionsOptions options = { .paths = A_YAML, .keep_seconds = REVISION_KEEP_DEFAULT };

    editions_call_write("a", "A");
    call.options = options;
    call.editions = editions_new(&call.options, NULL, &call.status);
    assert_int_equal(call.status, EXIT_STATUS_OK);
    scratch_write(".", "a.yaml", "agenda: {id: a, title: B, timezone: Europe/Brussels}\ndays: []");
    editions_call_assert_read(&call, editions_read_files, false, "a@1-",
                              "confeed: error: a.yaml: held back, what was there stays: its last "
                              "line, 2, has no end, as if it were not all saved; if that is meant: "
                              "start confeed again\n");
    assert_string_equal(editions_call_title(&call, 0), "A");
    editions_call_write("a", "B");
    editions_call_assert_read(&call, editions_read_files, true, "a@1-", "");
    assert_string_equal(editions_call_title(&call, 0), "B");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDITIONS_CALL_TEST(a_history_that_is_gone_is_waited_for_and_what_was_stays),
        EDITIONS_CALL_TEST(what_was_saved_while_the_history_was_gone_is_published_when_it_is_back),
        EDITIONS_CALL_TEST(a_history_that_was_cut_short_is_waited_for),
        EDITIONS_CALL_TEST(what_is_moved_there_and_is_no_history_is_not_taken_up),
        EDITIONS_CALL_TEST(of_another_history_what_follows_is_taken_up),
        EDITIONS_CALL_TEST(an_older_history_takes_nothing_back),
        EDITIONS_CALL_TEST(an_agenda_that_another_history_does_not_have_stays),
        EDITIONS_CALL_TEST(an_agenda_whose_id_is_none_is_not_served_and_others_are),
        EDITIONS_CALL_TEST(what_was_taken_back_is_kept_back_and_said_once),
        EDITIONS_CALL_TEST(a_file_that_was_moved_is_kept_back_too),
        EDITIONS_CALL_TEST(where_what_files_have_said_cannot_be_read_nothing_is_published),
        EDITIONS_CALL_TEST(an_id_that_changed_by_mistake_is_recognised),
        EDITIONS_CALL_TEST(without_a_history_what_looks_cut_waits_for_another_start),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
