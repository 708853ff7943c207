#include "serve/monitor.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "serve/answer/response.h"
#include "serve/http/client_address.h"
#include "serve/listen/line.h"
#include "serve/watch/metric_text.h"
#include "serve/watch/metrics.h"
#include "serve/watch/traffic.h"

/* An agency's calendar, with what is noted of it. */
typedef struct WatchedAgency {
    char *agenda_id;
    const HoldingRow *row;
    guint since; /* the revision in which it last changed */
} WatchedAgency;

struct Monitor {
    char *tz_version;
    gint64 started; /* Unix seconds */
    AccessLog *log; /* or NULL */
    Traffic *traffic;
    HoldingTable *table;
    GMutex mutex;        /* of all below; for the main thread and whoever asks for a page */
    GPtrArray *agencies; /* WatchedAgency * */
    guint64 good_readings;
    guint64 bad_readings;
    bool is_last_good;
    gint64 last_good;
    char *lack;               /* or NULL */
    GHashTable *without_file; /* ids of agendas */
    GArray *sources;          /* SourceFacts */
};

static GArray *copy_sources(const GArray *sources)
{
    GArray *copies = g_array_new(FALSE, FALSE, sizeof(SourceFacts));

    for (guint i = 0; i < sources->len; i++) {
        SourceFacts copy = g_array_index(sources, SourceFacts, i);
        /* There are few ids, and they stay. */
        copy.agenda_id = g_intern_string(copy.agenda_id);
        g_array_append_val(copies, copy);
    }
    return copies;
}

static void agency_free(gpointer data)
{
    WatchedAgency *agency = data;

    g_free(agency->agenda_id);
    g_free(agency);
}

Monitor *monitor_new(const char *tz_version, AccessLog *log)
{
    Monitor *monitor = g_new0(Monitor, 1);

    monitor->tz_version = g_strdup(tz_version);
    monitor->started = time(NULL);
    monitor->log = log;
    monitor->traffic = traffic_new();
    monitor->table = holding_table_new();
    monitor->agencies = g_ptr_array_new_with_free_func(agency_free);
    monitor->without_file = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    monitor->sources = g_array_new(FALSE, FALSE, sizeof(SourceFacts));
    g_mutex_init(&monitor->mutex);
    return monitor;
}

void monitor_free(Monitor *monitor)
{
    if (monitor == NULL) {
        return;
    }
    traffic_free(monitor->traffic);
    g_ptr_array_unref(monitor->agencies);
    holding_table_free(monitor->table);
    g_mutex_clear(&monitor->mutex);
    g_free(monitor->tz_version);
    g_free(monitor->lack);
    g_hash_table_unref(monitor->without_file);
    g_array_unref(monitor->sources);
    g_free(monitor);
}

/* --- for the main thread ------------------------------------------------------------------- */

void monitor_note_reading(Monitor *monitor, bool is_good)
{
    g_mutex_lock(&monitor->mutex);
    monitor->is_last_good = is_good;
    if (is_good) {
        monitor->good_readings++;
        monitor->last_good = time(NULL);
    } else {
        monitor->bad_readings++;
    }
    g_mutex_unlock(&monitor->mutex);
}

void monitor_set_lack(Monitor *monitor, const char *lack)
{
    g_mutex_lock(&monitor->mutex);
    if (g_strcmp0(monitor->lack, lack) != 0) {
        g_free(monitor->lack);
        monitor->lack = g_strdup(lack);
    }
    g_mutex_unlock(&monitor->mutex);
}

void monitor_set_without_file(Monitor *monitor, const GPtrArray *ids)
{
    g_mutex_lock(&monitor->mutex);
    g_hash_table_remove_all(monitor->without_file);
    for (guint i = 0; i < ids->len; i++) {
        g_hash_table_add(monitor->without_file, g_strdup(ids->pdata[i]));
    }
    g_mutex_unlock(&monitor->mutex);
}

void monitor_set_sources(Monitor *monitor, const GArray *sources)
{
    GArray *copies = copy_sources(sources);

    g_mutex_lock(&monitor->mutex);
    GArray *before = monitor->sources;
    monitor->sources = copies;
    g_mutex_unlock(&monitor->mutex);
    g_array_unref(before);
}

HoldingTable *monitor_holdings(Monitor *monitor)
{
    return monitor->table;
}

