/* Covers how src/serve/server.c has connections wait for demands. */
#include "demand_bench.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* --- connections ----------------------------------------------------------------------------- */

static void requests_in_one_go_are_answered_in_their_order(void **state)
{
    static const char *const EXPECTED[] = { DEMAND_BENCH_KEY, NULL, "test/agenda.ics?rev=2",
                                            "test/agenda.atom", DEMAND_BENCH_KEY };
    int fd = demand_bench_connect(*state);

    http_client_send(fd, "GET " DEMAND_BENCH_TARGET " HTTP/1.1\r\nHost: a\r\n\r\n"
                         "GET /test/agenda.ics HTTP/1.1\r\nHost: a\r\n\r\n"
                         "GET /test/agenda.ics?rev=2 HTTP/1.1\r\nHost: a\r\n\r\n"
                         "GET /test/agenda.atom HTTP/1.1\r\nHost: a\r\n\r\n"
                         "GET " DEMAND_BENCH_TARGET " HTTP/1.1\r\nHost: a\r\n\r\n");
    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        g_auto(HttpAnswer) answer = demand_bench_receive(fd, true);
        assert_int_equal(answer.status, 200);
        if (EXPECTED[i] != NULL) {
            assert_string_equal(answer.body, EXPECTED[i]);
        } else {
            assert_memory_equal(answer.body, "BEGIN:VCALENDAR", 15);
        }
    }
    close(fd);
}

static void send_next(gpointer fd)
{
    http_client_get(GPOINTER_TO_INT(fd), "/test/", "");
}

static void a_request_that_comes_while_one_waits_is_answered_after_it(void **state)
{
    DemandBench *bench = *state;
    int fd = demand_bench_connect(bench);

    bench->fake.meanwhile = send_next;
    bench->fake.data = GINT_TO_POINTER(fd);
    g_auto(HttpAnswer) first = demand_bench_ask_on(fd, DEMAND_BENCH_TARGET, "");
    g_auto(HttpAnswer) second = demand_bench_receive(fd, true);
    assert_string_equal(first.body, DEMAND_BENCH_KEY);
    assert_int_equal(second.status, 200);
    demand_bench_assert_field(&second, "Content-Type", "text/html; charset=utf-8");
    close(fd);
}

static void shut_own_direction(gpointer fd)
{
    shutdown(GPOINTER_TO_INT(fd), SHUT_WR);
}

/* With idle connections beside it: libmicrohttpd treats the one that was idle longest in another
 * way than the others. */
static void a_client_that_has_nothing_more_to_ask_is_answered(void **state)
{
    DemandBench *bench = *state;
    int idle[16];

    for (gsize i = 0; i < G_N_ELEMENTS(idle); i++) {
        idle[i] = demand_bench_connect(bench);
        g_auto(HttpAnswer) answer = demand_bench_ask_on(idle[i], "/", "");
    }
    for (guint i = 0; i < 20; i++) {
        g_autofree char *target = g_strdup_printf("/test/agenda.ics?rev=%u", i + 1);
        int fd = demand_bench_connect(bench);

        bench->fake.meanwhile = i % 2 == 0 ? shut_own_direction : NULL;
        bench->fake.data = GINT_TO_POINTER(fd);
        http_client_get(fd, target, "");
        if (i % 2 != 0) {
            shut_own_direction(GINT_TO_POINTER(fd));
        }
        g_auto(HttpAnswer) answer = demand_bench_receive(fd, true);
        assert_int_equal(answer.status, 200);
        close(fd);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(idle); i++) {
        close(idle[i]);
    }
}

static void close_well(gpointer fd)
{
    close(GPOINTER_TO_INT(fd));
}

static void close_with_a_reset(gpointer fd)
{
    struct linger none = { .l_onoff = 1 };

    setsockopt(GPOINTER_TO_INT(fd), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close(GPOINTER_TO_INT(fd));
}

static void a_client_that_has_gone_away_harms_nobody(void **state)
{
    DemandBench *bench = *state;

    for (guint i = 0; i < 20; i++) {
        g_autofree char *target = g_strdup_printf("/test/agenda.ics?rev=%u", i + 1);
        int fd = demand_bench_connect(bench);

        bench->fake.meanwhile = i % 2 == 0 ? close_well : close_with_a_reset;
        bench->fake.data = GINT_TO_POINTER(fd);
        http_client_get(fd, target, "");
        while (bench->fake.keys->len == i) {
            g_main_context_iteration(NULL, TRUE);
        }
    }
    bench->fake.meanwhile = NULL;
    g_auto(HttpAnswer) answer = demand_bench_ask(bench, DEMAND_BENCH_TARGET, "");
    assert_int_equal(answer.status, 200);
}

static void what_is_no_request_for_a_calendar_is_never_made(void **state)
{
    static const char *const REQUESTS[] = {
        "POST " DEMAND_BENCH_TARGET " HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /test/a.ics?rev=1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "DELETE /test/agenda.atom HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET " DEMAND_BENCH_TARGET " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nGET ",
        "GET " DEMAND_BENCH_TARGET " HTTP/1.1\r\n\r\n",
    };
    static const guint STATUSES[] = { 405, 405, 405, 400, 400 };
    DemandBench *bench = *state;

    for (gsize i = 0; i < G_N_ELEMENTS(REQUESTS); i++) {
        int fd = demand_bench_connect(bench);
        http_client_send(fd, REQUESTS[i]);
        g_auto(HttpAnswer) answer = demand_bench_receive(fd, true);
        assert_int_equal(answer.status, STATUSES[i]);
        demand_bench_assert_field(&answer, "Connection", "close");
        close(fd);
    }
    assert_int_equal(bench->fake.keys->len, 0);
}

/* --- many at once ---------------------------------------------------------------------------- */

static void equal_demands_of_many_clients_are_made_once(void **state)
{
    DemandBench *bench = *state;
    int fds[20];

    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        fds[i] = demand_bench_connect(bench);
        http_client_get(fds[i], DEMAND_BENCH_TARGET, "");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        g_auto(HttpAnswer) answer = demand_bench_receive(fds[i], true);
        assert_string_equal(answer.body, DEMAND_BENCH_KEY);
        close(fds[i]);
    }
    assert_int_equal(bench->fake.keys->len, 1);
}

