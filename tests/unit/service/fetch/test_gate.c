/* Covers src/service/fetch/gate.c */
#include "service/fetch/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <arpa/inet.h>

static bool lets(Gate *gate, const char *text)
{
    struct sockaddr_in6 ipv6 = { .sin6_family = AF_INET6 };
    struct sockaddr_in ipv4 = { .sin_family = AF_INET };

    if (inet_pton(AF_INET, text, &ipv4.sin_addr) == 1) {
        return gate_lets(gate, (const struct sockaddr *)&ipv4);
    }
    assert_int_equal(inet_pton(AF_INET6, text, &ipv6.sin6_addr), 1);
    return gate_lets(gate, (const struct sockaddr *)&ipv6);
}

static void addresses_outside_are_let_through(void **state)
{
    Gate gate = { 0 };

    assert_true(lets(&gate, "8.8.8.8"));
    assert_true(lets(&gate, "2a00::1"));
    assert_true(gate.met_outside);
    assert_string_equal(gate.refused, "");
}

static void addresses_inside_are_refused_and_named(void **state)
{
    Gate gate = { 0 };

    assert_false(lets(&gate, "169.254.169.254"));
    assert_string_equal(gate.refused, "169.254.169.254");
    assert_false(lets(&gate, "::ffff:127.0.0.1"));
    assert_string_equal(gate.refused, "::ffff:127.0.0.1");
    assert_false(gate.met_outside);
}

static void a_host_that_may_be_inside_may_until_it_is_outside(void **state)
{
    Gate gate = { .may_be_inside = true };

    assert_true(lets(&gate, "::1"));
    assert_true(lets(&gate, "127.0.0.1"));
    assert_true(lets(&gate, "8.8.8.8"));
    assert_false(lets(&gate, "127.0.0.1"));
}

static void a_proxy_may_be_anywhere(void **state)
{
    Gate gate = { .is_open = true };

    assert_true(lets(&gate, "10.0.0.1"));
    assert_true(lets(&gate, "8.8.8.8"));
    assert_false(gate.met_outside);
}

static void sockets_of_another_kind_are_refused(void **state)
{
    const struct sockaddr local = { .sa_family = AF_UNIX };
    Gate gate = { 0 };

    assert_false(gate_lets(&gate, &local));
    assert_string_not_equal(gate.refused, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_outside_are_let_through),
        cmocka_unit_test(addresses_inside_are_refused_and_named),
        cmocka_unit_test(a_host_that_may_be_inside_may_until_it_is_outside),
        cmocka_unit_test(a_proxy_may_be_anywhere),
        cmocka_unit_test(sockets_of_another_kind_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
