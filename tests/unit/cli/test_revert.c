/* Covers src/cli/revert.c. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "history_support.h"
#include "scratch.h"
#include "support.h"

#define NOBODY 65534

#define FIRST_AGAIN                                                 \
    "forum: revision 3, 2007-07-03T00:00:00Z: 4 calendars change\n" \
    "\nAgenda\n  B (b): renamed, was \"C\"\n"                       \
    "\nIOM\n  B (b): renamed, was \"C\"\n"                          \
    "\nOther calendars: Tuesday 10 July 2007\n"

static void do_run(const char *line)
{
    g_auto(Captured) captured = command_line_run(line);

    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

/* As of 2007-07-03, after what command_line_publish_forum publishes. */
static void assert_reverted(const char *line, ExitStatus status, const char *out, const char *err)
{
    g_setenv("SOURCE_DATE_EPOCH", "1183420800", TRUE);
    command_line_assert(line, status, out, err);
    g_unsetenv("SOURCE_DATE_EPOCH");
}

/* The path that the history knows a file in the folder by; the caller's own. */
static char *path_in_folder(const char *name)
{
    g_autofree char *folder = g_get_current_dir();

    return g_build_filename(folder, name, NULL);
}

static void assert_last(const char *expected)
{
    g_auto(Captured) listed = command_line_run("history forum");
    const char *end = strchr(listed.out, '\n');

    assert_non_null(end);
    g_autofree char *last = g_strndup(listed.out, (gsize)(end - listed.out));
    assert_string_equal(last, expected);
}

/* Whether the last revision, as the text of a file, holds a text. */
static bool last_says(const char *text)
{
    g_auto(Captured) shown = command_line_run("history show forum@ --file");

    assert_int_equal(shown.status, EXIT_STATUS_OK);
    return strstr(shown.out, text) != NULL;
}

/* --- publishing again --------------------------------------------------------------------- */

static void an_earlier_revision_becomes_a_new_one(void **state)
{
    g_autofree char *calendar = NULL;

    command_line_publish_forum();
    assert_int_equal(g_unlink("forum.yaml"), 0);
    assert_reverted("revert forum 1 --by bob", EXIT_STATUS_OK, FIRST_AGAIN, "");
    assert_last("forum@3  2007-07-03T00:00:00Z  bob  as in revision 1");
    do_run("build --history confeed.db -o out");
    assert_true(g_file_get_contents("out/forum/sessions/b.ics", &calendar, NULL, NULL));
    assert_non_null(strstr(calendar, "\r\nSEQUENCE:2\r\n"));
    assert_non_null(strstr(calendar, "\r\nLAST-MODIFIED:20070703T000000Z\r\n"));
}

static void why_can_be_said(void **state)
{
    command_line_publish_forum();
    g_auto(Captured) captured = command_line_run("revert forum 1 --by bob -m mistaken");
    g_auto(Captured) listed = command_line_run("history forum");

    assert_int_equal(captured.status, EXIT_STATUS_OK);
    assert_non_null(strstr(listed.out, "  bob  mistaken\n"));
}

static void what_is_published_is_not_published_again(void **state)
{
    command_line_publish_forum();
    assert_reverted("revert forum 2", EXIT_STATUS_OK,
                    "forum: the last revision, 2, says the same\n", "");
    assert_last("forum@2  2007-07-02T00:00:00Z  anna  why");
}

static void how_long_what_is_cancelled_is_kept_stays(void **state)
{
    g_autofree char *calendar = NULL;

    command_line_write_forum("forum.yaml", "B");
    g_setenv("SOURCE_DATE_EPOCH", "1183248000", TRUE);
    do_run("publish forum.yaml --keep always");
    scratch_write(".", "forum.yaml",
                  "agenda: {id: forum, title: Forum, timezone: Europe/Brussels}\ndays: []\n");
    do_run("publish forum.yaml --keep always");
    do_run("revert forum 1");
    /* Years after the end of the meeting. */
    g_setenv("SOURCE_DATE_EPOCH", "1483248000", TRUE);
    do_run("revert forum 2");
    g_unsetenv("SOURCE_DATE_EPOCH");
    do_run("build --history confeed.db -o out");
    assert_true(g_file_get_contents("out/forum/agenda.ics", &calendar, NULL, NULL));
    assert_non_null(strstr(calendar, "\r\nSTATUS:CANCELLED\r\n"));
}

