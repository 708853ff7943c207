/* Covers src/serve/route.c */
#include "serve/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"

#define STAMP 1184198400

static Snapshot *snapshot;

static int set_up(void **state)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    PublishOptions options = { 0 };
    Agenda *agenda = support_agenda_new();
    Day *day = support_add_day(agenda, "2007-07-10");
    Slot *slot = support_add_slot(agenda, day, "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.2", "A session");

    support_add_contribution(agenda, session, "ilo", "speaker", CONTRIBUTION_STATUS_CONFIRMED);
    agenda_finish(agenda);
    g_ptr_array_add(revisions, revision_new(agenda, STAMP));
    snapshot = snapshot_new(revisions, &options);
    return 0;
}

static int tear_down(void **state)
{
    snapshot_unref(snapshot);
    return 0;
}

static RouteOutcome outcome_of(const char *target)
{
    return route_target(snapshot, target).outcome;
}

static void assert_found(const char *target, const char *path)
{
    Route route = route_target(snapshot, target);

    if (route.outcome != ROUTE_FOUND) {
        fail_msg("%s: outcome %d", target, route.outcome);
    }
    assert_string_equal(route.resource->path, path);
}

static void assert_outcome(const char *const *targets, gsize n_targets, RouteOutcome expected)
{
    for (gsize i = 0; i < n_targets; i++) {
        Route route = route_target(snapshot, targets[i]);

        if (route.outcome != expected) {
            fail_msg("%s: outcome %d, not %d", targets[i], route.outcome, expected);
        }
    }
}

static void every_resource_is_found_at_its_path(void **state)
{
    const GPtrArray *resources = snapshot_resources(snapshot);

    assert_true(resources->len > 4);
    for (guint i = 0; i < resources->len; i++) {
        const Resource *resource = resources->pdata[i];
        g_autofree char *target = g_strconcat("/", resource->path, NULL);

        assert_ptr_equal(route_target(snapshot, target).resource, resource);
        assert_int_equal(outcome_of(target), ROUTE_FOUND);
    }
}

static void a_folder_is_its_page(void **state)
{
    assert_found("/", "index.html");
    assert_found("/test/", "test/index.html");
}

static void a_folder_without_its_slash_has_moved(void **state)
{
    Route route = route_target(snapshot, "/test");

    assert_int_equal(route.outcome, ROUTE_MOVED);
    assert_string_equal(route.resource->path, "test/index.html");
    assert_int_equal(outcome_of("/test?download=1"), ROUTE_MOVED);
}

static void a_host_before_the_path_does_not_matter(void **state)
{
    assert_found("http://example.org/test/agencies/ilo.ics", "test/agencies/ilo.ics");
    assert_found("HTTPS://example.org:8443/test/", "test/index.html");
    assert_found("http://[::1]:80/", "index.html");
    assert_found("http://example.org", "index.html");
    assert_found("http://example.org?download=0", "index.html");
}

static void well_formed_addresses_of_nothing_are_not_found(void **state)
{
    static const char *const targets[] = {
        "//",
        "//test/agenda.ics",
        "/test//agenda.ics",
        "/test/../test/agenda.ics",
        "/./test/agenda.ics",
        "/test/agenda.ics/",
        "/test/agenda.ics/index.html",
        "/Test/agenda.ics",
        "/test/agenda",
        "/test/agencies",
        "/test/agencies/",
        "/..",
        "/../../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/test/agenda.ics%00",
        "/test/agenda%2eics",
        "/test%2Fagenda.ics",
        "/test/agenda.ics;x=1",
        "/favicon.ico",
        "/test/select.ics?agency=ilo",
        "http://example.org/nothing",
        "http://example.org//",
    };

    assert_outcome(targets, G_N_ELEMENTS(targets), ROUTE_NOT_FOUND);
}

static void what_no_address_can_be_is_refused(void **state)
{
    static const char *const targets[] = {
        "",
        "*",
        "test/agenda.ics",
        "example.org:80",
        "ftp://example.org/",
        "http:///test/",
        "http://",
        "http://user@example.org/",
        "http:/test/",
        "/test/agenda.ics#top",
        "/test\\agenda.ics",
        "/test/agenda.ics\x01",
        "/test/agenda.ics\x7f",
        "/test/agenda .ics",
        "/test/\tagenda.ics",
        "/caf\xc3\xa9",
        "/%",
        "/%2",
        "/%zz",
        "/test/agenda.ics%0",
        "/<script>",
        "/\"",
        "/{}",
        "/|",
        "/^",
        "/`",
        "/[]",
        "/test/agenda.ics?a b",
        "/test/agenda.ics?%",
    };

    assert_outcome(targets, G_N_ELEMENTS(targets), ROUTE_BAD_TARGET);
}

static void download_is_one_or_zero(void **state)
{
    assert_true(route_target(snapshot, "/test/agenda.ics?download=1").download);
    assert_false(route_target(snapshot, "/test/agenda.ics?download=0").download);
    assert_false(route_target(snapshot, "/test/agenda.ics?").download);
    assert_false(route_target(snapshot, "/test/agenda.ics").download);
    assert_found("/test/agenda.ics?download=1", "test/agenda.ics");
    assert_found("/test/agenda.ics?", "test/agenda.ics");
}

static void other_parameters_are_refused(void **state)
{
    static const char *const targets[] = {
        "/?fbclid=1",
        "/test/agenda.ics?download",
        "/test/agenda.ics?download=",
        "/test/agenda.ics?download=2",
        "/test/agenda.ics?download=yes",
        "/test/agenda.ics?download=%31",
        "/test/agenda.ics?Download=1",
        "/test/agenda.ics?download=1&download=0",
        "/test/agenda.ics?download=1&x",
        "/test/agenda.ics?&",
        "/test/agenda.ics??",
        "/test/agenda.ics?agency=ilo",
        "/test?x",
    };

    assert_outcome(targets, G_N_ELEMENTS(targets), ROUTE_BAD_QUERY);
    assert_non_null(route_target(snapshot, targets[0]).resource);
}

static void the_length_of_a_target_is_bounded(void **state)
{
    g_autofree char *longest = g_strnfill(ROUTE_TARGET_MAX, 'a');
    g_autofree char *longer = g_strnfill(ROUTE_TARGET_MAX + 1, 'a');

    longest[0] = '/';
    longer[0] = '/';
    assert_int_equal(outcome_of(longest), ROUTE_NOT_FOUND);
    assert_int_equal(outcome_of(longer), ROUTE_TOO_LONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_resource_is_found_at_its_path),
        cmocka_unit_test(a_folder_is_its_page),
        cmocka_unit_test(a_folder_without_its_slash_has_moved),
        cmocka_unit_test(a_host_before_the_path_does_not_matter),
        cmocka_unit_test(well_formed_addresses_of_nothing_are_not_found),
        cmocka_unit_test(what_no_address_can_be_is_refused),
        cmocka_unit_test(download_is_one_or_zero),
        cmocka_unit_test(other_parameters_are_refused),
        cmocka_unit_test(the_length_of_a_target_is_bounded),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
