/* Covers src/cli/token.c. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "scratch.h"
#include "support.h"

#define NONE_GOOD                                                                           \
    "there is no address of ilo in forum that is still good; \"confeed token list\" lists " \
    "what there is"

static void assert_lines_of_list(guint expected)
{
    g_auto(Captured) captured = command_line_run("token list");
    guint lines = 0;

    for (const char *c = captured.out; *c != '\0'; c++) {
        lines += *c == '\n' ? 1 : 0;
    }
    assert_int_equal(captured.status, EXIT_STATUS_OK);
    assert_int_equal(lines, expected);
}

/* The address that a command line prints; the caller's own. */
static char *make_address(const char *line)
{
    g_auto(Captured) captured = command_line_run(line);

    assert_int_equal(captured.status, EXIT_STATUS_OK);
    assert_true(g_str_has_prefix(captured.err, "confeed: this is shown once"));
    assert_true(g_str_has_suffix(captured.out, ".ics\n"));
    return g_steal_pointer(&captured.out);
}

static void a_new_address_is_printed_once_and_listed_without_it(void **state)
{
    command_line_publish_forum();
    g_autofree char *address = make_address("token new forum ilo");
    g_autofree char *other = make_address("token new forum ilo");
    g_auto(Captured) list = command_line_run("token list forum ilo");

    assert_true(g_str_has_prefix(address, "/private/"));
    assert_string_not_equal(address, other);
    assert_true(g_str_has_prefix(list.out, "forum  ilo  "));
    assert_true(g_str_has_suffix(list.out, "  in use\n"));
    assert_lines_of_list(2);
}

static void the_address_of_the_service_is_of_one_run_alone(void **state)
{
    command_line_publish_forum();
    g_autofree char *whole =
        make_address("token new forum ilo --public-url https://feeds.example.org/");
    g_autofree char *path = make_address("token new forum iom");

    assert_true(g_str_has_prefix(whole, "https://feeds.example.org/private/"));
    assert_true(g_str_has_prefix(path, "/private/"));
}

static void what_is_not_there_gets_no_address(void **state)
{
    command_line_publish_forum();
    command_line_assert_usage("token new forum xyz",
                              "in forum there is no agency \"xyz\"; there are: ilo, iom");
    command_line_assert("token list forum", EXIT_STATUS_OK, "", "");
    command_line_assert("token list forum ilo", EXIT_STATUS_OK, "", "");
    command_line_assert_usage("token list forum xyz",
                              "in forum there is no agency \"xyz\"; there are: ilo, iom");
    command_line_assert_usage("token list none",
                              "confeed.db holds no agenda \"none\"; it holds: forum");
    command_line_assert_usage("token new none ilo",
                              "confeed.db holds no agenda \"none\"; it holds: forum");
    assert_lines_of_list(0);
}

static void a_replaced_address_goes_on_for_as_long_as_is_asked(void **state)
{
    command_line_publish_forum();
    command_line_assert_usage("token rotate forum ilo", NONE_GOOD);
    g_autofree char *old = make_address("token new forum ilo");
    g_autofree char *new = make_address("token rotate forum ilo --overlap 0");
    g_auto(Captured) list = command_line_run("token list");

    assert_string_not_equal(old, new);
    assert_non_null(strstr(list.out, "  ended "));
    assert_non_null(strstr(list.out, "  in use\n"));
    g_autofree char *third = make_address("token rotate forum ilo");
    g_auto(Captured) longer = command_line_run("token list");
    assert_non_null(strstr(longer.out, "  replaced, goes on until "));
}

static void of_several_addresses_it_must_be_said_which(void **state)
{
    command_line_publish_forum();
    g_autofree char *one = make_address("token new forum ilo");
    g_autofree char *two = make_address("token new forum ilo");

    command_line_assert_usage("token rotate forum ilo",
                              "ilo has 2 addresses in forum: say which, by its fingerprint in "
                              "\"confeed token list\"");
}

static void revoked_addresses_are_good_no_more(void **state)
{
    command_line_publish_forum();
    g_autofree char *one = make_address("token new forum ilo");
    g_autofree char *two = make_address("token new forum ilo");

    command_line_assert("token revoke forum ilo", EXIT_STATUS_OK,
                        "ended: 2 addresses of ilo in forum\n", "");
    command_line_assert_usage("token revoke forum ilo", NONE_GOOD);
}

static void each_action_has_its_operands(void **state)
{
    command_line_assert_usage("token lst", "token: \"lst\" is unknown here; expected new, list, "
                                           "rotate or revoke");
    command_line_assert_usage(
        "token new forum",
        "token new: expected an agenda and an agency, such as gfmd-2007 ilo, or a "
        "person, such as people/jane-doe");
    command_line_assert_usage(
        "token list forum ilo 0",
        "token list: expected an agenda and an agency, or people/ID, at most");
    command_line_assert_usage(
        "token revoke forum",
        "token revoke: expected an agenda, an agency or a person and, of several "
        "addresses, a fingerprint");
    command_line_assert_usage("token rotate forum ilo --overlap 366",
                              "--overlap is 366, and should be 0 to 365 days");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_address_is_printed_once_and_listed_without_it,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(the_address_of_the_service_is_of_one_run_alone,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(what_is_not_there_gets_no_address, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(a_replaced_address_goes_on_for_as_long_as_is_asked,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(of_several_addresses_it_must_be_said_which,
                                        agenda_folder_enter, agenda_folder_leave),
        cmocka_unit_test_setup_teardown(revoked_addresses_are_good_no_more, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(each_action_has_its_operands, agenda_folder_enter,
                                        agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
