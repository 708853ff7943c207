#include "serve/deadline.h"

#include <stdbool.h>
#include <sys/socket.h>

struct DeadlineWatch {
    GMutex mutex; /* of all below, and of what every deadline holds */
    GCond changed;
    GHashTable *deadlines; /* a set of Deadline *, those of connections that are not shut down */
    gint64 wake_at;        /* when the thread looks next, monotonic microseconds */
    bool stopping;
    GThread *thread;
};

struct Deadline {
    DeadlineWatch *watch;
    int socket;
    gint64 at; /* monotonic microseconds */
};

/* Shuts down what is over. Returns when the next one will be, G_MAXINT64 if there is none. */
static gint64 shut_down_overdue(DeadlineWatch *watch)
{
    gint64 now = g_get_monotonic_time();
    gint64 next = G_MAXINT64;
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init(&iter, watch->deadlines);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Deadline *deadline = key;
        if (deadline->at <= now) {
            shutdown(deadline->socket, SHUT_RDWR);
            g_hash_table_iter_remove(&iter);
        } else {
            next = MIN(next, deadline->at);
        }
    }
    return next;
}

static gpointer watch_deadlines(gpointer data)
{
    DeadlineWatch *watch = data;

    g_mutex_lock(&watch->mutex);
    while (!watch->stopping) {
        watch->wake_at = shut_down_overdue(watch);
        if (watch->wake_at == G_MAXINT64) {
            g_cond_wait(&watch->changed, &watch->mutex);
        } else {
            g_cond_wait_until(&watch->changed, &watch->mutex, watch->wake_at);
        }
    }
    g_mutex_unlock(&watch->mutex);
    return NULL;
}

DeadlineWatch *deadline_watch_new(void)
{
    DeadlineWatch *watch = g_new0(DeadlineWatch, 1);

    g_mutex_init(&watch->mutex);
    g_cond_init(&watch->changed);
    watch->deadlines = g_hash_table_new(NULL, NULL);
    watch->wake_at = G_MAXINT64;
    watch->thread = g_thread_new("deadlines", watch_deadlines, watch);
    return watch;
}

void deadline_watch_free(DeadlineWatch *watch)
{
    if (watch == NULL) {
        return;
    }
    g_mutex_lock(&watch->mutex);
    watch->stopping = true;
    g_cond_signal(&watch->changed);
    g_mutex_unlock(&watch->mutex);
    g_thread_join(watch->thread);
    g_assert(g_hash_table_size(watch->deadlines) == 0);
    g_hash_table_unref(watch->deadlines);
    g_mutex_clear(&watch->mutex);
    g_cond_clear(&watch->changed);
    g_free(watch);
}

/* The thread is woken only for what it would come too late for. */
static void set_time(Deadline *deadline, guint milliseconds)
{
    deadline->at = g_get_monotonic_time() + milliseconds * G_TIME_SPAN_MILLISECOND;
    if (deadline->at < deadline->watch->wake_at) {
        g_cond_signal(&deadline->watch->changed);
    }
}

Deadline *deadline_new(DeadlineWatch *watch, int socket, guint milliseconds)
{
    Deadline *deadline = g_new0(Deadline, 1);

    deadline->watch = watch;
    deadline->socket = socket;
    g_mutex_lock(&watch->mutex);
    g_hash_table_add(watch->deadlines, deadline);
    set_time(deadline, milliseconds);
    g_mutex_unlock(&watch->mutex);
    return deadline;
}

void deadline_free(Deadline *deadline)
{
    if (deadline == NULL) {
        return;
    }
    g_mutex_lock(&deadline->watch->mutex);
    g_hash_table_remove(deadline->watch->deadlines, deadline);
    g_mutex_unlock(&deadline->watch->mutex);
    g_free(deadline);
}

void deadline_set(Deadline *deadline, guint milliseconds)
{
    g_mutex_lock(&deadline->watch->mutex);
    set_time(deadline, milliseconds);
    g_mutex_unlock(&deadline->watch->mutex);
}
