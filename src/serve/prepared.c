#include "serve/prepared.h"

#include "serve/response.h"

struct Prepared {
    Resource *resource;
    const char *cache_control;
    struct MHD_Response *identity;
    struct MHD_Response *gzip; /* NULL if it has none */
};

Prepared *prepared_new(Resource *resource, const char *cache_control)
{
    Prepared *prepared = g_atomic_rc_box_new0(Prepared);

    prepared->resource = resource_ref(resource);
    prepared->cache_control = cache_control;
    prepared->identity =
        response_of_resource(resource, cache_control, CONTENT_CODING_IDENTITY, false);
    if (resource->gzip != NULL) {
        prepared->gzip = response_of_resource(resource, cache_control, CONTENT_CODING_GZIP, false);
    }
    return prepared;
}

Prepared *prepared_ref(Prepared *prepared)
{
    return g_atomic_rc_box_acquire(prepared);
}

static void prepared_clear(gpointer data)
{
    Prepared *prepared = data;

    MHD_destroy_response(prepared->identity);
    g_clear_pointer(&prepared->gzip, MHD_destroy_response);
    resource_unref(prepared->resource);
}

void prepared_unref(Prepared *prepared)
{
    if (prepared != NULL) {
        g_atomic_rc_box_release_full(prepared, prepared_clear);
    }
}

const Resource *prepared_resource(const Prepared *prepared)
{
    return prepared->resource;
}

ContentCoding prepared_choose(const Prepared *prepared, const char *accept_encoding)
{
    return prepared->gzip != NULL ? content_coding_choose(accept_encoding)
                                  : CONTENT_CODING_IDENTITY;
}

const char *prepared_etag(const Prepared *prepared, ContentCoding coding)
{
    return coding == CONTENT_CODING_GZIP ? prepared->resource->gzip_etag : prepared->resource->etag;
}

enum MHD_Result prepared_queue(const Prepared *prepared, struct MHD_Connection *connection,
                               const PreparedForm *form)
{
    unsigned status = form->not_modified ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;

    if (form->download && prepared->resource->file_name != NULL) {
        return response_queue_once(
            connection, status,
            response_of_resource(prepared->resource, prepared->cache_control, form->coding, true));
    }
    return MHD_queue_response(connection, status,
                              form->coding == CONTENT_CODING_GZIP ? prepared->gzip
                                                                  : prepared->identity);
}
