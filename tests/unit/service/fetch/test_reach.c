/* Covers src/service/fetch/reach.c */
#include "service/fetch/reach.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

/* --- inside and outside ------------------------------------------------------------------ */

static const struct {
    const char *address;
    bool is_inside;
} ADDRESSES[] = {
    { "0.0.0.0", true },
    { "1.0.0.0", false },
    { "9.255.255.255", false },
    { "10.0.0.0", true },
    { "10.255.255.255", true },
    { "11.0.0.0", false },
    { "100.63.255.255", false },
    { "100.64.0.0", true },
    { "100.127.255.255", true },
    { "100.128.0.0", false },
    { "126.255.255.255", false },
    { "127.0.0.1", true },
    { "127.255.255.255", true },
    { "128.0.0.0", false },
    { "169.253.255.255", false },
    { "169.254.169.254", true },
    { "169.255.0.0", false },
    { "172.15.255.255", false },
    { "172.16.0.0", true },
    { "172.31.255.255", true },
    { "172.32.0.0", false },
    { "192.0.0.8", true },
    { "192.0.1.0", false },
    { "192.0.2.1", true },
    { "192.167.255.255", false },
    { "192.168.0.0", true },
    { "192.168.255.255", true },
    { "192.169.0.0", false },
    { "198.17.255.255", false },
    { "198.18.0.0", true },
    { "198.19.255.255", true },
    { "198.20.0.0", false },
    { "223.255.255.255", false },
    { "224.0.0.1", true },
    { "239.255.255.255", true },
    { "240.0.0.1", true },
    { "255.255.255.255", true },
    { "[::]", true },
    { "[::1]", true },
    { "[::7f00:1]", true },
    { "[::ffff:127.0.0.1]", true },
    { "[::ffff:a9fe:a9fe]", true },
    { "[::ffff:8.8.8.8]", false },
    { "[64:ff9b::10.0.0.1]", true },
    { "[64:ff9b::8.8.8.8]", false },
    { "[64:ff9b:1::8.8.8.8]", true },
    { "[2002:a00:1::]", true },
    { "[2002:808:808::1]", false },
    { "[1fff:ffff::1]", true },
    { "[2000::1]", false },
    { "[2001:0:4136:e378::1]", true },
    { "[2001:1ff:ffff::]", true },
    { "[2001:200::]", false },
    { "[2001:db8::1]", true },
    { "[2001:db9::1]", false },
    { "[2a00:1450::1]", false },
    { "[3fff:fff::1]", true },
    { "[3fff:1000::1]", false },
    { "[4000::1]", true },
    { "[fc00::1]", true },
    { "[fdff::1]", true },
    { "[fe80::1]", true },
    { "[febf::1]", true },
    { "[fec0::1]", true },
    { "[ff02::1]", true },
    { "2a00:1450::1", false },
    { "fe80::1", true },
};

static void addresses_inside_are_told_from_those_outside(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ADDRESSES); i++) {
        struct in6_addr address;

        assert_true(reach_parse(ADDRESSES[i].address, &address));
        if (reach_address_is_inside(&address) != ADDRESSES[i].is_inside) {
            fail_msg("%s is taken for another", ADDRESSES[i].address);
        }
    }
}

static void addresses_of_sockets_are_told_likewise(void **state)
{
    struct sockaddr_in ipv4 = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(0x0a000001) };
    struct sockaddr_in6 ipv6 = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT };
    struct sockaddr local = { .sa_family = AF_UNIX };

    assert_true(reach_is_inside((const struct sockaddr *)&ipv4));
    ipv4.sin_addr.s_addr = htonl(0x08080808);
    assert_false(reach_is_inside((const struct sockaddr *)&ipv4));
    assert_true(reach_is_inside((const struct sockaddr *)&ipv6));
    ipv6.sin6_addr.s6_addr[0] = 0x20;
    assert_false(reach_is_inside((const struct sockaddr *)&ipv6));
    assert_true(reach_is_inside(&local));
}

/* --- their forms ------------------------------------------------------------------------- */

static void names_and_other_numbers_are_no_addresses(void **state)
{
    static const char *const TEXTS[] = { "",           "localhost", "example.org", "127.1",
                                         "2130706433", "[::1",      "[]",          "[127.0.0.1]",
                                         "1.2.3.4.5",  "::1%lo",    "[::1]x" };
    struct in6_addr address;

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        if (reach_parse(TEXTS[i], &address)) {
            fail_msg("%s is taken for an address", TEXTS[i]);
        }
    }
}

static void networks_hold_what_begins_as_they_do(void **state)
{
    static const struct {
        const char *address;
        const char *network;
        bool is_in;
    } CASES[] = {
        { "10.1.2.3", "10.0.0.0/8", true },
        { "11.1.2.3", "10.0.0.0/8", false },
        { "10.1.2.3", "10.1.2.3", true },
        { "10.1.2.3", "10.1.2.4", false },
        { "10.1.2.3", "10.1.2.2/31", true },
        { "10.1.2.3", "0.0.0.0/0", true },
        { "[2001:db8::1]", "0.0.0.0/0", false },
        { "[2001:db8::1]", "2001:db8::/32", true },
        { "[2001:db8::1]", "2001:db8::1", true },
        { "[2001:db8::1]", "[2001:db8::1]", true },
        { "10.1.2.3", "10.0.0.0/33", false },
        { "10.1.2.3", "10.0.0.0/", false },
        { "10.1.2.3", "/8", false },
        { "10.1.2.3", "intranet", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        struct in6_addr address;

        assert_true(reach_parse(CASES[i].address, &address));
        if (reach_is_in(&address, CASES[i].network) != CASES[i].is_in) {
            fail_msg("%s and %s", CASES[i].address, CASES[i].network);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_inside_are_told_from_those_outside),
        cmocka_unit_test(addresses_of_sockets_are_told_likewise),
        cmocka_unit_test(names_and_other_numbers_are_no_addresses),
        cmocka_unit_test(networks_hold_what_begins_as_they_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
