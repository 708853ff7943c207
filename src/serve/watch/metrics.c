#include "serve/watch/metrics.h"

#include "serve/watch/metric_text.h"

#define MICROSECONDS 1e6

/* --- one value each ----------------------------------------------------------------------- */

static void append_one(GString *out, const char *name, const char *type, const char *help,
                       guint64 value)
{
    metric_text_begin(out, name, type, help);
    metric_text_append(out, name, NULL, value);
}

static void append_counter(GString *out, const char *name, const char *help, guint64 value)
{
    append_one(out, name, "counter", help, value);
}

static void append_gauge(GString *out, const char *name, const char *help, guint64 value)
{
    append_one(out, name, "gauge", help, value);
}

/* --- traffic ------------------------------------------------------------------------------ */

static void append_requests_of(GString *out, TrafficKind kind, const guint64 *by_status)
{
    for (guint i = 0; i < N_TRAFFIC_STATUSES; i++) {
        /* Of 500 possible statuses few occur. */
        if (by_status[i] > 0) {
            g_autofree char *code = g_strdup_printf("%u", i + TRAFFIC_STATUS_MIN);
            const MetricLabel labels[] = { { "feed", traffic_kind_word(kind) },
                                           { "code", code },
                                           { NULL, NULL } };
            metric_text_append(out, "confeed_http_requests_total", labels, by_status[i]);
        }
    }
}

static void append_requests(GString *out, const TrafficTotals *totals)
{
    metric_text_begin(out, "confeed_http_requests_total", "counter",
                      "Requests that were answered, by what they asked for and status.");
    for (TrafficKind kind = 0; kind < N_TRAFFIC_KINDS; kind++) {
        append_requests_of(out, kind, totals->requests[kind]);
    }
    metric_text_begin(out, "confeed_http_body_bytes_total", "counter",
                      "Octets of bodies that were sent whole.");
    for (TrafficKind kind = 0; kind < N_TRAFFIC_KINDS; kind++) {
        const MetricLabel labels[] = { { "feed", traffic_kind_word(kind) }, { NULL, NULL } };
        metric_text_append(out, "confeed_http_body_bytes_total", labels, totals->octets[kind]);
    }
    append_counter(out, "confeed_http_requests_cut_total",
                   "Requests whose connection ended before the answer did.", totals->cut);
}

static void append_bucket(GString *out, const char *bound, guint64 count)
{
    const MetricLabel labels[] = { { "le", bound }, { NULL, NULL } };

    metric_text_append(out, "confeed_http_request_duration_seconds_bucket", labels, count);
}

static void append_durations(GString *out, const TrafficTotals *totals)
{
    guint64 count = 0;

    metric_text_begin(out, "confeed_http_request_duration_seconds", "histogram",
                      "From the head of a request being there to the end of its answer.");
    /* Each bucket also counts what is in those before it. */
    for (gsize i = 0; i < N_TRAFFIC_BOUNDS; i++) {
        char bound[G_ASCII_DTOSTR_BUF_SIZE];
        count += totals->durations[i];
        /* printf() would go by the locale. */
        g_ascii_formatd(bound, sizeof bound, "%g", (double)TRAFFIC_BOUNDS[i] / MICROSECONDS);
        append_bucket(out, bound, count);
    }
    count += totals->durations[N_TRAFFIC_BOUNDS];
    append_bucket(out, "+Inf", count);
    metric_text_append_real(out, "confeed_http_request_duration_seconds_sum", NULL,
                            (double)totals->microseconds / MICROSECONDS);
    metric_text_append(out, "confeed_http_request_duration_seconds_count", NULL, count);
}

static void append_connections(GString *out, const TrafficTotals *totals)
{
    append_counter(out, "confeed_http_connections_accepted_total",
                   "Connections that were accepted.", totals->begun);
    /* Different threads count these: an end may be seen before its beginning. */
    append_gauge(out, "confeed_http_connections", "Connections that are open.",
                 totals->begun > totals->ended ? totals->begun - totals->ended : 0);
}

static void append_demands(GString *out, const TrafficTotals *totals)
{
    static const MetricLabel HIT[] = { { "cache", "hit" }, { NULL, NULL } };
    static const MetricLabel MISS[] = { { "cache", "miss" }, { NULL, NULL } };

    metric_text_begin(out, "confeed_on_demand_total", "counter",
                      "Requests for what is made on demand, by whether it had been made before.");
    metric_text_append(out, "confeed_on_demand_total", HIT, totals->kept);
    metric_text_append(out, "confeed_on_demand_total", MISS, totals->made);
}

/* --- agendas ------------------------------------------------------------------------------ */

static void append_readings(GString *out, const ServiceFacts *facts)
{
    static const MetricLabel GOOD[] = { { "result", "good" }, { NULL, NULL } };
    static const MetricLabel BAD[] = { { "result", "bad" }, { NULL, NULL } };

    metric_text_begin(out, "confeed_reloads_total", "counter",
                      "How often agendas were read, at the start and when they changed.");
    metric_text_append(out, "confeed_reloads_total", GOOD, facts->good_readings);
    metric_text_append(out, "confeed_reloads_total", BAD, facts->bad_readings);
    append_gauge(out, "confeed_last_reload_successful", "Whether the last reading was good.",
                 facts->is_last_good);
    append_gauge(out, "confeed_last_reload_success_timestamp_seconds",
                 "When agendas were last read without an error.", (guint64)facts->last_good);
}

