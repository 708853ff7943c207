#include "serve/watch/traffic.h"

#include "support.h"

#define N_THREADS 4
#define N_REQUESTS 10000

static guint64 sum(const guint64 *counts, gsize length)
{
    guint64 all = 0;

    for (gsize i = 0; i < length; i++) {
        all += counts[i];
    }
    return all;
}

static gpointer count_many(gpointer traffic)
{
    TrafficRequest request = { .kind = TRAFFIC_KIND_AGENCY, .status = 200, .octets = 10 };

    traffic_count_begin(traffic);
    for (guint i = 0; i < N_REQUESTS; i++) {
        traffic_count_request(traffic, &request);
    }
    traffic_count_end(traffic);
    return NULL;
}

static void nothing_is_lost_that_several_threads_count(void **state)
{
    g_autoptr(Traffic) traffic = traffic_new();
    GThread *threads[N_THREADS];
    TrafficTotals totals;
    guint64 before = 0;

    for (guint i = 0; i < N_THREADS; i++) {
        threads[i] = g_thread_new("counting", count_many, traffic);
    }
    for (guint i = 0; i < N_THREADS; i++) {
        traffic_sum(traffic, &totals);
        assert_true(totals.octets[TRAFFIC_KIND_AGENCY] >= before);
        before = totals.octets[TRAFFIC_KIND_AGENCY];
        g_thread_join(threads[i]);
    }
    traffic_sum(traffic, &totals);
    assert_int_equal(totals.requests[TRAFFIC_KIND_AGENCY][200 - TRAFFIC_STATUS_MIN],
                     N_THREADS * N_REQUESTS);
    assert_int_equal(sum(&totals.requests[0][0], N_TRAFFIC_KINDS * N_TRAFFIC_STATUSES),
                     N_THREADS * N_REQUESTS);
    assert_int_equal(totals.octets[TRAFFIC_KIND_AGENCY], 10 * N_THREADS * N_REQUESTS);
    assert_int_equal(totals.begun, N_THREADS);
    assert_int_equal(totals.ended, N_THREADS);
}

static void a_request_is_in_one_place_of_each_count(void **state)
{
    g_autoptr(Traffic) traffic = traffic_new();
    TrafficRequest kept = { .kind = TRAFFIC_KIND_OTHER,
                            .status = 599,
                            .is_cut = true,
                            .microseconds = 7,
                            .demand = TRAFFIC_DEMAND_KEPT };
    TrafficRequest answer = {
        .kind = TRAFFIC_KIND_AGENDA, .status = 100, .microseconds = 8, .demand = TRAFFIC_DEMAND_MADE
    };
    TrafficTotals totals;

    traffic_count_request(traffic, &kept);
    traffic_count_request(traffic, &answer);
    traffic_sum(traffic, &totals);
    assert_int_equal(totals.requests[N_TRAFFIC_KINDS - 1][N_TRAFFIC_STATUSES - 1], 1);
    assert_int_equal(totals.requests[0][0], 1);
    assert_int_equal(totals.microseconds, 15);
    assert_int_equal(totals.cut, 1);
    assert_int_equal(totals.kept, 1);
    assert_int_equal(totals.made, 1);
}

static void a_duration_counts_up_to_the_bound_that_it_reaches(void **state)
{
    g_autoptr(Traffic) traffic = traffic_new();
    TrafficRequest request = { .status = 200 };
    TrafficTotals totals;

    for (gsize i = 0; i < N_TRAFFIC_BOUNDS; i++) {
        assert_true(i == 0 || TRAFFIC_BOUNDS[i] > TRAFFIC_BOUNDS[i - 1]);
        request.microseconds = TRAFFIC_BOUNDS[i];
        traffic_count_request(traffic, &request);
        request.microseconds = TRAFFIC_BOUNDS[i] + 1;
        traffic_count_request(traffic, &request);
    }
    traffic_sum(traffic, &totals);
    assert_int_equal(totals.durations[0], 1);
    for (gsize i = 1; i < N_TRAFFIC_BOUNDS; i++) {
        assert_int_equal(totals.durations[i], 2);
    }
    assert_int_equal(totals.durations[N_TRAFFIC_BOUNDS], 1);
}

static void two_that_count_on_one_thread_do_not_mix(void **state)
{
    g_autoptr(Traffic) one = traffic_new();
    g_autoptr(Traffic) two = traffic_new();
    TrafficTotals totals;

    traffic_count_begin(one);
    traffic_sum(two, &totals);
    assert_int_equal(totals.begun, 0);
    traffic_sum(one, &totals);
    assert_int_equal(totals.begun, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_that_several_threads_count),
        cmocka_unit_test(a_request_is_in_one_place_of_each_count),
        cmocka_unit_test(a_duration_counts_up_to_the_bound_that_it_reaches),
        cmocka_unit_test(two_that_count_on_one_thread_do_not_mix),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
