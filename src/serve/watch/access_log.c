#include "serve/watch/access_log.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include "base/thread.h"

#define FINISH_SECONDS 1

/* How often it checks, while nothing can be written, whether it is to end. */
#define LOOK_MILLISECONDS 100

struct AccessLog {
    AccessFormat format;
    int fd;
    GThread *thread;
    GMutex mutex; /* of all below */
    GCond filled; /* lines are waiting, or it is to end */
    GString *lines;
    guint64 lost;
    bool is_ending;
    gint64 give_up_at; /* monotonic microseconds */
};

AccessLog *access_log_new(AccessFormat format, int fd)
{
    AccessLog *log = g_new0(AccessLog, 1);

    log->format = format;
    log->fd = fd;
    log->lines = g_string_new(NULL);
    log->give_up_at = G_MAXINT64;
    g_mutex_init(&log->mutex);
    g_cond_init(&log->filled);
    return log;
}

/* --- the thread that writes --------------------------------------------------------------- */

static guint64 count_lines(const char *text, gsize octets)
{
    guint64 lines = 0;

    for (gsize i = 0; i < octets; i++) {
        lines += text[i] == '\n';
    }
    return lines;
}

static bool has_time(AccessLog *log)
{
    bool has_time;

    g_mutex_lock(&log->mutex);
    has_time = g_get_monotonic_time() < log->give_up_at;
    g_mutex_unlock(&log->mutex);
    return has_time;
}

/* Waits until something can be written, or write() will say what is wrong; false if time is up. */
static bool wait_until_writable(AccessLog *log)
{
    struct pollfd output = { .fd = log->fd, .events = POLLOUT };

    while (has_time(log)) {
        int ready = poll(&output, 1, LOOK_MILLISECONDS);
        if (ready > 0 || (ready < 0 && errno != EINTR)) {
            return ready > 0;
        }
    }
    return false;
}

/* Writes lines; returns how many octets were written. PIPE_BUF octets fit into a pipe that has room
 * at all, so write() does not wait. */
static gsize write_lines(AccessLog *log, const GString *lines)
{
    gsize done = 0;

    while (done < lines->len && wait_until_writable(log)) {
        gssize written = write(log->fd, lines->str + done, MIN(lines->len - done, PIPE_BUF));
        if (written >= 0) {
            done += (gsize)written;
        } else if (errno != EINTR && errno != EAGAIN) {
            break;
        }
    }
    return done;
}

/* Waits for lines and takes them; false once there are none and will be none. */
static bool take_lines(AccessLog *log, GString **inout_lines)
{
    GString *empty = *inout_lines;

    /* The two strings change places, so that nothing is copied while others wait for the lock. */
    g_string_truncate(empty, 0);
    g_mutex_lock(&log->mutex);
    while (log->lines->len == 0 && !log->is_ending) {
        g_cond_wait(&log->filled, &log->mutex);
    }
    *inout_lines = log->lines;
    log->lines = empty;
    g_mutex_unlock(&log->mutex);
    return (*inout_lines)->len > 0;
}

static gpointer write_until_end(gpointer data)
{
    AccessLog *log = data;
    GString *lines = g_string_new(NULL);

    while (take_lines(log, &lines)) {
        gsize done = write_lines(log, lines);
        /* Lines that were not written, or only in part, are lost. */
        g_mutex_lock(&log->mutex);
        log->lost += count_lines(lines->str + done, lines->len - done);
        g_mutex_unlock(&log->mutex);
    }
    g_string_free(lines, TRUE);
    return NULL;
}

void access_log_start(AccessLog *log)
{
    log->thread = thread_new("access log", write_until_end, log);
}

/* --- for others --------------------------------------------------------------------------- */

guint64 access_log_finish(AccessLog *log)
{
    g_mutex_lock(&log->mutex);
    log->is_ending = true;
    log->give_up_at = g_get_monotonic_time() + FINISH_SECONDS * G_TIME_SPAN_SECOND;
    g_cond_signal(&log->filled);
    g_mutex_unlock(&log->mutex);
    if (log->thread != NULL) {
        g_thread_join(g_steal_pointer(&log->thread));
    }
    return access_log_lost(log);
}

void access_log_free(AccessLog *log)
{
    if (log == NULL) {
        return;
    }
    /* Ends the thread, unless the log was finished before. */
    access_log_finish(log);
    g_string_free(log->lines, TRUE);
    g_mutex_clear(&log->mutex);
    g_cond_clear(&log->filled);
    g_free(log);
}

void access_log_add(AccessLog *log, const AccessRecord *record)
{
    g_mutex_lock(&log->mutex);
    /* A log that nobody reads must not fill the memory. */
    if (log->lines->len < ACCESS_LOG_OCTETS) {
        access_line_append(log->lines, log->format, record);
        g_cond_signal(&log->filled);
    } else {
        log->lost++;
    }
    g_mutex_unlock(&log->mutex);
}

guint64 access_log_lost(AccessLog *log)
{
    guint64 lost;

    g_mutex_lock(&log->mutex);
    lost = log->lost;
    g_mutex_unlock(&log->mutex);
    return lost;
}
