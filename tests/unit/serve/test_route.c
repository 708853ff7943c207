/* Covers src/serve/route.c */
#include "serve/route.h"

#include "model/revision/succession.h"
#include "support.h"

#define STAMP 1184198400

static Snapshot *snapshot;

/* An agenda with a session. */
static Revision *new_revision(const char *id, bool has_history)
{
    Agenda *agenda = support_agenda_new_with_id(id);
    Day *day = support_add_day(agenda, "2007-07-10");
    Slot *slot = support_add_slot(agenda, day, "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.2", "A session");

    support_add_contribution(agenda, session, "ilo", "speaker", CONTRIBUTION_STATUS_CONFIRMED);
    agenda_finish(agenda);
    return has_history ? succession_first(agenda, SUPPORT_OCCASION(STAMP, REVISION_KEEP_DEFAULT))
                       : revision_new(agenda, STAMP);
}

/* "test" has no history, "past" has one. */
static int set_up(void **state)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };

    g_ptr_array_add(revisions, new_revision("test", false));
    g_ptr_array_add(revisions, new_revision("past", true));
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
    g_auto(Route) route = route_target(snapshot, target);

    return route.outcome;
}

static void assert_found(const char *target, const char *path)
{
    Route route = route_target(snapshot, target);

    if (route.outcome != ROUTE_FOUND) {
        fail_msg("%s: outcome %d", target, route.outcome);
    }
    assert_string_equal(route.resource->path, path);
}

/* It is a demand for this path with, after it in the key, these parameters. */
/* The parameters are as its key has them; NULL: none. */
static void assert_demand(const char *target, const char *path, const char *parameters)
{
    g_auto(Route) route = route_target(snapshot, target);
    g_autofree char *key = g_strconcat(path, parameters != NULL ? "?" : NULL, parameters, NULL);

    if (route.outcome != ROUTE_DEMAND) {
        fail_msg("%s: outcome %d", target, route.outcome);
    }
    assert_string_equal(route.demand->path, path);
    assert_string_equal(route.demand->key, key);
}

static void assert_moved(const char *target, const char *location)
{
    g_auto(Route) route = route_target(snapshot, target);

    if (route.outcome != ROUTE_MOVED) {
        fail_msg("%s: outcome %d", target, route.outcome);
    }
    assert_string_equal(route.location, location);
}

static void assert_outcome(const char *const *targets, gsize n_targets, RouteOutcome expected)
{
    for (gsize i = 0; i < n_targets; i++) {
        g_auto(Route) route = route_target(snapshot, targets[i]);

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
    g_auto(Route) route = route_target(snapshot, "/test");

    assert_int_equal(route.outcome, ROUTE_MOVED);
    assert_string_equal(route.resource->path, "test/index.html");
    assert_moved("/test", "/test/");
    assert_moved("/test?", "/test/");
}

static void what_is_asked_of_it_is_kept_as_it_was_spelt(void **state)
{
    assert_moved("/test?download=1", "/test/?download=1");
    assert_moved("/test?agency=ilo&role=", "/test/?agency=ilo&role=");
    assert_moved("/past?role=chair&agency=b,a&plenary=yes",
                 "/past/?role=chair&agency=b,a&plenary=yes");
    assert_moved("/test?q=%0D%0aX:%20y+w%C3%B6rds%26", "/test/?q=%0D%0aX:%20y+w%C3%B6rds%26");
    assert_moved("/test?q=//evil.example/?", "/test/?q=//evil.example/?");
    assert_moved("https://evil.example/test?agency=ilo", "/test/?agency=ilo");
}

static void nobody_is_led_on_to_be_refused(void **state)
{
    static const char *const bad[] = {
        "/test?rev=1",
        "/past?rev=1",
        "/test?agency=a/b",
        "/test?download=2",
    };
    static const char *const targets[] = {
        "/none?agency=ilo",
        "/test/agencies?agency=ilo",
        "//test?agency=ilo",
    };
    static const char *const malformed[] = {
        "/test?q=%", "/test?q=\r\nX: y", "/test?q=a b", "/test?q=\x7f", "/test?q=#a",
    };
    assert_outcome(bad, G_N_ELEMENTS(bad), ROUTE_BAD_QUERY);
    assert_outcome(targets, G_N_ELEMENTS(targets), ROUTE_NOT_FOUND);
    assert_outcome(malformed, G_N_ELEMENTS(malformed), ROUTE_BAD_TARGET);
}

static void nobody_is_led_on_to_what_is_too_long(void **state)
{
    g_autoptr(GString) target = g_string_new("/test?agency=");

    while (target->len + 1 < ROUTE_TARGET_MAX) {
        g_string_append(target, target->len + strlen("&role=") < ROUTE_TARGET_MAX ? "&role=" : "a");
    }
    g_autofree char *location = g_strconcat("/test/", strchr(target->str, '?'), NULL);
    assert_int_equal(strlen(location), ROUTE_TARGET_MAX);
    assert_moved(target->str, location);
    g_string_append_c(target, 'a');
    assert_int_equal(outcome_of(target->str), ROUTE_TOO_LONG);
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
        "/test/agenda",
        "/test/agencies",
        "/test/agencies/",
        "/..",
        "/../../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/test/agenda.ics%00",
        "/test/agenda%252eics",
        "/test/%2e%2e/test/agenda.ics",
        "/test%2Fagenda.ics",
        "/Test%2Fagenda.ics",
        "/Test/none.ics",
        "/None/select.ics?agency=ilo",
        "/test/agenda.ics;x=1",
        "/favicon.ico",
        "/other/select.ics?agency=ilo",
        "/test/days/select.ics?agency=ilo",
        "/select.ics?agency=ilo",
        "/test/select.html?agency=ilo",
        "http://example.org/nothing",
        "http://example.org//",
    };

    assert_outcome(targets, G_N_ELEMENTS(targets), ROUTE_NOT_FOUND);
}

