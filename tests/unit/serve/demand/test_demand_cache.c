#include "serve/demand/demand_cache.h"

#include "fake_maker.h"
#include "support.h"

#define ROOMY 1000000

/* Adds what a maker makes for this key. */
static void add(DemandCache *cache, const char *key, const char *body)
{
    g_auto(FakeMaker) fake;
    g_autoptr(Demand) demand = fake_maker_demand("test/agenda.ics", "rev=1");

    fake_maker_init(&fake);
    fake.body = body;
    g_autoptr(DemandAnswer) answer = demand_answer_new(&fake.maker, demand);
    demand_cache_add(cache, key, answer);
}

static bool has(DemandCache *cache, const char *key)
{
    g_autoptr(DemandAnswer) answer = demand_cache_find(cache, key);

    return answer != NULL;
}

static void what_was_added_is_found_by_its_key(void **state)
{
    g_autoptr(DemandCache) cache = demand_cache_new(ROOMY, 10);

    add(cache, "a", "body of a");
    g_autoptr(DemandAnswer) answer = demand_cache_find(cache, "a");
    assert_non_null(answer);
    assert_memory_equal(
        g_bytes_get_data(resource_answer_resource(demand_answer_resource(answer))->body, NULL),
        "body of a", 9);
    assert_false(has(cache, "b"));
    assert_false(has(cache, ""));
}

static void a_newer_one_takes_the_place_of_its_key(void **state)
{
    g_autoptr(DemandCache) cache = demand_cache_new(ROOMY, 2);

    add(cache, "a", "old");
    add(cache, "b", "b");
    add(cache, "a", "new");
    g_autoptr(DemandAnswer) answer = demand_cache_find(cache, "a");
    assert_memory_equal(
        g_bytes_get_data(resource_answer_resource(demand_answer_resource(answer))->body, NULL),
        "new", 3);
    assert_true(has(cache, "b"));
}

static void what_was_asked_for_least_recently_goes_first(void **state)
{
    g_autoptr(DemandCache) cache = demand_cache_new(ROOMY, 3);

    add(cache, "a", "");
    add(cache, "b", "");
    add(cache, "c", "");
    assert_true(has(cache, "a"));
    add(cache, "d", "");
    assert_false(has(cache, "b"));
    assert_true(has(cache, "a") && has(cache, "c") && has(cache, "d"));
    add(cache, "e", "");
    assert_false(has(cache, "a"));
}

static void the_octets_of_all_are_bounded(void **state)
{
    g_autofree char *body = g_strnfill(10000, 'x');
    g_autoptr(DemandCache) cache = demand_cache_new(35000, 100);

    add(cache, "a", body);
    add(cache, "b", body);
    add(cache, "c", body);
    assert_true(has(cache, "a") && has(cache, "b") && has(cache, "c"));
    add(cache, "d", body);
    assert_false(has(cache, "a"));
    assert_true(has(cache, "b") && has(cache, "c") && has(cache, "d"));
}

/* Else a small client could empty it of all that others want, with nothing gained. */
static void what_is_larger_than_all_of_it_is_not_kept(void **state)
{
    g_autofree char *body = g_strnfill(40000, 'x');
    g_autoptr(DemandCache) cache = demand_cache_new(35000, 100);

    add(cache, "a", "small");
    add(cache, "b", body);
    assert_true(has(cache, "a"));
    assert_false(has(cache, "b"));
    add(cache, "a", body);
    assert_false(has(cache, "a"));
}

static void what_was_cleared_is_gone_and_its_room_free(void **state)
{
    g_autofree char *body = g_strnfill(10000, 'x');
    g_autoptr(DemandCache) cache = demand_cache_new(25000, 100);

    add(cache, "a", body);
    add(cache, "b", body);
    demand_cache_clear(cache);
    assert_false(has(cache, "a") || has(cache, "b"));
    add(cache, "a", body);
    add(cache, "c", body);
    assert_true(has(cache, "a") && has(cache, "c"));
}

static void what_is_held_outlives_its_place(void **state)
{
    g_autoptr(DemandCache) cache = demand_cache_new(ROOMY, 1);

    add(cache, "a", "body of a");
    g_autoptr(DemandAnswer) answer = demand_cache_find(cache, "a");
    add(cache, "b", "");
    assert_false(has(cache, "a"));
    g_clear_pointer(&cache, demand_cache_free);
    assert_memory_equal(
        g_bytes_get_data(resource_answer_resource(demand_answer_resource(answer))->body, NULL),
        "body of a", 9);
}

static gpointer look_for_all(gpointer data)
{
    for (guint i = 0; i < 2000; i++) {
        char key[] = { (char)('a' + i % 6), '\0' };
        g_autoptr(DemandAnswer) answer = demand_cache_find(data, key);
        g_assert(answer == NULL || demand_answer_octets(answer) == 5);
    }
    return NULL;
}

static void threads_can_share_a_cache(void **state)
{
    g_autoptr(DemandCache) cache = demand_cache_new(ROOMY, 4);
    GThread *threads[3];

    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        threads[i] = g_thread_new("reader", look_for_all, cache);
    }
    for (guint i = 0; i < 600; i++) {
        char key[] = { (char)('a' + i % 6), '\0' };
        add(cache, key, "12345");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_thread_join(threads[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_is_found_by_its_key),
        cmocka_unit_test(a_newer_one_takes_the_place_of_its_key),
        cmocka_unit_test(what_was_asked_for_least_recently_goes_first),
        cmocka_unit_test(the_octets_of_all_are_bounded),
        cmocka_unit_test(what_is_larger_than_all_of_it_is_not_kept),
        cmocka_unit_test(what_was_cleared_is_gone_and_its_room_free),
        cmocka_unit_test(what_is_held_outlives_its_place),
        cmocka_unit_test(threads_can_share_a_cache),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
