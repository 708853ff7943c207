/* Covers src/cli/check.c. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "scratch.h"
#include "support.h"

/* ILO, in two sessions at once. */
static void write_clash(void)
{
    command_line_write_forum("clash.yaml", "B, contributions: [{agency: ilo, role: chair}]}\n"
                                           "          - {id: c, title: C");
}

static void what_is_right_is_counted_as_such(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert("check forum.yaml", EXIT_STATUS_OK, "",
                        "confeed: forum.yaml: 0 errors, 0 warnings\n");
}

static void mistakes_fail(void **state)
{
    scratch_write(".", "bad.yaml", "agenda: {id: bad, title: Bad, timezone: Europe/Brussels}\n");
    command_line_assert("check bad.yaml", EXIT_STATUS_INPUT,
                        "bad.yaml:1:1: error: an agenda file needs the key \"days\"\n",
                        "confeed: bad.yaml: 1 error, 0 warnings\n");
}

static void warnings_fail_if_they_are_to_and_only_then(void **state)
{
    write_clash();
    g_auto(Captured) strict = command_line_run("check --strict clash.yaml");
    g_auto(Captured) lenient = command_line_run("check clash.yaml");

    assert_string_equal(strict.err, "confeed: clash.yaml: 0 errors, 1 warning\n");
    assert_non_null(strstr(strict.out, "ILO is needed in 2 sessions at once"));
    assert_int_equal(strict.status, EXIT_STATUS_INPUT);
    assert_string_equal(lenient.out, strict.out);
    assert_int_equal(lenient.status, EXIT_STATUS_OK);
}

static void a_last_line_without_an_end_is_a_warning(void **state)
{
    scratch_write(".", "open.yaml",
                  "agenda: {id: a, title: A, timezone: Europe/Brussels}\ndays: []");
    g_auto(Captured) captured = command_line_run("check open.yaml");

    assert_non_null(strstr(captured.out, "open.yaml:2:1: warning: the last line has no end"));
    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

static void a_file_that_cannot_be_read_hides_no_other(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert("check none.yaml forum.yaml", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: none.yaml: cannot be opened: No such file or directory\n"
                        "confeed: forum.yaml: 0 errors, 0 warnings\n");
}

static void findings_are_printed_as_json(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert("check -f json forum.yaml", EXIT_STATUS_OK,
                        "[\n  {\n    \"file\": \"forum.yaml\",\n    \"errors\": 0,\n"
                        "    \"warnings\": 0,\n    \"findings\": []\n  }\n]\n",
                        "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_right_is_counted_as_such, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(mistakes_fail, agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(warnings_fail_if_they_are_to_and_only_then,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_last_line_without_an_end_is_a_warning,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_read_hides_no_other,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(findings_are_printed_as_json, agenda_folder_enter,
                                        agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