static void an_asterisk_is_the_whole_service(void **state)
{
    static const char *const targets[] = { "*" };

    assert_outcome(targets, G_N_ELEMENTS(targets), ROUTE_ASTERISK);
}

static void what_no_address_can_be_is_refused(void **state)
{
    static const char *const targets[] = {
        "",
        "**",
        "*?a",
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
        "/?rev=1",
        "/past/agenda.atom?rev=1",
        "/past/agenda.atom?cancelled=mark",
    };
    static const char *const pages[] = {
        "/test/?rev=1",      "/past/?rev=1", "/past/index.html?cancelled=drop",
        "/test/?agency=a/b", "/test/?q=%ff", "/test/?plenary=maybe",
        "/test/?download=2",
    };
    static const char *const calendars[] = {
        "/test/agenda.ics?download",
        "/test/agenda.ics?download=",
        "/test/agenda.ics?download=2",
        "/test/agenda.ics?download=yes",
        "/test/agenda.ics?download=1&download=0",
        "/test/agenda.ics?download=1&q=x",
        "/test/agenda.ics?agency=ilo",
        "/past/agenda.ics?rev=1&rev=1",
        "/past/agenda.ics?rev=1&at=2007-07-09T08:00:00Z",
        "/past/agenda.ics?cancelled=no",
    };

    assert_outcome(targets, G_N_ELEMENTS(targets), ROUTE_BAD_QUERY);
    assert_outcome(pages, G_N_ELEMENTS(pages), ROUTE_BAD_QUERY);
    assert_outcome(calendars, G_N_ELEMENTS(calendars), ROUTE_BAD_QUERY);
    assert_non_null(route_target(snapshot, targets[0]).resource);
    assert_non_null(route_target(snapshot, calendars[0]).resource);
}

static void what_others_add_makes_no_difference(void **state)
{
    assert_found("/?fbclid=1", "index.html");
    assert_found("/test/agenda.ics?&", "test/agenda.ics");
    assert_found("/test/agenda.ics??", "test/agenda.ics");
    assert_found("/test/agenda.ics?x&download=%31&utm_source=mail", "test/agenda.ics");
    assert_moved("/test?x", "/test/?x");
    assert_demand("/past/agenda.changes.txt?x", "past/agenda.changes.txt", NULL);
    assert_demand("/past/agenda.ics?_=17&rev=3&amp;alarm=5&", "past/agenda.ics", "alarm=5&rev=3");
    assert_demand("/test/select.ics?agency=a&gclid=x", "test/select.ics", "agency=a");
    assert_demand("/test/?agency=a&from=mail", "test/index.html", "agency=a");
}

