#include "serve/observer.h"

#include <stdio.h>
#include <string.h>
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
    const FetchRow *row;
    guint since;
} WatchedAgency;

struct Observer {
    char *tz_version;
    gint64 started; /* Unix seconds */
    AccessLog *log; /* or NULL */
    Traffic *traffic;
    Fetches *fetches;
    GMutex mutex;        /* of all below: taken by the main thread and who asks for a page */
    GPtrArray *agencies; /* WatchedAgency * */
    guint64 good_readings;
    guint64 bad_readings;
    bool is_last_good;
    gint64 last_good;
    char *lack; /* or NULL */
};

static void agency_free(gpointer data)
{
    WatchedAgency *agency = data;

    g_free(agency->agenda_id);
    g_free(agency);
}

Observer *observer_new(const char *tz_version, AccessLog *log)
{
    Observer *observer = g_new0(Observer, 1);

    observer->tz_version = g_strdup(tz_version);
    observer->started = time(NULL);
    observer->log = log;
    observer->traffic = traffic_new();
    observer->fetches = fetches_new();
    observer->agencies = g_ptr_array_new_with_free_func(agency_free);
    g_mutex_init(&observer->mutex);
    return observer;
}

void observer_free(Observer *observer)
{
    if (observer == NULL) {
        return;
    }
    traffic_free(observer->traffic);
    g_ptr_array_unref(observer->agencies);
    fetches_free(observer->fetches);
    g_mutex_clear(&observer->mutex);
    g_free(observer->tz_version);
    g_free(observer->lack);
    g_free(observer);
}

/* --- for the main thread ------------------------------------------------------------------- */

void observer_note_reading(Observer *observer, bool is_good)
{
    g_mutex_lock(&observer->mutex);
    observer->is_last_good = is_good;
    if (is_good) {
        observer->good_readings++;
        observer->last_good = time(NULL);
    } else {
        observer->bad_readings++;
    }
    g_mutex_unlock(&observer->mutex);
}

void observer_set_lack(Observer *observer, const char *lack)
{
    g_mutex_lock(&observer->mutex);
    if (g_strcmp0(observer->lack, lack) != 0) {
        g_free(observer->lack);
        observer->lack = g_strdup(lack);
    }
    g_mutex_unlock(&observer->mutex);
}

Fetches *observer_fetches(Observer *observer)
{
    return observer->fetches;
}

void observer_set_agencies(Observer *observer, const GArray *agencies)
{
    GPtrArray *fresh = g_ptr_array_new_with_free_func(agency_free);
    GPtrArray *before;

    for (guint i = 0; i < agencies->len; i++) {
        const ObservedAgency *agency = &g_array_index(agencies, ObservedAgency, i);
        const FetchRow *row = fetches_row(observer->fetches, agency->path);
        if (row != NULL) {
            WatchedAgency *watched = g_new(WatchedAgency, 1);
            *watched = (WatchedAgency){ g_strdup(agency->agenda_id), row, agency->since };
            g_ptr_array_add(fresh, watched);
        }
    }
    g_mutex_lock(&observer->mutex);
    before = observer->agencies;
    observer->agencies = fresh;
    g_mutex_unlock(&observer->mutex);
    g_ptr_array_unref(before);
}

/* --- seeing requests ------------------------------------------------------------------------ */

void observer_begin_connection(Observer *observer)
{
    traffic_count_begin(observer->traffic);
}

void observer_end_connection(Observer *observer)
{
    traffic_count_end(observer->traffic);
}

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

void observer_recognise(Request *request)
{
    const FetchIndex *fetches = answers_fetches(request->answers);
    const Route *route = &request->route;
    bool is_of_past = route->demand != NULL && demand_is_past(route->demand);

    request->kind = kind_of(route);
    if (fetches != NULL && route->resource != NULL && !is_of_past) {
        request->fetch = fetch_index_find(fetches, route->resource->path);
    }
}

static void note_fetch(const Request *request, guint status)
{
    if (g_str_equal(request->method, MHD_HTTP_METHOD_GET) &&
        (status == MHD_HTTP_OK || status == MHD_HTTP_NOT_MODIFIED)) {
        fetch_place_note(&request->fetch, client_family_of(request->head.user_agent), time(NULL));
    }
}

