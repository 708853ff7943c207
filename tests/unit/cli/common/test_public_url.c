#include "cli/common/public_url.h"

#include <glib.h>
#include <string.h>

#include "support.h"

static void assert_settled(const char *given, const char *expected)
{
    g_autofree char *url = g_strdup(given);

    if (!public_url_settle(url)) {
        fail_msg("refused: %s", given);
    }
    assert_string_equal(url, expected);
}

static void no_address_is_fine(void **state)
{
    assert_true(public_url_settle(NULL));
}

static void an_address_loses_the_slashes_at_its_end(void **state)
{
    assert_settled("https://feeds.example.org", "https://feeds.example.org");
    assert_settled("https://feeds.example.org/", "https://feeds.example.org");
    assert_settled("http://feeds.example.org:8080/a/b//", "http://feeds.example.org:8080/a/b");
    assert_settled("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080");
    assert_settled("http://192.0.2.1/~forum", "http://192.0.2.1/~forum");
}

static void anything_else_is_refused(void **state)
{
    static const char *const BAD[] = {
        "",
        "/",
        "feeds.example.org",
        "//feeds.example.org",
        "ftp://feeds.example.org",
        "webcal://feeds.example.org",
        "file:///tmp",
        "https:",
        "https://",
        "https:///feeds",
        "https://:80",
        "https://feeds.example.org/?a=b",
        "https://feeds.example.org/#top",
        "https://user@feeds.example.org",
        "https://user:word@feeds.example.org",
        "https://feeds.example.org:port",
        "https://feeds.example.org:99999",
        "https://feeds.example.org/a b",
        " https://feeds.example.org",
        "https://feeds.example.org ",
        "https://feeds.example.org/\r\nX-EVIL:1",
        "https://feeds.example.org/\x01",
        "https://feeds.example.org/\x7f",
        "https://feeds.exämple.org",
        "https://feeds.example.org/é",
        "https://feeds.example.org/\"x",
        "https://feeds.example.org/<x>",
        "https://feeds.example.org/%zz",
        "javascript:alert(1)",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autofree char *url = g_strdup(BAD[i]);
        if (public_url_settle(url)) {
            fail_msg("taken: %s", BAD[i]);
        }
    }
}

static void assert_root(const char *url, const char *expected)
{
    g_autofree char *root = public_url_root_dup(url);

    assert_string_equal(root, expected);
}

static void the_root_is_the_path_between_slashes(void **state)
{
    assert_root(NULL, "/");
    assert_root("https://example.org", "/");
    assert_root("https://example.org/feeds", "/feeds/");
    assert_root("https://example.org:8443/a/b%20c", "/a/b%20c/");
    assert_root("https://example.org//evil.example", "/evil.example/");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_address_is_fine),
        cmocka_unit_test(an_address_loses_the_slashes_at_its_end),
        cmocka_unit_test(anything_else_is_refused),
        cmocka_unit_test(the_root_is_the_path_between_slashes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
