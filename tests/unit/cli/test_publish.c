/* Covers src/cli/publish.c. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "scratch.h"
#include "support.h"

/* Publishes as of 2007-07-01. */
static void assert_published(const char *line, ExitStatus status, const char *out, const char *err)
{
    g_setenv("SOURCE_DATE_EPOCH", "1183248000", TRUE);
    command_line_assert(line, status, out, err);
    g_unsetenv("SOURCE_DATE_EPOCH");
}

static void what_has_changed_is_told(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    assert_published("publish forum.yaml", EXIT_STATUS_OK,
                     "forum: revision 1, 2007-07-01T00:00:00Z: 6 calendars\n", "");
    assert_published("publish forum.yaml", EXIT_STATUS_OK,
                     "forum: nothing has changed since revision 1\n", "");
}

static void who_and_why_are_of_one_run_alone(void **state)
{
    command_line_publish_forum();
    command_line_write_forum("forum.yaml", "D");
    g_auto(Captured) published = command_line_run("publish forum.yaml");
    g_auto(Captured) captured = command_line_run("history");
    char *second = strstr(captured.out, "forum@2  ");
    assert_non_null(second);
    *second = '\0';
    assert_null(strstr(captured.out, "why"));
}

static void what_leaves_out_many_sessions_is_held_back_unless_it_is_accepted(void **state)
{
    g_autoptr(GString) all = g_string_new("agenda: {id: a, title: A, timezone: Europe/Brussels}\n"
                                          "days:\n  - date: 2007-07-10\n    slots:\n");
    gsize none = all->len;

    for (guint i = 0; i < 10; i++) {
        g_string_append_printf(all,
                               "      - {start: \"%02u:00\", end: \"%02u:30\", "
                               "plenary: {id: p%u, title: P}}\n",
                               8 + i, 8 + i, i);
    }
    scratch_write(".", "a.yaml", all->str);
    g_auto(Captured) whole = command_line_run("publish a.yaml");
    g_string_truncate(all, none + 2 * (all->len - none) / 10);
    scratch_write(".", "a.yaml", all->str);
    g_auto(Captured) held = command_line_run("publish a.yaml");
    g_auto(Captured) accepted = command_line_run("publish a.yaml --accept");

    assert_non_null(strstr(held.out, "would go: "));
    assert_true(g_str_has_prefix(held.err, "confeed: error: a.yaml: held back, nothing was "
                                           "published: "));
    assert_int_equal(held.status, EXIT_STATUS_INPUT);
    assert_string_equal(accepted.err, "");
    assert_int_equal(accepted.status, EXIT_STATUS_OK);
}

static void an_agenda_with_errors_makes_no_history(void **state)
{
    scratch_write(".", "bad.yaml", "agenda: {}\n");
    g_auto(Captured) captured = command_line_run("publish bad.yaml");

    assert_int_equal(captured.status, EXIT_STATUS_INPUT);
    assert_false(scratch_has(".", "confeed.db"));
}

static void a_history_that_cannot_be_opened_is_told(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    g_auto(Captured) captured = command_line_run("publish forum.yaml --history none/a.db");

    assert_true(g_str_has_prefix(captured.err, "confeed: error: none/a.db"));
    assert_true(g_str_has_suffix(captured.err, "; nothing was published\n"));
    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
}

static void a_time_that_is_none_is_told(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    g_setenv("SOURCE_DATE_EPOCH", "soon", TRUE);
    g_auto(Captured) captured = command_line_run("publish forum.yaml");
    g_unsetenv("SOURCE_DATE_EPOCH");

    assert_non_null(strstr(captured.err, "SOURCE_DATE_EPOCH"));
    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_has_changed_is_told, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(who_and_why_are_of_one_run_alone, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(
            what_leaves_out_many_sessions_is_held_back_unless_it_is_accepted, agenda_folder_enter,
            agenda_folder_leave),
        cmocka_unit_test_setup_teardown(an_agenda_with_errors_makes_no_history, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_history_that_cannot_be_opened_is_told,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_time_that_is_none_is_told, agenda_folder_enter,
                                        agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
