#include "serve/watch/service_page.h"

#include "serve/route.h"
#include "support.h"

/* Of one agenda with this id. */
static Snapshot *new_snapshot(const char *id)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };
    Agenda *agenda = support_agenda_new_with_id(id);

    agenda_finish(agenda);
    g_ptr_array_add(revisions, revision_new(agenda, 0));
    return snapshot_new(revisions, &options);
}

static void assert_outcome(const Snapshot *snapshot, const char *target, RouteOutcome expected)
{
    g_auto(Route) route = route_target(snapshot, target);

    assert_int_equal(route.outcome, expected);
}

static void assert_page(const Snapshot *snapshot, const char *target, ServicePage expected)
{
    g_auto(Route) route = route_target(snapshot, target);

    assert_int_equal(route.outcome, ROUTE_SERVICE);
    assert_int_equal(route.page, expected);
    assert_null(route.resource);
}

static void each_page_has_one_path(void **state)
{
    static const char *const NONE[] = { "", "Metrics", "metrics/", "/metrics", "a/metrics", "met" };
    ServicePage page;

    assert_true(service_page_find("healthz", &page));
    assert_int_equal(page, SERVICE_PAGE_HEALTH);
    assert_true(service_page_find("readyz", &page));
    assert_int_equal(page, SERVICE_PAGE_READY);
    assert_true(service_page_find("metrics", &page));
    assert_int_equal(page, SERVICE_PAGE_METRICS);
    for (gsize i = 0; i < G_N_ELEMENTS(NONE); i++) {
        assert_false(service_page_find(NONE[i], &page));
    }
}

static void requests_are_routed_there(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot("forum");

    assert_page(snapshot, "/healthz", SERVICE_PAGE_HEALTH);
    assert_page(snapshot, "http://a/metrics", SERVICE_PAGE_METRICS);
    assert_outcome(snapshot, "/metrics?rev=1", ROUTE_BAD_QUERY);
    assert_outcome(snapshot, "/metrics/", ROUTE_NOT_FOUND);
    assert_outcome(snapshot, "/forum/metrics", ROUTE_NOT_FOUND);
}

static void an_agenda_of_such_a_name_stands_beside_it(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot("metrics");

    assert_page(snapshot, "/metrics", SERVICE_PAGE_METRICS);
    assert_outcome(snapshot, "/metrics/", ROUTE_FOUND);
    assert_outcome(snapshot, "/metrics/agenda.ics", ROUTE_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_page_has_one_path),
        cmocka_unit_test(requests_are_routed_there),
        cmocka_unit_test(an_agenda_of_such_a_name_stands_beside_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
