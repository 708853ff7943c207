#include "cli/common/public_url.h"

#include <glib.h>
#include <string.h>

#include "service/message.h"

/* Whether a URL holds only characters that may stand in one: no blanks, control characters, quotes
 * or angle brackets. */
static bool is_plain(const char *url)
{
    for (const char *c = url; *c != '\0'; c++) {
        if (!g_ascii_isgraph(*c) || strchr("\"<>", *c) != NULL) {
            return false;
        }
    }
    return true;
}

bool public_url_settle(char *url)
{
    if (url == NULL) {
        return true;
    }
    /* Escapes stay as they are written: the URL is printed, not used. */
    g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_ENCODED, NULL);
    bool is_http = uri != NULL && (strcmp(g_uri_get_scheme(uri), "http") == 0 ||
                                   strcmp(g_uri_get_scheme(uri), "https") == 0);
    if (!is_http || g_uri_get_host(uri) == NULL || *g_uri_get_host(uri) == '\0' ||
        g_uri_get_query(uri) != NULL || g_uri_get_fragment(uri) != NULL ||
        g_uri_get_userinfo(uri) != NULL || !is_plain(url)) {
        message_error("--public-url is \"%s\", and should be like https://feeds.example.org", url);
        return false;
    }
    /* Every path that is put after it begins with a slash. */
    while (g_str_has_suffix(url, "/")) {
        url[strlen(url) - 1] = '\0';
    }
    return true;
}

char *public_url_host_dup(const char *url)
{
    g_autoptr(GUri) uri = url != NULL ? g_uri_parse(url, G_URI_FLAGS_ENCODED, NULL) : NULL;

    return uri != NULL ? g_strdup(g_uri_get_host(uri)) : NULL;
}

char *public_url_root_dup(const char *url)
{
    g_autoptr(GUri) uri = url != NULL ? g_uri_parse(url, G_URI_FLAGS_ENCODED, NULL) : NULL;
    const char *path = uri != NULL ? g_uri_get_path(uri) : "";

    /* Two slashes at its start would make another host of what follows. */
    path += strspn(path, "/");
    return *path != '\0' ? g_strconcat("/", path, "/", NULL) : g_strdup("/");
}
