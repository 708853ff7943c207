/* Covers src/serve/http/trusted_proxy.c */
#include "serve/http/trusted_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/un.h>

#include <cmocka.h>

#include "random_agenda.h"
#include "serve/server.h"

#define PROXY "10.0.0.1"

/* --- the list ---------------------------------------------------------------------------- */

static TrustedProxyList *list_of(const char *text)
{
    g_autoptr(GError) error = NULL;
    TrustedProxyList *list = trusted_proxy_list_new((const char *const[]){ text, NULL }, &error);

    assert_null(error);
    return list;
}

static struct sockaddr_storage address_of(const char *text)
{
    struct sockaddr_storage storage = { 0 };

    if (g_str_equal(text, "unix")) {
        storage.ss_family = AF_UNIX;
    } else if (strchr(text, ':') != NULL) {
        storage.ss_family = AF_INET6;
        assert_int_equal(inet_pton(AF_INET6, text, &((struct sockaddr_in6 *)&storage)->sin6_addr),
                         1);
    } else {
        storage.ss_family = AF_INET;
        assert_int_equal(inet_pton(AF_INET, text, &((struct sockaddr_in *)&storage)->sin_addr), 1);
    }
    return storage;
}

/* The client of a request that a peer has sent, as text; the peer if it is that. */
static char *client_dup(const TrustedProxyList *list, const char *peer, const char *forwarded_for)
{
    struct sockaddr_storage place = address_of(peer);
    struct sockaddr_storage client;
    char text[INET6_ADDRSTRLEN];

    if (!trusted_proxy_find_client(list, (struct sockaddr *)&place, forwarded_for, &client)) {
        return g_strdup(peer);
    }
    if (client.ss_family == AF_INET) {
        inet_ntop(AF_INET, &((struct sockaddr_in *)&client)->sin_addr, text, sizeof text);
    } else {
        assert_int_equal(client.ss_family, AF_INET6);
        inet_ntop(AF_INET6, &((struct sockaddr_in6 *)&client)->sin6_addr, text, sizeof text);
    }
    return g_strdup(text);
}

static bool trusts(const char *proxy, const char *peer)
{
    g_autoptr(TrustedProxyList) list = list_of(proxy);
    g_autofree char *client = client_dup(list, peer, "192.0.2.99");

    return g_str_equal(client, "192.0.2.99");
}

static void an_address_is_trusted_and_its_neighbours_are_not(void **state)
{
    assert_true(trusts("10.0.0.1", "10.0.0.1"));
    assert_false(trusts("10.0.0.1", "10.0.0.2"));
    assert_true(trusts("2001:db8::1", "2001:db8::1"));
    assert_false(trusts("2001:db8::1", "2001:db8::2"));
    assert_false(trusts("2001:db8::1", "10.0.0.1"));
}

static void a_network_is_all_that_its_first_bits_say(void **state)
{
    assert_true(trusts("10.0.0.0/8", "10.255.255.255"));
    assert_false(trusts("10.0.0.0/8", "11.0.0.0"));
    assert_true(trusts("10.0.0.8/29", "10.0.0.15"));
    assert_false(trusts("10.0.0.8/29", "10.0.0.16"));
    assert_false(trusts("10.0.0.8/29", "10.0.0.7"));
    assert_true(trusts("10.0.0.1/32", "10.0.0.1"));
    assert_true(trusts("2001:db8::/33", "2001:db8:7fff::1"));
    assert_false(trusts("2001:db8::/33", "2001:db8:8000::1"));
    assert_true(trusts("fe80::/10", "febf::1"));
    assert_false(trusts("fe80::/10", "fec0::1"));
}

static void all_of_a_family_is_not_all_of_the_other(void **state)
{
    assert_true(trusts("0.0.0.0/0", "203.0.113.1"));
    assert_false(trusts("0.0.0.0/0", "2001:db8::1"));
    assert_true(trusts("::/0", "2001:db8::1"));
    assert_false(trusts("::/0", "203.0.113.1"));
    assert_false(trusts("::/0", "unix"));
}

static void a_mapped_address_is_the_one_that_is_mapped(void **state)
{
    assert_true(trusts("10.0.0.1", "::ffff:10.0.0.1"));
    assert_true(trusts("::ffff:10.0.0.1", "10.0.0.1"));
    assert_true(trusts("::ffff:10.0.0.0/104", "10.1.2.3"));
    assert_false(trusts("::ffff:10.0.0.0/104", "11.1.2.3"));
    assert_true(trusts("::ffff:0:0/96", "10.1.2.3"));
    assert_false(trusts("::ffff:0:0/96", "::1"));
}

