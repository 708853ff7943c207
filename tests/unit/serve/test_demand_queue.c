#include "serve/demand_queue.h"

#include "fake_maker.h"
#include "support.h"

/* One who waits. */
typedef struct Waiter {
    guint times; /* that it was told something */
    bool in_vain;
    char *body;
} Waiter;

static void waiter_clear(Waiter *waiter)
{
    g_clear_pointer(&waiter->body, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Waiter, waiter_clear)

static void told(gpointer data, Made *take_made)
{
    g_autoptr(Made) made = take_made;
    Waiter *waiter = data;

    waiter->times++;
    waiter->in_vain = made == NULL;
    if (made != NULL && made_prepared(made) != NULL) {
        GBytes *body = prepared_resource(made_prepared(made))->body;
        waiter->body = g_strndup(g_bytes_get_data(body, NULL), g_bytes_get_size(body));
    }
}

/* A queue with all that it needs. */
typedef struct Bench {
    FakeMaker fake;
    DemandCache *cache;
    DemandQueue *queue;
} Bench;

static int set_up(void **state)
{
    Bench *bench = g_new0(Bench, 1);

    fake_maker_init(&bench->fake);
    bench->cache = demand_cache_new(100000, 100);
    bench->queue = demand_queue_new(&bench->fake.maker, told);
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    Bench *bench = *state;

    demand_queue_close(bench->queue);
    demand_queue_free(bench->queue);
    demand_cache_free(bench->cache);
    fake_maker_clear(&bench->fake);
    g_free(bench);
    return 0;
}

static bool ask(Bench *bench, const Demand *demand, Waiter *waiter)
{
    return demand_queue_ask(bench->queue, demand, bench->cache, waiter);
}

static void make_all(void)
{
    while (g_main_context_iteration(NULL, FALSE)) {
    }
}

static void what_is_asked_for_is_made_by_the_main_loop(void **state)
{
    Bench *bench = *state;
    g_autoptr(Demand) demand = fake_maker_demand("test/agenda.ics", "rev=1");
    g_auto(Waiter) waiter = { 0 };

    assert_true(ask(bench, demand, &waiter));
    assert_int_equal(waiter.times, 0);
    make_all();
    assert_int_equal(waiter.times, 1);
    assert_string_equal(waiter.body, demand->key);
}

static void equal_demands_at_once_are_made_once(void **state)
{
    Bench *bench = *state;
    g_autoptr(Demand) one = fake_maker_demand("test/agenda.ics", "rev=1&cancelled=drop");
    g_autoptr(Demand) other = fake_maker_demand("test/agenda.ics", "cancelled=drop&rev=1");
    g_auto(Waiter) first = { 0 };
    g_auto(Waiter) second = { 0 };

    assert_true(ask(bench, one, &first) && ask(bench, other, &second));
    make_all();
    assert_int_equal(first.times, 1);
    assert_int_equal(second.times, 1);
    assert_string_equal(second.body, one->key);
    assert_int_equal(bench->fake.keys->len, 1);
}

static void different_demands_are_made_in_their_order_one_at_a_time(void **state)
{
    Bench *bench = *state;
    g_autoptr(Demand) one = fake_maker_demand("test/agenda.ics", "rev=2");
    g_autoptr(Demand) other = fake_maker_demand("test/agenda.ics", "rev=1");
    g_auto(Waiter) first = { 0 };
    g_auto(Waiter) second = { 0 };

    assert_true(ask(bench, one, &first) && ask(bench, other, &second));
    assert_true(g_main_context_iteration(NULL, FALSE));
    assert_int_equal(first.times, 1);
    assert_int_equal(second.times, 0);
    make_all();
    assert_string_equal(first.body, one->key);
    assert_string_equal(second.body, other->key);
}

static void what_was_made_is_kept_and_not_made_again(void **state)
{
    Bench *bench = *state;
    g_autoptr(Demand) demand = fake_maker_demand("test/agenda.ics", "rev=1");
    g_auto(Waiter) first = { 0 };
    g_auto(Waiter) second = { 0 };

    assert_true(ask(bench, demand, &first));
    make_all();
    g_autoptr(Made) kept = demand_cache_find(bench->cache, demand->key);
    assert_non_null(kept);
    assert_true(ask(bench, demand, &second));
    make_all();
    assert_string_equal(second.body, demand->key);
    assert_int_equal(bench->fake.keys->len, 1);
}

static void that_there_is_nothing_is_kept_but_a_failure_is_not(void **state)
{
    Bench *bench = *state;
    g_autoptr(Demand) absent = fake_maker_demand("test/agenda.ics", "rev=1");
    g_autoptr(Demand) failed = fake_maker_demand("test/agenda.ics", "rev=2");
    g_auto(Waiter) waiter = { 0 };

    bench->fake.outcome = DEMAND_NOT_FOUND;
    assert_true(ask(bench, absent, &waiter));
    make_all();
    bench->fake.outcome = DEMAND_FAILED;
    assert_true(ask(bench, failed, &waiter));
    make_all();
    assert_int_equal(waiter.times, 2);
    assert_false(waiter.in_vain);
    g_autoptr(Made) of_absent = demand_cache_find(bench->cache, absent->key);
    assert_int_equal(made_outcome(of_absent), DEMAND_NOT_FOUND);
    assert_null(demand_cache_find(bench->cache, failed->key));
}

/* --- while something is made --------------------------------------------------------------- */

typedef struct Joining {
    Bench *bench;
    const Demand *demand;
    Waiter waiter;
} Joining;

static void join(gpointer data)
{
    Joining *joining = data;

    assert_true(ask(joining->bench, joining->demand, &joining->waiter));
}

static void who_comes_while_it_is_made_gets_the_same(void **state)
{
    Bench *bench = *state;
    g_autoptr(Demand) demand = fake_maker_demand("test/agenda.ics", "rev=1");
    g_autoptr(Demand) equal = fake_maker_demand("test/agenda.ics", "rev=1");
    g_auto(Waiter) waiter = { 0 };
    Joining joining = { .bench = bench, .demand = equal };

    bench->fake.meanwhile = join;
    bench->fake.data = &joining;
    assert_true(ask(bench, demand, &waiter));
    make_all();
    assert_int_equal(waiter.times, 1);
    assert_int_equal(joining.waiter.times, 1);
    assert_int_equal(bench->fake.keys->len, 1);
    waiter_clear(&joining.waiter);
}

/* --- bounds -------------------------------------------------------------------------------- */

static void so_many_may_wait_and_no_more(void **state)
{
    Bench *bench = *state;
    g_autoptr(GPtrArray) demands = g_ptr_array_new_with_free_func((GDestroyNotify)demand_free);
    Waiter waiters[DEMANDS_WAITING_MAX + 2] = { 0 };

    for (guint i = 0; i <= DEMANDS_WAITING_MAX; i++) {
        g_autofree char *query = g_strdup_printf("rev=%u", i + 1);
        g_ptr_array_add(demands, fake_maker_demand("test/agenda.ics", query));
        assert_int_equal(ask(bench, demands->pdata[i], &waiters[i]), i < DEMANDS_WAITING_MAX);
    }
    /* One that is made anyhow is no burden. */
    assert_true(ask(bench, demands->pdata[0], &waiters[DEMANDS_WAITING_MAX + 1]));
    assert_true(g_main_context_iteration(NULL, FALSE));
    assert_true(ask(bench, demands->pdata[DEMANDS_WAITING_MAX], &waiters[DEMANDS_WAITING_MAX]));
    make_all();
    for (guint i = 0; i < G_N_ELEMENTS(waiters); i++) {
        assert_int_equal(waiters[i].times, 1);
        waiter_clear(&waiters[i]);
    }
}

static void a_queue_that_closes_leaves_nobody_waiting(void **state)
{
    Bench *bench = *state;
    g_autoptr(Demand) one = fake_maker_demand("test/agenda.ics", "rev=1");
    g_autoptr(Demand) other = fake_maker_demand("test/agenda.ics", "rev=2");
    g_auto(Waiter) first = { 0 };
    g_auto(Waiter) second = { 0 };
    g_auto(Waiter) late = { 0 };

    assert_true(ask(bench, one, &first) && ask(bench, other, &second));
    demand_queue_close(bench->queue);
    assert_true(first.times == 1 && first.in_vain);
    assert_true(second.times == 1 && second.in_vain);
    assert_false(ask(bench, one, &late));
    make_all();
    assert_int_equal(late.times, 0);
    assert_int_equal(bench->fake.keys->len, 0);
}

/* --- threads ------------------------------------------------------------------------------- */

#define N_ROUNDS 200
#define N_KEYS 7

typedef struct Asker {
    Bench *bench;
    GPtrArray *demands;
    Waiter waiters[N_ROUNDS];
} Asker;

static gpointer ask_often(gpointer data)
{
    Asker *asker = data;

    for (guint i = 0; i < N_ROUNDS; i++) {
        g_assert(ask(asker->bench, asker->demands->pdata[i % N_KEYS], &asker->waiters[i]));
    }
    return NULL;
}

static void assert_all_told(Asker *asker)
{
    for (guint i = 0; i < N_ROUNDS; i++) {
        const Demand *demand = asker->demands->pdata[i % N_KEYS];
        assert_int_equal(asker->waiters[i].times, 1);
        assert_string_equal(asker->waiters[i].body, demand->key);
        waiter_clear(&asker->waiters[i]);
    }
}

static void threads_that_ask_at_once_are_all_told(void **state)
{
    Bench *bench = *state;
    g_autoptr(GPtrArray) demands = g_ptr_array_new_with_free_func((GDestroyNotify)demand_free);
    Asker askers[3] = { 0 };
    GThread *threads[3];

    for (guint i = 0; i < N_KEYS; i++) {
        g_autofree char *query = g_strdup_printf("rev=%u", i + 1);
        g_ptr_array_add(demands, fake_maker_demand("test/agenda.ics", query));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        askers[i].bench = bench;
        askers[i].demands = demands;
        threads[i] = g_thread_new("asker", ask_often, &askers[i]);
    }
    for (guint i = 0; i < 100; i++) {
        g_main_context_iteration(NULL, FALSE);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_thread_join(threads[i]);
    }
    make_all();
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        assert_all_told(&askers[i]);
    }
    assert_int_equal(bench->fake.keys->len, N_KEYS);
}

#define QUEUE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        QUEUE_TEST(what_is_asked_for_is_made_by_the_main_loop),
        QUEUE_TEST(equal_demands_at_once_are_made_once),
        QUEUE_TEST(different_demands_are_made_in_their_order_one_at_a_time),
        QUEUE_TEST(what_was_made_is_kept_and_not_made_again),
        QUEUE_TEST(that_there_is_nothing_is_kept_but_a_failure_is_not),
        QUEUE_TEST(who_comes_while_it_is_made_gets_the_same),
        QUEUE_TEST(so_many_may_wait_and_no_more),
        QUEUE_TEST(a_queue_that_closes_leaves_nobody_waiting),
        QUEUE_TEST(threads_that_ask_at_once_are_all_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
