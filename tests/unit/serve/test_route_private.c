/* Covers the private calendars of src/serve/route.c. */
#include "serve/route.h"

#include <string.h>

#include "base/token.h"
#include "sketch.h"
#include "support.h"

#define GOOD "aebagbafaydqqcikbmga2dqpcaireeyu"
#define REPLACED "beeqscijbeeqscijbeeqscijbeeqscij"
#define ENDED "ceeqscijbeeqscijbeeqscijbeeqscij"

static Snapshot *snapshot;

static void add_address(GArray *addresses, GStringChunk *strings, const Revision *revision,
                        const char *token, gint64 ends)
{
    g_autofree char *digest = token_digest(token);
    PrivateAddress address = {
        .digest = g_string_chunk_insert(strings, digest),
        .feed_path = "forum/agencies/ilo",
        .revision = revision,
        .ends = ends,
        .is_replaced = strcmp(token, REPLACED) == 0,
    };

    g_array_append_val(addresses, address);
}

static int set_up(void **state)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new();
    g_autoptr(GArray) addresses = g_array_new(FALSE, FALSE, sizeof(PrivateAddress));
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autoptr(Revision) revision = sketch_revision(NULL, "agency ilo", "07-01");
    ResourceOptions options = { 0 };

    g_ptr_array_add(revisions, revision);
    add_address(addresses, strings, revision, GOOD, G_MAXINT64);
    add_address(addresses, strings, revision, REPLACED, G_MAXINT64);
    add_address(addresses, strings, revision, ENDED, 1);
    snapshot = snapshot_new_after(NULL, revisions, addresses, &options);
    return 0;
}

static int tear_down(void **state)
{
    snapshot_unref(snapshot);
    return 0;
}

static void assert_outcome(const char *target, RouteOutcome outcome, bool is_private)
{
    g_auto(Route) route = route_target(snapshot, target);

    if (route.outcome != outcome || route.is_private != is_private) {
        fail_msg("%s: outcome %d%s", target, route.outcome, route.is_private ? ", private" : "");
    }
}

static void a_good_token_leads_to_its_calendar(void **state)
{
    g_auto(Route) route = route_target(snapshot, "/private/" GOOD ".ics?download=1");

    assert_int_equal(route.outcome, ROUTE_FOUND);
    assert_true(route.resource->is_private);
    assert_true(route.download);
    assert_true(route.is_private);
    assert_ptr_not_equal(route.resource, snapshot_find(snapshot, "forum/agencies/ilo.ics"));
}

static void one_that_is_replaced_or_asked_in_another_form_is_made_on_demand(void **state)
{
    static const char *const TARGETS[] = { "/private/" REPLACED ".ics",
                                           "/private/" GOOD ".ics?plenary=no",
                                           "/private/" GOOD ".ics?cancelled=drop" };

    for (gsize i = 0; i < G_N_ELEMENTS(TARGETS); i++) {
        g_auto(Route) route = route_target(snapshot, TARGETS[i]);
        assert_int_equal(route.outcome, ROUTE_DEMAND);
        assert_int_equal(strlen(route.demand->token), TOKEN_LENGTH);
        assert_null(strstr(route.demand->key, route.demand->token));
        assert_null(strstr(route.demand->path, route.demand->token));
    }
}

static void nothing_else_opens_anything(void **state)
{
    static const char *const TARGETS[] = {
        "/private/" ENDED ".ics",  "/private/" GOOD,
        "/private/" GOOD ".atom",  "/private/" GOOD ".ics.ics",
        "/private/" GOOD "x.ics",  "/private/x" GOOD ".ics",
        "/private/.ics",           "/private/",
        "/private/a.ics?bad=form", "/private//" GOOD ".ics",
        "/private/../x",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TARGETS); i++) {
        assert_outcome(TARGETS[i], ROUTE_NOT_FOUND, true);
    }
}

static void the_past_and_selections_are_no_form_of_a_private_calendar(void **state)
{
    static const char *const QUERIES[] = { "rev=1", "at=2007-07-09T08:00:00Z", "agency=ilo" };

    for (gsize i = 0; i < G_N_ELEMENTS(QUERIES); i++) {
        g_autofree char *target = g_strdup_printf("/private/" GOOD ".ics?%s", QUERIES[i]);
        assert_outcome(target, ROUTE_BAD_QUERY, true);
    }
}

static void what_others_add_makes_no_difference_to_a_private_calendar(void **state)
{
    assert_outcome("/private/" GOOD ".ics?fbclid=1&x", ROUTE_FOUND, true);
    assert_outcome("/%70rivate/" GOOD "%2Eics?", ROUTE_FOUND, true);
}

static void whatever_stands_among_them_is_private_and_nothing_else(void **state)
{
    assert_outcome("http://x.example/private/" GOOD ".ics", ROUTE_FOUND, true);
    assert_outcome("/Private/" GOOD ".ics", ROUTE_NOT_FOUND, false);
    assert_outcome("/forum/private/" GOOD ".ics", ROUTE_NOT_FOUND, false);
    assert_outcome("/forum/agenda.ics", ROUTE_FOUND, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_token_leads_to_its_calendar),
        cmocka_unit_test(one_that_is_replaced_or_asked_in_another_form_is_made_on_demand),
        cmocka_unit_test(nothing_else_opens_anything),
        cmocka_unit_test(the_past_and_selections_are_no_form_of_a_private_calendar),
        cmocka_unit_test(what_others_add_makes_no_difference_to_a_private_calendar),
        cmocka_unit_test(whatever_stands_among_them_is_private_and_nothing_else),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
