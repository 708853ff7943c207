/* Covers src/service/edition_rules.c. */
#include "service/editions.h"

#include <sqlite3.h>

#include "editions_call.h"
#include "history_support.h"
#include "scratch.h"
#include "support.h"

#define BRUSSELS "zones/Europe/Brussels"
#define SYSTEM_FOLDER "/usr/share/zoneinfo/"
#define NEW_RULES "confeed: a: the rules of Europe/Brussels have changed\n"
#define FIRST EDITIONS_CALL_PUBLISHED("a", "1, 2007-07-12T00:00:00Z: 3 calendars")
#define CHANGED(number, time) \
    EDITIONS_CALL_PUBLISHED("a", number ", 2007-07-12T00:00:" time "Z: 3 calendars change")

static char *A_YAML[] = { (char *)"a.yaml", NULL };
static char *NO_FILE[] = { NULL };

/* Has Brussels go by the clocks of a zone of the system. */
static void set_brussels(const char *zone)
{
    g_autofree char *from = g_strconcat(SYSTEM_FOLDER, zone, NULL);
    g_autofree char *data = NULL;
    gsize size;

    assert_true(g_file_get_contents(from, &data, &size, NULL));
    scratch_write(".", BRUSSELS, "");
    assert_true(g_file_set_contents(BRUSSELS, data, (gssize)size, NULL));
}

static int enter(void **state)
{
    int status = editions_call_enter(state);
    g_autofree char *folder = g_get_current_dir();
    g_autofree char *zones = g_build_filename(folder, "zones", NULL);

    g_setenv("TZDIR", zones, TRUE);
    set_brussels("Europe/Brussels");
    return status;
}

static int leave(void **state)
{
    g_unsetenv("TZDIR");
    return editions_call_leave(state);
}

/* a.yaml, one session of that title. */
static void write_session(const char *title)
{
    g_autofree char *text = g_strdup_printf(
        "agenda: {id: a, title: A, timezone: Europe/Brussels}\ndays: [{date: 2007-07-20, slots: "
        "[{start: \"09:00\", end: \"10:00\", sessions: [{id: s, title: %s}]}]}]\n",
        title);

    scratch_write(".", "a.yaml", text);
}

static const Session *session_of(const EditionsCall *call)
{
    const Revision *revision = editions_revisions(call->editions)->pdata[0];

    return agenda_find_session(revision->agenda, "s");
}

/* When the session starts, at nine by the clocks of Brussels and of Tokyo. */
#define NINE_IN_BRUSSELS 1184914800
#define NINE_IN_TOKYO 1184889600

static void assert_starts(const EditionsCall *call, gint64 expected)
{
    assert_int_equal(session_of(call)->start_utc, expected);
}

static void new_rules_are_published_and_nothing_is_while_they_stay(void **state)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_auto(EditionsCall) call = { .options = { .is_service = true } };

    write_session("S");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", FIRST);
    assert_starts(&call, NINE_IN_BRUSSELS);
    editions_call_assert_read(&call, editions_read_rules, false, "a@1", "");
    set_brussels("Asia/Tokyo");
    editions_call_assert_read(&call, editions_read_rules, true, "a@2",
                              NEW_RULES CHANGED("2", "01"));
    assert_starts(&call, NINE_IN_TOKYO);
    editions_call_assert_read(&call, editions_read_rules, false, "a@2", "");
    editions_call_assert_read(&call, editions_read_files, false, "a@2", "");
    g_autoptr(GArray) entries = history_list(editions_history(call.editions), "a", strings, NULL);
    const HistoryEntry *entry = &g_array_index(entries, HistoryEntry, 1);
    assert_string_equal(entry->why, "the rules of Europe/Brussels have changed");
    assert_string_equal(entry->by, "anna");
}

static void new_files_with_the_same_rules_are_no_news(void **state)
{
    g_auto(EditionsCall) call = { .options = { .is_service = true } };

    write_session("S");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", FIRST);
    set_brussels("Europe/Brussels");
    editions_call_assert_read(&call, editions_read_rules, false, "a@1", "");
    assert_starts(&call, NINE_IN_BRUSSELS);
}

