#include "serve/server.h"

#include "serve/answers.h"
#include "serve/listen_address.h"
#include "serve/precondition.h"
#include "serve/request_head.h"
#include "serve/route.h"

#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define THREADS_MAX 4
#define CONNECTIONS_MAX 1000
#define IDLE_SECONDS 30

/* What a connection may hold, its request head with all fields included. Heads of up to about
 * twice this many kB of … */
#define CONNECTION_OCTETS (32 * 1024)

/* How long answers under way may take once the server is to stop. */
#define STOP_SECONDS 5

G_DEFINE_QUARK(confeed - server - error - quark, server_error)

struct Server {
    struct MHD_Daemon *daemon;
    int listen_fd; /* the daemon closes it */
    char *url;
    Answers *answers;
    gint stopping;  /* atomic */
    gint under_way; /* atomic: requests that an answer was promised to and that are not done */
    GMutex mutex;
    GCond all_done; /* under_way came to 0 while stopping */
};

/* One request, from its request line to the last octet of its answer. */
typedef struct Request {
    Answers *answers;
    Route route;
    const char *version_at; /* where the version stands unless a NUL cut the target short */
    RequestHead head;
    Refusal refusal;
    bool admitted; /* to be answered in the next call */
    bool counted;  /* in under_way */
} Request;

/* libmicrohttpd shows the request line here before it has touched it. What is returned is the
 * request's from then on, in every callback. */
static void *begin_request(void *data, const char *target, struct MHD_Connection *connection)
{
    Server *server = data;
    Request *request = g_new0(Request, 1);
    char *query;

    (void)connection;
    request->answers = answers_ref(server->answers);
    request->route = route_target(answers_snapshot(request->answers), target);
    request->version_at = target + strlen(target) + 1;
    /* Version 0.9.75 would go on to take the query apart into records of 56 octets for each
     * parameter, and where these find no room answer nothing at all. The query was read above and
     * the octets are the connection's own, so it is given an empty one. */
    query = strchr(target, '?');
    if (query != NULL) {
        query[1] = '\0';
    }
    return request;
}

static void end_request(void *data, struct MHD_Connection *connection, void **request_data,
                        enum MHD_RequestTerminationCode how)
{
    Server *server = data;
    Request *request = *request_data;

    (void)connection;
    (void)how;
    if (request == NULL) {
        return;
    }
    *request_data = NULL;
    if (request->counted && g_atomic_int_dec_and_test(&server->under_way) &&
        g_atomic_int_get(&server->stopping)) {
        g_mutex_lock(&server->mutex);
        g_cond_broadcast(&server->all_done);
        g_mutex_unlock(&server->mutex);
    }
    request_head_clear(&request->head);
    answers_unref(request->answers);
    g_free(request);
}

/* Escapes are left as they are: "%00" must not cut a path, nor "%2e" make one. */
static size_t leave_escapes(void *data, struct MHD_Connection *connection, char *text)
{
    (void)data;
    (void)connection;
    return strlen(text);
}

static enum MHD_Result add_field(void *data, enum MHD_ValueKind kind, const char *name,
                                 const char *value)
{
    (void)kind;
    request_head_add(data, name, value);
    return MHD_YES;
}

static bool is_read(const char *method)
{
    return g_str_equal(method, MHD_HTTP_METHOD_GET) || g_str_equal(method, MHD_HTTP_METHOD_HEAD);
}

/* What a request is refused for. An address where nothing stands is so for any method. */
static Refusal judge(const Request *request, const char *method, const char *version)
{
    static const Refusal of_fault[] = {
        [HEAD_FAULT_NONE] = REFUSAL_NONE,
        [HEAD_FAULT_FIELD] = REFUSAL_FIELD,
        [HEAD_FAULT_HOST] = REFUSAL_HOST,
        [HEAD_FAULT_BODY] = REFUSAL_BODY,
    };
    static const Refusal of_outcome[] = {
        [ROUTE_FOUND] = REFUSAL_NONE,          [ROUTE_MOVED] = REFUSAL_NONE,
        [ROUTE_NOT_FOUND] = REFUSAL_NOT_FOUND, [ROUTE_BAD_QUERY] = REFUSAL_QUERY,
        [ROUTE_BAD_TARGET] = REFUSAL_TARGET,   [ROUTE_TOO_LONG] = REFUSAL_TOO_LONG,
    };
    HeadFault fault = request_head_fault(&request->head, version);
    RouteOutcome outcome = request->route.outcome;

    if (fault == HEAD_FAULT_NONE && version != request->version_at) {
        return REFUSAL_TARGET;
    }
    if (fault == HEAD_FAULT_NONE && !is_read(method) && request->route.resource != NULL) {
        return REFUSAL_METHOD;
    }
    return fault != HEAD_FAULT_NONE ? of_fault[fault] : of_outcome[outcome];
}

/* Queues the answer. In the first call of the handler that also refuses whatever the client may
 * send after the head, and the connection is closed after the answer. */