/* What a gauge shows of an agenda. */
typedef gint64 (*AgendaValue)(const AgendaFacts *agenda, const ServiceFacts *facts);

static gint64 number_of(const AgendaFacts *agenda, G_GNUC_UNUSED const ServiceFacts *facts)
{
    return agenda->number;
}

static gint64 stamp_of(const AgendaFacts *agenda, G_GNUC_UNUSED const ServiceFacts *facts)
{
    return agenda->stamp;
}

static gint64 age_of(const AgendaFacts *agenda, const ServiceFacts *facts)
{
    return facts->now - agenda->stamp;
}

static void append_of_agendas(GString *out, const ServiceFacts *facts)
{
    static const struct {
        const char *name;
        const char *help;
        AgendaValue value;
    } GAUGES[] = {
        { "confeed_agenda_revision", "The number of the revision that is served.", number_of },
        { "confeed_agenda_published_timestamp_seconds", "When it was published.", stamp_of },
        { "confeed_agenda_age_seconds", "How long ago that was.", age_of },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(GAUGES); i++) {
        metric_text_begin(out, GAUGES[i].name, "gauge", GAUGES[i].help);
        for (guint j = 0; j < facts->agendas->len; j++) {
            const AgendaFacts *agenda = &g_array_index(facts->agendas, AgendaFacts, j);
            const MetricLabel labels[] = { { "agenda", agenda->id }, { NULL, NULL } };
            /* A real number, because an age can be negative. */
            metric_text_append_real(out, GAUGES[i].name, labels,
                                    (double)GAUGES[i].value(agenda, facts));
        }
    }
}

static void append_agencies(GString *out, const ServiceFacts *facts)
{
    metric_text_begin(out, "confeed_agencies", "gauge",
                      "Agencies by what they were last given of their calendar: what it says now, "
                      "something older, or nothing ever.");
    for (guint i = 0; i < facts->agendas->len; i++) {
        const AgendaFacts *agenda = &g_array_index(facts->agendas, AgendaFacts, i);
        /* An agenda without a history has no agencies to report on. */
        for (HoldingState state = 0; agenda->has_agencies && state < N_HOLDING_STATES; state++) {
            const MetricLabel labels[] = { { "agenda", agenda->id },
                                           { "holds", holding_state_word(state) },
                                           { NULL, NULL } };
            metric_text_append(out, "confeed_agencies", labels, agenda->agencies[state]);
        }
    }
}

static void append_sources(GString *out, const ServiceFacts *facts)
{
    static const struct {
        const char *name;
        const char *help;
        gsize place; /* of a gint64; 0: whether it is good */
    } GAUGES[] = {
        { "confeed_source_good", "Whether the last look at an agenda's source succeeded.", 0 },
        { "confeed_source_checked_timestamp_seconds", "When the source was last found to be sound.",
          offsetof(SourceFacts, checked) },
        { "confeed_source_changed_timestamp_seconds", "When something new last came from there.",
          offsetof(SourceFacts, changed) },
    };

    for (gsize i = 0; facts->sources->len > 0 && i < G_N_ELEMENTS(GAUGES); i++) {
        metric_text_begin(out, GAUGES[i].name, "gauge", GAUGES[i].help);
        for (guint j = 0; j < facts->sources->len; j++) {
            const SourceFacts *source = &g_array_index(facts->sources, SourceFacts, j);
            const MetricLabel labels[] = { { "agenda", source->agenda_id }, { NULL, NULL } };
            gint64 value = GAUGES[i].place > 0 ? G_STRUCT_MEMBER(gint64, source, GAUGES[i].place)
                                               : source->is_good;
            metric_text_append(out, GAUGES[i].name, labels, (guint64)value);
        }
    }
}

/* --- the process -------------------------------------------------------------------------- */

/* The last two have the names that client libraries of Prometheus use. */
static void append_process(GString *out, const ServiceFacts *facts)
{
    const MetricLabel labels[] = { { "version", CONFEED_VERSION },
                                   { "tzdata", facts->tz_version },
                                   { NULL, NULL } };

    metric_text_begin(out, "confeed_build_info", "gauge", "1, with the versions as labels.");
    metric_text_append(out, "confeed_build_info", labels, 1);
    append_counter(out, "confeed_access_log_lost_lines_total",
                   "Lines of the access log that could not be written.", facts->log_lost);
    append_gauge(out, "process_start_time_seconds", "When the process started.",
                 (guint64)facts->started);
    /* Left out, rather than 0, where the system does not say. */
    if (facts->resident > 0) {
        append_gauge(out, "process_resident_memory_bytes", "Memory that the process occupies.",
                     facts->resident);
    }
}

char *metrics_to_text(const ServiceFacts *facts, const TrafficTotals *totals)
{
    GString *out = g_string_new(NULL);

    append_requests(out, totals);
    append_durations(out, totals);
    append_connections(out, totals);
    append_demands(out, totals);
    append_readings(out, facts);
    append_of_agendas(out, facts);
    append_agencies(out, facts);
    append_sources(out, facts);
    append_process(out, facts);
    return g_string_free(out, FALSE);
}
