/* Covers src/service/fetch/fetch_address.c */
#include "service/fetch/fetch_address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "service/fetch/fetch.h"

static void addresses_are_taken_apart_and_put_together(void **state)
{
    static const struct {
        const char *text;
        const char *url;
        const char *host;
        guint port;
        bool is_https;
    } CASES[] = {
        { "http://example.org", "http://example.org/", "example.org", 80, false },
        { "HTTPS://Example.ORG/%2Fa?b=%26#c", "https://example.org/%2Fa?b=%26", "example.org", 443,
          true },
        { "https://example.org:8443/?", "https://example.org:8443/?", "example.org", 8443, true },
        { "http://127.0.0.1:81/a//b", "http://127.0.0.1:81/a//b", "127.0.0.1", 81, false },
        { "http://[2001:DB8::1]:82/", "http://[2001:db8::1]:82/", "[2001:db8::1]", 82, false },
        { "http://xn--exmple-cua.org/", "http://xn--exmple-cua.org/", "xn--exmple-cua.org", 80,
          false },
        { "http://a_b.example/", "http://a_b.example/", "a_b.example", 80, false },
        { "http://example.org?q", "http://example.org/?q", "example.org", 80, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(FetchAddress) address = { 0 };
        assert_true(fetch_address_parse(CASES[i].text, &address, NULL));
        assert_string_equal(address.url, CASES[i].url);
        assert_string_equal(address.host, CASES[i].host);
        assert_int_equal(address.port, CASES[i].port);
        assert_int_equal(address.is_https, CASES[i].is_https);
    }
}

static void what_cannot_be_fetched_is_no_address(void **state)
{
    static const char *const TEXTS[] = {
        "",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "http://",
        "http:///path",
        "http://a b/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:x/",
        "http://[::1/",
        "http://[::1%25lo]/",
        "http://[v1.a]/",
        "http://user@example.org/",
        "http://user:password@example.org/",
        "http://@example.org/",
        "http://example.org\\@evil.example/",
        "http://a,b/",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_auto(FetchAddress) address = { 0 };
        g_autoptr(GError) error = NULL;
        if (fetch_address_parse(TEXTS[i], &address, &error)) {
            fail_msg("%s is taken for an address", TEXTS[i]);
        }
        assert_true(g_error_matches(error, FETCH_ERROR, FETCH_ERROR_ADDRESS));
    }
}

static void origins_are_compared_by_scheme_host_and_port(void **state)
{
    static const struct {
        const char *one;
        const char *other;
        bool is_same_host;
        bool is_same_origin;
    } CASES[] = {
        { "http://a/x", "http://A:80/y?z", true, true },
        { "http://a/", "https://a/", false, false },
        { "http://a:443/", "https://a/", true, false },
        { "http://a/", "http://b/", false, false },
        { "http://a/", "http://a:81/", false, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(FetchAddress) one = { 0 };
        g_auto(FetchAddress) other = { 0 };
        assert_true(fetch_address_parse(CASES[i].one, &one, NULL));
        assert_true(fetch_address_parse(CASES[i].other, &other, NULL));
        assert_int_equal(fetch_address_is_same_host(&one, &other), CASES[i].is_same_host);
        assert_int_equal(fetch_address_is_same_origin(&one, &other), CASES[i].is_same_origin);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_taken_apart_and_put_together),
        cmocka_unit_test(what_cannot_be_fetched_is_no_address),
        cmocka_unit_test(origins_are_compared_by_scheme_host_and_port),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