/* Many more than could be made in a moment, all of them for the answer. */
static void nobody_of_a_crowd_is_turned_away(void **state)
{
    DemandBench *bench = *state;
    int fds[240];

    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        g_autofree char *target = g_strdup_printf("/test/agenda.ics?rev=%zu", i + 1);
        fds[i] = demand_bench_connect(bench);
        http_client_get(fds[i], target, "");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        g_auto(HttpAnswer) answer = demand_bench_receive(fds[i], true);
        assert_int_equal(answer.status, 200);
        close(fds[i]);
    }
    assert_int_equal(bench->fake.keys->len, G_N_ELEMENTS(fds));
}

/* A server that has no patience. */
static void who_has_waited_too_long_is_told_to_come_back(void **state)
{
    DemandBench *bench = *state;
    g_autoptr(Snapshot) snapshot = demand_bench_snapshot_new(0);
    ServerOptions options = {
        .addresses = (const char *const[]){ "127.0.0.1:0", NULL },
        .threads = 2,
        .maker = &bench->fake.maker,
        .wait_milliseconds = 50,
    };

    server_stop(bench->server);
    bench->server = server_start(&options, snapshot, NULL);
    bench->fake.outcome = DEMAND_WAITING;
    int fd = demand_bench_connect(bench);
    g_auto(HttpAnswer) answer = demand_bench_ask_on(fd, DEMAND_BENCH_TARGET, "");
    assert_int_equal(answer.status, 503);
    demand_bench_assert_field(&answer, "Retry-After", "1");
    bench->fake.outcome = DEMAND_MADE;
    g_auto(HttpAnswer) again = demand_bench_ask_on(fd, DEMAND_BENCH_TARGET, "");
    assert_int_equal(again.status, 200);
    close(fd);
}

static gboolean resume(gpointer data)
{
    DemandBench *bench = data;

    bench->fake.outcome = DEMAND_MADE;
    server_resume_demands(bench->server);
    return G_SOURCE_REMOVE;
}

static void what_is_to_come_is_answered_when_it_is_there(void **state)
{
    DemandBench *bench = *state;
    int fd = demand_bench_connect(bench);

    bench->fake.outcome = DEMAND_BEGUN;
    http_client_get(fd, DEMAND_BENCH_TARGET, "");
    while (bench->fake.keys->len == 0) {
        g_main_context_iteration(NULL, TRUE);
    }
    g_idle_add(resume, bench);
    g_auto(HttpAnswer) answer = demand_bench_receive(fd, true);
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.body, DEMAND_BENCH_KEY);
    assert_int_equal(bench->fake.keys->len, 2);
    close(fd);
}

typedef struct Blockade {
    const char *url;
    GMutex mutex;
    GCond lifted;
    bool is_lifted;
} Blockade;

static void wait_until_lifted(gpointer data)
{
    Blockade *blockade = data;

    g_mutex_lock(&blockade->mutex);
    while (!blockade->is_lifted) {
        g_cond_wait(&blockade->lifted, &blockade->mutex);
    }
    g_mutex_unlock(&blockade->mutex);
}

static gpointer read_a_file_and_lift(gpointer data)
{
    Blockade *blockade = data;
    int fd = http_client_connect(blockade->url);

    for (guint i = 0; i < 10; i++) {
        http_client_get(fd, "/test/agenda.ics", "");
        g_auto(HttpAnswer) answer = http_client_receive(fd, true);
        g_assert(answer.status == 200);
    }
    close(fd);
    g_mutex_lock(&blockade->mutex);
    blockade->is_lifted = true;
    g_cond_signal(&blockade->lifted);
    g_mutex_unlock(&blockade->mutex);
    return NULL;
}

