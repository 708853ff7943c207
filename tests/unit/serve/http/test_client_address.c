/* Covers src/serve/http/client_address.c */
#include "serve/http/client_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "support.h"

/* Of IPv6 if there is a colon in it. */
static char *line_of(const char *text)
{
    struct sockaddr_in6 ipv6 = { .sin6_family = AF_INET6 };
    struct sockaddr_in ipv4 = { .sin_family = AF_INET };

    if (strchr(text, ':') != NULL) {
        assert_int_equal(inet_pton(AF_INET6, text, &ipv6.sin6_addr), 1);
        return client_address_format_line((const struct sockaddr *)&ipv6);
    }
    assert_int_equal(inet_pton(AF_INET, text, &ipv4.sin_addr), 1);
    return client_address_format_line((const struct sockaddr *)&ipv4);
}

static void addresses_that_are_one_client(void **state)
{
    static const char *const PAIRS[][2] = {
        { "192.0.2.1", "192.0.2.1" },
        { "192.0.2.1", "::ffff:192.0.2.1" },
        { "2001:db8::1", "2001:db8::2" },
        { "2001:db8::", "2001:db8:0:0:ffff:ffff:ffff:ffff" },
        { "::1", "::1" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(PAIRS); i++) {
        g_autofree char *one = line_of(PAIRS[i][0]);
        g_autofree char *other = line_of(PAIRS[i][1]);
        assert_string_equal(one, other);
    }
}

static void addresses_that_are_several(void **state)
{
    static const char *const ALL[] = { "192.0.2.1",         "192.0.2.2",       "192.1.2.1",
                                       "0.0.0.0",           "0.0.0.1",         "2001:db8::1",
                                       "2001:db8:1::1",     "2001:db8:0:1::1", "::1",
                                       "fe80::1",           "64:ff9b::1",      "0:0:1::1",
                                       "2001:db8:0:ffff::", "255.255.255.255", "ffff::1",
                                       "0:0:0:1::1",        "0:0:c000:201::" };

    for (gsize i = 0; i < G_N_ELEMENTS(ALL); i++) {
        g_autofree char *line = line_of(ALL[i]);
        for (gsize j = 0; j < i; j++) {
            g_autofree char *other = line_of(ALL[j]);
            assert_string_not_equal(line, other);
        }
    }
}

static void who_comes_through_a_unix_socket_is_one(void **state)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    g_autofree char *line = client_address_format_line((const struct sockaddr *)&address);

    assert_string_equal(line, "unix:");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_that_are_one_client),
        cmocka_unit_test(addresses_that_are_several),
        cmocka_unit_test(who_comes_through_a_unix_socket_is_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
