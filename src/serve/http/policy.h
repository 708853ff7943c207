#pragma once

#include <glib.h>
#include <stdbool.h>

/* Who but the client may keep and read what is served; the same for the life of a server. All
 * zeroes suit a service that is not known to be public. */
typedef struct Policy {
    /* For what stands at its address only until it changes; must outlive the server. NULL:
     * RESPONSE_CACHE_BRIEFLY. */
    const char *cache_control;
    /* The path of the list of all agendas, for those who ask from outside: "/feeds/"; must outlive
     * the server. NULL: "/". */
    const char *root;
    bool any_origin; /* scripts of any web site may read feeds (Access-Control-Allow-Origin) */
} Policy;

const char *policy_root(const Policy *policy);

/* In seconds: how long an answer is fresh, and how much longer a cache may send it while the
 * service fails (RFC 5861 §4). */
#define POLICY_MAX_AGE_DEFAULT 300
#define POLICY_STALE_IF_ERROR_DEFAULT 86400

/* A year, which is as good as for ever (RFC 9111 §5.2.2.1). */
#define POLICY_SECONDS_MAX 31536000

/* "public, max-age=300, stale-if-error=86400, stale-while-revalidate=60": what is 0 is left out.
 * The last one lets a cache send what it has while it asks for it anew (RFC 5861 §3). Not
 * "must-revalidate", which would forbid both (RFC 9111 §4.2.4). The caller's own. */
char *policy_cache_control_dup(guint max_age, guint stale_if_error);
