#include "serve/http/policy.h"

char *policy_cache_control_dup(guint max_age, guint stale_if_error)
{
    g_autofree char *fresh = g_strdup_printf("public, max-age=%u, must-revalidate", max_age);

    if (stale_if_error == 0) {
        return g_steal_pointer(&fresh);
    }
    return g_strdup_printf("%s, stale-if-error=%u", fresh, stale_if_error);
}
