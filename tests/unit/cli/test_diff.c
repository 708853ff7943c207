/* Covers src/cli/diff.c. */
#include "agenda_folder.h"
#include "command_line.h"
#include "scratch.h"
#include "support.h"

#define CHANGES                       \
    "Agenda\n"                        \
    "  C (b): renamed, was \"B\"\n\n" \
    "IOM\n"                           \
    "  C (b): renamed, was \"B\"\n\n" \
    "Other calendars: Tuesday 10 July 2007\n"

static void files_are_compared(void **state)
{
    command_line_write_forum("old.yaml", "B");
    command_line_write_forum("new.yaml", "C");
    command_line_assert("diff old.yaml new.yaml", EXIT_STATUS_INPUT, CHANGES, "");
    command_line_assert("diff old.yaml old.yaml", EXIT_STATUS_OK, "", "");
}

static void revisions_are_compared_with_each_other_and_with_files(void **state)
{
    command_line_publish_forum();
    command_line_write_forum("old.yaml", "B");
    command_line_assert("diff 1 forum@2", EXIT_STATUS_INPUT, CHANGES, "");
    command_line_assert("diff old.yaml forum@", EXIT_STATUS_INPUT, CHANGES, "");
    command_line_assert("diff old.yaml 1", EXIT_STATUS_OK, "", "");
}

static void the_history_may_be_another(void **state)
{
    command_line_publish_forum();
    command_line_assert("diff 1 1 --history confeed.db", EXIT_STATUS_OK, "", "");
    g_auto(Captured) captured = command_line_run("diff 1 1 --history none.db");
    assert_true(g_str_has_prefix(captured.err, "confeed: error: none.db"));
    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
}

static void differences_are_printed_as_json(void **state)
{
    command_line_write_forum("old.yaml", "B");
    command_line_assert("diff -f json old.yaml old.yaml", EXIT_STATUS_OK,
                        "{\n  \"agenda\": \"forum\",\n  \"changes\": [],\n"
                        "  \"new_clashes\": [],\n  \"solved_clashes\": [],\n"
                        "  \"calendars\": []\n}\n",
                        "");
    command_line_assert_usage("diff --format xml old.yaml old.yaml",
                              "diff: --format is text or json, not \"xml\"");
}

static void two_agendas_are_not_compared(void **state)
{
    agenda_folder_write("a.yaml", "a", "");
    agenda_folder_write("b.yaml", "b", "");
    command_line_assert_usage("diff a.yaml b.yaml",
                              "diff: a.yaml is of agenda \"a\", b.yaml of \"b\"; the two should "
                              "be of one agenda");
}

static void an_agenda_with_errors_is_not_taken_for_another(void **state)
{
    agenda_folder_write("a.yaml", "a", "");
    scratch_write(".", "bad.yaml", "agenda: {}\n");
    g_auto(Captured) bad = command_line_run("diff bad.yaml bad.yaml");
    g_auto(Captured) worse = command_line_run("diff bad.yaml none.yaml");

    assert_int_equal(bad.status, EXIT_STATUS_USAGE);
    assert_int_equal(worse.status, EXIT_STATUS_ENVIRONMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_are_compared, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(revisions_are_compared_with_each_other_and_with_files,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(the_history_may_be_another, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(differences_are_printed_as_json, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(two_agendas_are_not_compared, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(an_agenda_with_errors_is_not_taken_for_another,
                                        agenda_folder_enter, agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
