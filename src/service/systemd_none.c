#include "service/systemd.h"

/* Without libsystemd nobody hands over sockets, and nobody listens to what is reported. */
int systemd_take_sockets(int **out_sockets)
{
    *out_sockets = NULL;
    return 0;
}

void systemd_notify_ready(void)
{
}

void systemd_notify_reloading(void)
{
}

void systemd_notify_stopping(void)
{
}

void systemd_keep_watchdog_quiet(void)
{
}
