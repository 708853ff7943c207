/* Covers src/cli/withdraw.c, withdrawing.c and withdrawal_places.c. */
#include <string.h>

#include "agenda_folder.h"
#include "chronicle/chronicle_read.h"
#include "command_line.h"
#include "history_support.h"
#include "model/view/withdrawal.h"
#include "scratch.h"
#include "support.h"

static void do_run(const char *line)
{
    g_auto(Captured) captured = command_line_run(line);

    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

/* As of 2007-07-03, after what command_line_publish_forum publishes. */
static void assert_run(const char *line, ExitStatus status, const char *out, const char *err)
{
    g_setenv("SOURCE_DATE_EPOCH", "1183420800", TRUE);
    command_line_assert(line, status, out, err);
    g_unsetenv("SOURCE_DATE_EPOCH");
}

static void what_was_done_is_told(void **state)
{
    command_line_publish_forum();
    g_autofree char *folder = g_get_current_dir();
    /* The second line is about the file from which it was published. */
    g_autofree char *expected =
        g_strdup_printf("forum: revision 3, 2007-07-03T00:00:00Z: session withdrawn; what earlier "
                        "revisions from 1 on say is rewritten in 2 places\n%s/forum.yaml:10: still "
                        "has it: take it out before the file is published again\n",
                        folder);
    assert_run("withdraw forum --session b --by bob", EXIT_STATUS_OK, expected, "");
    g_auto(Captured) listed = command_line_run("history");
    assert_true(g_str_has_prefix(
        listed.out, "forum@3  2007-07-03T00:00:00Z  bob  (withdrawn: session b)\nforum@2  "));
}

static void assert_lacks(const char *file, const char *words)
{
    g_autofree char *text = scratch_read("out/forum", file);

    assert_null(strstr(text, words));
}

/* Whose it was and in which role would be as much as what it said. */
static void of_a_preparation_nothing_is_told_but_that_it_is_withdrawn(void **state)
{
    static const char *const FILES[] = { "agenda.ics",  "agenda.changes.json", "agenda.changes.txt",
                                         "agenda.atom", "changes.html",        "index.html" };

    scratch_write(".", "forum.yaml",
                  "agenda: {id: forum, title: Forum, timezone: Europe/Brussels}\n"
                  "agencies: [{id: ilo, short: Papermakers}]\ndays: []\npreparations:\n"
                  "  - {agency: ilo, role: comments, title: Hidden, due: 2007-07-20}\n");
    do_run("publish forum.yaml --keep always");
    do_run("withdraw forum --preparation ilo/comments/Hidden");
    do_run("build --history confeed.db -o out");
    for (gsize i = 0; i < G_N_ELEMENTS(FILES); i++) {
        assert_lacks(FILES[i], "Hidden");
        assert_lacks(FILES[i], "omments");
    }
    assert_lacks("agenda.ics", "Papermakers");
    assert_lacks("agenda.changes.txt", "Papermakers");
    g_autofree char *calendar = scratch_read("out/forum", "agenda.ics");
    assert_non_null(strstr(calendar, "SUMMARY:Cancelled: (withdrawn)\r\n"));
}

static void places_in_files_are_told(void **state)
{
    command_line_publish_forum();
    scratch_write(".", "one.yaml",
                  "# the Secret\nagenda: {id: forum, title: A, timezone: Europe/Brussels}\n"
                  "days:\n  - date: 2007-07-10\n    slots:\n      - start: \"09:00\"\n"
                  "        end: \"10:00\"\n        sessions:\n          - id: b\n"
                  "            title: B secret\n");
    assert_run("withdraw forum --session b --file one.yaml", EXIT_STATUS_OK,
               "forum: revision 3, 2007-07-03T00:00:00Z: session withdrawn; what earlier revisions "
               "from 1 on say is rewritten in 2 places\n"
               "one.yaml:9: still has it: take it out before the file is published again\n",
               "");
    command_line_assert("withdraw forum --session b --file none.yaml", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: none.yaml: cannot be opened: No such file or directory\n");
}

static void a_file_that_cannot_be_looked_through_is_told(void **state)
{
    command_line_publish_forum();
    scratch_write(".", "other.yaml",
                  "agenda: {id: other, title: A, timezone: Europe/Brussels}\ndays: []\n");
    command_line_assert_usage("withdraw forum --session b --file other.yaml",
                              "withdraw: other.yaml is of agenda \"other\"; nothing was taken out");
    scratch_write(".", "broken.yaml", "agenda: {id: forum}\n");
    g_auto(Captured) captured = command_line_run("withdraw forum --session b --file broken.yaml");
    const char *places = strchr(captured.out, '\n') + 1;
    assert_string_equal(places, "broken.yaml: has errors, so what it still has is not found: "
                                "\"confeed check\" says more\n");
    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

static void comments_are_looked_at_too(void **state)
{
    command_line_write_forum("forum.yaml", "Secret");
    do_run("publish forum.yaml");
    scratch_write(".", "one.yaml",
                  "# the Secret\nagenda: {id: forum, title: My secret, timezone: "
                  "Europe/Brussels}\ndays: []\n");
    g_auto(Captured) captured = command_line_run("withdraw forum --text secret --file one.yaml");
    const char *places = strchr(captured.out, '\n') + 1;

    assert_string_equal(places,
                        "one.yaml: still has it: take it out before the file is published again\n"
                        "one.yaml:1: still has it: take it out before the file is published again\n"
                        "one.yaml:2: still has it: take it out before the file is published "
                        "again\n");
}

static void what_is_not_there_is_told_and_not_repeated(void **state)
{
    command_line_publish_forum();
    command_line_assert(
        "withdraw forum --text hush", EXIT_STATUS_INPUT, "",
        "confeed: error: forum: there is no text with these words in the history, or "
        "it is withdrawn already; nothing was taken out\n");
    command_line_assert(
        "withdraw forum --agency none", EXIT_STATUS_INPUT, "",
        "confeed: error: forum: there is no agency of that id in the history, or it is "
        "withdrawn already; nothing was taken out\n");
}

static void exactly_one_thing_is_named(void **state)
{
    static const char *const LINES[] = {
        "withdraw forum",
        "withdraw forum --session a --text b",
        "withdraw forum --agency a --preparation b",
        "withdraw forum --agency a --person b",
        "withdraw forum --session s --agency a --person b",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(LINES); i++) {
        command_line_assert_usage(LINES[i], "withdraw: say one thing: --session, --agency, "
                                            "--person, --preparation or --text (or an --agency "
                                            "or a --person in a --session); a whole agenda: "
                                            "confeed retire --withdraw");
    }
    command_line_assert_usage("withdraw forum --text=", "withdraw: --text needs words");
}

static void agendas_and_revisions_must_be_there(void **state)
{
    command_line_assert("withdraw forum --text a", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: confeed.db: there is no history; --history or "
                        "CONFEED_HISTORY says where it is\n");
    command_line_publish_forum();
    command_line_assert_usage("withdraw none --text a",
                              "confeed.db holds no agenda \"none\"; it holds: forum");
    command_line_assert_usage("withdraw forum --text a --since 3",
                              "forum has the revisions 1 to 2, and no 3");
}

static void a_file_that_still_has_it_is_held_back(void **state)
{
    command_line_publish_forum();
    do_run("withdraw forum --session b");
    command_line_write_forum("forum.yaml", "B");
    command_line_assert("publish forum.yaml", EXIT_STATUS_INPUT, "",
                        "confeed: error: forum.yaml: held back, nothing was published: it would "
                        "publish the session b, which was withdrawn; if that is meant: confeed "
                        "publish --accept forum.yaml --history confeed.db\n");
    g_auto(Captured) accepted = command_line_run("publish forum.yaml --accept");
    assert_int_equal(accepted.status, EXIT_STATUS_OK);
}

/* No revision says any more what it says. */
static void a_file_that_has_not_changed_since_is_kept_back(void **state)
{
    command_line_publish_forum();
    do_run("withdraw forum --session b");
    g_auto(Captured) built = command_line_run("build forum.yaml --history confeed.db -o out");
    assert_string_equal(built.err, "confeed: forum.yaml: says what it said before something else "
                                   "was published; it is held back until it changes\n");
    assert_int_equal(built.status, EXIT_STATUS_OK);
    g_auto(Captured) shown = command_line_run("history show forum@ --file");
    assert_null(strstr(shown.out, "\"id\":\"b\""));
}

static void the_past_of_what_becomes_private_is_told(void **state)
{
    static const char BEFORE[] = "agenda: {id: a, title: A, timezone: Europe/Brussels}\n"
                                 "agencies: [{id: ilo, short: ILO}]\n"
                                 "days:\n  - date: 2007-07-10\n    slots:\n"
                                 "      - start: \"09:00\"\n        end: \"10:00\"\n"
                                 "        sessions:\n          - id: s\n            title: S\n"
                                 "            contributions: [{agency: ilo, role: chair}]\n";
    g_autofree char *after = g_strconcat(BEFORE, "            visibility: agency\n", NULL);

    scratch_write(".", "a.yaml", BEFORE);
    do_run("publish a.yaml");
    scratch_write(".", "a.yaml", after);
    g_auto(Captured) captured = command_line_run("publish a.yaml");
    assert_string_equal(captured.err,
                        "confeed: a: the session s is private from now on, and earlier revisions "
                        "still show it to everybody; to take it out of them: confeed withdraw a "
                        "--session s --history confeed.db\n");
}

/* Fails unless this is said of the history, and nothing is done; then removes it. */
static void assert_failed(const char *line, const char *said, const char *end)
{
    g_autofree char *expected = g_strdup_printf(
        "confeed: error: confeed.db: the history is damaged (%s): restore a copy of it", said);
    g_autofree char *before = scratch_read(".", "confeed.db");
    g_auto(Captured) captured = command_line_run(line);
    g_autofree char *after = scratch_read(".", "confeed.db");

    if (!g_str_has_prefix(captured.err, expected) || !g_str_has_suffix(captured.err, end)) {
        assert_string_equal(captured.err, expected);
    }
    assert_string_equal(captured.out, "");
    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
    assert_string_equal(after, before);
    scratch_remove("confeed.db");
}

static void of_a_damaged_history_nothing_is_taken_out(void **state)
{
    static const char MALFORMED[] = "database disk image is malformed";
    static const char OTHER[] = "revision 2 of forum: it is not what was published";
    static const char SPOIL[] = "UPDATE record SET text = replace(text, '\"C\"', '\"X\"')";

    command_line_publish_forum();
    history_support_tamper("confeed.db", SPOIL);
    assert_failed("withdraw forum --session a", OTHER, "; nothing was taken out\n");
    command_line_publish_forum();
    history_support_tamper("confeed.db", SPOIL);
    assert_failed("retire forum", OTHER, "; the agenda goes on\n");
    command_line_publish_forum();
    history_support_ruin("confeed.db", "file");
    assert_failed("withdraw forum --session a", MALFORMED, "; nothing was taken out\n");
}

static void a_time_that_is_none_is_told(void **state)
{
    command_line_publish_forum();
    g_setenv("SOURCE_DATE_EPOCH", "soon", TRUE);
    command_line_assert(
        "withdraw forum --session a", EXIT_STATUS_ENVIRONMENT, "",
        "confeed: error: SOURCE_DATE_EPOCH is \"soon\", and should be seconds since "
        "1970\n");
    g_unsetenv("SOURCE_DATE_EPOCH");
}

/* What is private by now stays for those who see it. */
static void the_past_of_what_became_private_can_be_taken_out(void **state)
{
    static const char BEFORE[] = "agenda: {id: a, title: A, timezone: Europe/Brussels}\n"
                                 "agencies: [{id: ilo, short: ILO}]\n"
                                 "days:\n  - date: 2007-07-10\n    slots:\n"
                                 "      - start: \"09:00\"\n        end: \"10:00\"\n"
                                 "        sessions:\n          - id: s\n            title: Hush\n"
                                 "            contributions: [{agency: ilo, role: chair}]\n";
    g_autofree char *after = g_strconcat(BEFORE, "            visibility: agency\n", NULL);

    scratch_write(".", "a.yaml", BEFORE);
    do_run("publish a.yaml");
    scratch_write(".", "a.yaml", after);
    do_run("publish a.yaml");
    do_run("withdraw a --session s");
    g_auto(Captured) whole = command_line_run("history show a@3 --file");
    assert_non_null(strstr(whole.out, "Hush"));
    do_run("history --verify");
    g_autoptr(History) history = history_support_open("confeed.db", HISTORY_READ);
    g_autoptr(Agenda) public = chronicle_read_agenda(history, "a", 1, NULL);
    const Session *session = agenda_find_session(public, "s");
    assert_string_equal(text_first(&session->title), WITHDRAWAL_PLACEHOLDER);
    command_line_assert("publish a.yaml", EXIT_STATUS_OK,
                        "a: nothing has changed since revision 3\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_done_is_told, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(of_a_preparation_nothing_is_told_but_that_it_is_withdrawn,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(places_in_files_are_told, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_looked_through_is_told,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(comments_are_looked_at_too, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_told_and_not_repeated,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(exactly_one_thing_is_named, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(agendas_and_revisions_must_be_there, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_file_that_still_has_it_is_held_back, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_file_that_has_not_changed_since_is_kept_back,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(the_past_of_what_becomes_private_is_told,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(of_a_damaged_history_nothing_is_taken_out,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_time_that_is_none_is_told, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(the_past_of_what_became_private_can_be_taken_out,
                                        agenda_folder_enter, agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