static void an_agenda_that_was_retired_goes_on(void **state)
{
    command_line_publish_forum();
    do_run("retire forum");
    do_run("revert forum 1");
    g_auto(Captured) captured = command_line_run("publish forum.yaml");
    assert_string_equal(captured.err, "");
    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

/* --- what was withdrawn ------------------------------------------------------------------- */

static void what_was_withdrawn_since_does_not_come_back(void **state)
{
    command_line_publish_forum();
    do_run("withdraw forum --session b");
    do_run("withdraw forum --agency ilo");
    do_run("revert forum 1");
    assert_false(last_says("\"id\":\"b\""));
    assert_false(last_says("ilo"));
    assert_true(last_says("\"title\":\"A\""));
    assert_true(last_says("\"id\":\"iom\""));
}

static void a_part_that_was_withdrawn_does_not_come_back_nor_what_stands_beside_it_go(void **state)
{
    command_line_publish_forum();
    do_run("withdraw forum --session a --agency ilo");
    do_run("revert forum 1");
    assert_false(last_says("chair"));
    assert_true(last_says("\"id\":\"ilo\""));
    assert_true(last_says("\"title\":\"A\""));
    assert_true(last_says("\"title\":\"B\""));
}

static void what_was_withdrawn_before_a_revision_and_accepted_for_it_is_in_it(void **state)
{
    command_line_publish_forum();
    do_run("withdraw forum --session b");
    command_line_write_forum("forum.yaml", "D");
    do_run("publish forum.yaml --accept");
    command_line_write_forum("forum.yaml", "E");
    do_run("publish forum.yaml");
    do_run("revert forum 4");
    assert_true(last_says("\"title\":\"D\""));
}

static void words_that_were_withdrawn_are_gone_and_the_rest_is_back(void **state)
{
    command_line_publish_forum();
    do_run("withdraw forum --text c");
    command_line_write_forum("forum.yaml", "D");
    do_run("publish forum.yaml");
    do_run("revert forum 2");
    assert_true(last_says("\"title\":\"(withdrawn)\""));
    assert_true(last_says("\"title\":\"A\""));
}

/* Without an id, a preparation is known by its title, which is gone. */
static void a_preparation_that_was_known_by_its_title_does_not_come_back(void **state)
{
    static const char BEGINNING[] = "agenda: {id: forum, title: F, timezone: Europe/Brussels}\n"
                                    "agencies: [{id: ilo, short: ILO}]\ndays: []\npreparations:\n"
                                    "  - {agency: ilo, role: comments, title: Other paper}\n";
    g_autofree char *whole =
        g_strconcat(BEGINNING, "  - {agency: ilo, role: comments, title: Secret}\n", NULL);
    g_autofree char *with_id =
        g_strconcat(BEGINNING, "  - {id: p, agency: ilo, role: comments, title: Known}\n", NULL);

    scratch_write(".", "forum.yaml", whole);
    do_run("publish forum.yaml");
    scratch_write(".", "forum.yaml", with_id);
    do_run("publish forum.yaml");
    do_run("withdraw forum --preparation ilo/comments/Secret");
    do_run("withdraw forum --preparation p");
    do_run("revert forum 2");
    assert_true(last_says("Other paper"));
    assert_false(last_says("(withdrawn)"));
    do_run("publish forum.yaml --accept");
    do_run("revert forum 1");
    assert_true(last_says("Other paper"));
    assert_false(last_says("(withdrawn)"));
}

static void nothing_of_an_agenda_that_was_withdrawn_comes_back(void **state)
{
    command_line_publish_forum();
    do_run("retire forum --withdraw");
    assert_reverted("revert forum 1", EXIT_STATUS_OK,
                    "forum: the last revision, 3, says the same\n", "");
    assert_true(last_says("\"title\":\"(withdrawn)\""));
    assert_false(last_says("ilo"));
}

/* --- files -------------------------------------------------------------------------------- */

static void a_file_that_says_what_was_taken_back_is_held_back_until_it_changes(void **state)
{
    g_autofree char *path = path_in_folder("forum.yaml");
    g_autofree char *expected = g_strdup_printf(
        FIRST_AGAIN "%s says what revision 2 said; it is held back until it changes\n", path);

    command_line_publish_forum();
    assert_reverted("revert forum 1", EXIT_STATUS_OK, expected, "");
    g_auto(Captured) held = command_line_run("build forum.yaml --history confeed.db -o out");
    assert_string_equal(held.err, "confeed: forum.yaml: says what revision 2 said; it is held back "
                                  "until it changes\n");
    assert_int_equal(held.status, EXIT_STATUS_OK);
    assert_true(last_says("\"title\":\"B\""));
    command_line_write_forum("forum.yaml", "D");
    do_run("build forum.yaml --history confeed.db -o out");
    assert_true(last_says("\"title\":\"D\""));
}

/* Histories of older programs do not say which file they come from. */
static void a_file_that_no_history_knows_is_held_back_too(void **state)
{
    command_line_publish_forum();
    history_support_tamper("confeed.db", "DELETE FROM file");
    do_run("revert forum 1");
    g_auto(Captured) held = command_line_run("build forum.yaml --history confeed.db -o out");
    assert_string_equal(held.err, "confeed: forum.yaml: says what revision 2 said; it is held back "
                                  "until it changes\n");
    assert_true(last_says("\"title\":\"B\""));
}

static void of_files_that_say_something_else_nothing_is_said(void **state)
{
    command_line_publish_forum();
    command_line_write_forum("forum.yaml", "D");
    assert_reverted("revert forum 1", EXIT_STATUS_OK, FIRST_AGAIN, "");
    scratch_write(".", "forum.yaml", "agenda: 7\n");
    g_auto(Captured) captured = command_line_run("revert forum 2");
    assert_null(strstr(captured.out, "forum.yaml"));
    assert_string_equal(captured.err, "");
}

static void a_file_is_written_if_that_is_asked_for(void **state)
{
    g_autofree char *path = path_in_folder("forum.yaml");
    g_autofree char *expected =
        g_strdup_printf(FIRST_AGAIN "%s says so, too; what it said is in %s~\n", path, path);
    struct stat status;

    command_line_publish_forum();
    g_autofree char *plain = scratch_read(".", "forum.yaml");
    g_autofree char *before = g_strconcat("# Of the secretariat.\n", plain, NULL);
    scratch_write(".", "forum.yaml", before);
    assert_int_equal(chmod("forum.yaml", 0640), 0);
    assert_reverted("revert forum 1 --write", EXIT_STATUS_OK, expected, "");
    g_autofree char *old = scratch_read(".", "forum.yaml~");
    g_autofree char *now = scratch_read(".", "forum.yaml");
    assert_string_equal(old, before);
    /* The built-in short name need not be written, but is. */
    g_autoptr(GString) wanted = g_string_new(before);
    g_string_replace(wanted, "title: C", "title: B", 1);
    assert_string_equal(now, wanted->str);
    assert_int_equal(stat("forum.yaml", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    command_line_assert("publish forum.yaml", EXIT_STATUS_OK,
                        "forum: nothing has changed since revision 3\n", "");
}

static void a_file_in_json_is_written_in_json(void **state)
{
    command_line_publish_forum();
    g_auto(Captured) second = command_line_run("history show forum@2 --file");
    assert_int_equal(g_unlink("forum.yaml"), 0);
    scratch_write(".", "forum.json", second.out);
    do_run("publish forum.json");
    do_run("revert forum 1 --write");
    g_auto(Captured) first = command_line_run("history show forum@1 --file");
    g_autofree char *written = scratch_read(".", "forum.json");
    assert_string_equal(written, first.out);
}

/* The earlier revision still has a place for it: "(withdrawn)". */
static void what_is_written_is_without_what_was_withdrawn(void **state)
{
    command_line_publish_forum();
    do_run("withdraw forum --session b");
    do_run("revert forum 1 --write");
    g_autofree char *written = scratch_read(".", "forum.yaml");
    assert_null(strstr(written, "id: b\n"));
    assert_null(strstr(written, "(withdrawn)"));
    command_line_assert("publish forum.yaml", EXIT_STATUS_OK,
                        "forum: nothing has changed since revision 3\n", "");
}

static void one_file_is_written_and_no_other(void **state)
{
    g_autofree char *one = path_in_folder("forum.yaml");
    g_autofree char *two = path_in_folder("other.yaml");
    g_autofree char *expected = g_strdup_printf(
        "confeed: error: forum has several files, such as %s and %s: revert without --write, and "
        "write the one you mean by hand\n",
        one, two);

    command_line_publish_forum();
    command_line_write_forum("other.yaml", "C");
    do_run("publish other.yaml");
    command_line_assert("revert forum 1 --write", EXIT_STATUS_USAGE, "", expected);
    assert_int_equal(g_unlink("forum.yaml"), 0);
    do_run("revert forum 1 --write");
    assert_true(scratch_has(".", "other.yaml~"));
    assert_int_equal(g_unlink("other.yaml"), 0);
    command_line_assert("revert forum 2 --write", EXIT_STATUS_USAGE, "",
                        "confeed: error: no file of forum is known: revert without --write\n");
    assert_true(last_says("\"title\":\"B\""));
}

static void a_file_that_cannot_be_written_is_told_and_stays(void **state)
{
    command_line_publish_forum();
    g_autofree char *before = scratch_read(".", "forum.yaml");
    assert_int_equal(g_mkdir("forum.yaml~", 0700), 0);
    g_auto(Captured) captured = command_line_run("revert forum 1 --write");
    g_autofree char *after = scratch_read(".", "forum.yaml");

    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
    assert_true(g_str_has_suffix(captured.err, "; it is published all the same, and \"confeed "
                                               "history show forum@ --file\" prints it\n"));
    assert_string_equal(after, before);
    assert_true(last_says("\"title\":\"B\""));
}

/* --- what cannot be ----------------------------------------------------------------------- */

static void a_revision_must_be_there(void **state)
{
    command_line_assert("revert forum 1", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: confeed.db: there is no history; --history or "
                        "CONFEED_HISTORY says where it is\n");
    assert_false(scratch_has(".", "confeed.db"));
    command_line_publish_forum();
    command_line_assert_usage("revert none 1",
                              "confeed.db holds no agenda \"none\"; it holds: forum");
    command_line_assert_usage("revert forum 3", "forum has the revisions 1 to 2, and no 3");
    command_line_assert_usage("revert forum one",
                              "revert: \"one\" is no revision; expected its number, such as 12");
    command_line_assert_usage(
        "revert forum other@1",
        "revert: \"other@1\" is no revision; expected its number, such as 12");
}

static void a_time_that_is_none_is_told(void **state)
{
    command_line_publish_forum();
    g_setenv("SOURCE_DATE_EPOCH", "soon", TRUE);
    command_line_assert(
        "revert forum 1", EXIT_STATUS_ENVIRONMENT, "",
        "confeed: error: SOURCE_DATE_EPOCH is \"soon\", and should be seconds since "
        "1970\n");
    g_unsetenv("SOURCE_DATE_EPOCH");
    assert_true(last_says("\"title\":\"C\""));
}

/* Fails unless this is said of the history, and nothing is published; then removes it. */
static void assert_failed(const char *line, const char *said)
{
    g_autofree char *expected = g_strdup_printf(
        "confeed: error: confeed.db: the history is damaged (%s): restore a copy of it", said);
    g_auto(Captured) captured = command_line_run(line);
    g_autoptr(History) history = history_support_open("confeed.db", HISTORY_READ);
    guint last;

    if (!g_str_has_prefix(captured.err, expected)) {
        assert_string_equal(captured.err, expected);
    }
    assert_string_equal(captured.out, "");
    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
    assert_true(history_find(history, "forum", G_MAXINT64, &last, NULL));
    assert_int_equal(last, 2);
    assert_int_equal(g_unlink("confeed.db"), 0);
}

static void of_a_damaged_history_nothing_is_published(void **state)
{
    static const char MALFORMED[] = "database disk image is malformed";

    command_line_publish_forum();
    history_support_tamper("confeed.db",
                           "UPDATE record SET text = replace(text, '\"B\"', '\"X\"')");
    assert_failed("revert forum 1", "revision 1 of forum: it is not what was published");
    command_line_publish_forum();
    history_support_tamper("confeed.db",
                           "UPDATE record SET text = replace(text, '\"C\"', '\"X\"')");
    assert_failed("revert forum 1", "revision 2 of forum: it is not what was published");
    command_line_publish_forum();
    history_support_ruin("confeed.db", "withdrawal");
    assert_failed("revert forum 1", MALFORMED);
    command_line_publish_forum();
    history_support_ruin("confeed.db", "file");
    assert_failed("revert forum 1 --write", MALFORMED);
}

static void into_a_history_that_is_read_only_nothing_is_published(void **state)
{
    bool is_root = geteuid() == 0;

    command_line_publish_forum();
    assert_int_equal(chmod(".", is_root ? 0755 : 0555), 0);
    assert_int_equal(chmod("confeed.db", is_root ? 0644 : 0444), 0);
    assert_true(!is_root || seteuid(NOBODY) == 0);
    command_line_assert("revert forum 1", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: confeed.db cannot be written; nothing was published\n");
    assert_true(!is_root || seteuid(0) == 0);
    assert_int_equal(chmod(".", 0755), 0);
    assert_last("forum@2  2007-07-02T00:00:00Z  anna  why");
}

#define REVERT_TEST(name) \
    cmocka_unit_test_setup_teardown(name, agenda_folder_enter, agenda_folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        REVERT_TEST(an_earlier_revision_becomes_a_new_one),
        REVERT_TEST(why_can_be_said),
        REVERT_TEST(what_is_published_is_not_published_again),
        REVERT_TEST(how_long_what_is_cancelled_is_kept_stays),
        REVERT_TEST(an_agenda_that_was_retired_goes_on),
        REVERT_TEST(what_was_withdrawn_since_does_not_come_back),
        REVERT_TEST(a_part_that_was_withdrawn_does_not_come_back_nor_what_stands_beside_it_go),
        REVERT_TEST(what_was_withdrawn_before_a_revision_and_accepted_for_it_is_in_it),
        REVERT_TEST(words_that_were_withdrawn_are_gone_and_the_rest_is_back),
        REVERT_TEST(a_preparation_that_was_known_by_its_title_does_not_come_back),
        REVERT_TEST(nothing_of_an_agenda_that_was_withdrawn_comes_back),
        REVERT_TEST(a_file_that_says_what_was_taken_back_is_held_back_until_it_changes),
        REVERT_TEST(a_file_that_no_history_knows_is_held_back_too),
        REVERT_TEST(of_files_that_say_something_else_nothing_is_said),
        REVERT_TEST(a_file_is_written_if_that_is_asked_for),
        REVERT_TEST(a_file_in_json_is_written_in_json),
        REVERT_TEST(what_is_written_is_without_what_was_withdrawn),
        REVERT_TEST(one_file_is_written_and_no_other),
        REVERT_TEST(a_file_that_cannot_be_written_is_told_and_stays),
        REVERT_TEST(a_revision_must_be_there),
        REVERT_TEST(a_time_that_is_none_is_told),
        REVERT_TEST(of_a_damaged_history_nothing_is_published),
        REVERT_TEST(into_a_history_that_is_read_only_nothing_is_published),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
