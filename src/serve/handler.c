#include "serve/handler.h"

#include <string.h>

#include "serve/current.h"
#include "serve/demand/demand_queue.h"
#include "serve/http/client_address.h"
#include "serve/listen/crowd.h"
#include "serve/listen/deadline.h"
#include "serve/listen/library.h"
#include "serve/listen/line.h"
#include "serve/request.h"

/* How long a connection may go without an octet. */
#define IDLE_SECONDS 60

/* A connection reads into half of its memory; the rest is for what libmicrohttpd keeps of each
 * field, and for the head of the answer. Version 0.9.75 gives no answer at all if a head leaves
 * less than about 370 octets of that half: no head may use these. The memory is zeroed after each
 * request, and an idle connection holds it, too. */
#define SPARE_OCTETS 512

/* How long the head of a request may take, from the start of the connection or the end of the
 * answer before it, and then its answer: even on a slow line that is enough for some 50 MB. */
#define HEAD_SECONDS 60
#define ANSWER_SECONDS 900

/* Bounds for all that is kept of what is made on demand. */
#define CACHE_OCTETS (16 * 1024 * 1024)
#define CACHE_ENTRIES 512

/* Once nobody listens any more: how long answers under way may take, and how long a client that has
 * just connected may take to ask. */
#define STOP_MILLISECONDS 5000
#define ASK_MILLISECONDS 1000

struct Handler {
    Policy policy;
    const TrustedProxyList *trusted_proxies; /* or NULL */
    const HostList *hosts;                   /* or NULL */
    Current *current;
    DemandCache *cache;   /* of what was made on demand for the current answers */
    DemandQueue *demands; /* NULL: nothing is made on demand */
    DeadlineWatch *deadlines;
    Crowd *crowd;
    Monitor *monitor;
    Monitor *own_monitor; /* the same, if it is to be freed here; or NULL */
    guint head_milliseconds;
    guint head_octets;
    gint stopping;  /* atomic */
    gint under_way; /* atomic: requests whose answer was promised and is not done */
    gint unasked;   /* atomic: connections on which no request has come yet */
    GMutex mutex;
    GCond all_done; /* under_way or unasked has become 0 while stopping */
};

static void count_down(Handler *handler, gint *count)
{
    if (g_atomic_int_dec_and_test(count) && g_atomic_int_get(&handler->stopping)) {
        g_mutex_lock(&handler->mutex);
        g_cond_broadcast(&handler->all_done);
        g_mutex_unlock(&handler->mutex);
    }
}

static void count_as_asked(Handler *handler, Line *line)
{
    if (line->unasked) {
        line->unasked = false;
        count_down(handler, &handler->unasked);
    }
}

/* Called for each connection before anything else is. */
static enum MHD_Result let_in(void *data, const struct sockaddr *client,
                              G_GNUC_UNUSED socklen_t length)
{
    Handler *handler = data;

    return crowd_enter(handler->crowd, client) ? MHD_YES : MHD_NO;
}

static void let_out(Handler *handler, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

    crowd_leave(handler->crowd, info->client_addr);
}

static Line *line_new(Handler *handler, Worker *worker, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    Line *line = g_new0(Line, 1);

    line->deadline = deadline_new(handler->deadlines, info->connect_fd, handler->head_milliseconds);
    line->worker = worker;
    line->unasked = true;
    g_atomic_int_inc(&handler->unasked);
    return line;
}

static void begin_or_end_connection(void *data, struct MHD_Connection *connection,
                                    void **socket_data, enum MHD_ConnectionNotificationCode what)
{
    Worker *worker = data;
    Handler *handler = worker_owner(worker);
    Line *line = *socket_data;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        *socket_data = line_new(handler, worker, connection);
        monitor_begin_connection(handler->monitor);
    } else {
        /* The socket is closed only after this. */
        count_as_asked(handler, line);
        deadline_free(line->deadline);
        g_free(line);
        *socket_data = NULL;
        let_out(handler, connection);
        monitor_end_connection(handler->monitor);
    }
}

/* libmicrohttpd shows the request line here before it changes it. What is returned belongs to the
 * request, and is handed to every later callback. */
static void *begin_request(void *data, const char *target, struct MHD_Connection *connection)
{
    const Handler *handler = data;
    Request *request = request_new(connection, (char *)target);

    library_begin_head(connection);
    request->head.max_octets = handler->head_octets;
    request->head.keeps_forwarded = handler->trusted_proxies != NULL;
    request->hosts = handler->hosts;
    return request;
}

/* From here on the request holds nothing of a snapshot but an answer that was queued for it. */
static void give_back_answers(Handler *handler, Request *request)
{
    if (request->answers != NULL) {
        request->route.resource = NULL;
        current_give_back(handler->current, g_steal_pointer(&request->answers));
    }
}

