#include "serve/http/policy.h"

/* A cache may send what it has for so much of its time longer while it asks for it anew. Not for a
 * fixed time: what is to be asked for each time is not to be late at all. */
#define REVALIDATE_DIVISOR 5

static void append_seconds(GString *out, const char *name, guint seconds)
{
    if (seconds > 0) {
        g_string_append_printf(out, ", %s=%u", name, seconds);
    }
}

char *policy_cache_control_dup(guint max_age, guint stale_if_error)
{
    GString *out = g_string_new(NULL);

    g_string_printf(out, "public, max-age=%u", max_age);
    append_seconds(out, "stale-if-error", stale_if_error);
    append_seconds(out, "stale-while-revalidate", max_age / REVALIDATE_DIVISOR);
    return g_string_free(out, FALSE);
}

const char *policy_root(const Policy *policy)
{
    return policy->root != NULL ? policy->root : "/";
}
