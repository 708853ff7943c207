/* Covers src/cli/retire.c. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "scratch.h"
#include "support.h"

static void do_run(const char *line)
{
    g_auto(Captured) captured = command_line_run(line);

    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

static bool is_listed(void)
{
    g_autofree char *index = NULL;

    do_run("build --history confeed.db -o out");
    assert_true(g_file_get_contents("out/index.html", &index, NULL, NULL));
    return strstr(index, "forum/") != NULL;
}

static void an_agenda_that_has_ended_is_not_listed_and_stays(void **state)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    command_line_publish_forum();
    assert_true(is_listed());
    assert_true(g_file_get_contents("out/forum/agencies/ilo.ics", &before, NULL, NULL));
    command_line_assert("retire forum --by bob", EXIT_STATUS_OK,
                        "forum: retired with revision 3; its calendars stay, and nothing new is "
                        "published\n",
                        "");
    assert_false(is_listed());
    assert_true(g_file_get_contents("out/forum/agencies/ilo.ics", &after, NULL, NULL));
    assert_non_null(strstr(after, "BEGIN:VEVENT"));
    command_line_write_forum("forum.yaml", "New");
    g_auto(Captured) held = command_line_run("publish forum.yaml");
    assert_string_equal(held.err, "confeed: error: forum.yaml: held back, nothing was published: "
                                  "it would publish an agenda that was retired; if that is meant: "
                                  "confeed publish --accept forum.yaml --history confeed.db\n");
    g_auto(Captured) listed = command_line_run("history");
    assert_non_null(strstr(listed.out, "  bob  (retired)\n"));
    g_auto(Captured) accepted = command_line_run("publish forum.yaml --accept");
    assert_int_equal(accepted.status, EXIT_STATUS_OK);
    assert_true(is_listed());
}

static void all_of_it_can_be_taken_out(void **state)
{
    g_autofree char *calendar = NULL;

    command_line_publish_forum();
    g_auto(Captured) captured = command_line_run("retire forum --withdraw");
    assert_int_equal(captured.status, EXIT_STATUS_OK);
    assert_non_null(strstr(captured.out, ": agenda withdrawn; "));
    assert_false(is_listed());
    assert_true(g_file_get_contents("out/forum/agenda.ics", &calendar, NULL, NULL));
    assert_non_null(strstr(calendar, "\r\nNAME:(withdrawn)\r\n"));
}

static void what_has_ended_does_not_end_again(void **state)
{
    command_line_publish_forum();
    do_run("retire forum");
    command_line_assert("retire forum", EXIT_STATUS_OK,
                        "forum: is retired already; its last revision is 3\n", "");
    do_run("retire forum --withdraw");
    command_line_assert("retire forum --withdraw", EXIT_STATUS_INPUT, "",
                        "confeed: error: forum: all that it says was taken out already\n");
    command_line_assert("retire forum", EXIT_STATUS_OK,
                        "forum: is retired already; its last revision is 4\n", "");
    g_auto(Captured) listed = command_line_run("history forum");
    assert_true(g_str_has_prefix(listed.out, "forum@4  "));
}

static void an_agenda_must_be_there(void **state)
{
    command_line_assert("retire forum", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: confeed.db: there is no history; --history or "
                        "CONFEED_HISTORY says where it is\n");
    command_line_publish_forum();
    command_line_assert_usage("retire none",
                              "confeed.db holds no agenda \"none\"; it holds: forum");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_agenda_that_has_ended_is_not_listed_and_stays,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(all_of_it_can_be_taken_out, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(what_has_ended_does_not_end_again, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(an_agenda_must_be_there, agenda_folder_enter,
                                        agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
