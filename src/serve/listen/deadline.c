#include "serve/listen/deadline.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/socket.h>

#include "base/thread.h"

struct DeadlineWatch {
    _Atomic gint64 wake_at; /* when the thread looks next; monotonic microseconds */
    GMutex mutex;           /* of all below */
    GCond changed;
    GHashTable *deadlines; /* a set of Deadline *, of connections that are not shut down */
    bool stopping;
    GThread *thread;
};

struct Deadline {
    DeadlineWatch *watch;
    int socket;
    _Atomic gint64 at; /* monotonic microseconds */
};

/* Shuts down what is overdue, and sets when to look next: G_MAXINT64 if nothing will be due. While
 * it looks, whoever sets a time wakes the thread again, which may have looked there before. */
static void shut_down_overdue(DeadlineWatch *watch)
{
    gint64 now = g_get_monotonic_time();
    gint64 next = G_MAXINT64;
    GHashTableIter iter;
    gpointer key;

    /* Any time that is set meanwhile is earlier: see deadline_set(). */
    watch->wake_at = G_MAXINT64;
    g_hash_table_iter_init(&iter, watch->deadlines);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Deadline *deadline = key;
        gint64 at = deadline->at;
        if (at <= now) {
            /* Not closed: libmicrohttpd still uses its number, which could be given anew. */
            shutdown(deadline->socket, SHUT_RDWR);
            g_hash_table_iter_remove(&iter);
        } else {
            next = MIN(next, at);
        }
    }
    watch->wake_at = next;
}

static gpointer watch_deadlines(gpointer data)
{
    DeadlineWatch *watch = data;

    g_mutex_lock(&watch->mutex);
    while (!watch->stopping) {
        shut_down_overdue(watch);
        g_cond_wait_until(&watch->changed, &watch->mutex, watch->wake_at);
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
    watch->thread = thread_new("deadlines", watch_deadlines, watch);
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

Deadline *deadline_new(DeadlineWatch *watch, int socket, guint milliseconds)
{
    Deadline *deadline = g_new0(Deadline, 1);

    deadline->watch = watch;
    deadline->socket = socket;
    deadline->at = G_MAXINT64;
    g_mutex_lock(&watch->mutex);
    g_hash_table_add(watch->deadlines, deadline);
    g_mutex_unlock(&watch->mutex);
    deadline_set(deadline, milliseconds);
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

/* The thread is woken only if it would come too late, so that no request waits for a lock here. */
void deadline_set(Deadline *deadline, guint milliseconds)
{
    DeadlineWatch *watch = deadline->watch;
    gint64 at = g_get_monotonic_time() + milliseconds * G_TIME_SPAN_MILLISECOND;

    /* Set before the other is read: if the thread does not see this, its plan is seen here. */
    deadline->at = at;
    if (at < watch->wake_at) {
        g_mutex_lock(&watch->mutex);
        g_cond_signal(&watch->changed);
        g_mutex_unlock(&watch->mutex);
    }
}