static void unix_is_whoever_comes_through_a_unix_socket(void **state)
{
    assert_true(trusts("unix", "unix"));
    assert_false(trusts("unix", "127.0.0.1"));
    assert_false(trusts("127.0.0.1", "unix"));
}

static void what_is_no_address_is_wrong_usage(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        "localhost",
        "proxy.example.org",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/8x",
        "10.0.0.0/ 8",
        "::/129",
        "[::1]",
        "fe80::1%eth0",
        "::1%lo/128",
        "10.0.0.1:80",
        "/8",
        "unix:/run/x.sock",
        "UNIX",
        "10.0.0.0/+8",
        "010.0.0.1/32",
        "10.0.0.1,::1",
        "10.0.0.1 ",
        "::ffff:10.0.0",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TrustedProxyList) list =
            trusted_proxy_list_new((const char *const[]){ "::1", texts[i], NULL }, &error);
        g_autofree char *expected = g_strdup_printf(
            "\"%s\" is not where a proxy could be: expected ADDRESS, ADDRESS/BITS or unix, such as "
            "127.0.0.1, 10.0.0.0/8 or 2001:db8::/32",
            texts[i]);

        if (list != NULL) {
            fail_msg("%s is taken for an address", texts[i]);
        }
        assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_ADDRESS));
        assert_string_equal(error->message, expected);
    }
}

static void assert_corrected(const char *text, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TrustedProxyList) list =
        trusted_proxy_list_new((const char *const[]){ text, NULL }, &error);

    assert_null(list);
    assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_ADDRESS));
    assert_string_equal(error->message, expected);
}

static void a_network_that_could_be_an_address_is_asked_about(void **state)
{
    assert_corrected("10.1.2.3/8", "\"10.1.2.3/8\" is not the address of a network: expected "
                                   "10.0.0.0/8, or an address without /8");
    assert_corrected("2001:db8::1/64", "\"2001:db8::1/64\" is not the address of a network: "
                                       "expected 2001:db8::/64, or an address without /64");
}

/* --- the client -------------------------------------------------------------------------- */

/* Of a request from PROXY, where it, 10.0.0.2, the network 2001:db8:1::/48 and UNIX sockets are
 * trusted. */
static void assert_client(const char *forwarded_for, const char *expected)
{
    g_autoptr(TrustedProxyList) list = trusted_proxy_list_new(
        (const char *const[]){ PROXY, "unix", "10.0.0.2", "2001:db8:1::/48", NULL }, NULL);
    g_autofree char *client = client_dup(list, PROXY, forwarded_for);
    g_autofree char *of_socket = client_dup(list, "unix", forwarded_for);

    if (!g_str_equal(client, expected)) {
        fail_msg("%s: %s, expected %s", forwarded_for, client, expected);
    }
    assert_string_equal(of_socket, g_str_equal(expected, PROXY) ? "unix" : expected);
}

static void without_the_field_the_peer_is_the_client(void **state)
{
    assert_client(NULL, PROXY);
    assert_client("", PROXY);
}

static void who_is_not_trusted_cannot_name_another(void **state)
{
    g_autoptr(TrustedProxyList) list = list_of(PROXY);
    g_autofree char *client = client_dup(list, "203.0.113.1", "192.0.2.1");

    assert_string_equal(client, "203.0.113.1");
}

static void the_last_address_that_is_not_trusted_is_the_client(void **state)
{
    assert_client("192.0.2.1", "192.0.2.1");
    assert_client("192.0.2.1, 192.0.2.2", "192.0.2.2");
    assert_client("192.0.2.1,192.0.2.2,10.0.0.2", "192.0.2.2");
    assert_client("192.0.2.1, 192.0.2.2, 2001:db8:1::7, 10.0.0.2", "192.0.2.2");
    assert_client("10.0.0.2, 2001:db8:2::1, 10.0.0.1", "2001:db8:2::1");
}

static void if_all_are_trusted_the_first_is_the_client(void **state)
{
    assert_client("10.0.0.2", "10.0.0.2");
    assert_client("2001:db8:1::1, 10.0.0.2, 10.0.0.1", "2001:db8:1::1");
}

