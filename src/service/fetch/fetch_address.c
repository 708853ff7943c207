#include "service/fetch/fetch_address.h"

#include <string.h>

#include "file/web_address.h"
#include "service/fetch/fetch.h"
#include "service/fetch/reach.h"

#define NAME_OCTETS "abcdefghijklmnopqrstuvwxyz0123456789-._"

static bool fail(GError **error, const char *text)
{
    g_set_error_literal(error, FETCH_ERROR, FETCH_ERROR_ADDRESS, text);
    return false;
}

/* What an address must be before it can be taken apart. */
static bool check(const char *text, GError **error)
{
    if (strlen(text) > WEB_ADDRESS_MAX) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_ADDRESS,
                    "the address has more than %d characters", WEB_ADDRESS_MAX);
        return false;
    }
    if (web_address_find_bad(text) != NULL) {
        return fail(error, "the address holds what no address can hold: write such characters as "
                           "%20 and the like, and a name as xn--…");
    }
    return web_address_is_good(text) ||
           fail(error, "it is no address that can be fetched: expected one such as "
                       "https://example.org/schedule.xml");
}

/* The host as it stands in a URL; NULL if nobody can be called so. The caller owns it. */
static char *dup_host(GUri *uri)
{
    g_autofree char *host = g_ascii_strdown(g_uri_get_host(uri), -1);
    struct in6_addr address;

    if (strchr(host, ':') != NULL && reach_parse(host, &address)) {
        return g_strdup_printf("[%s]", host);
    }
    return host[strspn(host, NAME_OCTETS)] == '\0' ? g_steal_pointer(&host) : NULL;
}

static guint default_port(const FetchAddress *address)
{
    return address->is_https ? 443 : 80;
}

static char *dup_url(const FetchAddress *address, GUri *uri)
{
    const char *path = g_uri_get_path(uri);
    const char *query = g_uri_get_query(uri);
    GString *url = g_string_new(address->is_https ? "https://" : "http://");

    g_string_append(url, address->host);
    if (address->port != default_port(address)) {
        g_string_append_printf(url, ":%u", address->port);
    }
    g_string_append(url, *path != '\0' ? path : "/");
    if (query != NULL) {
        g_string_append_printf(url, "?%s", query);
    }
    return g_string_free(url, FALSE);
}

bool fetch_address_parse(const char *text, FetchAddress *out, GError **error)
{
    if (!check(text, error)) {
        return false;
    }
    g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_ENCODED, NULL);
    g_auto(FetchAddress) address = { .host = dup_host(uri) };
    if (g_uri_get_userinfo(uri) != NULL) {
        return fail(error, "a name and a password cannot stand in an address: have what is there "
                           "made public, or use an address with a key in it");
    }
    if (address.host == NULL || g_uri_get_port(uri) == 0) {
        return fail(error, "the host of the address is none");
    }
    address.is_https = g_str_equal(g_uri_get_scheme(uri), "https");
    address.port = g_uri_get_port(uri) > 0 ? (guint)g_uri_get_port(uri) : default_port(&address);
    address.url = dup_url(&address, uri);
    *out = address;
    address = (FetchAddress){ 0 };
    return true;
}

void fetch_address_clear(FetchAddress *address)
{
    g_clear_pointer(&address->url, g_free);
    g_clear_pointer(&address->host, g_free);
}

bool fetch_address_is_same_host(const FetchAddress *one, const FetchAddress *other)
{
    return strcmp(one->host, other->host) == 0 && one->port == other->port;
}

bool fetch_address_is_same_origin(const FetchAddress *one, const FetchAddress *other)
{
    return fetch_address_is_same_host(one, other) && one->is_https == other->is_https;
}