static void end_request(void *data, struct MHD_Connection *connection, void **request_data,
                        enum MHD_RequestTerminationCode how)
{
    Handler *handler = data;
    Request *request = *request_data;

    if (request == NULL) {
        return;
    }
    *request_data = NULL;
    deadline_set(line_of(connection)->deadline, handler->head_milliseconds);
    if (request->counted) {
        monitor_see(handler->monitor, request, handler->trusted_proxies,
                    how == MHD_REQUEST_TERMINATED_COMPLETED_OK);
        count_down(handler, &handler->under_way);
    }
    give_back_answers(handler, request);
    request_free(request);
}

/* Escapes are left as they are: "%00" must not cut a path short, nor "%2e" make one. */
static size_t leave_escapes(G_GNUC_UNUSED void *data,
                            G_GNUC_UNUSED struct MHD_Connection *connection, char *text)
{
    return strlen(text);
}

/* A demand was made, or given up: the handler is called for its request once more. */
static void end_waiting(gpointer waiter, DemandAnswer *take_answer)
{
    Request *request = waiter;
    const Worker *worker = line_of(request->connection)->worker;

    request_take_answer(request, take_answer);
    MHD_resume_connection(request->connection);
    worker_ring(worker);
}

/* Has the main thread make what is asked for.
 *
 * Not in the call after the one that admits the request: a connection that is suspended there is
 * read from once it is resumed, and version 0.9.75 closes it without an answer if the client has
 * closed its own direction. If that call is let pass, nothing is read before the answer. */
static void wait_for_demand(Handler *handler, Request *request)
{
    give_back_answers(handler, request);
    if (!request->put_off) {
        request->put_off = true;
        return;
    }
    /* First, since the main thread may be done with it at once. */
    MHD_suspend_connection(request->connection);
    g_autofree char *client = client_address_dup_line(request->connection, handler->trusted_proxies,
                                                      request->head.forwarded_for);
    if (!demand_queue_ask(handler->demands, request->route.demand, client, request)) {
        end_waiting(request, NULL);
    }
}

static enum MHD_Result answer(Handler *handler, Request *request)
{
    const Route *route = &request->route;
    enum MHD_Result queued;

    if (request->refusal == REFUSAL_NONE && route->outcome == ROUTE_SERVICE) {
        queued = monitor_queue(handler->monitor, request->connection, route->page,
                               answers_snapshot(request->answers));
    } else {
        queued = request_answer(request);
    }
    give_back_answers(handler, request);
    return queued;
}

/* The first call: decides, before any body. Refusals are answered here, and so is what comes while
 * the server stops, so that the connection is closed after it. */
static enum MHD_Result admit(Handler *handler, Request *request, const char *method,
                             const char *target, const char *version)
{
    Line *line = line_of(request->connection);

    line->status = 0;
    deadline_set(line->deadline, ANSWER_SECONDS * 1000);
    request->answers = current_take(handler->current);
    request_judge(request, method, target, version, handler->demands != NULL);
    monitor_recognise(request);
    request->counted = true;
    g_atomic_int_inc(&handler->under_way);
    count_as_asked(handler, line);
    request->admitted = !g_atomic_int_get(&handler->stopping) && request_is_admissible(request);
    if (request->admitted) {
        return MHD_YES;
    }
    if (request_waits(request, handler->cache)) {
        request_take_answer(request, NULL);
    }
    return answer(handler, request);
}

/* Called once when the head of a request is there, and again after its body, which no request that
 * is admitted has. Answering only then keeps the connection open for the next one.
 * NOLINTNEXTLINE(readability-function-size): the parameters are the library's. */
static enum MHD_Result handle_request(void *data, G_GNUC_UNUSED struct MHD_Connection *connection,
                                      const char *url, const char *method, const char *version,
                                      G_GNUC_UNUSED const char *upload,
                                      G_GNUC_UNUSED size_t *upload_size, void **request_data)
{
    Handler *handler = data;
    Request *request = *request_data;

    if (!request->admitted) {
        return admit(handler, request, method, url, version);
    }
    if (request_waits(request, handler->cache)) {
        wait_for_demand(handler, request);
        return MHD_YES;
    }
    if (request->answers == NULL) {
        request->answers = current_take(handler->current);
    }
    return answer(handler, request);
}