void monitor_set_agencies(Monitor *monitor, const GArray *agencies)
{
    GPtrArray *fresh = g_ptr_array_new_with_free_func(agency_free);
    GPtrArray *before;

    for (guint i = 0; i < agencies->len; i++) {
        const MonitoredAgency *agency = &g_array_index(agencies, MonitoredAgency, i);
        const HoldingRow *row = holding_table_row(monitor->table, agency->path);
        /* The table is bounded, and may be full. */
        if (row != NULL) {
            WatchedAgency *watched = g_new(WatchedAgency, 1);
            *watched = (WatchedAgency){ g_strdup(agency->agenda_id), row, agency->since };
            g_ptr_array_add(fresh, watched);
        }
    }
    g_mutex_lock(&monitor->mutex);
    before = monitor->agencies;
    monitor->agencies = fresh;
    g_mutex_unlock(&monitor->mutex);
    /* Outside the lock, which serving threads wait for. */
    g_ptr_array_unref(before);
}

/* --- seeing requests ------------------------------------------------------------------------ */

void monitor_begin_connection(Monitor *monitor)
{
    traffic_count_begin(monitor->traffic);
}

void monitor_end_connection(Monitor *monitor)
{
    traffic_count_end(monitor->traffic);
}

/* A calendar as it was is one kind, whatever it is of. */
static TrafficKind kind_of_demand(const Demand *demand)
{
    return demand_is_past(demand) ? TRAFFIC_KIND_PAST : traffic_kind_of_path(demand->path);
}

static TrafficKind kind_of(const Route *route)
{
    if (route->outcome == ROUTE_SERVICE) {
        return TRAFFIC_KIND_SERVICE;
    }
    if (route->is_private) {
        return TRAFFIC_KIND_PRIVATE;
    }
    if (route->demand != NULL) {
        return kind_of_demand(route->demand);
    }
    return route->resource != NULL ? traffic_kind_of_path(route->resource->path)
                                   : TRAFFIC_KIND_OTHER;
}

void monitor_recognise(Request *request)
{
    const HoldingIndex *table = answers_holdings(request->answers);
    const Route *route = &request->route;
    bool is_of_past = route->demand != NULL && demand_is_past(route->demand);

    request->kind = kind_of(route);
    /* Fetching a calendar as it was says nothing about who holds the present one. */
    if (table != NULL && route->resource != NULL && !is_of_past) {
        request->fetch = holding_index_find(table, route->resource->path);
    }
}

/* Notes who holds what. HEAD gives a client nothing to hold. */
static void note_fetch(const Request *request, guint status)
{
    /* 304 counts, too: the client holds what it asked about. */
    if (g_str_equal(request->method, MHD_HTTP_METHOD_GET) &&
        (status == MHD_HTTP_OK || status == MHD_HTTP_NOT_MODIFIED)) {
        holding_place_note(&request->fetch, client_family_of(request->head.user_agent), time(NULL));
    }
}

static void write_log(Monitor *monitor, const Request *request, const TrustedProxyList *proxies,
                      const TrafficRequest *seen)
{
    g_autofree char *address =
        client_address_dup(request->connection, proxies, request->head.forwarded_for);
    AccessRecord record = {
        .at = time(NULL) - seen->microseconds / G_TIME_SPAN_SECOND,
        .address = address,
        .method = request->method,
        .target = request->target,
        .version = request->version,
        .referer = request->head.referer,
        .user_agent = request->head.user_agent,
        .status = seen->status,
        .is_cut = seen->is_cut,
        .octets = seen->octets,
        .microseconds = seen->microseconds,
    };

    access_log_add(monitor->log, &record);
}

void monitor_see(Monitor *monitor, const Request *request, const TrustedProxyList *proxies,
                 bool is_whole)
{
    const Line *line = line_of(request->connection);
    /* Nobody knows how much has arrived of a body that was cut short. */
    bool has_body = line->status != MHD_HTTP_NOT_MODIFIED && is_whole;

    if (line->status == 0) {
        /* It ended without an answer. */
        return;
    }
    TrafficRequest seen = {
        .kind = request->kind,
        .status = line->status,
        .is_cut = !is_whole,
        .microseconds = g_get_monotonic_time() - request->asked_at,
    };
    if (has_body && !g_str_equal(request->method, MHD_HTTP_METHOD_HEAD)) {
        seen.octets = line->octets;
    }
    if (request->answer != NULL) {
        /* A request is put off only if its demand had to be made. */
        seen.demand = request->put_off ? TRAFFIC_DEMAND_MADE : TRAFFIC_DEMAND_KEPT;
    }
    traffic_count_request(monitor->traffic, &seen);
    if (is_whole) {
        note_fetch(request, line->status);
    }
    if (monitor->log != NULL) {
        write_log(monitor, request, proxies, &seen);
    }
}

