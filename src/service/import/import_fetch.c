#include "service/import/import_fetch.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "file/import/endpoints.h"

void import_fetch_clear(ImportFetch *fetch)
{
    if (fetch->source > STDERR_FILENO) {
        close(fetch->source);
    }
    g_clear_pointer(&fetch->remarks, g_ptr_array_unref);
}

/* --- joining ----------------------------------------------------------------------------- */

static bool write_all(int file, const char *octets, gsize size)
{
    for (gsize at = 0; at < size;) {
        ssize_t n = write(file, octets + at, size - at);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        at += n > 0 ? (gsize)n : 0;
    }
    return true;
}

/* Appends a file to another, and a line end, so that documents do not run into each other. */
static bool append(int joined, int body)
{
    static const gsize SIZE = 64 * 1024;
    g_autofree char *chunk = g_malloc(SIZE);

    for (;;) {
        ssize_t n = read(body, chunk, SIZE);
        if (n < 0 || !write_all(joined, chunk, (gsize)n)) {
            return false;
        }
        if (n == 0) {
            return write_all(joined, "\n", 1);
        }
    }
}

/* --- fetching ---------------------------------------------------------------------------- */

/* Fetches one endpoint and appends it. One that is optional may be left out, but only for good: if
 * an agenda were poorer whenever a server is busy, its calendars would go to and fro. */
static bool add(const Endpoint *endpoint, FetchRequest *request, ImportFetch *fetch, GError **error)
{
    g_auto(FetchAnswer) answer = { 0 };
    g_autoptr(GError) fault = NULL;

    request->url = endpoint->url;
    request->has_pages = endpoint->has_pages;
    request->most = FOREIGN_MAX_SIZE - (gsize)lseek(fetch->source, 0, SEEK_CUR);
    FetchOutcome outcome = fetch_run(request, &answer, &fault);
    if (outcome == FETCH_OUTCOME_FAILED && endpoint->is_optional &&
        g_error_matches(fault, FETCH_ERROR, FETCH_ERROR_LASTING)) {
        g_ptr_array_add(fetch->remarks,
                        g_strdup_printf("%s is left out: %s", endpoint->url, fault->message));
        return true;
    }
    if (outcome == FETCH_OUTCOME_FAILED) {
        g_propagate_error(error, g_steal_pointer(&fault));
        return false;
    }
    request->must_be_outside = answer.is_outside;
    if (!append(fetch->source, answer.body)) {
        g_set_error_literal(error, FETCH_ERROR, FETCH_ERROR_ENVIRONMENT,
                            "there is no memory for what is fetched");
        return false;
    }
    return true;
}

/* Of what has several endpoints readers take the address of the event from a page that says where
 * it is, and not all do. What JSON would have to escape is in no address that can be fetched. */
static bool append_place(int joined, const GArray *endpoints)
{
    g_autofree char *page = g_strdup_printf("{\"url\": \"%s\", \"results\": []}\n",
                                            g_array_index(endpoints, Endpoint, 0).url);

    return endpoints->len < 2 || write_all(joined, page, strlen(page));
}

bool import_fetch(const ForeignFormat *format, const char *url, int stop, ImportFetch *out,
                  GError **error)
{
    g_autoptr(GArray) endpoints = endpoints_new(format, url);
    FetchRequest request = { .stop = stop };
    g_auto(ImportFetch) fetch = { .source = memfd_create("source", MFD_CLOEXEC),
                                  .remarks = g_ptr_array_new_with_free_func(g_free) };

    if (fetch.source < 0 || !append_place(fetch.source, endpoints)) {
        g_set_error_literal(error, FETCH_ERROR, FETCH_ERROR_ENVIRONMENT, g_strerror(errno));
        return false;
    }
    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = &g_array_index(endpoints, Endpoint, i);
        if (!add(endpoint, &request, &fetch, error)) {
            if (strcmp(endpoint->url, url) != 0) {
                g_prefix_error(error, "%s: ", endpoint->url);
            }
            return false;
        }
    }
    lseek(fetch.source, 0, SEEK_SET);
    *out = fetch;
    fetch = (ImportFetch){ 0 };
    return true;
}
