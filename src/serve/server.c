#include "serve/server.h"

#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "serve/answers.h"
#include "serve/deadline.h"
#include "serve/listen_address.h"
#include "serve/precondition.h"
#include "serve/request_head.h"
#include "serve/route.h"

#define THREADS_MAX 4
#define CONNECTIONS_MAX 1000
#define IDLE_SECONDS 30

/* What a connection holds, its request head included; longer heads are answered 431, or 414. With
 * 8 kB those of about 4 to 8 kB got no answer at all. It is zeroed after each request, and held by
 * each idle connection. */
#define CONNECTION_OCTETS 32768

/* How long the head of a request may take, from the start of the connection or the end of the
 * answer before it, and then its answer: even on a slow line that is enough for some 50 MB. */
#define HEAD_SECONDS 60
#define ANSWER_SECONDS 900

/* How long answers under way may take once the server is to stop. */
#define STOP_SECONDS 5

GQuark server_error_quark(void)
{
    return g_quark_from_static_string("confeed-server-error");
}

struct Server {
    struct MHD_Daemon *daemon;
    int listen_fd;   /* the daemon closes it */
    int never_ready; /* takes the place of listen_fd at the end */
    char *url;
    Answers *answers;
    DeadlineWatch *deadlines;
    guint head_milliseconds;
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

static void begin_or_end_connection(void *data, struct MHD_Connection *connection,
                                    void **socket_data, enum MHD_ConnectionNotificationCode what)
{
    Server *server = data;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *socket_data = deadline_new(server->deadlines, info->connect_fd, server->head_milliseconds);
    } else {
        /* The socket is closed only after this. */
        deadline_free(*socket_data);
        *socket_data = NULL;
    }
}

static void set_deadline(struct MHD_Connection *connection, guint milliseconds)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    deadline_set(info->socket_context, milliseconds);
}

/* libmicrohttpd shows the request line here before it has touched it. What is returned is the
 * request's from then on, in every callback. */
