#include "serve/response.h"

#include <string.h>

#include "serve/http_date.h"

void response_add_header(struct MHD_Response *response, const char *name, const char *value)
{
    enum MHD_Result added = MHD_add_response_header(response, name, value);

    /* It refuses control characters, and ours hold none. */
    g_assert(added == MHD_YES);
}

static struct MHD_Response *response_new(gconstpointer body, gsize length,
                                         enum MHD_ResponseMemoryMode mode, const char *media_type)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(length, (void *)body, mode);

    g_assert(response != NULL);
    response_add_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, media_type);
    response_add_header(response, MHD_HTTP_HEADER_X_CONTENT_TYPE_OPTIONS, "nosniff");
    return response;
}

static struct MHD_Response *text_response_new(const char *text, enum MHD_ResponseMemoryMode mode,
                                              const char *cache_control)
{
    struct MHD_Response *response =
        response_new(text, strlen(text), mode, "text/plain; charset=utf-8");

    response_add_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, cache_control);
    return response;
}

struct MHD_Response *response_of_text(const char *text, const char *cache_control)
{
    return text_response_new(text, MHD_RESPMEM_PERSISTENT, cache_control);
}

struct MHD_Response *response_of_text_copy(const char *text, const char *cache_control)
{
    return text_response_new(text, MHD_RESPMEM_MUST_COPY, cache_control);
}

/* Says that what is sent depends on what the client accepts (RFC 9110 §12.5.5). */
static void add_coding(struct MHD_Response *response, const Resource *resource,
                       ContentCoding coding)
{
    if (resource->varies) {
        response_add_header(response, MHD_HTTP_HEADER_VARY, "Accept-Encoding");
    }
    if (coding == CONTENT_CODING_GZIP) {
        response_add_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
    }
}

struct MHD_Response *response_of_resource(const Resource *resource, const char *cache_control,
                                          ContentCoding coding, bool download)
{
    bool is_gzip = coding == CONTENT_CODING_GZIP;
    gsize length;
    gconstpointer body = g_bytes_get_data(is_gzip ? resource->gzip : resource->body, &length);
    struct MHD_Response *response =
        response_new(body, length, MHD_RESPMEM_PERSISTENT, resource->media_type);
    g_autofree char *last_modified = http_date_format(resource->last_modified);

    add_coding(response, resource, coding);
    response_add_header(response, MHD_HTTP_HEADER_ETAG,
                        is_gzip ? resource->gzip_etag : resource->etag);
    response_add_header(response, MHD_HTTP_HEADER_LAST_MODIFIED, last_modified);
    response_add_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, cache_control);
    if (resource->file_name != NULL) {
        g_autofree char *disposition = g_strdup_printf(
            "%s; filename=\"%s\"", download ? "attachment" : "inline", resource->file_name);

        response_add_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, disposition);
    }
    return response;
}

enum MHD_Result response_queue_once(struct MHD_Connection *connection, unsigned status,
                                    struct MHD_Response *take_response)
{
    enum MHD_Result queued = MHD_queue_response(connection, status, take_response);

    MHD_destroy_response(take_response);
    return queued;
}
