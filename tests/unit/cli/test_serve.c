/* Covers src/cli/serve.c: its options. What it serves is for tests/http. */
#include "agenda_folder.h"
#include "command_line.h"
#include "scratch.h"
#include "support.h"

static void numbers_have_their_bounds(void **state)
{
    command_line_assert_usage("serve a.yaml --max-connections 0",
                              "--max-connections is 0, and should be 1 to 1000000");
    command_line_assert_usage("serve a.yaml --max-connections-per-address=-1",
                              "--max-connections-per-address is -1, and should be 0 (any number) "
                              "to 1000000");
    command_line_assert_usage("serve a.yaml --max-head 1",
                              "--max-head is 1, and should be 3584 to 65024");
    command_line_assert_usage("serve a.yaml --max-age=-1",
                              "--max-age is -1, and should be 0 to 31536000");
    command_line_assert_usage("serve a.yaml --stale-if-error 31536001",
                              "--stale-if-error is 31536001, and should be 0 (never) to 31536000");
}

static void names_and_proxies_have_their_form(void **state)
{
    command_line_assert_usage("serve a.yaml --host a:1",
                              "--host is \"a:1\", and should be like feeds.example.org: no port, "
                              "and letters beyond ASCII as in xn--mnchen-3ya.example");
    command_line_assert_usage("serve a.yaml --trusted-proxy x",
                              "--trusted-proxy: \"x\" is not where a proxy could be: expected "
                              "ADDRESS, ADDRESS/BITS or unix, such as 127.0.0.1, 10.0.0.0/8 or "
                              "2001:db8::/32");
    command_line_assert_usage("serve a.yaml --public-url x",
                              "--public-url is \"x\", and should be like "
                              "https://feeds.example.org");
    command_line_assert_usage("serve a.yaml --access-log xml",
                              "--access-log is \"xml\", and should be combined or json");
}

static void there_is_something_to_serve(void **state)
{
    command_line_assert_usage("serve", "an agenda file is missing, or --history");
    command_line_assert_usage("serve a.yaml --manual", "--manual goes with --history");
}

static void right_options_lead_on_to_the_files(void **state)
{
    command_line_assert("serve none.yaml --host b.example --trusted-proxy 10.0.0.0/8 --keep always "
                        "--max-connections-per-address 0 --stale-if-error 0 --no-compress "
                        "--public-url https://feeds.example.org --access-log json",
                        EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: none.yaml: cannot be opened: No such file or "
                        "directory\n");
}

static void where_it_cannot_listen_is_told(void **state)
{
    agenda_folder_write("a.yaml", "a", "");
    command_line_assert_usage("serve a.yaml -l 127.0.0.1:99999",
                              "\"127.0.0.1:99999\" is not an address to listen on: expected "
                              "ADDR:PORT with a port of 0 to 65535, such as 127.0.0.1:8080, "
                              "[::1]:8080 or localhost:8080, or unix:PATH");
    g_auto(Captured) captured = command_line_run("serve a.yaml --listen unix:none/socket");
    assert_true(g_str_has_prefix(captured.err, "confeed: error: "));
    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_have_their_bounds, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(names_and_proxies_have_their_form, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(there_is_something_to_serve, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(right_options_lead_on_to_the_files, agenda_folder_enter,
                                        agenda_folder_leave),
        cmocka_unit_test_setup_teardown(where_it_cannot_listen_is_told, agenda_folder_enter,
                                        agenda_folder_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
