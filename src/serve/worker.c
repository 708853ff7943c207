#include "serve/worker.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct Worker {
    gpointer owner;
    int bell; /* an eventfd: rung when a flag below has changed, or a connection was resumed */
    struct MHD_Daemon *daemon;
    int epoll;       /* the daemon's set */
    GThread *thread; /* NULL until it is started */
    gint is_leaving; /* atomic, like the next */
    gint is_ending;
    GMutex mutex; /* of the rest */
    GCond left;
    bool has_left;
};

/* --- the thread ------------------------------------------------------------------------------- */

/* For how long it may wait, in milliseconds; -1 for as long as it takes. */
static int patience_of(const Worker *worker)
{
    MHD_UNSIGNED_LONG_LONG milliseconds;

    if (MHD_get_timeout(worker->daemon, &milliseconds) != MHD_YES) {
        return -1;
    }
    return (int)MIN(milliseconds, INT_MAX);
}

/* Not left to MHD_run_wait: version 0.9.75 takes 128 events at a time, and once it has so many
 * waits for more before it sees to any of them. */
static void wait_for_work(const Worker *worker)
{
    struct pollfd what[] = {
        { .fd = worker->epoll, .events = POLLIN },
        { .fd = worker->bell, .events = POLLIN },
    };
    int patience = patience_of(worker);
    uint64_t rings;

    if (patience != 0 && poll(what, G_N_ELEMENTS(what), patience) > 0 && what[1].revents != 0) {
        /* How often it was rung says nothing. */
        (void)!read(worker->bell, &rings, sizeof rings);
    }
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
        wait_for_work(worker);
        MHD_run(worker->daemon);
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

static bool begin_to_work(Worker *worker)
{
    g_autoptr(GError) error = NULL;

    worker->thread = g_thread_try_new("worker", work, worker, &error);
    if (worker->thread == NULL) {
        errno = EAGAIN; /* as pthread_create says */
    }
    return worker->thread != NULL;
}

bool worker_start(Worker *worker, struct MHD_Daemon *take_daemon)
{
    worker->daemon = take_daemon;
    worker->epoll = MHD_get_daemon_info(take_daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    if (!begin_to_work(worker)) {
        int why = errno;

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
