#include "serve/listen/worker.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/thread.h"

/* How many events version 0.9.75 takes from its epoll set at a time. Once it has taken so many, it
 * waits for more before it sees to any of them. Some of them are not of connections. */
#define EVENTS_AT_ONCE 128
#define OTHER_EVENTS 3

struct Worker {
    gpointer owner;
    int bell; /* an eventfd, in the set below; see worker_ring */
    struct MHD_Daemon *daemon;
    int epoll;       /* the daemon's set */
    GThread *thread; /* NULL until it is started */
    gint is_leaving; /* atomic, as is the next */
    gint is_ending;
    GMutex mutex; /* of the rest */
    GCond left;
    bool has_left;
};

/* --- the thread ------------------------------------------------------------------------------- */

/* How long the daemon may wait, in milliseconds; -1 for as long as it takes. */
static int patience_of(const Worker *worker)
{
    MHD_UNSIGNED_LONG_LONG milliseconds;

    if (MHD_get_timeout(worker->daemon, &milliseconds) != MHD_YES) {
        return -1;
    }
    return (int)MIN(milliseconds, INT_MAX);
}

/* Whether there may be so many events that libmicrohttpd would wait with work in hand. */
static bool is_crowded(const Worker *worker)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(worker->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);

    return info->num_connections + OTHER_EVENTS >= EVENTS_AT_ONCE;
}

/* Waits until there is something to do, and does it. */
static void run_once(const Worker *worker)
{
    if (!is_crowded(worker)) {
        MHD_run_wait(worker->daemon, -1);
        return;
    }
    /* poll() waits in place of the library, which then only takes what is ready. */
    struct pollfd set = { .fd = worker->epoll, .events = POLLIN };
    int patience = patience_of(worker);

    if (patience != 0) {
        poll(&set, 1, patience);
    }
    MHD_run(worker->daemon);
}

static void leave_socket(Worker *worker)
{
    MHD_quiesce_daemon(worker->daemon);
    g_mutex_lock(&worker->mutex);
    worker->has_left = true;
    g_cond_signal(&worker->left);
    g_mutex_unlock(&worker->mutex);
}

static gpointer work(gpointer data)
{
    Worker *worker = data;
    bool has_left = false;

    while (!g_atomic_int_get(&worker->is_ending)) {
        run_once(worker);
        /* After a round, so that the callbacks know of every connection that was taken. */
        if (!has_left && g_atomic_int_get(&worker->is_leaving)) {
            leave_socket(worker);
            has_left = true;
        }
    }
    MHD_stop_daemon(worker->daemon);
    return NULL;
}

/* --- for others ------------------------------------------------------------------------------- */

Worker *worker_new(gpointer owner)
{
    int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    Worker *worker;

    if (bell < 0) {
        return NULL;
    }
    worker = g_new0(Worker, 1);
    worker->owner = owner;
    worker->bell = bell;
    g_mutex_init(&worker->mutex);
    g_cond_init(&worker->left);
    return worker;
}

gpointer worker_owner(const Worker *worker)
{
    return worker->owner;
}

/* The daemon ignores events that have no pointer. Edge-triggered, each ring is one event, and
 * nothing has to be read. */
static bool hang_bell(const Worker *worker)
{
    struct epoll_event event = { .events = EPOLLIN | EPOLLET };

    return epoll_ctl(worker->epoll, EPOLL_CTL_ADD, worker->bell, &event) == 0;
}

static bool begin_to_work(Worker *worker)
{
    g_autoptr(GError) error = NULL;

    worker->thread = thread_try_new("worker", work, worker, &error);
    if (worker->thread == NULL) {
        errno = EAGAIN; /* as pthread_create says */
    }
    return worker->thread != NULL;
}

bool worker_start(Worker *worker, struct MHD_Daemon *take_daemon)
{
    worker->daemon = take_daemon;
    worker->epoll = MHD_get_daemon_info(take_daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    if (!hang_bell(worker) || !begin_to_work(worker)) {
        int why = errno;

        /* Leaves its socket first, which it would close otherwise. */
        MHD_quiesce_daemon(take_daemon);
        MHD_stop_daemon(take_daemon);
        errno = why;
        return false;
    }
    return true;
}

void worker_ring(const Worker *worker)
{
    uint64_t once = 1;
    gssize written = write(worker->bell, &once, sizeof once);

    g_assert(written == sizeof once);
}

void worker_leave_socket(Worker *worker)
{
    g_atomic_int_set(&worker->is_leaving, 1);
    worker_ring(worker);
    g_mutex_lock(&worker->mutex);
    while (!worker->has_left) {
        g_cond_wait(&worker->left, &worker->mutex);
    }
    g_mutex_unlock(&worker->mutex);
}

void worker_free(Worker *worker)
{
    if (worker == NULL) {
        return;
    }
    if (worker->thread != NULL) {
        worker_leave_socket(worker);
        g_atomic_int_set(&worker->is_ending, 1);
        worker_ring(worker);
        g_thread_join(worker->thread);
    }
    g_mutex_clear(&worker->mutex);
    g_cond_clear(&worker->left);
    close(worker->bell);
    g_free(worker);
}
