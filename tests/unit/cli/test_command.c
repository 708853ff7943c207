#include "cli/command.h"

#include <string.h>

#include "command_line.h"
#include "support.h"

#define CHECK_USAGE "Usage: confeed check [OPTION…] FILE-or-FOLDER…\n"
#define SHOW_USAGE "Usage: confeed show [OPTION…] FILE\n"

static void assert_usage(const char *line, const char *said)
{
    command_line_assert(line, EXIT_STATUS_USAGE, "", said);
}

static void every_command_is_listed_under_its_name(void **state)
{
    static const Command *const COMMANDS[] = { &command_check, &command_build, &command_serve,
                                               &command_show, &command_subscribers };
    g_auto(Captured) captured = command_line_run("--help");

    assert_int_equal(captured.status, EXIT_STATUS_OK);
    assert_string_equal(captured.err, "");
    for (gsize i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        g_autofree char *line =
            g_strdup_printf("\n  %-11s %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
        assert_non_null(strstr(captured.out, line));
    }
}

static void without_a_command_the_list_is_an_error(void **state)
{
    g_auto(Captured) help = command_line_run("-h");

    assert_usage(NULL, help.out);
}

static void the_version_is_told(void **state)
{
    g_auto(Captured) captured = command_line_run("--version");

    assert_string_equal(captured.out, "confeed " CONFEED_VERSION "\n");
    assert_string_equal(captured.err, "");
    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

static void an_unknown_command_is_wrong_usage(void **state)
{
    assert_usage("chekc", "confeed: error: there is no command \"chekc\" "
                          "(did you mean \"check\"?)\n");
    assert_usage("xyzzy", "confeed: error: there is no command \"xyzzy\"; "
                          "\"confeed --help\" lists them\n");
    assert_usage("--strict check", "confeed: error: there is no command \"--strict\"; "
                                   "\"confeed --help\" lists them\n");
    assert_usage("", "confeed: error: there is no command \"\"; "
                     "\"confeed --help\" lists them\n");
}

static void too_few_and_too_many_operands_are_wrong_usage(void **state)
{
    assert_usage("check", "confeed: error: check: an operand is missing\n" CHECK_USAGE);
    assert_usage("check --", "confeed: error: check: an operand is missing\n" CHECK_USAGE);
    assert_usage("show a b", "confeed: error: show: there are too many operands\n" SHOW_USAGE);
}

static void an_unknown_option_is_wrong_usage(void **state)
{
    assert_usage("check --strictly a",
                 "confeed: error: check: Unknown option --strictly\n" CHECK_USAGE);
    assert_usage("check a -z", "confeed: error: check: Unknown option -z\n" CHECK_USAGE);
}

static void after_two_dashes_everything_is_an_operand(void **state)
{
    g_auto(Captured) one = command_line_run("check -- --none");
    g_auto(Captured) two = command_line_run("check -- --");

    assert_int_equal(one.status, EXIT_STATUS_ENVIRONMENT);
    assert_string_equal(one.err,
                        "confeed: error: --none: cannot be opened: No such file or directory\n");
    assert_int_equal(two.status, EXIT_STATUS_ENVIRONMENT);
    assert_string_equal(two.err,
                        "confeed: error: --: cannot be opened: No such file or directory\n");
}

static void the_help_of_a_command_asks_for_nothing_else(void **state)
{
    g_auto(Captured) captured = command_line_run("check --help");

    assert_int_equal(captured.status, EXIT_STATUS_OK);
    assert_string_equal(captured.err, "");
    assert_true(
        g_str_has_prefix(captured.out, "Usage:\n  confeed check [OPTION…] FILE-or-FOLDER…\n"));
    assert_non_null(strstr(captured.out, command_check.summary));
    assert_non_null(strstr(captured.out, command_check.description));
}

static void results_that_cannot_be_written_fail(void **state)
{
    static const char *const LINES[] = { "--help", "-h", "--version", "show --help" };

    for (gsize i = 0; i < G_N_ELEMENTS(LINES); i++) {
        g_auto(Captured) captured = command_line_run_on_full_disk(LINES[i]);
        assert_string_equal(captured.err, "confeed: error: cannot write to standard output\n");
        assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_is_listed_under_its_name),
        cmocka_unit_test(without_a_command_the_list_is_an_error),
        cmocka_unit_test(the_version_is_told),
        cmocka_unit_test(an_unknown_command_is_wrong_usage),
        cmocka_unit_test(too_few_and_too_many_operands_are_wrong_usage),
        cmocka_unit_test(an_unknown_option_is_wrong_usage),
        cmocka_unit_test(after_two_dashes_everything_is_an_operand),
        cmocka_unit_test(the_help_of_a_command_asks_for_nothing_else),
        cmocka_unit_test(results_that_cannot_be_written_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
