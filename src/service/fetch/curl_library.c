#include "service/fetch/curl_library.h"

#include "base/library.h"
#include "service/fetch/fetch.h"

/* Of Debian, the flavour of OpenSSL. */
#define NAME "libcurl.so.4"

static const LibrarySymbol SYMBOLS[] = {
    { "curl_global_init", offsetof(CurlLibrary, global_init) },
    { "curl_easy_init", offsetof(CurlLibrary, easy_init) },
    { "curl_easy_setopt", offsetof(CurlLibrary, easy_setopt) },
    { "curl_easy_getinfo", offsetof(CurlLibrary, easy_getinfo) },
    { "curl_easy_perform", offsetof(CurlLibrary, easy_perform) },
    { "curl_easy_header", offsetof(CurlLibrary, easy_header) },
    { "curl_easy_strerror", offsetof(CurlLibrary, easy_strerror) },
    { "curl_easy_cleanup", offsetof(CurlLibrary, easy_cleanup) },
    { "curl_slist_append", offsetof(CurlLibrary, slist_append) },
    { "curl_slist_free_all", offsetof(CurlLibrary, slist_free_all) },
};

G_STATIC_ASSERT(G_N_ELEMENTS(SYMBOLS) * sizeof(gpointer) == sizeof(CurlLibrary));

bool curl_library_load(CurlLibrary *out, GError **error)
{
    const char *fault = library_load(NAME, SYMBOLS, G_N_ELEMENTS(SYMBOLS), out);

    if (fault != NULL) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_ENVIRONMENT,
                    "nothing can be fetched without libcurl 7.84 or newer (on Debian, the "
                    "package libcurl4 or libcurl4t64): %s",
                    fault);
        return false;
    }
    return out->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}