static void escapes_of_what_needs_none_are_undone_once(void **state)
{
    assert_found("/test/agenda%2Eics", "test/agenda.ics");
    assert_found("/%74est/%61gencies/ilo%2eics", "test/agencies/ilo.ics");
    assert_found("/%74est/", "test/index.html");
    assert_demand("/past/agenda%2eics?%72ev=%33", "past/agenda.ics", "rev=3");
    assert_demand("/test/select.ics?agency=%61%2Cb", "test/select.ics", "agency=a,b");
    assert_moved("/%74est?agency=%61%2Cb", "/test/?agency=a%2Cb");
}

static void other_letters_lead_to_the_address_that_is_meant(void **state)
{
    g_auto(Route) route = route_target(snapshot, "/TEST/Agencies/ILO.ics");

    assert_string_equal(route.resource->path, "test/agencies/ilo.ics");
    assert_moved("/TEST/Agencies/ILO.ics", "/test/agencies/ilo.ics");
    assert_moved("/Test/agenda.ics?alarm=15", "/test/agenda.ics?alarm=15");
    assert_moved("/Test", "/test/");
    assert_moved("/Test?agency=ilo", "/test/?agency=ilo");
    assert_moved("/TEST/", "/test/");
    assert_moved("/test/INDEX.HTML", "/test/");
    assert_moved("/INDEX.html", "/index.html");
    assert_moved("/test/AGENCIES/ilo.HTML", "/test/agencies/ilo.html");
    assert_moved("/past/Agenda.Atom", "/past/agenda.atom");
    assert_moved("/past/Agenda.ics?rev=3", "/past/agenda.ics?rev=3");
    assert_moved("/Test/SELECT.ics?agency=ilo", "/test/select.ics?agency=ilo");
    assert_int_equal(outcome_of("/Test/agenda.ics?rev=1"), ROUTE_NO_HISTORY);
    assert_int_equal(outcome_of("/Test/agenda.ics?alarm=x"), ROUTE_BAD_QUERY);
    assert_int_equal(outcome_of("/Test/agenda.atom"), ROUTE_NOT_FOUND);
}

/* By which servers in front keep the world from them. */
static void pages_about_the_service_have_one_spelling(void **state)
{
    static const char *const OTHERS[] = { "/METRICS",    "/Readyz", "/%6Detrics", "/metric%73?x",
                                          "/%72eadyz?x", "/%4D",    "/Metrics/",  "/metrics/" };

    assert_int_equal(outcome_of("/metrics"), ROUTE_SERVICE);
    assert_int_equal(outcome_of("/readyz?x=%61"), ROUTE_SERVICE);
    assert_outcome(OTHERS, G_N_ELEMENTS(OTHERS), ROUTE_NOT_FOUND);
}

