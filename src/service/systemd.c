#include "service/systemd.h"

#include <systemd/sd-daemon.h>

int systemd_take_sockets(int **out_sockets)
{
    /* 1: removes them from the environment, so that no child takes them for its own. */
    int count = sd_listen_fds(1);
    int *sockets = count > 0 ? g_new(int, count) : NULL;

    for (int i = 0; i < count; i++) {
        sockets[i] = SD_LISTEN_FDS_START + i;
    }
    *out_sockets = sockets;
    return count;
}

void systemd_notify_ready(void)
{
    sd_notify(0, "READY=1");
}

void systemd_notify_reloading(void)
{
    /* With the time, systemd can tell to which reload the next READY belongs. */
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time());
}

void systemd_notify_stopping(void)
{
    sd_notify(0, "STOPPING=1");
}

static gboolean tell_that_it_is_alive(G_GNUC_UNUSED gpointer data)
{
    sd_notify(0, "WATCHDOG=1");
    return G_SOURCE_CONTINUE;
}

void systemd_keep_watchdog_quiet(void)
{
    guint64 microseconds;

    if (sd_watchdog_enabled(0, &microseconds) > 0) {
        /* Twice as often as asked for, as sd_watchdog_enabled(3) recommends. */
        guint64 milliseconds = microseconds / 2 / G_TIME_SPAN_MILLISECOND;
        g_timeout_add((guint)CLAMP(milliseconds, 1, G_MAXUINT), tell_that_it_is_alive, NULL);
    }
}