static enum MHD_Result answer(const Request *request, struct MHD_Connection *connection)
{
    const Resource *resource = request->route.resource;

    if (request->refusal != REFUSAL_NONE) {
        return answers_queue_refusal(request->answers, connection, request->refusal);
    }
    if (request->route.outcome == ROUTE_MOVED) {
        return answers_queue_redirect(connection, resource);
    }
    return answers_queue_resource(
        request->answers, connection, resource, request->route.download,
        precondition_not_modified(request->head.if_none_match, request->head.if_modified_since,
                                  resource->etag, resource->last_modified));
}

/* Called once when the head of a request is there, and again after its body: there is none in a
 * request that is admitted. Answering only then keeps the connection open for the next one. */
static enum MHD_Result handle_request(void *data, struct MHD_Connection *connection,
                                      const char *url, const char *method, const char *version,
                                      const char *upload, size_t *upload_size, void **request_data)
{
    Server *server = data;
    Request *request = *request_data;

    (void)url;
    (void)upload;
    (void)upload_size;
    if (request->admitted) {
        return answer(request, connection);
    }
    MHD_get_connection_values(connection, MHD_HEADER_KIND, add_field, &request->head);
    request->refusal = judge(request, method, version);
    request->counted = true;
    g_atomic_int_inc(&server->under_way);
    request->admitted = is_read(method) && !g_atomic_int_get(&server->stopping) &&
                        (request->refusal == REFUSAL_NONE || request->refusal == REFUSAL_NOT_FOUND);
    return request->admitted ? MHD_YES : answer(request, connection);
}

static struct MHD_Daemon *start_daemon(Server *server, guint threads)
{
    struct MHD_OptionItem items[] = {
        { MHD_OPTION_LISTEN_SOCKET, server->listen_fd, NULL },
        { MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)begin_request, server },
        { MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)end_request, server },
        { MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)leave_escapes, NULL },
        { MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX, NULL },
        { MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS, NULL },
        { MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_OCTETS, NULL },
        /* A pool of one is no pool: the library does not take it. */
        { threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, threads, NULL },
        { MHD_OPTION_END, 0, NULL },
    };

    /* Without MHD_USE_ERROR_LOG it is silent: what it would tell are mistakes of clients. */
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO, 0, NULL, NULL,
                            handle_request, server, MHD_OPTION_ARRAY, items, MHD_OPTION_END);
}

static void server_free(Server *server)
{
    g_free(server->url);
    g_clear_pointer(&server->answers, answers_unref);
    g_mutex_clear(&server->mutex);
    g_cond_clear(&server->all_done);
    g_free(server);
}

Server *server_start(const ServerOptions *options, Snapshot *snapshot, GError **error)
{
    guint threads =
        options->threads > 0 ? options->threads : MIN(g_get_num_processors(), THREADS_MAX);
    g_auto(ListenAddress) address = { 0 };
    g_autofree char *url = NULL;
    Server *server;
    int fd;

    if (!listen_address_parse(options->listen, &address, error)) {
        return NULL;
    }
    fd = listen_address_open(&address, &url, error);
    if (fd < 0) {
        return NULL;
    }
    server = g_new0(Server, 1);
    g_mutex_init(&server->mutex);
    g_cond_init(&server->all_done);
    server->listen_fd = fd;
    server->url = g_steal_pointer(&url);
    server->answers = answers_new(snapshot);
    server->daemon = start_daemon(server, threads);
    if (server->daemon == NULL) {
        g_set_error(error, SERVER_ERROR, SERVER_ERROR_FAILED, "cannot start to serve at %s: %s",
                    server->url, g_strerror(errno));
        close(fd);
        server_free(server);
        return NULL;
    }
    return server;
}

const char *server_url(const Server *server)
{
    return server->url;
}

/* The port is given up at once, and the daemon goes on with the connections it has. Its own way to
 * do this, MHD_quiesce_daemon, races with its threads in version 0.9.75: both take the socket out
 * of the same epoll set, and whoever comes second aborts the program. */
static void stop_listening(Server *server)
{
    int never_ready = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

    if (never_ready >= 0) {
        dup2(never_ready, server->listen_fd);
        close(never_ready);
    }
}

static void wait_for_answers(Server *server)
{
    gint64 deadline = g_get_monotonic_time() + STOP_SECONDS * G_TIME_SPAN_SECOND;

    g_mutex_lock(&server->mutex);
    while (g_atomic_int_get(&server->under_way) > 0) {
        if (!g_cond_wait_until(&server->all_done, &server->mutex, deadline)) {
            break;
        }
    }
    g_mutex_unlock(&server->mutex);
}

void server_stop(Server *server)
{
    stop_listening(server);
    g_atomic_int_set(&server->stopping, 1);
    wait_for_answers(server);
    MHD_stop_daemon(server->daemon);
    server_free(server);
}
