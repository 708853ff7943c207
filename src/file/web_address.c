#include "file/web_address.h"

#include <glib.h>
#include <string.h>

const char *web_address_find_bad(const char *url)
{
    for (const char *at = url; *at != '\0'; at++) {
        if (*at <= ' ' || *at >= 0x7F || strchr("\"<>\\^`{|}", *at) != NULL) {
            return at;
        }
    }
    return NULL;
}

bool web_address_is_good(const char *url)
{
    /* ENCODED: otherwise an escape that is not UTF-8 would be refused. */
    g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_ENCODED, NULL);

    if (uri == NULL || g_uri_get_host(uri) == NULL || *g_uri_get_host(uri) == '\0') {
        return false;
    }
    return g_str_equal(g_uri_get_scheme(uri), "http") ||
           g_str_equal(g_uri_get_scheme(uri), "https");
}
