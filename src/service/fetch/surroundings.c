#include "service/fetch/surroundings.h"

#include <string.h>

#include "service/fetch/reach.h"

/* The first of these variables that says something; NULL if none does. */
static const char *first_of(const char *const *names)
{
    for (; *names != NULL; names++) {
        const char *value = g_getenv(*names);
        if (value != NULL && *value != '\0') {
            return value;
        }
    }
    return NULL;
}

/* --- proxies ----------------------------------------------------------------------------- */

/* Whether one entry of no_proxy is for a host: "example.org" and ".example.org" also for all
 * names below it. */
static bool is_for(const char *entry, const char *host)
{
    const char *name = entry + (*entry == '.' ? 1 : 0);
    gsize length = strlen(name);
    gsize whole = strlen(host);
    struct in6_addr address;

    if (reach_parse(host, &address)) {
        return reach_is_in(&address, entry);
    }
    return length > 0 && length <= whole && g_ascii_strcasecmp(host + whole - length, name) == 0 &&
           (length == whole || host[whole - length - 1] == '.');
}

static bool goes_without(const char *host)
{
    static const char *const NAMES[] = { "no_proxy", "NO_PROXY", NULL };
    const char *list = first_of(NAMES);
    g_auto(GStrv) entries = g_strsplit_set(list != NULL ? list : "", ", \t", -1);

    for (char **entry = entries; *entry != NULL; entry++) {
        if (strcmp(*entry, "*") == 0 || is_for(*entry, host)) {
            return true;
        }
    }
    return false;
}

char *surroundings_dup_proxy(const FetchAddress *address)
{
    /* Not HTTP_PROXY: web servers set that to what a client sends. */
    static const char *const HTTP[] = { "http_proxy", "all_proxy", "ALL_PROXY", NULL };
    static const char *const HTTPS[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
                                         NULL };
    const char *proxy = first_of(address->is_https ? HTTPS : HTTP);

    return proxy != NULL && !goes_without(address->host) ? g_strdup(proxy) : NULL;
}

/* --- certificates ------------------------------------------------------------------------ */

const char *surroundings_ca_file(void)
{
    static const char *const NAMES[] = { "CURL_CA_BUNDLE", "SSL_CERT_FILE", NULL };

    return first_of(NAMES);
}

const char *surroundings_ca_folder(void)
{
    static const char *const NAMES[] = { "SSL_CERT_DIR", NULL };

    return first_of(NAMES);
}
