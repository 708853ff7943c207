/* Covers src/serve/listen/deadline.c */
#include "serve/listen/deadline.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/socket.h>
#include <unistd.h>

#define FAR_OFF (3600 * 1000)
#define PATIENCE (60 * 1000)

/* Whether the end of a connection is seen at its other side within so many milliseconds. */
static bool ends_within(int socket, int milliseconds)
{
    struct pollfd poll_fd = { .fd = socket, .events = POLLIN };
    char octet;

    return poll(&poll_fd, 1, milliseconds) == 1 && read(socket, &octet, 1) == 0;
}

static void make_pair(int pair[2])
{
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
}

static void close_pair(const int pair[2])
{
    close(pair[0]);
    close(pair[1]);
}

static void what_is_overdue_is_shut_down_and_nothing_else(void **state)
{
    g_autoptr(DeadlineWatch) watch = deadline_watch_new();
    int late[2];
    int early[2];

    make_pair(late);
    make_pair(early);
    Deadline *far = deadline_new(watch, late[0], FAR_OFF);
    Deadline *near = deadline_new(watch, early[0], 1);
    assert_true(ends_within(early[1], PATIENCE));
    assert_false(ends_within(late[1], 0));
    deadline_free(far);
    deadline_free(near);
    close_pair(late);
    close_pair(early);
}

static void a_deadline_can_be_put_off_and_brought_forward(void **state)
{
    g_autoptr(DeadlineWatch) watch = deadline_watch_new();
    gint64 start = g_get_monotonic_time();
    int put_off[2];
    int brought[2];

    make_pair(put_off);
    make_pair(brought);
    Deadline *first = deadline_new(watch, put_off[0], 500);
    Deadline *second = deadline_new(watch, brought[0], FAR_OFF);
    deadline_set(first, FAR_OFF);
    deadline_set(second, 1000);
    assert_true(ends_within(brought[1], PATIENCE));
    assert_true(g_get_monotonic_time() - start >= G_TIME_SPAN_SECOND);
    assert_false(ends_within(put_off[1], 0));
    deadline_free(first);
    deadline_free(second);
    close_pair(put_off);
    close_pair(brought);
}

/* Its number may by then be that of another connection. */
static void a_socket_is_left_alone_once_its_deadline_is_freed(void **state)
{
    g_autoptr(DeadlineWatch) watch = deadline_watch_new();
    int freed[2];
    int other[2];

    make_pair(freed);
    make_pair(other);
    Deadline *first = deadline_new(watch, freed[0], 200);
    Deadline *second = deadline_new(watch, other[0], 400);
    deadline_free(first);
    assert_true(ends_within(other[1], PATIENCE));
    assert_false(ends_within(freed[1], 0));
    deadline_free(second);
    close_pair(freed);
    close_pair(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_overdue_is_shut_down_and_nothing_else),
        cmocka_unit_test(a_deadline_can_be_put_off_and_brought_forward),
        cmocka_unit_test(a_socket_is_left_alone_once_its_deadline_is_freed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
