#pragma once

#include <glib.h>

/*
 * What systemd, or another supervisor that speaks as it does (sd_listen_fds(3), sd_notify(3),
 * sd_watchdog_enabled(3)), hands over and wants to hear. systemd_none.c stands in where libsystemd
 * is not there to build with: nobody supervises then.
 */

/* The sockets that it has opened for this program, in its order. Returns how many, or a negative
 * errno where it cannot be told. The array is the caller's own, NULL for none. The environment
 * tells of them no more: to be called once, before there are threads. */
int systemd_take_sockets(int **out_sockets);

/* The service answers, from the start or after it was reloading. */
void systemd_notify_ready(void);

/* It reads its files again, which ends with systemd_notify_ready. */
void systemd_notify_reloading(void);

/* It begins to end. */
void systemd_notify_stopping(void);

/* Has the default main context tell that it is alive, as often as it is asked to. */
void systemd_keep_watchdog_quiet(void);