/* With more waiting than there are threads. */
static void what_takes_long_to_make_holds_up_nobody_else(void **state)
{
    DemandBench *bench = *state;
    Blockade blockade = { .url = server_url(bench->server) };
    int fds[4];

    g_mutex_init(&blockade.mutex);
    g_cond_init(&blockade.lifted);
    bench->fake.meanwhile = wait_until_lifted;
    bench->fake.data = &blockade;
    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        g_autofree char *target = g_strdup_printf("/test/agenda.ics?rev=%zu", i + 1);
        fds[i] = demand_bench_connect(bench);
        http_client_get(fds[i], target, "");
    }
    demand_bench_wait_until_pending();
    GThread *reader = g_thread_new("reader", read_a_file_and_lift, &blockade);
    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        g_auto(HttpAnswer) answer = demand_bench_receive(fds[i], true);
        assert_int_equal(answer.status, 200);
        close(fds[i]);
    }
    g_thread_join(reader);
    g_mutex_clear(&blockade.mutex);
    g_cond_clear(&blockade.lifted);
}

/* --- the ends of a snapshot and of the server ------------------------------------------------ */

static void with_a_new_snapshot_everything_is_made_anew(void **state)
{
    DemandBench *bench = *state;
    g_autoptr(Snapshot) next = demand_bench_snapshot_new(1000);
    g_auto(HttpAnswer) before = demand_bench_ask(bench, DEMAND_BENCH_TARGET, "");

    server_set_snapshot(bench->server, next);
    bench->fake.body = "of the next snapshot";
    g_auto(HttpAnswer) after = demand_bench_ask(bench, DEMAND_BENCH_TARGET, "");
    assert_string_equal(before.body, DEMAND_BENCH_KEY);
    assert_string_equal(after.body, "of the next snapshot");
    assert_int_equal(bench->fake.keys->len, 2);
}

static void a_demand_outlives_the_snapshot_that_it_was_asked_of(void **state)
{
    DemandBench *bench = *state;
    g_autoptr(Snapshot) next = demand_bench_snapshot_new(1000);
    int fd = demand_bench_connect(bench);

    http_client_get(fd, DEMAND_BENCH_TARGET, "");
    demand_bench_wait_until_pending();
    server_set_snapshot(bench->server, next);
    g_auto(HttpAnswer) answer = demand_bench_receive(fd, true);
    assert_string_equal(answer.body, DEMAND_BENCH_KEY);
    close(fd);
}

static void who_waits_when_the_server_stops_is_told_to_come_back(void **state)
{
    DemandBench *bench = *state;
    int fds[3];

    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        fds[i] = demand_bench_connect(bench);
        http_client_get(fds[i], i == 1 ? "/test/agenda.atom" : DEMAND_BENCH_TARGET, "");
    }
    demand_bench_wait_until_pending();
    server_stop(g_steal_pointer(&bench->server));
    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        /* Those that had not been read by then find their connection closed. */
        g_auto(HttpAnswer) answer = http_client_receive(fds[i], true);
        assert_true(answer.status == 503 || answer.status == 0);
        close(fds[i]);
    }
    assert_int_equal(bench->fake.keys->len, 0);
}

/* A single one, which is known to wait. */
static void nobody_who_waits_is_cut_off(void **state)
{
    DemandBench *bench = *state;
    int fd = demand_bench_connect(bench);

    http_client_get(fd, DEMAND_BENCH_TARGET, "");
    demand_bench_wait_until_pending();
    server_stop(g_steal_pointer(&bench->server));
    g_auto(HttpAnswer) answer = http_client_receive(fd, true);
    assert_int_equal(answer.status, 503);
    demand_bench_assert_field(&answer, "Retry-After", "1");
    close(fd);
}

#define DEMAND_TEST(name) \
    cmocka_unit_test_setup_teardown(name, demand_bench_set_up, demand_bench_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DEMAND_TEST(requests_in_one_go_are_answered_in_their_order),
        DEMAND_TEST(a_request_that_comes_while_one_waits_is_answered_after_it),
        DEMAND_TEST(a_client_that_has_nothing_more_to_ask_is_answered),
        DEMAND_TEST(a_client_that_has_gone_away_harms_nobody),
        DEMAND_TEST(what_is_no_request_for_a_calendar_is_never_made),
        DEMAND_TEST(equal_demands_of_many_clients_are_made_once),
        DEMAND_TEST(nobody_of_a_crowd_is_turned_away),
        DEMAND_TEST(who_has_waited_too_long_is_told_to_come_back),
        DEMAND_TEST(what_is_to_come_is_answered_when_it_is_there),
        DEMAND_TEST(what_takes_long_to_make_holds_up_nobody_else),
        DEMAND_TEST(with_a_new_snapshot_everything_is_made_anew),
        DEMAND_TEST(a_demand_outlives_the_snapshot_that_it_was_asked_of),
        DEMAND_TEST(who_waits_when_the_server_stops_is_told_to_come_back),
        DEMAND_TEST(nobody_who_waits_is_cut_off),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
