#include "serve/server.h"

#include "base/processors.h"
#include "serve/handler.h"
#include "serve/listen/descriptors.h"
#include "serve/listen/worker.h"
#include "serve/listener.h"

#define THREADS_MAX 4

GQuark server_error_quark(void)
{
    return g_quark_from_static_string("confeed-server-error");
}

struct Server {
    Handler *handler;
    GPtrArray *listeners; /* Listener * */
    GPtrArray *places;    /* const char *, ended by NULL */
    guint connections;
};

/* Each socket ends up with a listener, or closed. */
static bool adopt_sockets(const ServerOptions *options, GPtrArray *listeners, GError **error)
{
    bool is_good = true;

    for (guint i = 0; i < options->n_sockets; i++) {
        /* Goes on after a failure, so that the rest is not left open. */
        Listener *listener = listener_adopt(options->sockets[i], is_good ? error : NULL);
        if (listener != NULL) {
            g_ptr_array_add(listeners, listener);
        } else {
            is_good = false;
        }
    }
    return is_good;
}

static bool open_addresses(const ServerOptions *options, GPtrArray *listeners, GError **error)
{
    const char *const *addresses = options->addresses;
    /* [::] must not take IPv4 as well then: another address may be for that. */
    bool is_one_of_several = listeners->len > 0 || addresses[1] != NULL;

    for (; *addresses != NULL; addresses++) {
        Listener *listener = listener_open(*addresses, is_one_of_several, error);
        if (listener == NULL) {
            return false;
        }
        g_ptr_array_add(listeners, listener);
    }
    return true;
}

/* Sockets first, then addresses; NULL if one of either cannot be had. */
static GPtrArray *open_listeners(const ServerOptions *options, GError **error)
{
    g_autoptr(GPtrArray) listeners = g_ptr_array_new_with_free_func((GDestroyNotify)listener_free);

    if (!adopt_sockets(options, listeners, error) ||
        (options->addresses != NULL && *options->addresses != NULL &&
         !open_addresses(options, listeners, error))) {
        return NULL;
    }
    g_assert(listeners->len > 0);
    return g_steal_pointer(&listeners);
}

static guint threads_of(const ServerOptions *options)
{
    return options->threads > 0 ? options->threads : MIN(processors_usable(), THREADS_MAX);
}

/* For how many connections there is room. Each address needs room for one: otherwise a thread that
 * cannot take a connection for want of descriptors would try again without a pause. */
static bool make_room(const ServerOptions *options, guint n_listeners, guint *out_connections,
                      GError **error)
{
    guint wanted = options->connections > 0 ? options->connections : SERVER_CONNECTIONS_DEFAULT;
    guint others = n_listeners * threads_of(options) * WORKER_DESCRIPTORS;
    guint connections = descriptors_make_room(MAX(wanted, n_listeners), others);

    if (connections < n_listeners) {
        g_set_error(error, SERVER_ERROR, SERVER_ERROR_FAILED,
                    "cannot serve: the limit of open files leaves none for connections; raise it "
                    "(ulimit -n, LimitNOFILE=)");
        return false;
    }
    *out_connections = connections;
    return true;
}

/* Connections are shared out beforehand, so that one too many waits until another has ended. */
static bool start_all(Server *server, const ServerOptions *options, GError **error)
{
    guint share = server->connections / server->listeners->len;
    /* No address can use more threads than it has connections. */
    guint threads = MIN(threads_of(options), share);

    for (guint i = 0; i < server->listeners->len; i++) {
        Listener *listener = server->listeners->pdata[i];
        if (!listener_start(listener, server->handler, threads, share, error)) {
            return false;
        }
        g_ptr_array_add(server->places, (gpointer)listener_place(listener));
    }
    g_ptr_array_add(server->places, NULL);
    return true;
}

static void server_free(Server *server)
{
    g_ptr_array_unref(server->places);
    /* Listeners first: the handler goes when no daemon calls it any more. */
    g_ptr_array_unref(server->listeners);
    handler_free(server->handler);
    g_free(server);
}

Server *server_start(const ServerOptions *options, Snapshot *snapshot, GError **error)
{
    g_autoptr(GPtrArray) listeners = open_listeners(options, error);
    guint connections;
    Server *server;

    if (listeners == NULL || !make_room(options, listeners->len, &connections, error)) {
        return NULL;
    }
    server = g_new0(Server, 1);
    server->connections = connections;
    server->handler = handler_new(options, snapshot);
    server->listeners = g_steal_pointer(&listeners);
    server->places = g_ptr_array_new();
    if (!start_all(server, options, error)) {
        server_free(server);
        return NULL;
    }
    return server;
}

const char *server_url(const Server *server)
{
    for (guint i = 0; i < server->listeners->len; i++) {
        const char *url = listener_url(server->listeners->pdata[i]);
        if (url != NULL) {
            return url;
        }
    }
    return NULL;
}

const char *const *server_places(const Server *server)
{
    return (const char *const *)server->places->pdata;
}

guint server_connections(const Server *server)
{
    return server->connections;
}

void server_set_snapshot(Server *server, Snapshot *snapshot)
{
    handler_set_snapshot(server->handler, snapshot);
}

void server_resume_demands(Server *server)
{
    handler_resume_demands(server->handler);
}

void server_stop(Server *server)
{
    /* From here on no connection comes in; those that are there go on. */
    for (guint i = 0; i < server->listeners->len; i++) {
        listener_close(server->listeners->pdata[i]);
    }
    /* The workers still run, and finish what is under way. */
    handler_finish(server->handler);
    server_free(server);
}
