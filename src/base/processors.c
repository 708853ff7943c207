#include "base/processors.h"

#include <sched.h>

guint processors_usable(void)
{
    cpu_set_t usable;

    /* Fails if the machine has more processors than cpu_set_t has room for. */
    if (sched_getaffinity(0, sizeof(usable), &usable) != 0) {
        return g_get_num_processors();
    }
    return (guint)MAX(CPU_COUNT(&usable), 1);
}
