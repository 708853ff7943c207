#pragma once

#include <glib.h>

/*
 * What systemd, or another supervisor that speaks as it does (sd_listen_fds(3), sd_notify(3),
 * sd_watchdog_enabled(3)), hands over and wants to hear. Where there is no libsystemd to build
 * with, systemd_none.c stands in: nobody supervises then.
 */

/* The sockets that the supervisor has opened for this program, in its order. Returns how many, or a
 * negative errno if that cannot be found out. The array is the caller's own, NULL if there are
 * none. They are removed from the environment: to be called once, before there are threads. */
int systemd_take_sockets(int **out_sockets);

/* Reports that the service answers, from the start or again after reloading. */
void systemd_notify_ready(void);

/* Reports that the service reads its files again, until systemd_notify_ready is called. */
void systemd_notify_reloading(void);

/* Reports that the service begins to end. */
void systemd_notify_stopping(void);

/* Has the default main context report that the service is alive, in time for a supervisor that asks
 * for it; does nothing if none does. */
void systemd_keep_watchdog_quiet(void);
