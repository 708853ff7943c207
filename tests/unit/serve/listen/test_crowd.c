/* Covers src/serve/listen/crowd.c */
#include "serve/listen/crowd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "support.h"

/* Of IPv6 if there is a colon in it. */
static struct sockaddr_storage address_of(const char *text)
{
    struct sockaddr_storage address = { 0 };

    if (strchr(text, ':') != NULL) {
        struct sockaddr_in6 *ipv6 = (struct sockaddr_in6 *)&address;
        ipv6->sin6_family = AF_INET6;
        assert_int_equal(inet_pton(AF_INET6, text, &ipv6->sin6_addr), 1);
    } else {
        struct sockaddr_in *ipv4 = (struct sockaddr_in *)&address;
        ipv4->sin_family = AF_INET;
        assert_int_equal(inet_pton(AF_INET, text, &ipv4->sin_addr), 1);
    }
    return address;
}

static bool enters(Crowd *crowd, const char *text)
{
    struct sockaddr_storage address = address_of(text);

    return crowd_enter(crowd, (const struct sockaddr *)&address);
}

static void leave(Crowd *crowd, const char *text)
{
    struct sockaddr_storage address = address_of(text);

    crowd_leave(crowd, (const struct sockaddr *)&address);
}

static void one_too_many_is_not_let_in_until_another_has_left(void **state)
{
    g_autoptr(Crowd) crowd = crowd_new(2);

    assert_true(enters(crowd, "2001:db8::1"));
    assert_true(enters(crowd, "2001:db8::2"));
    assert_false(enters(crowd, "2001:db8::3"));
    assert_true(enters(crowd, "192.0.2.1"));
    leave(crowd, "2001:db8::1");
    assert_true(enters(crowd, "2001:db8::3"));
    assert_false(enters(crowd, "2001:db8::4"));
    leave(crowd, "2001:db8::2");
    leave(crowd, "2001:db8::3");
    assert_true(enters(crowd, "2001:db8::5"));
}

static void without_a_limit_everybody_is_let_in(void **state)
{
    g_autoptr(Crowd) crowd = crowd_new(0);

    for (guint i = 0; i < 1000; i++) {
        assert_true(enters(crowd, "192.0.2.1"));
    }
    leave(crowd, "192.0.2.1");
}

static void unix_sockets_are_not_counted(void **state)
{
    g_autoptr(Crowd) crowd = crowd_new(1);
    struct sockaddr_un place = { .sun_family = AF_UNIX };

    for (guint i = 0; i < 10; i++) {
        assert_true(crowd_enter(crowd, (const struct sockaddr *)&place));
    }
    crowd_leave(crowd, (const struct sockaddr *)&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_too_many_is_not_let_in_until_another_has_left),
        cmocka_unit_test(without_a_limit_everybody_is_let_in),
        cmocka_unit_test(unix_sockets_are_not_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
