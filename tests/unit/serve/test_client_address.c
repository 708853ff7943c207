#include "serve/client_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "support.h"

static char *line_of_ipv6(const char *text)
{
    struct sockaddr_in6 address = { .sin6_family = AF_INET6 };

    assert_int_equal(inet_pton(AF_INET6, text, &address.sin6_addr), 1);
    return client_address_format_line((const struct sockaddr *)&address);
}

static void of_ipv6_the_first_64_bits_tell_a_client_from_others(void **state)
{
    g_autofree char *one = line_of_ipv6("2001:db8:1:2:3:4:5:6");
    g_autofree char *same = line_of_ipv6("2001:db8:1:2:ffff:ffff:ffff:ffff");
    g_autofree char *other = line_of_ipv6("2001:db8:1:3::6");

    assert_string_equal(one, "2001:db8:1:2::");
    assert_string_equal(same, one);
    assert_string_equal(other, "2001:db8:1:3::");
}

static void of_ipv4_all_of_it_does_so_also_within_ipv6(void **state)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    g_autofree char *mapped = line_of_ipv6("::ffff:192.0.2.7");

    assert_int_equal(inet_pton(AF_INET, "192.0.2.7", &address.sin_addr), 1);
    g_autofree char *plain = client_address_format_line((const struct sockaddr *)&address);
    assert_string_equal(plain, "192.0.2.7");
    assert_string_equal(mapped, plain);
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
        cmocka_unit_test(of_ipv6_the_first_64_bits_tell_a_client_from_others),
        cmocka_unit_test(of_ipv4_all_of_it_does_so_also_within_ipv6),
        cmocka_unit_test(who_comes_through_a_unix_socket_is_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