static void ports_brackets_and_blanks_are_let_through(void **state)
{
    assert_client("192.0.2.1:4711", "192.0.2.1");
    assert_client("[2001:db8::1]:4711", "2001:db8::1");
    assert_client("[2001:db8::1]", "2001:db8::1");
    assert_client("2001:db8::1:4711", "2001:db8::1:4711");
    assert_client("192.0.2.1 ,\t10.0.0.2:80\t, 10.0.0.1", "192.0.2.1");
    assert_client("::ffff:192.0.2.1", "192.0.2.1");
    assert_client("192.0.2.1, ::ffff:10.0.0.2", "192.0.2.1");
}

static void garbage_hides_what_stands_before_it(void **state)
{
    static const char *const elements[] = {
        "unknown",
        "_hidden",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.1.",
        "fe80::1%eth0",
        ":",
        ":80",
        "[",
        "]",
        "[]",
        "[]:80",
        "[::1",
        "::1]",
        "[::1]x",
        "192.0.2.1:",
        "[::1]:",
        "[::1]:x",
        "1:2",
        "unix:",
        "\"192.0.2.1\"",
        "192.0.2.1 x",
        "for=192.0.2.1",
        "::1::",
        "192.0.2.1:8x",
        "\xc3\xa9",
        "",
        "192.0.2.1/32",
        "[[::1]]",
        "%00",
        "3232235777",
        "0x7f.1",
        "192.0.2.1:80:80",
        " ",
        "::ffff:1.2.3",
        "12345:db8::1:2",
        "::g",
        "1.2.3.4.5",
        "[192.0.2.1",
        "-",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(elements); i++) {
        g_autofree char *last = g_strdup_printf("192.0.2.1, %s", elements[i]);
        g_autofree char *middle = g_strdup_printf("192.0.2.1, %s, 10.0.0.2", elements[i]);
        g_autofree char *first = g_strdup_printf("%s, 192.0.2.1", elements[i]);

        assert_client(last, PROXY);
        assert_client(middle, "10.0.0.2");
        assert_client(first, "192.0.2.1");
    }
}

static void lists_of_thousands_are_read_from_their_end(void **state)
{
    g_autoptr(GString) list = g_string_new("192.0.2.7");

    for (guint i = 0; i < 5000; i++) {
        g_string_append(list, ", 10.0.0.2");
    }
    assert_client(list->str, "192.0.2.7");
    g_string_append(list, ", 192.0.2.8");
    assert_client(list->str, "192.0.2.8");
    g_string_append(list, ", 1");
    for (guint i = 0; i < 100000; i++) {
        g_string_append_c(list, '1');
    }
    assert_client(list->str, PROXY);
    g_string_assign(list, "");
    for (guint i = 0; i < 5000; i++) {
        g_string_append_c(list, ',');
    }
    assert_client(list->str, PROXY);
}

/* Octets that lists are made of, in any order: whatever comes of them is an address, or none. */
static void random_lists_do_no_harm(void **state)
{
    static const char OCTETS[] = "0123456789abcdef::::....,,,, [[]]%/\t\xc3";
    g_autoptr(GRand) random = random_agenda_rand_new(NULL);
    g_autoptr(TrustedProxyList) list = list_of("0.0.0.0/0");

    for (guint i = 0; i < 20000; i++) {
        char text[64];
        gint length = g_rand_int_range(random, 0, sizeof text);

        for (gint j = 0; j < length; j++) {
            text[j] = OCTETS[g_rand_int_range(random, 0, sizeof OCTETS - 1)];
        }
        text[length] = '\0';
        g_autofree char *client = client_dup(list, PROXY, text);
        assert_true(strlen(client) >= 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_trusted_and_its_neighbours_are_not),
        cmocka_unit_test(a_network_is_all_that_its_first_bits_say),
        cmocka_unit_test(all_of_a_family_is_not_all_of_the_other),
        cmocka_unit_test(a_mapped_address_is_the_one_that_is_mapped),
        cmocka_unit_test(unix_is_whoever_comes_through_a_unix_socket),
        cmocka_unit_test(what_is_no_address_is_wrong_usage),
        cmocka_unit_test(a_network_that_could_be_an_address_is_asked_about),
        cmocka_unit_test(without_the_field_the_peer_is_the_client),
        cmocka_unit_test(who_is_not_trusted_cannot_name_another),
        cmocka_unit_test(the_last_address_that_is_not_trusted_is_the_client),
        cmocka_unit_test(if_all_are_trusted_the_first_is_the_client),
        cmocka_unit_test(ports_brackets_and_blanks_are_let_through),
        cmocka_unit_test(garbage_hides_what_stands_before_it),
        cmocka_unit_test(lists_of_thousands_are_read_from_their_end),
        cmocka_unit_test(random_lists_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