static void *begin_request(void *data, const char *target,
                           G_GNUC_UNUSED struct MHD_Connection *connection)
{
    Server *server = data;
    Request *request = g_new0(Request, 1);
    char *query;

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
                        G_GNUC_UNUSED enum MHD_RequestTerminationCode how)
{
    Server *server = data;
    Request *request = *request_data;

    if (request == NULL) {
        return;
    }
    *request_data = NULL;
    set_deadline(connection, server->head_milliseconds);
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
static size_t leave_escapes(G_GNUC_UNUSED void *data,
                            G_GNUC_UNUSED struct MHD_Connection *connection, char *text)
{
    return strlen(text);
}

/* Reads the fields of a request and watches that they follow one another without a gap. */
typedef struct FieldWalk {
    RequestHead *head;
    const char *next_line; /* where the next field, or the empty line, has to begin */
    bool is_whole;
} FieldWalk;

static enum MHD_Result walk_field(void *data, G_GNUC_UNUSED enum MHD_ValueKind kind,
                                  const char *name, const char *value)
{
    FieldWalk *walk = data;

    walk->is_whole = walk->is_whole && name == walk->next_line;
    walk->next_line = value + strlen(value) + strlen("\r\n");
    request_head_add(walk->head, name, value);
    return MHD_YES;
}

/* Version 0.9.75 ends a head at a line that begins with NUL, cuts a value at a NUL, takes a bare
 * line feed for the end of a line and misreads a folded one: behind a proxy that reads these in
 * another way, one client could slip a request under another's. It leaves the fields where they
 * were received, so whatever lies between them is something that it has not shown us. */
static void read_fields(Request *request, struct MHD_Connection *connection, const char *method,
                        const char *target, const char *version)
{
    FieldWalk walk = {
        .head = &request->head,
        .next_line = version + strlen(version) + strlen("\r\n"),
        .is_whole =
            target == method + strlen(method) + strlen(" ") && version == request->version_at,
    };
    const union MHD_ConnectionInfo *size =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

    MHD_get_connection_values(connection, MHD_HEADER_KIND, walk_field, &walk);
    if (!walk.is_whole || walk.next_line + strlen("\r\n") != method + size->header_size) {
        request->head.fault = HEAD_FAULT_FIELD;
    }
}

static bool is_read(const char *method)
{
    return g_str_equal(method, MHD_HTTP_METHOD_GET) || g_str_equal(method, MHD_HTTP_METHOD_HEAD);
}

/* What a request is refused for. An address where nothing stands is so for any method. */
static Refusal judge(const Request *request, const char *method, const char *version)
{
    static const Refusal OF_FAULT[] = {
        [HEAD_FAULT_NONE] = REFUSAL_NONE,
        [HEAD_FAULT_FIELD] = REFUSAL_FIELD,
        [HEAD_FAULT_HOST] = REFUSAL_HOST,
        [HEAD_FAULT_BODY] = REFUSAL_BODY,
    };
    static const Refusal OF_OUTCOME[] = {
        [ROUTE_FOUND] = REFUSAL_NONE,          [ROUTE_MOVED] = REFUSAL_NONE,
        [ROUTE_NOT_FOUND] = REFUSAL_NOT_FOUND, [ROUTE_BAD_QUERY] = REFUSAL_QUERY,
        [ROUTE_BAD_TARGET] = REFUSAL_TARGET,   [ROUTE_TOO_LONG] = REFUSAL_TOO_LONG,
    };
    HeadFault fault = request_head_fault(&request->head, version);
    RouteOutcome outcome = request->route.outcome;

    if (fault != HEAD_FAULT_NONE && fault != HEAD_FAULT_BODY) {
        return OF_FAULT[fault];
    }
    if (!is_read(method)) {
        return request->route.resource != NULL ? REFUSAL_METHOD : OF_OUTCOME[outcome];
    }
    return fault != HEAD_FAULT_NONE ? OF_FAULT[fault] : OF_OUTCOME[outcome];
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
 * request that is admitted. Answering only then keeps the connection open for the next one.
 * NOLINTNEXTLINE(readability-function-size): the parameters are the library's. */
static enum MHD_Result handle_request(void *data, struct MHD_Connection *connection,
                                      const char *url, const char *method, const char *version,
                                      G_GNUC_UNUSED const char *upload,
                                      G_GNUC_UNUSED size_t *upload_size, void **request_data)
{
    Server *server = data;
    Request *request = *request_data;

    if (request->admitted) {
        return answer(request, connection);
    }
    set_deadline(connection, ANSWER_SECONDS * 1000);
    read_fields(request, connection, method, url, version);
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
        { MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)begin_or_end_connection, server },
        { MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)leave_escapes, NULL },
        { MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX, NULL },
        { MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS, NULL },
        { MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_OCTETS, NULL },
        { MHD_OPTION_THREAD_POOL_SIZE, threads, NULL }, /* 1 makes no pool */
        { MHD_OPTION_END, 0, NULL },
    };

    /* MHD_USE_ITC lets its threads be woken to stop, though the socket is taken from them first.
     * Without MHD_USE_ERROR_LOG it is silent: what it would tell are mistakes of clients. */
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_TURBO, 0, NULL,
                            NULL, handle_request, server, MHD_OPTION_ARRAY, items, MHD_OPTION_END);
}

static void server_free(Server *server)
{
    if (server->never_ready >= 0) {
        close(server->never_ready);
    }
    g_free(server->url);
    g_clear_pointer(&server->deadlines, deadline_watch_free);
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
    server->never_ready = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    server->url = g_steal_pointer(&url);
    server->answers = answers_new(snapshot);
    server->deadlines = deadline_watch_new();
    server->head_milliseconds =
        options->head_milliseconds > 0 ? options->head_milliseconds : HEAD_SECONDS * 1000;
    server->daemon = server->never_ready >= 0 ? start_daemon(server, threads) : NULL;
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
    dup2(server->never_ready, server->listen_fd);
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
