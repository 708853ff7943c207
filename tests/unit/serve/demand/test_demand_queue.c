#include "serve/demand/demand_queue.h"

#include <string.h>

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

static void told(gpointer data, DemandAnswer *take_answer)
{
    g_autoptr(DemandAnswer) answer = take_answer;
    Waiter *waiter = data;

    waiter->times++;
    waiter->in_vain = answer == NULL;
    if (answer != NULL && demand_answer_resource(answer) != NULL) {
        GBytes *body = resource_answer_resource(demand_answer_resource(answer))->body;
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
    bench->queue = demand_queue_new(&bench->fake.maker, bench->cache, told, DEMAND_QUEUE_PATIENCE);
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

/* With another patience, in milliseconds. */
static void renew_queue(Bench *bench, guint patience)
{
    demand_queue_free(bench->queue);
    bench->queue = demand_queue_new(&bench->fake.maker, bench->cache, told, patience);
}

static bool ask(Bench *bench, Demand *demand, Waiter *waiter)
{
    return demand_queue_ask(bench->queue, demand, "client", waiter);
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
    g_autoptr(DemandAnswer) kept = demand_cache_find(bench->cache, demand->key);
    assert_non_null(kept);
    assert_true(ask(bench, demand, &second));
    make_all();
    assert_string_equal(second.body, demand->key);
    assert_int_equal(bench->fake.keys->len, 1);
}

static void what_was_kept_before_a_change_is_neither_given_nor_kept_again(void **state)
{
    Bench *bench = *state;
    g_autoptr(Demand) demand = fake_maker_demand("test/agenda.ics", "cancelled=drop");
    g_auto(Waiter) first = { 0 };
    g_auto(Waiter) second = { 0 };
    g_auto(Waiter) third = { 0 };

    assert_true(ask(bench, demand, &first));
    make_all();
    assert_true(ask(bench, demand, &second));
    /* A new snapshot is served before it is this one's turn. */
    demand_cache_clear(bench->cache);
    bench->fake.body = "new";
    make_all();
    assert_string_equal(second.body, "new");
    assert_true(ask(bench, demand, &third));
    make_all();
    assert_string_equal(third.body, "new");
    assert_int_equal(bench->fake.keys->len, 2);
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
    g_autoptr(DemandAnswer) of_absent = demand_cache_find(bench->cache, absent->key);
    assert_int_equal(demand_answer_outcome(of_absent), DEMAND_NOT_FOUND);
    assert_null(demand_cache_find(bench->cache, failed->key));
}

/* --- while something is made --------------------------------------------------------------- */

typedef struct Joining {
    Bench *bench;
    Demand *demand;
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

/* --- shares -------------------------------------------------------------------------------- */

static void burn(gpointer data)
{
    gint64 end = g_get_monotonic_time() + 3 * G_TIME_SPAN_MILLISECOND;

    while (g_get_monotonic_time() < end) {
    }
}

/* A demand of its own for each; `first` tells them from those of others. */
static GPtrArray *ask_for_many(Bench *bench, const char *client, guint first, guint count,
                               Waiter *waiters)
{
    GPtrArray *demands = g_ptr_array_new_with_free_func((GDestroyNotify)demand_unref);

    for (guint i = 0; i < count; i++) {
        g_autofree char *query = g_strdup_printf("rev=%u", first + i);
        g_ptr_array_add(demands, fake_maker_demand("test/agenda.ics", query));
        assert_true(demand_queue_ask(bench->queue, demands->pdata[i], client, &waiters[i]));
    }
    return demands;
}

static void clear_all(Waiter *waiters, guint count)
{
    for (guint i = 0; i < count; i++) {
        assert_int_equal(waiters[i].times, 1);
        waiter_clear(&waiters[i]);
    }
}

static void who_comes_anew_waits_for_no_more_than_what_is_being_made(void **state)
{
    Bench *bench = *state;
    Waiter busy[200] = { 0 };
    Waiter other[1] = { 0 };

    bench->fake.meanwhile = burn;
    g_autoptr(GPtrArray) demands = ask_for_many(bench, "busy", 1, 200, busy);
    assert_true(g_main_context_iteration(NULL, FALSE));
    g_autoptr(GPtrArray) one = ask_for_many(bench, "other", 1000, 1, other);
    assert_true(g_main_context_iteration(NULL, FALSE));
    assert_int_equal(busy[0].times, 1);
    assert_int_equal(busy[1].times, 0);
    assert_int_equal(other[0].times, 1);
    make_all();
    clear_all(busy, 200);
    clear_all(other, 1);
}

/* As much time as one demand of revision 1 to 99 takes is enough for many of the others. */
static void burn_for_low_numbers(gpointer data)
{
    const Bench *bench = data;
    const char *key = bench->fake.keys->pdata[bench->fake.keys->len - 1];

    if (strlen(key) < strlen("test/agenda.ics?rev=100")) {
        burn(NULL);
    }
}

static void small_demands_do_not_wait_for_many_that_cost_much(void **state)
{
    Bench *bench = *state;
    Waiter costly[99] = { 0 };
    Waiter cheap[20] = { 0 };
    guint costly_made = 0;

    bench->fake.meanwhile = burn_for_low_numbers;
    bench->fake.data = bench;
    g_autoptr(GPtrArray) few = ask_for_many(bench, "costly", 1, 99, costly);
    g_autoptr(GPtrArray) many = ask_for_many(bench, "cheap", 1000, 20, cheap);
    while (cheap[19].times == 0) {
        assert_true(g_main_context_iteration(NULL, FALSE));
    }
    for (guint i = 0; i < G_N_ELEMENTS(costly); i++) {
        costly_made += costly[i].times;
    }
    assert_in_range(costly_made, 1, 50);
    make_all();
    clear_all(costly, G_N_ELEMENTS(costly));
    clear_all(cheap, G_N_ELEMENTS(cheap));
}

/* The one who has used much is joined by one who has not: what they both want is made first. */
static void a_demand_comes_as_early_as_the_most_modest_of_its_askers(void **state)
{
    Bench *bench = *state;
    Waiter busy[20] = { 0 };
    Waiter other[1] = { 0 };

    bench->fake.meanwhile = burn;
    g_autoptr(GPtrArray) demands = ask_for_many(bench, "busy", 1, 20, busy);
    assert_true(g_main_context_iteration(NULL, FALSE));
    g_autoptr(GPtrArray) same = ask_for_many(bench, "other", 20, 1, other);
    assert_true(g_main_context_iteration(NULL, FALSE));
    assert_int_equal(busy[19].times, 1);
    assert_int_equal(other[0].times, 1);
    assert_int_equal(busy[1].times, 0);
    make_all();
    clear_all(busy, 20);
    clear_all(other, 1);
}

/* However many there are of the others, and whoever they are. */
static void the_past_and_the_present_take_turns(void **state)
{
    Bench *bench = *state;
    Waiter past[30] = { 0 };
    Waiter present[30] = { 0 };
    g_autoptr(GPtrArray) demands = g_ptr_array_new_with_free_func((GDestroyNotify)demand_unref);

    bench->fake.meanwhile = burn;
    g_autoptr(GPtrArray) of_past = ask_for_many(bench, "client", 1, 30, past);
    for (guint i = 0; i < 30; i++) {
        g_autofree char *query = g_strdup_printf("alarm=%u", i + 1);
        g_ptr_array_add(demands, fake_maker_demand("test/agenda.ics", query));
        assert_true(ask(bench, demands->pdata[i], &present[i]));
    }
    for (guint i = 0; i < 30; i++) {
        assert_true(g_main_context_iteration(NULL, FALSE));
        assert_int_equal(present[i].times, 1);
        assert_int_equal(past[i].times, 0);
        assert_true(g_main_context_iteration(NULL, FALSE));
        assert_int_equal(past[i].times, 1);
    }
    clear_all(past, 30);
    clear_all(present, 30);
}

/* --- what has to be fetched first ------------------------------------------------------------ */

static void what_is_to_come_is_put_aside_and_the_others_are_made(void **state)
{
    Bench *bench = *state;
    Waiter aside[2] = { 0 };
    Waiter other[1] = { 0 };

    bench->fake.outcome = DEMAND_BEGUN;
    g_autoptr(GPtrArray) demands = ask_for_many(bench, "a", 1, 2, aside);
    make_all();
    assert_int_equal(bench->fake.keys->len, 2);
    bench->fake.outcome = DEMAND_MADE;
    g_autoptr(GPtrArray) one = ask_for_many(bench, "b", 1000, 1, other);
    make_all();
    assert_int_equal(other[0].times, 1);
    assert_int_equal(aside[0].times + aside[1].times, 0);
    demand_queue_resume(bench->queue);
    make_all();
    assert_int_equal(bench->fake.keys->len, 5);
    assert_string_equal(aside[0].body, ((Demand *)demands->pdata[0])->key);
    clear_all(aside, 2);
    clear_all(other, 1);
}

static void who_asks_for_what_is_aside_waits_with_it(void **state)
{
    Bench *bench = *state;
    Waiter waiters[2] = { 0 };

    bench->fake.outcome = DEMAND_WAITING;
    g_autoptr(GPtrArray) one = ask_for_many(bench, "a", 1, 1, &waiters[0]);
    make_all();
    g_autoptr(GPtrArray) other = ask_for_many(bench, "b", 1, 1, &waiters[1]);
    make_all();
    assert_int_equal(bench->fake.keys->len, 1);
    bench->fake.outcome = DEMAND_MADE;
    demand_queue_resume(bench->queue);
    make_all();
    assert_int_equal(bench->fake.keys->len, 2);
    clear_all(waiters, 2);
}

/* Else a client could have one thing after another fetched, and the others would never come. */
static void what_was_fetched_goes_to_the_account_of_who_wanted_it(void **state)
{
    Bench *bench = *state;
    Waiter busy[3] = { 0 };
    Waiter other[1] = { 0 };

    bench->fake.outcome = DEMAND_BEGUN;
    g_autoptr(GPtrArray) begun = ask_for_many(bench, "busy", 1, 1, &busy[0]);
    make_all();
    bench->fake.outcome = DEMAND_WAITING;
    g_autoptr(GPtrArray) demands = ask_for_many(bench, "busy", 2, 2, &busy[1]);
    make_all();
    g_autoptr(GPtrArray) one = ask_for_many(bench, "other", 1000, 1, other);
    make_all();
    burn(NULL);
    bench->fake.outcome = DEMAND_MADE;
    demand_queue_resume(bench->queue);
    assert_true(g_main_context_iteration(NULL, FALSE));
    assert_int_equal(other[0].times, 1);
    assert_int_equal(busy[0].times + busy[1].times + busy[2].times, 0);
    make_all();
    clear_all(busy, 3);
    clear_all(other, 1);
}

/* --- patience ------------------------------------------------------------------------------ */

static void who_has_waited_long_enough_is_told(void **state)
{
    Bench *bench = *state;
    Waiter waiters[2] = { 0 };

    bench->fake.outcome = DEMAND_WAITING;
    renew_queue(bench, 10);
    g_autoptr(GPtrArray) demands = ask_for_many(bench, "a", 1, 2, waiters);
    while (waiters[0].times + waiters[1].times < 2) {
        g_main_context_iteration(NULL, TRUE);
    }
    assert_true(waiters[0].in_vain && waiters[1].in_vain);
    assert_int_equal(bench->fake.keys->len, 2);
    /* Nothing is left of them. */
    demand_queue_resume(bench->queue);
    make_all();
    assert_int_equal(bench->fake.keys->len, 2);
}

/* Whether there was time to see it: on a busy machine the second may be told with the first. */
static bool second_is_told_later(Bench *bench)
{
    Waiter waiters[2] = { 0 };
    gint64 asked = g_get_monotonic_time();

    bench->fake.outcome = DEMAND_WAITING;
    g_autoptr(GPtrArray) first = ask_for_many(bench, "a", 1, 1, &waiters[0]);
    while (g_get_monotonic_time() < asked + 70 * G_TIME_SPAN_MILLISECOND) {
        make_all();
    }
    g_autoptr(GPtrArray) second = ask_for_many(bench, "b", 1, 1, &waiters[1]);
    /* The demand of the first goes with it. */
    g_clear_pointer(&first, g_ptr_array_unref);
    while (waiters[0].times == 0) {
        g_main_context_iteration(NULL, TRUE);
    }
    bool was_in_time = waiters[1].times == 0;
    bench->fake.outcome = DEMAND_MADE;
    demand_queue_resume(bench->queue);
    make_all();
    assert_true(waiters[0].in_vain);
    assert_true(waiters[1].in_vain != was_in_time);
    clear_all(waiters, 2);
    return was_in_time;
}

static void who_came_later_goes_on_to_wait_for_the_same(void **state)
{
    Bench *bench = *state;
    guint rounds = 1;

    renew_queue(bench, 100);
    while (!second_is_told_later(bench)) {
        demand_cache_clear(bench->cache);
        assert_in_range(++rounds, 1, 50);
    }
}

/* --- ends ---------------------------------------------------------------------------------- */

static void a_queue_that_closes_leaves_nobody_waiting(void **state)
{
    Bench *bench = *state;
    g_autoptr(Demand) one = fake_maker_demand("test/agenda.ics", "rev=1");
    g_autoptr(Demand) other = fake_maker_demand("test/agenda.ics", "rev=2");
    g_autoptr(Demand) third = fake_maker_demand("test/agenda.ics", "rev=3");
    g_auto(Waiter) first = { 0 };
    g_auto(Waiter) second = { 0 };
    g_auto(Waiter) late = { 0 };
    g_auto(Waiter) aside = { 0 };

    bench->fake.outcome = DEMAND_BEGUN;
    assert_true(ask(bench, third, &aside));
    make_all();
    g_ptr_array_set_size(bench->fake.keys, 0);
    assert_true(ask(bench, one, &first) && ask(bench, other, &second));
    demand_queue_close(bench->queue);
    assert_true(first.times == 1 && first.in_vain);
    assert_true(second.times == 1 && second.in_vain);
    assert_true(aside.times == 1 && aside.in_vain);
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
    g_autoptr(GPtrArray) demands = g_ptr_array_new_with_free_func((GDestroyNotify)demand_unref);
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
        QUEUE_TEST(what_was_kept_before_a_change_is_neither_given_nor_kept_again),
        QUEUE_TEST(that_there_is_nothing_is_kept_but_a_failure_is_not),
        QUEUE_TEST(who_comes_while_it_is_made_gets_the_same),
        QUEUE_TEST(who_comes_anew_waits_for_no_more_than_what_is_being_made),
        QUEUE_TEST(small_demands_do_not_wait_for_many_that_cost_much),
        QUEUE_TEST(a_demand_comes_as_early_as_the_most_modest_of_its_askers),
        QUEUE_TEST(the_past_and_the_present_take_turns),
        QUEUE_TEST(what_is_to_come_is_put_aside_and_the_others_are_made),
        QUEUE_TEST(who_asks_for_what_is_aside_waits_with_it),
        QUEUE_TEST(what_was_fetched_goes_to_the_account_of_who_wanted_it),
        QUEUE_TEST(who_has_waited_long_enough_is_told),
        QUEUE_TEST(who_came_later_goes_on_to_wait_for_the_same),
        QUEUE_TEST(a_queue_that_closes_leaves_nobody_waiting),
        QUEUE_TEST(threads_that_ask_at_once_are_all_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
