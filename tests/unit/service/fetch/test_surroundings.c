/* Covers src/service/fetch/surroundings.c */
#include "service/fetch/surroundings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char *const VARIABLES[] = {
    "http_proxy", "HTTP_PROXY",     "https_proxy",   "HTTPS_PROXY",  "all_proxy", "ALL_PROXY",
    "no_proxy",   "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR", "NO_PROXY",
};

static int forget_all(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(VARIABLES); i++) {
        g_unsetenv(VARIABLES[i]);
    }
    return 0;
}

static void assert_proxy(const char *url, const char *expected)
{
    g_auto(FetchAddress) address = { 0 };

    assert_true(fetch_address_parse(url, &address, NULL));
    g_autofree char *proxy = surroundings_dup_proxy(&address);
    if (g_strcmp0(proxy, expected) != 0) {
        fail_msg("%s: %s", url, proxy);
    }
}

static void each_scheme_has_its_proxy(void **state)
{
    assert_proxy("http://example.org/", NULL);
    g_setenv("ALL_PROXY", "socks5://all", true);
    assert_proxy("http://example.org/", "socks5://all");
    assert_proxy("https://example.org/", "socks5://all");
    g_setenv("all_proxy", "socks5://small", true);
    assert_proxy("https://example.org/", "socks5://small");
    g_setenv("http_proxy", "http://plain:8080", true);
    g_setenv("HTTPS_PROXY", "http://secure", true);
    assert_proxy("http://example.org/", "http://plain:8080");
    assert_proxy("https://example.org/", "http://secure");
    g_setenv("https_proxy", "", true);
    assert_proxy("https://example.org/", "http://secure");
}

static void what_a_client_may_have_sent_names_no_proxy(void **state)
{
    g_setenv("HTTP_PROXY", "http://evil", true);
    assert_proxy("http://example.org/", NULL);
}

static void some_hosts_go_without(void **state)
{
    g_setenv("http_proxy", "http://plain", true);
    g_setenv("no_proxy", "example.org, .internal\t10.0.0.0/8,2001:db8::/32 192.0.2.1,[::1],", true);
    assert_proxy("http://example.org/", NULL);
    assert_proxy("http://a.EXAMPLE.org:81/", NULL);
    assert_proxy("http://anexample.org/", "http://plain");
    assert_proxy("http://example.org.evil/", "http://plain");
    assert_proxy("http://a.internal/", NULL);
    assert_proxy("http://internal/", NULL);
    assert_proxy("http://10.1.2.3/", NULL);
    assert_proxy("http://11.1.2.3/", "http://plain");
    assert_proxy("http://192.0.2.1/", NULL);
    assert_proxy("http://192.0.2.2/", "http://plain");
    assert_proxy("http://[2001:db8::5]/", NULL);
    assert_proxy("http://[::1]/", NULL);
    assert_proxy("http://[::2]/", "http://plain");
    g_setenv("no_proxy", "a,*", true);
    assert_proxy("http://anything/", NULL);
}

static void cas_are_those_that_curl_would_take(void **state)
{
    assert_null(surroundings_ca_file());
    assert_null(surroundings_ca_folder());
    g_setenv("SSL_CERT_FILE", "file", true);
    g_setenv("SSL_CERT_DIR", "folder", true);
    assert_string_equal(surroundings_ca_file(), "file");
    assert_string_equal(surroundings_ca_folder(), "folder");
    g_setenv("CURL_CA_BUNDLE", "bundle", true);
    assert_string_equal(surroundings_ca_file(), "bundle");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(each_scheme_has_its_proxy, forget_all),
        cmocka_unit_test_setup(what_a_client_may_have_sent_names_no_proxy, forget_all),
        cmocka_unit_test_setup(some_hosts_go_without, forget_all),
        cmocka_unit_test_setup(cas_are_those_that_curl_would_take, forget_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
