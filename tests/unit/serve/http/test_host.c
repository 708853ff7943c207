/* Covers src/serve/http/host.c */
#include "serve/http/host.h"

#include "support.h"

static void hosts_with_or_without_a_port_are_wellformed(void **state)
{
    static const char *const TEXTS[] = {
        "a",
        "feeds.example.org",
        "feeds.example.org:8080",
        "EXAMPLE.ORG.",
        "example.org:",
        "xn--mnchen-3ya.de",
        "under_score",
        "a-b.c~d",
        "192.0.2.1",
        "192.0.2.1:80",
        "[::1]",
        "[2001:db8::1]:8080",
        "[::ffff:192.0.2.1]",
        "[v1.fe80::a]",
        "%65xample.org",
        "a!$&'()*+,;=b",
        "a:99999999",
        "example.org \t",
        "1.2.3",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        if (!host_is_wellformed(TEXTS[i])) {
            fail_msg("%s is refused", TEXTS[i]);
        }
    }
}

static void anything_else_is_malformed(void **state)
{
    static const char *const TEXTS[] = {
        "",
        " ",
        ":",
        ":80",
        "a b",
        "a/b",
        "a?b",
        "a#b",
        "a@b",
        "user:a@b",
        "a:b",
        "a:80:90",
        "a:-1",
        "a:+1",
        "a\\b",
        "a\"b",
        "<a>",
        "caf\xc3\xa9",
        "%",
        "%4",
        "%zz",
        "[",
        "[]",
        "[::1",
        "::1",
        "[::1]a",
        "[::1]:a",
        "[1.2.3.4]",
        "[::g]",
        "[fe80::1%25eth0]",
        "[fe80::1%eth0]",
        "[v.a]",
        "[v1.]",
        "[vg.a]",
        "[v1.a/b]",
        "http://a",
        "a,[::1]",
        "a\x01",
        "{a}",
        "a|b",
        "a^b",
        "a`b",
        "a: 80",
        "a :80",
        "[::1] x",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        if (host_is_wellformed(TEXTS[i])) {
            fail_msg("\"%s\" is taken", TEXTS[i]);
        }
    }
}

static void a_name_is_a_host_without_a_port(void **state)
{
    assert_true(host_is_name("feeds.example.org"));
    assert_true(host_is_name("confeed"));
    assert_true(host_is_name("under_score.xn--mnchen-3ya.example."));
    assert_false(host_is_name(""));
    assert_false(host_is_name("a:80"));
    assert_false(host_is_name("http://a"));
    assert_false(host_is_name("m\xc3\xbcnchen.example"));
    assert_false(host_is_name("*.example.org"));
    assert_false(host_is_name("a b"));
}

static void names_are_compared_as_resolvers_do(void **state)
{
    g_autoptr(HostList) list = host_list_new();

    host_list_add(list, "Feeds.Example.ORG");
    host_list_add(list, "xn--mnchen-3ya.example.");
    assert_true(host_list_has(list, "feeds.example.org"));
    assert_true(host_list_has(list, "FEEDS.example.org."));
    assert_true(host_list_has(list, "feeds.example.org:8080"));
    assert_true(host_list_has(list, "feeds.example.org.:443"));
    assert_true(host_list_has(list, "feeds.example.org "));
    assert_true(host_list_has(list, "XN--MNCHEN-3YA.example"));
    assert_false(host_list_has(list, "example.org"));
    assert_false(host_list_has(list, "a.feeds.example.org"));
    assert_false(host_list_has(list, "feeds.example.org.evil.example"));
    assert_false(host_list_has(list, "feeds.example.org.."));
    assert_false(host_list_has(list, "%66eeds.example.org"));
    assert_false(host_list_has(list, "feeds.example"));
}

static void what_no_web_site_can_lead_elsewhere_is_always_there(void **state)
{
    g_autoptr(HostList) list = host_list_new();

    assert_true(host_list_has(list, "127.0.0.1:8080"));
    assert_true(host_list_has(list, "192.0.2.1"));
    assert_true(host_list_has(list, "[::1]:8080"));
    assert_true(host_list_has(list, "LocalHost:8080"));
    assert_true(host_list_has(list, "localhost."));
    assert_false(host_list_has(list, "localhost.evil.example"));
    assert_false(host_list_has(list, "127.0.0.1.evil.example"));
    assert_false(host_list_has(list, "127.1"));
    assert_false(host_list_has(list, "2130706433"));
    assert_false(host_list_has(list, "a"));
}

static void assert_host_of(const char *target, const char *expected)
{
    g_autofree char *host = host_of_target_dup(target);

    if (g_strcmp0(host, expected) != 0) {
        fail_msg("%s is of %s", target, host);
    }
}

static void a_target_in_absolute_form_has_a_host(void **state)
{
    assert_host_of("http://example.org/a.ics", "example.org");
    assert_host_of("HTTPS://example.org:80?a=/", "example.org:80");
    assert_host_of("http://[::1]", "[::1]");
    assert_host_of("http:///a", "");
    assert_host_of("/a", NULL);
    assert_host_of("//example.org/a", NULL);
    assert_host_of("ftp://example.org/", NULL);
    assert_host_of("*", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts_with_or_without_a_port_are_wellformed),
        cmocka_unit_test(anything_else_is_malformed),
        cmocka_unit_test(a_name_is_a_host_without_a_port),
        cmocka_unit_test(names_are_compared_as_resolvers_do),
        cmocka_unit_test(what_no_web_site_can_lead_elsewhere_is_always_there),
        cmocka_unit_test(a_target_in_absolute_form_has_a_host),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