static void write_log(Observer *observer, const Request *request, const TrustedProxyList *proxies,
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

    access_log_add(observer->log, &record);
}

void observer_see(Observer *observer, const Request *request, const TrustedProxyList *proxies,
                  bool is_whole)
{
    const Line *line = line_of(request->connection);
    bool has_body = line->status != MHD_HTTP_NOT_MODIFIED && is_whole;

    if (line->status == 0) {
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
    if (request->made != NULL) {
        seen.demand = request->put_off ? TRAFFIC_DEMAND_MADE : TRAFFIC_DEMAND_KEPT;
    }
    traffic_count_request(observer->traffic, &seen);
    if (is_whole) {
        note_fetch(request, line->status);
    }
    if (observer->log != NULL) {
        write_log(observer, request, proxies, &seen);
    }
}

/* --- telling ------------------------------------------------------------------------------- */

/* Octets of memory, 0 where the system does not tell. */
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

/* With the observer's lock held. */
static void count_agencies(const Observer *observer, AgendaFacts *facts, gint64 now)
{
    for (guint i = 0; i < observer->agencies->len; i++) {
        const WatchedAgency *agency = observer->agencies->pdata[i];
        if (g_str_equal(agency->agenda_id, facts->id)) {
            CalendarHoldings holdings = fetch_row_holdings(agency->row);
            facts->agencies[calendar_holdings_state(&holdings, agency->since, now)]++;
        }
    }
}

/* The agendas are borrowed from the snapshot. */
static ServiceFacts find_facts(Observer *observer, const Snapshot *snapshot)
{
    const GPtrArray *agendas = snapshot_agendas(snapshot);
    ServiceFacts facts = {
        .now = g_get_real_time() / G_USEC_PER_SEC, /* time() lags by up to 4 ms */
        .started = observer->started,
        .tz_version = observer->tz_version,
        .agendas = g_array_new(FALSE, FALSE, sizeof(AgendaFacts)),
        .log_lost = observer->log != NULL ? access_log_lost(observer->log) : 0,
        .resident = resident_octets(),
    };

    g_mutex_lock(&observer->mutex);
    facts.good_readings = observer->good_readings;
    facts.bad_readings = observer->bad_readings;
    facts.is_last_good = observer->is_last_good;
    facts.last_good = observer->last_good;
    facts.lack = g_strdup(observer->lack);
    for (guint i = 0; i < agendas->len; i++) {
        const SnapshotAgenda *agenda = agendas->pdata[i];
        AgendaFacts of_agenda = { .id = agenda->id,
                                  .number = agenda->number,
                                  .stamp = agenda->stamp,
                                  .has_agencies = agenda->has_history };
        count_agencies(observer, &of_agenda, facts.now);
        g_array_append_val(facts.agendas, of_agenda);
    }
    g_mutex_unlock(&observer->mutex);
    return facts;
}

static enum MHD_Result queue_ready(struct MHD_Connection *connection, const ServiceFacts *facts)
{
    g_autofree char *text = service_facts_to_json(facts);

    return response_queue_text(
        connection, service_facts_are_ready(facts) ? MHD_HTTP_OK : MHD_HTTP_SERVICE_UNAVAILABLE,
        text, "application/json");
}

static enum MHD_Result queue_metrics(Observer *observer, struct MHD_Connection *connection,
                                     const ServiceFacts *facts)
{
    g_autofree TrafficTotals *totals = g_new(TrafficTotals, 1);
    g_autofree char *text = NULL;

    traffic_sum(observer->traffic, totals);
    text = metrics_to_text(facts, totals);
    return response_queue_text(connection, MHD_HTTP_OK, text, METRIC_TEXT_MEDIA_TYPE);
}

enum MHD_Result observer_queue(Observer *observer, struct MHD_Connection *connection,
                               ServicePage page, const Snapshot *snapshot)
{
    ServiceFacts facts;
    enum MHD_Result queued;

    if (page == SERVICE_PAGE_HEALTH) {
        return response_queue_text(connection, MHD_HTTP_OK, "ok\n", "text/plain; charset=utf-8");
    }
    facts = find_facts(observer, snapshot);
    queued = page == SERVICE_PAGE_READY ? queue_ready(connection, &facts)
                                        : queue_metrics(observer, connection, &facts);
    g_array_unref(facts.agendas);
    g_free(facts.lack);
    return queued;
}