static void new_rules_and_what_is_new_in_a_file_are_told_apart(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) again = { 0 };

    write_session("S");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", FIRST);
    set_brussels("Asia/Tokyo");
    write_session("Other");
    editions_call_assert_opened(&again, A_YAML, EXIT_STATUS_OK, "a@3",
                                NEW_RULES CHANGED("2", "01") CHANGED("3", "02"));
    assert_starts(&again, NINE_IN_TOKYO);
    assert_string_equal(text_first(&session_of(&again)->title), "Other");
}

static void an_agenda_of_the_history_alone_gets_new_rules_too(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) again = { 0 };
    g_auto(EditionsCall) manual = { .options = { .manual = true } };

    write_session("S");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", FIRST);
    set_brussels("Asia/Tokyo");
    editions_call_assert_opened(&manual, NO_FILE, EXIT_STATUS_OK, "a@1", "");
    assert_starts(&manual, NINE_IN_BRUSSELS);
    editions_call_assert_opened(&again, NO_FILE, EXIT_STATUS_OK, "a@2",
                                NEW_RULES CHANGED("2", "01"));
}

static void without_its_file_a_zone_goes_on_by_the_rules_that_were_kept(void **state)
{
    g_auto(EditionsCall) call = { 0 };
    g_auto(EditionsCall) again = { 0 };

    write_session("S");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", FIRST);
    scratch_remove("zones");
    editions_call_assert_read(&call, editions_read_rules, false, "a@1", "");
    editions_call_assert_opened(&again, NO_FILE, EXIT_STATUS_OK, "a@1", "");
    assert_starts(&again, NINE_IN_BRUSSELS);
}

static void what_cannot_be_published_under_new_rules_is_told_once_and_tried_again(void **state)
{
    static const char FAILED[] =
        "confeed: error: a: not published under the new rules of its time zone, what was there "
        "stays: history.db: another program holds it\n";
    sqlite3 *holder = NULL;
    g_auto(EditionsCall) call = { .options = { .is_service = true } };

    write_session("S");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", FIRST);
    set_brussels("Asia/Tokyo");
    assert_int_equal(sqlite3_open(EDITIONS_CALL_HISTORY, &holder), SQLITE_OK);
    assert_int_equal(sqlite3_exec(holder, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    editions_call_assert_read(&call, editions_read_rules, false, "a@1", FAILED);
    editions_call_assert_read(&call, editions_read_rules, false, "a@1", "");
    assert_starts(&call, NINE_IN_BRUSSELS);
    assert_int_equal(sqlite3_close(holder), SQLITE_OK);
    editions_call_assert_read(&call, editions_read_rules, true, "a@2",
                              NEW_RULES CHANGED("2", "01"));
    assert_starts(&call, NINE_IN_TOKYO);
}

static void of_what_is_damaged_nothing_is_published_under_new_rules(void **state)
{
    static const char FAILED[] =
        "confeed: error: a: not published under the new rules of its time zone, what was there "
        "stays: history.db: the history is damaged (revision 1 of a: it is not what was "
        "published): restore a copy of it\n";
    g_auto(EditionsCall) call = { .options = { .is_service = true } };

    write_session("S");
    editions_call_assert_opened(&call, A_YAML, EXIT_STATUS_OK, "a@1", FIRST);
    history_support_tamper(EDITIONS_CALL_HISTORY,
                           "UPDATE record SET text = replace(text, '\"S\"', '\"X\"')");
    set_brussels("Asia/Tokyo");
    editions_call_assert_read(&call, editions_read_rules, false, "a@1", FAILED);
    editions_call_assert_read(&call, editions_read_rules, false, "a@1", "");
}

#define RULES_TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULES_TEST(new_rules_are_published_and_nothing_is_while_they_stay),
        RULES_TEST(new_files_with_the_same_rules_are_no_news),
        RULES_TEST(new_rules_and_what_is_new_in_a_file_are_told_apart),
        RULES_TEST(an_agenda_of_the_history_alone_gets_new_rules_too),
        RULES_TEST(without_its_file_a_zone_goes_on_by_the_rules_that_were_kept),
        RULES_TEST(what_cannot_be_published_under_new_rules_is_told_once_and_tried_again),
        RULES_TEST(of_what_is_damaged_nothing_is_published_under_new_rules),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
