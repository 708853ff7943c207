#include "serve/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/listen/listen_address.h"
#include "serve/listen/unix_socket.h"
#include "serve/listen/worker.h"

/* How much of an answer the kernel holds unsent for a connection. By itself it would hold megabytes
 * for each slow reader, and one that reads a kilobyte a second would not be written to for so long
 * that it counts as idle. The kernel asks for more when half of it is sent. */
#define UNSENT_OCTETS 65536

struct Listener {
    int socket;
    char *url;            /* NULL: it is a UNIX socket */
    char *place;          /* as shown to a person */
    UnixSocketFile *file; /* to be removed at the end; or NULL */
    GPtrArray *workers;   /* Worker * */
};

static Listener *listener_new(int fd, char *take_url)
{
    Listener *listener = g_new0(Listener, 1);

    listener->socket = fd;
    listener->url = take_url;
    listener->place =
        take_url != NULL ? g_strconcat(take_url, "/", NULL) : unix_socket_place_dup(fd);
    listener->workers = g_ptr_array_new_with_free_func((GDestroyNotify)worker_free);
    return listener;
}

static Listener *open_unix(const char *path, GError **error)
{
    UnixSocketFile *file;
    Listener *listener;
    int fd = unix_socket_open(path, &file, error);

    if (fd < 0) {
        return NULL;
    }
    listener = listener_new(fd, NULL);
    listener->file = file;
    return listener;
}

Listener *listener_open(const char *text, bool is_one_of_several, GError **error)
{
    g_auto(ListenAddress) address = { 0 };
    char *url;
    int fd;

    if (!listen_address_parse(text, &address, error)) {
        return NULL;
    }
    if (address.path != NULL) {
        return open_unix(address.path, error);
    }
    address.is_ipv6_only = address.is_ipv6 && is_one_of_several;
    fd = listen_address_open(&address, &url, error);
    return fd >= 0 ? listener_new(fd, url) : NULL;
}

static int option_of(int fd, int name)
{
    int value = -1;
    socklen_t length = sizeof value;

    return getsockopt(fd, SOL_SOCKET, name, &value, &length) == 0 ? value : -1;
}

/* Whether a socket can be served at; out_url as in Listener. */
static bool is_served_at(int fd, char **out_url)
{
    int family = option_of(fd, SO_DOMAIN);

    if (option_of(fd, SO_TYPE) != SOCK_STREAM || option_of(fd, SO_ACCEPTCONN) != 1) {
        return false;
    }
    *out_url = family == AF_UNIX ? NULL : listen_address_url_dup(fd);
    return family == AF_UNIX || *out_url != NULL;
}

Listener *listener_adopt(int fd, GError **error)
{
    int flags = fcntl(fd, F_GETFL);
    char *url;

    if (!is_served_at(fd, &url)) {
        g_set_error(error, SERVER_ERROR, SERVER_ERROR_FAILED,
                    "descriptor %d is no socket that listens for streams, IPv4, IPv6 or UNIX; its "
                    "unit needs ListenStream= and Accept=no",
                    fd);
        close(fd);
        return NULL;
    }
    /* Others may be quicker to take a connection; this one must not wait for the next then. */
    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    return listener_new(fd, url);
}

/* Connections inherit it. Where the system does not have it, only its benefit is lost. */
static void limit_unsent(int socket)
{
    int octets = UNSENT_OCTETS;

    setsockopt(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &octets, sizeof octets);
}

/* The connections are shared out to the workers: any of them that has room takes a client. */
static bool start_worker(Listener *listener, Handler *handler, guint connections)
{
    g_autoptr(Worker) worker = worker_new(handler);
    struct MHD_Daemon *daemon =
        worker != NULL ? handler_start_daemon(worker, listener->socket, connections) : NULL;

    if (daemon == NULL || !worker_start(worker, daemon)) {
        return false;
    }
    g_ptr_array_add(listener->workers, g_steal_pointer(&worker));
    return true;
}

bool listener_start(Listener *listener, Handler *handler, guint threads, guint connections,
                    GError **error)
{
    if (listener->url != NULL) {
        limit_unsent(listener->socket);
    }
    for (guint i = 0; i < threads; i++) {
        guint share = connections / threads + (i < connections % threads ? 1 : 0);
        if (!start_worker(listener, handler, share)) {
            g_set_error(error, SERVER_ERROR, SERVER_ERROR_FAILED, "cannot start to serve at %s: %s",
                        listener->place, g_strerror(errno));
            return false;
        }
    }
    return true;
}

const char *listener_url(const Listener *listener)
{
    return listener->url;
}

const char *listener_place(const Listener *listener)
{
    return listener->place;
}

static void leave_socket(gpointer worker, G_GNUC_UNUSED gpointer data)
{
    worker_leave_socket(worker);
}

/* A socket that others hold as well stays open: clients that connect from here on wait for them. */
void listener_close(Listener *listener)
{
    /* Before it is closed: see worker.h. */
    g_ptr_array_foreach(listener->workers, leave_socket, NULL);
    if (listener->socket >= 0) {
        close(listener->socket);
        listener->socket = -1;
    }
    g_clear_pointer(&listener->file, unix_socket_file_remove);
}

void listener_free(Listener *listener)
{
    if (listener == NULL) {
        return;
    }
    listener_close(listener);
    g_ptr_array_unref(listener->workers);
    g_free(listener->url);
    g_free(listener->place);
    g_free(listener);
}
