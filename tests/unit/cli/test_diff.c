/* Covers src/cli/diff.c. */
#include <jansson.h>
#include <string.h>

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

/* Writes an agenda whose session "b" has more keys; without a first session, it has none but that.
 */
static void write_pair(const char *path, const char *first, const char *more)
{
    g_autofree char *text = g_strdup_printf(
        "agenda: {id: forum, title: Forum, timezone: Europe/Brussels}\n"
        "agencies: [{id: ilo, short: ILO}]\nrooms: [{id: r, name: Red}]\n"
        "days:\n  - date: 2007-07-10\n    slots:\n      - start: \"09:00\"\n"
        "        end: \"10:00\"\n        sessions:\n%s          - {id: b, title: B%s}\n",
        first, more);

    scratch_write(".", path, text);
}

#define SESSION_A "          - {id: a, title: A, room: r}\n"
#define PRIVATE(role) ", visibility: agency, contributions: [{agency: ilo, role: " role "}]"

/* Fails unless a member of what is printed is this, in its shortest form. */
static void assert_member(const Captured *captured, const char *name, const char *expected)
{
    json_t *report = json_loads(captured->out, 0, NULL);

    assert_non_null(report);
    char *text = json_dumps(json_object_get(report, name), JSON_COMPACT);
    assert_string_equal(text, expected);
    free(text);
    json_decref(report);
}

static void clashes_and_calendars_are_in_the_json(void **state)
{
    static const char CLASH[] = "[{\"room\":\"r\",\"start\":\"2007-07-10T09:00:00\",\"end\":"
                                "\"2007-07-10T10:00:00\",\"sessions\":[\"a\",\"b\"]}]";

    write_pair("old.yaml", SESSION_A, "");
    write_pair("new.yaml", SESSION_A, ", room: r");
    g_auto(Captured) forth = command_line_run("diff -f json old.yaml new.yaml");
    g_auto(Captured) back = command_line_run("diff -f json new.yaml old.yaml");
    assert_int_equal(forth.status, EXIT_STATUS_INPUT);
    assert_member(&forth, "new_clashes", CLASH);
    assert_member(&forth, "solved_clashes", "[]");
    assert_member(&back, "new_clashes", "[]");
    assert_member(&back, "solved_clashes", CLASH);
    assert_member(&forth, "changes",
                  "[{\"kind\":\"room\",\"session\":\"b\",\"title\":\"B\",\"old\":null,\"new\":"
                  "{\"id\":\"r\",\"name\":\"Red\"}}]");
    assert_member(&forth, "calendars",
                  "[{\"kind\":\"agenda\",\"path\":\"forum/agenda\",\"name\":\"FORUM\",\"state\":"
                  "\"changed\",\"changes\":[0]},{\"kind\":\"day\",\"path\":"
                  "\"forum/days/2007-07-10\",\"name\":\"Tuesday 10 July 2007 – FORUM\",\"state\":"
                  "\"changed\",\"changes\":[0]},{\"kind\":\"room\",\"path\":\"forum/rooms/r\","
                  "\"name\":\"Red – FORUM\",\"state\":\"changed\",\"changes\":[0]},{\"kind\":"
                  "\"session\",\"path\":\"forum/sessions/b\",\"name\":\"B – FORUM\",\"state\":"
                  "\"changed\",\"changes\":[0]}]");
    assert_null(strstr(forth.out, "private_calendars"));
}

static void what_agencies_alone_see_is_in_the_json_too(void **state)
{
    write_pair("old.yaml", "", PRIVATE("chair"));
    write_pair("new.yaml", SESSION_A, PRIVATE("speaker"));
    g_auto(Captured) captured = command_line_run("diff -f json old.yaml new.yaml");

    assert_int_equal(captured.status, EXIT_STATUS_INPUT);
    assert_member(&captured, "private_calendars",
                  "[{\"agency\":\"ilo\",\"changes\":[{\"kind\":\"role-gained\",\"session\":\"b\","
                  "\"title\":\"B\",\"agency\":\"ilo\",\"role\":\"speaker\",\"old\":null,\"new\":"
                  "\"confirmed\"},{\"kind\":\"role-lost\",\"session\":\"b\",\"title\":\"B\","
                  "\"agency\":\"ilo\",\"role\":\"chair\",\"old\":\"confirmed\",\"new\":null}]}]");
    assert_member(&captured, "changes",
                  "[{\"kind\":\"added\",\"session\":\"a\",\"title\":\"A\",\"old\":null,\"new\":"
                  "{\"date\":\"2007-07-10\",\"start\":\"2007-07-10T09:00:00\",\"end\":"
                  "\"2007-07-10T10:00:00\"}}]");
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
        cmocka_unit_test_setup_teardown(clashes_and_calendars_are_in_the_json, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(what_agencies_alone_see_is_in_the_json_too,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(two_agendas_are_not_compared, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(an_agenda_with_errors_is_not_taken_for_another,
                                        agenda_folder_enter, agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
