/* Covers src/cli/build.c. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "scratch.h"
#include "support.h"

static void what_is_written_is_counted(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert("build forum.yaml", EXIT_STATUS_OK,
                        "feeds: 23 written, 0 unchanged, 0 removed\n", "");
    assert_true(scratch_has(".", "feeds/forum/agencies/ilo.ics"));
    command_line_assert("build forum.yaml", EXIT_STATUS_OK,
                        "feeds: 0 written, 23 unchanged, 0 removed\n", "");
}

static void the_folder_may_be_another(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert("build forum.yaml -o elsewhere", EXIT_STATUS_OK,
                        "elsewhere: 23 written, 0 unchanged, 0 removed\n", "");
    assert_true(scratch_has(".", "elsewhere/forum/agenda.ics"));
    assert_false(scratch_has(".", "feeds"));
}

static void calendars_say_where_they_are(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    g_auto(Captured) captured =
        command_line_run("build forum.yaml --public-url https://feeds.example.org//");
    g_autofree char *calendar = scratch_read(".", "feeds/forum/agenda.ics");

    assert_int_equal(captured.status, EXIT_STATUS_OK);
    assert_non_null(strstr(calendar, "https://feeds.example.org/forum/agenda.ics"));
}

static void with_a_history_it_is_published_and_what_it_holds_is_built(void **state)
{
    command_line_publish_forum();
    g_auto(Captured) all = command_line_run("build --history confeed.db");
    command_line_write_forum("forum.yaml", "D");
    g_auto(Captured) manual = command_line_run("build --history confeed.db --manual forum.yaml");
    g_auto(Captured) published = command_line_run("build --history confeed.db forum.yaml");

    assert_int_equal(all.status, EXIT_STATUS_OK);
    assert_true(scratch_has(".", "feeds/forum/agenda.ics"));
    assert_non_null(strstr(manual.out, "feeds: 0 written, "));
    assert_null(strstr(published.out, "feeds: 0 written, "));
    assert_int_equal(published.status, EXIT_STATUS_OK);
}

static void wrong_options_are_told_before_anything_is_read(void **state)
{
    command_line_assert_usage("build none.yaml --output=",
                              "build: --output needs the name of a folder");
    command_line_assert_usage("build", "an agenda file is missing, or --history");
    command_line_assert_usage("build none.yaml --manual", "--manual goes with --history");
    command_line_assert_usage("build none.yaml --public-url x",
                              "--public-url is \"x\", and should be like "
                              "https://feeds.example.org");
}

static void where_nothing_can_be_written_the_environment_fails(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    scratch_write(".", "taken", "");
    g_auto(Captured) captured = command_line_run("build forum.yaml -o taken");

    assert_true(g_str_has_prefix(captured.err, "confeed: error: "));
    assert_string_equal(captured.out, "");
    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_is_counted, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(the_folder_may_be_another, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(calendars_say_where_they_are, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(with_a_history_it_is_published_and_what_it_holds_is_built,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(wrong_options_are_told_before_anything_is_read,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(where_nothing_can_be_written_the_environment_fails,
                                        agenda_folder_enter, agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
