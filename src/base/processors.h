#pragma once

#include <glib.h>

/* How many processors the calling thread may run on (sched_getaffinity(2)), at least 1. This
 * respects taskset(1) and the limits of a container; g_get_num_processors() may count all
 * processors of the machine. */
guint processors_usable(void);
