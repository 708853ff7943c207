/* Covers src/serve/listen/listen_address.c */
#include "serve/listen/listen_address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sys/socket.h>
#include <unistd.h>

static void assert_parsed(const char *text, const char *host, guint16 port, bool is_ipv6)
{
    g_auto(ListenAddress) address = { 0 };
    g_autoptr(GError) error = NULL;

    if (!listen_address_parse(text, &address, &error)) {
        fail_msg("%s", error->message);
    }
    assert_string_equal(address.host, host);
    assert_int_equal(address.port, port);
    assert_int_equal(address.is_ipv6, is_ipv6);
}

static void names_and_addresses_are_read(void **state)
{
    assert_parsed("127.0.0.1:8080", "127.0.0.1", 8080, false);
    assert_parsed("0.0.0.0:0", "0.0.0.0", 0, false);
    assert_parsed("localhost:65535", "localhost", 65535, false);
    assert_parsed("[::1]:8080", "::1", 8080, true);
    assert_parsed("[fe80::1%lo]:1", "fe80::1%lo", 1, true);
}

static void a_path_is_that_of_a_unix_socket(void **state)
{
    g_auto(ListenAddress) address = { 0 };

    assert_true(listen_address_parse("unix:/run/a:b.sock", &address, NULL));
    assert_string_equal(address.path, "/run/a:b.sock");
    assert_null(address.host);
}

static void a_path_that_is_missing_is_refused(void **state)
{
    static const char *const texts[] = { "unix:", "unix:/run/" };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(ListenAddress) address = { 0 };
        g_autoptr(GError) error = NULL;
        g_autofree char *expected =
            g_strdup_printf("\"%s\" is not an address to listen on: expected the path of a socket, "
                            "such as unix:/run/confeed/confeed.sock",
                            texts[i]);

        assert_false(listen_address_parse(texts[i], &address, &error));
        assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_ADDRESS));
        assert_string_equal(error->message, expected);
    }
}

static void what_is_no_address_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        ":",
        "8080",
        ":8080",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:http",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "127.0.0.1:+1",
        "127.0.0.1: 80",
        "127.0.0.1:80 ",
        "::1:8080",
        "::1",
        "[::1]",
        "[]:80",
        "[::1:80",
        "*:80",
        "http://localhost:80",
        "local host:80",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(ListenAddress) address = { 0 };
        g_autoptr(GError) error = NULL;
        g_autofree char *quoted = g_strdup_printf("\"%s\" is not an address", texts[i]);

        if (listen_address_parse(texts[i], &address, &error)) {
            fail_msg("%s is taken", texts[i]);
        }
        assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_ADDRESS));
        assert_ptr_equal(strstr(error->message, quoted), error->message);
        assert_non_null(strstr(error->message, "127.0.0.1:8080"));
        assert_null(address.host);
    }
}

static int open_at(const char *text, char **out_url, GError **error)
{
    g_auto(ListenAddress) address = { 0 };

    assert_true(listen_address_parse(text, &address, error));
    return listen_address_open(&address, out_url, error);
}

static void the_url_tells_the_port_that_the_system_chose(void **state)
{
    g_autofree char *url = NULL;
    g_autoptr(GError) error = NULL;
    int fd = open_at("127.0.0.1:0", &url, &error);

    assert_true(fd >= 0);
    assert_true(g_str_has_prefix(url, "http://127.0.0.1:"));
    assert_int_not_equal(g_ascii_strtoull(url + strlen("http://127.0.0.1:"), NULL, 10), 0);
    close(fd);
}

static void a_port_in_use_is_refused_with_a_remedy(void **state)
{
    g_autofree char *url = NULL;
    g_autofree char *second_url = NULL;
    g_autofree char *expected = NULL;
    g_autoptr(GError) error = NULL;
    int fd = open_at("127.0.0.1:0", &url, &error);

    assert_true(fd >= 0);
    assert_int_equal(open_at(url + strlen("http://"), &second_url, &error), -1);
    assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_FAILED));
    expected = g_strdup_printf("cannot listen on %s: Address already in use; stop the program that "
                               "listens there, or choose another port",
                               url + strlen("http://"));
    assert_string_equal(error->message, expected);
    assert_null(second_url);
    close(fd);
}

static void brackets_hold_an_ipv6_address_only(void **state)
{
    g_autofree char *url = NULL;
    g_autoptr(GError) error = NULL;

    assert_int_equal(open_at("[127.0.0.1]:0", &url, &error), -1);
    assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_ADDRESS));
    assert_string_equal(error->message, "\"127.0.0.1\" is not an IPv6 address");
}

static void an_address_of_another_machine_is_refused(void **state)
{
    g_autofree char *url = NULL;
    g_autoptr(GError) error = NULL;

    /* RFC 5737 keeps these addresses out of use. */
    assert_int_equal(open_at("192.0.2.1:0", &url, &error), -1);
    assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_FAILED));
    assert_non_null(strstr(error->message, "this machine has no such address"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_addresses_are_read),
        cmocka_unit_test(a_path_is_that_of_a_unix_socket),
        cmocka_unit_test(a_path_that_is_missing_is_refused),
        cmocka_unit_test(what_is_no_address_is_refused),
        cmocka_unit_test(the_url_tells_the_port_that_the_system_chose),
        cmocka_unit_test(a_port_in_use_is_refused_with_a_remedy),
        cmocka_unit_test(brackets_hold_an_ipv6_address_only),
        cmocka_unit_test(an_address_of_another_machine_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
