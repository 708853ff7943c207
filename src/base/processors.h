#pragma once

#include <glib.h>

/* How many processors the calling thread may run on (sched_getaffinity(2)): those that taskset(1)
 * or a container has left to it, where g_get_num_processors() counts all that the machine has. At
 * least 1. */
guint processors_usable(void);
