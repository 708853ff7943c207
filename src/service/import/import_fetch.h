#pragma once

#include "file/import/foreign_format.h"
#include "service/fetch/fetch.h"

/* What has been fetched for an import: of an event all endpoints (file/import/endpoints.h), joined.
 */
typedef struct ImportFetch {
    int source;         /* a file, from its start; 0 without one */
    GPtrArray *remarks; /* char *: what an agenda may lack, because it could not be had */
} ImportFetch;

void import_fetch_clear(ImportFetch *fetch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportFetch, import_fetch_clear)

/* Fetches a source, of 64 MB at most. Fails with FETCH_ERROR, in words that name the address if it
 * is another than the caller's. stop: as in FetchRequest. */
bool import_fetch(const ForeignFormat *format, const char *url, int stop, ImportFetch *out,
                  GError **error);
