/* Covers src/cli/show.c. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "scratch.h"
#include "support.h"

#define RULE "--------------------------------------------------------------------------------\n"
#define HEADING "times are those of Europe/Brussels\n\nTuesday 10 July 2007\n" RULE
#define ALL                                 \
    "Forum\n" HEADING "09:00-10:00  +- A\n" \
    "2 parallel   |  Chair: ILO\n"          \
    "             +- B\n"                   \
    "                Speaker: IOM\n"

static void the_schedule_is_printed(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert("show forum.yaml", EXIT_STATUS_OK, ALL, "");
}

static void filters_are_of_one_run_alone(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert("show forum.yaml -a ILO", EXIT_STATUS_OK,
                        "Forum\nILO\n" HEADING "09:00-10:00     [Chair] A\n", "");
    command_line_assert("show forum.yaml --role speaker", EXIT_STATUS_OK,
                        "Forum\n" HEADING "09:00-10:00     B\n                Speaker: IOM\n", "");
    command_line_assert("show forum.yaml", EXIT_STATUS_OK, ALL, "");
}

static void texts_are_in_the_language_that_is_asked_for(void **state)
{
    command_line_write_forum("forum.yaml",
                             "{en: B, fr: Bonjour}, links: [{url: https://example.org/, "
                             "title: {en: Paper, fr: Article}}]");
    g_auto(Captured) french = command_line_run("show forum.yaml --notes --lang fr-BE");
    g_auto(Captured) usual = command_line_run("show forum.yaml --notes");

    assert_non_null(strstr(french.out, "Bonjour\n"));
    assert_non_null(strstr(french.out, "Article: https://example.org/\n"));
    assert_non_null(strstr(usual.out, "Paper: https://example.org/\n"));
}

static void values_of_a_filter_are_alternatives(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    g_auto(Captured) listed = command_line_run("show forum.yaml -a ilo,iom");
    g_auto(Captured) repeated = command_line_run("show forum.yaml -a ilo -a iom");

    assert_non_null(strstr(listed.out, "A\n"));
    assert_non_null(strstr(listed.out, "B\n"));
    assert_string_equal(listed.out, repeated.out);
}

static void terms_are_filters_and_any_filter_can_leave_something_out(void **state)
{
#define ONLY_A "Forum\n" HEADING "09:00-10:00     A\n                Chair: ILO\n"
#define ONLY_B "Forum\n" HEADING "09:00-10:00     B\n                Speaker: IOM\n"
    static const char *const OF_A[] = {
        "--not-type poster", "--not-tag=ai",       "--not-language FR",
        "--not-agency iom",  "--not-role speaker", "-a ILO,iom -r chair --not-type poster",
    };
    static const char *const OF_B[] = { "--type poster", "--tag ai", "--language fr",
                                        "--not-role=chair", "--not-agency ILO" };

    command_line_write_forum("forum.yaml",
                             "B, type: poster, tags: [ai, talk], interpretation: [fr]");
    for (gsize i = 0; i < G_N_ELEMENTS(OF_A); i++) {
        g_autofree char *line = g_strconcat("show forum.yaml ", OF_A[i], NULL);
        command_line_assert(line, EXIT_STATUS_OK, ONLY_A, "");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(OF_B); i++) {
        g_autofree char *line = g_strconcat("show forum.yaml ", OF_B[i], NULL);
        command_line_assert(line, EXIT_STATUS_OK, ONLY_B, "");
    }
    command_line_assert("show forum.yaml --not-day 2007-07-10", EXIT_STATUS_OK,
                        "No session of this agenda matches.\n", "");
    command_line_assert_usage("show forum.yaml --type poster,talk",
                              "show: there is no type \"talk\"; there are: poster");
    command_line_assert_usage("show forum.yaml --not-tag AI",
                              "show: there is no tag \"AI\" (did you mean \"ai\"?); there are: ai, "
                              "talk");
}

static void unknown_values_are_told_with_what_there_is(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    command_line_assert_usage("show forum.yaml -a ilo,xyz -a", "show: Missing argument for -a");
    command_line_assert_usage(
        "show forum.yaml -a ilo,xyz -d 2007-07-11",
        "show: there is no agency \"xyz\"; there are: ilo, iom\n"
        "confeed: error: show: there is no day \"2007-07-11\" (did you mean \"2007-07-10\"?); there are: "
        "2007-07-10");
}

static void what_is_private_is_counted_unless_it_is_asked_for(void **state)
{
    command_line_write_forum("forum.yaml", "B, visibility: agency");
    g_auto(Captured) public = command_line_run("show forum.yaml");
    g_auto(Captured) all = command_line_run("show forum.yaml --private");

    assert_null(strstr(public.out, "IOM"));
    assert_string_equal(public.err, "confeed: 1 private entry is not shown; --private shows it\n");
    assert_non_null(strstr(all.out, "IOM"));
    assert_string_equal(all.err, "");
}

static void colour_is_used_where_it_is_asked_for(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    g_auto(Captured) always = command_line_run("show forum.yaml --color always");

    assert_non_null(strchr(always.out, '\x1b'));
    command_line_assert("show forum.yaml --color never", EXIT_STATUS_OK, ALL, "");
    command_line_assert("show forum.yaml --color auto", EXIT_STATUS_OK, ALL, "");
    command_line_assert_usage("show forum.yaml --color red",
                              "show: --color is auto, always or never, not \"red\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_schedule_is_printed, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(filters_are_of_one_run_alone, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(texts_are_in_the_language_that_is_asked_for,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(values_of_a_filter_are_alternatives, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(terms_are_filters_and_any_filter_can_leave_something_out,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(unknown_values_are_told_with_what_there_is,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(what_is_private_is_counted_unless_it_is_asked_for,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(colour_is_used_where_it_is_asked_for, agenda_folder_enter,
                                        agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
