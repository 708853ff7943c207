#include "serve/listen/descriptors.h"

#include <sys/resource.h>

/* Kept for agendas that are read while it serves, a history, and whatever libraries open. */
#define SPARE 16

/* Presumed where the system does not say how many are open. */
#define OPEN_PRESUMED 32

static guint count_open(void)
{
    /* This also counts the folder itself, which does no harm. */
    g_autoptr(GDir) folder = g_dir_open("/proc/self/fd", 0, NULL);
    guint count = 0;

    if (folder == NULL) {
        return OPEN_PRESUMED;
    }
    while (g_dir_read_name(folder) != NULL) {
        count++;
    }
    return count;
}

/* Raises the soft limit as far as necessary and possible; returns what it is then. */
static rlim_t raise_limit(rlim_t needed)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return needed;
    }
    if (limit.rlim_cur < needed) {
        struct rlimit raised = limit;

        raised.rlim_cur = MIN(needed, limit.rlim_max);
        return setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
    }
    return limit.rlim_cur;
}

guint descriptors_make_room(guint connections, guint others)
{
    rlim_t taken = (rlim_t)count_open() + others + SPARE;
    rlim_t limit = raise_limit(taken + connections);

    return limit > taken ? (guint)MIN(limit - taken, connections) : 0;
}
