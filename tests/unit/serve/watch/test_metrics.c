#include "serve/watch/metrics.h"

#include <string.h>

#include "support.h"

static ServiceFacts new_facts(void)
{
    ServiceFacts facts = {
        .now = 1100,
        .started = 1000,
        .tz_version = "2025b",
        .agendas = g_array_new(FALSE, FALSE, sizeof(AgendaFacts)),
        .sources = g_array_new(FALSE, FALSE, sizeof(SourceFacts)),
    };
    SourceFacts source = { .agenda_id = "forum", .checked = 1090, .changed = 1040 };
    AgendaFacts forum = { .id = "forum", .number = 3, .stamp = 1040, .has_agencies = true };
    AgendaFacts plain = { .id = "plain", .number = 1, .stamp = 1200 };

    forum.agencies[HOLDING_STATE_OLDER] = 2;
    g_array_append_val(facts.agendas, forum);
    g_array_append_val(facts.agendas, plain);
    g_array_append_val(facts.sources, source);
    return facts;
}

static void assert_has(const char *text, const char *line)
{
    g_autofree char *whole = g_strconcat("\n", line, "\n", NULL);

    if (strstr(text, whole) == NULL) {
        print_error("%s\nis not in:\n%s", line, text);
        fail();
    }
}

static void counts_are_told_of_what_was_seen_alone(void **state)
{
    g_autofree TrafficTotals *totals = g_new0(TrafficTotals, 1);
    ServiceFacts facts = new_facts();

    totals->requests[TRAFFIC_KIND_DAY][304 - TRAFFIC_STATUS_MIN] = 5;
    totals->begun = 7;
    totals->ended = 4;
    g_autofree char *text = metrics_to_text(&facts, totals);
    assert_has(text, "confeed_http_requests_total{feed=\"day\",code=\"304\"} 5\n"
                     "# HELP confeed_http_body_bytes_total Octets of bodies that were sent whole.");
    assert_has(text, "confeed_http_connections 3");
    assert_has(text, "confeed_http_connections_accepted_total 7");
    g_array_unref(facts.agendas);
    g_array_unref(facts.sources);
}

static void a_histogram_is_cumulative_and_ends_with_all(void **state)
{
    g_autofree TrafficTotals *totals = g_new0(TrafficTotals, 1);
    ServiceFacts facts = new_facts();

    totals->durations[0] = 1;
    totals->durations[2] = 1;
    totals->durations[N_TRAFFIC_BOUNDS] = 1;
    totals->microseconds = 1500000;
    g_autofree char *text = metrics_to_text(&facts, totals);
    assert_has(text, "confeed_http_request_duration_seconds_bucket{le=\"0.0001\"} 1\n"
                     "confeed_http_request_duration_seconds_bucket{le=\"0.00025\"} 1\n"
                     "confeed_http_request_duration_seconds_bucket{le=\"0.0005\"} 2");
    assert_has(text, "confeed_http_request_duration_seconds_bucket{le=\"60\"} 2\n"
                     "confeed_http_request_duration_seconds_bucket{le=\"+Inf\"} 3\n"
                     "confeed_http_request_duration_seconds_sum 1.5\n"
                     "confeed_http_request_duration_seconds_count 3");
    g_array_unref(facts.agendas);
    g_array_unref(facts.sources);
}

static void agendas_are_told_one_by_one(void **state)
{
    g_autofree TrafficTotals *totals = g_new0(TrafficTotals, 1);
    ServiceFacts facts = new_facts();
    g_autofree char *text = metrics_to_text(&facts, totals);

    assert_has(text, "confeed_agenda_revision{agenda=\"forum\"} 3\n"
                     "confeed_agenda_revision{agenda=\"plain\"} 1");
    assert_has(text, "confeed_agenda_age_seconds{agenda=\"forum\"} 60\n"
                     "confeed_agenda_age_seconds{agenda=\"plain\"} -100");
    assert_has(text, "confeed_agencies{agenda=\"forum\",holds=\"current\"} 0\n"
                     "confeed_agencies{agenda=\"forum\",holds=\"older\"} 2\n"
                     "confeed_agencies{agenda=\"forum\",holds=\"never\"} 0");
    assert_null(strstr(text, "confeed_agencies{agenda=\"plain\""));
    assert_has(text, "confeed_source_good{agenda=\"forum\"} 0");
    assert_has(text, "confeed_source_checked_timestamp_seconds{agenda=\"forum\"} 1090");
    assert_has(text, "confeed_source_changed_timestamp_seconds{agenda=\"forum\"} 1040");
    g_array_unref(facts.agendas);
    g_array_unref(facts.sources);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_told_of_what_was_seen_alone),
        cmocka_unit_test(a_histogram_is_cumulative_and_ends_with_all),
        cmocka_unit_test(agendas_are_told_one_by_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
