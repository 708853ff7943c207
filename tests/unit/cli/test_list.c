/* Covers src/cli/list.c. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "scratch.h"
#include "support.h"

static void a_list_is_printed_as_text_or_as_json(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert("list sessions forum.yaml", EXIT_STATUS_OK,
                        "id  day         time         title\n"
                        "a   2007-07-10  09:00-10:00  A\n"
                        "b   2007-07-10  09:00-10:00  B\n",
                        "");
    command_line_assert("list round-tables forum.yaml", EXIT_STATUS_OK,
                        "This agenda has no round-tables.\n", "");
    command_line_assert("list agencies forum.yaml -f json", EXIT_STATUS_OK,
                        "[\n  {\n    \"id\": \"ilo\",\n    \"short\": \"ILO\"\n  },\n"
                        "  {\n    \"id\": \"iom\",\n    \"short\": \"IOM\"\n  }\n]\n",
                        "");
}

static void private_sessions_are_listed(void **state)
{
    command_line_write_forum("forum.yaml", "B, visibility: agency");
    g_auto(Captured) captured = command_line_run("list sessions forum.yaml");

    assert_non_null(strstr(captured.out, "\nb  "));
    assert_string_equal(captured.err, "");
}

static void an_unknown_list_is_wrong_usage(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert_usage("list agencys forum.yaml",
                              "list: there is no list of \"agencys\" (did you mean \"agencies\"?)");
    command_line_assert_usage(
        "list xyzzy forum.yaml",
        "list: there is no list of \"xyzzy\"; there are: agencies, people, rooms, "
        "roles, sessions, round-tables, types, tags, languages, days");
    command_line_assert_usage("list agencies", "list: an operand is missing");
}

static void an_agenda_with_errors_is_not_listed(void **state)
{
    scratch_write(".", "bad.yaml", "agenda: {id: a, title: A, timezone: Europe/Brussels}\n");
    command_line_assert("list days bad.yaml", EXIT_STATUS_INPUT, "",
                        "bad.yaml:1:1: error: an agenda file needs the key \"days\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_list_is_printed_as_text_or_as_json, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(private_sessions_are_listed, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(an_unknown_list_is_wrong_usage, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(an_agenda_with_errors_is_not_listed, agenda_folder_enter,
                                        agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