static void what_is_refused_is_told_with_what_its_address_takes(void **state)
{
    static const struct {
        const char *target;
        bool selects;
        bool has_past;
    } EXPECTED[] = {
        { "/test/agenda.ics?q=x", false, true },
        { "/test/select.ics?x", true, true },
        { "/test/?rev=1", true, false },
        { "/test?rev=1", true, false },
        { "/test/agencies/ilo.html?rev=1", false, false },
        { "/?rev=1", false, false },
        { "/healthz?rev=1", false, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        g_auto(Route) route = route_target(snapshot, EXPECTED[i].target);
        assert_int_equal(route.outcome, ROUTE_BAD_QUERY);
        assert_int_equal(route.fault != NULL, EXPECTED[i].selects);
        assert_int_equal((route.parameters & PARAMETER_SELECTION) != 0, EXPECTED[i].selects);
        assert_int_equal((route.parameters & PARAMETER_REV) != 0, EXPECTED[i].has_past);
        assert_true((route.parameters & PARAMETER_DOWNLOAD) != 0);
    }
}

static void a_calendar_as_it_was_is_a_demand(void **state)
{
    assert_demand("/past/agenda.ics?rev=3", "past/agenda.ics", "rev=3");
    assert_demand("/past/agencies/ilo.ics?at=2007-07-12T00%3A00:00%2B00:00",
                  "past/agencies/ilo.ics", "at=1184198400");
    assert_demand("http://example.org/past/agenda.ics?cancelled=drop&rev=3", "past/agenda.ics",
                  "cancelled=drop&rev=3");
}

static void a_selection_is_a_demand_for_any_agenda_that_is_there(void **state)
{
    assert_demand("/test/select.ics?role=chair&agency=b,a", "test/select.ics",
                  "agency=a,b&role=chair");
    assert_demand("/past/select.ics?rev=3&agency=a&cancelled=drop", "past/select.ics",
                  "cancelled=drop&agency=a&rev=3");
    assert_demand("/test/agenda.ics?breaks=no", "test/agenda.ics", "breaks=no");
    assert_int_equal(outcome_of("/test/select.ics?agency=a&rev=3"), ROUTE_NO_HISTORY);
}

static void the_page_of_an_agenda_takes_a_selection(void **state)
{
    assert_demand("/test/?role=chair&agency=b,a", "test/index.html", "agency=a,b&role=chair");
    assert_demand("/test/index.html?agency=a&role=&q=", "test/index.html", "agency=a");
    assert_demand("/test/?q=Two+w%C3%B6rds%26rev=3", "test/index.html",
                  "q=Two%20w%C3%B6rds%26rev%3D3");
    assert_found("/test/?agency=&role=&q=+", "test/index.html");
    assert_found("/test/?download=0", "test/index.html");
}

static void pages_stand_beside_calendars_and_are_made(void **state)
{
    assert_demand("/test/agencies/ilo.html", "test/agencies/ilo.html", NULL);
    assert_int_equal(outcome_of("/test/agencies/none.html"), ROUTE_NOT_FOUND);
    assert_int_equal(outcome_of("/test/agencies/ilo.html?agency=ilo"), ROUTE_BAD_QUERY);
}

static void a_selection_of_nothing_is_refused_with_words(void **state)
{
    g_auto(Route) route = route_target(snapshot, "/test/select.ics");

    assert_int_equal(route.outcome, ROUTE_BAD_QUERY);
    assert_non_null(route.fault);
    assert_int_equal(outcome_of("/test/select.ics?agency="), ROUTE_BAD_QUERY);
    assert_int_equal(outcome_of("/test/select.ics?lang=fr"), ROUTE_BAD_QUERY);
}

static void a_demand_for_a_calendar_that_is_there_knows_it(void **state)
{
    g_auto(Route) route = route_target(snapshot, "/past/agenda.ics?rev=3&download=1");
    g_auto(Route) gone = route_target(snapshot, "/past/agencies/gone.ics?rev=3");

    assert_string_equal(route.resource->path, "past/agenda.ics");
    assert_true(route.download);
    assert_null(gone.resource);
    assert_false(gone.download);
}

static void what_is_cancelled_can_be_told_otherwise_without_history(void **state)
{
    assert_demand("/test/agenda.ics?cancelled=drop", "test/agenda.ics", "cancelled=drop");
    assert_demand("/past/agenda.ics?cancelled=title", "past/agenda.ics", "cancelled=title");
    assert_found("/test/agenda.ics?cancelled=mark", "test/agenda.ics");
    assert_found("/past/agenda.ics?download=0&cancelled=mark", "past/agenda.ics");
}

static void a_calendar_with_alarms_or_in_a_language_is_a_demand(void **state)
{
    assert_demand("/test/agenda.ics?lang=fr&alarm=15", "test/agenda.ics", "alarm=15&lang=fr");
    assert_demand("/test/select.ics?lang=FR%2Cen&agency=a&lang=fr", "test/select.ics",
                  "lang=fr,en&agency=a");
    assert_int_equal(outcome_of("/test/agencies/ilo.html?alarm=15"), ROUTE_BAD_QUERY);
    assert_demand("/past/agenda.atom?lang=fr", "past/agenda.atom", "lang=fr");
    assert_demand("/test/?lang=fr", "test/index.html", "lang=fr");
}

static void a_calendar_that_is_not_there_may_have_been(void **state)
{
    assert_demand("/past/agencies/gone.ics?rev=3", "past/agencies/gone.ics", "rev=3");
    assert_demand("/past/sessions/.x_Y-1..2.ics?rev=3", "past/sessions/.x_Y-1..2.ics", "rev=3");
}

static void changes_are_listed_beside_each_calendar_with_a_history(void **state)
{
    assert_demand("/past/agenda.atom", "past/agenda.atom", NULL);
    assert_demand("/past/agencies/ilo.changes.json", "past/agencies/ilo.changes.json", NULL);
    assert_demand("/past/sessions/1.2.changes.txt?download=1", "past/sessions/1.2.changes.txt",
                  NULL);
}

static void what_never_was_is_not_found(void **state)
{
    g_autofree char *name = g_strnfill(ROUTE_DEMAND_PATH_MAX - strlen("past/.ics"), 'a');
    g_autofree char *longest = g_strdup_printf("/past/%s.ics?rev=1", name);
    g_autofree char *longer = g_strdup_printf("/past/a%s.ics?rev=1", name);
    static const char *const targets[] = {
        "/test/gone.ics?rev=1",
        "/none/agenda.ics?rev=1",
        "/agenda.ics?rev=1",
        "/.ics?rev=1",
        "/past/gone.ics",
        "/past/gone.ics?download=1",
        "/past/gone.ics?cancelled=drop",
        "/past/gone.ics?rev=0",
        "/past/gone.html?rev=1",
        "/past/../past/agenda.ics?rev=1",
        "/past/./agenda.ics?rev=1",
        "/past//agenda.ics?rev=1",
        "//past/agenda.ics?rev=1",
        "/past/a~b.ics?rev=1",
        "/past/a;b.ics?rev=1",
        "/past/%C3%A9.ics?rev=1",
        "/test/agenda.atom",
        "/test/agenda.changes.json",
        "/past/gone.atom",
        "/past/gone.atom?rev=1",
        "/past/agenda.changes",
        "/past/agenda.changes.xml",
        "/past/agenda.ics.atom",
        "/.atom",
    };

    assert_outcome(targets, G_N_ELEMENTS(targets), ROUTE_NOT_FOUND);
    assert_int_equal(outcome_of(longest), ROUTE_DEMAND);
    assert_int_equal(outcome_of(longer), ROUTE_NOT_FOUND);
}

static void without_history_nothing_is_known_of_the_past(void **state)
{
    static const char *const targets[] = {
        "/test/agenda.ics?rev=1",
        "/test/agenda.ics?at=2007-07-09T08:00:00Z",
        "/test/agencies/ilo.ics?cancelled=drop&rev=1",
    };

    assert_outcome(targets, G_N_ELEMENTS(targets), ROUTE_NO_HISTORY);
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
        cmocka_unit_test(what_is_asked_of_it_is_kept_as_it_was_spelt),
        cmocka_unit_test(nobody_is_led_on_to_be_refused),
        cmocka_unit_test(nobody_is_led_on_to_what_is_too_long),
        cmocka_unit_test(a_host_before_the_path_does_not_matter),
        cmocka_unit_test(well_formed_addresses_of_nothing_are_not_found),
        cmocka_unit_test(an_asterisk_is_the_whole_service),
        cmocka_unit_test(what_no_address_can_be_is_refused),
        cmocka_unit_test(download_is_one_or_zero),
        cmocka_unit_test(other_parameters_are_refused),
        cmocka_unit_test(the_page_of_an_agenda_takes_a_selection),
        cmocka_unit_test(pages_stand_beside_calendars_and_are_made),
        cmocka_unit_test(what_others_add_makes_no_difference),
        cmocka_unit_test(escapes_of_what_needs_none_are_undone_once),
        cmocka_unit_test(other_letters_lead_to_the_address_that_is_meant),
        cmocka_unit_test(pages_about_the_service_have_one_spelling),
        cmocka_unit_test(what_is_refused_is_told_with_what_its_address_takes),
        cmocka_unit_test(a_calendar_as_it_was_is_a_demand),
        cmocka_unit_test(a_selection_is_a_demand_for_any_agenda_that_is_there),
        cmocka_unit_test(a_selection_of_nothing_is_refused_with_words),
        cmocka_unit_test(a_demand_for_a_calendar_that_is_there_knows_it),
        cmocka_unit_test(what_is_cancelled_can_be_told_otherwise_without_history),
        cmocka_unit_test(a_calendar_with_alarms_or_in_a_language_is_a_demand),
        cmocka_unit_test(a_calendar_that_is_not_there_may_have_been),
        cmocka_unit_test(changes_are_listed_beside_each_calendar_with_a_history),
        cmocka_unit_test(what_never_was_is_not_found),
        cmocka_unit_test(without_history_nothing_is_known_of_the_past),
        cmocka_unit_test(the_length_of_a_target_is_bounded),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
