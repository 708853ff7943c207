/* Covers src/cli/history.c and src/cli/common/revision_list.c. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "history_support.h"
#include "scratch.h"
#include "support.h"

#define SECOND "forum@2  2007-07-02T00:00:00Z  anna  why\n"
#define FIRST "forum@1  2007-07-01T00:00:00Z  anna  why\n"

static void revisions_are_listed_with_the_latest_first(void **state)
{
    command_line_publish_forum();
    command_line_assert("history", EXIT_STATUS_OK, SECOND FIRST, "");
    command_line_assert("history forum", EXIT_STATUS_OK, SECOND FIRST, "");
    command_line_assert_usage("history show",
                              "history show: say which revision, as in: history show 12");
    command_line_assert_usage(
        "history formu",
        "confeed.db holds no agenda \"formu\" (did you mean \"forum\"?); it holds: forum");
    command_line_assert_usage("history none",
                              "confeed.db holds no agenda \"none\"; it holds: forum");
}

static void a_revision_is_shown_with_what_it_has_changed(void **state)
{
    command_line_publish_forum();
    command_line_assert("history show 2", EXIT_STATUS_OK,
                        SECOND "\nAgenda\n  C (b): renamed, was \"B\"\n\n"
                               "IOM\n  C (b): renamed, was \"B\"\n\n"
                               "Other calendars: Tuesday 10 July 2007\n",
                        "");
    command_line_assert("history show forum@1", EXIT_STATUS_OK,
                        FIRST "\nThe first revision; sessions: 2, agencies: 2.\n", "");
    command_line_assert_usage("history show 3", "forum has the revisions 1 to 2, and no 3");
}

static void a_revision_is_printed_as_the_file_it_was(void **state)
{
    command_line_publish_forum();
    g_auto(Captured) first = command_line_run("history show 1 --file");
    g_auto(Captured) other = command_line_run("history show 1");

    scratch_write(".", "first.json", first.out);
    command_line_assert("diff first.json 1", EXIT_STATUS_OK, "", "");
    assert_string_not_equal(first.out, other.out);
}

static void a_sound_history_has_nothing_wrong(void **state)
{
    command_line_publish_forum();
    command_line_assert("history --verify", EXIT_STATUS_OK, "confeed.db: nothing is wrong\n", "");
}

#define DAMAGED(what) \
    "confeed: error: confeed.db: the history is damaged (" what "): restore a copy of it"
#define OTHER(number) DAMAGED("revision " number " of forum: it is not what was published") "\n"

static void damage_is_told_and_what_is_sound_is_shown(void **state)
{
    command_line_publish_forum();
    history_support_tamper("confeed.db",
                           "UPDATE record SET text = replace(text, '\"B\"', '\"X\"')");
    command_line_assert("history", EXIT_STATUS_OK, SECOND FIRST, "");
    command_line_assert("history --verify", EXIT_STATUS_ENVIRONMENT, "", OTHER("1"));
    command_line_assert("history show 1", EXIT_STATUS_ENVIRONMENT, FIRST, OTHER("1"));
    command_line_assert("history show 2", EXIT_STATUS_ENVIRONMENT, SECOND, OTHER("1"));
    command_line_assert("history show 1 --file", EXIT_STATUS_ENVIRONMENT, "", OTHER("1"));
    g_auto(Captured) sound = command_line_run("history show 2 --file");
    assert_string_equal(sound.err, "");
    assert_int_equal(sound.status, EXIT_STATUS_OK);
}

static void a_list_that_cannot_be_read_is_told(void **state)
{
    static const char *const LINES[] = { "history", "history forum", "history show 1" };

    command_line_publish_forum();
    history_support_ruin("confeed.db", "withdrawal");
    for (gsize i = 0; i < G_N_ELEMENTS(LINES); i++) {
        command_line_assert(
            LINES[i], EXIT_STATUS_ENVIRONMENT, "",
            DAMAGED(
                "database disk image is malformed") "; \"confeed history --verify\" says more\n");
    }
    g_auto(Captured) verified = command_line_run("history --verify");
    assert_true(g_str_has_prefix(verified.err, "confeed: error: confeed.db: "));
    assert_int_equal(verified.status, EXIT_STATUS_ENVIRONMENT);
}

static void what_was_published_for_agencies_alone_is_listed_without_a_number(void **state)
{
    command_line_publish_forum();
    command_line_write_forum("forum.yaml", "C, visibility: agency");
    g_setenv("SOURCE_DATE_EPOCH", "1183420800", TRUE);
    g_auto(Captured) third = command_line_run("publish forum.yaml --by bob");
    command_line_write_forum("forum.yaml", "D, visibility: agency");
    g_setenv("SOURCE_DATE_EPOCH", "1183507200", TRUE);
    g_auto(Captured) fourth = command_line_run("publish forum.yaml --by bob");
    g_unsetenv("SOURCE_DATE_EPOCH");

    assert_int_equal(third.status, EXIT_STATUS_OK);
    assert_int_equal(fourth.status, EXIT_STATUS_OK);
    command_line_assert("history forum", EXIT_STATUS_OK,
                        "forum  2007-07-04T00:00:00Z  bob  (private: iom)\n"
                        "forum@3  2007-07-03T00:00:00Z  bob\n" SECOND FIRST,
                        "");
}

static void what_does_not_go_together_is_wrong_usage(void **state)
{
    command_line_assert_usage("history shw 3",
                              "history: \"shw\" is unknown here; did you mean: history show 3");
    command_line_assert_usage("history --file",
                              "history: --file goes with show, as in: history show 12 --file");
    command_line_assert_usage("history forum --verify",
                              "history: --verify looks at the whole history: leave out what else "
                              "is asked");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(revisions_are_listed_with_the_latest_first,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_revision_is_shown_with_what_it_has_changed,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_revision_is_printed_as_the_file_it_was,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_sound_history_has_nothing_wrong, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(damage_is_told_and_what_is_sound_is_shown,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_list_that_cannot_be_read_is_told, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(
            what_was_published_for_agencies_alone_is_listed_without_a_number, agenda_folder_enter,
            agenda_folder_leave),
        cmocka_unit_test_setup_teardown(what_does_not_go_together_is_wrong_usage,
                                        agenda_folder_enter, agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