/* --- telling ------------------------------------------------------------------------------- */

/* Octets of memory; 0 if the system does not say. */
static guint64 resident_octets(void)
{
    FILE *file = fopen("/proc/self/statm", "re");
    unsigned long pages = 0;

    if (file == NULL) {
        return 0;
    }
    if (fscanf(file, "%*u %lu", &pages) != 1) {
        pages = 0;
    }
    fclose(file);
    return (guint64)pages * (guint64)sysconf(_SC_PAGESIZE);
}

/* With the monitor's lock held. */
static void count_agencies(const Monitor *monitor, AgendaFacts *facts, gint64 now)
{
    for (guint i = 0; i < monitor->agencies->len; i++) {
        const WatchedAgency *agency = monitor->agencies->pdata[i];
        if (g_str_equal(agency->agenda_id, facts->id)) {
            CalendarHoldings holdings = holding_row_holdings(agency->row);
            facts->agencies[calendar_holdings_state(&holdings, agency->since, now)]++;
        }
    }
}

/* The agendas are borrowed from the snapshot. */
static ServiceFacts find_facts(Monitor *monitor, const Snapshot *snapshot)
{
    const GPtrArray *agendas = snapshot_agendas(snapshot);
    ServiceFacts facts = {
        .now = g_get_real_time() / G_USEC_PER_SEC, /* time() lags by up to 4 ms */
        .started = monitor->started,
        .tz_version = monitor->tz_version,
        .agendas = g_array_new(FALSE, FALSE, sizeof(AgendaFacts)),
        .log_lost = monitor->log != NULL ? access_log_lost(monitor->log) : 0,
        .resident = resident_octets(),
    };

    /* One lock for all of them, so that the figures belong together. */
    g_mutex_lock(&monitor->mutex);
    facts.good_readings = monitor->good_readings;
    facts.bad_readings = monitor->bad_readings;
    facts.is_last_good = monitor->is_last_good;
    facts.last_good = monitor->last_good;
    facts.lack = g_strdup(monitor->lack);
    facts.sources = copy_sources(monitor->sources);
    for (guint i = 0; i < agendas->len; i++) {
        const SnapshotAgenda *agenda = agendas->pdata[i];
        AgendaFacts of_agenda = { .id = agenda->id,
                                  .number = agenda->number,
                                  .stamp = agenda->stamp,
                                  .has_agencies = agenda->has_history,
                                  .is_without_file =
                                      g_hash_table_contains(monitor->without_file, agenda->id) };
        count_agencies(monitor, &of_agenda, facts.now);
        g_array_append_val(facts.agendas, of_agenda);
    }
    g_mutex_unlock(&monitor->mutex);
    return facts;
}

static enum MHD_Result queue_ready(struct MHD_Connection *connection, const ServiceFacts *facts)
{
    g_autofree char *text = service_facts_to_json(facts);

    return response_queue_text(
        connection, service_facts_are_ready(facts) ? MHD_HTTP_OK : MHD_HTTP_SERVICE_UNAVAILABLE,
        text, "application/json");
}

static enum MHD_Result queue_metrics(Monitor *monitor, struct MHD_Connection *connection,
                                     const ServiceFacts *facts)
{
    g_autofree TrafficTotals *totals = g_new(TrafficTotals, 1);
    g_autofree char *text = NULL;

    traffic_sum(monitor->traffic, totals);
    text = metrics_to_text(facts, totals);
    return response_queue_text(connection, MHD_HTTP_OK, text, METRIC_TEXT_MEDIA_TYPE);
}

enum MHD_Result monitor_queue(Monitor *monitor, struct MHD_Connection *connection, ServicePage page,
                              const Snapshot *snapshot)
{
    ServiceFacts facts;
    enum MHD_Result queued;

    /* It only shows that requests are answered, and depends on nothing else. */
    if (page == SERVICE_PAGE_HEALTH) {
        return response_queue_text(connection, MHD_HTTP_OK, "ok\n", "text/plain; charset=utf-8");
    }
    facts = find_facts(monitor, snapshot);
    queued = page == SERVICE_PAGE_READY ? queue_ready(connection, &facts)
                                        : queue_metrics(monitor, connection, &facts);
    g_array_unref(facts.agendas);
    g_array_unref(facts.sources);
    g_free(facts.lack);
    return queued;
}