struct MHD_Daemon *handler_start_daemon(Worker *worker, int listening_socket, guint connections)
{
    Handler *handler = worker_owner(worker);
    struct MHD_OptionItem items[] = {
        { MHD_OPTION_LISTEN_SOCKET, listening_socket, NULL },
        { MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)begin_request, handler },
        { MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)end_request, handler },
        { MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)begin_or_end_connection, worker },
        { MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)leave_escapes, NULL },
        { MHD_OPTION_CONNECTION_LIMIT, connections, NULL },
        { MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS, NULL },
        { MHD_OPTION_CONNECTION_MEMORY_LIMIT, (gsize)(handler->head_octets + SPARE_OCTETS) * 2,
          NULL },
        library_strictness(),
        { MHD_OPTION_END, 0, NULL },
    };

    /* Without MHD_USE_ERROR_LOG it is silent: it would only report mistakes of clients. */
    return MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO, 0, let_in,
                            handler, handle_request, handler, MHD_OPTION_ARRAY, items,
                            MHD_OPTION_END);
}

static Answers *prepare_answers(const Handler *handler, Snapshot *snapshot, const Answers *previous)
{
    Answers *answers = answers_new(snapshot, &handler->policy, previous);

    answers_take_holdings(answers,
                          holding_table_index(monitor_holdings(handler->monitor), snapshot));
    return answers;
}

Handler *handler_new(const ServerOptions *options, Snapshot *snapshot)
{
    Handler *handler = g_new0(Handler, 1);

    g_mutex_init(&handler->mutex);
    g_cond_init(&handler->all_done);
    handler->policy = options->policy;
    handler->trusted_proxies = options->trusted_proxies;
    handler->hosts = options->hosts;
    handler->own_monitor = options->monitor == NULL ? monitor_new("unknown", NULL) : NULL;
    handler->monitor = options->monitor != NULL ? options->monitor : handler->own_monitor;
    handler->current = current_new(prepare_answers(handler, snapshot, NULL));
    if (options->maker != NULL) {
        handler->cache = demand_cache_new(CACHE_OCTETS, CACHE_ENTRIES);
        handler->demands = demand_queue_new(
            options->maker, handler->cache, end_waiting,
            options->wait_milliseconds > 0 ? options->wait_milliseconds : DEMAND_QUEUE_PATIENCE);
    }
    handler->deadlines = deadline_watch_new();
    handler->crowd = crowd_new(options->connections_per_address);
    handler->head_milliseconds =
        options->head_milliseconds > 0 ? options->head_milliseconds : HEAD_SECONDS * 1000;
    handler->head_octets =
        options->head_octets > 0 ? options->head_octets : REQUEST_HEAD_OCTETS_DEFAULT;
    return handler;
}

void handler_free(Handler *handler)
{
    if (handler == NULL) {
        return;
    }
    g_clear_pointer(&handler->crowd, crowd_free);
    g_clear_pointer(&handler->deadlines, deadline_watch_free);
    g_clear_pointer(&handler->demands, demand_queue_free);
    g_clear_pointer(&handler->cache, demand_cache_free);
    g_clear_pointer(&handler->current, current_free);
    g_clear_pointer(&handler->own_monitor, monitor_free);
    g_mutex_clear(&handler->mutex);
    g_cond_clear(&handler->all_done);
    g_free(handler);
}

void handler_set_snapshot(Handler *handler, Snapshot *snapshot)
{
    Answers *previous = current_take(handler->current);
    Answers *answers = prepare_answers(handler, snapshot, previous);

    /* First, so that nobody finds something old beside the new snapshot. Only this thread puts
     * anything there. */
    if (handler->cache != NULL) {
        demand_cache_clear(handler->cache);
    }
    current_set(handler->current, answers);
    current_give_back(handler->current, previous);
}

void handler_resume_demands(Handler *handler)
{
    if (handler->demands != NULL) {
        demand_queue_resume(handler->demands);
    }
}

/* Until when to wait, in monotonic microseconds, if it began to stop at `start`; what ends earlier
 * is signalled. Not later than `start` if there is nothing to wait for. */
static gint64 wait_until(Handler *handler, gint64 start)
{
    gint64 now = g_get_monotonic_time();
    gint64 asked = start + ASK_MILLISECONDS * G_TIME_SPAN_MILLISECOND;

    if (now < asked && g_atomic_int_get(&handler->unasked) > 0) {
        return asked;
    }
    return g_atomic_int_get(&handler->under_way) > 0
               ? start + STOP_MILLISECONDS * G_TIME_SPAN_MILLISECOND
               : start;
}

static void wait_for_answers(Handler *handler)
{
    gint64 start = g_get_monotonic_time();
    gint64 until;

    g_mutex_lock(&handler->mutex);
    while ((until = wait_until(handler, start)) > g_get_monotonic_time()) {
        g_cond_wait_until(&handler->all_done, &handler->mutex, until);
    }
    g_mutex_unlock(&handler->mutex);
}

void handler_finish(Handler *handler)
{
    g_atomic_int_set(&handler->stopping, 1);
    if (handler->demands != NULL) {
        demand_queue_close(handler->demands);
    }
    wait_for_answers(handler);
}
